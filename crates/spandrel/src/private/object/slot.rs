//! A slot of the table, and the word that says who may use what lies in it.
//!
//! The word is `kind (8) | generation (24) | flags (8) | uses counted (24)`. What a call may do is one compare-and-swap of it,
//! or, for a shared use of a slot that is biased to readers, a look at it ([`super::readers`]). A call tries and never waits:
//! what is in use answers BUSY, and Go parks the goroutine and tries again.
//!
//! How the bias comes and goes:
//!
//! ```text
//!           many counted reads                exclusive use or close           heavy barrier passed
//! counted ---------------------> BIASED ---------------------------> REVOKING ----------------------> DRAINING
//!    ^                             ^         who changes the state              readers that are still      |
//!    |                             |         also passes the barrier            in are found in records     |
//!    |                             +------------------- many counted reads --------------------------------+
//!    +------------------------------------------------- exclusive use found no reader ---------------------+
//! ```

use std::{
    ptr,
    sync::atomic::{AtomicU32 as Hint, Ordering},
};

use super::{
    Description, GENERATION_LAST, Object, SLOT_BITS, SLOT_MASK, TABLE, URGENT, Using, barrier,
    readers::{self, Place, Reader, Used},
    sync::{AtomicU32, AtomicU64, UnsafeCell},
};
use crate::private::{
    call::{code, fault::Fault},
    panics::{self, PanicNote},
};

/// Uses that are counted: shared calls that are not published by their thread, and futures.
pub(super) const COUNT: u64 = (1 << 24) - 1;
pub(super) use spandrel_abi::state::{BIASED, CLOSING, DRAINING, EXCLUSIVE, POISONED, QUEUED, REVOKING};

/// Counted reads before a slot is biased to readers: an object that is not read often never pays for taking a bias away.
const BIAS_AFTER: u32 = if cfg!(all(test, spandrel_loom)) { 2 } else { 64 };
/// Counted reads before a slot whose bias was taken away gets another. To take it away costs about as much as 100 counted
/// reads, and a little more for each thread that reads; the bias then costs a tenth of what it has saved at worst.
const BIAS_AGAIN_AFTER: u32 = if cfg!(all(test, spandrel_loom)) { 2 } else { 1024 };
const BIAS_AGAIN_PER_THREAD: u32 = if cfg!(all(test, spandrel_loom)) { 0 } else { 16 };

/// What the table has of an object. A cache line of its own, so that objects do not slow each other down.
#[repr(align(64))]
pub(super) struct Slot {
    pub(super) state: AtomicU64,
    pub(super) object: UnsafeCell<*mut ()>,
    /// What the object is, once there was one.
    is: UnsafeCell<Option<&'static Description>>,
    /// Written once, under the exclusive flag, before the slot is marked poisoned.
    note: UnsafeCell<Option<Box<PanicNote>>>,
    pub(super) next_free: AtomicU32,
    /// Which slot it is.
    pub(super) index: u32,
    /// Counted reads until the slot is biased. Threads may lose each other's counts.
    reads_to_bias: Hint,
}

impl Slot {
    pub(super) fn empty(index: u32) -> Slot {
        Slot {
            state: AtomicU64::new(0),
            object: UnsafeCell::new(ptr::null_mut()),
            is: UnsafeCell::new(None),
            note: UnsafeCell::new(None),
            next_free: AtomicU32::new(0),
            index,
            reads_to_bias: Hint::new(BIAS_AFTER),
        }
    }

    /// Puts an object into a free slot; its kind and generation are the answer.
    pub(super) fn fill<T: Object>(&self, object: T) -> u32 {
        let tag =
            (self.state.load(Ordering::Relaxed) >> 32) as u32 & GENERATION_LAST | u32::from(T::KIND) << 24;
        // SAFETY: a free slot has no other user: its state carries no kind, so that no handle matches it.
        unsafe {
            self.object.with_mut(|place| *place = Box::into_raw(Box::new(object)).cast());
            self.is.with_mut(|place| *place = Some(Description::of::<T>()));
            self.note.with_mut(|place| *place = None);
        }
        self.reads_to_bias.store(BIAS_AFTER, Ordering::Relaxed);
        self.state.store(u64::from(tag) << 32, Ordering::Release);
        tag
    }

