//! Runs vector files. A vector that cannot be read or run fails the whole run.

use std::collections::HashSet;

use crate::Evaluator;
use crate::json::{Document, Token, Value};

/// What a run did. It is good only when all three numbers are equal and not 0, and nothing failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Vectors in the files.
    pub read: usize,
    /// Vectors whose operation exists and was carried out.
    pub run: usize,
    /// Vectors whose answer was the expected one.
    pub passed: usize,
    /// Every vector that did not pass, and every file that could not be read.
    pub failures: Vec<Failure>,
}

/// A vector that did not pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file and the vector's name or number.
    pub place: String,
    /// What was expected and what came.
    pub what: String,
}

impl Report {
    /// Whether the run counts as passed.
    pub fn is_good(&self) -> bool {
        self.read > 0 && self.read == self.run && self.run == self.passed && self.failures.is_empty()
    }

    fn fail(&mut self, place: String, what: impl Into<String>) {
        let what = what.into();
        self.failures.push(Failure { place, what });
    }
}

/// Runs the vectors of all files; each is a name for reports and the text of a JSON array.
pub fn run<'t>(evaluator: Evaluator, files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Report {
    let mut report = Report::default();
    let mut names = HashSet::new();
    for (file, text) in files {
        let document = match Document::parse(text) {
            Ok(document) => document,
            Err(fault) => {
                report.fail(file.to_owned(), fault.to_string());
                continue;
            }
        };
        let Some(vectors) = document.root().items() else {
            report.fail(file.to_owned(), "not a JSON array of vectors");
            continue;
        };
        let before = report.read;
        for value in vectors {
            report.read += 1;
            let vector = match Vector::read(value) {
                Ok(vector) => vector,
                Err(what) => {
                    let place = format!("{file}: vector {}", report.read - before);
                    report.fail(place, what);
                    continue;
                }
            };
            let place = format!("{file}: {}", vector.name);
            if !names.insert(vector.name.to_owned()) {
                report.fail(place, "another vector has this name");
                continue;
            }
            match vector.check(evaluator) {
                Outcome::NotRun(what) => report.fail(place, what),
                Outcome::Wrong(what) => {
                    report.run += 1;
                    report.fail(place, what);
                }
                Outcome::Right => {
                    report.run += 1;
                    report.passed += 1;
                }
            }
        }
    }
    report
}

struct Vector<'d> {
    name: &'d str,
    op: &'d str,
    inputs: Value<'d>,
    code: &'d str,
    value: Option<Value<'d>>,
}

enum Outcome {
    NotRun(String),
    Wrong(String),
    Right,
}

