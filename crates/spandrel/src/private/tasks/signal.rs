//! What wakes a stream: a word that says whether it was woken since it was last polled, or who waits for that.

#[cfg(not(all(test, spandrel_loom)))]
use std::sync::atomic::{AtomicU64, Ordering};

#[cfg(all(test, spandrel_loom))]
use loom::sync::atomic::{AtomicU64, Ordering};

/// Not woken since the stream was polled.
const IDLE: u64 = 0;
/// Woken, or nobody cares any more. Every other value is the waiter that is to hear of the next wake-up.
const WOKEN: u64 = 1;

pub(super) struct Signal {
    state: AtomicU64,
}

impl Signal {
    pub(super) fn new() -> Signal {
        Signal { state: AtomicU64::new(IDLE) }
    }

    /// Before the stream is polled: a wake-up from here on will be noticed.
    ///
    /// It reads what it overwrites, so that whatever was done before an earlier wake-up is seen by the poll.
    pub(super) fn begin(&self) {
        self.state.swap(IDLE, Ordering::AcqRel);
    }

    /// Leaves a waiter, after a poll that found nothing; fails if there was a wake-up since it began.
    pub(super) fn wait(&self, waiter: u64) -> bool {
        self.state.compare_exchange(IDLE, waiter, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    /// A wake-up. Returns who waited for it.
    pub(super) fn wake(&self) -> Option<u64> {
        let before = self.state.swap(WOKEN, Ordering::AcqRel);
        (before > WOKEN).then_some(before)
    }
}

#[cfg(all(test, spandrel_loom))]
mod models {
    use std::sync::atomic::{AtomicU64 as Count, Ordering::Relaxed};

    use loom::{
        sync::{Arc, atomic::AtomicU32},
        thread,
    };

    use super::*;

    const WAITER: u64 = 1 << 32;

    /// A consumer that polls, and producers that put an item each and wake. However they interleave, the consumer ends up
    /// with all items, or waits and is told once.
    fn model(producers: u32) {
        loom::model(move || {
            let signal = Arc::new(Signal::new());
            let items = Arc::new(AtomicU32::new(0));
            // Outside the model, so that the counts order nothing.
            let told = std::sync::Arc::new(Count::new(0));
            let threads: Vec<_> = (0..producers)
                .map(|_| {
                    let (signal, items, told) = (Arc::clone(&signal), Arc::clone(&items), told.clone());
                    thread::spawn(move || {
                        // Relaxed: what orders it is the signal.
                        items.fetch_add(1, Ordering::Relaxed);
                        if let Some(waiter) = signal.wake() {
                            assert_eq!(waiter, WAITER);
                            told.fetch_add(1, Relaxed);
                        }
                    })
                })
                .collect();
            let mut waits = false;
            let mut seen = 0;
            while seen < producers && !waits {
                signal.begin();
                let now = items.load(Ordering::Relaxed);
                if now > seen {
                    seen = now;
                } else {
                    waits = signal.wait(WAITER);
                }
            }
            for thread in threads {
                thread.join().unwrap();
            }
            let told = told.load(Relaxed);
            assert_eq!(told, u64::from(waits), "saw {seen} of {producers} items");
        });
    }

    #[test]
    fn one_wake_up_is_not_lost() {
        model(1);
    }

    #[test]
    fn of_two_wake_ups_one_tells() {
        model(2);
    }

    #[test]
    #[should_panic(expected = "saw")]
    fn canary_a_wait_that_does_not_look_is_noticed() {
        loom::model(|| {
            let signal = Arc::new(Signal::new());
            let told = std::sync::Arc::new(Count::new(0));
            let thread = {
                let (signal, told) = (Arc::clone(&signal), told.clone());
                thread::spawn(move || {
                    told.fetch_add(u64::from(signal.wake().is_some()), Relaxed);
                })
            };
            signal.begin();
            // As if `wait` stored what it should exchange.
            signal.state.store(WAITER, Ordering::Release);
            thread.join().unwrap();
            assert_eq!(told.load(Relaxed), 1, "saw nothing and waits for ever");
        });
    }
}
