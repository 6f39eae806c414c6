//! The table under loom: every interleaving of a few calls on one object, and of the free stack.
//!
//! `RUSTFLAGS="--cfg spandrel_loom" cargo test -p spandrel --lib --release models`

use std::sync::{
    Arc,
    atomic::{AtomicU32 as Count, Ordering::Relaxed},
};

use loom::{
    cell::UnsafeCell,
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use super::{
    Object, TABLE, close, insert, readers,
    slot::{BIASED, COUNT, DRAINING, EXCLUSIVE, REVOKING, Slot},
    with_exclusive, with_shared,
};
use crate::private::call::{code, fault::Fault};

/// An object that loom watches: a read beside a write, or any use after the drop, ends the model.
struct Watched {
    value: UnsafeCell<u32>,
    /// Counts outside the model, so that the count itself orders nothing.
    dropped: Arc<Count>,
}

// SAFETY: loom reports the races that this would allow.
unsafe impl Sync for Watched {}

impl Object for Watched {
    const KIND: u8 = 1;
    const NAME: &'static str = "models.Watched";
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.value.with_mut(|_| ());
        self.dropped.fetch_add(1, Relaxed);
    }
}

fn watched(value: u32) -> (u64, Arc<Count>) {
    let dropped = Arc::new(Count::new(0));
    let object = Watched { value: UnsafeCell::new(value), dropped: Arc::clone(&dropped) };
    (insert(object).unwrap_or_else(|_| unreachable!("the table has room")), dropped)
}

/// The code of a fault. Its details stay behind: they are of no interest here.
fn code_of(fault: Fault) -> u64 {
    fault.into_parts().0 & 0xff
}

/// Reads the object; the code of what refused it.
fn read(handle: u64) -> Result<u32, u64> {
    // SAFETY: shared use; loom checks it.
    with_shared(handle, |object: &Watched| Ok(object.value.with(|value| unsafe { *value }))).map_err(code_of)
}

/// Writes the object; the code of what refused it.
fn write(handle: u64, to: u32) -> Result<(), u64> {
    try_write(handle, to).map_err(code_of)
}

fn try_write(handle: u64, to: u32) -> Result<(), Fault> {
    with_exclusive(handle, |object: &mut Watched| {
        // SAFETY: exclusive use; loom checks it.
        object.value.with_mut(|value| unsafe { *value = to });
        Ok(())
    })
}

/// Tries the interleavings with up to three preemptions: all of them would take minutes where calls have many steps.
fn bounded(check: impl Fn() + Send + Sync + 'static) {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(3);
    model.check(check);
}

fn closed(handle: u64) -> u64 {
    close(handle).status & 0xff
}

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

/// A stale handle never reaches the object that has its slot now.
#[test]
fn a_slot_is_used_again_under_another_handle() {
    loom::model(|| {
        let (first, dropped) = watched(1);
        let reader = thread::spawn(move || read(first));
        assert_eq!(closed(first), code::OK);
        let (second, _) = watched(2);
        assert_eq!(read(second), Ok(2));
        let found = reader.join().unwrap();
        assert!(found == Ok(1) || found == Err(code::CLOSED), "{found:?}");
        assert_eq!(dropped.load(Relaxed), 1);
        assert_ne!(first, second);
    });
}

