//! Futures: polled inside the call, and parked if they are pending. When one is woken, its waiter polls it once more; one that
//! is still pending then, or was woken by the executor, is given to the executor.

use std::{
    pin::Pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll, Wake, Waker},
};

use tokio::task::AbortHandle;

use super::{
    chain, completion,
    parking::{Parking, Woken},
    written,
};
use crate::private::{
    call::{
        code,
        fault::{self, Fault},
        frame::{self, Frame},
    },
    executor,
    object::{self, Object},
    owned::block::{self, Block},
    panics,
    wire::{Encode, Writer},
};

/// A call that answers a word, when its future is done. `function` is its name in messages, `word` makes it of what the future returned.
///
/// `make` checks and copies the arguments; nothing of the caller's memory is used once it has returned.
pub fn start<F: Future + Send + 'static>(
    function: &'static str,
    waiter: u64,
    make: impl FnOnce() -> Result<F, Fault>,
    word: impl FnOnce(F::Output) -> Result<u64, Fault> + Send + 'static,
) -> Frame {
    run(
        function,
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
    function: &'static str,
    waiter: u64,
    scratch: *mut u8,
    capacity: u64,
    make: impl FnOnce() -> Result<F, Fault>,
    value: impl FnOnce(F::Output) -> Result<T, Fault> + Send + 'static,
) -> Frame {
    run(
        function,
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
pub unsafe fn start_packed<B, F: Future + Send + 'static, T: Encode<B>>(
    function: &'static str,
    waiter: u64,
    scratch: *mut u8,
    capacity: u64,
    make: impl FnOnce() -> Result<F, Fault>,
    value: impl FnOnce(F::Output) -> Result<T, Fault> + Send + 'static,
) -> Frame {
    run(
        function,
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
    function: &'static str,
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
        // A future that is pending is polled again with a waker, which would cost those that are ready an allocation.
        let polled = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        match polled {
            Poll::Ready(output) => {
                // First what the future holds, then the answer: the caller may close it right away.
                drop(future);
                drop(context);
                here(value, output)
            }
            Poll::Pending => park(function, waiter, future, value, here, late),
        }
    });
    result.unwrap_or_else(Frame::failed)
}

/// Polls a pending future again, with a waker this time, and parks it until it is woken. Only then is it polled further: most
/// futures wait once, for something that another thread does.
fn park<F: Future + Send + 'static, V: Send + 'static>(
    function: &'static str,
    waiter: u64,
    mut future: Pin<Box<F>>,
    value: V,
    here: impl FnOnce(V, F::Output) -> Result<Frame, Fault>,
    late: fn(V, F::Output) -> Result<Frame, Fault>,
) -> Result<Frame, Fault> {
    completion::prepare();
    let parking = Arc::new(Parking::new());
    let waker = Waker::from(Arc::clone(&parking));
    let polled = panics::catch_note(|| future.as_mut().poll(&mut Context::from_waker(&waker)));
    match polled {
        Ok(Poll::Pending) => {}
        Ok(Poll::Ready(output)) => {
            drop(future);
            return here(value, output);
        }
        Err(note) => {
            drop_told(function, future);
            return Err(Fault::panic(&note));
        }
    }
    let handle = object::insert(Control { parked: parking.clone(), abort: OnceLock::new() })?;
    let task = Task { function, waiter, handle, future: Some(future), value: Some(value), late };
    if let Some(task) = parking.park(task, waiter) {
        spawn(task);
    }
    Ok(Frame::pending(handle))
}

/// Polls a future that was woken, in a call that its waiter makes when it hears of that. `waiter` is who hears of it from now on.
pub fn resume(handle: u64, waiter: u64) -> Frame {
    block::drain_returned();
    match object::with_shared(handle, |control: &Control| Ok(Arc::clone(&control.parked))) {
        Ok(parked) => parked.resume(waiter),
        Err(fault) => Frame::failed(fault),
    }
}

/// Gives a future to the executor.
fn spawn<F: Future + Send + 'static, V: Send + 'static>(task: Task<F, V>) {
    let handle = task.handle;
    let abort = executor::executor().spawn(task).abort_handle();
    let noted = object::with_shared(handle, |control: &Control| {
        // A task is spawned once.
        drop(control.abort.set(abort.clone()));
        Ok(())
    });
    if noted.map_err(Fault::discard).is_err() {
        // It is cancelled, or done already, which makes no difference to it.
        abort.abort();
    }
}

impl<F: Future + Send + 'static, V: Send + 'static> Wake for Parking<Task<F, V>> {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        match Parking::wake(self, executor::is_worker()) {
            Woken::Nobody => {}
            Woken::Here(task) => spawn(task),
            Woken::Waiter(waiter) => completion::complete(waiter, Frame::pending(0)),
        }
    }
}

