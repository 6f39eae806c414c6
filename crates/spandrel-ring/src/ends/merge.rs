//! One reader of many rings.

use std::{
    marker::PhantomData,
    sync::{Mutex, PoisonError},
};

use spandrel_abi::ring_word::LEAVE;

use super::{
    message::Message,
    receiver::{Reader, Receiver},
    source::Source,
};
use crate::{
    config,
    error::Error,
    full::Full,
    memory::Memory,
    merging::{self, Joined},
    sync::Ordering,
};

/// Makes a reader of many rings, and what adds rings to it: `most` at a time.
///
/// The reader gets a batch of one ring at a time, and goes on with the next ring behind it: a ring that is always full does not keep
/// the others waiting. Each ring has its own bounds. While all are empty, the reader sleeps in one place.
///
/// ```
/// use spandrel_ring::{Config, broadcast, merge};
///
/// let (mut news, news_source) = broadcast::<[u8]>(Config::new())?;
/// let (mut sport, sport_source) = broadcast::<[u8]>(Config::new())?;
/// let (tap, mut reader) = merge::<[u8]>(8)?;
/// tap.add(&news_source)?;
/// let added = tap.add(&sport_source)?;
/// news.send(b"rain")?;
/// sport.send(b"1:0")?;
/// let mut read = Vec::new();
/// while read.len() < 2 {
///     read.extend(reader.batch()?.map(<[u8]>::to_vec));
/// }
/// assert_eq!(read, [b"rain".to_vec(), b"1:0".to_vec()]);
/// tap.remove(added);
/// # Ok::<(), spandrel_ring::Error>(())
/// ```
///
/// # Errors
/// [`Error::Config`] unless `most` is between 1 and 65,536, [`Error::Memory`] if the system has none.
pub fn merge<T: Message + ?Sized>(most: u32) -> Result<(Merge<T>, Reader<T>), Error> {
    let memory = Memory::merging(config::merged(most)?, T::STRIDE)?;
    let merge =
        Merge { memory: memory.another(), added: Mutex::new(vec![0; most as usize]), message: PhantomData };
    Ok((merge, Receiver::new(memory, 0)))
}

/// Adds rings to a reader of many, and removes them, while the reader reads. Dropped, nothing is added any more: the reader
/// reads what its rings have, until the last one ends.
pub struct Merge<T: Message + ?Sized> {
    memory: Memory,
    /// How many rings have been added at each place.
    added: Mutex<Vec<u64>>,
    message: PhantomData<fn(&T)>,
}

/// A ring that was added to a reader, for [`Merge::remove`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    slot: u32,
    number: u64,
    turn: u64,
}

impl<T: Message + ?Sized> Merge<T> {
    /// The reader reads this ring as well, from the next message on.
    ///
    /// # Errors
    /// [`Error::Closed`] if the reader is closed, [`Error::Rings`] if it reads as many rings as it was made for, [`Error::Readers`]
    /// if the ring has as many readers as it was made for.
    pub fn add(&self, source: &Source<T>) -> Result<Added, Error> {
        self.join(source, source.memory.shape.full == Full::Overwrite)
    }

    /// [`Merge::add`], and when the ring is full the reader loses its oldest messages, whatever the ring does for others.
    ///
    /// # Errors
    /// As those of [`Merge::add`].
    pub fn add_lossy(&self, source: &Source<T>) -> Result<Added, Error> {
        self.join(source, true)
    }

    fn join(&self, source: &Source<T>, lossy: bool) -> Result<Added, Error> {
        let mut added = self.added.lock().unwrap_or_else(PoisonError::into_inner);
        match merging::join(&self.memory, &source.memory, lossy) {
            Ok(Some((slot, number))) => {
                let turn = &mut added[slot as usize];
                *turn += 1;
                Ok(Added { slot, number, turn: *turn })
            }
            Ok(None) => Err(Error::Rings(self.memory.shape.messages as u32)),
            Err(Joined::Closed) => Err(Error::Closed),
            Err(Joined::Readers) => Err(Error::Readers(source.memory.shape.readers)),
        }
    }

    /// The reader leaves the ring, behind what was sent before: it still gets that. It leaves when it next looks for messages; a
    /// batch that it has stays valid. False if it has left the ring already, because the ring has ended.
    ///
    /// Messages sent while it leaves may be read as well. Until then the ring's writer waits for it, unless it may lose messages.
    pub fn remove(&self, ring: Added) -> bool {
        let added = self.added.lock().unwrap_or_else(PoisonError::into_inner);
        added.get(ring.slot as usize) == Some(&ring.turn)
            && merging::part(&self.memory, ring.slot, ring.number)
    }

    /// How many rings the reader reads, without those that it has been asked to leave.
    pub fn rings(&self) -> usize {
        let reads = |slot: &u32| {
            let word = self.memory.end_word(*slot).load(Ordering::Acquire);
            word != 0 && word & LEAVE == 0
        };
        (0..self.memory.words_used()).filter(reads).count()
    }
}

impl<T: Message + ?Sized> Drop for Merge<T> {
    fn drop(&mut self) {
        merging::finish(&self.memory);
    }
}
