//! Random input: sources that nobody would write, bridges that are accepted, values of every type.

use std::{path::Path, process::Command};

use anyhow::{Result, bail};

use super::{result::Figure, suites, tree::Tree};

/// A random test: how many cases it is asked for, and the figures that it prints.
struct Random {
    runs: Runs,
    /// The variable of the environment with the number of cases, and that number in a short run and in a whole one.
    variable: &'static str,
    cases: [u32; 2],
    figures: &'static [&'static str],
}

/// What runs a random test.
enum Runs {
    /// This test of the crate `spandrel-tests`, which changes nothing and runs where it lies.
    Generator(&'static str),
    /// The test of the matrix, in the copy.
    Matrix,
}

/// All of them.
const RANDOM: [Random; 3] = [
    Random {
        runs: Runs::Generator("mutation"),
        variable: "SPANDREL_MUTATIONS",
        cases: [6000, 400_000],
        figures: &[
            "sources with changed tokens through parser, checker and emitter",
            "sources with changed bytes through parser, checker and emitter",
            "sources nested thousandfold",
        ],
    },
    Random {
        runs: Runs::Generator("accepted"),
        variable: "SPANDREL_BRIDGES",
        cases: [24, 1000],
        figures: &["accepted bridges taken by rustc, gofmt and go vet"],
    },
    Random {
        runs: Runs::Matrix,
        variable: "SPANDREL_MATRIX_ROUNDS",
        cases: [100, 20_000],
        figures: &["values of every type, Go to Rust and back", "values of every type, Rust to Go and back"],
    },
];

/// Runs the random tests.
pub(crate) fn run(repository: &Path, tree: &Tree, short: bool) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for test in &RANDOM {
        let mut command = match test.runs {
            Runs::Generator(name) => generator(repository, name),
            Runs::Matrix => matrix(tree)?,
        };
        let [few, many] = test.cases;
        command.env(test.variable, if short { few } else { many }.to_string());
        figures.extend(test.listed(suites::counted(&mut command, test.figures.len())?)?);
    }
    Ok(figures)
}

impl Random {
    /// The figures, if they are those that the list names.
    fn listed(&self, figures: Vec<Figure>) -> Result<Vec<Figure>> {
        match figures.iter().find(|figure| !self.figures.contains(&figure.name.as_str())) {
            Some(figure) => bail!("the figure {:?} is not in the list of random tests", figure.name),
            None => Ok(figures),
        }
    }
}

fn generator(repository: &Path, test: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(["test", "--quiet", "--package", "spandrel-tests", "--test", test, "--", "--nocapture"]);
    // The panic of a canary needs no backtrace.
    cargo.current_dir(repository).env("RUST_BACKTRACE", "0");
    cargo
}

fn matrix(tree: &Tree) -> Result<Command> {
    tree.build("tests/matrix")?;
    let mut go = tree.command("go", "tests/matrix/go");
    go.args(["test", "-count=1", "-v", "-timeout=60m", "-run=RandomRoundTrips", "./matrix"]);
    Ok(go)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{super::result::Suite, *};

    #[test]
    fn figures_have_names_of_their_own_and_others_are_refused() {
        let names: Vec<_> = RANDOM.iter().flat_map(|test| test.figures).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        for test in &RANDOM {
            let figures =
                |names: &[&str]| names.iter().map(|name| Figure::new(Suite::Random, name)).collect();
            assert_eq!(test.listed(figures(test.figures)).unwrap().len(), test.figures.len());
            assert!(test.listed(figures(&["what nobody listed"])).is_err());
        }
    }

    /// What a test of the crate `spandrel-tests` prints is listed, under its name.
    #[test]
    fn the_sources_of_the_tests_have_the_names() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/spandrel-tests/tests");
        for test in &RANDOM {
            let Runs::Generator(name) = test.runs else { continue };
            let source = std::fs::read_to_string(folder.join(format!("{name}.rs"))).unwrap();
            for figure in test.figures {
                assert!(source.contains(figure), "{name}.rs prints no figure {figure:?}");
            }
        }
    }
}
