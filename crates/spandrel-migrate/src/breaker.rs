//! A circuit breaker: what fails several times in a row is not called for a while, then by single calls.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::{plan, status::EventKind};

#[derive(Debug, Default)]
pub(crate) struct Breaker(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// Failures in a row, and successes of probes.
    failed: u32,
    probed: u32,
    /// When an open breaker lets a call try; none while it is closed.
    until: Option<Instant>,
    /// Whether one tries.
    probing: bool,
}

impl Breaker {
    /// Whether a call may be made.
    pub(crate) fn allows(&self) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match state.until {
            None => true,
            Some(until) if state.probing || Instant::now() < until => false,
            Some(_) => {
                state.probing = true;
                true
            }
        }
    }

    /// Notes how a call ended, and says what became of the breaker: opened, closed, or neither.
    pub(crate) fn done(&self, ok: bool, options: &plan::Breaker) -> Option<EventKind> {
        let or = |value: u32, otherwise: u32| if value == 0 { otherwise } else { value };
        let pause = options.pause.unwrap_or(Duration::from_secs(10));
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let probing = std::mem::take(&mut state.probing);
        let open = state.until.is_some();
        if !ok {
            state.failed += 1;
            state.probed = 0;
            if !open && state.failed < or(options.failures, 5) {
                return None;
            }
            state.until = Some(Instant::now() + pause);
            return (!open).then_some(EventKind::BreakerOpen);
        }
        state.failed = 0;
        if !open {
            return None;
        }
        state.probed += u32::from(probing);
        if state.probed < or(options.probes, 3) {
            // The next probe need not wait.
            state.until = Some(Instant::now());
            return None;
        }
        *state = State::default();
        Some(EventKind::BreakerClosed)
    }
}
