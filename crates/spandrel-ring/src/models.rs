//! The protocol under loom: every interleaving of a writer and readers on a ring of one or two slots.
//!
//! `RUSTFLAGS="--cfg spandrel_loom" cargo test -p spandrel-ring --lib --release models`
//!
//! The words are loom's atomics, an eventfd is loom's `Notify`, and the slots are cells that loom watches: a read beside a write
//! ends the model, as does a thread that nobody wakes.

use loom::thread;
use spandrel_abi::ring_value;

use crate::{
    event::Bed,
    full::Full,
    memory::Memory,
    park::{self, Waiter},
    reading::{Reading, Seen},
    shape::Shape,
    sync::Ordering,
    writing::{Room, Writing},
};

fn memory(messages: u64, readers: u32, full: Full, solo: bool) -> Memory {
    let capacity = messages.next_power_of_two() * 8;
    let shape = Shape { size: 0, data: 0, capacity, stride: 8, messages, bytes: u64::MAX, readers, full };
    Memory::new(shape, solo).unwrap_or_else(|error| panic!("{error}"))
}

struct Writer(Writing);

impl Waiter for Writer {
    fn memory(&self) -> &Memory {
        &self.0.memory
    }

    fn bed(&self) -> Bed {
        self.0.memory.bed()
    }

    const COUNTED: bool = false;
}

impl Writer {
    fn new(memory: Memory) -> Writer {
        Writer(Writing::new(memory))
    }

    /// Writes a value. `None` if the reader is gone, false if the value is lost.
    fn send(&mut self, value: u64) -> Option<bool> {
        let space = loop {
            match self.0.room(8) {
                Room::At(space) => break space,
                Room::Closed => return None,
                Room::Copying => {
                    self.0.lose_newest();
                    return Some(false);
                }
                Room::Full => {
                    park::until(self, None, |writer| (writer.0.room(8) != Room::Full).then_some(()));
                }
                Room::Never => unreachable!(),
            }
        };
        // SAFETY: loom reports a reader beside it.
        self.0.memory.slot(self.0.position()).with_mut(|slot| unsafe { *slot = value });
        self.0.commit(space);
        self.0.publish();
        Some(true)
    }
}

struct Reader(Reading);

impl Waiter for Reader {
    fn memory(&self) -> &Memory {
        &self.0.memory
    }

    fn bed(&self) -> Bed {
        self.0.cursor().bed()
    }

    const COUNTED: bool = true;
}

impl Reader {
    /// The next value, or `None` behind the last one.
    fn next(&mut self) -> Option<u64> {
        loop {
            let seen = park::until(self, None, |reader| match reader.0.look() {
                Seen::Nothing => None,
                seen => Some(seen),
            });
            match seen {
                Some(Seen::UpTo(_)) => {}
                Some(Seen::End) => return None,
                other => panic!("{other:?}"),
            }
            if self.0.lossy && !matches!(self.0.claim(), Seen::UpTo(_)) {
                // The writer took what was there, and is about to publish something else.
                self.0.release(self.0.tail);
                thread::yield_now();
                continue;
            }
            let tail = self.0.tail;
            // SAFETY: loom reports a writer beside it.
            let value = self.0.memory.slot(tail.position).with(|slot| unsafe { *slot });
            self.0.release(self.0.memory.step(tail));
            return Some(value);
        }
    }
}

fn check(preemptions: usize, model: impl Fn() + Send + Sync + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(model);
}

/// One writer and one reader that both wait for each other.
#[test]
fn values_arrive_in_order() {
    check(2, || {
        let memory = memory(1, 1, Full::Wait, true);
        let mut writer = Writer::new(memory.another());
        let thread = thread::spawn(move || {
            for value in 1..=2 {
                assert_eq!(writer.send(value), Some(true));
            }
            writer.0.close();
        });
        let mut reader = Reader(Reading::new(memory, 0));
        let mut read = Vec::new();
        while let Some(value) = reader.next() {
            read.push(value);
        }
        assert_eq!(read, [1, 2]);
        thread.join().unwrap();
    });
}

