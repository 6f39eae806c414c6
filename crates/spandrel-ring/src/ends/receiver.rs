//! The reader's end.

use std::{
    marker::PhantomData,
    time::{Duration, Instant},
};

use spandrel_abi::ring_word::{BATCH_BYTES, BATCH_MESSAGES};

use super::{
    batch::{self, Batch, Header, Records, Span},
    message::{Message, Plain, check_all},
};
use crate::{
    error::Error,
    event::Bed,
    memory::Memory,
    merging::{self, Many},
    park::{self, Waiter},
    reading::{Reading, Seen},
    shape::{Mark, Shape},
    sync::add,
};

/// The end of a ring that reads. Dropped, it is closed.
pub struct Receiver<T: Message + ?Sized> {
    #[cfg(feature = "async")]
    pub(crate) event: Option<super::tasks::Event>,
    pub(crate) inner: Inner,
    message: PhantomData<fn(&T)>,
}

/// One of many readers of a ring: each gets every message that is sent after it was made. Or a reader of many rings:
/// [`merge`](super::merge).
pub type Reader<T> = Receiver<T>;

/// What does not depend on the type.
pub(crate) struct Inner {
    rings: Rings,
    /// A copy of the batch, for readers that may lose messages.
    copy: Vec<u64>,
}

/// What is read from.
enum Rings {
    One(Reading),
    Many(Box<Many>),
}

impl Waiter for Inner {
    fn place(&self) -> (&Memory, Bed) {
        match &self.rings {
            Rings::One(reading) => (&reading.memory, reading.cursor().bed()),
            Rings::Many(many) => many.place(),
        }
    }

    fn count(&self, change: u32) {
        match &self.rings {
            Rings::One(reading) => add(reading.memory.sleepers(), change),
            Rings::Many(many) => many.count(change),
        }
    }
}

impl<T: Message + ?Sized> Receiver<T> {
    pub(crate) fn new(memory: Memory, index: u32) -> Receiver<T> {
        let rings = if memory.merges() {
            Rings::Many(Box::new(Many::new(memory)))
        } else {
            Rings::One(Reading::new(memory, index))
        };
        Receiver {
            #[cfg(feature = "async")]
            event: None,
            inner: Inner { rings, copy: Vec::new() },
            message: PhantomData,
        }
    }

    /// Messages that this reader has lost, because a ring was full of what it had not read: see [`Full`](crate::Full).
    pub fn lost(&self) -> u64 {
        match &self.inner.rings {
            Rings::One(reading) => reading.lost(),
            Rings::Many(many) => many.lost(),
        }
    }

    /// For generated code: the end as a number, to be passed to Go.
    #[doc(hidden)]
    pub fn into_raw(self) -> u64 {
        let receiver = std::mem::ManuallyDrop::new(self);
        #[cfg(feature = "async")]
        // SAFETY: the receiver is not used any more, and not dropped.
        drop(unsafe { std::ptr::read(&raw const receiver.event) });
        // SAFETY: likewise.
        let Inner { rings, copy: _ } = unsafe { std::ptr::read(&raw const receiver.inner) };
        match rings {
            Rings::One(reading) => {
                let index = reading.index();
                merging::number(reading.memory, index)
            }
            Rings::Many(many) => merging::number(many.into_memory(), 0),
        }
    }
}

impl<T: Message + ?Sized> Drop for Receiver<T> {
    fn drop(&mut self) {
        match &mut self.inner.rings {
            Rings::One(reading) => {
                let solo = reading.memory.solo();
                reading.close(solo);
            }
            Rings::Many(many) => many.close(),
        }
    }
}

impl<T: Plain> Receiver<T> {
    /// Waits for messages: some of those that are there, at least one.
    ///
    /// # Errors
    /// [`Error::Closed`] behind the last message of a writer that has closed.
    pub fn batch(&mut self) -> Result<Batch<'_, T>, Error> {
        let span = self.inner.wait(None)?;
        self.items(span)
    }

    /// The messages that are there, if any.
    ///
    /// # Errors
    /// As those of [`Receiver::batch`].
    pub fn try_batch(&mut self) -> Result<Option<Batch<'_, T>>, Error> {
        match self.inner.take()? {
            Some(span) => self.items(span).map(Some),
            None => Ok(None),
        }
    }

    /// [`Receiver::batch`] for a while at most.
    ///
    /// # Errors
    /// [`Error::TimedOut`], and as those of [`Receiver::batch`].
    pub fn batch_within(&mut self, time: Duration) -> Result<Batch<'_, T>, Error> {
        let span = self.inner.wait(Some(Instant::now() + time))?;
        self.items(span)
    }

    pub(crate) fn items(&mut self, span: Span) -> Result<Batch<'_, T>, Error> {
        // SAFETY: a span of slots: aligned, with as many values as fit its bytes, which were published.
        let checked = unsafe { check_all::<T>(span.at.cast(), span.len / size_of::<T>()) };
        if checked.is_err() {
            return self.inner.corrupt();
        }
        // SAFETY: checked; the batch borrows the receiver, and releases when it is dropped.
        Ok(unsafe { Batch::new(span, self.inner.reading()) })
    }
}

