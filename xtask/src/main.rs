//! Tasks of this repository, as `cargo xtask TASK`. One module a task.

#![forbid(unsafe_code)]

mod generate;

use std::{path::Path, process::ExitCode};

use clap::{Parser, Subcommand};

/// Tasks of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", arg_required_else_help = true)]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Regenerate every committed Go package under systems/ and tests/.
    Generate(generate::Args),
}

fn main() -> ExitCode {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let result = match Args::parse().task {
        Task::Generate(args) => generate::run(&repository, &args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