/// A writer that waits for room is told that the reader has closed.
#[test]
fn a_reader_that_closes_ends_the_wait() {
    check(3, || {
        let memory = memory(1, 1, Full::Wait, true);
        let mut writer = Writer::new(memory.another());
        let mut reader = Reader(Reading::new(memory, 0));
        let thread = thread::spawn(move || reader.0.close(true));
        let sent = (1..=3).take_while(|&value| writer.send(value).is_some()).count();
        assert!(sent < 3);
        thread.join().unwrap();
    });
}

/// The oldest are lost, and no slot is written to while it is read. What arrives and what is lost is what was sent.
#[test]
fn the_oldest_are_lost_and_counted() {
    check(2, || {
        let memory = memory(1, 1, Full::Overwrite, true);
        let mut writer = Writer::new(memory.another());
        let thread = thread::spawn(move || {
            for value in 1..=2 {
                writer.send(value);
            }
            writer.0.close();
        });
        let mut reader = Reader(Reading::new(memory, 0));
        let mut read = Vec::new();
        while let Some(value) = reader.next() {
            read.push(value);
        }
        assert!(read.is_sorted(), "{read:?}");
        assert_eq!(read.len() as u64 + reader.0.lost(), 2, "{read:?}");
        thread.join().unwrap();
    });
}

/// A reader that joins while the writer writes gets an end of what is sent, in a row; one that has closed is not waited for.
#[test]
fn readers_join_and_leave() {
    check(2, || {
        let memory = memory(1, 1, Full::Wait, false);
        let mut writer = Writer::new(memory.another());
        let thread = thread::spawn(move || {
            for value in 1..=3 {
                assert_eq!(writer.send(value), Some(true));
            }
            writer.0.close();
        });
        let index = Reading::join(&memory, false).unwrap();
        let mut reader = Reader(Reading::new(memory, index));
        let first = reader.next();
        if let Some(first) = first {
            let second = reader.next();
            assert_eq!(second, (first < 3).then_some(first + 1));
        }
        reader.0.close(false);
        thread.join().unwrap();
    });
}

/// What follows has a bug each, which the models must find.
fn canary(bug: fn(Writer, Reader)) {
    check(3, move || {
        let memory = memory(1, 1, Full::Wait, true);
        bug(Writer::new(memory.another()), Reader(Reading::new(memory, 0)));
    });
}

#[test]
#[should_panic(expected = "Causality violation")]
fn canary_a_slot_that_is_released_before_it_is_read_is_noticed() {
    canary(|mut writer, mut reader| {
        let thread = thread::spawn(move || (1..=2).for_each(|value| drop(writer.send(value))));
        if let Seen::UpTo(_) = reader.0.look() {
            let tail = reader.0.tail;
            reader.0.release(reader.0.memory.step(tail));
            // SAFETY: not sound: the slot is not ours any more.
            reader.0.memory.slot(tail.position).with(|slot| unsafe { *slot });
        }
        reader.0.close(true);
        thread.join().unwrap();
    });
}

#[test]
#[should_panic(expected = "deadlock")]
fn canary_a_sleeper_that_does_not_look_again_is_noticed() {
    canary(|mut writer, mut reader| {
        let thread = thread::spawn(move || drop(writer.send(1)));
        if reader.0.look() == Seen::Nothing {
            park::lie_down(&reader);
            // As if there were no look between.
            while reader.0.memory.half(reader.bed().sleep).load(Ordering::Relaxed) == 1 {
                reader.0.memory.wait(reader.bed(), None);
            }
            park::get_up(&reader);
        }
        thread.join().unwrap();
    });
}

#[test]
#[should_panic(expected = "lost the last")]
fn canary_an_end_that_is_believed_at_once_is_noticed() {
    canary(|mut writer, mut reader| {
        let thread = thread::spawn(move || {
            writer.send(1);
            writer.0.close();
        });
        // As if `look` did not look once more behind the state of the writer.
        let head = reader.0.memory.head().load(Ordering::Acquire);
        if head == 0 && reader.0.memory.writer().load(Ordering::Acquire) != ring_value::OPEN {
            panic!("lost the last message");
        }
        while reader.next().is_some() {}
        thread.join().unwrap();
    });
}
