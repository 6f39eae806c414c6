//! The command line.

mod addresses;
mod doctor;
mod eval;
mod make;
mod manage;
mod qr;
mod report;
mod session;
mod sign;
mod terminal;
mod text;
mod wallet;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use report::{Failure, Report, finish};
use wallet::{Options, Wallets};

/// A wallet for Bitcoin and EVM chains
///
/// Passwords and words are asked for on the terminal and shown there, and nowhere else.
#[derive(Debug, Parser)]
#[command(name = "arcsign", version, arg_required_else_help = true)]
struct Arguments {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Top,
}

#[derive(Debug, Subcommand)]
enum Top {
    #[command(flatten)]
    Command(Command),
    Unlock(session::Unlock),
    Eval(eval::Eval),
}

/// What can also be done while a wallet is unlocked.
#[derive(Debug, Subcommand)]
enum Command {
    Create(make::Create),
    Import(make::Import),
    List(manage::List),
    Addresses(addresses::Addresses),
    Sign(sign::Sign),
    Backup(make::Backup),
    Export(manage::Export),
    Restore(make::Restore),
    Policy(manage::Bounds),
    Audit(manage::Audit),
    Rename(manage::Rename),
    Password(manage::Password),
    Delete(manage::Delete),
    Doctor(doctor::Doctor),
}

/// Wrong usage, or a folder that cannot be used.
const MISUSED: u8 = 2;

/// Runs the command, and returns its exit status.
pub(crate) fn run() -> ExitCode {
    let Arguments { options, command } = Arguments::parse();
    let status = match command {
        Top::Eval(arguments) => arguments.run(&options),
        Top::Unlock(arguments) => {
            let opened = options.open(false);
            finish(opened.and_then(|mut wallets| arguments.run(&options, &mut wallets)), options.json)
        }
        Top::Command(command) => finish(command.run(&options), options.json),
    };
    ExitCode::from(status)
}

impl Command {
    /// Runs it by itself.
    fn run(self, options: &Options) -> Result<Report, Failure> {
        match self {
            Command::Create(arguments) => arguments.run(options),
            Command::Import(arguments) => arguments.run(options),
            Command::Restore(arguments) => arguments.run(options),
            Command::Doctor(arguments) => arguments.run(options),
            command => command.run_in(options, &mut options.open(false)?),
        }
    }

    /// Runs it in a folder that is open.
    fn run_in(self, options: &Options, wallets: &mut Wallets) -> Result<Report, Failure> {
        match self {
            Command::List(arguments) => arguments.run(wallets),
            Command::Addresses(arguments) => arguments.run(wallets),
            Command::Sign(arguments) => arguments.run(wallets),
            Command::Backup(arguments) => arguments.run(wallets),
            Command::Export(arguments) => arguments.run(wallets),
            Command::Policy(arguments) => arguments.run(wallets),
            Command::Audit(arguments) => arguments.run(wallets),
            Command::Rename(arguments) => arguments.run(wallets),
            Command::Password(arguments) => arguments.run(wallets),
            Command::Delete(arguments) => arguments.run(wallets),
            command => command.run(options),
        }
    }
}

/// Says what is wrong.
fn complain(message: &str) {
    use std::io::Write;
    // There may be nowhere to write to.
    let _ = writeln!(std::io::stderr(), "arcsign: {message}");
}
