//! Signals under a Rust main: Go's runtime is a guest, and leaves what is not its own alone.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use guest::ffi;

static SEEN: AtomicU32 = AtomicU32::new(0);

extern "C" fn note(_: libc::c_int) {
    SEEN.fetch_add(1, Ordering::SeqCst);
}

/// Installs the handler of a Rust program. Code that is not Go's must run on the signal stack.
fn handle(signal: libc::c_int) {
    // SAFETY: the handler only counts; the structure is initialised.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = note as extern "C" fn(libc::c_int) as usize;
        action.sa_flags = libc::SA_ONSTACK | libc::SA_RESTART;
        assert_eq!(libc::sigaction(signal, &action, std::ptr::null_mut()), 0);
    }
}

fn send(signal: libc::c_int) {
    // SAFETY: this process handles the signal.
    unsafe { assert_eq!(libc::kill(libc::getpid(), signal), 0) };
}

/// One test, since signals belong to the whole process.
#[test]
fn signals_of_rust_and_of_go_do_not_meet() {
    guest::start().unwrap();
    handle(libc::SIGTERM);
    handle(libc::SIGUSR1);
    let sleeper = thread::spawn(|| ffi::sleep(400).unwrap());
    // SIGTERM in the middle of a call into Go, and while Go's collector and scheduler signal their threads.
    for sent in 1..=20 {
        send(if sent % 2 == 0 { libc::SIGTERM } else { libc::SIGUSR1 });
        let start = Instant::now();
        while SEEN.load(Ordering::SeqCst) < sent {
            assert!(start.elapsed() < Duration::from_secs(60), "signal {sent} did not arrive");
            assert_eq!(ffi::add(1, 1), 2);
        }
    }
    sleeper.join().unwrap();
    // SIGPROF belongs to Go while it records a profile, and calls go on.
    let callers: Vec<_> = (0..4)
        .map(|_| {
            thread::spawn(|| {
                let start = Instant::now();
                while start.elapsed() < Duration::from_millis(400) {
                    assert_eq!(ffi::relay(2).unwrap(), 4);
                }
            })
        })
        .collect();
    assert!(ffi::profile(400).unwrap() > 100);
    callers.into_iter().for_each(|caller| caller.join().unwrap());
    // Rust's handlers are still there.
    let before = SEEN.load(Ordering::SeqCst);
    send(libc::SIGTERM);
    let start = Instant::now();
    while SEEN.load(Ordering::SeqCst) == before {
        assert!(start.elapsed() < Duration::from_secs(60), "the handler is gone");
    }
}
