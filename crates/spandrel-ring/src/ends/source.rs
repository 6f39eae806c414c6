//! Where readers of a broadcast ring come from.

use std::marker::PhantomData;

use super::{
    message::Message,
    receiver::{Reader, Receiver},
};
use crate::{error::Error, full::Full, memory::Memory, reading::Reading};

/// Makes readers of a broadcast ring, while its writer writes.
pub struct Source<T: Message + ?Sized> {
    pub(super) memory: Memory,
    message: PhantomData<fn(&T)>,
}

impl<T: Message + ?Sized> Clone for Source<T> {
    fn clone(&self) -> Source<T> {
        Source::new(self.memory.another())
    }
}

impl<T: Message + ?Sized> Source<T> {
    pub(crate) fn new(memory: Memory) -> Source<T> {
        Source { memory, message: PhantomData }
    }

    /// A reader that gets what is sent from now on.
    ///
    /// # Errors
    /// [`Error::Readers`] if there are as many as the ring was made for.
    pub fn reader(&self) -> Result<Reader<T>, Error> {
        self.join(self.memory.shape.full == Full::Overwrite)
    }

    /// A reader that loses its oldest messages when the ring is full, whatever the ring does for others. The writer does not wait
    /// for it.
    ///
    /// # Errors
    /// As those of [`Source::reader`].
    pub fn lossy_reader(&self) -> Result<Reader<T>, Error> {
        self.join(true)
    }

    fn join(&self, lossy: bool) -> Result<Reader<T>, Error> {
        let index =
            Reading::join(&self.memory, lossy, None).ok_or(Error::Readers(self.memory.shape.readers))?;
        Ok(Receiver::new(self.memory.another(), index))
    }
}
