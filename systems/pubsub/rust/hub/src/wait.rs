//! What waits, as a value: for those who block, and for those who poll.

use std::time::{Duration, Instant};

use event_listener::{EventListener, Listener};

/// Something that is waited for.
///
/// To wait: listen, check, and if there is no outcome yet wait until the listener is notified or the deadline has come; then again.
pub trait Wait {
    /// What comes of it.
    type Outcome;

    /// Begins to listen for changes.
    fn listen(&self) -> EventListener;

    /// The outcome, if there is one at this time.
    fn check(&mut self, now: Instant) -> Option<Self::Outcome>;

    /// When to check at the latest.
    fn deadline(&self) -> Instant;
}

/// Waits on this thread.
pub fn block<W: Wait>(mut wait: W) -> W::Outcome {
    loop {
        let listener = wait.listen();
        if let Some(outcome) = wait.check(Instant::now()) {
            return outcome;
        }
        listener.wait_deadline(wait.deadline());
    }
}

/// The longest that anything waits.
const LONGEST: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

/// When a wait that begins now ends.
pub(crate) fn until(timeout: Duration) -> Instant {
    Instant::now() + timeout.min(LONGEST)
}
