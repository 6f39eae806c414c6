//! A reader of many rings: the memory that lists them, and both halves of its protocol.
//!
//! The data of this memory are words, one for each ring at most. The owner joins a ring and writes the number of that end into a word;
//! the reader attaches what it finds there, and writes 0 once it has left the ring. The reader sleeps in one place, at the cursor of
//! this memory. The cursors of the rings refer to it, so that the writer of each ring wakes it there.

use std::sync::atomic::AtomicBool;

use spandrel_abi::{
    ring_value::{CLOSED, LEFT, OPEN},
    ring_word::LEAVE,
};

use crate::{
    event::Bed,
    memory::Memory,
    park::{self, Waiter},
    reading::{Reading, Seen},
    shape::PAGE,
    sync::{AFTER, Ordering, add, bump, raise},
};

/// The number of a reading end.
pub(crate) fn number(memory: Memory, index: u32) -> u64 {
    memory.into_raw() | u64::from(index + 1)
}

/// The reading end of a number.
///
/// # Safety
/// The number is one of [`number`], or of an end of Go's, and nobody else has it.
pub(crate) unsafe fn attach(number: u64) -> Reading {
    // SAFETY: the number has a reference, which the caller transfers.
    let memory = unsafe { Memory::from_raw(number & !(PAGE - 1)) };
    Reading::new(memory, (number % PAGE) as u32 - 1)
}

/// A ring that is being read.
struct Member {
    reading: Reading,
    /// The word where its number stands.
    slot: u32,
    /// Where it is to leave the ring.
    until: Option<u64>,
}

impl Member {
    fn look(&mut self) -> Seen {
        match (self.reading.look(), self.until) {
            (Seen::Nothing, Some(_)) => Seen::End,
            (Seen::UpTo(_), Some(until)) if self.reading.position() >= until => Seen::End,
            (seen, _) => seen,
        }
    }
}

/// The reader's half.
pub(crate) struct Many {
    pub(crate) memory: Memory,
    members: Vec<Member>,
    /// Which words are members.
    attached: Vec<bool>,
    /// The member whose batch is being read, and the one that is looked at next.
    current: usize,
    next: usize,
    /// The count of changes when the words were last read.
    known: u64,
    /// How many members are to leave their rings.
    leaving: usize,
    /// Whether it says in each ring that it sleeps.
    asleep: AtomicBool,
}

impl Waiter for Many {
    fn place(&self) -> (&Memory, Bed) {
        (&self.memory, self.memory.cursor(0).bed())
    }

    fn count(&self, change: u32) {
        self.asleep.store(change == 1, std::sync::atomic::Ordering::Relaxed);
        for member in &self.members {
            add(member.reading.memory.sleepers(), change);
        }
    }
}

impl Many {
    pub(crate) fn new(memory: Memory) -> Many {
        let attached = vec![false; memory.shape.messages as usize];
        let asleep = AtomicBool::new(false);
        Many { memory, members: Vec::new(), attached, current: 0, next: 0, known: 0, leaving: 0, asleep }
    }

    /// The ring whose batch is being read.
    pub(crate) fn current(&mut self) -> &mut Reading {
        &mut self.members[self.current].reading
    }

    /// Looks for messages in each ring, beginning behind the one that had some last.
    pub(crate) fn look(&mut self) -> Seen {
        loop {
            self.update();
            if self.leaving > 0 {
                self.leave_those_read();
            }
            let mut turn = 0;
            while turn < self.members.len() {
                self.next = if self.next < self.members.len() { self.next } else { 0 };
                match self.members[self.next].look() {
                    Seen::UpTo(head) => {
                        self.current = self.next;
                        self.next += 1;
                        return Seen::UpTo(head);
                    }
                    Seen::Nothing => {
                        self.next += 1;
                        turn += 1;
                    }
                    Seen::End => self.leave(self.next),
                    Seen::Corrupt => {
                        self.leave(self.next);
                        return Seen::Corrupt;
                    }
                }
            }
            if self.memory.writer().load(AFTER) == OPEN {
                return Seen::Nothing;
            }
            // What was added before the owner was dropped is visible now.
            if self.memory.head().load(AFTER) == self.known {
                return if self.members.is_empty() { Seen::End } else { Seen::Nothing };
            }
        }
    }

    /// Reads the words, if they have changed.
    #[inline]
    fn update(&mut self) {
        let now = self.memory.head().load(AFTER);
        if now != self.known {
            self.known = now;
            self.read_words();
        }
    }

    #[cold]
    fn read_words(&mut self) {
        for slot in 0..self.memory.words_used() {
            let word = self.memory.end_word(slot).load(Ordering::Acquire);
            let number = word & !LEAVE;
            if number == 0 {
                continue;
            }
            if !self.attached[slot as usize] {
                // SAFETY: the owner has put it there for this reader, which writes 0 when it has closed it.
                let reading = unsafe { attach(number) };
                if self.asleep.load(std::sync::atomic::Ordering::Relaxed) {
                    add(reading.memory.sleepers(), 1);
                }
                self.attached[slot as usize] = true;
                self.members.push(Member { reading, slot, until: None });
            }
            if word & LEAVE != 0
                && let Some(member) = self.members.iter_mut().find(|member| member.slot == slot)
                && member.until.is_none()
            {
                member.until = Some(member.reading.head());
                self.leaving += 1;
            }
        }
    }

