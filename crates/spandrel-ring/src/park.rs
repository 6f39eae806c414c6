//! Sleeping until the other end has done something: a flag that says that somebody sleeps, and an eventfd that wakes them.
//!
//! A sleeper raises the flag and looks once more; an actor publishes and then looks at the flag. Of both, one sees the
//! other. The descriptor belongs to the memory, so none is written to after it was closed.

use std::time::{Duration, Instant};

use crate::{
    event::Bed,
    memory::Memory,
    sync::{AFTER, raise},
};

/// How often someone looks again before sleeping: some microseconds.
#[cfg(not(any(miri, all(test, spandrel_loom))))]
const LOOKS: u32 = 60;
#[cfg(any(miri, all(test, spandrel_loom)))]
const LOOKS: u32 = 0;

/// What waits for something in a ring.
pub(crate) trait Waiter {
    /// Where it sleeps.
    fn place(&self) -> (&Memory, Bed);

    /// Counts it among the readers that sleep, in each ring that it reads; `u32::MAX` is one less.
    fn count(&self, change: u32);
}

/// Waits until `look` has something. `None` when the time is up.
pub(crate) fn until<W: Waiter, R>(
    waiter: &mut W,
    deadline: Option<Instant>,
    mut look: impl FnMut(&mut W) -> Option<R>,
) -> Option<R> {
    for turn in 0..LOOKS {
        if let Some(found) = look(waiter) {
            return Some(found);
        }
        // The other end may need this very processor.
        if turn % 8 == 7 { std::thread::yield_now() } else { std::hint::spin_loop() }
    }
    loop {
        lie_down(waiter);
        let found = look(waiter);
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        if found.is_none() && left != Some(Duration::ZERO) {
            let (memory, bed) = waiter.place();
            memory.wait(bed, left);
        }
        get_up(waiter);
        if found.is_some() {
            return found;
        }
        if left == Some(Duration::ZERO) {
            return look(waiter);
        }
    }
}

/// Says that somebody sleeps, before a last look.
pub(crate) fn lie_down<W: Waiter>(waiter: &W) {
    let (memory, bed) = waiter.place();
    // Before the flag: who sees the flag rings, and does not make the descriptor.
    memory.prepare(bed);
    raise(memory.half(bed.sleep), 1);
    waiter.count(1);
}

/// Says that nobody sleeps any more.
pub(crate) fn get_up<W: Waiter>(waiter: &W) {
    let (memory, bed) = waiter.place();
    waiter.count(u32::MAX);
    raise(memory.half(bed.sleep), 0);
}

/// Wakes who sleeps there, if anybody does. What they are to see is published by [`crate::sync::store`] before.
#[inline]
pub(crate) fn wake(memory: &Memory, bed: Bed) {
    if memory.half(bed.sleep).load(AFTER) != 0 && memory.half(bed.sleep).swap(0, AFTER) != 0 {
        memory.ring(bed);
    }
}
