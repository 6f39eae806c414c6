//! Go test packages that count cases, and the long run.

use std::{fs, process::Command};

use anyhow::{Context, Result, bail};

use super::{
    result::{Canary, Figure},
    tree::Tree,
};
use crate::tool::{self, Outcome};

/// What a line with the counts of a figure starts with.
const MARK: &str = "FIGURE ";

/// The figures of the packages that need no gate of their own.
pub(crate) fn figures(tree: &Tree, short: bool) -> Result<Vec<Figure>> {
    let mut command = tree.command("go", "tests/faults/go");
    command.args(["test", "-count=1", "-v", "-timeout=60m", "-p=1"]);
    if short {
        command.arg("-short");
    }
    let packages =
        ["./panics", "./values", "./leaks", "./torture", "./signals", "./two_objects", "./rust_calls_go"];
    counted(command.args(packages), announced(tree, &packages)?)
}

/// The figures that tests of packages of `tests/faults/go` announce: each call of `report.New` prints one.
pub(crate) fn announced(tree: &Tree, packages: &[&str]) -> Result<usize> {
    let mut count = 0;
    for package in packages {
        let folder = tree.root.join("tests/faults/go").join(package);
        let files = fs::read_dir(&folder).with_context(|| format!("read {}", folder.display()))?;
        let before = count;
        for file in files {
            let path = file?.path();
            if path.to_string_lossy().ends_with("_test.go") {
                count += fs::read_to_string(&path)?.matches("report.New(").count();
            }
        }
        if count == before {
            bail!("{} announces no figure", folder.display());
        }
    }
    Ok(count)
}

/// The long run: mixed calls with injected errors, and the memory that they take.
pub(crate) fn soak(tree: &Tree, calls: u64) -> Result<Figure> {
    let program = tree.root.join("tests/faults/go/soak/soak");
    tool::must(tree.command("go", "tests/faults/go").args(["build", "-o"]).arg(&program).arg("./soak"))?;
    let outcome = tool::run(Command::new(&program).args(["-calls", &calls.to_string()]))?;
    for line in outcome.text.lines().filter(|line| !line.starts_with(MARK)) {
        eprintln!("soak: {line}");
    }
    let figures = parse(&outcome)?;
    match <[Figure; 1]>::try_from(figures) {
        Ok([figure]) => Ok(figure),
        Err(_) => bail!("the long run printed no counts:\n{}", tool::tail(&outcome.text)),
    }
}

/// Runs Go tests and returns the figures that they print; there must be `wanted` of them.
pub(crate) fn counted(command: &mut Command, wanted: usize) -> Result<Vec<Figure>> {
    tool::announce(command);
    let outcome = tool::run(command)?;
    let figures = parse(&outcome)?;
    if figures.len() != wanted {
        bail!("{} of {wanted} figures were printed:\n{}", figures.len(), tool::tail(&outcome.text));
    }
    // A test may fail for a reason that is not a case.
    let clean = |figure: &Figure| figure.unexpected == 0 && figure.canary == Canary::Caught;
    if !outcome.ok && figures.iter().all(clean) {
        bail!("the tests fail:\n{}", failures(&outcome.text));
    }
    if !outcome.ok {
        eprintln!("{}", failures(&outcome.text));
    }
    Ok(figures)
}

fn parse(outcome: &Outcome) -> Result<Vec<Figure>> {
    let lines = outcome.text.lines().filter_map(|line| line.strip_prefix(MARK));
    lines.map(|line| serde_json::from_str(line).with_context(|| format!("read the counts {line}"))).collect()
}

/// The lines of a test log that say what failed.
pub(super) fn failures(text: &str) -> String {
    let wanted =
        |line: &&str| (line.contains("FAIL") || line.contains("_test.go")) && !line.contains("canary caught");
    let lines: Vec<&str> = text.lines().filter(wanted).take(40).collect();
    if lines.is_empty() { tool::tail(text) } else { lines.join("\n") }
}
