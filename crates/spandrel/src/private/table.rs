//! The handle table: every object that Go holds, behind 64-bit handles that can be checked.
//!
//! A handle is `side (1 bit) | nonce (7) | kind (8) | generation (24) | slot (24)`. The nonce differs between two
//! copies of this runtime in one process, the kind between types, the generation between uses of a slot: a stale,
//! foreign or forged handle is answered, never followed.
//!
//! Each slot has one atomic word: `kind (8) | generation (24) | flags (8) | calls in flight (24)`. A call tries this
//! word and never waits for it: what is in use answers BUSY, and the Go side parks the goroutine and tries again.

#[cfg(feature = "async")]
mod hold;
#[cfg(all(test, spandrel_loom))]
mod models;
mod sync;

use std::{
    cell::Cell,
    collections::hash_map::RandomState,
    hash::BuildHasher,
    ptr,
    sync::{OnceLock, atomic::Ordering},
};

use super::{
    code,
    fault::{self, Fault},
    frame::Frame,
    panics::{self, PanicNote},
};
use sync::{AtomicI64, AtomicPtr, AtomicU32, AtomicU64, UnsafeCell};

#[cfg(feature = "async")]
pub use hold::{HeldSlot, Hold, Holding, hold, holding};

/// A type whose values Go holds by handle.
pub trait Object: Send + 'static {
    /// Its number in handles, from 1.
    const KIND: u8;
    /// Its name in messages.
    const NAME: &'static str;
}

/// From here on, kinds are those of this crate.
#[cfg(all(feature = "async", not(all(test, spandrel_loom))))]
const OWN_KINDS: u8 = 253;

const SLOT_BITS: u32 = 24;
const SLOT_MASK: u64 = (1 << SLOT_BITS) - 1;
const GENERATION_LAST: u32 = (1 << 24) - 1;

const COUNT: u64 = (1 << 24) - 1;
const EXCLUSIVE: u64 = 1 << 24;
const CLOSING: u64 = 1 << 25;
const POISONED: u64 = 1 << 26;

/// Slots in the first chunk; each further chunk is twice as large.
const FIRST_CHUNK: usize = if cfg!(all(test, spandrel_loom)) { 2 } else { 1024 };
const CHUNKS: usize = 15;

struct Slot {
    state: AtomicU64,
    object: UnsafeCell<*mut ()>,
    drop: UnsafeCell<unsafe fn(*mut ())>,
    /// Written once, under the exclusive flag, before the slot is marked poisoned.
    note: UnsafeCell<Option<PanicNote>>,
    next_free: AtomicU32,
}

/// The table. One per linked object: all bridges of one crate graph share it.
struct Table {
    chunks: [AtomicPtr<Slot>; CHUNKS],
    used: AtomicU32,
    /// Free slots as a stack: index + 1 in the low half, a counter against ABA in the high half.
    free: AtomicU64,
    nonce: OnceLock<u64>,
    live: AtomicI64,
}

// SAFETY: a slot's cells are written only by the one call that its state word has made the owner: the inserting call
// before the handle exists, the exclusive call (note), and the reclaiming call after the last user has left.
unsafe impl Sync for Table {}

sync::shared! {
    static TABLE: Table = Table {
        chunks: sync::array!(AtomicPtr::new(ptr::null_mut()), CHUNKS),
        used: AtomicU32::new(0),
        free: AtomicU64::new(0),
        nonce: OnceLock::new(),
        live: AtomicI64::new(0),
    };
}

/// A slot that a call on this thread is using, linked to the one before: what tells re-entry from rivalry.
struct Held {
    slot: *const Slot,
    previous: *const Held,
}

sync::local! {
    static HELD: Cell<*const Held> = Cell::new(ptr::null());
}

