//! Why a value is refused at the boundary.

use std::fmt;

/// A value that has no counterpart on the other side, or bytes that are not a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// Text that is not UTF-8; the offset of the first wrong byte.
    Utf8(usize),
    /// A number that is not a Unicode scalar value.
    Char(u32),
    /// A byte that is neither 0 nor 1.
    Bool(u8),
    /// A number that is not a variant of the enum.
    Variant {
        /// The enum.
        name: &'static str,
        /// The number.
        value: i64,
    },
    /// A negative duration: Rust has none.
    DurationNegative,
    /// A duration of more than 292 years: Go has none.
    DurationTooLong,
    /// A point in time that `SystemTime` cannot represent.
    TimeRange,
    /// A slice that is longer than memory can be.
    Length(u64),
    /// A nil where a secret is needed: an empty one would be a weak one.
    NoSecret,
    /// A Go value of another core than the one that is called.
    ForeignValue,
    /// An end of a ring, for another process.
    Local,
    /// Encoded bytes end too early.
    Truncated,
    /// Encoded bytes go on after the end.
    Trailing(usize),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Utf8(at) => write!(f, "text is not UTF-8 at byte {at}"),
            Refusal::Char(value) => write!(f, "{value:#x} is not a Unicode scalar value"),
            Refusal::Bool(value) => write!(f, "{value} is not a bool"),
            // What generated Go code writes for an interface value that holds none of the variants.
            Refusal::Variant { name, value } if *value == i64::from(u32::MAX) => {
                write!(f, "it holds no {name}: give a variant by value, not nil or a pointer")
            }
            Refusal::Variant { name, value } => write!(f, "{value} is not a variant of {name}"),
            Refusal::DurationNegative => f.write_str("duration is negative"),
            Refusal::DurationTooLong => f.write_str("duration is longer than 292 years"),
            Refusal::TimeRange => f.write_str("time is out of range"),
            Refusal::Length(len) => write!(f, "length {len} is longer than memory can be"),
            Refusal::NoSecret => f.write_str("it is nil; an empty secret is made on purpose"),
            Refusal::ForeignValue => f.write_str("a Go value belongs to another core"),
            Refusal::Local => f.write_str(
                "an end of a ring is memory of one process, and Go is in another one here: \
                 link or load the core, or return a stream",
            ),
            Refusal::Truncated => f.write_str("encoded value ends too early"),
            Refusal::Trailing(count) => write!(f, "{count} bytes follow the encoded value"),
        }
    }
}

impl std::error::Error for Refusal {}
