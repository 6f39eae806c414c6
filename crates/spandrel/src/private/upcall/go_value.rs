//! Go values that Rust holds: interface values and functions, by reference into the Go side's table.
//!
//! Dropping one never calls Go, because a drop may run where Go cannot be called, such as in a leaf call. The reference
//! goes on a list that the Go side empties when it next registers a value and at each of its garbage collections: until
//! then the value could not have been freed anyway.

use std::{
    ptr,
    sync::atomic::{AtomicPtr, AtomicU64, Ordering},
};

use super::elsewhere;

/// A Go value. The reference stays valid until this is dropped.
#[derive(Debug)]
pub struct GoValue {
    reference: u64,
    /// The entry for the released list, allocated beforehand so that a drop allocates nothing; null if the value is only
    /// borrowed for a call.
    entry: *mut Entry,
}

#[derive(Debug)]
struct Entry {
    reference: u64,
    next: *mut Entry,
}

/// References that were dropped and that the Go side has not yet removed.
struct Released {
    head: AtomicPtr<Entry>,
    /// Their number, read by the Go side.
    pending: AtomicU64,
}

static RELEASED: Released = Released { head: AtomicPtr::new(ptr::null_mut()), pending: AtomicU64::new(0) };

// SAFETY: the entry is this value's alone until it is dropped; the Go value behind the reference may be used from any
// thread, as any Go value that another goroutine gets.
unsafe impl Send for GoValue {}
// SAFETY: as above; nothing is changed through a shared reference.
unsafe impl Sync for GoValue {}

impl GoValue {
    /// A value that Rust keeps: dropping it releases it.
    pub fn owned(reference: u64) -> GoValue {
        GoValue { reference, entry: Box::into_raw(Box::new(Entry { reference, next: ptr::null_mut() })) }
    }

    /// A value that the Go side releases itself when the call ends.
    #[inline]
    pub fn borrowed(reference: u64) -> GoValue {
        GoValue { reference, entry: ptr::null_mut() }
    }

    /// The reference, for a call.
    #[inline]
    pub fn reference(&self) -> u64 {
        self.reference
    }
}

impl Drop for GoValue {
    #[inline]
    fn drop(&mut self) {
        if !self.entry.is_null() {
            if elsewhere::release(self.reference) {
                // SAFETY: the entry came from `Box::into_raw` and was this value's alone.
                drop(unsafe { Box::from_raw(self.entry) });
                return;
            }
            // SAFETY: the entry came from `Box::into_raw` and was this value's alone.
            unsafe { RELEASED.push(self.entry) };
            RELEASED.pending.fetch_add(1, Ordering::Release);
        }
    }
}

impl Released {
    /// # Safety
    /// The entry came from `Box::into_raw` and is nobody else's.
    unsafe fn push(&self, entry: *mut Entry) {
        let mut head = self.head.load(Ordering::Relaxed);
        loop {
            // SAFETY: the entry is ours until the exchange succeeds.
            unsafe { (*entry).next = head };
            match self.head.compare_exchange_weak(head, entry, Ordering::Release, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => head = now,
            }
        }
    }
}

/// Where the number of released references stands, for the Go side to look at.
pub(in crate::private) fn pending() -> *const AtomicU64 {
    &RELEASED.pending
}

/// Moves released references out, as many as there is room for, and returns their number.
///
/// # Safety
/// `into` points to room for `capacity` references.
pub unsafe fn released(into: *mut u64, capacity: u64) -> u64 {
    let mut entry = RELEASED.head.swap(ptr::null_mut(), Ordering::Acquire);
    let mut taken = 0;
    while !entry.is_null() {
        // SAFETY: the swap made the list ours; every entry came from `Box::into_raw`.
        let next = unsafe { (*entry).next };
        if taken < capacity {
            // SAFETY: as above; `into` has room for `capacity` references.
            unsafe { into.add(taken as usize).write(Box::from_raw(entry).reference) };
            taken += 1;
        } else {
            // SAFETY: as above; the entry goes back whole.
            unsafe { RELEASED.push(entry) };
        }
        entry = next;
    }
    RELEASED.pending.fetch_sub(taken, Ordering::Relaxed);
    taken
}
