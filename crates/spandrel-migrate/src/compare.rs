//! How two outcomes of a call differ.

use std::{fmt, panic::AssertUnwindSafe};

use spandrel::{
    GoError, GoErrorKind,
    hook::{Arguments, Outcome},
};

use crate::candidate::Candidate;

/// A kind of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Class {
    /// The answers differ.
    Value,
    /// One failed, and the other did not.
    Error,
    /// Both failed, in other ways: another kind of error, another variant, or other fields of it.
    ErrorCode,
    /// The candidate panicked.
    Panic,
    /// An argument or answer is not one that the types of the candidate have: they are not those of the bridge.
    Malformed,
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Class::Value => "value",
            Class::Error => "error",
            Class::ErrorCode => "error code",
            Class::Panic => "panic",
            Class::Malformed => "malformed",
        })
    }
}

/// Where two outcomes differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The kind of difference.
    pub class: Class,
    /// How the call ended in Go: an error, or the encoded answer in hexadecimal digits.
    pub primary: String,
    /// How it ended at the candidate.
    pub theirs: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} and {}", self.class, self.primary, self.theirs)
    }
}

/// How a call ended.
#[derive(Clone, Debug)]
pub(crate) enum End {
    Answered(Vec<u8>),
    Failed(GoError),
    Panicked(String),
}

impl End {
    /// That of a call of Go; `None` if the caller did not wait for it.
    pub(crate) fn of(outcome: &Outcome<'_>) -> Option<End> {
        match (outcome.error(), outcome.answer()) {
            (Some(error), _) => Some(End::Failed(error.clone())),
            (None, Some(answer)) => Some(End::Answered(answer)),
            (None, None) => None,
        }
    }

    /// That of a call of a candidate.
    pub(crate) fn made(candidate: &Candidate, arguments: &Arguments) -> End {
        match std::panic::catch_unwind(AssertUnwindSafe(|| (candidate.answer)(arguments))) {
            Ok(Ok(answer)) => End::Answered(answer),
            Ok(Err(error)) => End::Failed(error),
            Err(payload) => {
                let text = payload.downcast_ref::<&str>().map(ToString::to_string);
                let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
                End::Panicked(text.unwrap_or_else(|| "a value that is not text".to_owned()))
            }
        }
    }

    fn show(&self) -> String {
        match self {
            End::Answered(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
            End::Failed(error) => error.to_string(),
            End::Panicked(message) => format!("panic: {message}"),
        }
    }
}

/// Where the outcomes differ; `None` if they are equal.
pub(crate) fn compare(candidate: &Candidate, own: &End, theirs: &End) -> Option<Difference> {
    let class = match (own, theirs) {
        (_, End::Panicked(_)) => Class::Panic,
        (End::Answered(a), End::Answered(b)) if a == b => return None,
        (End::Answered(a), End::Answered(b)) => match (candidate.same)(a, b) {
            Some(true) => return None,
            Some(false) => Class::Value,
            None => Class::Malformed,
        },
        (End::Failed(a), End::Failed(b)) if a.is_same(b) => return None,
        (_, End::Failed(error)) if error.kind() == GoErrorKind::Refused => Class::Malformed,
        (End::Failed(_), End::Failed(_)) => Class::ErrorCode,
        _ => Class::Error,
    };
    Some(Difference { class, primary: own.show(), theirs: theirs.show() })
}
