//! Callbacks by hand: a function pointer, and a word that it gets back with each call.

use std::ptr;

/// Answers a number with a number.
pub type Visit = extern "C" fn(data: usize, value: u64) -> u64;

/// Answers bytes with a number.
pub type VisitBytes = extern "C" fn(data: usize, bytes: *const u8, len: usize) -> u64;

/// Calls back with 0, 1, … and returns the sum of the answers.
#[unsafe(no_mangle)]
pub extern "C" fn plain_each_number(count: u64, visit: Visit, data: usize) -> u64 {
    work::each_number(count, |value| visit(data, value))
}

/// The same from a thread of its own. The CPU time of the calls goes to `nanos`.
///
/// # Safety
/// `nanos` can be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn plain_each_number_in_thread(
    count: u64,
    visit: Visit,
    data: usize,
    nanos: *mut u64,
) -> u64 {
    let (sum, taken) = work::each_number_in_thread(count, |value| visit(data, value));
    // SAFETY: as promised by the caller.
    unsafe { ptr::write(nanos, taken) };
    sum
}

/// Calls back with 64 bytes, of which the first changes, and returns the sum of the answers.
#[unsafe(no_mangle)]
pub extern "C" fn plain_each_packet(count: u64, visit: VisitBytes, data: usize) -> u64 {
    work::each_packet(count, |bytes| visit(data, bytes.as_ptr(), bytes.len()))
}
