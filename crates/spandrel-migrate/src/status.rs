//! What a kit tells of itself.

use std::{
    fmt,
    sync::atomic::{AtomicU64, Ordering},
};

use crate::{compare::Difference, plan::Mode};

/// Counts of one function since the kit was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Status {
    /// The full name.
    pub function: String,
    /// That of the plan.
    pub mode: Mode,
    /// Whether the policy is off after a rollback.
    pub rolled_back: bool,
    /// Whether a gate has halted the function.
    pub halted: bool,
    /// The calls that the candidate answered.
    pub served: u64,
    /// The calls that went on to Go.
    pub fell_back: u64,
    /// The comparisons without a difference.
    pub agreed: u64,
    /// The comparisons with one.
    pub diverged: u64,
    /// The calls that should have been compared and were not: the queue was full.
    pub dropped: u64,
    /// The calls at which the candidate panicked.
    pub failed: u64,
    /// The calls that a gate did not answer.
    pub abstained: u64,
    /// The calls that passed to Go because they cannot be compared or moved.
    pub skipped: u64,
}

/// What is counted of a function.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Count {
    Served,
    FellBack,
    Agreed,
    Diverged,
    Dropped,
    Failed,
    Abstained,
    Skipped,
}

/// The counters of one function.
#[derive(Debug, Default)]
pub(crate) struct Counters([AtomicU64; 8]);

impl Counters {
    /// Counts one more.
    pub(crate) fn add(&self, function: &str, count: Count) -> u64 {
        #[cfg(feature = "metrics")]
        metrics::counter!("spandrel_migrate_calls_total", "function" => function.to_owned(), "what" => count.name())
            .increment(1);
        #[cfg(not(feature = "metrics"))]
        let _ = function;
        self.0[count as usize].fetch_add(1, Ordering::Relaxed) + 1
    }

    pub(crate) fn get(&self, count: Count) -> u64 {
        self.0[count as usize].load(Ordering::Relaxed)
    }
}

#[cfg(feature = "metrics")]
impl Count {
    fn name(self) -> &'static str {
        match self {
            Count::Served => "served",
            Count::FellBack => "fell_back",
            Count::Agreed => "agreed",
            Count::Diverged => "diverged",
            Count::Dropped => "dropped",
            Count::Failed => "failed",
            Count::Abstained => "abstained",
            Count::Skipped => "skipped",
        }
    }
}

/// A call that Go and the candidate answered differently.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Divergence {
    /// The full name.
    pub function: String,
    /// The encoded arguments.
    pub arguments: Vec<u8>,
    /// Where the outcomes differ.
    pub difference: Difference,
}

impl fmt::Display for Divergence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} for ", self.function, self.difference)?;
        self.arguments.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventKind {
    /// There is another plan.
    Plan,
    /// A policy was turned off.
    RolledBack,
    /// A gate halted a function.
    Halted,
    /// A function follows its plan again.
    Resumed,
    /// A candidate that panics is not called for a while.
    BreakerOpen,
    /// It is called again.
    BreakerClosed,
    /// A call passed to Go because it cannot be compared or moved: the first one of a function.
    Skipped,
}

/// Something that changed who serves.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// The full name; empty where it is about all.
    pub function: String,
    /// Why.
    pub reason: String,
}

impl Event {
    pub(crate) fn new(kind: EventKind, function: String, reason: &str) -> Event {
        Event { kind, function, reason: reason.to_owned() }
    }
}
