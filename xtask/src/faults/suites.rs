//! Go test packages that count cases, and the long run.

use std::{fs, process::Command};

use anyhow::{Context, Result, bail};

use super::{
    Wanted,
    result::{Canary, Figure, Suite},
    tree::Tree,
};
use crate::tool::{self, Outcome};

/// What a line with the counts of a figure starts with.
const MARK: &str = "FIGURE ";

/// What a test that prints a figure calls, up to the name of the suite.
const ANNOUNCES: &str = "report.New(t, \"";

/// The figures of the packages that need no gate of their own and announce a suite that is wanted.
pub(crate) fn figures(tree: &Tree, wanted: &Wanted, short: bool) -> Result<Vec<Figure>> {
    let mut packages = Vec::new();
    let mut figures = Vec::new();
    for package in
        ["./panics", "./values", "./leaks", "./torture", "./signals", "./two_objects", "./rust_calls_go"]
    {
        let suites = announced(tree, &[package])?;
        if wanted.any(&suites) {
            packages.push(package);
            figures.extend(suites);
        }
    }
    if packages.is_empty() {
        return Ok(Vec::new());
    }
    let mut command = tree.command("go", "tests/faults/go");
    command.args(["test", "-count=1", "-v", "-timeout=60m", "-p=1"]);
    if short {
        command.arg("-short");
    }
    counted(command.args(packages), figures.len())
}

/// The suites of the figures that tests of packages of `tests/faults/go` announce: each call of `report.New` prints one.
pub(crate) fn announced(tree: &Tree, packages: &[&str]) -> Result<Vec<Suite>> {
    let mut suites = Vec::new();
    for package in packages {
        let folder = tree.root.join("tests/faults/go").join(package);
        let files = fs::read_dir(&folder).with_context(|| format!("read {}", folder.display()))?;
        let before = suites.len();
        for file in files {
            let path = file?.path();
            if path.to_string_lossy().ends_with("_test.go") {
                let text = fs::read_to_string(&path)?;
                for call in text.split(ANNOUNCES).skip(1) {
                    let name = call.split('"').next().unwrap_or_default();
                    suites.push(Suite::named(name).with_context(|| {
                        format!("{}: {name:?} is not a suite; add it to `Suite`", path.display())
                    })?);
                }
            }
        }
        if suites.len() == before {
            bail!("{} announces no figure", folder.display());
        }
    }
    Ok(suites)
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
