//! The `spandrel` command.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::Parser;
use spandrel_cli::{
    Error, Result,
    args::{Args, Command},
    commands::{build, generate},
    progress::Progress,
    project::Project,
    tool,
};

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            show(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<()> {
    let progress = Progress::new(args.verbosity());
    let project = || Project::find(&args.directory);
    match &args.command {
        Command::Generate => generate::generate(&project()?, progress).map(|_| ()),
        Command::Build(options) => match options.sanitizer {
            Some(sanitizer) => {
                let flags = build::sanitized(&project()?, sanitizer, progress)?;
                print_line(&format!("export CGO_ENABLED=1 CGO_LDFLAGS={}", tool::quote(&flags)));
                Ok(())
            }
            None => {
                let options = build::Options {
                    object_only: options.object_only,
                    fully_static: options.fully_static,
                    output: options.output.clone(),
                };
                build::build(&project()?, &options, progress).map(|_| ())
            }
        },
    }
}

/// What went wrong, and what to do about it.
fn show(error: &Error) {
    if let Error::Refused { rendered, .. } = error {
        eprintln!("{rendered}\n");
    }
    eprintln!("error: {error}");
    if let Some(cure) = error.cure() {
        eprintln!("cure: {cure}");
    }
}

#[expect(clippy::print_stdout, reason = "this is a command, and this is its answer")]
fn print_line(text: &str) {
    println!("{text}");
}
