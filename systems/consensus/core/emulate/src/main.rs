//! `emulated-vectors`: the commands of `coinjecture-vectors` with the SHA instructions emulated.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    coinjecture_emulate::install();
    coinjecture_vectors::command()
}
