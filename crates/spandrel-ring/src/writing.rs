//! The writer's half of the protocol: finding room, publishing, letting readers in, and taking messages from those that may lose
//! some.

use spandrel_abi::{
    ring_value::{ACTIVE, JOINING},
    ring_word::CLAIM,
};

use crate::{
    memory::{self, Cursor, Memory},
    park,
    shape::{Mark, Space},
    sync::{AFTER, Ordering, store},
};

/// How often the writer tries to get at a cursor whose reader is copying.
#[cfg(not(all(test, spandrel_loom)))]
const TRIES: u32 = 200;
#[cfg(all(test, spandrel_loom))]
const TRIES: u32 = 1;

/// Whether there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    /// There is.
    At(Space),
    /// A reader that loses nothing has not released enough.
    Full,
    /// A reader that may lose messages is copying just now.
    Copying,
    /// The only reader, or the ring, is closed.
    Closed,
    /// There never is.
    Never,
}

/// The writer of a ring: one at a time.
pub(crate) struct Writing {
    pub(crate) memory: Memory,
    /// Behind the last message, published or not.
    head: Mark,
    published: Mark,
    /// What the readers had released when it was last looked at.
    free: Mark,
}

impl Writing {
    /// Goes on where the memory says that a writer has stopped.
    pub(crate) fn new(memory: Memory) -> Writing {
        use spandrel_abi::ring::{SENT, SENT_BYTES};
        let head = Mark {
            position: memory.head().load(Ordering::Acquire) & !CLAIM,
            messages: memory.word(SENT).load(Ordering::Relaxed),
            bytes: memory.word(SENT_BYTES).load(Ordering::Relaxed),
        };
        let mut writing = Writing { memory, head, published: head, free: head };
        let used = writing.memory.used().load(Ordering::Acquire);
        writing.free = (0..used).filter_map(|index| writing.released(index)).fold(head, Mark::least);
        writing
    }

    /// Where the next message goes.
    pub(crate) fn position(&self) -> u64 {
        self.head.position
    }

    /// Whether there are messages that are not published.
    pub(crate) fn pending(&self) -> bool {
        self.head != self.published
    }

    /// Looks for room for a message of `len` bytes. If there is none, what was written before is published.
    #[inline]
    pub(crate) fn room(&mut self, len: u64) -> Room {
        if !self.pending() && self.memory.joins().load(Ordering::Acquire) != 0 {
            self.admit();
        }
        let space = self.memory.shape.space(self.head.position, len);
        if space.bytes > self.memory.shape.bytes {
            return Room::Never;
        }
        if self.memory.gone().load(AFTER) != 0 || self.condemned() {
            return Room::Closed;
        }
        if self.memory.shape.fits(&self.free, &self.head.after(space)) {
            return Room::At(space);
        }
        self.look(len)
    }

    #[cold]
    fn look(&mut self, len: u64) -> Room {
        loop {
            let space = self.memory.shape.space(self.head.position, len);
            let after = self.head.after(space);
            let mut copying = false;
            let mut free = self.published;
            for index in 0..self.memory.used().load(Ordering::Acquire) {
                let cursor = self.memory.cursor(index);
                let lossy = cursor.state().load(Ordering::Acquire) == ACTIVE
                    && cursor.lossy().load(Ordering::Relaxed) != 0;
                if lossy {
                    copying |= !self.drop_oldest(cursor, &after);
                }
                if let Some(mark) = self.released(index) {
                    free = free.least(mark);
                }
            }
            self.free = free;
            if self.memory.shape.fits(&free, &after) {
                return Room::At(space);
            }
            if !self.pending() {
                return if copying { Room::Copying } else { Room::Full };
            }
            self.publish();
            self.admit();
        }
    }

    /// What a reader has released, unless nobody reads there.
    fn released(&self, index: u32) -> Option<Mark> {
        let cursor = self.memory.cursor(index);
        if cursor.state().load(AFTER) != ACTIVE {
            return None;
        }
        // The tail first: its reader stores it last.
        let position = cursor.tail().load(AFTER) & !CLAIM;
        Some(Mark {
            position,
            messages: cursor.messages().load(Ordering::Relaxed),
            bytes: cursor.bytes().load(Ordering::Relaxed),
        })
    }

