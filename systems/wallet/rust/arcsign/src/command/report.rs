//! What a command ends with: text for people, or one JSON object.

use std::io::{self, Write};

use arcsign::WalletError;
use serde_json::{Value, json};

/// What a command answers.
pub(super) struct Report {
    /// For people.
    pub(super) text: String,
    /// For `--json`.
    pub(super) data: Value,
    /// Whether all is well: `doctor` may find that it is not.
    pub(super) good: bool,
}

impl Report {
    pub(super) fn new(text: impl Into<String>, data: Value) -> Report {
        Report { text: text.into(), data, good: true }
    }
}

/// Why a command does not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// The core refused.
    Wallet(WalletError),
    /// Something else, with what to do about it.
    Other(String),
}

impl From<WalletError> for Failure {
    fn from(error: WalletError) -> Failure {
        Failure::Wallet(error)
    }
}

impl Failure {
    pub(super) fn new(message: impl Into<String>) -> Failure {
        Failure::Other(message.into())
    }

    /// For people: the cause, then the cure.
    fn text(&self) -> String {
        match self {
            Failure::Other(message) => message.clone(),
            Failure::Wallet(error) => {
                let mut text = error.to_string();
                if let WalletError::Refused { retry_ms: Some(wait), .. } = error {
                    text += &format!("; try again in {} s", wait.div_ceil(1000));
                }
                text
            }
        }
    }

    fn data(&self) -> Value {
        match self {
            Failure::Other(message) => json!({"message": message}),
            Failure::Wallet(error) => {
                let code = error.code();
                let mut data =
                    json!({"code": code.name(), "number": code.number(), "message": error.to_string()});
                if let WalletError::Refused { word, retry_ms, .. } = error {
                    if let Some(word) = word {
                        data["word"] = json!(word);
                    }
                    if let Some(wait) = retry_ms {
                        data["retry_ms"] = json!(wait);
                    }
                }
                data
            }
        }
    }
}

/// Something that was refused, or that failed.
const FAILED: u8 = 1;

/// Writes what a command ends with, and returns the exit status.
pub(super) fn finish(result: Result<Report, Failure>, as_json: bool) -> u8 {
    let (line, good) = match (&result, as_json) {
        (Ok(report), false) => (report.text.trim_end().to_owned(), report.good),
        (Ok(report), true) => (json!({"ok": report.good, "data": report.data}).to_string(), report.good),
        (Err(failure), true) => (json!({"ok": false, "error": failure.data()}).to_string(), false),
        (Err(failure), false) => {
            super::complain(&failure.text());
            return FAILED;
        }
    };
    if !line.is_empty() && writeln!(io::stdout(), "{line}").is_err() {
        return FAILED;
    }
    if good { 0 } else { FAILED }
}
