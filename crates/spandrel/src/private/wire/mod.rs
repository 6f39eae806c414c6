//! The flat encoding of values that are not passed as C values.
//!
//! Little endian, no alignment, no tags: both sides read what the plan says.
//!
//! | type | bytes |
//! |---|---|
//! | scalar, plain enum, `Duration` | its C value |
//! | `String`, `Vec<T>`, sets | count as u64, then the elements |
//! | maps | count as u64, then key and value in turn |
//! | `Option<T>` | 0, or 1 and the value |
//! | `[T; N]`, tuples, records | the parts in order |
//! | record without fields | 0, one byte |
//! | `SystemTime` | seconds since 1970 as i64, rounded down, then nanoseconds as u32 |
//! | enum with data | index of the variant as u32, then its fields |
//! | error | index of the variant as u32, message, then its fields |

mod collections;
pub(super) mod memory;
pub(super) mod plain;
mod reader;
pub(super) mod refusal;
mod scalars;
mod writer;

pub use reader::{Decode, Reader};
pub(super) use writer::Written;
pub use writer::{Encode, Writer};
