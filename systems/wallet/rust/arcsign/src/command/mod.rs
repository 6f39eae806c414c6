//! The command line.

mod eval;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A wallet for Bitcoin and EVM chains.
#[derive(Debug, Parser)]
#[command(name = "arcsign", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Eval(eval::Arguments),
}

/// Wrong usage, or a folder that cannot be used.
const MISUSED: u8 = 2;

/// Runs the command, and returns its exit status.
pub(crate) fn run() -> ExitCode {
    let status = match Arguments::parse().command {
        Command::Eval(arguments) => eval::run(arguments),
    };
    ExitCode::from(status)
}

/// Says what is wrong.
fn complain(message: &str) {
    use std::io::Write;
    // There may be nowhere to write to.
    let _ = writeln!(std::io::stderr(), "arcsign: {message}");
}
