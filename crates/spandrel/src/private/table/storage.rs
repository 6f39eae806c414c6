//! Where slots lie: chunks that never move, each twice as large as the one before, and a stack of free slots.

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
use crate::private::{code, fault::Fault};

/// Slots in the first chunk.
const FIRST_CHUNK: usize = if cfg!(all(test, spandrel_loom)) { 2 } else { 1024 };
const CHUNKS: usize = 15;

/// The table. One per linked object: all bridges of one crate graph share it.
pub(super) struct Table {
    chunks: [AtomicPtr<Slot>; CHUNKS],
    used: AtomicU32,
    /// Free slots as a stack: index + 1 in the low half, a counter against ABA in the high half.
    free: AtomicU64,
    /// 0 until the first object is made.
    nonce: Once,
    live: AtomicI64,
}

// SAFETY: a slot's cells are written only by the one call that its state word has made the owner: the inserting call
// before the handle exists, the exclusive call (note), and the reclaiming call after the last user has left.
unsafe impl Sync for Table {}

sync::shared! {
    pub(super) static TABLE: Table = Table {
        chunks: sync::array!(AtomicPtr::new(ptr::null_mut()), CHUNKS),
        used: AtomicU32::new(0),
        free: AtomicU64::new(0),
        nonce: Once::new(0),
        live: AtomicI64::new(0),
    };
}

impl Table {
    /// Puts an object into a free slot and returns its handle; nothing if the table is full.
    pub(super) fn insert<T: Object>(&self, object: T) -> Option<u64> {
        let index = self.free_slot()?;
        let tag = self.slot(index)?.fill(object);
        self.live.fetch_add(1, Ordering::Relaxed);
        Some(self.nonce() << 56 | u64::from(tag) << SLOT_BITS | u64::from(index))
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

    /// Tells two copies of the runtime in one process apart: 1 to 127, drawn once.
    fn nonce(&self) -> u64 {
        let known = self.nonce.load(Ordering::Relaxed);
        if known != 0 {
            return known;
        }
        let drawn = RandomState::new().hash_one(0u8) % 127 + 1;
        match self.nonce.compare_exchange(0, drawn, Ordering::Relaxed, Ordering::Relaxed) {
            Ok(_) => drawn,
            Err(first) => first,
        }
    }

    /// The slot that a handle names, if this table could have given it out.
    #[inline]
    pub(super) fn find(&self, handle: u64) -> Result<&Slot, Fault> {
        // Without the bit that says how urgent the call is. Slots that were never used carry no kind.
        let known = handle << 1 >> 57 == self.nonce.load(Ordering::Relaxed);
        known
            .then(|| self.slot((handle & SLOT_MASK) as u32))
            .flatten()
            .ok_or_else(|| Fault::plain(code::INVALID_HANDLE))
    }

    /// The slot that a handle names, if it is that of a `T`.
    ///
    /// Go's types do not see to that: `(*Log)(counter)` is only a conversion between pointers to structs of the same
    /// fields, which needs no package `unsafe`. Within a bridge each type has its own kind; between bridges Go has no such
    /// conversion, as the fields are private to their packages.
    #[inline]
    pub(super) fn find_of<T: Object>(&self, handle: u64) -> Result<&Slot, Fault> {
        if (handle >> (2 * SLOT_BITS)) as u8 != T::KIND {
            return Err(Fault::plain(code::INVALID_HANDLE));
        }
        self.find(handle)
    }

    /// The slot of this index; nothing if its chunk was never made.
    #[inline]
    fn slot(&self, index: u32) -> Option<&Slot> {
        let (chunk, offset) = place(index);
        let first = self.chunks.get(chunk)?.load(Ordering::Acquire);
        // SAFETY: a chunk has as many slots as `place` tells offsets in it; chunks are never freed.
        (!first.is_null()).then(|| unsafe { &*first.add(offset) })
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
            self.ensure_chunk(place(used).0);
            match self.used.compare_exchange_weak(used, used + 1, Ordering::AcqRel, Ordering::Relaxed) {
                Ok(_) => return Some(used),
                Err(now) => used = now,
            }
        }
    }

    /// Puts a slot on the free stack.
    fn release(&self, slot: &Slot) {
        let Some(index) = self.index_of(slot) else { return };
        let mut head = self.free.load(Ordering::Relaxed);
        loop {
            slot.next_free.store(head as u32, Ordering::Relaxed);
            let new = (head >> 32).wrapping_add(1) << 32 | u64::from(index + 1);
            match self.free.compare_exchange_weak(head, new, Ordering::AcqRel, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => head = now,
            }
        }
    }

    fn index_of(&self, slot: &Slot) -> Option<u32> {
        let mut first_index = 0;
        for (chunk, first) in self.chunks.iter().enumerate() {
            let first = first.load(Ordering::Acquire) as usize;
            let size = FIRST_CHUNK << chunk;
            let offset = (ptr::from_ref(slot) as usize).wrapping_sub(first) / size_of::<Slot>();
            if first != 0 && ptr::from_ref(slot) as usize >= first && offset < size {
                return u32::try_from(first_index + offset).ok();
            }
            first_index += size;
        }
        None
    }

    fn ensure_chunk(&self, chunk: usize) {
        let place = &self.chunks[chunk];
        if !place.load(Ordering::Acquire).is_null() {
            return;
        }
        let slots: Box<[Slot]> = (0..FIRST_CHUNK << chunk).map(|_| Slot::empty()).collect();
        let fresh = Box::into_raw(slots);
        let first = fresh.cast::<Slot>();
        if place.compare_exchange(ptr::null_mut(), first, Ordering::AcqRel, Ordering::Acquire).is_err() {
            // SAFETY: another thread was first; this chunk was never shared.
            drop(unsafe { Box::from_raw(fresh) });
        }
    }
}

/// Chunk and offset of a slot index.
#[inline]
fn place(index: u32) -> (usize, usize) {
    let index = index as usize + FIRST_CHUNK;
    let chunk = (index.ilog2() - FIRST_CHUNK.ilog2()) as usize;
    (chunk, index - (FIRST_CHUNK << chunk))
}
