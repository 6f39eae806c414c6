//! Calls that wait, and hold others back.

use std::sync::atomic::Ordering::Relaxed;

use loom::{sync::atomic::Ordering, thread};

use super::{
    super::{
        URGENT,
        slot::{BIASED, DRAINING, EXCLUSIVE, QUEUED, REVOKING},
        with_exclusive,
    },
    Watched, biased, bounded, closed, code_of, read, slot_of, try_write, watched, write,
};
use crate::private::call::code;

/// A call that has waited holds new ones back, and is the next to enter.
#[test]
fn an_urgent_call_is_next() {
    bounded(|| {
        let (handle, dropped) = watched(1);
        let urgent = handle | URGENT;
        let reader = thread::spawn(move || read(handle));
        let written = write(urgent, 2);
        let waited = written.is_err() && read(handle) == Err(code::BUSY);
        reader.join().unwrap().ok();
        if written.is_err() {
            assert!(waited, "the call did not hold others back");
            assert_eq!(write(urgent, 2), Ok(()));
        }
        assert_eq!(read(handle), Ok(2), "those that waited come in afterwards");
        assert_eq!((closed(handle), dropped.load(Relaxed)), (code::OK, 1));
    });
}

/// A call that has waited and is refused at its second object holds new calls back at the first one as well.
#[test]
fn an_urgent_call_of_two_objects_is_next() {
    bounded(|| {
        let ((first, _), (second, _)) = (watched(1), watched(1));
        let urgent = |handle| handle | URGENT;
        let both =
            || with_exclusive(urgent(first), |_: &mut Watched| try_write(urgent(second), 2)).map_err(code_of);
        let reader = thread::spawn(move || read(second));
        let written = both();
        let waited = written.is_err() && read(first) == Err(code::BUSY);
        reader.join().unwrap().ok();
        if written.is_err() {
            assert!(waited, "the call did not hold others back at its first object");
            assert_eq!(both(), Ok(()));
        }
        assert_eq!((read(first), read(second)), (Ok(1), Ok(2)), "those that waited come in afterwards");
        assert_eq!((closed(first), closed(second)), (code::OK, code::OK));
    });
}

/// A call that waits for a reader which has published its use holds new ones back as well.
#[test]
fn an_urgent_call_waits_for_a_published_reader() {
    bounded(|| {
        let (handle, dropped) = biased(1);
        let reader = thread::spawn(move || read(handle));
        let written = write(handle | URGENT, 2);
        if written.is_err() {
            // A read that came in between may have biased the object again: then the next try takes the bias away first.
            let state = slot_of(handle).state.load(Ordering::SeqCst);
            if state & BIASED == 0 {
                assert_ne!(state & QUEUED, 0, "{state:#x}");
                assert_eq!(read(handle), Err(code::BUSY), "a call passes one that waits");
            }
        }
        let found = reader.join().unwrap();
        assert!(matches!(found, Ok(1 | 2) | Err(code::BUSY)), "{found:?}");
        if written.is_err() {
            assert_eq!(write(handle | URGENT, 2), Ok(()));
        }
        let state = slot_of(handle).state.load(Ordering::SeqCst);
        assert_eq!(state & (QUEUED | DRAINING | EXCLUSIVE), 0, "{state:#x}");
        assert_eq!(read(handle), Ok(2));
        assert_eq!((closed(handle), dropped.load(Relaxed)), (code::OK, 1));
    });
}

/// The read that would bias the object, beside a call that begins to wait for it: one of the two comes first.
#[test]
fn a_bias_and_a_queue_exclude_each_other() {
    bounded(|| {
        let (handle, dropped) = watched(1);
        assert_eq!(read(handle), Ok(1));
        let reader = thread::spawn(move || (read(handle), slot_of(handle).state.load(Ordering::SeqCst)));
        let written = write(handle | URGENT, 2);
        let mine = slot_of(handle).state.load(Ordering::SeqCst);
        let (found, theirs) = reader.join().unwrap();
        assert!(matches!(found, Ok(1 | 2) | Err(code::BUSY)), "{found:?}");
        for state in [mine, theirs] {
            let beside = state & (QUEUED | DRAINING | REVOKING | EXCLUSIVE);
            assert!(state & BIASED == 0 || beside == 0, "{state:#x}");
        }
        if written.is_err() {
            assert_eq!(write(handle | URGENT, 2), Ok(()));
        }
        assert_eq!(read(handle), Ok(2));
        assert_eq!((closed(handle), dropped.load(Relaxed)), (code::OK, 1));
    });
}

/// The canary of both: a bias that comes while a call waits lets others pass it.
#[test]
#[should_panic(expected = "a call passes one that waits")]
fn canary_a_bias_beside_a_queue() {
    loom::model(|| {
        let (handle, _) = biased(1);
        let reader = thread::spawn(move || read(handle));
        if write(handle | URGENT, 2).is_err() {
            let bias = |state| Some(state & !(DRAINING | QUEUED) | BIASED);
            slot_of(handle).state.fetch_update(Ordering::SeqCst, Ordering::SeqCst, bias).ok();
            assert_eq!(read(handle), Err(code::BUSY), "a call passes one that waits");
        }
        reader.join().unwrap().ok();
    });
}
