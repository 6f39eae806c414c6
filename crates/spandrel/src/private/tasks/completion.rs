//! Completions: how an answer that comes later reaches Go without a call and without a thread that waits.
//!
//! What finishes pushes a block with the answer on a list and, if the other side sleeps, writes an eventfd. A goroutine on the
//! Go side takes the whole list with one swap, hands each answer to its waiter and gives the memory back on the list of
//! returned blocks; when there is nothing to do it reads the eventfd, through Go's poller.

use std::{
    io, ptr,
    sync::{
        OnceLock,
        atomic::{AtomicBool, AtomicI32, AtomicPtr, AtomicU32, Ordering},
    },
};

use crate::private::{
    call::frame::Frame,
    owned::block::{Block, Late},
    panics::{self, LostPanic},
    wire::Writer,
};

/// The list of completions. The Go side empties `head` with a swap and waits on `descriptor`.
#[repr(C)]
struct Completed {
    head: AtomicPtr<Block>,
    /// Set by the Go side while it waits on `descriptor`.
    asleep: AtomicU32,
    descriptor: AtomicI32,
}

static COMPLETED: Completed = Completed {
    head: AtomicPtr::new(ptr::null_mut()),
    asleep: AtomicU32::new(0),
    descriptor: AtomicI32::new(-1),
};

/// Where the Go side finds the list.
pub fn completed() -> *const () {
    ptr::from_ref(&COMPLETED).cast()
}

/// Makes the eventfd, before the first answer is announced that could need it.
pub(super) fn prepare() {
    static READY: OnceLock<()> = OnceLock::new();
    READY.get_or_init(|| {
        // SAFETY: no memory is involved.
        let descriptor = unsafe { libc::eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK) };
        if descriptor < 0 {
            // Caught by the entry point of the call, which returns it as the panic it is.
            panic!("no eventfd for the completions of async functions: {}", io::Error::last_os_error());
        }
        COMPLETED.descriptor.store(descriptor, Ordering::Release);
    });
}

/// The waiter that stands for the listener to lost panics.
const LISTENER: u64 = 0;

/// Whether Go wants to hear of panics that no call returns.
static LISTENS: AtomicBool = AtomicBool::new(false);

/// Notes whether Go wants to hear of panics that no call returns, and answers how many there were.
pub fn listen(wanted: u8) -> u64 {
    panics::listen(tell_go);
    LISTENS.store(wanted != 0, Ordering::Relaxed);
    panics::lost_panics()
}

/// Sends a lost panic to Go, if it listens. Without the descriptor no call has waited yet, and nobody reads the list.
fn tell_go(lost: &LostPanic) -> bool {
    if !LISTENS.load(Ordering::Relaxed) || COMPLETED.descriptor.load(Ordering::Acquire) < 0 {
        return false;
    }
    panics::count();
    let mut writer = Writer::new();
    writer.text(lost.origin());
    writer.text(lost.message());
    writer.text(lost.backtrace());
    complete(LISTENER, Frame::in_block(Block::new(writer.into_vec())));
    true
}

/// Sends an answer to a waiter of the Go side.
pub(super) fn complete(waiter: u64, frame: Frame) {
    let block = Block::of_late(Late { waiter, status: frame.status, value: frame.value });
    let mut head = COMPLETED.head.load(Ordering::Relaxed);
    loop {
        // SAFETY: the block is nobody else's until it is on the list.
        unsafe { Block::link(block, head) };
        match COMPLETED.head.compare_exchange_weak(head, block, Ordering::SeqCst, Ordering::Relaxed) {
            Ok(_) => break,
            Err(now) => head = now,
        }
    }
    // The other side announces its sleep before it looks at the list for the last time: one of the two sees the other.
    if COMPLETED.asleep.load(Ordering::SeqCst) != 0 && COMPLETED.asleep.swap(0, Ordering::SeqCst) != 0 {
        wake();
    }
}

/// Wakes the goroutine that reads the list.
#[cold]
fn wake() {
    let descriptor = COMPLETED.descriptor.load(Ordering::Acquire);
    let one = 1u64.to_ne_bytes();
    loop {
        // SAFETY: the eight bytes are readable.
        let written = unsafe { libc::write(descriptor, one.as_ptr().cast(), one.len()) };
        if written >= 0 || io::Error::last_os_error().kind() != io::ErrorKind::Interrupted {
            // The counter of an eventfd cannot be full here: it is read to zero at every wake-up.
            return;
        }
    }
}
