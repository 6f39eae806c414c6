//! Runs benchmark suites, as `make bench` does one.

use std::{path::Path, process::Command};

use anyhow::{Context, Result};
use clap::{ValueEnum, builder::PossibleValue};

use crate::tool;

/// Options of `bench`.
#[derive(clap::Args)]
#[command(
    after_help = "Each suite writes bench/results/SUITE.json and SUITE.md, and the folder of this machine's kind of \
                        processor. bench/README.md says what is measured, and how."
)]
pub(crate) struct Args {
    /// The suites to run; all of them if there is none.
    #[arg(value_name = "SUITE")]
    suites: Vec<Suite>,
    /// List the suites, and run none.
    #[arg(long)]
    list: bool,
}

/// A suite of `scripts/bench`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Suite {
    /// Bridge functions of every kind, beside cgo by hand, plain Go and other generators (bench/).
    Calls,
    /// The sample stream through remux, beside ffmpeg (systems/remux).
    Remux,
    /// Hashes, Merkle trees and headers, beside Go and Python (systems/consensus).
    Consensus,
    /// A core in the same program, in a worker process and behind a Unix socket (bench/).
    Modes,
    /// What the policies of a migration cost the caller (bench/).
    Migrate,
    /// Messages through rings, beside channels of Go and of Rust (bench/).
    Ring,
}

/// The suite's name and what it measures.
fn described(suite: Suite) -> PossibleValue {
    suite.to_possible_value().unwrap_or_default()
}

/// Runs the task.
pub(crate) fn run(repository: &Path, args: &Args) -> Result<()> {
    let repository = repository.canonicalize().context("find the repository")?;
    let suites = if args.suites.is_empty() { Suite::value_variants() } else { &args.suites };
    for suite in suites.iter().map(|suite| described(*suite)) {
        let name = suite.get_name();
        if args.list {
            #[expect(clippy::print_stdout, reason = "this is what was asked for")]
            {
                println!("{name:10} {}", suite.get_help().map(ToString::to_string).unwrap_or_default());
            }
            continue;
        }
        let mut make = Command::new("make");
        make.current_dir(&repository).args(["--no-print-directory", "bench"]);
        tool::step(make.arg(format!("SUITE={name}")))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_suites_are_those_of_the_script() {
        let script = include_str!("../../scripts/bench");
        let cases = script.lines().filter_map(|line| line.strip_suffix(')'));
        let names: Vec<&str> =
            cases.filter(|case| case.bytes().all(|byte| byte.is_ascii_lowercase())).collect();
        let known: Vec<PossibleValue> = Suite::value_variants().iter().copied().map(described).collect();
        let known: Vec<&str> = known.iter().map(PossibleValue::get_name).collect();
        assert_eq!(names, known, "the cases of scripts/bench, and the suites here");
    }
}
