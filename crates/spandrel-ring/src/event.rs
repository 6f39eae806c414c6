//! Eventfds: what a sleeper waits for. Each is a word of the ring's memory, 0 until it is first needed, and belongs to the memory.

/// Where someone sleeps: the offsets of the flag and of the eventfd.
#[derive(Clone, Copy)]
pub(crate) struct Bed {
    pub(crate) sleep: u64,
    pub(crate) event: u64,
}

#[cfg(not(all(test, spandrel_loom)))]
pub(crate) use system::*;

#[cfg(all(target_os = "linux", not(miri), not(all(test, spandrel_loom))))]
mod system {
    use std::{os::fd::RawFd, time::Duration};

    use crate::sync::{AtomicU32, Ordering};

    /// The eventfd of a word, made when it is first needed.
    pub(crate) fn descriptor(word: &AtomicU32) -> Option<RawFd> {
        let known = word.load(Ordering::Acquire);
        if known != 0 {
            return Some(known as RawFd - 1);
        }
        // SAFETY: no memory is passed.
        let made = unsafe { libc::eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK) };
        if made < 0 {
            return None;
        }
        match word.compare_exchange(0, made as u32 + 1, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => Some(made),
            Err(other) => {
                // SAFETY: ours, and nobody else has seen it.
                unsafe { libc::close(made) };
                Some(other as RawFd - 1)
            }
        }
    }

    /// Makes the eventfd of a word, before somebody sleeps there.
    pub(crate) fn prepare(word: &AtomicU32) {
        descriptor(word);
    }

    /// Waits until somebody rings, for a while at most, or for no reason. Without a descriptor: a moment.
    pub(crate) fn wait(word: &AtomicU32, most: Option<Duration>) {
        let Some(event) = descriptor(word) else {
            return std::thread::sleep(Duration::from_millis(1));
        };
        let milliseconds =
            most.map_or(-1, |most| i32::try_from(most.as_micros().div_ceil(1000)).unwrap_or(i32::MAX));
        let mut poll = libc::pollfd { fd: event, events: libc::POLLIN, revents: 0 };
        // SAFETY: one descriptor that lives as long as the memory, and its record.
        unsafe { libc::poll(&raw mut poll, 1, milliseconds) };
        hush(event);
    }

    /// Empties an eventfd.
    pub(crate) fn hush(event: RawFd) {
        let mut count = 0_u64;
        // SAFETY: eight bytes of ours; the descriptor does not block.
        unsafe { libc::read(event, (&raw mut count).cast(), 8) };
    }

    /// Wakes who waits. Who got no descriptor looks again by itself.
    #[cold]
    pub(crate) fn ring(word: &AtomicU32) {
        let known = word.load(Ordering::Acquire);
        if known != 0 {
            let one = 1_u64;
            // SAFETY: eight bytes of ours; the descriptor lives as long as the memory.
            unsafe { libc::write(known as RawFd - 1, (&raw const one).cast(), 8) };
        }
    }

    /// Closes the eventfd of a word of memory that nobody refers to.
    pub(crate) fn release(word: &AtomicU32) {
        let known = word.swap(0, Ordering::Relaxed);
        if known != 0 {
            // SAFETY: ours; the memory is about to be unmapped.
            unsafe { libc::close(known as RawFd - 1) };
        }
    }
}

/// Without eventfd, a waiter looks again after a moment.
#[cfg(not(any(all(target_os = "linux", not(miri)), all(test, spandrel_loom))))]
mod system {
    use std::time::Duration;

    use crate::sync::AtomicU32;

    pub(crate) fn prepare(_: &AtomicU32) {}

    pub(crate) fn wait(_: &AtomicU32, most: Option<Duration>) {
        let moment = Duration::from_millis(1);
        std::thread::sleep(most.map_or(moment, |most| most.min(moment)));
    }

    pub(crate) fn ring(_: &AtomicU32) {}

    pub(crate) fn release(_: &AtomicU32) {}
}
