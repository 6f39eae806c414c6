//! `arcsign eval`: the machine protocol.

use std::{fs::File, io, os::fd::AsFd};

use arcsign::{Host, Mode, contract::ffi::Clock, eval};
use clap::{Args, ValueEnum};

use super::{MISUSED, complain, wallet::Options};

/// Answers requests of the machine protocol
///
/// Reads requests from standard input, one JSON object a line, and answers each with one line. PROTOCOL.md describes them.
#[derive(Args, Debug)]
pub(super) struct Eval {
    /// Each request brings its time in "at"
    #[arg(long, value_enum)]
    clock: Option<Source>,
}

/// Where the core runs.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Place {
    /// In this process: a fault of the core ends it
    Inproc,
    /// In a process beside this one, which is started again when it dies
    Worker,
    /// In a process for each request
    Subprocess,
}

impl Place {
    pub(super) fn mode(self) -> Mode {
        match self {
            Place::Inproc => Mode::InProcess,
            Place::Worker => Mode::Worker,
            Place::Subprocess => Mode::Subprocess,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Source {
    /// The requests say what time it is
    Given,
}

/// Reading or writing failed.
const FAILED: u8 = 1;

impl Eval {
    pub(super) fn run(self, options: &Options) -> u8 {
        let clock = self.clock.map_or(Clock::System, |Source::Given| Clock::Given);
        if options.json {
            complain("eval answers in JSON anyway: leave --json out");
            return MISUSED;
        }
        // Only a folder that was named: a script must not come upon its user's wallets.
        let Some(folder) = options.named() else {
            complain("--dir is missing: eval looks for no folder by itself");
            return MISUSED;
        };
        let Some(folder) = folder.to_str() else {
            complain("the name of the folder is not text in UTF-8");
            return MISUSED;
        };
        let mut host = match Host::open(options.mode(), folder, clock) {
            Ok(host) => host,
            Err(error) => {
                complain(&format!("{folder}: {error}"));
                return MISUSED;
            }
        };
        let answered = unbuffered()
            .and_then(|(mut input, mut output)| eval::run(&mut host, clock, &mut input, &mut output));
        let closed = host.close();
        if let Err(error) = &answered {
            complain(&format!("standard input or output: {error}"));
        }
        if let Err(error) = &closed {
            complain(&error.to_string());
        }
        if answered.is_ok() && closed.is_ok() { 0 } else { FAILED }
    }
}

/// Standard input and output without the standard library's buffers, which nobody wipes.
fn unbuffered() -> io::Result<(File, File)> {
    let input = io::stdin().as_fd().try_clone_to_owned()?;
    let output = io::stdout().as_fd().try_clone_to_owned()?;
    Ok((File::from(input), File::from(output)))
}
