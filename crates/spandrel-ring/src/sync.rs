//! Atomics: the real ones, or loom's, which try every interleaving of a model.

#[cfg(not(all(test, spandrel_loom)))]
pub(crate) use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

#[cfg(all(test, spandrel_loom))]
pub(crate) use loom::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// Stores a value, in one order with all other stores of this kind and with the loads of [`after`]: of two threads that each
/// store a word and then load the other's, one sees the other's value.
#[inline]
pub(crate) fn store(word: &AtomicU64, value: u64) {
    #[cfg(not(all(test, spandrel_loom)))]
    word.swap(value, Ordering::SeqCst);
    // Loom orders fences only.
    #[cfg(all(test, spandrel_loom))]
    {
        word.store(value, Ordering::Release);
        loom::sync::atomic::fence(Ordering::SeqCst);
    }
}

/// [`store`] for a flag.
#[inline]
pub(crate) fn raise(word: &AtomicU32, value: u32) {
    #[cfg(not(all(test, spandrel_loom)))]
    word.swap(value, Ordering::SeqCst);
    #[cfg(all(test, spandrel_loom))]
    {
        word.swap(value, Ordering::AcqRel);
        loom::sync::atomic::fence(Ordering::SeqCst);
    }
}

/// [`store`] for a count that goes up or down.
#[inline]
pub(crate) fn add(word: &AtomicU32, value: u32) {
    word.fetch_add(value, Ordering::SeqCst);
    #[cfg(all(test, spandrel_loom))]
    loom::sync::atomic::fence(Ordering::SeqCst);
}

/// [`add`] for a position.
#[inline]
pub(crate) fn bump(word: &AtomicU64, value: u64) {
    word.fetch_add(value, Ordering::SeqCst);
    #[cfg(all(test, spandrel_loom))]
    loom::sync::atomic::fence(Ordering::SeqCst);
}

/// The order of a load behind a [`store`].
pub(crate) const AFTER: Ordering = Ordering::SeqCst;
