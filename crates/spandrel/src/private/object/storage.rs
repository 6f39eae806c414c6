//! Where slots lie: chunks that never move, and a stack of free slots.

use std::{
    collections::hash_map::RandomState,
    hash::BuildHasher,
    ptr,
    sync::atomic::{AtomicU64 as Once, Ordering},
};

use super::{
    Object, SLOT_BITS, SLOT_MASK,
    slot::Slot,
    sync::{self, AtomicI64, AtomicPtr, AtomicU32, AtomicU64},
};
use crate::private::call::{code, fault::Fault};

/// Slots in a chunk.
const CHUNK: usize = if cfg!(all(test, spandrel_loom)) { 2 } else { 1024 };
/// As many chunks as a handle can name; of the list, only what is used becomes memory.
const CHUNKS: usize = if cfg!(all(test, spandrel_loom)) { 8 } else { (SLOT_MASK as usize + 1) / CHUNK };

/// The table. One per linked object: all bridges of one crate graph share it.
///
/// What every call reads comes first, far from what changes with each object.
#[repr(C)]
pub(super) struct Table {
    /// The nonce, above the place of a kind: 0 until the first object is made.
    nonce: Once,
    chunks: [AtomicPtr<Slot>; CHUNKS],
    used: AtomicU32,
    /// Free slots as a stack: index + 1 in the low half, a counter against ABA in the high half.
    free: AtomicU64,
    live: AtomicI64,
}

// SAFETY: a slot's cells are written only by the one call that its state word has made the owner: the inserting call
// before the handle exists, the exclusive call (note), and the reclaiming call after the last user has left.
unsafe impl Sync for Table {}

sync::shared! {
    pub(super) static TABLE: Table = Table {
        nonce: Once::new(0),
        chunks: sync::array!(AtomicPtr::new(ptr::null_mut()), CHUNKS),
        used: AtomicU32::new(0),
        free: AtomicU64::new(0),
        live: AtomicI64::new(0),
    };
}

impl Table {
    /// Puts an object into a free slot and returns its handle; nothing if the table is full.
    pub(super) fn insert<T: Object>(&self, object: T) -> Option<u64> {
        let index = self.free_slot()?;
        let tag = self.slot(index)?.fill(object);
        self.live.fetch_add(1, Ordering::Relaxed);
        Some(self.handle(tag, index))
    }

    /// The handle of the object in a slot that is in use, if its type is one of a bridge.
    #[cfg(feature = "async")]
    pub(super) fn handle_of_object(&self, slot: &Slot) -> Option<u64> {
        let tag = slot.tag();
        let of_a_bridge = (1..spandrel_abi::kind::PROMISE).contains(&((tag >> 24) as u8));
        of_a_bridge.then(|| self.handle(tag, slot.index))
    }

    fn handle(&self, tag: u32, index: u32) -> u64 {
        self.nonce() << (2 * SLOT_BITS) | u64::from(tag) << SLOT_BITS | u64::from(index)
    }

    /// Notes that the object of a slot is gone. A slot that has a generation left is used again.
    pub(super) fn dropped(&self, slot: &Slot, reuse: bool) {
        self.live.fetch_sub(1, Ordering::Relaxed);
        if reuse {
            self.release(slot);
        }
    }

    /// Objects that are not yet dropped.
    pub(super) fn live(&self) -> i64 {
        self.live.load(Ordering::Relaxed)
    }

    /// Tells two copies of the runtime in one process apart: 1 to 127, drawn once, above the place of a kind.
    fn nonce(&self) -> u64 {
        let known = self.nonce.load(Ordering::Relaxed);
        if known != 0 {
            return known;
        }
        let drawn = (RandomState::new().hash_one(0u8) % 127 + 1) << 8;
        match self.nonce.compare_exchange(0, drawn, Ordering::Relaxed, Ordering::Relaxed) {
            Ok(_) => drawn,
            Err(first) => first,
        }
    }

