//! Why an end of a ring could not do what it was asked for.

use std::{fmt, io};

/// Why an end of a ring could not do what it was asked for.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The other end is closed. A reader has had everything that was sent.
    Closed,
    /// The ring is full, and its writer does not wait.
    Full,
    /// The message is larger than the ring's bound in bytes, so it never fits.
    TooLarge {
        /// Bytes of the message.
        len: usize,
        /// The bound.
        bound: u64,
    },
    /// The time is up.
    TimedOut,
    /// The other end has written a length or a value that is not possible. The ring is closed.
    Corrupt,
    /// The configuration is not supported.
    Config(&'static str),
    /// All of a ring's readers are in use: [`Config::readers`](crate::Config::readers).
    Readers(u32),
    /// A reader reads from as many rings as it was made for: [`merge`](crate::merge).
    Rings(u32),
    /// The operating system has no memory or no descriptor left.
    Memory(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Closed => f.write_str("the other end of the ring is closed"),
            Error::Full => f.write_str("the ring is full"),
            Error::TooLarge { len, bound } => {
                write!(f, "a message of {len} bytes never fits a ring with a bound of {bound} bytes")
            }
            Error::TimedOut => f.write_str("timed out"),
            Error::Corrupt => f.write_str("the ring holds a length or a value that is not possible"),
            Error::Config(what) => write!(f, "the ring's configuration is not supported: {what}"),
            Error::Readers(most) => write!(f, "the ring has {most} readers already: raise `Config::readers`"),
            Error::Rings(most) => write!(f, "the reader reads from {most} rings already: make it for more"),
            Error::Memory(error) => write!(f, "the system has no memory for the ring: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Memory(error) => Some(error),
            _ => None,
        }
    }
}
