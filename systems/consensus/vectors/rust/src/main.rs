//! `coinjecture-vectors`: the vector runner and the JSON Lines protocol of the Rust core.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    coinjecture_vectors::command()
}