    /// The slot that a handle names, if this table could have given it out.
    #[inline]
    pub(super) fn find(&self, handle: u64) -> Result<&Slot, Fault> {
        self.find_of_kind(handle, (handle >> (2 * SLOT_BITS)) as u8)
    }

    #[inline(always)]
    fn find_of_kind(&self, handle: u64, kind: u8) -> Result<&Slot, Fault> {
        // One comparison for nonce and kind, without the bit that says how urgent the call is. Slots that were never used carry
        // no kind.
        if handle << 1 >> (2 * SLOT_BITS + 1) != self.nonce.load(Ordering::Relaxed) | u64::from(kind) {
            return Err(unknown());
        }
        self.slot((handle & SLOT_MASK) as u32).ok_or_else(unknown)
    }

    /// The slot that a handle names, if it is that of a `T`.
    ///
    /// Go's types do not see to that: `(*Log)(counter)` is only a conversion between pointers to structs of the same
    /// fields, which needs no package `unsafe`. Within a bridge each type has its own kind; between bridges Go has no such
    /// conversion, as the fields are private to their packages.
    #[inline]
    pub(super) fn find_of<T: Object>(&self, handle: u64) -> Result<&Slot, Fault> {
        self.find_of_kind(handle, T::KIND)
    }

    /// The slot of this index; nothing if its chunk was never made.
    #[inline]
    fn slot(&self, index: u32) -> Option<&Slot> {
        let index = index as usize;
        let first = self.chunks.get(index / CHUNK)?.load(Ordering::Acquire);
        if first.is_null() {
            return None;
        }
        // SAFETY: every chunk has so many slots, and none is ever freed.
        Some(unsafe { &*first.add(index % CHUNK) })
    }

    /// An unused slot: from the free stack, or a new one.
    fn free_slot(&self) -> Option<u32> {
        let mut head = self.free.load(Ordering::Acquire);
        while head as u32 != 0 {
            let index = head as u32 - 1;
            let next = self.slot(index)?.next_free.load(Ordering::Relaxed);
            let new = (head >> 32).wrapping_add(1) << 32 | u64::from(next);
            match self.free.compare_exchange_weak(head, new, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => return Some(index),
                Err(now) => head = now,
            }
        }
        let mut used = self.used.load(Ordering::Relaxed);
        loop {
            if u64::from(used) > SLOT_MASK {
                return None;
            }
            self.ensure_chunk(used as usize / CHUNK);
            match self.used.compare_exchange_weak(used, used + 1, Ordering::AcqRel, Ordering::Relaxed) {
                Ok(_) => return Some(used),
                Err(now) => used = now,
            }
        }
    }

    /// Puts a slot on the free stack.
    fn release(&self, slot: &Slot) {
        let mut head = self.free.load(Ordering::Relaxed);
        loop {
            slot.next_free.store(head as u32, Ordering::Relaxed);
            let new = (head >> 32).wrapping_add(1) << 32 | u64::from(slot.index + 1);
            match self.free.compare_exchange_weak(head, new, Ordering::AcqRel, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => head = now,
            }
        }
    }

    fn ensure_chunk(&self, chunk: usize) {
        let place = &self.chunks[chunk];
        if !place.load(Ordering::Acquire).is_null() {
            return;
        }
        let slots: Box<[Slot]> =
            (0..CHUNK).map(|offset| Slot::empty((chunk * CHUNK + offset) as u32)).collect();
        let fresh = Box::into_raw(slots);
        let first = fresh.cast::<Slot>();
        if place.compare_exchange(ptr::null_mut(), first, Ordering::AcqRel, Ordering::Acquire).is_err() {
            // SAFETY: another thread was first; this chunk was never shared.
            drop(unsafe { Box::from_raw(fresh) });
        }
    }
}

/// What is answered to a handle that this table has not given out.
#[cold]
fn unknown() -> Fault {
    Fault::plain(code::INVALID_HANDLE)
}
