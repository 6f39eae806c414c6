//! One module a command.

pub mod build;
pub mod check;
pub mod doctor;
pub mod generate;
pub mod new;
pub mod run;
pub(crate) mod rust_program;
pub mod test;
