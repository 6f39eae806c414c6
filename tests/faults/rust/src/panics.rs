//! Panics of every kind.

use std::{
    future::poll_fn,
    mem,
    panic::{self, panic_any},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    task::Poll,
    thread,
};

use crate::ffi::{FaultError, How};

static MADE: AtomicU64 = AtomicU64::new(0);
static DROPPED: AtomicU64 = AtomicU64::new(0);
static LOCK: Mutex<u32> = Mutex::new(0);

/// Lives in every frame that panics; what is made must be dropped.
pub(crate) struct Guard(());

impl Guard {
    pub(crate) fn new() -> Guard {
        MADE.fetch_add(1, Ordering::SeqCst);
        Guard(())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, Ordering::SeqCst);
    }
}

/// Panics when it is dropped.
struct Bomb(Guard);

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("a destructor panicked");
    }
}

/// Does what it is told and returns if that is nothing.
pub(crate) fn panic_as(how: How) -> u32 {
    let guard = Guard::new();
    match how {
        How::Calm => {}
        How::Literal => panic!("a literal"),
        How::Formatted => panic!("formatted with {}", MADE.load(Ordering::SeqCst).min(1)),
        How::NotText => panic_any(17u64),
        How::InDestructor => drop(Bomb(Guard::new())),
        How::LockHeld => {
            let _held = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
            panic!("a mutex was locked");
        }
        How::Nested => nested(3),
        How::OnThread => join_panicking("a thread panicked"),
        How::PayloadBomb => panic_any(Bomb(Guard::new())),
        How::AfterCaught => {
            let caught = panic::catch_unwind(|| panic!("caught by the code itself"));
            drop(caught);
            join_panicking("the panic that counts");
        }
        How::Forgetful => {
            mem::forget(guard);
            panic!("a guard was never dropped");
        }
    }
    7
}

/// Each level catches the panic of the one below and panics itself.
fn nested(level: u32) {
    let _guard = Guard::new();
    if level == 0 {
        panic!("at the bottom");
    }
    if let Err(payload) = panic::catch_unwind(|| nested(level - 1)) {
        drop(payload);
        panic!("nested at level {level}");
    }
}

/// Lets a thread panic and goes on panicking with its payload, which runs no panic hook.
fn join_panicking(message: &'static str) -> ! {
    let thread = thread::spawn(move || {
        let _guard = Guard::new();
        panic!("{message}");
    });
    let Err(payload) = thread.join();
    panic::resume_unwind(payload);
}

pub(crate) fn panic_free(how: How) -> Result<u32, FaultError> {
    Ok(panic_as(how))
}

/// The future is dropped by what polls it: the call, or the executor.
pub(crate) async fn panic_later(how: How, turns: u32) -> u32 {
    let _guard = Guard::new();
    let mut left = turns;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(());
        }
        left -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
    panic_as(how)
}

pub(crate) fn panic_bare(number: u8) {
    const ALL: [How; 9] = [
        How::Literal,
        How::Formatted,
        How::NotText,
        How::InDestructor,
        How::LockHeld,
        How::Nested,
        How::OnThread,
        How::PayloadBomb,
        How::AfterCaught,
    ];
    panic_as(ALL.get(usize::from(number)).copied().unwrap_or(How::Calm));
}

pub(crate) fn lock_is_free() -> bool {
    !matches!(LOCK.try_lock(), Err(std::sync::TryLockError::WouldBlock))
}

pub(crate) fn made_and_dropped() -> (u64, u64) {
    (MADE.load(Ordering::SeqCst), DROPPED.load(Ordering::SeqCst))
}
