//! Reads a bridge module: tokens in, checked declarations out.
//!
//! The first stage of the pipeline. [`parse`](parse::parse) turns the tokens of one `#[spandrel::bridge]` module
//! into a [`Bridge`], [`check`](check::check) looks at the declarations as a whole, and [`source::read`] finds
//! the bridges of a source file. Nothing here reads a file, lays out memory or writes code. Every refusal is a
//! [`Reason`] of the one error table, with its place and a hint; all of them are reported together.

#![forbid(unsafe_code)]

pub mod bridge;
pub mod check;
pub mod conditions;
pub mod error;
pub mod keywords;
pub mod message;
pub mod nesting;
pub mod parse;
pub mod source;
pub mod types;

pub use bridge::Bridge;
pub use error::{Error, Reason, Report};
pub use types::Type;

/// Why a bridge cannot have this Go package, if it cannot.
pub fn package_refusal(name: &str) -> Option<Reason> {
    parse::package::refusal(name)
}
