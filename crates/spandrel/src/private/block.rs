//! Blocks: answers that lie in Rust's memory until the Go side has copied them out.
//!
//! Go hands a block back by pushing it on [`RETURNED`], without a crossing; the next call of the bridge frees what it
//! finds there. When more than [`RETURNED_LIMIT`] bytes wait, the Go side asks for a drain.

use std::{
    mem::ManuallyDrop,
    sync::atomic::{AtomicI64, AtomicPtr, AtomicU64, Ordering},
};

/// Bytes that may wait on the returned list before the Go side asks for a drain.
pub(super) const RETURNED_LIMIT: u64 = 1 << 20;

/// An answer in Rust's memory. The Go side reads `data` and `len` and links `next`.
#[repr(C)]
pub struct Block {
    data: *mut u8,
    len: u64,
    next: *mut Block,
    capacity: usize,
}

/// Blocks handed back and not yet freed. Both fields are written by Go with atomics.
#[repr(C)]
pub(super) struct Returned {
    head: AtomicPtr<Block>,
    bytes: AtomicU64,
}

pub(super) static RETURNED: Returned =
    Returned { head: AtomicPtr::new(std::ptr::null_mut()), bytes: AtomicU64::new(0) };

static LIVE: AtomicI64 = AtomicI64::new(0);

impl Block {
    /// Gives the bytes to a new block.
    pub(super) fn new(bytes: Vec<u8>) -> *mut Block {
        let mut bytes = ManuallyDrop::new(bytes);
        LIVE.fetch_add(1, Ordering::Relaxed);
        Box::into_raw(Box::new(Block {
            data: bytes.as_mut_ptr(),
            len: bytes.len() as u64,
            next: std::ptr::null_mut(),
            capacity: bytes.capacity(),
        }))
    }

    /// Frees a block.
    ///
    /// # Safety
    /// The block came from [`Block::new`] and nobody else has it.
    unsafe fn free(block: *mut Block) {
        // SAFETY: as promised by the caller; data, len and capacity are those of the Vec given to `new`.
        let block = unsafe { Box::from_raw(block) };
        // SAFETY: see above.
        drop(unsafe { Vec::from_raw_parts(block.data, block.len as usize, block.capacity) });
        LIVE.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Frees what the Go side has handed back.
#[inline]
pub(super) fn drain_returned() {
    if !RETURNED.head.load(Ordering::Relaxed).is_null() {
        drain_list();
    }
}

#[cold]
fn drain_list() {
    let mut next = RETURNED.head.swap(std::ptr::null_mut(), Ordering::Acquire);
    let mut bytes = 0;
    while !next.is_null() {
        let block = next;
        // SAFETY: blocks on the list were handed back by their one owner, and the swap made the list ours.
        unsafe {
            next = (*block).next;
            bytes += (*block).len;
            Block::free(block);
        }
    }
    RETURNED.bytes.fetch_sub(bytes, Ordering::Relaxed);
}

/// Blocks that the Go side holds or has handed back unfreed.
pub(super) fn live() -> i64 {
    LIVE.load(Ordering::Relaxed)
}
