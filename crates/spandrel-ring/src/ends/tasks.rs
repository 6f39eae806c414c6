//! Waiting in async functions: tokio waits for the eventfd, so no thread does.

use std::os::fd::{AsRawFd, RawFd};

use tokio::io::{Interest, unix::AsyncFd};

use super::{
    batch::{Batch, Records, Span},
    message::{Message, Plain},
    receiver::{self, Receiver},
    sender::{self, Sender},
};
use crate::{
    error::Error,
    event,
    park::{self, Waiter},
};

/// An eventfd of a ring, known to tokio. It belongs to the ring's memory, which outlives this.
pub(crate) struct Event(AsyncFd<Borrowed>);

struct Borrowed(RawFd);

impl AsRawFd for Borrowed {
    fn as_raw_fd(&self) -> RawFd {
        self.0
    }
}

/// Somebody who sleeps until this is dropped, also if the future is.
struct Asleep<'a, W: Waiter>(&'a W);

impl<W: Waiter> Drop for Asleep<'_, W> {
    fn drop(&mut self) {
        park::get_up(self.0);
    }
}

/// Waits until `look` has something.
async fn until<W: Waiter, R>(
    known: &mut Option<Event>,
    waiter: &mut W,
    mut look: impl FnMut(&mut W) -> Option<R>,
) -> Result<R, Error> {
    loop {
        if let Some(found) = look(waiter) {
            return Ok(found);
        }
        park::lie_down(waiter);
        if let Some(found) = look(waiter) {
            park::get_up(waiter);
            return Ok(found);
        }
        let asleep = Asleep(&*waiter);
        let (memory, bed) = asleep.0.place();
        let fd = event::descriptor(memory.half(bed.event))
            .ok_or_else(|| Error::Memory(std::io::Error::last_os_error()))?;
        let event = match known {
            Some(event) => event,
            None => {
                // SAFETY: the descriptor is open as long as the ring's memory, and an end drops this before its memory.
                let registered = unsafe { AsyncFd::register_with_interest(Borrowed(fd), Interest::READABLE) };
                known.insert(Event(registered.map_err(|error| Error::Memory(error.into_parts().1))?))
            }
        };
        let mut ready = event.0.readable().await.map_err(Error::Memory)?;
        event::hush(fd);
        ready.clear_ready();
    }
}

impl<T: Message + ?Sized> Receiver<T> {
    async fn span(&mut self) -> Result<Span, Error> {
        let look = |inner: &mut receiver::Inner| inner.take().transpose();
        until(&mut self.event, &mut self.inner, look).await?
    }
}

impl<T: Plain> Receiver<T> {
    /// [`Receiver::batch`] in a task of tokio's. Dropped before it is ready, it has taken nothing.
    ///
    /// # Errors
    /// As those of [`Receiver::batch`].
    ///
    /// # Panics
    /// Outside the context of a runtime with I/O enabled.
    pub async fn batch_async(&mut self) -> Result<Batch<'_, T>, Error> {
        let span = self.span().await?;
        self.items(span)
    }
}

impl Receiver<[u8]> {
    /// [`Receiver::batch`] in a task of tokio's. Dropped before it is ready, it has taken nothing.
    ///
    /// # Errors
    /// As those of [`Receiver::batch`].
    ///
    /// # Panics
    /// Outside the context of a runtime with I/O enabled.
    pub async fn batch_async(&mut self) -> Result<Records<'_>, Error> {
        let span = self.span().await?;
        Ok(self.records(span))
    }
}

impl<T: Message + ?Sized> Sender<T> {
    /// Waits until there is room for a message of `len` bytes, or none has to be waited for.
    async fn room(&mut self, len: usize) -> Result<(), Error> {
        if !self.inner.waits() {
            return Ok(());
        }
        let look = |inner: &mut sender::Inner| inner.has_room(len).then_some(());
        until(&mut self.event, &mut self.inner, look).await
    }
}

impl<T: Plain> Sender<T> {
    /// [`Sender::send`] in a task of tokio's. Dropped before it is ready, it has sent nothing.
    ///
    /// # Errors
    /// As those of [`Sender::send`].
    ///
    /// # Panics
    /// Outside the context of a runtime with I/O enabled.
    pub async fn send_async(&mut self, value: T) -> Result<(), Error> {
        self.room(size_of::<T>()).await?;
        self.send(value)
    }
}

impl Sender<[u8]> {
    /// [`Sender::send`] in a task of tokio's. Dropped before it is ready, it has sent nothing.
    ///
    /// # Errors
    /// As those of [`Sender::send`].
    ///
    /// # Panics
    /// Outside the context of a runtime with I/O enabled.
    pub async fn send_async(&mut self, record: &[u8]) -> Result<(), Error> {
        self.room(record.len()).await?;
        self.send(record)
    }
}
