//! What waits for an answer that Go owes: Go is told, so that a call there which would wait for it is told that it would wait for
//! itself.

use std::cell::Cell;

use crate::private::{object, upcall::call};

thread_local! {
    /// Who waits, in Go, for the future that the executor is polling on this thread.
    static WAITER: Cell<u64> = const { Cell::new(0) };
}

/// What waits for the answer of a call that is being made on this thread. Go reads it while the call begins.
#[repr(C)]
#[derive(Debug)]
pub(super) struct Chain {
    objects: *const u64,
    count: u64,
    waiter: u64,
    /// The memory of `objects`: handles of the objects that are in use on this stack.
    _handles: Vec<u64>,
}

impl Chain {
    pub(super) fn here() -> Chain {
        let handles = object::in_use_here();
        Chain {
            objects: handles.as_ptr(),
            count: handles.len() as u64,
            waiter: WAITER.get(),
            _handles: handles,
        }
    }

    /// Where Go finds it; 0 if there is nothing that Go must know.
    pub(super) fn address(&self) -> u64 {
        if self.count == 0 && self.waiter == 0 { 0 } else { call::address(self) }
    }
}

/// Polls a future on a thread of the executor's.
pub(super) fn waited_for_by<R>(waiter: u64, poll: impl FnOnce() -> R) -> R {
    let before = WAITER.replace(waiter);
    let polled = poll();
    WAITER.set(before);
    polled
}
