//! Random input: sources that nobody would write, bridges that are accepted, values of every type.

use std::{path::Path, process::Command};

use anyhow::Result;

use super::{result::Figure, suites, tree::Tree};

/// Runs the random tests. Those of the generator change nothing and run where they lie; the values cross in the copy.
pub(crate) fn run(repository: &Path, tree: &Tree, short: bool) -> Result<Vec<Figure>> {
    let [mutations, bridges, rounds] =
        if short { ["6000", "24", "100"] } else { ["400000", "1000", "20000"] };
    let mut figures = generator(repository, "mutation", ("SPANDREL_MUTATIONS", mutations), 3)?;
    figures.extend(generator(repository, "accepted", ("SPANDREL_BRIDGES", bridges), 1)?);
    tree.build("tests/matrix")?;
    let mut go = tree.command("go", "tests/matrix/go");
    go.args(["test", "-count=1", "-v", "-timeout=60m", "-run=RandomRoundTrips", "./matrix"]);
    figures.extend(suites::counted(go.env("SPANDREL_MATRIX_ROUNDS", rounds), 2)?);
    Ok(figures)
}

/// A test of the crate `spandrel-tests`, with the number of cases that it is asked for.
fn generator(
    repository: &Path,
    test: &str,
    (variable, count): (&str, &str),
    wanted: usize,
) -> Result<Vec<Figure>> {
    let mut cargo = Command::new("cargo");
    cargo.args(["test", "--quiet", "--package", "spandrel-tests", "--test", test, "--", "--nocapture"]);
    // The panic of a canary needs no backtrace.
    cargo.current_dir(repository).env(variable, count).env("RUST_BACKTRACE", "0");
    suites::counted(&mut cargo, wanted)
}
