//! What the tests share.
#![allow(dead_code, reason = "each test uses some of it")]

use std::{
    thread,
    time::{Duration, Instant},
};

use pubsub::{Batch, Config, Hub, OnFull, Options, State, SubscriptionStats};

/// A wait for what must happen.
pub(crate) const LONG: Duration = Duration::from_secs(60);

pub(crate) fn hub() -> Hub {
    Hub::open(Config::new())
}

pub(crate) fn options(messages: usize, on_full: OnFull) -> Options {
    Options::new().messages(messages).on_full(on_full).timeout(LONG)
}

/// Waits until something is so.
pub(crate) fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let until = Instant::now() + LONG;
    while !is_so() {
        assert!(Instant::now() < until, "not in a minute: {what}");
        thread::yield_now();
    }
}

pub(crate) fn payloads(batch: &Batch) -> Vec<String> {
    batch.messages.iter().map(|message| String::from_utf8_lossy(message.payload()).into_owned()).collect()
}

/// Takes everything and compares.
pub(crate) fn expect(subscription: &pubsub::Subscription, want: &[&str], lost: u64) {
    let batch = subscription.try_batch(usize::MAX);
    assert_eq!((payloads(&batch), batch.lost), (want.iter().map(|it| it.to_string()).collect(), lost));
    check(&subscription.stats());
}

/// What always holds.
pub(crate) fn check(stats: &SubscriptionStats) {
    let outcomes = stats.received + stats.pending + stats.dropped + stats.discarded;
    assert_eq!(stats.matched, outcomes, "{stats:?}");
    assert!(stats.pending == 0 || stats.state != State::Closed, "{stats:?}");
}

/// The counts: matched, received, pending, dropped, discarded.
pub(crate) fn counts(subscription: &pubsub::Subscription) -> [u64; 5] {
    let stats = subscription.stats();
    check(&stats);
    [stats.matched, stats.received, stats.pending, stats.dropped, stats.discarded]
}
