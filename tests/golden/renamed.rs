//! Variants that have other names in Go: of two errors that share one, and of enums.

/// Errors that other crates could declare.
mod other {
    #[derive(Debug)]
    pub(super) enum ReadError {
        NotFound,
        Io { code: i32 },
    }

    #[derive(Debug)]
    pub(super) enum WriteError {
        NotFound,
        Io { code: i32 },
    }

    impl std::fmt::Display for ReadError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("cannot read")
        }
    }

    impl std::fmt::Display for WriteError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("cannot write")
        }
    }

    impl std::error::Error for ReadError {}
    impl std::error::Error for WriteError {}
}

/// Files by name.
#[spandrel::bridge(package = "renamed")]
mod ffi {
    #[error]
    #[adopt(super::other::ReadError)]
    pub(super) enum ReadError {
        NotFound,
        Io { code: i32 },
    }

    #[error]
    #[adopt(super::other::WriteError)]
    pub(super) enum WriteError {
        #[go_name = "NoFolder"]
        NotFound,
        #[go_name = "WriteIO"]
        Io { code: i32 },
    }

    enum Mode {
        Fast,
        #[go_name = "Careful"]
        WithChecks,
    }

    enum Part {
        All,
        #[go_name = "Lines"]
        Of(u32),
    }

    extern "Rust" {
        fn read(name: &str, part: Part) -> Result<String, ReadError>;
        fn write(name: &str, mode: Mode) -> Result<(), WriteError>;
    }
}

use ffi::{Mode, Part};
use other::{ReadError, WriteError};

fn read(name: &str, part: Part) -> Result<String, ReadError> {
    match part {
        Part::All if name.is_empty() => Err(ReadError::NotFound),
        Part::All => Ok(name.to_owned()),
        Part::Of(lines) => Err(ReadError::Io { code: lines as i32 }),
    }
}

fn write(name: &str, mode: Mode) -> Result<(), WriteError> {
    match mode {
        Mode::Fast if name.is_empty() => Err(WriteError::NotFound),
        Mode::Fast => Ok(()),
        Mode::WithChecks => Err(WriteError::Io { code: 5 }),
    }
}
