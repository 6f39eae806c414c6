//! Blocks: answers that lie in Rust's memory until the Go side has copied them out.
//!
//! Go returns a block by pushing it on [`RETURNED`], without a call; the next call of the bridge frees what it
//! finds there. When more than [`RETURNED_LIMIT`] bytes wait, the Go side asks for a drain.

use std::sync::atomic::{AtomicI64, AtomicPtr, AtomicU64, Ordering};

use bytes::Bytes;

use super::locked::Locked;
use crate::private::{panics, wire::memory::raw_slice};

/// Bytes that may wait on the returned list before the Go side asks for a drain.
pub(in crate::private) const RETURNED_LIMIT: u64 = 1 << 20;

/// An answer in Rust's memory. The Go side reads `data` and `len` and links `next`.
#[repr(C)]
pub struct Block {
    /// Null if there are no bytes: the address of an empty list means nothing.
    data: *mut u8,
    len: u64,
    next: *mut Block,
    owner: Owner,
}

/// Whose bytes a block shows.
enum Owner {
    List(#[expect(dead_code, reason = "it owns the memory")] Vec<u8>),
    Bytes(Bytes),
    Secret(Locked),
    #[cfg(feature = "async")]
    Late(Late),
}

/// An answer that came later, for a waiter of the Go side, which reads both.
#[cfg(feature = "async")]
#[repr(C)]
pub(in crate::private) struct Late {
    pub(in crate::private) waiter: u64,
    pub(in crate::private) status: u64,
    pub(in crate::private) value: u64,
}

/// Blocks returned and not yet freed. Both fields are written by Go with atomics.
#[repr(C)]
pub(in crate::private) struct Returned {
    head: AtomicPtr<Block>,
    bytes: AtomicU64,
}

pub(in crate::private) static RETURNED: Returned =
    Returned { head: AtomicPtr::new(std::ptr::null_mut()), bytes: AtomicU64::new(0) };

static LIVE: AtomicI64 = AtomicI64::new(0);

impl Block {
    /// Gives the bytes to a new block.
    pub(in crate::private) fn new(mut bytes: Vec<u8>) -> *mut Block {
        let (data, len) = (bytes.as_mut_ptr(), bytes.len());
        Block::with(data, len, Owner::List(bytes))
    }

    /// Keeps the bytes in a new block. The Go side only reads them.
    pub(in crate::private) fn of_bytes(bytes: Bytes) -> *mut Block {
        Block::with(bytes.as_ptr().cast_mut(), bytes.len(), Owner::Bytes(bytes))
    }

    /// Keeps the secret in a new block. Freeing wipes it.
    pub(in crate::private) fn of_secret(mut secret: Locked) -> *mut Block {
        let content = secret.as_mut_slice();
        let (data, len) = (content.as_mut_ptr(), content.len());
        Block::with(data, len, Owner::Secret(secret))
    }

    /// What the Go side would read.
    ///
    /// # Safety
    /// The block came from one of the functions above, and stays while the result is used.
    pub(in crate::private) unsafe fn content<'a>(block: *const Block) -> &'a [u8] {
        // SAFETY: as promised by the caller; the block shows so many bytes of its owner.
        unsafe { raw_slice((*block).data.cast_const(), (*block).len) }.unwrap_or_default()
    }

    /// The bytes that a block was made of; `None` for a block of another kind.
    pub(in crate::private) fn bytes(&self) -> Option<&Bytes> {
        match &self.owner {
            Owner::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The bytes that a block was made of, without the block; `None` for a block of another kind, which is freed.
    ///
    /// # Safety
    /// The block came from one of the functions above and nobody else has it.
    pub(in crate::private) unsafe fn into_bytes(block: *mut Block) -> Option<Bytes> {
        // SAFETY: as promised by the caller.
        match unsafe { Block::into_owner(block) } {
            Owner::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The secret that a block was made of, without the block; `None` for a block of another kind, which is freed.
    ///
    /// # Safety
    /// As for [`Block::into_bytes`].
    pub(in crate::private) unsafe fn into_secret(block: *mut Block) -> Option<Locked> {
        // SAFETY: as promised by the caller.
        match unsafe { Block::into_owner(block) } {
            Owner::Secret(secret) => Some(secret),
            _ => None,
        }
    }

    /// # Safety
    /// As for [`Block::into_bytes`].
    unsafe fn into_owner(block: *mut Block) -> Owner {
        // SAFETY: as promised by the caller.
        let block = unsafe { Box::from_raw(block) };
        LIVE.fetch_sub(1, Ordering::Relaxed);
        block.owner
    }

    /// Puts an answer that came later into a block of its own.
    #[cfg(feature = "async")]
    pub(in crate::private) fn of_late(late: Late) -> *mut Block {
        let block = Block::with(std::ptr::null_mut(), size_of::<Late>(), Owner::Late(late));
        // SAFETY: the block is new, and nobody else's yet.
        unsafe {
            if let Owner::Late(late) = &mut (*block).owner {
                (*block).data = std::ptr::from_mut(late).cast();
            }
        }
        block
    }

    /// Where a list of blocks goes on.
    ///
    /// # Safety
    /// The block is nobody else's.
    #[cfg(feature = "async")]
    pub(in crate::private) unsafe fn link(block: *mut Block, next: *mut Block) {
        // SAFETY: as promised by the caller.
        unsafe { (*block).next = next };
    }

    fn with(data: *mut u8, len: usize, owner: Owner) -> *mut Block {
        LIVE.fetch_add(1, Ordering::Relaxed);
        let data = if len == 0 { std::ptr::null_mut() } else { data };
        Box::into_raw(Box::new(Block { data, len: len as u64, next: std::ptr::null_mut(), owner }))
    }

    /// Frees a block.
    ///
    /// # Safety
    /// The block came from one of the functions above and nobody else has it.
    pub(in crate::private) unsafe fn free(block: *mut Block) {
        // SAFETY: as promised by the caller.
        let owner = unsafe { Block::into_owner(block) };
        // `Bytes` may run a destructor of the user's, in whatever call frees the block.
        if let Err(note) = panics::catch_note(|| drop(owner)) {
            panics::report_lost("the owner of Bytes", note);
        }
    }
}

/// Frees the blocks that the Go side has returned.
#[inline]
pub(in crate::private) fn drain_returned() {
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
        // SAFETY: blocks on the list were returned by their one owner, and the swap made the list ours.
        unsafe {
            next = (*block).next;
            bytes += (*block).len;
            Block::free(block);
        }
    }
    RETURNED.bytes.fetch_sub(bytes, Ordering::Relaxed);
}

/// Blocks that the Go side owns, or has returned and nobody has freed yet.
pub(in crate::private) fn live() -> i64 {
    LIVE.load(Ordering::Relaxed)
}
