//! Streams: polled by the thread that pulls, a batch at a time.
//!
//! Nothing runs between two pulls, so that the consumer bounds the producer. A pull takes what is ready, up to
//! [`BATCH_ITEMS`] items; when nothing is, it leaves the waiter with the stream's waker, and the wake-up tells Go to pull again.
//!
//! A batch is `items, what the tail needs, count u32, tail u32`. Plain items lie as C values, others flat-encoded.

use std::{
    convert::Infallible,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

use futures_core::Stream;

use spandrel_abi::limit::{BATCH_BYTES, BATCH_ITEMS};

use super::{completion, signal::Signal, tail, task::drop_told, written};
use crate::private::{
    call::{fault::Fault, frame::Frame},
    executor,
    object::{self, Object},
    owned::block,
    panics,
    wire::{Encode, Writer, plain::Plain, refusal::Refusal},
};

/// How often a stream may wake itself within one pull before it waits its turn.
const TURNS: u32 = 32;

/// A stream that Go pulls from, by its handle.
pub struct Streaming(Box<dyn Pull>);

impl Object for Streaming {
    const KIND: u8 = spandrel_abi::kind::STREAM;
    const NAME: &'static str = "a stream";
}

/// The error of streams that declare none.
#[derive(Debug)]
pub struct Never(Infallible);

impl<B> Encode<B> for Never {
    fn encode(&self, _: &mut Writer) {
        match self.0 {}
    }
}

/// Opens a stream of plain data. `function` is its name in messages, `split` makes value or error of an item.
pub fn plain_stream<B, S, T, E>(
    function: &'static str,
    stream: S,
    split: impl Fn(S::Item) -> Result<T, E> + Send + 'static,
) -> Result<u64, Fault>
where
    S: Stream + Send + 'static,
    T: Plain<B>,
    E: Encode<B>,
{
    open(function, stream, move |item, writer: &mut Writer| match split(item) {
        // As it lies, without a stop on the stack. What the user gave a destructor is dropped below.
        Ok(value) if T::IN_PLACE && !std::mem::needs_drop::<T>() => {
            writer.raw(value);
            Ok(())
        }
        Ok(value) => match value.to_raw() {
            Ok(raw) => {
                writer.raw(raw);
                Ok(())
            }
            Err(refusal) => Err(refused(&refusal, writer)),
        },
        Err(error) => {
            error.encode(writer);
            Err(tail::ERROR)
        }
    })
}

/// Opens a stream of data that is encoded. `split` makes value or error of an item.
pub fn stream<B, S, T, E>(
    function: &'static str,
    stream: S,
    split: impl Fn(S::Item) -> Result<T, E> + Send + 'static,
) -> Result<u64, Fault>
where
    S: Stream + Send + 'static,
    T: Encode<B>,
    E: Encode<B>,
{
    open(function, stream, move |item, writer: &mut Writer| match split(item) {
        Ok(value) => {
            let start = writer.len();
            value.encode(writer);
            let Some(refusal) = writer.take_refusal() else { return Ok(()) };
            writer.truncate(start);
            Err(refused(&refusal, writer))
        }
        Err(error) => {
            error.encode(writer);
            Err(tail::ERROR)
        }
    })
}

/// Takes what is ready; with nothing ready, `waiter` hears when to pull again.
///
/// A batch with a tail that ends the stream has closed it.
///
/// # Safety
/// `scratch` points to `capacity` writable bytes that nobody else uses during the call.
pub unsafe fn pull(handle: u64, waiter: u64, scratch: *mut u8, capacity: u64) -> Frame {
    block::drain_returned();
    // SAFETY: as promised by the caller.
    let writer = unsafe { Writer::in_scratch(scratch, capacity) };
    let mut ended = false;
    let pulled = object::with_exclusive::<Streaming, _>(handle, |stream| {
        let context = executor::enter();
        let (frame, tail) = stream.0.pull(writer, waiter)?;
        drop(context);
        ended = tail != tail::MORE;
        Ok(frame)
    });
    if ended {
        // The stream itself is gone already; what is left has no destructor that could fail.
        let _ = object::close(handle);
    }
    pulled.unwrap_or_else(Frame::failed)
}

#[cold]
fn refused(refusal: &Refusal, writer: &mut Writer) -> u32 {
    writer.text(&refusal.to_string());
    tail::REFUSED
}

fn open<S: Stream + Send + 'static>(
    function: &'static str,
    stream: S,
    write: impl FnMut(S::Item, &mut Writer) -> Result<(), u32> + Send + 'static,
) -> Result<u64, Fault> {
    completion::prepare();
    let signal = Arc::new(StreamWaker(Signal::new()));
    let waker = Waker::from(Arc::clone(&signal));
    object::insert(Streaming(Box::new(Source {
        function,
        stream: Some(Box::pin(stream)),
        write,
        signal,
        waker,
    })))
}

