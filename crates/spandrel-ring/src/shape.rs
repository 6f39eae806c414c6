//! Sizes and bounds of one ring, and where its messages lie.
//!
//! A position counts from the ring's beginning and never wraps: eight for each slot, or the bytes of records with what is around
//! them. Its lower bits are free for marks.

use crate::full::Full;

/// Bytes of a record's length and what fills it up.
pub(crate) const RECORD: u64 = 8;

/// The address of a ring's memory is a multiple of it. An end's number is between two of them.
pub(crate) const PAGE: u64 = 4096;

/// Sizes and bounds; they never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) size: u64,
    pub(crate) data: u64,
    pub(crate) capacity: u64,
    pub(crate) stride: u64,
    pub(crate) messages: u64,
    pub(crate) bytes: u64,
    pub(crate) readers: u32,
    pub(crate) full: Full,
}

/// How far someone has come: a position, and what lies before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) position: u64,
    pub(crate) messages: u64,
    pub(crate) bytes: u64,
}

/// What a message takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Space {
    /// Positions up to the end of the data, if the message does not fit there.
    pub(crate) skip: u64,
    /// Positions of the message.
    pub(crate) positions: u64,
    /// Bytes that count against the bound.
    pub(crate) bytes: u64,
}

impl Shape {
    /// What a message of `len` bytes takes at a position.
    #[inline]
    pub(crate) fn space(&self, position: u64, len: u64) -> Space {
        if self.stride > 0 {
            return Space { skip: 0, positions: 8, bytes: 0 };
        }
        let positions = record(len);
        let rest = self.capacity - self.within(position);
        Space { skip: if positions > rest { rest } else { 0 }, positions, bytes: len }
    }

    /// The position within the data.
    #[inline]
    pub(crate) fn within(&self, position: u64) -> u64 {
        position & (self.capacity - 1)
    }

    /// Bytes from the start of the memory.
    #[inline]
    pub(crate) fn offset(&self, position: u64) -> usize {
        let within = self.within(position);
        let at = if self.stride > 0 { within / 8 * self.stride } else { within };
        (self.data + at) as usize
    }

    /// Whether the ring may go on to `head` and not have more than its bounds from `tail` on.
    #[inline]
    pub(crate) fn fits(&self, tail: &Mark, head: &Mark) -> bool {
        head.position.wrapping_sub(tail.position) <= self.capacity
            && head.messages.wrapping_sub(tail.messages) <= self.messages
            && head.bytes.wrapping_sub(tail.bytes) <= self.bytes
    }
}

impl Mark {
    /// Behind a message.
    #[inline]
    pub(crate) fn after(self, space: Space) -> Mark {
        Mark {
            position: self.position + space.skip + space.positions,
            messages: self.messages + 1,
            bytes: self.bytes + space.bytes,
        }
    }

    /// The lesser of each.
    #[inline]
    pub(crate) fn least(self, other: Mark) -> Mark {
        Mark {
            position: self.position.min(other.position),
            messages: self.messages.min(other.messages),
            bytes: self.bytes.min(other.bytes),
        }
    }
}

/// Positions of a record of `len` bytes.
#[inline]
pub(crate) fn record(len: u64) -> u64 {
    RECORD + len.next_multiple_of(8)
}
