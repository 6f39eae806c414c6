//! The public ends of a ring, over the protocol.

mod batch;
mod merge;
mod message;
mod receiver;
mod sender;
mod source;
#[cfg(feature = "async")]
mod tasks;
mod transfer;

pub use batch::{Batch, Records};
pub use merge::{Added, Merge, merge};
pub use message::{Message, Plain};
pub use receiver::{Reader, Receiver};
pub use sender::{Reserved, Sender, Writer};
pub use source::Source;
#[doc(hidden)]
pub use transfer::Transfer;

use crate::{config::Config, error::Error, memory::Memory};

/// A ring with one writer and one reader.
///
/// # Errors
/// [`Error::Config`] for bounds that are not supported, [`Error::Memory`] if the system has none.
pub fn channel<T: Message + ?Sized>(config: Config) -> Result<(Sender<T>, Receiver<T>), Error> {
    let memory = Memory::new(config.shape(T::STRIDE, 1)?, true)?;
    Ok((Sender::new(memory.another()), Receiver::new(memory, 0)))
}

/// A ring with one writer, and a reader for each call of [`Source::reader`].
///
/// A message is written once, however many readers there are. Without readers it is discarded.
///
/// # Errors
/// As those of [`channel`].
pub fn broadcast<T: Message + ?Sized>(config: Config) -> Result<(Writer<T>, Source<T>), Error> {
    let memory = Memory::new(config.shape(T::STRIDE, config.readers)?, false)?;
    Ok((Sender::new(memory.another()), Source::new(memory)))
}
