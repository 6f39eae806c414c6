//! When the last trouble of a function was.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// A kind of event that a rollback counts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Trouble {
    Divergence,
    Failure,
    Slowness,
}

/// The times of the last events of one function, by kind.
#[derive(Debug, Default)]
pub(crate) struct Window(Mutex<[VecDeque<Instant>; 3]>);

impl Window {
    pub(crate) fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Default::default();
    }

    /// Notes an event, and reports whether it is the last of so many within the window.
    pub(crate) fn add(&self, kind: Trouble, limit: u32, within: Duration) -> bool {
        let now = Instant::now();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let times = &mut all[kind as usize];
        times.retain(|then| now.duration_since(*then) <= within);
        times.push_back(now);
        times.len() >= limit as usize
    }
}
