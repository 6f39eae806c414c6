//! The benchmarked functions behind hand-written C glue, as it is commonly written: text is passed as zero-terminated
//! strings, results are given out as pointers that the caller frees with a second call.

pub mod callbacks;
pub mod later;
pub mod order;

use std::{
    slice,
    sync::atomic::{AtomicU64, Ordering},
};

#[cfg(feature = "rust2go")]
pub use peer;
use work::Counter;

/// Bytes that the caller owns until it hands them to [`plain_buffer_free`].
#[repr(C)]
#[derive(Debug)]
pub struct Buffer {
    /// The first byte.
    pub data: *mut u8,
    /// How many there are.
    pub len: usize,
}

/// Adds two numbers.
#[unsafe(no_mangle)]
pub extern "C" fn plain_add(a: u64, b: u64) -> u64 {
    work::add(a, b)
}

/// Length, first and last byte in one number.
///
/// # Safety
/// `data` points to `len` bytes, or `len` is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn plain_probe(data: *const u8, len: usize) -> u64 {
    if len == 0 {
        return work::probe(&[]);
    }
    // SAFETY: as promised by the caller.
    work::probe(unsafe { slice::from_raw_parts(data, len) })
}

/// `count` bytes of one value.
#[unsafe(no_mangle)]
pub extern "C" fn plain_fill(count: u64, value: u8) -> Buffer {
    let bytes = work::fill(count, value).into_boxed_slice();
    let len = bytes.len();
    Buffer { data: Box::into_raw(bytes).cast(), len }
}

/// The same into memory of the caller's, which has that many bytes.
///
/// # Safety
/// `data` can be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn plain_fill_to(count: u64, value: u8, data: *mut u8) {
    let bytes = work::fill(count, value);
    // SAFETY: as promised by the caller.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), data, bytes.len()) };
}

/// The same through pointers to the parts of the answer, for glue that cannot take a struct.
///
/// # Safety
/// `len` can be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn plain_fill_into(count: u64, value: u8, len: *mut usize) -> *mut u8 {
    let buffer = plain_fill(count, value);
    // SAFETY: as promised by the caller.
    unsafe { *len = buffer.len };
    buffer.data
}

/// Frees the bytes of a [`Buffer`].
///
/// # Safety
/// They came from this library and are freed once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn plain_buffer_free(data: *mut u8, len: usize) {
    // SAFETY: as promised by the caller; the bytes were a boxed slice of this length.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(data, len)) });
}

/// Work of known length.
#[unsafe(no_mangle)]
pub extern "C" fn plain_spin(rounds: u64, seed: u64) -> u64 {
    work::spin(rounds, seed)
}

/// A counter on the heap.
#[unsafe(no_mangle)]
pub extern "C" fn plain_counter_new(start: u64) -> *mut Counter {
    Box::into_raw(Box::new(Counter::new(start)))
}

/// Adds to a counter and returns the sum.
///
/// # Safety
/// The counter came from [`plain_counter_new`], lives, and nobody else uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn plain_counter_add(counter: *mut Counter, step: u64) -> u64 {
    // SAFETY: as promised by the caller.
    unsafe { (*counter).add(step) }
}

/// Sleeps for so many microseconds and returns the sum.
///
/// # Safety
/// The counter came from [`plain_counter_new`], lives, and nobody changes it meanwhile.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn plain_counter_rest(counter: *const Counter, micros: u64) -> u64 {
    // SAFETY: as promised by the caller.
    unsafe { (*counter).rest(micros) }
}

/// [`plain_counter_add`] with the counter to itself: two locked instructions, and no sum if another call has it.
///
/// # Safety
/// The counter came from [`plain_counter_new`] and lives.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn plain_counter_add_alone(counter: *mut Counter, step: u64) -> u64 {
    static IN_USE: AtomicU64 = AtomicU64::new(0);
    if IN_USE.compare_exchange(0, 1, Ordering::SeqCst, Ordering::Relaxed).is_err() {
        return u64::MAX;
    }
    // SAFETY: as promised by the caller; this call is the only one.
    let sum = unsafe { (*counter).add(step) };
    IN_USE.fetch_sub(1, Ordering::SeqCst);
    sum
}

/// Frees a counter.
///
/// # Safety
/// It came from [`plain_counter_new`] and is freed once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn plain_counter_free(counter: *mut Counter) {
    // SAFETY: as promised by the caller.
    drop(unsafe { Box::from_raw(counter) });
}
