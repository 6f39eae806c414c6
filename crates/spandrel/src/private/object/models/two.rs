//! Calls that need two objects.

use std::sync::atomic::Ordering::Relaxed;

use loom::thread;

use super::{
    super::{with_exclusive, with_shared},
    Watched, biased, bounded, closed, code_of, read, try_write, watched,
};
use crate::private::call::{code, fault::Fault};

/// Writes both objects; the code of what refused it.
fn write_both(first: u64, second: u64, to: u32) -> Result<(), u64> {
    beside(first, to, || try_write(second, to)).map_err(code_of)
}

/// Writes an object, with `then` inside the use of it.
fn beside(handle: u64, to: u32, then: impl FnOnce() -> Result<(), Fault>) -> Result<(), Fault> {
    with_exclusive(handle, |object: &mut Watched| {
        // SAFETY: exclusive use; loom checks it.
        object.value.with_mut(|value| unsafe { *value = to });
        then()
    })
}

/// Two calls that need both objects, in opposite order: none of them waits inside, and both come in afterwards.
#[test]
fn calls_take_two_objects_in_opposite_order() {
    bounded(|| {
        let ((first, one), (second, other)) = (watched(1), watched(1));
        let thread = thread::spawn(move || write_both(first, second, 2));
        let mine = write_both(second, first, 3);
        let theirs = thread.join().unwrap();
        for written in [mine, theirs] {
            assert!(written.is_ok() || written == Err(code::BUSY), "{written:?}");
        }
        assert_eq!(write_both(first, second, 4), Ok(()), "nobody has them any more");
        assert_eq!((read(first), read(second)), (Ok(4), Ok(4)));
        assert_eq!((closed(first), closed(second)), (code::OK, code::OK));
        assert_eq!((one.load(Relaxed), other.load(Relaxed)), (1, 1));
    });
}

/// The canary of that: calls that wait for the second object while they have the first.
#[test]
#[should_panic(expected = "Model exceeded maximum number of branches")]
fn canary_waiting_inside_for_the_second_object() {
    let both = |first, second| {
        beside(first, 2, || {
            while try_write(second, 2).map_err(code_of) == Err(code::BUSY) {
                thread::yield_now();
            }
            Ok(())
        })
        .map_err(code_of)
    };
    bounded(move || {
        let ((first, _), (second, _)) = (watched(1), watched(1));
        let thread = thread::spawn(move || both(first, second));
        both(second, first).ok();
        thread.join().unwrap().ok();
    });
}

/// A call that reads two objects, one by a published use and one by a count, while both are closed.
#[test]
fn two_objects_are_closed_while_a_call_reads_both() {
    bounded(|| {
        let ((first, one), (second, other)) = (biased(1), biased(2));
        let closer = thread::spawn(move || (closed(first), closed(second)));
        let found = with_shared(first, |_: &Watched| Ok(read(second))).map_err(code_of);
        assert!(matches!(found, Ok(Ok(2) | Err(code::CLOSED)) | Err(code::CLOSED)), "{found:?}");
        assert_eq!(closer.join().unwrap(), (code::OK, code::OK));
        assert_eq!((one.load(Relaxed), other.load(Relaxed)), (1, 1));
    });
}