/// Puts an object into the table and hands out its handle. The Go side owns it from here on.
pub fn insert<T: Object>(object: T) -> Result<u64, Fault> {
    let Some(index) = TABLE.free_slot() else { return Err(Fault::plain(code::EXHAUSTED)) };
    let slot = TABLE.slot(index);
    let tag = (slot.state.load(Ordering::Relaxed) >> 32) as u32 & GENERATION_LAST | u32::from(T::KIND) << 24;
    // SAFETY: a free slot has no other user: its state carries no kind, so that no handle matches it.
    unsafe {
        slot.object.with_mut(|place| *place = Box::into_raw(Box::new(object)).cast());
        slot.drop.with_mut(|place| *place = drop_object::<T>);
        slot.note.with_mut(|place| *place = None);
    }
    slot.state.store(u64::from(tag) << 32, Ordering::Release);
    TABLE.live.fetch_add(1, Ordering::Relaxed);
    Ok(TABLE.nonce() << 56 | u64::from(tag) << SLOT_BITS | u64::from(index))
}

/// Runs a `&self` method. Calls on one object run in parallel.
#[inline]
pub fn with_shared<T: Object + Sync, R>(
    handle: u64,
    run: impl FnOnce(&T) -> Result<R, Fault>,
) -> Result<R, Fault> {
    let slot = TABLE.find_of::<T>(handle)?;
    slot.enter(handle, 1, EXCLUSIVE | CLOSING | POISONED)?;
    let using = Using::new(slot, false);
    using.link();
    // SAFETY: the count in the state word keeps the object alive and excludes `&mut`; the kind in the handle, which is that
    // of the slot, was compared with that of `T`.
    let object = unsafe { &*slot.object.with(|place| *place).cast::<T>() };
    let result = fault::catch(|| run(object));
    using.leave::<T, R>(result)
}

/// Runs a `&mut self` method. A panic poisons the object.
#[inline]
pub fn with_exclusive<T: Object, R>(
    handle: u64,
    run: impl FnOnce(&mut T) -> Result<R, Fault>,
) -> Result<R, Fault> {
    let slot = TABLE.find_of::<T>(handle)?;
    slot.enter(handle, EXCLUSIVE, COUNT | EXCLUSIVE | CLOSING | POISONED)?;
    let using = Using::new(slot, true);
    using.link();
    // SAFETY: the exclusive flag keeps the object alive and every other call away; the kind was compared.
    let object = unsafe { &mut *slot.object.with(|place| *place).cast::<T>() };
    let result = panics::catch_note(|| run(object));
    let (note, fault) = match result {
        Ok(Err(fault)) => (fault.panic_note(), fault),
        Ok(result) => return using.leave::<T, R>(result),
        Err(note) => {
            let fault = Fault::panic(&note);
            (Some(note), fault)
        }
    };
    // A call that has several objects catches its panic inside the use of the innermost one: this one is half-changed, too.
    if let Some(note) = note {
        // SAFETY: still exclusive; readers look only after the poisoned flag, which is set with release.
        unsafe { slot.note.with_mut(|place| *place = Some(note)) };
        slot.state.fetch_or(POISONED, Ordering::Release);
    }
    using.leave::<T, R>(Err(fault))
}

/// Closes an object. Calls in flight finish; the last one drops it. A handle that is closed already is answered with
/// CLOSED, which the Go side takes as done.
pub fn close(handle: u64) -> Frame {
    let closed = TABLE.find(handle).and_then(|slot| {
        slot.enter(handle, CLOSING, CLOSING)?;
        slot.reclaim_if_last()
    });
    match closed {
        Ok(()) => Frame::ok(0),
        Err(fault) => Frame::failed(fault),
    }
}

/// Objects that are not yet dropped.
pub(super) fn live() -> i64 {
    TABLE.live.load(Ordering::Relaxed)
}

/// # Safety
/// The pointer came from `Box::into_raw` of a `T` and nobody else uses it.
unsafe fn drop_object<T: Object>(object: *mut ()) {
    // A destructor of the user's may spawn tasks.
    #[cfg(all(feature = "async", not(all(test, spandrel_loom))))]
    let _context =
        if T::KIND < OWN_KINDS && std::mem::needs_drop::<T>() { super::tasks::enter_to_drop() } else { None };
    // SAFETY: as promised by the caller.
    drop(unsafe { Box::from_raw(object.cast::<T>()) });
}

