//! Shared uses without a shared write: each thread says in memory of its own which objects it is using.
//!
//! A call stores the object's slot into its thread's [`Record`] and looks at the slot's state once more: if the slot is still
//! biased to readers, the call is in. A thread that takes the bias away changes the state first and looks through all records after a
//! [`barrier::heavy`]: either that finds the call, or the call finds the bias gone. The idea is that of hazard pointers, and the
//! bias that of BRAVO (Dice and Kogan, USENIX ATC 2019).

use std::{cell::Cell, ptr, sync::atomic::Ordering};

use super::{
    barrier,
    sync::{self, AtomicBool, AtomicPtr, AtomicU32},
};

/// A slot, by its address: what it has in it does not matter here.
pub(super) type Used = *const ();

/// How many uses a thread can have open at once in this way; further ones are counted in the slot.
pub(super) const DEPTH: usize = if cfg!(all(test, spandrel_loom)) { 1 } else { 6 };

/// What one thread is using. A cache line of its own.
#[repr(align(64))]
struct Record {
    uses: [AtomicPtr<()>; DEPTH],
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
    /// The place of the record for the next use.
    next: Cell<*const AtomicPtr<()>>,
    /// Where its places end; the same while there is no record.
    end: Cell<*const AtomicPtr<()>>,
    /// The thread is ending.
    gone: Cell<bool>,
}

sync::local! {
    static READER: Reader = Reader {
        record: Cell::new(ptr::null()),
        next: Cell::new(ptr::null()),
        end: Cell::new(ptr::null()),
        gone: Cell::new(false),
    };
}

sync::local! {
    /// Releases the record when the thread ends.
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
pub(super) fn is_used(slot: Used) -> bool {
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

/// Where a use is published.
pub(super) type Place = &'static AtomicPtr<()>;

impl Reader {
    /// Whether there is a place for another use.
    #[inline(always)]
    pub(super) fn has_place(&self) -> bool {
        !ptr::eq(self.next.get(), self.end.get())
    }

    /// Says that the slot is in use, which counts for nothing before the state is looked at again.
    #[inline(always)]
    pub(super) fn publish(&self, slot: Used) -> Place {
        let next = self.next.get();
        // SAFETY: the caller has seen that there is a record with a place that is free; records are never freed.
        let place = unsafe {
            self.next.set(next.add(1));
            &*next
        };
        // Release, for those who find this use instead of the one before it, which has ended.
        place.store(slot.cast_mut(), Ordering::Release);
        barrier::light();
        place
    }

    /// Ends the use that was begun last, in this place.
    #[inline(always)]
    pub(super) fn end(&self, place: Place) {
        self.next.set(place);
        place.store(ptr::null_mut(), Ordering::Release);
        barrier::light();
    }

    /// Whether a use of the slot that this thread has begun is open.
    pub(super) fn is_using(&self, slot: Used) -> bool {
        let record = self.record.get();
        // SAFETY: records are never freed.
        !record.is_null()
            && unsafe { &*record }.uses.iter().any(|place| ptr::eq(place.load(Ordering::Relaxed), slot))
    }

    /// Looks at each use that this thread has begun and not ended.
    #[cfg(feature = "async")]
    pub(super) fn each(&self, mut look: impl FnMut(Used)) {
        // SAFETY: records are never freed.
        let record = unsafe { self.record.get().as_ref() };
        let uses = record.into_iter().flat_map(|record| &record.uses);
        uses.map(|place| place.load(Ordering::Relaxed).cast_const())
            .filter(|used| !used.is_null())
            .for_each(&mut look);
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
            let places = record.uses.as_ptr_range();
            self.next.set(places.start);
            self.end.set(places.end);
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

/// A record that a thread has.
struct Registration(&'static Record);

impl Drop for Registration {
    fn drop(&mut self) {
        if cfg!(all(test, spandrel_loom)) && std::thread::panicking() {
            // The model has failed, as it should: its variables are gone.
            return;
        }
        let _ = READER.try_with(|reader| {
            let unused = ptr::eq(reader.next.get(), self.0.uses.as_ptr());
            // No use begins here any more.
            reader.end.set(reader.next.get());
            reader.gone.set(true);
            // A thread that ends inside a call never leaves it: its objects stay in use, as those of a call that hangs.
            if unused {
                reader.record.set(ptr::null());
                self.0.taken.store(false, Ordering::Release);
            }
        });
    }
}
