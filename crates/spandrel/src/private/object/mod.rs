//! The handle table: every object that Go has, behind 64-bit handles that can be checked.
//!
//! A handle is `urgent (1 bit) | nonce (7) | kind (8) | generation (24) | slot (24)`. The nonce differs between two
//! copies of this runtime in one process, the kind between types, the generation between uses of a slot: a stale,
//! foreign or forged handle is answered, never followed. The first bit is Go's to set in a call that has waited its turn.
//!
//! | file | holds |
//! |---|---|
//! | `slot.rs` | a slot's state: who may enter, what follows when the last one leaves |
//! | `readers.rs` | what each thread is using, in memory of its own |
//! | `barrier.rs` | the barrier that makes that safe |
//! | `storage.rs` | where slots lie, and which are free |
//! | `hold.rs` | uses by futures |

mod barrier;
#[cfg(feature = "async")]
mod hold;
#[cfg(all(test, spandrel_loom))]
mod models;
mod readers;
mod slot;
mod storage;
mod sync;
#[cfg(all(test, not(spandrel_loom)))]
mod tests;

use std::{cell::Cell, ptr};

#[cfg(all(feature = "async", not(all(test, spandrel_loom))))]
use crate::private::executor;
use crate::private::{
    call::{
        code,
        fault::{self, Fault},
        frame::Frame,
    },
    panics,
};
use readers::{Place, Reader};
use slot::{DropPanic, EXCLUSIVE, Slot, Use};
use storage::TABLE;

#[cfg(feature = "async")]
pub use hold::{Hold, Holding, UsedSlot, hold, holding};

/// A type whose values Go has by handle.
///
/// The compiler shows the lines of these bounds, with what follows them, where a type does not meet them.
#[rustfmt::skip] // it would drop what follows the bound
pub trait Object: 'static
where
    Self: Send, // calls come from any thread. Have `Arc`, `Mutex` and owned values in it, instead of `Rc`, `RefCell` and pointers
{
    /// Its number in handles, from 1.
    const KIND: u8;
    /// Its name in messages.
    const NAME: &'static str;
}

/// From here on, kinds are those of this crate.
#[cfg(all(feature = "async", not(all(test, spandrel_loom))))]
const OWN_KINDS: u8 = spandrel_abi::kind::PROMISE;

const SLOT_BITS: u32 = 24;
const SLOT_MASK: u64 = (1 << SLOT_BITS) - 1;
const GENERATION_LAST: u32 = (1 << 24) - 1;

/// The bit of a handle that lets a call pass those that came later.
const URGENT: u64 = 1 << 63;

/// A slot that a call on this thread is using, linked to the one before: what tells re-entry from rivalry.
struct Active {
    slot: *const Slot,
    how: Use,
    previous: *const Active,
}

impl Active {
    /// Those of this thread, the innermost first.
    fn all<'a>() -> impl Iterator<Item = &'a Active> {
        let mut next = ACTIVE.with(Cell::get);
        std::iter::from_fn(move || {
            // SAFETY: the list links live stack frames of this thread, which are above the function that looks through it; each unlinks
            // itself before it ends.
            let entry = unsafe { next.as_ref() }?;
            next = entry.previous;
            Some(entry)
        })
    }
}

sync::local! {
    static ACTIVE: Cell<*const Active> = Cell::new(ptr::null());
}

/// Puts an object into the table and returns its handle. The Go side owns it from here on.
pub fn insert<T: Object>(object: T) -> Result<u64, Fault> {
    TABLE.insert(object).ok_or_else(|| Fault::plain(code::EXHAUSTED))
}

/// Runs a `&self` method. Calls on one object run in parallel.
#[inline]
pub fn with_shared<T, R>(handle: u64, run: impl FnOnce(&T) -> Result<R, Fault>) -> Result<R, Fault>
where
    T: Object + Sync, // calls by `&self` run in parallel. Have a `Mutex`, an `RwLock` or atomics in it, or take `&mut self`
{
    let slot = TABLE.find_of::<T>(handle)?;
    readers::here(|reader| {
        let begun = match slot.begin(reader, handle) {
            None => begin_later(reader, slot, handle),
            begun => begun,
        };
        let Some(place) = begun else { return with_counted(slot, handle, run) };
        // SAFETY: the published use keeps the object alive and excludes `&mut`; the kind in the handle, which is that of the
        // slot, was compared with that of `T`.
        let object = unsafe { &*slot.object.with(|place| *place).cast::<T>() };
        let result = fault::catch(|| run(object));
        reader.end(place);
        if !slot.still_biased() {
            end_later(slot);
        }
        result
    })
}

/// Ends a published use that somebody may wait for.
#[cold]
fn end_later(slot: &Slot) {
    ended(slot.left());
}

/// Begins a use on a thread that has published none before.
#[cold]
fn begin_later(reader: &Reader, slot: &Slot, handle: u64) -> Option<Place> {
    if slot.is_biased(handle) && reader.register() { slot.begin(reader, handle) } else { None }
}

/// Ends a use. The call returns its own result, which may own something: if the object was dropped, as its last user, a panic of
/// the destructor is told.
#[inline]
fn ended(left: Result<(), DropPanic>) {
    if let Err(panic) = left {
        panic.lose();
    }
}

