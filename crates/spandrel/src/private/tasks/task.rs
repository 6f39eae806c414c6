//! Futures: polled once inside the call, and only if they are pending given to the executor.

use std::{
    pin::Pin,
    sync::OnceLock,
    task::{Context, Poll, Waker},
};

use tokio::task::AbortHandle;

use super::{completion, executor, written};
use crate::private::{
    block::{self, Block},
    code,
    fault::{self, Fault},
    frame::{self, Frame},
    table::{self, Object},
    wire::{Encode, Writer},
};

/// A call that answers a word, when its future is done. `word` makes it of what the future returned.
///
/// `make` checks and copies the arguments; nothing of the caller's memory is used once it has returned.
pub fn start<F: Future + Send + 'static>(
    waiter: u64,
    make: impl FnOnce() -> Result<F, Fault>,
    word: impl FnOnce(F::Output) -> Result<u64, Fault> + Send + 'static,
) -> Frame {
    run(
        waiter,
        make,
        word,
        |word, value| word(value).map(Frame::ok),
        |word, value| word(value).map(Frame::ok),
    )
}

/// A call that answers the bytes of a `String` or a `Vec<u8>`, when its future is done.
///
/// # Safety
/// `scratch` points to `capacity` bytes that nobody else writes during the call.
pub unsafe fn start_bytes<F: Future + Send + 'static, T: Into<Vec<u8>>>(
    waiter: u64,
    scratch: *mut u8,
    capacity: u64,
    make: impl FnOnce() -> Result<F, Fault>,
    value: impl FnOnce(F::Output) -> Result<T, Fault> + Send + 'static,
) -> Frame {
    run(
        waiter,
        make,
        value,
        |value, output| {
            let bytes: Vec<u8> = value(output)?.into();
            if bytes.len() as u64 > capacity.min(frame::LONGEST_IN_SCRATCH) {
                return Ok(Frame::in_block(Block::new(bytes)));
            }
            // SAFETY: the caller promises `capacity` writable bytes.
            unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), scratch, bytes.len()) };
            Ok(Frame::in_scratch(bytes.len()))
        },
        |value, output| Ok(Frame::in_block(Block::new(value(output)?.into()))),
    )
}

/// A call that answers an encoded value, when its future is done.
///
/// # Safety
/// As for [`start_bytes`].
pub unsafe fn start_packed<F: Future + Send + 'static, T: Encode>(
    waiter: u64,
    scratch: *mut u8,
    capacity: u64,
    make: impl FnOnce() -> Result<F, Fault>,
    value: impl FnOnce(F::Output) -> Result<T, Fault> + Send + 'static,
) -> Frame {
    run(
        waiter,
        make,
        value,
        |value, output| {
            // SAFETY: as promised by the caller.
            let mut writer = unsafe { Writer::in_scratch(scratch, capacity.min(frame::LONGEST_IN_SCRATCH)) };
            value(output)?.encode(&mut writer);
            written(writer)
        },
        |value, output| {
            let mut writer = Writer::new();
            value(output)?.encode(&mut writer);
            written(writer)
        },
    )
}

/// Polls a future once. `here` answers within the call, `late` afterwards; both get `value`, which makes the success
/// value of what the future returned.
fn run<F: Future + Send + 'static, V: Send + 'static>(
    waiter: u64,
    make: impl FnOnce() -> Result<F, Fault>,
    value: V,
    here: impl FnOnce(V, F::Output) -> Result<Frame, Fault>,
    late: fn(V, F::Output) -> Result<Frame, Fault>,
) -> Frame {
    block::drain_returned();
    let result = fault::catch(|| {
        let mut future = Box::pin(make()?);
        let context = executor::enter();
        // The executor polls again with a waker of its own, so that this one has nothing to remember.
        let polled = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        match polled {
            Poll::Ready(output) => {
                // First what the future holds, then the answer: the caller may close it right away.
                drop(future);
                drop(context);
                here(value, output)
            }
            Poll::Pending => spawn(waiter, future, value, late),
        }
    });
    result.unwrap_or_else(Frame::failed)
}

