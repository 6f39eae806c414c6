//! The writer's end.

use std::{
    marker::PhantomData,
    ops::{Deref, DerefMut},
    ptr,
    time::{Duration, Instant},
};

use spandrel_abi::ring_value::SKIP;

use super::message::{Message, Plain};
use crate::{
    error::Error,
    event::Bed,
    full::Full,
    memory::Memory,
    park::{self, Waiter},
    shape::{RECORD, Space},
    writing::{Room, Writing},
};

/// The end of a ring that writes. Dropped, it is closed: readers get the rest, then the end.
pub struct Sender<T: Message + ?Sized> {
    #[cfg(feature = "async")]
    pub(crate) event: Option<super::tasks::Event>,
    pub(crate) inner: Inner,
    message: PhantomData<fn(&T)>,
}

/// The writer of a ring with many readers. What is sent while there is none is discarded.
pub type Writer<T> = Sender<T>;

/// What does not depend on the type.
pub(crate) struct Inner {
    pub(crate) writing: Writing,
}

/// How long a writer waits.
#[derive(Clone, Copy)]
enum Patience {
    None,
    /// As the ring says, or up to a time.
    Until(Option<Instant>),
}

/// How often a message is tried again while a reader that may lose messages is copying.
const COPYING: u32 = 50;

impl Waiter for Inner {
    fn place(&self) -> (&Memory, Bed) {
        (&self.writing.memory, self.writing.memory.bed())
    }

    fn count(&self, _: u32) {}
}

impl<T: Message + ?Sized> Sender<T> {
    pub(crate) fn new(memory: Memory) -> Sender<T> {
        Sender {
            #[cfg(feature = "async")]
            event: None,
            inner: Inner { writing: Writing::new(memory) },
            message: PhantomData,
        }
    }

    /// Lets readers see what [`Sender::put`] and a commit have written since.
    pub fn flush(&mut self) {
        self.inner.flush();
    }

    /// For generated code: the end as a number, to be passed to Go.
    #[doc(hidden)]
    pub fn into_raw(mut self) -> u64 {
        self.flush();
        let sender = std::mem::ManuallyDrop::new(self);
        #[cfg(feature = "async")]
        // SAFETY: the sender is not used any more, and not dropped.
        drop(unsafe { ptr::read(&raw const sender.event) });
        // SAFETY: likewise.
        let inner = unsafe { ptr::read(&raw const sender.inner) };
        inner.writing.memory.into_raw()
    }
}

impl<T: Message + ?Sized> Drop for Sender<T> {
    fn drop(&mut self) {
        self.inner.writing.close();
    }
}

impl<T: Plain> Sender<T> {
    /// Sends a message. If the ring is full, it does what the ring was made for.
    ///
    /// # Errors
    /// [`Error::Full`] if the ring refuses, [`Error::Closed`] if its only reader is closed.
    pub fn send(&mut self, value: T) -> Result<(), Error> {
        self.write(&value, Patience::Until(None))?;
        self.flush();
        Ok(())
    }

    /// Sends a message if there is room.
    ///
    /// # Errors
    /// [`Error::Full`] and [`Error::Closed`].
    pub fn try_send(&mut self, value: T) -> Result<(), Error> {
        self.write(&value, Patience::None)?;
        self.flush();
        Ok(())
    }

    /// [`Sender::send`], waiting for a while at most.
    ///
    /// # Errors
    /// [`Error::TimedOut`], and as those of [`Sender::send`].
    pub fn send_within(&mut self, value: T, time: Duration) -> Result<(), Error> {
        self.write(&value, Patience::Until(Some(Instant::now() + time)))?;
        self.flush();
        Ok(())
    }

    /// Writes a message that readers see at the next [`Sender::flush`], or as soon as the ring has room for no other one.
    ///
    /// # Errors
    /// As those of [`Sender::send`].
    pub fn put(&mut self, value: T) -> Result<(), Error> {
        self.write(&value, Patience::Until(None))
    }

