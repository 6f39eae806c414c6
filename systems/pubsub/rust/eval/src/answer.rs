use std::fmt::Write;

use pubsub::{Error, Message, State, SubscriptionStats};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The value of an operation, or its code and a text for people.
pub(crate) type Answer = Result<Value, Refused>;

/// A code that is not 0.
pub(crate) struct Refused {
    pub(crate) code: u8,
    error: String,
}

impl Refused {
    pub(crate) fn new(code: u8, error: impl Into<String>) -> Refused {
        Refused { code, error: error.into() }
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Refused {
        let code = match &error {
            Error::InvalidInput(_) => 1,
            Error::BadSubject { .. } => 2,
            Error::TooLarge { .. } => 3,
            Error::Full { .. } => 4,
            Error::Closed(_) => 5,
            Error::NoResponders(_) => 6,
            Error::Timeout(_) => 7,
            Error::WouldDeadlock(_) => 8,
            Error::NoMemory(_) => 9,
            Error::NotFound(_) => 10,
            _ => 11,
        };
        Refused::new(code, error.to_string())
    }
}

/// An answer without its number.
pub(crate) fn text(answer: Answer) -> String {
    let answer = match answer {
        Ok(value) => json!({ "code": 0, "value": value }),
        Err(Refused { code, error }) => json!({ "code": code, "error": error }),
    };
    answer.to_string()
}

pub(crate) fn message(message: &Message, replayed: bool) -> Value {
    let mut value = json!({
        "subject": message.subject(),
        "payload": payload(message.payload()),
        "headers": message.headers(),
        "reply": message.reply(),
    });
    if replayed {
        value["replayed"] = true.into();
    }
    value
}

/// The first eight bytes of a payload.
pub(crate) fn brief(message: &Message) -> Value {
    let payload = message.payload();
    hex(&payload[..payload.len().min(8)]).into()
}

fn payload(payload: &[u8]) -> Value {
    if payload.len() <= 4096 {
        return hex(payload).into();
    }
    json!({ "sha256": hex(&Sha256::digest(payload)), "size": payload.len() })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub(crate) fn state(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Draining => "draining",
        State::Disconnected => "disconnected",
        State::Closed => "closed",
    }
}

pub(crate) fn counters(stats: &SubscriptionStats) -> Value {
    json!({
        "state": state(stats.state),
        "matched": stats.matched,
        "received": stats.received,
        "pending": stats.pending,
        "pending_bytes": stats.pending_bytes,
        "dropped": stats.dropped,
        "discarded": stats.discarded,
        "panics": stats.panics,
        "running": u8::from(stats.busy.is_some()),
    })
}
