//! One module a command.

pub mod agree;
pub mod build;
pub mod check;
pub mod clean;
pub mod doctor;
pub mod generate;
pub mod init;
pub mod keygen;
pub(crate) mod names;
pub mod new;
pub mod run;
pub(crate) mod rust_program;
pub mod sign;
mod sources;
pub mod test;
pub mod watch;
