//! Allocations that fail on purpose.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

use crate::ffi::{FaultError, Parcel};

thread_local! {
    /// Allocations to go on this thread until one fails; 0: none will.
    static COUNTDOWN: Cell<u64> = const { Cell::new(0) };
}

/// The system's allocator, which answers null when it is told to.
struct Failing;

#[global_allocator]
static ALLOCATOR: Failing = Failing;

/// Counts down; true for the one that is to fail.
fn fails() -> bool {
    // During the destruction of thread locals nothing is counted.
    COUNTDOWN
        .try_with(|countdown| match countdown.get() {
            0 => false,
            left => {
                countdown.set(left - 1);
                left == 1
            }
        })
        .unwrap_or(false)
}

// SAFETY: every answer is the system allocator's or null, which the trait allows.
unsafe impl GlobalAlloc for Failing {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if fails() {
            return std::ptr::null_mut();
        }
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if fails() {
            return std::ptr::null_mut();
        }
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if fails() {
            return std::ptr::null_mut();
        }
        // SAFETY: the caller's promise is passed on.
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(block, layout) }
    }
}

pub(crate) fn fail_allocation(nth: u64) {
    COUNTDOWN.set(nth);
}

pub(crate) fn allocations_left() -> u64 {
    COUNTDOWN.get()
}

pub(crate) fn repack(mut parcel: Parcel, fail: bool) -> Result<Parcel, FaultError> {
    if fail {
        return Err(FaultError::Told { reason: format!("{} lines", parcel.lines.len()) });
    }
    parcel.lines.push("one more".to_owned());
    Ok(parcel)
}

pub(crate) fn pieces(count: u32, text: &str) -> Vec<String> {
    (0..count).map(|number| format!("{text} {number}")).collect()
}
