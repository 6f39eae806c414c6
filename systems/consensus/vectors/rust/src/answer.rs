//! One request, one answer.

use coinjecture::ResultCode;

use crate::Plant;
use crate::fields::{Fields, is_integer};
use crate::json::{Document, Token, Value, write_text};
use crate::operations::{self, Refusal};

/// Answers one request line with the rules as they are.
pub fn eval(line: &[u8]) -> String {
    Evaluator::default().eval(line)
}

/// Answers requests, perhaps with a planted fault.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evaluator {
    /// The planted fault.
    pub plant: Plant,
}

impl Evaluator {
    /// Answers one request line (without its end of line) with one answer line.
    pub fn eval(&self, line: &[u8]) -> String {
        let Ok(text) = str::from_utf8(line) else {
            return refusal(None, &invalid("the line is not UTF-8"));
        };
        let document = match Document::parse(text) {
            Ok(document) => document,
            Err(fault) => return refusal(None, &invalid(&fault.to_string())),
        };
        let Some(entries) = document.root().entries() else {
            return refusal(None, &invalid("a request is one JSON object"));
        };

        let mut op = None;
        let mut id = None;
        let mut inputs = Vec::new();
        for (key, value) in entries {
            match key {
                "op" => op = Some(value),
                "id" => id = Some(value),
                _ => inputs.push((key, value)),
            }
        }
        let id = match id.map(echoed) {
            None => None,
            Some(Ok(id)) => id,
            Some(Err(refused)) => return refusal(None, &refused),
        };
        let result = match op.map(Value::text) {
            None => Err(invalid("op: missing")),
            Some(None) => Err(invalid("op: not a string")),
            Some(Some(op)) => self
                .operation(op, inputs.into_iter())
                .unwrap_or_else(|| Err(invalid("op: no such operation"))),
        };
        match result {
            Ok(value) => {
                let mut out = String::from("{\"id\":");
                out.push_str(id.as_deref().unwrap_or("null"));
                out.push_str(",\"ok\":true,\"code\":0,\"value\":");
                out.push_str(&value);
                out.push('}');
                out
            }
            Err(refused) => refusal(id.as_deref(), &refused),
        }
    }

    /// Runs an operation; `None` when there is none of that name.
    pub(crate) fn operation<'d>(
        &self,
        op: &str,
        inputs: impl Iterator<Item = (&'d str, Value<'d>)>,
    ) -> Option<Result<String, Refusal>> {
        let operation = operations::find(op)?;
        Some(operation(Fields::new(inputs), self.plant))
    }
}

fn invalid(text: &str) -> Refusal {
    Refusal::from(text.to_owned())
}

/// The id as it is written back; `None` for null.
fn echoed(id: Value<'_>) -> Result<Option<String>, Refusal> {
    match id.token() {
        Token::Null => Ok(None),
        Token::Text(text) => {
            let mut out = String::new();
            write_text(&mut out, text);
            Ok(Some(out))
        }
        Token::Number(text)
            if is_integer(text) && (text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok()) =>
        {
            Ok(Some(text.clone()))
        }
        _ => Err(invalid("id: neither a string nor an integer from -2^63 to 2^64-1")),
    }
}

fn refusal(id: Option<&str>, refused: &Refusal) -> String {
    let mut out = String::from("{\"id\":");
    out.push_str(id.unwrap_or("null"));
    out.push_str(",\"ok\":false,\"code\":");
    out.push_str(&(refused.code as i32).to_string());
    debug_assert!(refused.code != ResultCode::Ok);
    out.push_str(",\"error\":");
    write_text(&mut out, &refused.text);
    out.push('}');
    out
}
