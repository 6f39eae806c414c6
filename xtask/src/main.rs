//! Tasks of this repository, as `cargo xtask TASK`. One module a task.

#![forbid(unsafe_code)]

mod abi;
mod bench;
mod faults;
mod generate;
mod marks;
mod matrix;
mod projects;
mod soak;
mod test;
mod tool;

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
    /// Regenerate what is made of the ABI's lists and of the type matrix, and every committed Go package under systems/ and tests/.
    Generate(generate::Args),
    /// Build projects and run their tests: those of tests/, or the examples, or the benchmarks.
    Test(test::Args),
    /// Run the reliability figures: gates, canaries, counts of faults injected and answered.
    Faults(faults::Args),
    /// Run benchmark suites: those named, or all of them.
    Bench(bench::Args),
    /// Make mixed calls for a long time and look at the memory.
    Soak(soak::Args),
}

fn main() -> ExitCode {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let result = match Args::parse().task {
        Task::Generate(args) => generate::run(&repository, &args),
        Task::Test(args) => test::run(&repository, &args),
        Task::Faults(args) => faults::run(&repository, &args),
        Task::Bench(args) => bench::run(&repository, &args),
        Task::Soak(args) => soak::run(&repository, &args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