/// A future that is not with the executor.
trait Parked: Send + Sync {
    /// Polls it, after its waiter was told to.
    fn resume(&self, waiter: u64) -> Frame;

    fn drop_parked(&self);
}

impl<F: Future + Send + 'static, V: Send + 'static> Parked for Parking<Task<F, V>> {
    fn resume(&self, waiter: u64) -> Frame {
        match self.leave() {
            Some(task) => task.resume(waiter),
            None => Frame::failed(Fault::plain(code::INVALID_HANDLE)),
        }
    }

    fn drop_parked(&self) {
        drop(self.leave());
    }
}

/// What stands for a pending future in the handle table. The side that closes it first decides: the task, that it answers, or
/// the Go side, that it is cancelled.
struct Control {
    parked: Arc<dyn Parked>,
    abort: OnceLock<AbortHandle>,
}

impl Object for Control {
    const KIND: u8 = spandrel_abi::kind::FUTURE;
    const NAME: &'static str = "a future";
}

impl Drop for Control {
    fn drop(&mut self) {
        match self.abort.get() {
            Some(abort) => abort.abort(),
            None => {
                let context = executor::enter();
                self.parked.drop_parked();
                drop(context);
            }
        }
    }
}

/// A future on the executor.
struct Task<F: Future, V> {
    /// Its name in messages.
    function: &'static str,
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
        let polled = chain::waited_for_by(task.waiter, || fault::catch(|| Ok(future.as_mut().poll(context))));
        let output = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(output)) => Ok(output),
            Err(fault) => Err(fault),
        };
        if let Some(frame) = task.answer(output) {
            completion::complete(task.waiter, frame);
        }
        Poll::Ready(())
    }
}

impl<F: Future + Send + 'static, V: Send + 'static> Task<F, V> {
    /// Polls the future here. If it is still pending, it waits more than once, and the executor gets it.
    fn resume(mut self, waiter: u64) -> Frame {
        self.waiter = waiter;
        let context = executor::enter();
        let Some(future) = self.future.as_mut() else { unreachable!("a parked task has its future") };
        // The executor polls it again with its own waker.
        let polled = fault::catch(|| Ok(future.as_mut().poll(&mut Context::from_waker(Waker::noop()))));
        let output = match polled {
            Ok(Poll::Pending) => {
                drop(context);
                let pending = Frame::pending(self.handle);
                spawn(self);
                return pending;
            }
            Ok(Poll::Ready(output)) => Ok(output),
            Err(fault) => Err(fault),
        };
        let answer = self.answer(output);
        drop(context);
        answer.unwrap_or_else(|| Frame::failed(Fault::plain(code::CLOSED)))
    }
}

impl<F: Future, V> Task<F, V> {
    /// What the waiter gets; nothing if the call was cancelled.
    fn answer(&mut self, output: Result<F::Output, Fault>) -> Option<Frame> {
        // First what the future holds, then the answer: the caller may close it right away.
        let dropped = self.drop_future();
        let output = match (output, dropped) {
            (Ok(output), Err(fault)) => {
                drop_told(self.function, output);
                Err(fault)
            }
            (Err(fault), Err(second)) => {
                second.lose(self.function);
                Err(fault)
            }
            (output, Ok(())) => output,
        };
        if object::close(self.handle).status != code::OK {
            // Cancelled: what came of it is dropped.
            match output {
                Ok(output) => drop_told(self.function, output),
                Err(fault) => fault.lose(self.function),
            }
            return None;
        }
        let (late, value) = (self.late, self.value.take());
        let answered = output.and_then(|output| {
            fault::catch(|| {
                let Some(value) = value else { unreachable!("a task answers once") };
                late(value, output)
            })
        });
        Some(answered.unwrap_or_else(Frame::failed))
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
            // Cancelled: no call returns what a destructor panics with.
            if let Err(fault) = self.drop_future() {
                fault.lose(self.function);
            }
        }
    }
}

/// Drops a value where no call returns a panic of its destructor.
pub(super) fn drop_told<T>(function: &str, value: T) {
    if let Err(note) = panics::catch_note(|| drop(value)) {
        panics::report_lost(function, note);
    }
}
