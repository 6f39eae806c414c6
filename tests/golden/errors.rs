//! Errors: one Go type per enum, a sentinel per variant, fields, and the chain of causes.

#[spandrel::bridge(package = "errors")]
mod ffi {
    /// Why a stream cannot be opened.
    #[error]
    enum OpenError {
        /// no stream is called {name}
        NotFound {
            name: String,
        },
        /// stream {name} is busy with {readers} readers {{at most {limit}}}
        Busy {
            name: String,
            readers: u32,
            limit: Option<u32>,
        },
        /// stream is damaged
        Damaged {
            source: ReadError,
        },
        NotTransportStream,
    }

    /// Why reading stopped.
    #[error]
    #[derive(Clone, PartialEq)]
    enum ReadError {
        /// stream ended after {bytes} bytes
        End {
            /// How much was read.
            bytes: u64,
        },
        /// "{name}" is \ odd
        Odd { name: u8, error: String, kind: bool },
    }

    extern "Rust" {
        fn open(name: &str) -> Result<u32, OpenError>;
        fn check(name: &str) -> Result<(), ReadError>;
        fn title(name: &str) -> Result<String, OpenError>;
        fn many(names: Vec<String>) -> Result<Vec<String>, ReadError>;
        fn place() -> Result<u128, ReadError>;
        fn later(number: Option<u32>) -> Result<(), ReadError>;
    }
}

use ffi::{OpenError, ReadError};

fn open(name: &str) -> Result<u32, OpenError> {
    match name {
        "" => Err(OpenError::NotTransportStream),
        "busy" => Err(OpenError::Busy { name: name.to_owned(), readers: 2, limit: None }),
        "damaged" => Err(OpenError::Damaged { source: ReadError::End { bytes: 7 } }),
        _ => Err(OpenError::NotFound { name: name.to_owned() }),
    }
}

fn check(name: &str) -> Result<(), ReadError> {
    if name.is_empty() {
        return Err(ReadError::Odd { name: 1, error: String::new(), kind: true });
    }
    Ok(())
}

fn title(name: &str) -> Result<String, OpenError> {
    Ok(name.to_uppercase())
}

fn many(names: Vec<String>) -> Result<Vec<String>, ReadError> {
    Ok(names)
}

fn place() -> Result<u128, ReadError> {
    Ok(0)
}

fn later(number: Option<u32>) -> Result<(), ReadError> {
    number.map(|_| ()).ok_or(ReadError::End { bytes: 0 })
}