/// Gives a pending future to the executor.
fn spawn<F: Future + Send + 'static, V: Send + 'static>(
    waiter: u64,
    future: Pin<Box<F>>,
    value: V,
    late: fn(V, F::Output) -> Result<Frame, Fault>,
) -> Result<Frame, Fault> {
    completion::prepare();
    let handle = table::insert(Control::default())?;
    let task = Task { waiter, handle, future: Some(future), value: Some(value), late };
    let abort = executor::executor().spawn(task).abort_handle();
    let kept = table::with_shared(handle, |control: &Control| {
        // Set once: nobody else knows the handle yet.
        drop(control.abort.set(abort));
        Ok(())
    });
    // A task that is done already has closed its control.
    let _ = kept.map_err(Fault::discard);
    Ok(Frame::pending(handle))
}

/// What stands for a running task in the handle table. Whoever closes it first decides: the task, that it answers, or
/// the Go side, that it is cancelled.
#[derive(Default)]
struct Control {
    abort: OnceLock<AbortHandle>,
}

impl Object for Control {
    const KIND: u8 = 255;
}

impl Drop for Control {
    fn drop(&mut self) {
        if let Some(abort) = self.abort.get() {
            abort.abort();
        }
    }
}

/// A future on the executor.
struct Task<F: Future, V> {
    waiter: u64,
    handle: u64,
    future: Option<Pin<Box<F>>>,
    value: Option<V>,
    late: fn(V, F::Output) -> Result<Frame, Fault>,
}

impl<F: Future, V> Unpin for Task<F, V> {}

impl<F: Future, V> Future for Task<F, V> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let task = self.get_mut();
        let Some(future) = task.future.as_mut() else { return Poll::Ready(()) };
        let polled = fault::catch(|| Ok(future.as_mut().poll(context)));
        let output = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(output)) => Ok(output),
            Err(fault) => Err(fault),
        };
        // First what the future holds, then the answer: the caller may close it right away.
        let dropped = task.drop_future();
        task.answer(output, dropped);
        Poll::Ready(())
    }
}

impl<F: Future, V> Task<F, V> {
    fn answer(&mut self, output: Result<F::Output, Fault>, dropped: Result<(), Fault>) {
        let output = match (output, dropped) {
            (Ok(output), Err(fault)) => {
                drop_quietly(output);
                Err(fault)
            }
            (Err(fault), Err(second)) => {
                second.discard();
                Err(fault)
            }
            (output, Ok(())) => output,
        };
        if table::close(self.handle).status != code::OK {
            // Cancelled: what came of it is dropped.
            match output {
                Ok(output) => drop_quietly(output),
                Err(fault) => fault.discard(),
            }
            return;
        }
        let (late, value) = (self.late, self.value.take());
        let answered = output.and_then(|output| {
            fault::catch(|| {
                let Some(value) = value else { unreachable!("a task answers once") };
                late(value, output)
            })
        });
        completion::complete(self.waiter, answered.unwrap_or_else(Frame::failed));
    }

    fn drop_future(&mut self) -> Result<(), Fault> {
        let future = self.future.take();
        fault::catch(|| {
            drop(future);
            Ok(())
        })
    }
}

impl<F: Future, V> Drop for Task<F, V> {
    fn drop(&mut self) {
        if self.future.is_some() {
            // Cancelled: a destructor that panics has nobody to tell.
            let _ = self.drop_future().map_err(Fault::discard);
        }
    }
}

/// Drops a value; a panic of its destructor is dropped too.
fn drop_quietly<T>(value: T) {
    let dropped = fault::catch(|| {
        drop(value);
        Ok(())
    });
    let _ = dropped.map_err(Fault::discard);
}
