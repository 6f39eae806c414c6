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
    merging::{self, Many},
    park::{self, Waiter},
    reading::{Reading, Seen},
    shape::Shape,
    sync::{Ordering, add},
    writing::{Room, Writing},
};

fn memory(messages: u64, readers: u32, full: Full, solo: bool) -> Memory {
    let capacity = messages.next_power_of_two() * 8;
    let shape = Shape { size: 0, data: 0, capacity, stride: 8, messages, bytes: u64::MAX, readers, full };
    Memory::new(shape, solo).unwrap_or_else(|error| panic!("{error}"))
}

struct Writer(Writing);

impl Waiter for Writer {
    fn place(&self) -> (&Memory, Bed) {
        (&self.0.memory, self.0.memory.bed())
    }

    fn count(&self, _: u32) {}
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
    fn place(&self) -> (&Memory, Bed) {
        (&self.0.memory, self.0.cursor().bed())
    }

    fn count(&self, change: u32) {
        add(self.0.memory.sleepers(), change);
    }
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
        let index = Reading::join(&memory, false, None).unwrap();
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

/// The next value of any ring, or `None` behind the last one of all.
fn next_of(many: &mut Many) -> Option<u64> {
    let seen = park::until(many, None, |many| match many.look() {
        Seen::Nothing => None,
        seen => Some(seen),
    });
    match seen {
        Some(Seen::UpTo(_)) => {
            let reading = many.current();
            let tail = reading.tail;
            // SAFETY: loom reports a writer beside it.
            let value = reading.memory.slot(tail.position).with(|slot| unsafe { *slot });
            reading.release(reading.memory.step(tail));
            Some(value)
        }
        Some(Seen::End) => None,
        other => panic!("{other:?}"),
    }
}

fn merging() -> Memory {
    let shape = Shape {
        size: 0,
        data: 1 << 20,
        capacity: 8,
        stride: 8,
        messages: 1,
        bytes: u64::MAX,
        readers: 1,
        full: Full::Wait,
    };
    Memory::merging(shape, 8).unwrap_or_else(|error| panic!("{error}"))
}

/// A reader of many rings that sleeps is woken by the owner, which adds a ring, and by the writer of that ring.
#[test]
fn a_ring_is_added_while_the_reader_sleeps() {
    check(2, || {
        let (ring, merged) = (memory(1, 1, Full::Wait, false), merging());
        let mut many = Many::new(merged.another());
        let thread = thread::spawn(move || {
            merging::join(&merged, &ring, false).unwrap().unwrap();
            merging::finish(&merged);
            let mut writer = Writer::new(ring);
            assert_eq!(writer.send(7), Some(true));
            writer.0.close();
        });
        assert_eq!(next_of(&mut many), Some(7));
        assert_eq!(next_of(&mut many), None);
        many.close();
        thread.join().unwrap();
    });
}

/// A writer that has not let the reader in wakes it when it closes.
#[test]
fn a_writer_that_closes_wakes_a_reader_of_many() {
    check(2, || {
        let (ring, merged) = (memory(1, 1, Full::Wait, false), merging());
        let mut many = Many::new(merged.another());
        merging::join(&merged, &ring, false).unwrap().unwrap();
        merging::finish(&merged);
        let mut writer = Writer::new(ring);
        let thread = thread::spawn(move || writer.0.close());
        assert_eq!(next_of(&mut many), None);
        many.close();
        thread.join().unwrap();
    });
}

/// A reader that closes while a ring is added leaves no cursor behind that a writer would wait for.
#[test]
fn a_ring_is_added_while_the_reader_closes() {
    check(3, || {
        let (ring, merged) = (memory(1, 1, Full::Wait, false), merging());
        let mut many = Many::new(merged.another());
        let owned = ring.another();
        let thread = thread::spawn(move || {
            let _ = merging::join(&merged, &owned, false);
        });
        many.close();
        thread.join().unwrap();
        let state = ring.cursor(0).state().load(Ordering::Relaxed);
        assert!(state == ring_value::LEFT || state == ring_value::FREE, "{state}");
    });
}

/// A ring that is removed is read up to there, and left.
#[test]
fn a_ring_is_removed_while_the_reader_reads() {
    check(2, || {
        let (ring, merged) = (memory(1, 1, Full::Wait, false), merging());
        let mut many = Many::new(merged.another());
        let (slot, number) = merging::join(&merged, &ring, false).unwrap().unwrap();
        let mut writer = Writer::new(ring.another());
        assert_eq!(writer.send(7), Some(true));
        let thread = thread::spawn(move || {
            assert!(merging::part(&merged, slot, number));
            merging::finish(&merged);
        });
        assert_eq!(next_of(&mut many), Some(7));
        assert_eq!(next_of(&mut many), None);
        many.close();
        thread.join().unwrap();
        assert_eq!(ring.cursor(0).state().load(Ordering::Relaxed), ring_value::LEFT);
        assert_eq!(writer.send(8), Some(true));
    });
}

/// A cursor that another reader takes, while the writer lets in the one before, is that of the other one, which is woken.
#[test]
fn issue_a_cursor_is_taken_again_while_its_reader_is_let_in() {
    check(2, || {
        let (ring, merged, first) = (memory(1, 1, Full::Wait, false), merging(), merging());
        let mut closing = Many::new(first.another());
        merging::join(&first, &ring, false).unwrap().unwrap();
        let mut writer = Writer::new(ring.another());
        let thread = thread::spawn(move || {
            assert_eq!(writer.send(7), Some(true));
            writer.0.close();
        });
        closing.close();
        let mut many = Many::new(merged.another());
        merging::join(&merged, &ring, false).unwrap().unwrap();
        merging::finish(&merged);
        if let Some(value) = next_of(&mut many) {
            assert_eq!(value, 7);
            assert_eq!(next_of(&mut many), None);
        }
        many.close();
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
            while reader.0.memory.half(reader.place().1.sleep).load(Ordering::Relaxed) == 1 {
                reader.0.memory.wait(reader.place().1, None);
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

#[test]
#[should_panic(expected = "deadlock")]
fn canary_a_writer_that_wakes_at_its_own_cursor_only_is_noticed() {
    check(3, || {
        let (ring, merged) = (memory(1, 1, Full::Wait, false), merging());
        let mut many = Many::new(merged.another());
        merging::join(&merged, &ring, false).unwrap().unwrap();
        let mut writer = Writer::new(ring);
        let thread = thread::spawn(move || {
            // As if the cursor did not say where its reader sleeps.
            writer.0.memory.cursor(0).merging().store(1, Ordering::Relaxed);
            writer.send(7);
            std::mem::forget(merged);
        });
        next_of(&mut many);
        thread.join().unwrap();
    });
}
