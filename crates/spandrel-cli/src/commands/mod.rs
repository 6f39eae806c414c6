//! One module a command.

pub mod build;
pub mod check;
pub mod clean;
pub mod doctor;
pub mod generate;
pub mod init;
pub(crate) mod names;
pub mod new;
pub mod run;
pub(crate) mod rust_program;
mod sources;
pub mod test;
pub mod watch;