/// Stands in a slot that never had an object.
fn drop_nothing(_: *mut ()) {}

impl Slot {
    /// Adds `flag` to the state word if the handle is current and none of `busy` is set.
    #[inline]
    fn enter(&self, handle: u64, flag: u64, busy: u64) -> Result<(), Fault> {
        self.try_enter(handle, flag, busy).map_err(|state| self.refuse(state, handle))
    }

    /// As [`Slot::enter`]; what stood in the way is the state.
    #[inline]
    fn try_enter(&self, handle: u64, flag: u64, busy: u64) -> Result<(), u64> {
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            if (state >> 32) as u32 != (handle >> SLOT_BITS) as u32
                || state & busy != 0
                || state & COUNT == COUNT
            {
                return Err(state);
            }
            match self.state.compare_exchange_weak(state, state + flag, Ordering::SeqCst, Ordering::Relaxed) {
                Ok(_) => return Ok(()),
                Err(now) => state = now,
            }
        }
    }

    /// Why a call may not enter.
    #[cold]
    fn refuse(&self, state: u64, handle: u64) -> Fault {
        if (state >> 32) as u32 != (handle >> SLOT_BITS) as u32 {
            let age = (handle >> SLOT_BITS) as u32 & GENERATION_LAST;
            let older = age < (state >> 32) as u32 & GENERATION_LAST;
            return Fault::plain(if older { code::CLOSED } else { code::INVALID_HANDLE });
        }
        if state & CLOSING != 0 {
            return Fault::plain(code::CLOSED);
        }
        // The call that panicked sets the flag before it leaves: until then the object is in use, as by any other.
        if state & POISONED != 0 && state & EXCLUSIVE == 0 {
            return self.poisoned(handle);
        }
        Fault::plain(if self.is_held_here() { code::REENTRANT } else { code::BUSY })
    }

    /// The panic that poisoned the object, read while the object is held.
    fn poisoned(&self, handle: u64) -> Fault {
        match self.try_enter(handle, 1, EXCLUSIVE | CLOSING) {
            Ok(()) => {}
            // As many calls are in it as can be counted.
            Err(state) if state & COUNT == COUNT => return Fault::plain(code::BUSY),
            Err(state) => return self.refuse(state, handle),
        }
        // SAFETY: the note was written before the poisoned flag was set and stays until the object is reclaimed,
        // which the count prevents.
        let fault = self.note.with(|place| unsafe { &*place }.as_ref().map(Fault::poisoned));
        let fault = fault.unwrap_or_else(|| Fault::plain(code::POISONED));
        self.state.fetch_sub(1, Ordering::SeqCst);
        match self.reclaim_if_last() {
            Ok(()) => fault,
            Err(panic) => {
                fault.discard();
                panic
            }
        }
    }

    /// Drops the object if it is closing and nobody uses it any more. A panic of its destructor is answered.
    #[inline]
    fn reclaim_if_last(&self) -> Result<(), Fault> {
        let state = self.state.load(Ordering::SeqCst);
        if state & CLOSING == 0 || state & (COUNT | EXCLUSIVE) != 0 {
            return Ok(());
        }
        self.reclaim(state)
    }

    #[cold]
    fn reclaim(&self, state: u64) -> Result<(), Fault> {
        // The state that says "closing, unused" is left exactly once: whoever moves it on owns the object.
        let generation = (state >> 32) as u32 & GENERATION_LAST;
        let next = u64::from(generation + 1) << 32;
        if self.state.compare_exchange(state, next, Ordering::SeqCst, Ordering::Relaxed).is_err() {
            return Ok(());
        }
        // SAFETY: no handle matches the new state, and the slot is not yet on the free list.
        let (object, drop_object) = unsafe {
            self.note.with_mut(|place| *place = None);
            (self.object.with(|place| *place), self.drop.with(|place| *place))
        };
        TABLE.live.fetch_sub(1, Ordering::Relaxed);
        if generation + 1 < GENERATION_LAST {
            TABLE.release(self);
        }
        // SAFETY: `insert` stored the object with its own destructor, and it is nobody else's now.
        let drop_it = || unsafe { drop_object(object) };
        panics::catch_note(drop_it).map_err(|note| Fault::panic(&note))
    }

    /// Whether a call on this thread, further up the stack, is using the slot.
    fn is_held_here(&self) -> bool {
        let mut held = HELD.with(Cell::get);
        while !held.is_null() {
            // SAFETY: the list links live stack frames of this thread; each unlinks itself before it ends.
            let entry = unsafe { &*held };
            if ptr::eq(entry.slot, self) {
                return true;
            }
            held = entry.previous;
        }
        false
    }
}