impl Receiver<[u8]> {
    /// Waits for records: some of those that are there, at least one.
    ///
    /// # Errors
    /// [`Error::Closed`] behind the last record of a writer that has closed.
    pub fn batch(&mut self) -> Result<Records<'_>, Error> {
        let span = self.inner.wait(None)?;
        Ok(self.records(span))
    }

    /// The records that are there, if any.
    ///
    /// # Errors
    /// As those of [`Receiver::batch`].
    pub fn try_batch(&mut self) -> Result<Option<Records<'_>>, Error> {
        Ok(self.inner.take()?.map(|span| self.records(span)))
    }

    /// [`Receiver::batch`] for a while at most.
    ///
    /// # Errors
    /// [`Error::TimedOut`], and as those of [`Receiver::batch`].
    pub fn batch_within(&mut self, time: Duration) -> Result<Records<'_>, Error> {
        let span = self.inner.wait(Some(Instant::now() + time))?;
        Ok(self.records(span))
    }

    pub(crate) fn records(&mut self, span: Span) -> Records<'_> {
        // SAFETY: published records; the batch borrows the receiver, and releases when it is dropped.
        unsafe { Records::new(span, self.inner.reading()) }
    }
}

impl Inner {
    /// The ring whose batch is being read.
    #[inline]
    fn reading(&mut self) -> &mut Reading {
        match &mut self.rings {
            Rings::One(reading) => reading,
            Rings::Many(many) => many.current(),
        }
    }

    pub(crate) fn wait(&mut self, deadline: Option<Instant>) -> Result<Span, Error> {
        park::until(self, deadline, |inner| inner.take().transpose()).unwrap_or(Err(Error::TimedOut))
    }

    /// What is there.
    pub(crate) fn take(&mut self) -> Result<Option<Span>, Error> {
        let seen = match &mut self.rings {
            Rings::One(reading) => reading.look(),
            Rings::Many(many) => many.look(),
        };
        match seen {
            Seen::Nothing => Ok(None),
            Seen::End => Err(Error::Closed),
            Seen::Corrupt => match &self.rings {
                Rings::One(_) => self.corrupt(),
                // It has left that ring.
                Rings::Many(_) => Err(Error::Corrupt),
            },
            Seen::UpTo(_) if self.reading().lossy => self.copy(),
            Seen::UpTo(head) => {
                let reading = self.reading();
                match batch::span(&reading.memory.shape, reading, head) {
                    Some(span) => Ok(Some(span)),
                    None => self.corrupt(),
                }
            }
        }
    }

    /// Closes the ring whose batch was to be read. A reader of many rings leaves it.
    #[cold]
    fn corrupt<R>(&mut self) -> Result<R, Error> {
        self.reading().memory.condemn();
        if let Rings::Many(many) = &mut self.rings {
            many.leave_current();
        }
        Err(Error::Corrupt)
    }

    /// Copies a batch while the cursor is claimed, so that the writer has to wait for the copy at most.
    fn copy(&mut self) -> Result<Option<Span>, Error> {
        let Inner { rings, copy } = self;
        let reading = match rings {
            Rings::One(reading) => reading,
            Rings::Many(many) => many.current(),
        };
        let seen = reading.claim();
        let shape = reading.memory.shape;
        let span = match seen {
            Seen::UpTo(head) => batch::span(&shape, reading, head),
            _ => None,
        };
        let copied = span.and_then(|span| measure(&shape, span));
        if let Some((span, _)) = copied {
            let words = span.len.div_ceil(8);
            if copy.len() < words {
                copy.resize(words, 0);
            }
            // SAFETY: both have `len` bytes, and the ring's are not written to before the release below.
            unsafe { std::ptr::copy_nonoverlapping(span.at, copy.as_mut_ptr().cast(), span.len) };
        }
        let behind = copied.map_or(reading.tail, |(_, behind)| behind);
        reading.release(behind);
        match (seen, copied) {
            (Seen::Nothing, _) => Ok(None),
            (_, Some((span, _))) => Ok(Some(Span { at: copy.as_ptr().cast(), copied: true, ..span })),
            _ => self.corrupt(),
        }
    }
}

/// The part of a span that a batch has, and the mark behind it.
fn measure(shape: &Shape, span: Span) -> Option<(Span, Mark)> {
    let mut mark = span.start;
    if let Some(count) = (span.len as u64).checked_div(shape.stride) {
        mark.position += 8 * count;
        mark.messages += count;
        return Some((span, mark));
    }
    let (mut len, mut left, mut room) = (0, BATCH_MESSAGES, BATCH_BYTES);
    while len < span.len && left > 0 && room > 0 {
        // SAFETY: within the span.
        match unsafe { batch::header(span.at.add(len), span.len - len) } {
            Header::Record { len: bytes, positions } => {
                len += positions;
                left -= 1;
                room = room.saturating_sub(bytes as u64);
                mark.position += positions as u64;
                mark.messages += 1;
                mark.bytes += bytes as u64;
            }
            Header::Skip => break,
            Header::Corrupt if len == 0 => return None,
            Header::Corrupt => break,
        }
    }
    Some((Span { len, ..span }, mark))
}
