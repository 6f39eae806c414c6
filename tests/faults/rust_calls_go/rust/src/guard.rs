//! What a failing call must not skip.

use std::sync::{
    Mutex, MutexGuard, PoisonError, TryLockError,
    atomic::{AtomicU64, Ordering},
};

static MADE: AtomicU64 = AtomicU64::new(0);
static DROPPED: AtomicU64 = AtomicU64::new(0);
static LOCK: Mutex<u32> = Mutex::new(0);

/// Lives in every frame that calls Go; what is made must be dropped.
pub(crate) struct Guard(());

impl Guard {
    pub(crate) fn new() -> Guard {
        MADE.fetch_add(1, Ordering::SeqCst);
        Guard(())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, Ordering::SeqCst);
    }
}

/// Takes the mutex of [`lock_is_free`].
pub(crate) fn lock() -> MutexGuard<'static, u32> {
    LOCK.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn lock_is_free() -> bool {
    !matches!(LOCK.try_lock(), Err(TryLockError::WouldBlock))
}

pub(crate) fn made_and_dropped() -> (u64, u64) {
    (MADE.load(Ordering::SeqCst), DROPPED.load(Ordering::SeqCst))
}