/// Slots that several threads take from the free stack and put back belong to one of them at a time.
#[test]
fn the_free_stack_hands_out_each_slot_once() {
    loom::model(|| {
        let (one, two) = (watched(1).0, watched(2).0);
        assert_eq!((closed(one), closed(two)), (code::OK, code::OK));
        let other = thread::spawn(|| {
            let (handle, _) = watched(3);
            assert_eq!(closed(handle), code::OK);
            watched(4).0
        });
        let mine = watched(5).0;
        let theirs = other.join().unwrap();
        assert_ne!(mine, theirs);
        assert_eq!((read(mine), read(theirs)), (Ok(5), Ok(4)));
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

/// An object that is biased to readers, with a record for this thread.
fn biased(value: u32) -> (u64, Arc<Count>) {
    let (handle, dropped) = watched(value);
    while !TABLE.find(handle).is_ok_and(|slot| slot.is_biased(handle)) {
        assert_eq!(read(handle), Ok(value));
    }
    assert_eq!(read(handle), Ok(value));
    (handle, dropped)
}

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

/// A call that has waited holds new ones back, and is the next to enter.
#[test]
fn an_urgent_call_is_next() {
    bounded(|| {
        let (handle, dropped) = watched(1);
        let urgent = handle | super::URGENT;
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
        let urgent = |handle| handle | super::URGENT;
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

/// The canary of the bias: a call that takes it away and does not look for published reads is not alone.
#[test]
#[should_panic(expected = "Causality violation")]
fn canary_revoking_without_a_look() {
    loom::model(|| {
        let (handle, _) = biased(7);
        let reader = thread::spawn(move || read(handle));
        let slot = TABLE.find(handle).unwrap_or_else(|_| unreachable!("it is open"));
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
        let slot = TABLE.find(handle).unwrap_or_else(|_| unreachable!("it is open"));
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
        let slot = TABLE.find(handle).unwrap_or_else(|_| unreachable!("it is open"));
        readers::here(|reader| {
            if let Some(place) = slot.begin(reader, handle) {
                reader.end(place);
            }
        });
        assert_eq!(other.join().unwrap(), code::OK);
        assert_eq!(dropped.load(Relaxed), 1, "never dropped");
    });
}

/// A close leaves an object whose bias is being taken away to the thread that has yet to pass the barrier.
#[test]
fn nobody_reclaims_before_the_barrier() {
    loom::model(|| {
        let (handle, dropped) = biased(7);
        let slot = TABLE.find(handle).unwrap_or_else(|_| unreachable!("it is open"));
        slot.state.fetch_xor(BIASED | REVOKING, Ordering::SeqCst);
        assert_eq!(closed(handle), code::OK);
        assert_eq!(dropped.load(Relaxed), 0, "the thread that revokes the bias drops it");
        slot.state.fetch_xor(REVOKING | DRAINING, Ordering::SeqCst);
        assert!(slot.left().is_ok());
        assert_eq!(dropped.load(Relaxed), 1);
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

/// The canary of the free stack: without the counter, a slot that was taken and came back passes for one that never left.
#[test]
#[should_panic(expected = "handed out twice")]
fn canary_free_stack_without_a_counter() {
    /// Next of each of two slots, 0 for none; the head is an index from 1.
    struct Stack {
        head: AtomicU32,
        next: [AtomicU32; 2],
    }
    impl Stack {
        fn pop(&self) -> Option<u32> {
            loop {
                let head = self.head.load(Ordering::Acquire);
                let index = head.checked_sub(1)?;
                let next = self.next[index as usize].load(Ordering::Relaxed);
                if self.head.compare_exchange(head, next, Ordering::AcqRel, Ordering::Acquire).is_ok() {
                    return Some(index);
                }
            }
        }

        fn push(&self, index: u32) {
            loop {
                let head = self.head.load(Ordering::Relaxed);
                self.next[index as usize].store(head, Ordering::Relaxed);
                let new = index + 1;
                if self.head.compare_exchange(head, new, Ordering::AcqRel, Ordering::Acquire).is_ok() {
                    return;
                }
            }
        }
    }
    loom::model(|| {
        let stack = loom::sync::Arc::new(Stack {
            head: AtomicU32::new(1),
            next: [AtomicU32::new(2), AtomicU32::new(0)],
        });
        let other = {
            let stack = loom::sync::Arc::clone(&stack);
            thread::spawn(move || {
                let (first, second) = (stack.pop(), stack.pop());
                first.into_iter().for_each(|index| stack.push(index));
                second
            })
        };
        let mine = [stack.pop(), stack.pop()];
        let theirs = other.join().unwrap();
        assert!(theirs.is_none() || !mine.contains(&theirs), "slot {theirs:?} is handed out twice");
    });
}
