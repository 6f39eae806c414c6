//! `arcsign eval` as scripts use it: a request a line, an answer a line.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;

/// Every mode.
pub(crate) const MODES: [&str; 3] = ["inproc", "worker", "subprocess"];

/// The command, without anything of the test's environment.
pub(crate) fn arcsign() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_arcsign"));
    command.env_clear();
    command
}

/// Runs `eval` over an input, and returns how it ended and what it answered.
pub(crate) fn eval(folder: &Path, mode: &str, input: &[u8]) -> Output {
    let mut child = arcsign()
        .args(["eval", "--clock", "given", "--mode", mode, "--dir"])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // A command that refuses its arguments reads nothing.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().unwrap()
    })
}

/// A conversation with `eval`.
pub(crate) struct Client {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    /// The data of the answers, by the ids of their requests.
    known: BTreeMap<String, Value>,
}

impl Client {
    pub(crate) fn start(folder: &Path, mode: &str) -> Client {
        let mut child = arcsign()
            .args(["eval", "--clock", "given", "--mode", mode, "--dir"])
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Client { input: child.stdin.take(), child, output, known: BTreeMap::new() }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends a request, in which `"${ID.KEY}"` stands for a value of an earlier answer, and returns its answer as it is.
    pub(crate) fn ask(&mut self, template: &str) -> String {
        let request = self.fill(template);
        self.send(request.as_bytes());
        self.send(b"\n");
        self.answer()
    }

    /// Sends a part of a line.
    pub(crate) fn send(&mut self, part: &[u8]) {
        self.input.as_ref().unwrap().write_all(part).unwrap();
    }

    /// The next answer.
    pub(crate) fn answer(&mut self) -> String {
        let mut line = String::new();
        assert!(self.output.read_line(&mut line).unwrap() > 0, "there is no answer");
        let answer: Value = serde_json::from_str(&line).unwrap();
        if let Some(id) = answer["id"].as_str() {
            self.known.insert(id.to_owned(), answer["data"].clone());
        }
        line
    }

    fn fill(&self, template: &str) -> String {
        let mut rest = template;
        let mut request = String::new();
        while let Some((before, after)) = rest.split_once("\"${") {
            let (name, behind) = after.split_once("}\"").unwrap();
            let (id, key) = name.split_once('.').unwrap();
            let value = self.known.get(id).map_or(&Value::Null, |data| &data[key]);
            request += before;
            request += &value.to_string();
            rest = behind;
        }
        request + rest
    }

    /// Ends the conversation in order.
    pub(crate) fn end(mut self) {
        drop(self.input.take());
        let mut rest = String::new();
        assert_eq!(self.output.read_line(&mut rest).unwrap(), 0, "more than was asked: {rest}");
        assert!(self.child.wait().unwrap().success());
    }
}

/// Waits for something that must happen, a minute at most.
pub(crate) fn eventually(what: &str, mut happens: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !happens() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what} does not happen");
        thread::sleep(Duration::from_millis(1));
    }
}

/// The processes that a process has started.
pub(crate) fn children(parent: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{parent}/task")).unwrap();
    let children = tasks.flat_map(|task| {
        let text = fs::read_to_string(task.unwrap().path().join("children")).unwrap_or_default();
        text.split_whitespace().map(|child| child.parse().unwrap()).collect::<Vec<u32>>()
    });
    children.collect()
}

/// A conversation as a script, one request a line; `#` begins a comment. Returns the answers as they are.
pub(crate) fn play(folder: &Path, mode: &str, script: &str) -> Vec<String> {
    let mut client = Client::start(folder, mode);
    let requests = script.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let answers = requests.map(|request| client.ask(request)).collect();
    client.end();
    answers
}

/// Puts a name in place of what is drawn at random: the values of some keys, in the order in which they first come.
pub(crate) fn without_chance(answers: &[String], keys: &[&str]) -> Vec<String> {
    let mut drawn: Vec<String> = Vec::new();
    for answer in answers {
        collect(&serde_json::from_str(answer).unwrap(), keys, &mut drawn);
    }
    let replaced = answers.iter().map(|answer| {
        drawn
            .iter()
            .enumerate()
            .fold(answer.clone(), |line, (at, value)| line.replace(value, &format!("<{at}>")))
    });
    replaced.collect()
}

fn collect(value: &Value, keys: &[&str], drawn: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let text = value.to_string();
                if keys.contains(&&**key) && !value.is_null() {
                    if !drawn.contains(&text) {
                        drawn.push(text);
                    }
                } else {
                    collect(value, keys, drawn);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, keys, drawn)),
        _ => {}
    }
}

/// The bytes of a PSBT in order of size: signers put the fields of an input in different orders.
pub(crate) fn fields(psbt: &Value) -> Vec<u8> {
    let mut bytes = STANDARD.decode(psbt.as_str().unwrap()).unwrap();
    bytes.sort_unstable();
    bytes
}

/// The first answer that two runs do not have in common.
pub(crate) fn difference(one: &[String], other: &[String]) -> Option<String> {
    if one.len() != other.len() {
        return Some(format!("{} answers and {}", one.len(), other.len()));
    }
    let differs = one.iter().zip(other).find(|(one, other)| one != other);
    differs.map(|(one, other)| format!("{one}{other}"))
}