    /// Sends messages, seen together unless they do not fit.
    ///
    /// # Errors
    /// As those of [`Sender::send`]; the messages before the one that was refused are sent.
    pub fn send_all(&mut self, values: &[T]) -> Result<(), Error> {
        let sent = values.iter().try_for_each(|value| self.write(value, Patience::Until(None)));
        self.flush();
        sent
    }

    #[inline]
    fn write(&mut self, value: &T, patience: Patience) -> Result<(), Error> {
        if let Some((space, at)) = self.inner.space(size_of::<T>(), patience)? {
            // SAFETY: a slot of this type's size, aligned to 8, that no reader reads before it is published.
            unsafe { at.cast::<T>().write(*value) };
            self.inner.writing.commit(space);
        }
        Ok(())
    }
}

impl Sender<[u8]> {
    /// Sends a record. If the ring is full, it does what the ring was made for.
    ///
    /// # Errors
    /// [`Error::Full`] if the ring refuses, [`Error::TooLarge`] for more than the bound in bytes, [`Error::Closed`] if its only
    /// reader is closed.
    pub fn send(&mut self, record: &[u8]) -> Result<(), Error> {
        self.write(record, Patience::Until(None))?;
        self.flush();
        Ok(())
    }

    /// Sends a record if there is room.
    ///
    /// # Errors
    /// As those of [`Sender::send`].
    pub fn try_send(&mut self, record: &[u8]) -> Result<(), Error> {
        self.write(record, Patience::None)?;
        self.flush();
        Ok(())
    }

    /// [`Sender::send`], waiting for a while at most.
    ///
    /// # Errors
    /// [`Error::TimedOut`], and as those of [`Sender::send`].
    pub fn send_within(&mut self, record: &[u8], time: Duration) -> Result<(), Error> {
        self.write(record, Patience::Until(Some(Instant::now() + time)))?;
        self.flush();
        Ok(())
    }

    /// Writes a record that readers see at the next [`Sender::flush`], or as soon as the ring has room for no other one.
    ///
    /// # Errors
    /// As those of [`Sender::send`].
    pub fn put(&mut self, record: &[u8]) -> Result<(), Error> {
        self.write(record, Patience::Until(None))
    }

    /// Sends records, seen together unless they do not fit.
    ///
    /// # Errors
    /// As those of [`Sender::send`]; the records before the one that was refused are sent.
    pub fn send_all<'r>(&mut self, records: impl IntoIterator<Item = &'r [u8]>) -> Result<(), Error> {
        let sent = records.into_iter().try_for_each(|record| self.write(record, Patience::Until(None)));
        self.flush();
        sent
    }

    /// Room for a record of `len` bytes, to be filled where it lies. It is sent by [`Reserved::commit`] and the next
    /// [`Sender::flush`]; dropped, it is not sent.
    ///
    /// # Errors
    /// As those of [`Sender::send`]; [`Error::Full`] also when a reader that may lose messages is copying.
    pub fn reserve(&mut self, len: usize) -> Result<Reserved<'_>, Error> {
        let Some((space, at)) = self.inner.space(len, Patience::Until(None))? else {
            return Err(Error::Full);
        };
        // SAFETY: the space has a header and `len` bytes behind it, which no reader reads before they are published. What an
        // earlier record left there is initialized, as is fresh memory.
        let bytes = unsafe { std::slice::from_raw_parts_mut(at.add(RECORD as usize), len) };
        Ok(Reserved { at, bytes, space, writing: &mut self.inner.writing })
    }

    #[inline]
    fn write(&mut self, record: &[u8], patience: Patience) -> Result<(), Error> {
        if let Some((space, at)) = self.inner.space(record.len(), patience)? {
            self.inner.writing.mark(space, at, record.len());
            // SAFETY: the space has the record's bytes behind its header.
            unsafe { ptr::copy_nonoverlapping(record.as_ptr(), at.add(RECORD as usize), record.len()) };
            self.inner.writing.commit(space);
        }
        Ok(())
    }
}

