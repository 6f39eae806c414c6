//! Slots that one object after another has.

use std::sync::atomic::Ordering::Relaxed;

use loom::{
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use super::{closed, read, watched};
use crate::private::call::code;

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
