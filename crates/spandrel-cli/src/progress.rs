//! Progress lines on standard error: one a step, with its time.

use std::time::Instant;

use crate::Error;

/// How much to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Errors only.
    Quiet,
    /// One line a step.
    Normal,
    /// Every command line as well.
    Verbose,
}

/// Writes progress lines.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    verbosity: Verbosity,
}

impl Progress {
    /// Progress at this verbosity.
    pub fn new(verbosity: Verbosity) -> Progress {
        Progress { verbosity }
    }

    /// How much is said.
    pub fn verbosity(self) -> Verbosity {
        self.verbosity
    }

    /// Says what was done, and how long it took since `start`.
    pub fn done(self, step: &str, what: &str, start: Instant) {
        if self.verbosity >= Verbosity::Normal {
            eprintln!("{step:>10}  {what}  ({:.2} s)", start.elapsed().as_secs_f64());
        }
    }

    /// Says something in passing.
    pub fn note(self, step: &str, what: &str) {
        if self.verbosity >= Verbosity::Normal {
            eprintln!("{step:>10}  {what}");
        }
    }

    /// Says what is being run.
    pub fn detail(self, what: &str) {
        if self.verbosity >= Verbosity::Verbose {
            eprintln!("{:>10}  {what}", "run");
        }
    }
}

/// Says what went wrong, and what to do about it.
pub fn explain(error: &Error) {
    if let Error::Refused { rendered, .. } = error {
        eprintln!("{rendered}\n");
    }
    // The cause comes first; what the tool said may be long.
    if let Error::Failed { known: Some(known), .. } = error {
        eprintln!("error: {}\ncure: {}\n\n{error}", known.cause, known.cure);
        return;
    }
    eprintln!("error: {error}");
    if let Some(cure) = error.cure() {
        eprintln!("cure: {cure}");
    }
}