    /// Kind and generation of what lies in it.
    #[cfg(feature = "async")]
    pub(super) fn tag(&self) -> u32 {
        (self.state.load(Ordering::Relaxed) >> 32) as u32
    }

    /// Whether the handle is current and shared calls need not count themselves.
    #[inline(always)]
    pub(super) fn is_biased(&self, handle: u64) -> bool {
        // What BIASED excludes need not be looked for.
        self.state.load(Ordering::Acquire) & !COUNT == (handle >> SLOT_BITS) << 32 | BIASED
    }

    /// Whether the slot is biased, whatever lies in it: a published use may then end without a look at who waits for it.
    #[inline(always)]
    pub(super) fn still_biased(&self) -> bool {
        self.state.load(Ordering::Relaxed) & BIASED != 0
    }

    /// Its address, by which a thread publishes that it uses it.
    #[inline(always)]
    pub(super) fn used(&self) -> Used {
        ptr::from_ref(self).cast()
    }

    /// Begins a published use of a slot that is biased to readers. If there is no place for it, the use has to be counted.
    #[inline(always)]
    pub(super) fn begin(&self, reader: &Reader, handle: u64) -> Option<Place> {
        if !reader.has_place() || !self.still_biased() {
            return None;
        }
        let place = reader.publish(self.used());
        if self.is_biased(handle) {
            return Some(place);
        }
        self.withdraw(reader, place);
        None
    }

    /// Takes a use back that was published for nothing: the handle is an old one, or the bias went away in between, and the thread that
    /// took it may have met this use, which has not come to be.
    #[cold]
    pub(super) fn withdraw(&self, reader: &Reader, place: Place) {
        reader.end(place);
        if let Err(panic) = self.left() {
            panic.lose();
        }
    }

    /// Counts a shared use.
    #[inline]
    pub(super) fn enter_shared(&self, handle: u64) -> Result<(), Fault> {
        let state = self.state.load(Ordering::Relaxed);
        // Nothing but other uses that are counted.
        let free = state & !COUNT == (handle >> SLOT_BITS) << 32 && state & COUNT != COUNT;
        if free && self.state.compare_exchange(state, state + 1, Ordering::SeqCst, Ordering::Relaxed).is_ok()
        {
            self.count_read(state);
            return Ok(());
        }
        self.enter_shared_otherwise(handle)
    }

