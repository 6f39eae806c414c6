//! An asymmetric memory barrier: one side of a pair pays for both.
//!
//! Where two threads each store and then load what the other one stores, both need a full barrier in between. If one of them
//! comes a million times as often, [`light`] is enough there, which only keeps the compiler from moving accesses, provided that
//! the other one calls [`heavy`]: the kernel then runs a full barrier on every thread of the process that is on a processor
//! (membarrier(2), private and expedited).
//!
//! Under loom both are full barriers, which is what the pair amounts to.

/// The frequent side: no instruction.
#[inline(always)]
pub(super) fn light() {
    #[cfg(not(all(test, spandrel_loom)))]
    std::sync::atomic::compiler_fence(std::sync::atomic::Ordering::SeqCst);
    #[cfg(all(test, spandrel_loom))]
    super::sync::fence(std::sync::atomic::Ordering::SeqCst);
}

/// Whether [`heavy`] works here. The process registers with the kernel the first time this is asked.
pub(super) fn available() -> bool {
    cfg!(all(test, spandrel_loom)) || system::available()
}

/// The rare side: when it returns, every thread of the process has passed a full barrier. Only where [`available`].
pub(super) fn heavy() {
    #[cfg(not(all(test, spandrel_loom)))]
    system::heavy();
    #[cfg(all(test, spandrel_loom))]
    super::sync::fence(std::sync::atomic::Ordering::SeqCst);
}

#[cfg(target_os = "linux")]
#[cfg_attr(spandrel_loom, expect(dead_code, reason = "models have their own barrier"))]
mod system {
    use std::sync::atomic::{AtomicU8, Ordering};

    const PRIVATE_EXPEDITED: libc::c_int = 1 << 3;
    const REGISTER_PRIVATE_EXPEDITED: libc::c_int = 1 << 4;

    /// What was found. Two threads may find it at the same time: nobody waits here, as a thread that is at it may be gone after a fork.
    static FOUND: AtomicU8 = AtomicU8::new(UNKNOWN);
    const UNKNOWN: u8 = 0;
    const WORKS: u8 = 1;
    const REFUSED: u8 = 2;

    pub(super) fn available() -> bool {
        let mut found = FOUND.load(Ordering::Relaxed);
        if found == UNKNOWN {
            let works = membarrier(REGISTER_PRIVATE_EXPEDITED) && membarrier(PRIVATE_EXPEDITED);
            found = if works { WORKS } else { REFUSED };
            FOUND.store(found, Ordering::Relaxed);
        }
        found == WORKS
    }

    pub(super) fn heavy() {
        // It worked when it was registered, so something has forbidden it since, such as a sandbox that the program entered. Readers
        // that cannot be seen may be in an object that is about to be changed or dropped.
        if !membarrier(PRIVATE_EXPEDITED) {
            eprintln!(
                "spandrel: the system refuses membarrier(2), which it allowed before; calls on objects cannot go on safely\n\
                 hint: allow it in the sandbox that this process has entered, or enter the sandbox before the first call"
            );
            std::process::abort();
        }
    }

    fn membarrier(command: libc::c_int) -> bool {
        // SAFETY: the call touches no memory of the process.
        unsafe { libc::syscall(libc::SYS_membarrier, command, 0, 0) == 0 }
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    pub(super) fn available() -> bool {
        false
    }

    pub(super) fn heavy() {
        unreachable!("there is no such barrier here");
    }
}
