//! What turns a policy off: trouble within a window.

use std::time::{Duration, Instant};

use crate::{
    kit::{Function, Inner},
    plan::{Compiled, Mode},
    status::{Event, EventKind},
    window::Trouble,
};

impl Inner {
    /// Counts trouble of a function, and rolls it back if that is too much.
    pub(crate) fn note(&self, function: &Function, policy: &Compiled, kind: Trouble) {
        let rollback = &policy.policy.rollback;
        let (limit, what) = match kind {
            Trouble::Divergence => (rollback.divergences, "divergences"),
            Trouble::Failure => (rollback.errors, "panics of the candidate"),
            Trouble::Slowness => (rollback.slow, "slow calls of the candidate"),
        };
        let within = rollback.within.unwrap_or(Duration::from_secs(60));
        if limit > 0 && function.window.add(kind, limit, within) {
            self.roll_back(function, &format!("{limit} {what} within {within:?}"));
        }
    }

    /// Notes how long the candidate took.
    pub(crate) fn timed(&self, function: &Function, policy: &Compiled, begun: Option<Instant>) {
        if let (Some(begun), Some(limit)) = (begun, policy.policy.rollback.latency)
            && begun.elapsed() > limit
        {
            self.note(function, policy, Trouble::Slowness);
        }
    }

    pub(crate) fn roll_back(&self, function: &Function, reason: &str) {
        let event = Event::new(EventKind::RolledBack, function.name.clone(), reason);
        self.turn(function, event, |policy| {
            let changed = !policy.rolled_back && policy.policy.mode != Mode::Off;
            policy.rolled_back = true;
            changed
        });
    }

    pub(crate) fn halt(&self, function: &Function, reason: &str) {
        let event = Event::new(EventKind::Halted, function.name.clone(), reason);
        self.turn(function, event, |policy| !std::mem::replace(&mut policy.halted, true));
    }

    pub(crate) fn resume(&self, function: &Function) {
        function.window.clear();
        let event = Event::new(EventKind::Resumed, function.name.clone(), "");
        self.turn(function, event, |policy| {
            let changed = policy.rolled_back || policy.halted;
            (policy.rolled_back, policy.halted) = (false, false);
            changed
        });
    }
}
