//! Errors: their names and numbers, and what failures of the boundary are in the protocol.

use spandrel::{GoError, GoErrorKind};
use spandrel_host::worker::WorkerError;

use crate::contract::ffi::{Code, WalletError};

impl Code {
    /// The number in the protocol.
    pub fn number(self) -> i32 {
        self as i32
    }

    /// The name in the protocol, such as `INVALID_INPUT`.
    pub fn name(self) -> String {
        let mut name = String::new();
        for character in format!("{self:?}").chars() {
            if character.is_ascii_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.push(character.to_ascii_uppercase());
        }
        name
    }
}

impl WalletError {
    /// An error without details.
    pub fn new(code: Code, message: impl Into<String>) -> WalletError {
        WalletError::Refused { code, message: message.into(), word: None, retry_ms: None }
    }

    /// Which error it is.
    pub fn code(&self) -> Code {
        match self {
            WalletError::Refused { code, .. } => *code,
            WalletError::Folder { .. } => Code::StorageGone,
        }
    }

    /// Whether the process of the core has ended with it.
    pub fn is_end(&self) -> bool {
        matches!(self.code(), Code::CoreDied | Code::Deadline)
    }
}

impl From<GoError> for WalletError {
    /// What the boundary itself fails with. The text of what happened in the core may name a secret: it is not passed on.
    fn from(error: GoError) -> WalletError {
        match error.kind() {
            GoErrorKind::Died => WalletError::new(Code::CoreDied, "the core's process ended"),
            GoErrorKind::Deadline => {
                WalletError::new(Code::Deadline, "the core did not answer in time, and was ended")
            }
            GoErrorKind::Missing => WalletError::new(Code::AbiMismatch, error.to_string()),
            _ => WalletError::new(Code::Panic, "the core failed"),
        }
    }
}

impl From<WorkerError> for WalletError {
    fn from(error: WorkerError) -> WalletError {
        WalletError::new(Code::CoreDied, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_protocol() {
        let page = include_str!("../../../PROTOCOL.md");
        let (_, table) = page.split_once("\n## Errors").unwrap();
        let (table, _) = table.split_once("\n## ").unwrap();
        let codes = [
            Code::InvalidInput,
            Code::TooLarge,
            Code::WrongPasswordOrCorrupt,
            Code::KdfOutOfRange,
            Code::PolicyDenied,
            Code::AbiMismatch,
            Code::NoEntropy,
        ];
        for code in codes {
            let row = format!("| {} | ", code.number() / 100 * 100 + 1);
            let row = table.lines().find_map(|line| line.strip_prefix(&row)).unwrap();
            let place = row.split([' ', '|']).position(|name| name == code.name());
            assert_eq!(place, usize::try_from(code.number() % 100 - 1).ok(), "{code:?}");
        }
    }
}