    /// Leaves the rings that are read up to where they are to be left. Their writers wait no longer than that, whose turn it is or not.
    #[cold]
    fn leave_those_read(&mut self) {
        for index in (0..self.members.len()).rev() {
            let member = &mut self.members[index];
            if member.until.is_some() && member.look() == Seen::End {
                self.leave(index);
            }
        }
    }

    /// Leaves a ring. What was lost there stays counted.
    fn leave(&mut self, index: usize) {
        let mut member = self.members.remove(index);
        self.leaving -= usize::from(member.until.is_some());
        if index < self.next {
            self.next -= 1;
        }
        if self.asleep.load(std::sync::atomic::Ordering::Relaxed) {
            add(member.reading.memory.sleepers(), u32::MAX);
        }
        // Only this reader counts here.
        let lost = self.memory.cursor(0).lost();
        lost.store(lost.load(Ordering::Relaxed) + member.reading.lost(), Ordering::Relaxed);
        member.reading.close(false);
        self.attached[member.slot as usize] = false;
        self.memory.end_word(member.slot).store(0, Ordering::Release);
    }

    /// Leaves the ring whose batch was to be read.
    pub(crate) fn leave_current(&mut self) {
        self.leave(self.current);
    }

    /// Messages that were lost in all rings.
    pub(crate) fn lost(&self) -> u64 {
        let left = self.memory.cursor(0).lost().load(Ordering::Relaxed);
        self.members.iter().fold(left, |lost, member| lost + member.reading.lost())
    }

    /// The memory. The ends stay where their numbers stand, and nobody has them for now.
    pub(crate) fn into_memory(self) -> Memory {
        for member in self.members {
            // What it has of its own is in the memory of its ring.
            std::mem::forget(member.reading);
        }
        self.memory
    }

    /// Closes the reader's end in each ring, also in those that it has not noticed yet.
    pub(crate) fn close(&mut self) {
        // First: the owner closes what it adds from now on.
        raise(self.memory.gone(), 1);
        for slot in 0..self.memory.words_used() {
            let number = self.memory.end_word(slot).swap(0, Ordering::AcqRel) & !LEAVE;
            match self.members.iter().position(|member| member.slot == slot) {
                Some(index) => self.members.swap_remove(index).reading.close(false),
                // SAFETY: the side that writes 0 has the end.
                None if number != 0 => unsafe { attach(number) }.close(false),
                None => {}
            }
        }
        raise(self.memory.cursor(0).state(), LEFT);
        self.memory.close_end();
    }
}

/// The owner's half: joins a ring, and puts the end into a word. `None` if there is no word left; the error if the reader is closed.
pub(crate) fn join(merged: &Memory, ring: &Memory, lossy: bool) -> Result<Option<(u32, u64)>, Joined> {
    if merged.gone().load(AFTER) != 0 {
        return Err(Joined::Closed);
    }
    let Some(slot) =
        (0..merged.shape.messages as u32).find(|&slot| merged.end_word(slot).load(Ordering::Acquire) == 0)
    else {
        return Ok(None);
    };
    let index = Reading::join(ring, lossy, Some(merged)).ok_or(Joined::Readers)?;
    let number = number(ring.another(), index);
    merged.use_word(slot);
    // A swap, as loom does not order a store with the swaps of the reader.
    merged.end_word(slot).swap(number, Ordering::AcqRel);
    announce(merged);
    // The reader writes 0 into each word when it closes, and the owner into one that it wrote afterwards.
    if merged.gone().load(AFTER) != 0 {
        if merged.end_word(slot).swap(0, Ordering::AcqRel) != 0 {
            // SAFETY: the side that writes 0 has the end.
            unsafe { attach(number) }.close(false);
        }
        return Err(Joined::Closed);
    }
    Ok(Some((slot, number)))
}

/// Why a ring is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joined {
    /// The reader is closed.
    Closed,
    /// The ring has as many readers as it was made for.
    Readers,
}

/// Asks the reader to leave a ring. False if it has left it.
pub(crate) fn part(merged: &Memory, slot: u32, number: u64) -> bool {
    let asked =
        merged.end_word(slot).compare_exchange(number, number | LEAVE, Ordering::AcqRel, Ordering::Relaxed);
    if asked.is_ok() {
        announce(merged);
    }
    asked.is_ok()
}

/// No ring is added any more.
pub(crate) fn finish(merged: &Memory) {
    merged.writer().store(CLOSED, Ordering::Release);
    announce(merged);
    merged.close_end();
}

/// Has the reader read the words.
fn announce(merged: &Memory) {
    bump(merged.head(), 8);
    park::wake(merged, merged.cursor(0).bed());
}
