//! One module a command.

pub mod build;
pub mod generate;