/// Room for a record, in the ring.
pub struct Reserved<'a> {
    at: *mut u8,
    bytes: &'a mut [u8],
    space: Space,
    writing: &'a mut Writing,
}

impl Reserved<'_> {
    /// Writes the record. Readers see it at the next [`Sender::flush`].
    pub fn commit(self) {
        let len = self.bytes.len();
        self.commit_first(len);
    }

    /// Writes a record of the first `len` bytes, or of all if there are fewer.
    pub fn commit_first(self, len: usize) {
        let len = len.min(self.bytes.len());
        let space = Space { positions: crate::shape::record(len as u64), bytes: len as u64, ..self.space };
        self.writing.mark(space, self.at, len);
        self.writing.commit(space);
    }
}

impl Deref for Reserved<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.bytes
    }
}

impl DerefMut for Reserved<'_> {
    fn deref_mut(&mut self) -> &mut [u8] {
        self.bytes
    }
}

impl Writing {
    /// Writes the header of a record, and the mark of a gap in front of it.
    #[inline]
    fn mark(&self, space: Space, at: *mut u8, len: usize) {
        if space.skip > 0 {
            // SAFETY: positions are multiples of 8, so there are eight bytes before the end of the data, which no reader reads
            // before they are published.
            unsafe { self.memory.data(self.position()).cast::<[u32; 2]>().write([SKIP, 0]) };
        }
        // SAFETY: the space begins with a header.
        unsafe { at.cast::<[u32; 2]>().write([len as u32, 0]) };
    }
}

impl Inner {
    /// Whether a message waits for room.
    #[cfg(feature = "async")]
    pub(crate) fn waits(&self) -> bool {
        self.writing.memory.shape.full == Full::Wait
    }

    /// Whether a message of `len` bytes would not have to wait.
    #[cfg(feature = "async")]
    pub(crate) fn has_room(&mut self, len: usize) -> bool {
        self.writing.room(len as u64) != Room::Full
    }

    #[inline]
    pub(crate) fn flush(&mut self) {
        if self.writing.pending() {
            self.writing.publish();
        }
    }

    /// Where a message of `len` bytes goes, or nothing if it is lost.
    #[inline]
    fn space(&mut self, len: usize, patience: Patience) -> Result<Option<(Space, *mut u8)>, Error> {
        let space = match self.writing.room(len as u64) {
            Room::At(space) => space,
            other => match self.find(other, len, patience)? {
                Some(space) => space,
                None => return Ok(None),
            },
        };
        Ok(Some((space, self.writing.memory.data(self.writing.position() + space.skip))))
    }

    #[cold]
    fn find(&mut self, mut room: Room, len: usize, patience: Patience) -> Result<Option<Space>, Error> {
        let mut tries = 0;
        loop {
            match room {
                Room::At(space) => return Ok(Some(space)),
                Room::Closed => return Err(Error::Closed),
                Room::Never => return Err(Error::TooLarge { len, bound: self.writing.memory.shape.bytes }),
                Room::Copying if tries < COPYING => {
                    tries += 1;
                    std::thread::yield_now();
                }
                Room::Copying => {
                    self.writing.lose_newest();
                    return Ok(None);
                }
                Room::Full => match patience {
                    Patience::Until(deadline)
                        if deadline.is_some() || self.writing.memory.shape.full == Full::Wait =>
                    {
                        let found =
                            park::until(self, deadline, |inner| match inner.writing.room(len as u64) {
                                Room::Full => None,
                                other => Some(other),
                            });
                        room = found.ok_or(Error::TimedOut)?;
                        continue;
                    }
                    _ => return Err(Error::Full),
                },
            }
            room = self.writing.room(len as u64);
        }
    }
}