/// Runs a `&self` method whose use is counted in the slot.
fn with_counted<T: Object, R>(
    slot: &Slot,
    handle: u64,
    run: impl FnOnce(&T) -> Result<R, Fault>,
) -> Result<R, Fault> {
    slot.enter_shared(handle)?;
    let using = Using::new(slot, Use::Shared);
    using.link();
    // SAFETY: the count in the state word keeps the object alive and excludes `&mut`; the kind was compared.
    let object = unsafe { &*slot.object.with(|place| *place).cast::<T>() };
    let result = fault::catch(|| run(object));
    slot.hold_again(handle, &result);
    using.leave();
    result
}

/// Runs a `&mut self` method. A panic poisons the object.
#[inline]
pub fn with_exclusive<T: Object, R>(
    handle: u64,
    run: impl FnOnce(&mut T) -> Result<R, Fault>,
) -> Result<R, Fault> {
    let slot = TABLE.find_of::<T>(handle)?;
    slot.enter_exclusive(handle)?;
    let using = Using::new(slot, Use::Exclusive);
    using.link();
    // SAFETY: the exclusive flag keeps the object alive and every other call away; the kind was compared.
    let object = unsafe { &mut *slot.object.with(|place| *place).cast::<T>() };
    let result = panics::catch_note(|| run(object));
    let (note, result) = match result {
        Ok(Err(fault)) => (fault.panic_note(), Err(fault)),
        Ok(result) => (None, result),
        Err(note) => {
            let fault = Fault::panic(&note);
            (Some(note), Err(fault))
        }
    };
    // A call that has several objects catches its panic inside the use of the innermost one: this one is half-changed, too.
    if let Some(note) = note {
        slot.poison(note);
    }
    slot.hold_again(handle, &result);
    using.leave();
    result
}

/// Closes an object. Calls in flight finish; the last one drops it. A handle that is closed already is answered with
/// CLOSED, which the Go side takes as done.
pub fn close(handle: u64) -> Frame {
    match TABLE.find(handle).and_then(|slot| slot.close(handle)) {
        Ok(()) => Frame::ok(0),
        Err(fault) => Frame::failed(fault),
    }
}

/// The handles of the objects of bridges that are in use by calls and futures on this thread. The bit of urgent calls marks those
/// that are not shared.
#[cfg(feature = "async")]
pub(super) fn in_use_here() -> Vec<u64> {
    let mut handles = Vec::new();
    let mut note = |slot: &Slot, how| {
        if let Some(handle) = TABLE.handle_of_object(slot) {
            handles.push(if how == Use::Exclusive { handle | URGENT } else { handle });
        }
    };
    for Active { slot, how, .. } in Active::all() {
        // SAFETY: slots are never freed.
        note(unsafe { &**slot }, *how);
    }
    // SAFETY: what a thread publishes are addresses of slots, which are never freed.
    readers::here(|reader| reader.each(|used| note(unsafe { &*used.cast::<Slot>() }, Use::Shared)));
    handles
}

/// Objects that are not yet dropped.
pub(super) fn live() -> i64 {
    TABLE.live()
}

/// What the table has to know of the type of an object that lies in it.
struct Description {
    /// The type's name in messages.
    name: &'static str,
    drop: unsafe fn(*mut ()),
}

impl Description {
    const fn of<T: Object>() -> &'static Description {
        const { &Description { name: T::NAME, drop: drop_object::<T> } }
    }
}

/// # Safety
/// The pointer came from `Box::into_raw` of a `T` and nobody else uses it.
unsafe fn drop_object<T: Object>(object: *mut ()) {
    // A destructor of the user's may spawn tasks.
    #[cfg(all(feature = "async", not(all(test, spandrel_loom))))]
    let _context =
        if T::KIND < OWN_KINDS && std::mem::needs_drop::<T>() { executor::enter_to_drop() } else { None };
    // SAFETY: as promised by the caller.
    drop(unsafe { Box::from_raw(object.cast::<T>()) });
}

/// A slot in use by a call. Panics end inside the use, so that it is always left.
struct Using<'a> {
    slot: &'a Slot,
    active: Active,
}

impl<'a> Using<'a> {
    #[inline]
    fn new(slot: &'a Slot, how: Use) -> Using<'a> {
        Using { slot, active: Active { slot, how, previous: ACTIVE.with(Cell::get) } }
    }

    /// Makes the use known to calls further down this stack. The value stays where it is until it is left.
    #[inline]
    fn link(&self) {
        ACTIVE.with(|active| active.set(&self.active));
    }

    /// Ends the use.
    #[inline]
    fn leave(&self) {
        ACTIVE.with(|active| active.set(self.active.previous));
        ended(self.slot.leave(if self.active.how == Use::Exclusive { EXCLUSIVE } else { 1 }));
    }

    /// How a call on this thread, further up the stack, is using the slot.
    fn of(slot: &Slot) -> Option<Use> {
        Active::all().find(|entry| ptr::eq(entry.slot, slot)).map(|entry| entry.how)
    }
}
