//! Uses of an object that outlive the call that began them.

use std::{ops::Deref, sync::atomic::Ordering};

use super::{CLOSING, EXCLUSIVE, Object, POISONED, Slot, TABLE};
use crate::private::fault::Fault;

/// A `&self` use of an object that is not bound to a call: a future keeps it for as long as it runs.
///
/// While it lives, the object is neither dropped nor lent exclusively; [`close`] marks it, and dropping the last use
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
pub fn hold<T: Object + Sync>(handle: u64) -> Result<Hold<T>, Fault> {
    let slot = TABLE.find(handle)?;
    slot.enter(handle, 1, EXCLUSIVE | CLOSING | POISONED)?;
    // SAFETY: the count in the state word keeps the object alive; the kind in the handle says that it is a `T`.
    let object = unsafe { slot.object.with(|place| *place) }.cast::<T>();
    Ok(Hold { slot, object })
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
        let before = self.slot.state.fetch_sub(1, Ordering::SeqCst);
        if before & CLOSING != 0
            && let Err(fault) = self.slot.reclaim_if_last()
        {
            // The destructor panicked, long after `Close` has returned: there is nobody to tell.
            fault.discard();
        }
    }
}
