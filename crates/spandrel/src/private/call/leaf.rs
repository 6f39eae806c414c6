//! Leaf functions that are called through cgo, and must be answered as in a leaf call nevertheless.
//!
//! Whether a thread is in a leaf call is seen by the Go side, from the stack. Where the fast way is not taken (the race
//! detector, the tag `spandrel_nofast`, a failed start-up check) there is nothing to see: the thread notes it here. The fast way has no
//! time for that.

use std::cell::Cell;

thread_local! {
    /// Whether this thread runs a leaf function that was called through cgo.
    static IN_LEAF: Cell<bool> = const { Cell::new(false) };
}

/// Runs a leaf function that was called through cgo. No panic leaves it.
#[inline]
pub fn ordinary_leaf<T>(run: impl FnOnce() -> T) -> T {
    let before = IN_LEAF.replace(true);
    let value = run();
    IN_LEAF.set(before);
    value
}

/// Whether this thread runs such a function, so that Go must not be called.
#[inline]
pub(in crate::private) fn in_ordinary_leaf() -> bool {
    IN_LEAF.get()
}
