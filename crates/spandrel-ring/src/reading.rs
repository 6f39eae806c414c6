//! A reader's half of the protocol: looking, releasing, closing.

use spandrel_abi::{
    ring_value::{ACTIVE, CORRUPT, FREE, JOINING, LEFT, OPEN, TAKEN},
    ring_word::CLAIM,
};

use crate::{
    memory::{self, Cursor, Memory},
    park,
    shape::Mark,
    sync::{AFTER, Ordering, add, raise, store},
};

/// What a reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Messages up to this position.
    UpTo(u64),
    /// Nothing yet.
    Nothing,
    /// Nothing, and there never will be.
    End,
    /// Something that cannot be.
    Corrupt,
}

/// One reader of a ring.
pub(crate) struct Reading {
    pub(crate) memory: Memory,
    index: u32,
    /// What it has released. Of a reader that may lose messages, that only while it has claimed its cursor.
    pub(crate) tail: Mark,
    active: bool,
    /// Whether the writer may move its cursor.
    pub(crate) lossy: bool,
}

impl Reading {
    pub(crate) fn new(memory: Memory, index: u32) -> Reading {
        let lossy = memory.cursor(index).lossy().load(Ordering::Relaxed) != 0;
        Reading { memory, index, tail: Mark::default(), active: false, lossy }
    }

    /// Takes a cursor that nobody has. The writer lets its reader in with the next message.
    /// `merged` is where a reader of many rings waits.
    pub(crate) fn join(memory: &Memory, lossy: bool, merged: Option<&Memory>) -> Option<u32> {
        let index = (0..memory.shape.readers).find(|&index| {
            let state = memory.cursor(index).state();
            let before = state.load(Ordering::Relaxed);
            (before == FREE || before == LEFT)
                && state.compare_exchange(before, TAKEN, Ordering::AcqRel, Ordering::Relaxed).is_ok()
        })?;
        let cursor = memory.cursor(index);
        cursor.lossy().store(u32::from(lossy), Ordering::Relaxed);
        let waits = merged.map_or(0, |merged| merged.another().into_raw());
        let before = cursor.merging().swap(waits + 1, Ordering::AcqRel);
        // SAFETY: the word had a reference, of a reader that the writer has never let in.
        unsafe { memory::release(before.saturating_sub(1)) };
        memory.used().fetch_max(index + 1, Ordering::AcqRel);
        memory.open_end();
        cursor.state().store(JOINING, Ordering::Release);
        add(memory.joins(), 1);
        Some(index)
    }

    pub(crate) fn cursor(&self) -> Cursor<'_> {
        self.memory.cursor(self.index)
    }

    pub(crate) fn index(&self) -> u32 {
        self.index
    }

    /// Messages that it has lost so far.
    pub(crate) fn lost(&self) -> u64 {
        if self.active { self.cursor().lost().load(Ordering::Acquire) } else { 0 }
    }

    /// How far the writer has come.
    pub(crate) fn head(&self) -> u64 {
        self.memory.head().load(AFTER) & !CLAIM
    }

    /// How far this reader has.
    pub(crate) fn position(&self) -> u64 {
        if self.lossy { self.cursor().tail().load(Ordering::Acquire) & !CLAIM } else { self.tail.position }
    }

    /// Looks for messages, without claiming them.
    #[inline]
    pub(crate) fn look(&mut self) -> Seen {
        let mut seen = self.look_once();
        if seen == Seen::Nothing {
            match self.memory.writer().load(AFTER) {
                OPEN => {}
                CORRUPT => return Seen::Corrupt,
                // What was published before it closed is visible now.
                _ => {
                    seen = self.look_once();
                    if seen == Seen::Nothing {
                        return Seen::End;
                    }
                }
            }
        }
        seen
    }

    #[inline]
    fn look_once(&mut self) -> Seen {
        if !self.active {
            if self.cursor().state().load(Ordering::Acquire) != ACTIVE {
                return Seen::Nothing;
            }
            self.tail = self.marked(self.cursor().tail().load(Ordering::Acquire) & !CLAIM);
            self.active = true;
        }
        let tail = self.position();
        let head = self.head();
        match head.wrapping_sub(tail) {
            0 => Seen::Nothing,
            // Of a cursor that the writer moves, the tail may be old by now. It is looked at again once it is claimed.
            many if many > self.memory.shape.capacity && !self.lossy => Seen::Corrupt,
            _ => Seen::UpTo(head),
        }
    }

    fn marked(&self, position: u64) -> Mark {
        let cursor = self.cursor();
        Mark {
            position,
            messages: cursor.messages().load(Ordering::Relaxed),
            bytes: cursor.bytes().load(Ordering::Relaxed),
        }
    }

    /// Claims a cursor that the writer may move: until [`Reading::release`] it does not. Returns the end of what can be read.
    pub(crate) fn claim(&mut self) -> Seen {
        let position = loop {
            let tail = self.cursor().tail().load(Ordering::Relaxed) & !CLAIM;
            let claimed = self.cursor().tail().compare_exchange(
                tail,
                tail | CLAIM,
                Ordering::Acquire,
                Ordering::Relaxed,
            );
            if claimed.is_ok() {
                break tail;
            }
            // The writer moves it: a few steps.
            pause();
        };
        self.tail = self.marked(position);
        let head = self.memory.head().load(Ordering::Acquire) & !CLAIM;
        match head.wrapping_sub(position) {
            0 => Seen::Nothing,
            many if many > self.memory.shape.capacity => Seen::Corrupt,
            _ => Seen::UpTo(head),
        }
    }

    /// Releases everything before the mark. The writer may write there.
    #[inline]
    pub(crate) fn release(&mut self, mark: Mark) {
        self.tail = mark;
        let cursor = self.cursor();
        cursor.messages().store(mark.messages, Ordering::Relaxed);
        cursor.bytes().store(mark.bytes, Ordering::Relaxed);
        store(cursor.tail(), mark.position);
        park::wake(&self.memory, self.memory.bed());
    }

    /// Closes the reader's end. The writer does not wait for it any more.
    pub(crate) fn close(&mut self, solo: bool) {
        // First, so that the writer does not go on as with no readers at all.
        if solo {
            raise(self.memory.gone(), 1);
        }
        raise(self.cursor().state(), LEFT);
        park::wake(&self.memory, self.memory.bed());
        self.memory.close_end();
    }
}

fn pause() {
    #[cfg(not(all(test, spandrel_loom)))]
    std::thread::yield_now();
    #[cfg(all(test, spandrel_loom))]
    loom::thread::yield_now();
}
