//! The suites, and the counts of their figures.

use std::fmt;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// What is made to fail. The table in `tests/faults/README.md` says more of each, and the figures are in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
#[value(rename_all = "kebab-case")]
pub(crate) enum Suite {
    Gates,
    Panics,
    Mismatch,
    Values,
    Leaks,
    Soak,
    ConcurrentCalls,
    CloseRaces,
    Abandoned,
    Random,
    Torture,
    Signals,
    TwoObjects,
}

impl Suite {
    /// The suite with a name, as tests spell it.
    pub(crate) fn named(name: &str) -> Option<Suite> {
        <Suite as ValueEnum>::from_str(name, false).ok()
    }
}

impl fmt::Display for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        f.pad(value.as_ref().map_or("", |value| value.get_name()))
    }
}

/// Whether the seeded bug was noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Canary {
    /// It was.
    Caught,
    /// It was not: the counts mean nothing.
    Missed,
}

/// The counts of one figure, as the tests print them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Figure {
    /// The suite that it is one of.
    pub(crate) suite: Suite,
    /// What it is about.
    pub(crate) name: String,
    /// Cases run.
    pub(crate) cases: u64,
    /// Cases in which something was made to fail.
    pub(crate) injected: u64,
    /// Injected cases that were answered as promised.
    pub(crate) answered: u64,
    /// Cases that ended in any other way.
    pub(crate) unexpected: u64,
    /// Whether the seeded bug was noticed.
    pub(crate) canary: Canary,
}

impl Figure {
    /// A figure without cases, whose canary is yet to be caught.
    pub(crate) fn new(suite: Suite, name: &str) -> Figure {
        let (name, canary) = (name.to_owned(), Canary::Missed);
        Figure { suite, name, cases: 0, injected: 0, answered: 0, unexpected: 0, canary }
    }

    /// Counts a case without an injected fault.
    pub(crate) fn case(&mut self, name: &str, wrong: Option<String>) {
        self.cases += 1;
        self.judge(name, wrong);
    }

    /// Counts a case with an injected fault.
    pub(crate) fn fault(&mut self, name: &str, wrong: Option<String>) {
        self.cases += 1;
        self.injected += 1;
        if self.judge(name, wrong) {
            self.answered += 1;
        }
    }

    fn judge(&mut self, name: &str, wrong: Option<String>) -> bool {
        if let Some(wrong) = &wrong {
            self.unexpected += 1;
            eprintln!("unexpected: {}: {name}: {wrong}", self.name);
        }
        wrong.is_none()
    }
}

/// A figure as the JSON file lists it, with its suite's number for those who read the file by it.
#[derive(Serialize)]
pub(crate) struct Listed<'a> {
    figure: u8,
    #[serde(flatten)]
    counts: &'a Figure,
}

impl<'a> Listed<'a> {
    /// A line of the file.
    pub(crate) fn new(counts: &'a Figure) -> Listed<'a> {
        Listed { figure: counts.suite as u8, counts }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figure { suite, name, cases, injected, answered, unexpected, canary } = self;
        let canary = if *canary == Canary::Caught { "caught" } else { "MISSED" };
        write!(
            f,
            "{suite:16}  {name}: {cases} cases, {injected} injected, {answered} answered, \
             {unexpected} unexpected, canary {canary}"
        )
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, path::Path};

    use super::*;

    /// The first column of the table in `tests/faults/README.md`.
    #[test]
    fn the_readme_describes_every_suite() {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/faults/README.md");
        let text = std::fs::read_to_string(page).unwrap();
        let rows = text.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
        let described: BTreeSet<_> = rows.map(|(name, _)| name.to_owned()).collect();
        let suites = Suite::value_variants().iter().map(Suite::to_string).collect();
        assert_eq!(described, suites);
    }

    /// What measurements read: the names of the keys, and the number of the suite.
    #[test]
    fn the_file_lists_counts_under_their_names() {
        let printed = r#"{"suite":"close-races","name":"n","cases":4,"injected":3,"answered":2,"unexpected":1,"canary":"caught"}"#;
        let figure: Figure = serde_json::from_str(printed).unwrap();
        assert_eq!(figure.suite.to_string(), "close-races");
        assert_eq!(
            serde_json::to_value(Listed::new(&figure)).unwrap(),
            serde_json::json!({
                "figure": 7, "suite": "close-races", "name": "n", "cases": 4, "injected": 3, "answered": 2,
                "unexpected": 1, "canary": "caught",
            })
        );
        assert_eq!(Suite::named("close races"), None);
    }
}
