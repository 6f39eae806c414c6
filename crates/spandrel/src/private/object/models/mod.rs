//! The table under loom: every interleaving of a few calls. Each state has a canary, a bug that loom must find.
//!
//! `RUSTFLAGS="--cfg spandrel_loom" cargo test -p spandrel --features async --lib --release models`
//!
//! | file | calls on |
//! |---|---|
//! | `slots.rs` | slots that are used again, and the free stack |
//! | `counted.rs` | an object whose uses are counted |
//! | `biased.rs` | an object that is biased to readers, until the bias is taken away and after that |
//! | `queued.rs` | an object for which a call waits |
//! | `holds.rs` | an object that a future has |
//! | `two.rs` | two objects at once |

mod biased;
mod counted;
#[cfg(feature = "async")]
mod holds;
mod queued;
mod slots;
mod two;

use std::sync::{
    Arc,
    atomic::{AtomicU32 as Count, Ordering::Relaxed},
};

use loom::cell::UnsafeCell;

use super::{Object, TABLE, close, insert, slot::Slot, with_exclusive, with_shared};
use crate::private::call::fault::Fault;

/// An object that loom watches: a read beside a write, or any use after the drop, ends the model.
struct Watched {
    value: UnsafeCell<u32>,
    /// Counts outside the model, so that the count itself orders nothing.
    dropped: Arc<Count>,
}

// SAFETY: loom reports the races that this would allow.
unsafe impl Sync for Watched {}

impl Object for Watched {
    const KIND: u8 = 1;
    const NAME: &'static str = "models.Watched";
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.value.with_mut(|_| ());
        self.dropped.fetch_add(1, Relaxed);
    }
}

fn watched(value: u32) -> (u64, Arc<Count>) {
    let dropped = Arc::new(Count::new(0));
    let object = Watched { value: UnsafeCell::new(value), dropped: Arc::clone(&dropped) };
    (insert(object).unwrap_or_else(|_| unreachable!("the table has room")), dropped)
}

/// The code of a fault. Its details stay behind: they are of no interest here.
fn code_of(fault: Fault) -> u64 {
    fault.into_parts().0 & 0xff
}

/// Reads the object; the code of what refused it.
fn read(handle: u64) -> Result<u32, u64> {
    // SAFETY: shared use; loom checks it.
    with_shared(handle, |object: &Watched| Ok(object.value.with(|value| unsafe { *value }))).map_err(code_of)
}

/// Writes the object; the code of what refused it.
fn write(handle: u64, to: u32) -> Result<(), u64> {
    try_write(handle, to).map_err(code_of)
}

fn try_write(handle: u64, to: u32) -> Result<(), Fault> {
    with_exclusive(handle, |object: &mut Watched| {
        // SAFETY: exclusive use; loom checks it.
        object.value.with_mut(|value| unsafe { *value = to });
        Ok(())
    })
}

/// Tries the interleavings with up to three preemptions: all of them would take minutes where calls have many steps.
fn bounded(check: impl Fn() + Send + Sync + 'static) {
    bounded_by(3, check);
}

/// The same with so many preemptions, for more threads.
fn bounded_by(preemptions: usize, check: impl Fn() + Send + Sync + 'static) {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(preemptions);
    model.check(check);
}

/// The slot of an object that is open.
fn slot_of(handle: u64) -> &'static Slot {
    TABLE.find(handle).unwrap_or_else(|_| unreachable!("it is open"))
}

fn closed(handle: u64) -> u64 {
    close(handle).status & 0xff
}

/// An object that is biased to readers, with a record for this thread.
fn biased(value: u32) -> (u64, Arc<Count>) {
    let (handle, dropped) = watched(value);
    while !TABLE.find(handle).is_ok_and(|slot| slot.is_biased(handle)) {
        assert_eq!(read(handle), Ok(value));
    }
    assert_eq!(read(handle), Ok(value));
    (handle, dropped)
}
