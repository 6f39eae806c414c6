//! Shared uses without a shared write: each thread says in memory of its own which objects it is using.
//!
//! A call stores the object's slot into its thread's [`Record`] and looks at the slot's state once more: if the slot is still
//! biased to readers, the call is in. Whoever takes the bias away changes the state first and looks through all records after a
//! [`barrier::heavy`]: either that finds the call, or the call finds the bias gone. The idea is that of hazard pointers, and the
//! bias that of BRAVO (Dice and Kogan, USENIX ATC 2019).

use std::{cell::Cell, ptr, sync::atomic::Ordering};

use super::{
    barrier,
    slot::Slot,
    sync::{self, AtomicBool, AtomicPtr, AtomicU32},
};

/// How many uses a thread can have open at once in this way; further ones are counted in the slot.
pub(super) const DEPTH: usize = if cfg!(all(test, spandrel_loom)) { 1 } else { 6 };

/// What one thread is using. A cache line of its own.
#[repr(align(64))]
struct Record {
    uses: [AtomicPtr<Slot>; DEPTH],
    taken: AtomicBool,
    /// The record that was made before. Written once, before others see this one.
    next: *const Record,
}

// SAFETY: all that changes once a record is shared is atomic.
unsafe impl Sync for Record {}

sync::shared! {
    /// The last record that was made. Records are never freed: a thread that ends leaves its own to the next one.
    static LAST: AtomicPtr<Record> = AtomicPtr::new(ptr::null_mut());
}

sync::shared! {
    /// How many there are.
    static MADE: AtomicU32 = AtomicU32::new(0);
}

/// A thread's side of it.
pub(super) struct Reader {
    record: Cell<*const Record>,
    /// Uses that are open; [`DEPTH`] while there is no record.
    open: Cell<usize>,
    /// The thread is ending.
    gone: Cell<bool>,
}

sync::local! {
    static READER: Reader = Reader { record: Cell::new(ptr::null()), open: Cell::new(DEPTH), gone: Cell::new(false) };
}

sync::local! {
    /// Gives the record back when the thread ends.
    static REGISTRATION: Cell<Option<Registration>> = Cell::new(None);
}

/// Runs `with` beside what this thread has published.
#[inline(always)]
pub(super) fn here<R>(with: impl FnOnce(&Reader) -> R) -> R {
    READER.with(with)
}

/// Whether some thread says that it is using the slot.
///
/// That is an answer only after the bias was taken away and a heavy barrier has passed.
#[cold]
pub(super) fn is_used(slot: &Slot) -> bool {
    sync::fence(Ordering::SeqCst);
    let mut record = LAST.load(Ordering::Acquire).cast_const();
    while !record.is_null() {
        // SAFETY: records are never freed.
        let this = unsafe { &*record };
        if this.uses.iter().any(|place| ptr::eq(place.load(Ordering::Acquire), slot)) {
            return true;
        }
        record = this.next;
    }
    false
}

/// How many records a look through all of them meets.
pub(super) fn made() -> u32 {
    MADE.load(Ordering::Relaxed)
}

impl Reader {
    /// Begins a use of a slot that is biased to readers. If that is `false`, the use has to be counted in the slot.
    #[inline(always)]
    pub(super) fn begin(&self, slot: &Slot, handle: u64) -> bool {
        let open = self.open.get();
        if open >= DEPTH || !slot.is_biased(handle) {
            return false;
        }
        self.publish(slot);
        if slot.is_biased(handle) {
            return true;
        }
        // The bias went away in between. Whoever took it may have met this use, which has not come to be.
        self.end();
        if let Err(panic) = slot.left() {
            panic.lose("an object");
        }
        false
    }

    /// Says that the slot is in use, which counts for nothing before the state is looked at again.
    #[inline(always)]
    pub(super) fn publish(&self, slot: &Slot) {
        let open = self.open.get();
        self.open.set(open + 1);
        // Release, for those who find this use instead of the one before it, which has ended.
        self.place(open).store(ptr::from_ref(slot).cast_mut(), Ordering::Release);
        barrier::light();
    }

    /// Ends the use that was begun last.
    #[inline(always)]
    pub(super) fn end(&self) {
        let open = self.open.get() - 1;
        self.open.set(open);
        self.place(open).store(ptr::null_mut(), Ordering::Release);
        barrier::light();
    }

    #[inline(always)]
    fn place(&self, index: usize) -> &AtomicPtr<Slot> {
        // SAFETY: `open` is below `DEPTH` only while there is a record, and records are never freed.
        unsafe { &(*self.record.get()).uses[index] }
    }

    /// Whether a use of the slot that this thread has begun is open.
    pub(super) fn is_using(&self, slot: &Slot) -> bool {
        let record = self.record.get();
        // SAFETY: records are never freed.
        !record.is_null()
            && unsafe { &*record }.uses.iter().any(|place| ptr::eq(place.load(Ordering::Relaxed), slot))
    }

    /// Sees to it that the thread has a record. `true` if a use that could not begin for the lack of one can do so now.
    #[cold]
    pub(super) fn register(&self) -> bool {
        if !self.record.get().is_null() || self.gone.get() {
            return false;
        }
        let record = Record::take();
        let registered =
            REGISTRATION.try_with(|registration| registration.set(Some(Registration(record)))).is_ok();
        if registered {
            self.record.set(record);
            self.open.set(0);
        } else {
            record.taken.store(false, Ordering::Release);
        }
        registered
    }
}

impl Record {
    /// A record of nobody's, or a new one.
    fn take() -> &'static Record {
        let mut record = LAST.load(Ordering::Acquire).cast_const();
        while !record.is_null() {
            // SAFETY: records are never freed.
            let this = unsafe { &*record };
            if !this.taken.load(Ordering::Relaxed)
                && this.taken.compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed).is_ok()
            {
                return this;
            }
            record = this.next;
        }
        MADE.fetch_add(1, Ordering::Relaxed);
        let mut last = LAST.load(Ordering::Acquire);
        let fresh = Box::into_raw(Box::new(Record {
            uses: sync::array!(AtomicPtr::new(ptr::null_mut()), DEPTH),
            taken: AtomicBool::new(true),
            next: last,
        }));
        loop {
            match LAST.compare_exchange(last, fresh, Ordering::AcqRel, Ordering::Acquire) {
                // SAFETY: it was made above, and is never freed.
                Ok(_) => return unsafe { &*fresh },
                // SAFETY: nobody else has seen it yet.
                Err(now) => unsafe {
                    (*fresh).next = now;
                    last = now;
                },
            }
        }
    }
}

/// A record in the hands of a thread.
struct Registration(&'static Record);

impl Drop for Registration {
    fn drop(&mut self) {
        if cfg!(all(test, spandrel_loom)) && std::thread::panicking() {
            // The model has failed, as it should: its variables are gone.
            return;
        }
        let _ = READER.try_with(|reader| {
            let open = reader.open.replace(DEPTH);
            reader.gone.set(true);
            // A thread that ends inside a call never leaves it: its objects stay in use, as those of a call that hangs.
            if open == 0 {
                reader.record.set(ptr::null());
                self.0.taken.store(false, Ordering::Release);
            }
        });
    }
}