trait Pull: Send {
    fn pull(&mut self, writer: Writer, waiter: u64) -> Result<(Frame, u32), Fault>;
}

struct Source<S, W> {
    /// Its name in messages.
    function: &'static str,
    stream: Option<Pin<Box<S>>>,
    write: W,
    signal: Arc<StreamWaker>,
    waker: Waker,
}

/// How far a batch has come, stored apart from the writer so that a panic does not lose it.
struct Progress {
    count: u32,
    /// Where the last whole item ends.
    len: usize,
    tail: u32,
}

impl<S, W> Pull for Source<S, W>
where
    S: Stream + Send + 'static,
    W: FnMut(S::Item, &mut Writer) -> Result<(), u32> + Send + 'static,
{
    fn pull(&mut self, mut writer: Writer, waiter: u64) -> Result<(Frame, u32), Fault> {
        let mut progress = Progress { count: 0, len: 0, tail: tail::MORE };
        let mut turns = 0;
        loop {
            self.signal.0.begin();
            self.fill(&mut writer, &mut progress);
            if progress.count > 0 || progress.tail != tail::MORE {
                break;
            }
            if self.signal.0.wait(waiter) {
                return Ok((Frame::pending(0), tail::MORE));
            }
            turns += 1;
            if turns == TURNS {
                // It wakes itself whenever it is polled: others get a turn before it goes on.
                completion::complete(waiter, Frame::ok(0));
                return Ok((Frame::pending(0), tail::MORE));
            }
        }
        writer.bytes(&progress.count.to_le_bytes());
        writer.bytes(&progress.tail.to_le_bytes());
        written(writer).map(|frame| (frame, progress.tail))
    }
}

impl<S, W> Source<S, W>
where
    S: Stream,
    W: FnMut(S::Item, &mut Writer) -> Result<(), u32>,
{
    /// Writes items until the batch is full, nothing is ready, or the stream ends.
    fn fill(&mut self, writer: &mut Writer, progress: &mut Progress) {
        let filled = panics::catch_note(|| self.fill_or_panic(writer, progress));
        let panicked = filled.err().or_else(|| {
            let ended = progress.tail != tail::MORE;
            let stream = self.stream.take_if(|_| ended);
            panics::catch_note(|| drop(stream)).err()
        });
        if let Some(note) = panicked {
            writer.truncate(progress.len);
            writer.text(note.message());
            writer.text(note.backtrace());
            progress.tail = tail::PANIC;
            let stream = self.stream.take();
            // The stream ends with the first panic.
            drop_told(self.function, stream);
        }
    }

    fn fill_or_panic(&mut self, writer: &mut Writer, progress: &mut Progress) {
        let Some(stream) = self.stream.as_mut() else {
            progress.tail = tail::END;
            return;
        };
        let mut context = Context::from_waker(&self.waker);
        while progress.count < BATCH_ITEMS && progress.len < BATCH_BYTES as usize {
            match stream.as_mut().poll_next(&mut context) {
                Poll::Ready(Some(item)) => match (self.write)(item, writer) {
                    Ok(()) => {
                        progress.count += 1;
                        progress.len = writer.len();
                    }
                    Err(tail) => {
                        progress.tail = tail;
                        return;
                    }
                },
                Poll::Ready(None) => {
                    progress.tail = tail::END;
                    return;
                }
                Poll::Pending => return,
            }
        }
    }
}

impl<S, W> Drop for Source<S, W> {
    fn drop(&mut self) {
        // The waiter has gone.
        let _ = self.signal.0.wake();
        if self.stream.is_some() {
            // Go has left the loop, or its context is done: no call returns what a destructor panics with.
            let stream = self.stream.take();
            let context = executor::enter_to_drop();
            drop_told(self.function, stream);
            drop(context);
        }
    }
}

/// The waker of a stream: tells who waits to pull again.
struct StreamWaker(Signal);

impl Wake for StreamWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if let Some(waiter) = self.0.wake() {
            completion::complete(waiter, Frame::ok(0));
        }
    }
}
