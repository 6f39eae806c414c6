//! Seeded bugs. Each function breaks one rule on purpose; a gate that does not stop the program at it is blind.
//!
//! Volatile reads keep the compiler from seeing through the bug and removing it.

use std::{
    hint::black_box,
    ptr,
    sync::atomic::{AtomicPtr, Ordering},
};

static STORED: AtomicPtr<u8> = AtomicPtr::new(ptr::null_mut());

/// Adds `len` bytes and, the seeded bug, the one behind them.
///
/// # Safety
/// None: it reads out of bounds.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn canary_read_past(data: *const u8, len: u64) -> u64 {
    // SAFETY: broken on purpose: the last turn is out of bounds.
    (0..=len as usize).map(|at| u64::from(unsafe { data.add(at).read_volatile() })).sum()
}

/// Reads a box after it was freed.
///
/// # Safety
/// None: it reads freed memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn canary_use_after_free() -> u64 {
    let freed = Box::into_raw(black_box(Box::new([7u64; 8])));
    // SAFETY: the pointer came from a box.
    drop(unsafe { Box::from_raw(freed) });
    // SAFETY: broken on purpose: the box is gone.
    unsafe { freed.cast::<u64>().read_volatile() }
}

/// Frees a box twice.
///
/// # Safety
/// None: it frees freed memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn canary_double_free() {
    let freed = Box::into_raw(black_box(Box::new([7u64; 8])));
    for _ in 0..2 {
        // SAFETY: broken on purpose: the second turn frees what is free.
        drop(unsafe { Box::from_raw(black_box(freed)) });
    }
}

/// Forgets a box.
#[unsafe(no_mangle)]
pub extern "C" fn canary_leak() {
    black_box(Box::into_raw(black_box(Box::new([7u64; 512]))));
}

/// Allocates 64 bytes of Rust's memory.
#[unsafe(no_mangle)]
pub extern "C" fn canary_buffer() -> *mut u8 {
    Box::into_raw(Box::new([7u64; 8])).cast()
}

/// Frees what [`canary_buffer`] gave out; the caller keeps a dangling address.
///
/// # Safety
/// The buffer came from [`canary_buffer`] and was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn canary_free(buffer: *mut u8) {
    // SAFETY: as promised by the caller.
    drop(unsafe { Box::from_raw(buffer.cast::<[u64; 8]>()) });
}

/// Keeps the address of Go memory beyond the call.
///
/// # Safety
/// None by itself; [`canary_read_again`] reads through it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn canary_keep(data: *mut u8) {
    STORED.store(data, Ordering::SeqCst);
}

/// Reads the Go memory that an earlier call borrowed.
///
/// # Safety
/// None: the memory may be gone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn canary_read_again() -> u64 {
    // SAFETY: broken on purpose: it was borrowed for the earlier call only.
    u64::from(unsafe { STORED.load(Ordering::SeqCst).read_volatile() })
}

/// Looks at an address and does nothing with it.
#[unsafe(no_mangle)]
pub extern "C" fn canary_look(data: *const u8) {
    black_box(data);
}
