//! Uses of an object that outlive the call that began them.

use std::{
    cell::Cell,
    mem::ManuallyDrop,
    ops::Deref,
    pin::Pin,
    ptr,
    sync::atomic::{AtomicU64, Ordering},
    task::{Context, Poll},
};

use super::{
    ACTIVE, Active, Object, TABLE, URGENT, ended,
    slot::{Slot, Use},
    sync,
};
use crate::private::call::fault::Fault;

/// A `&self` use of an object that is not bound to a call: a future keeps it for as long as it runs.
///
/// While it lives, the object is neither dropped nor borrowed exclusively; [`close`] marks it, and dropping the last use
/// drops it.
pub struct Hold<T> {
    slot: &'static Slot,
    object: *const T,
    /// The handle of a call that has waited its turn, until there is a future that has all of its objects; otherwise 0.
    urgent: AtomicU64,
}

sync::local! {
    /// Whether the object that was asked for last on this thread is in use.
    static REFUSED: Cell<bool> = Cell::new(false);
}

// SAFETY: a hold is a shared reference to the object, which is `Sync`, and a count in an atomic word.
unsafe impl<T: Sync> Send for Hold<T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Sync for Hold<T> {}

/// Holds an object for a future.
pub fn hold<T>(handle: u64) -> Result<Hold<T>, Fault>
where
    T: Object + Sync, // a future is a `&self` call, and those run in parallel. Have a `Mutex`, an `RwLock` or atomics in it
{
    let slot = TABLE.find_of::<T>(handle)?;
    let entered = slot.enter_shared(handle);
    REFUSED.with(|refused| refused.set(entered.as_ref().is_err_and(Fault::is_busy)));
    entered?;
    // SAFETY: the count in the state word keeps the object alive; the kind was compared with that of `T`.
    let object = unsafe { slot.object.with(|place| *place) }.cast::<T>();
    Ok(Hold { slot, object, urgent: AtomicU64::new(if handle & URGENT == 0 { 0 } else { handle }) })
}

impl<T> Hold<T> {
    /// Which object it is, for [`holding`]: the future has all that it needs.
    pub fn used(&self) -> UsedSlot {
        self.urgent.store(0, Ordering::Relaxed);
        UsedSlot(self.slot)
    }
}

impl<T> Deref for Hold<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: the count that `hold` added keeps the object alive and excludes `&mut`.
        unsafe { &*self.object }
    }
}

impl<T> Drop for Hold<T> {
    fn drop(&mut self) {
        let urgent = *self.urgent.get_mut();
        if urgent != 0 && REFUSED.with(Cell::get) {
            // Another object of the call is in use: it goes on holding others back at this one, as it needs all at once.
            self.slot.hold_back(urgent);
        }
        // A destructor that panics does so long after `Close` has returned.
        ended(self.slot.leave(1));
    }
}

/// The slot of an object that a future holds: it is compared, never followed.
#[derive(Clone, Copy)]
pub struct UsedSlot(*const Slot);

// SAFETY: an address that is only compared.
unsafe impl Send for UsedSlot {}
// SAFETY: as above.
unsafe impl Sync for UsedSlot {}

/// A future that holds objects. While it is polled or dropped, calls further down the stack that would have to wait for one
/// of them are told that they would wait for themselves.
pub fn holding<F: Future, const N: usize>(slots: [UsedSlot; N], future: F) -> Holding<F, N> {
    Holding { slots, future: ManuallyDrop::new(future) }
}

/// See [`holding`].
pub struct Holding<F, const N: usize> {
    slots: [UsedSlot; N],
    future: ManuallyDrop<F>,
}

impl<F: Future, const N: usize> Future for Holding<F, N> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        // SAFETY: the future is pinned with the value around it: it is never moved out, and dropped in place.
        let (slots, future) = unsafe {
            let this = self.get_unchecked_mut();
            (this.slots, Pin::new_unchecked(&mut *this.future))
        };
        linked(slots, || future.poll(context))
    }
}

impl<F, const N: usize> Drop for Holding<F, N> {
    fn drop(&mut self) {
        // SAFETY: it is dropped here only.
        linked(self.slots, || unsafe { ManuallyDrop::drop(&mut self.future) });
    }
}

/// Runs user code while it is known that these slots are in use by it.
pub(super) fn linked<R, const N: usize>(slots: [UsedSlot; N], run: impl FnOnce() -> R) -> R {
    let before = Before(ACTIVE.with(Cell::get));
    let mut entries = slots.map(|UsedSlot(slot)| Active { slot, how: Use::Shared, previous: before.0 });
    for index in 1..N {
        entries[index].previous = ptr::from_ref(&entries[index - 1]);
    }
    if let Some(last) = entries.last() {
        ACTIVE.with(|active| active.set(last));
    }
    run()
}

/// What was in use before; that is so again afterwards, also after a panic.
struct Before(*const Active);

impl Drop for Before {
    fn drop(&mut self) {
        ACTIVE.with(|active| active.set(self.0));
    }
}