/// A slot in use by a call. Panics end inside the use, so that it is always left.
struct Using<'a> {
    slot: &'a Slot,
    exclusive: bool,
    held: Held,
}

impl<'a> Using<'a> {
    #[inline]
    fn new(slot: &'a Slot, exclusive: bool) -> Using<'a> {
        Using { slot, exclusive, held: Held { slot, previous: HELD.with(Cell::get) } }
    }

    /// Makes the use known to calls further down this stack. The value stays where it is until it is left.
    #[inline]
    fn link(&self) {
        HELD.with(|held| held.set(&self.held));
    }

    /// Ends the use. If it was the last of an object that is closed, a panic of its destructor is the answer, or told if the
    /// call has failed already.
    #[inline]
    fn leave<T: Object, R>(&self, result: Result<R, Fault>) -> Result<R, Fault> {
        HELD.with(|held| held.set(self.held.previous));
        let flag = if self.exclusive { EXCLUSIVE } else { 1 };
        let before = self.slot.state.fetch_sub(flag, Ordering::SeqCst);
        if before & CLOSING != 0
            && let Err(panic) = self.slot.reclaim_if_last()
        {
            if result.is_ok() {
                return Err(panic);
            }
            panic.lose(T::NAME);
        }
        result
    }
}

impl Table {
    fn nonce(&self) -> u64 {
        *self.nonce.get_or_init(|| RandomState::new().hash_one(0u8) % 127 + 1)
    }

    /// The slot that a handle names, if this table could have given it out.
    #[inline]
    fn find(&self, handle: u64) -> Result<&Slot, Fault> {
        let index = (handle & SLOT_MASK) as u32;
        let known = self.nonce.get().is_some_and(|nonce| handle >> 56 == *nonce);
        if !known || index >= self.used.load(Ordering::Acquire) {
            return Err(Fault::plain(code::INVALID_HANDLE));
        }
        Ok(self.slot(index))
    }

    /// The slot that a handle names, if it is that of a `T`.
    ///
    /// Go's types do not see to that: `(*Log)(counter)` is no more than a conversion between pointers to structs of the same
    /// fields, which needs no package `unsafe`. Within a bridge each type has its own kind; between bridges Go has no such
    /// conversion, as the fields are private to their packages.
    #[inline]
    fn find_of<T: Object>(&self, handle: u64) -> Result<&Slot, Fault> {
        if (handle >> (2 * SLOT_BITS)) as u8 != T::KIND {
            return Err(Fault::plain(code::INVALID_HANDLE));
        }
        self.find(handle)
    }

    /// The slot of this index, which was allotted before.
    #[inline]
    fn slot(&self, index: u32) -> &Slot {
        let (chunk, offset) = place(index);
        let first = self.chunks[chunk].load(Ordering::Acquire);
        // SAFETY: `free_slot` allocates the chunk before it hands out an index of it; chunks are never freed.
        unsafe { &*first.add(offset) }
    }

    /// An unused slot: from the free stack, or a new one.
    fn free_slot(&self) -> Option<u32> {
        let mut head = self.free.load(Ordering::Acquire);
        while head as u32 != 0 {
            let index = head as u32 - 1;
            let next = self.slot(index).next_free.load(Ordering::Relaxed);
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

impl Slot {
    fn empty() -> Slot {
        Slot {
            state: AtomicU64::new(0),
            object: UnsafeCell::new(ptr::null_mut()),
            drop: UnsafeCell::new(drop_nothing),
            note: UnsafeCell::new(None),
            next_free: AtomicU32::new(0),
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
