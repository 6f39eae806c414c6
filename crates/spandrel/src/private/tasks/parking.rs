//! Where a future waits for its first wake-up, and who polls it then.
//!
//! A thread that wakes may hold a lock that the future needs, so it is not polled there. A thread of the executor's gives it to the
//! executor and goes on with it. Any other thread tells the waiter, which polls it itself: a future is woken to answer, as a
//! rule, and the waiter would be told of that next.

#[cfg(not(all(test, spandrel_loom)))]
use std::sync::{Mutex, MutexGuard};

#[cfg(all(test, spandrel_loom))]
use loom::sync::{Mutex, MutexGuard};

pub(super) struct Parking<T>(Mutex<Stage<T>>);

enum Stage<T> {
    /// It is being polled.
    Polled,
    /// It was woken meanwhile.
    Woken,
    /// It waits, for this waiter.
    Parked(T, u64),
    /// It was woken, and its waiter is told to poll it.
    Called(T),
    /// Its waiter polls it, the executor has it, or it was dropped.
    Left,
}

/// What a wake-up asks for.
pub(super) enum Woken<T> {
    /// Nothing.
    Nobody,
    /// The future is the caller's, to go on with it.
    Here(T),
    /// This waiter is to be told.
    Waiter(u64),
}

impl<T> Parking<T> {
    /// A place for a future that is about to be polled.
    pub(super) fn new() -> Parking<T> {
        Parking(Mutex::new(Stage::Polled))
    }

    fn lock(&self) -> MutexGuard<'_, Stage<T>> {
        // Nothing in here panics while it is locked.
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Leaves a future there that was polled and found pending; it comes back if it was woken since.
    pub(super) fn park(&self, task: T, waiter: u64) -> Option<T> {
        let mut stage = self.lock();
        if let Stage::Woken = *stage {
            *stage = Stage::Left;
            return Some(task);
        }
        *stage = Stage::Parked(task, waiter);
        None
    }

    /// A wake-up, by a thread that can go on with the future or not.
    pub(super) fn wake(&self, here: bool) -> Woken<T> {
        let mut stage = self.lock();
        match std::mem::replace(&mut *stage, Stage::Left) {
            Stage::Parked(task, _) if here => Woken::Here(task),
            Stage::Parked(task, waiter) => {
                *stage = Stage::Called(task);
                Woken::Waiter(waiter)
            }
            Stage::Polled => {
                *stage = Stage::Woken;
                Woken::Nobody
            }
            other => {
                *stage = other;
                Woken::Nobody
            }
        }
    }

    /// Takes the future out, if it is there.
    pub(super) fn leave(&self) -> Option<T> {
        let mut stage = self.lock();
        match std::mem::replace(&mut *stage, Stage::Left) {
            Stage::Parked(task, _) | Stage::Called(task) => Some(task),
            other => {
                *stage = other;
                None
            }
        }
    }
}

#[cfg(all(test, spandrel_loom))]
mod models {
    use std::sync::atomic::{AtomicU64 as Count, Ordering::Relaxed};

    use loom::{
        sync::{Arc, atomic::AtomicBool},
        thread,
    };

    use super::*;

    const WAITER: u64 = 7;

    /// What is done with a future, counted outside the model so that the counts order nothing.
    #[derive(Default)]
    struct Seen {
        polled: Count,
        told: Count,
        dropped: Count,
    }

    /// A future: polled by one at a time, which loom checks, and ready once that is said.
    struct Task(loom::cell::UnsafeCell<u64>);

    // SAFETY: loom reports a race.
    unsafe impl Send for Task {}

    impl Task {
        fn poll(&self, seen: &Seen) {
            self.0.with_mut(|_| ());
            seen.polled.fetch_add(1, Relaxed);
        }
    }

    fn wake(parking: &Parking<Task>, here: bool, seen: &Seen) {
        match parking.wake(here) {
            Woken::Nobody => {}
            Woken::Here(task) => task.poll(seen),
            Woken::Waiter(waiter) => {
                assert_eq!(waiter, WAITER);
                seen.told.fetch_add(1, Relaxed);
            }
        }
    }

    /// A future that is found pending and parked, while two threads make it ready and wake it: it is polled once more, or its
    /// waiter is told once and finds it ready.
    fn model(here: [bool; 2]) {
        loom::model(move || {
            let parking = Arc::new(Parking::new());
            let ready = Arc::new(AtomicBool::new(false));
            let seen = std::sync::Arc::new(Seen::default());
            let threads = here.map(|here| {
                let (parking, ready, seen) = (Arc::clone(&parking), Arc::clone(&ready), seen.clone());
                thread::spawn(move || {
                    // Relaxed: what orders it is the place.
                    ready.store(true, loom::sync::atomic::Ordering::Relaxed);
                    wake(&parking, here, &seen);
                })
            });
            if let Some(task) = parking.park(Task(loom::cell::UnsafeCell::new(0)), WAITER) {
                assert!(ready.load(loom::sync::atomic::Ordering::Relaxed), "woken for nothing");
                task.poll(&seen);
            }
            threads.into_iter().for_each(|thread| thread.join().unwrap());
            if seen.told.load(Relaxed) > 0 {
                parking.leave().expect("the waiter finds the future").poll(&seen);
            }
            assert_eq!(seen.polled.load(Relaxed), 1, "a wake-up is lost, or comes twice");
            assert!(parking.leave().is_none());
        });
    }

    #[test]
    fn a_wake_up_is_not_lost() {
        model([false, false]);
        model([true, false]);
    }

    /// A wake-up beside a waiter that stops waiting: the future is dropped once, or polled.
    #[test]
    fn a_future_is_dropped_once() {
        loom::model(|| {
            let parking = Arc::new(Parking::new());
            let seen = std::sync::Arc::new(Seen::default());
            assert!(parking.park(Task(loom::cell::UnsafeCell::new(0)), WAITER).is_none());
            let threads = [true, false].map(|here| {
                let (parking, seen) = (Arc::clone(&parking), seen.clone());
                thread::spawn(move || wake(&parking, here, &seen))
            });
            seen.dropped.fetch_add(u64::from(parking.leave().is_some()), Relaxed);
            threads.into_iter().for_each(|thread| thread.join().unwrap());
            assert_eq!(seen.polled.load(Relaxed) + seen.dropped.load(Relaxed), 1);
        });
    }

    #[test]
    #[should_panic(expected = "a wake-up is lost")]
    fn canary_parking_without_a_look() {
        loom::model(|| {
            let parking = Arc::new(Parking::new());
            let seen = std::sync::Arc::new(Seen::default());
            let thread = {
                let (parking, seen) = (Arc::clone(&parking), seen.clone());
                thread::spawn(move || wake(&parking, false, &seen))
            };
            // As if `park` did not look at what was there.
            *parking.lock() = Stage::Parked(Task(loom::cell::UnsafeCell::new(0)), WAITER);
            thread.join().unwrap();
            assert_eq!(seen.told.load(Relaxed), 1, "a wake-up is lost");
        });
    }
}
