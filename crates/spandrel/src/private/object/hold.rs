//! Uses of an object that outlive the call that began them.

use std::{
    cell::Cell,
    mem::ManuallyDrop,
    ops::Deref,
    pin::Pin,
    ptr,
    task::{Context, Poll},
};

use super::{
    ACTIVE, Active, Object, TABLE, ended,
    slot::{Slot, Use},
};
use crate::private::call::fault::Fault;

/// A `&self` use of an object that is not bound to a call: a future keeps it for as long as it runs.
///
/// While it lives, the object is neither dropped nor borrowed exclusively; [`close`] marks it, and dropping the last use
/// drops it.
pub struct Hold<T> {
    slot: &'static Slot,
    object: *const T,
}

// SAFETY: a hold is a shared reference to the object, which is `Sync`, and a count in an atomic word.
unsafe impl<T: Sync> Send for Hold<T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Sync for Hold<T> {}

/// Holds an object for a future.
pub fn hold<T: Object>(handle: u64) -> Result<Hold<T>, Fault>
where
    T: Sync, // a future is a `&self` call, and those run in parallel. Have a `Mutex`, an `RwLock` or atomics in it
{
    let slot = TABLE.find_of::<T>(handle)?;
    slot.enter_shared(handle)?;
    // SAFETY: the count in the state word keeps the object alive; the kind was compared with that of `T`.
    let object = unsafe { slot.object.with(|place| *place) }.cast::<T>();
    Ok(Hold { slot, object })
}

impl<T> Hold<T> {
    /// Which object it is, for [`holding`].
    pub fn used(&self) -> UsedSlot {
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
