//! The counts of a figure.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Whether the seeded bug was noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Canary {
    /// It was.
    Caught,
    /// It was not: the counts mean nothing.
    Missed,
}

/// The counts of one figure, as the tests print and the JSON file lists them. Figure 0 are the gates themselves.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Figure {
    /// Its number.
    pub(crate) figure: u32,
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
    pub(crate) fn new(figure: u32, name: &str) -> Figure {
        let (name, canary) = (name.to_owned(), Canary::Missed);
        Figure { figure, name, cases: 0, injected: 0, answered: 0, unexpected: 0, canary }
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

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figure { figure, name, cases, injected, answered, unexpected, canary } = self;
        let canary = if *canary == Canary::Caught { "caught" } else { "MISSED" };
        write!(
            f,
            "figure {figure:>2}  {name}: {cases} cases, {injected} injected, {answered} answered, \
             {unexpected} unexpected, canary {canary}"
        )
    }
}
