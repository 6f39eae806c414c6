//! Uses that are published, and how a bias is taken away.

use std::sync::atomic::Ordering::Relaxed;

use loom::{sync::atomic::Ordering, thread};

use super::{
    super::{
        readers,
        slot::{BIASED, CLOSING, DRAINING, EXCLUSIVE, REVOKING},
        with_shared,
    },
    Watched, biased, bounded, bounded_by, closed, code_of, read, slot_of, watched, write,
};
use crate::private::call::code;

/// Published and counted reads beside a call that needs the object alone: it takes the bias away and waits for both.
#[test]
fn a_bias_is_revoked_before_an_exclusive_call() {
    bounded(|| {
        let (handle, dropped) = biased(1);
        let reader = thread::spawn(move || read(handle));
        let written = write(handle, 2);
        let found = reader.join().unwrap();
        assert!(matches!(found, Ok(1 | 2) | Err(code::BUSY)), "{found:?}");
        assert!(written.is_ok() || written == Err(code::BUSY), "{written:?}");
        assert_eq!(write(handle, 3), Ok(()), "nobody is in it any more");
        assert_eq!(read(handle), Ok(3));
        assert_eq!((closed(handle), dropped.load(Relaxed)), (code::OK, 1));
    });
}

/// The same with the reader in the thread that made the bias, and the exclusive call in another.
#[test]
fn a_bias_is_revoked_by_another_thread() {
    bounded(|| {
        let (handle, dropped) = biased(1);
        let writer = thread::spawn(move || write(handle, 2));
        let found = read(handle);
        let written = writer.join().unwrap();
        assert!(matches!(found, Ok(1 | 2) | Err(code::BUSY)), "{found:?}");
        assert!(written.is_ok() || written == Err(code::BUSY), "{written:?}");
        assert_eq!((closed(handle), dropped.load(Relaxed)), (code::OK, 1));
    });
}

/// A close of a biased object beside a published read, and beside one on a thread that has no record yet.
#[test]
fn the_last_to_leave_a_biased_object_drops() {
    bounded(|| {
        let (handle, dropped) = biased(7);
        let other = thread::spawn(move || closed(handle));
        let found = read(handle);
        assert!(found == Ok(7) || found == Err(code::CLOSED), "{found:?}");
        assert_eq!(other.join().unwrap(), code::OK);
        assert_eq!(dropped.load(Relaxed), 1);
    });
    bounded(|| {
        let (handle, dropped) = biased(7);
        let other = thread::spawn(move || read(handle));
        assert_eq!(closed(handle), code::OK);
        let found = other.join().unwrap();
        assert!(found == Ok(7) || found == Err(code::CLOSED), "{found:?}");
        assert_eq!(dropped.load(Relaxed), 1);
    });
}

/// A call with an old handle, while what has the slot now is biased and closed: it is published for nothing, and the last of the
/// two drops the object.
#[test]
fn an_old_handle_meets_a_biased_object() {
    bounded(|| {
        let (old, _) = watched(1);
        assert_eq!(closed(old), code::OK);
        let (handle, dropped) = biased(7);
        let other = thread::spawn(move || read(old));
        assert_eq!(closed(handle), code::OK);
        assert_eq!(other.join().unwrap(), Err(code::CLOSED));
        assert_eq!(dropped.load(Relaxed), 1);
    });
    bounded(|| {
        let (old, _) = watched(1);
        assert_eq!(closed(old), code::OK);
        let (handle, dropped) = biased(7);
        let other = thread::spawn(move || write(handle, 8));
        assert_eq!(read(old), Err(code::CLOSED));
        let written = other.join().unwrap();
        assert!(written.is_ok() || written == Err(code::BUSY), "{written:?}");
        assert_eq!((closed(handle), dropped.load(Relaxed)), (code::OK, 1));
    });
}

/// A close while another thread revokes the bias: one of the two drops the object, or the reader does.
#[test]
fn a_close_meets_a_revocation() {
    bounded(|| {
        let (handle, dropped) = biased(7);
        let writer = thread::spawn(move || write(handle, 8));
        assert_eq!(closed(handle), code::OK);
        let written = writer.join().unwrap();
        assert!(written.is_ok() || written == Err(code::CLOSED), "{written:?}");
        assert_eq!(dropped.load(Relaxed), 1);
    });
}

/// A call that has the object shared gets it shared again, whatever an exclusive call of another thread is at.
#[test]
fn a_chain_reads_what_it_is_reading() {
    bounded(|| {
        let (handle, dropped) = biased(7);
        let writer = thread::spawn(move || write(handle, 8));
        let found = with_shared(handle, |_: &Watched| Ok(read(handle))).map_err(code_of);
        assert!(matches!(found, Ok(Ok(7 | 8)) | Err(code::BUSY)), "{found:?}");
        writer.join().unwrap().ok();
        assert_eq!((closed(handle), dropped.load(Relaxed)), (code::OK, 1));
    });
}

/// A close leaves an object whose bias is being taken away to the thread that has yet to pass the barrier.
#[test]
fn nobody_reclaims_before_the_barrier() {
    loom::model(|| {
        let (handle, dropped) = biased(7);
        let slot = slot_of(handle);
        slot.state.fetch_xor(BIASED | REVOKING, Ordering::SeqCst);
        assert_eq!(closed(handle), code::OK);
        assert_eq!(dropped.load(Relaxed), 0, "the thread that revokes the bias drops it");
        slot.state.fetch_xor(REVOKING | DRAINING, Ordering::SeqCst);
        assert!(slot.left().is_ok());
        assert_eq!(dropped.load(Relaxed), 1);
    });
}

