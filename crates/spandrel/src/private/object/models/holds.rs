//! Uses by futures.

use std::sync::atomic::Ordering::Relaxed;

use loom::thread;

use super::{
    super::{
        URGENT,
        hold::{Hold, hold, linked},
    },
    Watched, biased, bounded, closed, read, watched, write,
};
use crate::private::call::code;

fn taken(handle: u64) -> Hold<Watched> {
    hold(handle).unwrap_or_else(|_| unreachable!("nobody else has it yet"))
}

/// The value, as a future reads it.
fn look(object: &Watched) -> u32 {
    // SAFETY: shared use; loom checks it.
    object.value.with(|value| unsafe { *value })
}

/// A future has its object for as long as it lives, beside a call that would change it and a close.
#[test]
fn a_future_keeps_its_object() {
    for make in [watched, biased] {
        bounded(move || {
            let (handle, dropped) = make(7);
            let hold = taken(handle);
            let other = thread::spawn(move || (write(handle, 8), closed(handle)));
            assert_eq!(look(&hold), 7, "it is changed beside the future");
            drop(hold);
            let (written, closed) = other.join().unwrap();
            assert!(written.is_ok() || written == Err(code::BUSY), "{written:?}");
            assert_eq!((closed, dropped.load(Relaxed)), (code::OK, 1));
        });
    }
}

/// The canary of that: a future that looks at its object after it has released it.
#[test]
#[should_panic(expected = "Causality violation")]
fn canary_a_future_that_has_released_its_object() {
    bounded(|| {
        let (handle, _) = watched(7);
        let hold = taken(handle);
        let object: *const Watched = &raw const *hold;
        let other = thread::spawn(move || write(handle, 8));
        drop(hold);
        thread::yield_now();
        // SAFETY: the object is not closed; the model is to find that it is changed.
        look(unsafe { &*object });
        other.join().unwrap().ok();
    });
}

/// Calls that a future makes while it is polled, beside one of another thread that waits for the future.
#[test]
fn a_future_does_not_wait_for_itself() {
    bounded(|| {
        let (handle, dropped) = watched(1);
        let hold = taken(handle);
        let other = thread::spawn(move || write(handle | URGENT, 2));
        let (found, written) = linked([hold.used()], || (read(handle), write(handle, 3)));
        assert_eq!((found, written), (Ok(1), Err(code::REENTRANT)));
        assert_eq!(other.join().unwrap(), Err(code::BUSY));
        drop(hold);
        assert_eq!(write(handle | URGENT, 2), Ok(()), "nobody has it any more");
        assert_eq!(read(handle), Ok(2));
        assert_eq!((closed(handle), dropped.load(Relaxed)), (code::OK, 1));
    });
}

/// The canary of that: a future that is polled without a word about its objects waits behind the call that waits for it.
#[test]
#[should_panic(expected = "a future waits for itself")]
fn canary_a_future_that_is_not_known() {
    bounded(|| {
        let (handle, _) = watched(1);
        let hold = taken(handle);
        let other = thread::spawn(move || write(handle | URGENT, 2));
        assert_eq!(read(handle), Ok(1), "a future waits for itself");
        other.join().unwrap().ok();
        drop(hold);
    });
}