impl<'d> Vector<'d> {
    fn read(value: Value<'d>) -> Result<Vector<'d>, String> {
        let [name, op, inputs, expected, source] =
            members(value, ["name", "op", "inputs", "expected", "source"], 5)?
                .map(|member| member.ok_or("a key is missing"));
        let text = |value: Value<'d>| value.text().filter(|text| !text.is_empty());
        text(source?).ok_or("source: not a text")?;
        let [code, result] = members(expected?, ["code", "value"], 1)?;
        let code = match code.map(Value::token) {
            Some(Token::Number(code)) => code.as_str(),
            _ => return Err("expected: no code".into()),
        };
        if (code == "0") != result.is_some() {
            return Err("expected: there must be a value exactly when the code is 0".into());
        }
        let inputs = inputs?;
        if inputs.entries().is_none() {
            return Err("inputs: not an object".into());
        }
        Ok(Vector {
            name: text(name?).ok_or("name: not a text")?,
            op: text(op?).ok_or("op: not a text")?,
            inputs,
            code,
            value: result,
        })
    }

    fn check(&self, evaluator: Evaluator) -> Outcome {
        let Some(entries) = self.inputs.entries() else {
            return Outcome::NotRun("inputs: not an object".into());
        };
        let Some(result) = evaluator.operation(self.op, entries) else {
            return Outcome::NotRun(format!("op: no operation {}", self.op));
        };
        match (result, self.value) {
            (Ok(answer), Some(value)) => {
                let same = Document::parse(&answer).is_ok_and(|document| document.root().equals(value));
                if same {
                    Outcome::Right
                } else {
                    Outcome::Wrong(format!("another value: {}", start(&answer)))
                }
            }
            (Ok(answer), None) => {
                let code = self.code;
                Outcome::Wrong(format!("code {code} expected, value {}", start(&answer)))
            }
            (Err(refused), _) => {
                let code = (refused.code as i32).to_string();
                if code == self.code {
                    Outcome::Right
                } else {
                    Outcome::Wrong(format!("code {} expected, {code} came: {}", self.code, refused.text))
                }
            }
        }
    }
}

/// The members of an object by name; unknown ones are refused, the first `least` must be there.
fn members<'d, const N: usize>(
    value: Value<'d>,
    names: [&str; N],
    least: usize,
) -> Result<[Option<Value<'d>>; N], String> {
    let mut found = [None; N];
    for (key, member) in value.entries().ok_or("not an object")? {
        match names.iter().position(|name| *name == key) {
            Some(place) => found[place] = Some(member),
            None => return Err(format!("{key}: no such key in a vector")),
        }
    }
    match found.iter().zip(names).take(least).find(|(f, _)| f.is_none()) {
        Some((_, name)) => Err(format!("{name}: missing")),
        None => Ok(found),
    }
}

fn start(text: &str) -> &str {
    text.get(..120).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Plant;

    const GOOD: &str = r#"[
        {"name":"abc","op":"sha256","inputs":{"data":"616263"},
         "expected":{"code":0,"value":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},"source":"FIPS 180-4"},
        {"name":"odd","op":"merkle_root","inputs":{"rule":"promote","leaves":[
           "0000000000000000000000000000000000000000000000000000000000000000"]},
         "expected":{"code":0,"value":"0000000000000000000000000000000000000000000000000000000000000000"},"source":"definition"},
        {"name":"short","op":"address","inputs":{"pubkey":"00"},"expected":{"code":1},"source":"definition"}]"#;

    fn report(text: &str) -> Report {
        run(Evaluator::default(), [("f", text)])
    }

    #[test]
    fn good_vectors_pass() {
        let report = report(GOOD);
        assert!(report.is_good(), "{report:?}");
        assert_eq!((report.read, report.run, report.passed), (3, 3, 3));
    }

    #[test]
    fn nothing_run_is_not_good() {
        assert!(!report("[]").is_good());
        assert!(!run(Evaluator::default(), []).is_good());
    }

    #[test]
    fn whatever_cannot_be_run_fails_the_run() {
        for (good, bad) in [
            ("\"op\":\"sha256\"", "\"op\":\"sha257\""),
            ("\"name\":\"short\"", "\"name\":\"abc\""),
            ("\"code\":1", "\"code\":4"),
            ("\"code\":1", "\"code\":0"),
            ("\"code\":1}", "\"code\":1,\"value\":true}"),
            (",\"source\":\"FIPS 180-4\"", ""),
            (",\"source\":\"FIPS 180-4\"", ",\"source\":\"x\",\"skip\":true"),
            ("ba7816bf", "ca7816bf"),
            ("]", ""),
        ] {
            let changed = GOOD.replacen(good, bad, 1);
            assert_ne!(changed, GOOD);
            let report = report(&changed);
            assert!(!report.is_good() && !report.failures.is_empty(), "{bad}");
        }
    }

    #[test]
    fn a_planted_rule_changes_the_answer_for_odd_nodes() {
        let request = br#"{"op":"merkle_root","rule":"promote","leaves":["0101010101010101010101010101010101010101010101010101010101010101","0101010101010101010101010101010101010101010101010101010101010101","0101010101010101010101010101010101010101010101010101010101010101"]}"#;
        let planted = Evaluator { plant: Plant::OddNode };
        assert_ne!(planted.eval(request), Evaluator::default().eval(request));
    }
}
