//! The `spandrel` command, as a library so that tests and the repository's own tasks can call it.
//!
//! | module | holds |
//! |---|---|
//! | [`args`] | the command line |
//! | [`project`] | `spandrel.toml`, the Rust sources and the Go module it names |
//! | [`object`] | from a Rust archive to one object in a Go package, and what an object says about itself |
//! | [`commands`] | one module a command |
//! | [`tree`] | which Spandrel a source tree holds |
//! | [`write`] | what is written, where, and over what |
//! | [`error`] | what can go wrong, with its cure |

#![forbid(unsafe_code)]

pub mod args;
pub mod commands;
pub mod diagnostics;
pub mod error;
pub mod explain;
pub mod files;
pub mod object;
pub mod progress;
pub mod project;
pub mod tool;
pub mod tree;
pub mod write;

pub use error::{Error, Result};
