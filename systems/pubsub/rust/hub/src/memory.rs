use std::sync::atomic::{AtomicU64, Ordering};

/// The bytes of all messages that the hub stores: in queues, in the history, and of publishers that wait for room.
pub(crate) struct Memory {
    used: AtomicU64,
    most: u64,
}

impl Memory {
    pub(crate) fn new(most: u64) -> Memory {
        Memory { used: AtomicU64::new(0), most }
    }

    /// Counts bytes that come and bytes that go in one step, unless there would be too many. Reports whether it did.
    #[must_use]
    pub(crate) fn exchange(&self, added: u64, freed: u64) -> bool {
        let change = |used: u64| {
            let used = (used + added).saturating_sub(freed);
            (added <= freed || used <= self.most).then_some(used)
        };
        self.used.fetch_update(Ordering::Relaxed, Ordering::Relaxed, change).is_ok()
    }

    pub(crate) fn free(&self, freed: u64) {
        self.used.fetch_sub(freed, Ordering::Relaxed);
    }

    pub(crate) fn used(&self) -> u64 {
        self.used.load(Ordering::Relaxed)
    }

    pub(crate) fn most(&self) -> u64 {
        self.most
    }
}