    fn enter_shared_otherwise(&self, handle: u64) -> Result<(), Fault> {
        let urgent = handle & URGENT != 0;
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            if !is_of(state, handle) || state & (CLOSING | POISONED) != 0 || state & COUNT == COUNT {
                return Err(self.refuse(state, handle, false));
            }
            // A chain that has the object shared gets it shared once more, even if others wait.
            let waits = state & QUEUED != 0 && !urgent && self.use_here() != Some(Use::Shared);
            // The flag may be that of a call which has yet to find the chain's published use. A use that is counted excludes
            // the flag: a call that meets both is in a future that has released the object and is still on the thread's list.
            let excluded = state & EXCLUSIVE != 0 && !self.is_published_here();
            if waits || excluded {
                return Err(self.refuse(state, handle, false));
            }
            let served = if urgent { QUEUED } else { 0 };
            match self.state.compare_exchange_weak(
                state,
                (state + 1) & !served,
                Ordering::SeqCst,
                Ordering::Relaxed,
            ) {
                Ok(_) => {
                    self.count_read(state);
                    return Ok(());
                }
                Err(now) => state = now,
            }
        }
    }

    /// After enough counted reads, the slot is biased to readers.
    #[inline]
    fn count_read(&self, state: u64) {
        let left = self.reads_to_bias.load(Ordering::Relaxed);
        if left > 1 {
            self.reads_to_bias.store(left - 1, Ordering::Relaxed);
        } else if state & BIASED == 0 {
            self.bias();
        }
    }

    #[cold]
    fn bias(&self) {
        if !barrier::available() {
            self.reads_to_bias.store(u32::MAX, Ordering::Relaxed);
            return;
        }
        let mut state = self.state.load(Ordering::Relaxed);
        // The caller's own use keeps the generation. Uses of an earlier bias are found as those of this one will be.
        while state & (EXCLUSIVE | CLOSING | POISONED | REVOKING | QUEUED) == 0 {
            let biased = state & !DRAINING | BIASED;
            match self.state.compare_exchange_weak(state, biased, Ordering::SeqCst, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => state = now,
            }
        }
    }

    /// Takes the object for one call alone.
    #[inline]
    pub(super) fn enter_exclusive(&self, handle: u64) -> Result<(), Fault> {
        let free = (handle >> SLOT_BITS) << 32;
        if self.state.compare_exchange(free, free | EXCLUSIVE, Ordering::SeqCst, Ordering::Relaxed).is_ok() {
            return Ok(());
        }
        self.enter_exclusive_otherwise(handle)
    }

    fn enter_exclusive_otherwise(&self, handle: u64) -> Result<(), Fault> {
        let urgent = handle & URGENT != 0;
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            if !is_of(state, handle) || state & (CLOSING | POISONED) != 0 {
                return Err(self.refuse(state, handle, true));
            }
            if state & BIASED != 0 {
                self.revoke(state)?;
                state = self.state.load(Ordering::Relaxed);
                continue;
            }
            let must_wait = state & QUEUED != 0 && !urgent;
            if must_wait || state & (COUNT | EXCLUSIVE | REVOKING) != 0 {
                return Err(self.refuse(state, handle, true));
            }
            let served = if urgent { QUEUED } else { 0 };
            match self.state.compare_exchange_weak(
                state,
                (state | EXCLUSIVE) & !served,
                Ordering::SeqCst,
                Ordering::Relaxed,
            ) {
                Ok(_) if state & DRAINING == 0 => return Ok(()),
                Ok(_) => return self.end_draining(handle),
                Err(now) => state = now,
            }
        }
    }

    /// The exclusive flag is this call's, and keeps others from biasing the slot. It may stay if no use is left of the last bias.
    #[cold]
    fn end_draining(&self, handle: u64) -> Result<(), Fault> {
        if !readers::is_used(self.used()) {
            self.state.fetch_and(!DRAINING, Ordering::SeqCst);
            return Ok(());
        }
        let state = self.state.fetch_and(!EXCLUSIVE, Ordering::SeqCst) & !EXCLUSIVE;
        let busy = self.refuse(state, handle, true);
        match self.reclaim_if_last() {
            Ok(()) => Err(busy),
            Err(panic) => {
                busy.discard();
                Err(panic.into())
            }
        }
    }

    /// Takes the bias away, if the state is still this one. Then all uses can be found.
    #[cold]
    fn revoke(&self, state: u64) -> Result<(), Fault> {
        let revoking = state & !BIASED | REVOKING;
        if self.state.compare_exchange(state, revoking, Ordering::SeqCst, Ordering::Relaxed).is_err() {
            return Ok(());
        }
        Ok(self.revoked()?)
    }

    /// What follows when the state says REVOKING.
    fn revoked(&self) -> Result<(), DropPanic> {
        let threads = BIAS_AGAIN_PER_THREAD.saturating_mul(readers::made());
        self.reads_to_bias.store(BIAS_AGAIN_AFTER.saturating_add(threads), Ordering::Relaxed);
        barrier::heavy();
        self.state.fetch_xor(REVOKING | DRAINING, Ordering::SeqCst);
        // A close that came meanwhile has left that to this call.
        self.reclaim_if_last()
    }

    /// Marks the object as closing; it is dropped now or by the last to leave it.
    pub(super) fn close(&self, handle: u64) -> Result<(), Fault> {
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            if !is_of(state, handle) || state & CLOSING != 0 {
                return Err(self.refuse(state, handle, true));
            }
            let biased = state & BIASED != 0;
            let closing = if biased { state & !BIASED | REVOKING } else { state } | CLOSING;
            match self.state.compare_exchange_weak(state, closing, Ordering::SeqCst, Ordering::Relaxed) {
                Ok(_) if biased => return Ok(self.revoked()?),
                Ok(_) => return Ok(self.reclaim_if_last()?),
                Err(now) => state = now,
            }
        }
    }

    /// Ends a use: 1 if it was counted, or the exclusive flag. If it was the last of an object that is closed, a panic of its
    /// destructor is the answer.
    #[inline]
    pub(super) fn leave(&self, flag: u64) -> Result<(), DropPanic> {
        let before = self.state.fetch_sub(flag, Ordering::SeqCst);
        if before & CLOSING != 0 { self.reclaim_if_last() } else { Ok(()) }
    }

    /// What follows when a published use has ended and the slot is not biased any more.
    #[cold]
    pub(super) fn left(&self) -> Result<(), DropPanic> {
        super::sync::fence(Ordering::SeqCst);
        self.reclaim_if_last()
    }

    /// Keeps a panic that has left the object half-changed. The caller has the object alone.
    pub(super) fn poison(&self, note: PanicNote) {
        // SAFETY: exclusive; readers look only after the poisoned flag, which is set with release.
        unsafe { self.note.with_mut(|place| *place = Some(Box::new(note))) };
        self.state.fetch_or(POISONED, Ordering::Release);
    }

    /// Why a call may not enter.
    #[cold]
    fn refuse(&self, state: u64, handle: u64, exclusive: bool) -> Fault {
        if !is_of(state, handle) {
            let age = (handle >> SLOT_BITS) as u32 & GENERATION_LAST;
            let older = age < (state >> 32) as u32 & GENERATION_LAST;
            return Fault::plain(if older { code::CLOSED } else { code::INVALID_HANDLE });
        }
        if state & CLOSING != 0 {
            return Fault::plain(code::CLOSED);
        }
        // The call that panicked sets the flag before it leaves: until then the object is in use, as by any other.
        if state & POISONED != 0 && state & EXCLUSIVE == 0 {
            return self.poisoned(handle, exclusive);
        }
        if self.use_here().is_some_and(|active| exclusive || active == Use::Exclusive) {
            return Fault::plain(code::REENTRANT);
        }
        if handle & URGENT != 0 {
            self.hold_back(handle);
        }
        Fault::busy((handle & SLOT_MASK) as u32, exclusive)
    }

    /// Holds new calls back until one that is urgent has entered.
    pub(super) fn hold_back(&self, handle: u64) {
        let mut state = self.state.load(Ordering::Relaxed);
        while is_of(state, handle) && state & (BIASED | CLOSING | POISONED | QUEUED) == 0 {
            let queued = state | QUEUED;
            match self.state.compare_exchange_weak(state, queued, Ordering::SeqCst, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => state = now,
            }
        }
    }

    /// An urgent call that was refused at another of its objects goes on holding others back at this one: it needs all at once.
    #[inline]
    pub(super) fn hold_again<R>(&self, handle: u64, result: &Result<R, Fault>) {
        if handle & URGENT != 0 && matches!(result, Err(fault) if fault.is_busy()) {
            self.hold_back(handle);
        }
    }

    /// The panic that poisoned the object, read while the object is in use.
    fn poisoned(&self, handle: u64, exclusive: bool) -> Fault {
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            if !is_of(state, handle) || state & (EXCLUSIVE | CLOSING) != 0 || state & COUNT == COUNT {
                // It was closed meanwhile, or as many calls are in it as can be counted.
                let gone = !is_of(state, handle) || state & CLOSING != 0;
                return if gone {
                    Fault::plain(code::CLOSED)
                } else {
                    Fault::busy((handle & SLOT_MASK) as u32, exclusive)
                };
            }
            match self.state.compare_exchange_weak(state, state + 1, Ordering::SeqCst, Ordering::Relaxed) {
                Ok(_) => break,
                Err(now) => state = now,
            }
        }
        // SAFETY: the note was written before the poisoned flag was set and stays until the object is reclaimed,
        // which the count prevents.
        let fault = self.note.with(|place| unsafe { &*place }.as_ref().map(|note| Fault::poisoned(note)));
        let fault = fault.unwrap_or_else(|| Fault::plain(code::POISONED));
        match self.leave(1) {
            Ok(()) => fault,
            Err(panic) => {
                fault.discard();
                panic.into()
            }
        }
    }

    /// Drops the object if it is closing and nobody uses it any more. A panic of its destructor is answered.
    #[inline]
    fn reclaim_if_last(&self) -> Result<(), DropPanic> {
        let state = self.state.load(Ordering::SeqCst);
        // The thread that is revoking the bias comes here as well, later.
        if state & CLOSING == 0 || state & (COUNT | EXCLUSIVE | REVOKING) != 0 {
            return Ok(());
        }
        self.reclaim(state)
    }

    #[cold]
    fn reclaim(&self, state: u64) -> Result<(), DropPanic> {
        // A closing slot gets no new uses: those that are left find this when they end.
        if state & DRAINING != 0 && readers::is_used(self.used()) {
            return Ok(());
        }
        // The state that says "closing, unused" is left exactly once: the thread that moves it on owns the object.
        let generation = (state >> 32) as u32 & GENERATION_LAST;
        let next = u64::from(generation + 1) << 32;
        if self.state.compare_exchange(state, next, Ordering::SeqCst, Ordering::Relaxed).is_err() {
            return Ok(());
        }
        // SAFETY: no handle matches the new state, and the slot is not yet on the free list.
        let (object, is) = unsafe {
            self.note.with_mut(|place| *place = None);
            (self.object.with(|place| *place), self.is.with(|place| *place))
        };
        TABLE.dropped(self, generation + 1 < GENERATION_LAST);
        let Some(is) = is else { unreachable!("a slot that is closing has an object") };
        // SAFETY: `fill` stored the object with its own destructor, and it is nobody else's now.
        let drop_it = || unsafe { (is.drop)(object) };
        panics::catch_note(drop_it).map_err(|note| DropPanic { name: is.name, note })
    }

    /// The use of the slot by a call on this thread, further up the stack.
    fn use_here(&self) -> Option<Use> {
        if self.is_published_here() { Some(Use::Shared) } else { Using::of(self) }
    }

    /// Whether this thread has published a use of the slot.
    fn is_published_here(&self) -> bool {
        readers::here(|reader: &Reader| reader.is_using(self.used()))
    }
}

/// A panic of an object's destructor. The call that ends the last use of a closed object meets it, whatever call that is.
#[derive(Debug)]
pub(super) struct DropPanic {
    /// The name of the object's type.
    name: &'static str,
    note: PanicNote,
}

impl DropPanic {
    /// Tells it where no call returns it.
    #[cold]
    pub(super) fn lose(self) {
        panics::report_lost(self.name, self.note);
    }
}

impl From<DropPanic> for Fault {
    fn from(panic: DropPanic) -> Fault {
        Fault::panic(&panic.note)
    }
}

/// How a call has an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Shared,
    Exclusive,
}

/// Whether the handle is that of what lies in a slot with this state.
#[inline(always)]
fn is_of(state: u64, handle: u64) -> bool {
    (state >> 32) as u32 == (handle >> SLOT_BITS) as u32
}
