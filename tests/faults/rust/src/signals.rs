//! Calls that signals arrive in.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

pub(crate) fn spin(time: Duration) -> u64 {
    let end = Instant::now() + time;
    let mut rounds = 0u64;
    while Instant::now() < end {
        for _ in 0..1000 {
            rounds = black_box(rounds + 1);
        }
    }
    rounds
}

/// `thread::sleep` goes on after an interruption; a raw `nanosleep` tells of it.
pub(crate) fn nap(time: Duration) -> u64 {
    let mut interruptions = 0;
    let mut left = libc::timespec {
        tv_sec: i64::try_from(time.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(time.subsec_nanos()),
    };
    loop {
        let want = left;
        // SAFETY: both are valid for the call.
        if unsafe { libc::nanosleep(&want, &mut left) } == 0 {
            return interruptions;
        }
        interruptions += 1;
    }
}

pub(crate) fn claim_signal() {
    // SAFETY: the handler is the one that was there. The seeded bug is the flag that gets lost: Go's handlers need it, since
    // the stacks of goroutines are small.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        libc::sigaction(libc::SIGUSR1, std::ptr::null(), &mut action);
        action.sa_flags &= !libc::SA_ONSTACK;
        libc::sigaction(libc::SIGUSR1, &action, std::ptr::null_mut());
    }
}