/// The canary of the bias: a call that takes it away and does not look for published reads is not alone.
#[test]
#[should_panic(expected = "Causality violation")]
fn canary_revoking_without_a_look() {
    loom::model(|| {
        let (handle, _) = biased(7);
        let reader = thread::spawn(move || read(handle));
        let slot = slot_of(handle);
        let exclusive = |state: u64| (state & BIASED != 0).then_some(state & !BIASED | EXCLUSIVE);
        if slot.state.fetch_update(Ordering::SeqCst, Ordering::SeqCst, exclusive).is_ok() {
            // SAFETY: the model is to find that this is not so.
            let object = unsafe { &*slot.object.with(|place| *place).cast::<Watched>() };
            object.value.with_mut(|_| ());
            slot.state.fetch_and(!EXCLUSIVE, Ordering::SeqCst);
        }
        reader.join().unwrap().ok();
    });
}

/// The canary of the beginning: a use that is published and does not look at the state again may come too late.
#[test]
#[should_panic(expected = "Causality violation")]
fn canary_entering_without_a_second_look() {
    loom::model(|| {
        let (handle, _) = biased(7);
        let writer = thread::spawn(move || write(handle, 8));
        let slot = slot_of(handle);
        readers::here(|reader| {
            if slot.is_biased(handle) {
                let place = reader.publish(slot.used());
                // SAFETY: the model is to find that this is not so.
                let object = unsafe { &*slot.object.with(|place| *place).cast::<Watched>() };
                object.value.with(|_| ());
                reader.end(place);
            }
        });
        writer.join().unwrap().ok();
    });
}

/// The canary of the end of a published use: who does not look at the state again leaves a closed object behind.
#[test]
#[should_panic(expected = "never dropped")]
fn canary_leaving_without_a_look() {
    loom::model(|| {
        let (handle, dropped) = biased(7);
        let other = thread::spawn(move || closed(handle));
        let slot = slot_of(handle);
        readers::here(|reader| {
            if let Some(place) = slot.begin(reader, handle) {
                reader.end(place);
            }
        });
        assert_eq!(other.join().unwrap(), code::OK);
        assert_eq!(dropped.load(Relaxed), 1, "never dropped");
    });
}

/// A bias that comes back while a reader of the one before may still be in: the call that takes it away finds the readers of both.
#[test]
fn a_bias_comes_back_before_a_reader_has_left() {
    bounded(|| {
        let (handle, dropped) = biased(1);
        let reader = thread::spawn(move || read(handle));
        let value = if write(handle, 2).is_ok() { 2 } else { 1 };
        for _ in 0..2 {
            assert_eq!(read(handle), Ok(value));
        }
        assert!(slot_of(handle).is_biased(handle), "it is read again, and not written");
        let again = write(handle, 3);
        assert!(again.is_ok() || again == Err(code::BUSY), "{again:?}");
        let found = reader.join().unwrap();
        assert!(matches!(found, Ok(1..=3) | Err(code::BUSY)), "{found:?}");
        assert_eq!(write(handle, 4), Ok(()), "nobody is in it any more");
        assert_eq!((closed(handle), dropped.load(Relaxed)), (code::OK, 1));
    });
}

/// The canary of a bias that comes back: if it takes the mark of the one before with it, nobody looks for the readers of that.
#[test]
#[should_panic(expected = "Causality violation")]
fn canary_a_bias_that_comes_back_without_a_mark() {
    bounded(|| {
        let (handle, _) = biased(1);
        let other = move || {
            if write(handle, 2).is_err() {
                // As if the bias had come back and were gone again.
                slot_of(handle).state.fetch_and(!DRAINING, Ordering::SeqCst);
                write(handle, 3).ok();
            }
        };
        read_beside(handle, other);
    });
}

/// Reads a biased object by a published use, in which another thread begins to run.
fn read_beside(handle: u64, other: impl FnOnce() + 'static) {
    let slot = slot_of(handle);
    let thread = readers::here(|reader| {
        let place = slot.begin(reader, handle).unwrap_or_else(|| unreachable!("it is biased"));
        let thread = thread::spawn(other);
        thread::yield_now();
        // SAFETY: the published use keeps the object; loom checks it.
        let object = unsafe { &*slot.object.with(|place| *place).cast::<Watched>() };
        object.value.with(|_| ());
        reader.end(place);
        thread
    });
    thread.join().unwrap();
}

/// Two published readers and a close: the object is dropped by the last of the three, in whatever order they leave.
#[test]
fn the_last_of_two_published_readers_drops() {
    bounded_by(2, || {
        let (handle, dropped) = biased(7);
        let readers = [(); 2].map(|()| thread::spawn(move || read(handle)));
        assert_eq!(closed(handle), code::OK);
        for reader in readers {
            let found = reader.join().unwrap();
            assert!(found == Ok(7) || found == Err(code::CLOSED), "{found:?}");
        }
        assert_eq!(dropped.load(Relaxed), 1);
    });
}

/// The canary of that: a close which does not say that there may be published readers finds none.
#[test]
#[should_panic(expected = "Causality violation")]
fn canary_closing_without_a_mark() {
    bounded(|| {
        let (handle, _) = biased(7);
        let reader = thread::spawn(move || read(handle));
        read_beside(handle, move || {
            let slot = slot_of(handle);
            slot.state.fetch_xor(BIASED | CLOSING, Ordering::SeqCst);
            // SAFETY: the model is to find that this is not so. It does what the destructor does, and leaves the memory.
            let object = unsafe { &*slot.object.with(|place| *place).cast::<Watched>() };
            object.value.with_mut(|_| ());
        });
        reader.join().unwrap().ok();
    });
}