    /// Moves the cursor of a reader that may lose messages until `after` fits. False if its reader is copying.
    fn drop_oldest(&self, cursor: Cursor<'_>, after: &Mark) -> bool {
        let mut tries = 0;
        let position = loop {
            let tail = cursor.tail().load(Ordering::Relaxed);
            let claimed = tail & CLAIM == 0
                && cursor
                    .tail()
                    .compare_exchange(tail, tail | CLAIM, Ordering::Acquire, Ordering::Relaxed)
                    .is_ok();
            if claimed {
                break tail;
            }
            tries += 1;
            if tries >= TRIES {
                return false;
            }
            std::hint::spin_loop();
        };
        let mut mark = Mark {
            position,
            messages: cursor.messages().load(Ordering::Relaxed),
            bytes: cursor.bytes().load(Ordering::Relaxed),
        };
        let mut lost = 0;
        while mark.position < self.published.position && !self.memory.shape.fits(&mark, after) {
            let next = self.memory.step(mark);
            lost += next.messages - mark.messages;
            mark = next;
        }
        let before = cursor.lost().load(Ordering::Relaxed);
        cursor.lost().store(before + lost, Ordering::Relaxed);
        cursor.messages().store(mark.messages, Ordering::Relaxed);
        cursor.bytes().store(mark.bytes, Ordering::Relaxed);
        cursor.tail().store(mark.position, Ordering::Release);
        true
    }

    /// A message is lost for every reader that may lose some: one of them was copying for too long.
    pub(crate) fn lose_newest(&self) {
        for index in 0..self.memory.used().load(Ordering::Acquire) {
            let cursor = self.memory.cursor(index);
            if cursor.state().load(Ordering::Acquire) == ACTIVE {
                // Only the writer counts.
                let before = cursor.lost().load(Ordering::Relaxed);
                cursor.lost().store(before + 1, Ordering::Relaxed);
            }
        }
    }

    /// A message was written to the space.
    #[inline]
    pub(crate) fn commit(&mut self, space: Space) {
        self.head = self.head.after(space);
    }

    /// Lets the readers see what was written.
    #[inline]
    pub(crate) fn publish(&mut self) {
        use spandrel_abi::ring::{SENT, SENT_BYTES};
        self.memory.word(SENT).store(self.head.messages, Ordering::Relaxed);
        self.memory.word(SENT_BYTES).store(self.head.bytes, Ordering::Relaxed);
        store(self.memory.head(), self.head.position);
        self.published = self.head;
        if self.memory.sleepers().load(AFTER) != 0 {
            self.wake();
        }
    }

    #[cold]
    fn wake(&self) {
        for index in 0..self.memory.used().load(Ordering::Acquire) {
            let cursor = self.memory.cursor(index);
            match cursor.merged().load(Ordering::Acquire) {
                0 => park::wake(&self.memory, cursor.bed()),
                // SAFETY: the word has a reference, which only the writer drops.
                merged => unsafe { Memory::wake_at(merged) },
            }
        }
    }

    /// Lets in readers that have joined: the next message is their first.
    #[cold]
    fn admit(&mut self) {
        if self.memory.joins().swap(0, Ordering::AcqRel) == 0 {
            return;
        }
        for index in 0..self.memory.used().load(Ordering::Acquire) {
            let cursor = self.memory.cursor(index);
            if cursor.state().load(Ordering::Acquire) != JOINING {
                continue;
            }
            cursor.messages().store(self.published.messages, Ordering::Relaxed);
            cursor.bytes().store(self.published.bytes, Ordering::Relaxed);
            cursor.lost().store(0, Ordering::Relaxed);
            cursor.tail().store(self.published.position, Ordering::Relaxed);
            // Fails if the reader has closed meanwhile.
            if cursor.state().compare_exchange(JOINING, ACTIVE, Ordering::AcqRel, Ordering::Relaxed).is_err()
            {
                continue;
            }
            // Behind the state, as another reader may have joined meanwhile: it is that one which is let in. And only here, as
            // the writer may be using what stood there before. 0: it is there already.
            let joining = cursor.merging().swap(0, Ordering::AcqRel);
            if joining != 0 {
                let before = cursor.merged().swap(joining - 1, Ordering::AcqRel);
                // SAFETY: the word had a reference.
                unsafe { memory::release(before) };
            }
        }
    }

    fn condemned(&self) -> bool {
        self.memory.writer().load(Ordering::Relaxed) != spandrel_abi::ring_value::OPEN
    }

    /// Publishes what was written and closes the writer's end. Readers get the rest.
    pub(crate) fn close(&mut self) {
        use spandrel_abi::ring_value::{CLOSED, OPEN};
        if self.pending() {
            self.publish();
        }
        let closed =
            self.memory.writer().compare_exchange(OPEN, CLOSED, Ordering::AcqRel, Ordering::Relaxed).is_ok();
        // Behind the state, so that a reader that sleeps sees it or is woken.
        store(self.memory.head(), self.head.position);
        // Those that wait to be let in are woken as well.
        self.admit();
        if closed || self.condemned() {
            self.wake();
        }
        self.memory.close_end();
    }
}
