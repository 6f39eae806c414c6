//! Messages that a reader has at once, where they lie. The ring gets their memory back when the batch is dropped.

use std::{marker::PhantomData, ops::Deref};

use spandrel_abi::{
    ring_value::SKIP,
    ring_word::{BATCH_BYTES, BATCH_MESSAGES},
};

use crate::{
    reading::Reading,
    shape::{Mark, RECORD, Shape, record},
};

/// Memory with messages that lie in a row.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    pub(crate) at: *const u8,
    /// Bytes.
    pub(crate) len: usize,
    /// Before the first message, or before a gap in front of it.
    pub(crate) start: Mark,
    /// Whether it is a copy, and the messages are released already.
    pub(crate) copied: bool,
}

/// What lies at an address where a record begins.
pub(crate) enum Header {
    /// A record of so many bytes, which takes so many positions.
    Record { len: usize, positions: usize },
    /// Nothing up to the end of the data.
    Skip,
    /// A length that cannot be.
    Corrupt,
}

/// Reads the length of a record, of which `rest` bytes can be there.
///
/// # Safety
/// `at` is aligned to 8 and `rest` bytes can be read there.
#[inline]
pub(crate) unsafe fn header(at: *const u8, rest: usize) -> Header {
    if (rest as u64) < RECORD {
        return Header::Corrupt;
    }
    // SAFETY: there are eight bytes, as the caller guarantees.
    let len = unsafe { at.cast::<u32>().read() };
    if len == SKIP {
        return Header::Skip;
    }
    let positions = record(u64::from(len)) as usize;
    if positions > rest { Header::Corrupt } else { Header::Record { len: len as usize, positions } }
}

/// Where the published messages from a mark on lie in a row, without those that no longer fit a batch of slots.
pub(crate) fn span(shape: &Shape, reading: &Reading, head: u64) -> Option<Span> {
    let mut start = reading.tail;
    if let Some(fit) = BATCH_BYTES.checked_div(shape.stride) {
        let slots = shape.capacity / 8;
        let index = shape.within(start.position) / 8;
        let most = fit.clamp(1, BATCH_MESSAGES);
        let count = ((head - start.position) / 8).min(slots - index).min(most);
        let len = (count * shape.stride) as usize;
        return Some(Span { at: reading.memory.data(start.position), len, start, copied: false });
    }
    loop {
        let rest = (head - start.position).min(shape.capacity - shape.within(start.position)) as usize;
        let at = reading.memory.data(start.position).cast_const();
        // SAFETY: published positions up to the end of the data, so within the memory and written before.
        match unsafe { header(at, rest) } {
            Header::Record { .. } => return Some(Span { at, len: rest, start, copied: false }),
            // A message follows, for which the ring had no room here.
            Header::Skip if shape.within(start.position) > 0 => {
                start.position += shape.capacity - shape.within(start.position);
                if start.position >= head {
                    return None;
                }
            }
            Header::Skip | Header::Corrupt => return None,
        }
    }
}

/// Plain data that a reader has at once: a slice, valid until the batch is dropped.
pub struct Batch<'a, T> {
    items: &'a [T],
    reading: Option<&'a mut Reading>,
}

impl<'a, T> Batch<'a, T> {
    /// # Safety
    /// The span has values of `T`, and stays as it is while `reading` is borrowed and releases nothing.
    pub(crate) unsafe fn new(span: Span, reading: &'a mut Reading) -> Batch<'a, T> {
        // SAFETY: the caller guarantees the values.
        let items = unsafe { std::slice::from_raw_parts(span.at.cast(), span.len / size_of::<T>()) };
        Batch { items, reading: (!span.copied).then_some(reading) }
    }
}

impl<T> Deref for Batch<'_, T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        self.items
    }
}

impl<T> Drop for Batch<'_, T> {
    fn drop(&mut self) {
        if let Some(reading) = &mut self.reading {
            let count = self.items.len() as u64;
            let start = reading.tail;
            let position = start.position + 8 * count;
            reading.release(Mark { position, messages: start.messages + count, ..start });
        }
    }
}

/// Records that a reader has at once: an iterator of slices, valid until it is dropped. Those that were not taken by then are
/// released as well.
pub struct Records<'a> {
    at: *const u8,
    rest: usize,
    /// Behind the last record that was taken.
    mark: Mark,
    /// Records that are still in the batch, and bytes.
    left: u64,
    room: u64,
    reading: Option<&'a mut Reading>,
    bytes: PhantomData<&'a [u8]>,
}

// SAFETY: it refers to memory that does not change until it is dropped.
unsafe impl Send for Records<'_> {}

impl<'a> Records<'a> {
    /// # Safety
    /// The span has published records and stays as it is while `reading` is borrowed and releases nothing.
    pub(crate) unsafe fn new(span: Span, reading: &'a mut Reading) -> Records<'a> {
        Records {
            at: span.at,
            rest: span.len,
            mark: span.start,
            left: BATCH_MESSAGES,
            room: BATCH_BYTES,
            reading: (!span.copied).then_some(reading),
            bytes: PhantomData,
        }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = &'a [u8];

    #[inline]
    fn next(&mut self) -> Option<&'a [u8]> {
        if self.rest == 0 || self.left == 0 || self.room == 0 {
            return None;
        }
        // SAFETY: `rest` bytes from here on are part of the span.
        match unsafe { header(self.at, self.rest) } {
            Header::Record { len, positions } => {
                // SAFETY: the record lies within the span.
                let bytes = unsafe { std::slice::from_raw_parts(self.at.add(RECORD as usize), len) };
                // SAFETY: likewise.
                self.at = unsafe { self.at.add(positions) };
                self.rest -= positions;
                self.left -= 1;
                self.room = self.room.saturating_sub(len as u64);
                self.mark.position += positions as u64;
                self.mark.messages += 1;
                self.mark.bytes += len as u64;
                Some(bytes)
            }
            Header::Skip => {
                self.mark.position += self.rest as u64;
                self.rest = 0;
                None
            }
            // The next batch reports it, as its first record is this one.
            Header::Corrupt => {
                self.rest = 0;
                None
            }
        }
    }
}

impl Drop for Records<'_> {
    fn drop(&mut self) {
        while self.next().is_some() {}
        if let Some(reading) = &mut self.reading {
            reading.release(self.mark);
        }
    }
}
