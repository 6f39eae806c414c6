use std::{collections::BTreeMap, sync::atomic::Ordering, time::Duration};

use crate::{core::Core, queue::State, subscription::Sub};

/// Counters of a hub.
#[derive(Clone, Debug)]
pub struct Stats {
    /// The messages that were published and not refused, answers among them.
    pub published: u64,
    /// The bytes of all messages that wait or are in the history.
    pub bytes: u64,
    /// Those of each subscription that is not closed, by name.
    pub subscriptions: BTreeMap<String, SubscriptionStats>,
}

/// Counters of a subscription. Always: matched = received + pending + dropped + discarded. A message that the handler has at the moment, or whose
/// publisher waits for room, is in none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubscriptionStats {
    /// What it takes.
    pub state: State,
    /// The messages whose subject matched, in a group those that it was chosen for.
    pub matched: u64,
    /// Those that were taken, or that the handler has ended with.
    pub received: u64,
    /// Those that wait.
    pub pending: u64,
    /// The bytes of those that wait.
    pub pending_bytes: u64,
    /// Those that the policy dropped.
    pub dropped: u64,
    /// Those that waited when it ended.
    pub discarded: u64,
    /// The received ones with which the handler panicked.
    pub panics: u64,
    /// For how long the handler has been busy with one message, if it is.
    pub busy: Option<Duration>,
}

impl Stats {
    pub(crate) fn of(core: &Core) -> Stats {
        let subscriptions =
            core.all().into_iter().map(|sub| (sub.name.to_string(), SubscriptionStats::of(&sub)));
        Stats {
            published: core.published.load(Ordering::Relaxed),
            bytes: core.memory.used(),
            subscriptions: subscriptions.collect(),
        }
    }
}

impl SubscriptionStats {
    pub(crate) fn of(sub: &Sub) -> SubscriptionStats {
        let queue = sub.queue.lock();
        let counts = queue.counts();
        SubscriptionStats {
            state: queue.state,
            matched: counts.matched,
            received: counts.received,
            pending: queue.waiting() as u64,
            pending_bytes: queue.bytes(),
            dropped: counts.dropped,
            discarded: counts.discarded,
            panics: counts.panics,
            busy: queue.running().map(|since| since.elapsed()),
        }
    }
}
