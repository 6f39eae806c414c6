//! Uses that are counted in the state word.

use std::sync::atomic::Ordering::Relaxed;

use loom::{sync::atomic::Ordering, thread};

use super::{
    super::{
        TABLE,
        slot::{COUNT, Slot},
        with_exclusive,
    },
    Watched, bounded, closed, code_of, read, watched, write,
};
use crate::private::call::{code, fault::Fault};

/// Calls beside a close: each sees the whole object or CLOSED, and the last one drops it.
#[test]
fn the_last_to_leave_drops() {
    bounded(|| {
        let (handle, dropped) = watched(7);
        let readers: Vec<_> = (0..2).map(|_| thread::spawn(move || read(handle))).collect();
        assert_eq!(closed(handle), code::OK);
        for reader in readers {
            let found = reader.join().unwrap();
            assert!(found == Ok(7) || found == Err(code::CLOSED), "{found:?}");
        }
        assert_eq!(dropped.load(Relaxed), 1);
        assert_eq!(read(handle), Err(code::CLOSED));
    });
}

/// Shared and exclusive calls never overlap; who comes too late is told BUSY.
#[test]
fn exclusive_calls_are_alone() {
    bounded(|| {
        let (handle, dropped) = watched(1);
        let writer = thread::spawn(move || write(handle, 2));
        let reader = thread::spawn(move || read(handle));
        let found = read(handle);
        let (written, other) = (writer.join().unwrap(), reader.join().unwrap());
        assert!(written.is_ok() || written == Err(code::BUSY), "{written:?}");
        for found in [found, other] {
            assert!(matches!(found, Ok(1 | 2) | Err(code::BUSY)), "{found:?}");
        }
        assert_eq!(read(handle), Ok(if written.is_ok() { 2 } else { 1 }));
        assert_eq!((closed(handle), dropped.load(Relaxed)), (code::OK, 1));
    });
}

/// Two closes at once: one of them does it.
#[test]
fn an_object_is_dropped_once() {
    bounded(|| {
        let (handle, dropped) = watched(7);
        let writer = thread::spawn(move || write(handle, 8));
        let other = thread::spawn(move || closed(handle));
        let answers = [closed(handle), other.join().unwrap()];
        let written = writer.join().unwrap();
        assert!(written.is_ok() || written == Err(code::CLOSED), "{written:?}");
        assert_eq!(answers.iter().filter(|answer| **answer == code::OK).count(), 1, "{answers:?}");
        assert_eq!(dropped.load(Relaxed), 1);
    });
}

/// A panic in an exclusive call is seen by every later call, with its message.
#[test]
fn poison_is_seen_whole() {
    bounded(|| {
        let (handle, dropped) = watched(1);
        let panicking = thread::spawn(move || {
            with_exclusive(handle, |_: &mut Watched| -> Result<(), Fault> {
                std::panic::resume_unwind(Box::new("broken"))
            })
            .map_err(code_of)
        });
        let found = read(handle);
        let panicked = panicking.join().unwrap();
        assert!(matches!(found, Ok(1) | Err(code::BUSY | code::POISONED)), "{found:?}");
        assert!(matches!(panicked, Err(code::PANIC | code::BUSY)), "{panicked:?}");
        if panicked == Err(code::PANIC) {
            assert_eq!(read(handle), Err(code::POISONED));
        }
        assert_eq!((closed(handle), dropped.load(Relaxed)), (code::OK, 1));
    });
}

/// The canary: a use that is left in two steps, a load and a store, loses the other's. Loom must find that.
#[test]
#[should_panic(expected = "left for good")]
fn canary_leaving_in_two_steps() {
    fn use_it(slot: &Slot, handle: u64) -> bool {
        if slot.enter_shared(handle).is_err() {
            return false;
        }
        let state = slot.state.load(Ordering::SeqCst);
        slot.state.store(state - 1, Ordering::SeqCst);
        true
    }
    loom::model(|| {
        let (handle, _) = watched(7);
        let other = thread::spawn(move || TABLE.find(handle).is_ok_and(|slot| use_it(slot, handle)));
        let mine = TABLE.find(handle).is_ok_and(|slot| use_it(slot, handle));
        assert!(other.join().unwrap() && mine);
        let left = TABLE.find(handle).is_ok_and(|slot| slot.state.load(Ordering::SeqCst) & COUNT == 0);
        assert!(left, "a use is not left for good");
    });
}
