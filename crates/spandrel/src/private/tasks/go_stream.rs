//! Streams that Go implements: batches of what the iterator has yielded, asked for when the last one is used up.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;

use super::{go_future::Begun, promise::Promise, tail};
use crate::private::{
    upcall::go_error::{GoError, GoErrorKind},
    wire::{Decode, Reader, plain::Plain, refusal::Refusal},
};

/// A stream of values that a Go iterator yields. Dropping it cancels the iterator's context.
pub struct GoStream<T> {
    source: Source,
    batch: Batch,
    decode: fn(&mut Reader<'_>) -> Result<T, Refusal>,
}

enum Source {
    /// The call failed: the one item.
    Failed(Option<GoError>),
    /// The iterator runs. `asked` says that a batch will come.
    Runs {
        promise: Promise,
        asked: bool,
    },
    Ended,
}

/// Items, what the tail needs, count u32, tail u32: as in the other direction.
#[derive(Default)]
struct Batch {
    bytes: Vec<u8>,
    /// Where the next item begins.
    at: usize,
    /// Items that are left.
    count: u32,
    tail: u32,
}

impl<T> GoStream<T> {
    /// A stream of plain data, which lies in batches as C values.
    pub fn plain<B>(begun: Result<Begun, GoError>) -> GoStream<T>
    where
        T: Plain<B>,
    {
        GoStream::new(begun, |reader| {
            let bytes = reader.take(size_of::<T::Raw>())?;
            // SAFETY: these are the bytes of a `Raw`, which has no invalid bit patterns.
            T::from_raw(unsafe { bytes.as_ptr().cast::<T::Raw>().read_unaligned() })
        })
    }

    /// A stream of data that is encoded.
    pub fn packed<B>(begun: Result<Begun, GoError>) -> GoStream<T>
    where
        T: Decode<B>,
    {
        GoStream::new(begun, T::decode)
    }

    fn new(begun: Result<Begun, GoError>, decode: fn(&mut Reader<'_>) -> Result<T, Refusal>) -> GoStream<T> {
        let source = match begun {
            Ok(Begun(promise)) => Source::Runs { promise, asked: true },
            Err(error) => Source::Failed(Some(error)),
        };
        GoStream { source, batch: Batch::default(), decode }
    }

    /// Ends the stream, with an error as its last item or without.
    fn end(&mut self, error: Option<GoError>) -> Poll<Option<Result<T, GoError>>> {
        self.source = Source::Ended;
        self.batch = Batch::default();
        Poll::Ready(error.map(Err))
    }
}

impl<T> Stream for GoStream<T> {
    type Item = Result<T, GoError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let stream = self.get_mut();
        loop {
            let (promise, asked) = match &mut stream.source {
                Source::Runs { promise, asked } => (promise, asked),
                Source::Failed(error) => {
                    let error = error.take();
                    return stream.end(error);
                }
                Source::Ended => return Poll::Ready(None),
            };
            let import = promise.import;
            if stream.batch.count > 0 {
                return match stream.batch.next(stream.decode) {
                    Ok(item) => Poll::Ready(Some(Ok(item))),
                    Err(refusal) => stream.end(Some(import.refused("item", &refusal))),
                };
            }
            let kind = match stream.batch.tail {
                tail::MORE => None,
                tail::ERROR => Some(GoErrorKind::Returned),
                tail::PANIC => Some(GoErrorKind::Panicked),
                _ => {
                    promise.close();
                    return stream.end(None);
                }
            };
            if let Some(kind) = kind {
                // Go released the iterator with its last batch.
                let error = GoError::read(import.name, kind, &mut stream.batch.rest());
                promise.fail(&error);
                return stream.end(Some(error));
            }
            let batch = if *asked {
                match promise.poll(context) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(answered) => answered.map(|(call, _)| call.into_bytes()),
                }
            } else {
                promise.pull()
            };
            match batch {
                Ok(bytes) => {
                    *asked = bytes.is_empty();
                    stream.batch = Batch::of(bytes);
                }
                Err(error) => return stream.end(Some(error)),
            }
        }
    }
}

impl Batch {
    fn of(mut bytes: Vec<u8>) -> Batch {
        let mut number = || {
            let (_, last) = bytes.split_last_chunk::<4>()?;
            let number = u32::from_le_bytes(*last);
            bytes.truncate(bytes.len() - 4);
            Some(number)
        };
        let tail = number().unwrap_or(tail::MORE);
        let count = number().unwrap_or(0);
        Batch { bytes, at: 0, count, tail }
    }

    fn next<T>(&mut self, decode: fn(&mut Reader<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let mut reader = self.rest();
        let item = decode(&mut reader)?;
        let left = reader.rest().len();
        self.at = self.bytes.len() - left;
        self.count -= 1;
        Ok(item)
    }

    fn rest(&self) -> Reader<'_> {
        Reader::new(&self.bytes[self.at..])
    }
}
