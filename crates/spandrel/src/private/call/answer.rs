//! The entry points of a call: run user code, turn what it returns into a frame.
//!
//! One entry point per shape of result, so that generated code is a line per function. Each catches panics, and frees what
//! the Go side has returned since the last call.

use std::mem::MaybeUninit;

use super::{
    copy,
    fault::{self, Fault},
    frame::{self, Frame, FrameOf},
};
use crate::private::{
    owned::{
        block::{self, Block},
        retain::{self, Retain},
    },
    panics,
    wire::{Encode, Writer, Written, plain::Plain, refusal::Refusal},
};

/// A call that answers a word: nothing, plain data of up to eight bytes, or a handle.
#[inline]
pub fn answer(run: impl FnOnce() -> Result<u64, Fault>) -> Frame {
    block::drain_returned();
    match fault::catch(run) {
        Ok(word) => Frame::ok(word),
        Err(fault) => Frame::failed(fault),
    }
}

/// A call that answers a word and does everything that can panic while it holds an object, where panics are caught.
#[inline]
pub fn answer_inside(run: impl FnOnce() -> Result<u64, Fault>) -> Frame {
    block::drain_returned();
    match run() {
        Ok(word) => Frame::ok(word),
        Err(fault) => Frame::failed(fault),
    }
}

/// A call that answers plain data by value.
#[inline]
pub fn answer_plain<B, T: Plain<B>>(run: impl FnOnce() -> Result<T, Fault>) -> FrameOf<T::Raw> {
    block::drain_returned();
    let raw = fault::catch(|| run()?.to_raw().map_err(|reason| Fault::refused("result", &reason)));
    match raw {
        Ok(raw) => FrameOf { frame: Frame::ok(0), ok: MaybeUninit::new(raw) },
        Err(fault) => FrameOf { frame: Frame::failed(fault), ok: MaybeUninit::zeroed() },
    }
}

/// A call that answers the bytes of a `String` or a `Vec<u8>`.
///
/// # Safety
/// `scratch` points to `capacity` writable bytes that nobody else uses during the call.
#[inline]
pub unsafe fn answer_bytes<T: Into<Vec<u8>>>(
    scratch: *mut u8,
    capacity: u64,
    run: impl FnOnce() -> Result<T, Fault>,
) -> Frame {
    block::drain_returned();
    match fault::catch(run) {
        // SAFETY: as promised by the caller.
        Ok(bytes) => unsafe { place(bytes.into(), scratch, capacity) },
        Err(fault) => Frame::failed(fault),
    }
}

/// Puts bytes where the Go side finds them.
///
/// # Safety
/// As for [`answer_bytes`].
#[inline]
unsafe fn place(bytes: Vec<u8>, scratch: *mut u8, capacity: u64) -> Frame {
    if bytes.len() as u64 <= capacity.min(frame::LONGEST_IN_SCRATCH) {
        // SAFETY: the caller promises `capacity` writable bytes.
        unsafe { copy::short(bytes.as_ptr(), scratch, bytes.len()) };
        return Frame::in_scratch(bytes.len());
    }
    Frame::in_block(Block::new(bytes))
}

/// A call that answers an encoded value.
///
/// # Safety
/// As for [`answer_bytes`].
#[inline]
pub unsafe fn answer_packed<B, T: Encode<B>>(
    scratch: *mut u8,
    capacity: u64,
    run: impl FnOnce() -> Result<T, Fault>,
) -> Frame {
    block::drain_returned();
    let result = fault::catch(|| {
        let value = run()?;
        // SAFETY: as promised by the caller.
        unsafe { pack(value, scratch, capacity) }.map_err(|refusal| Fault::refused("result", &refusal))
    });
    result.unwrap_or_else(Frame::failed)
}

/// Encodes a value into the caller's memory, or into a block.
///
/// # Safety
/// As for [`answer_bytes`].
#[inline]
unsafe fn pack<B, T: Encode<B>>(value: T, scratch: *mut u8, capacity: u64) -> Result<Frame, Refusal> {
    // SAFETY: as promised by the caller.
    let mut writer = unsafe { Writer::in_scratch(scratch, capacity.min(frame::LONGEST_IN_SCRATCH)) };
    value.encode(&mut writer);
    // A destructor of the user's may panic, while no block is on its way yet.
    drop(value);
    writer.finish().map(|written| match written {
        Written::InScratch(len) => Frame::in_scratch(len),
        Written::Own(bytes) => Frame::in_block(Block::new(bytes)),
    })
}

/// A call that has nowhere to put an error: a panic stops the process and says which function it was.
#[inline]
pub fn infallible<T>(function: &str, run: impl FnOnce() -> T) -> T {
    match panics::catch_reported(run) {
        Ok(value) => value,
        Err(note) => stop(function, note.message()),
    }
}

/// [`answer_bytes`] for a function without an error result.
///
/// # Safety
/// As for [`answer_bytes`].
#[inline]
pub unsafe fn infallible_bytes<T: Into<Vec<u8>>>(
    function: &str,
    scratch: *mut u8,
    capacity: u64,
    run: impl FnOnce() -> T,
) -> Frame {
    block::drain_returned();
    // SAFETY: as promised by the caller.
    unsafe { place(infallible(function, run).into(), scratch, capacity) }
}

/// [`answer_packed`] for a function without an error result.
///
/// # Safety
/// As for [`answer_bytes`].
#[inline]
pub unsafe fn infallible_packed<B, T: Encode<B>>(
    function: &str,
    scratch: *mut u8,
    capacity: u64,
    run: impl FnOnce() -> T,
) -> Frame {
    block::drain_returned();
    // To the end of the value: a destructor of the user's may panic as well, and Go looks for no failure here.
    infallible(function, || {
        let value = run();
        // SAFETY: as promised by the caller.
        unsafe { pack(value, scratch, capacity) }.unwrap_or_else(|refusal| panic!("result: {refusal}"))
    })
}

/// A call without an error result that answers memory with an owner.
#[inline]
pub fn infallible_retained<T: Retain>(function: &str, run: impl FnOnce() -> T) -> Frame {
    answer(|| Ok(retain::retain(infallible(function, run))))
}

/// What stands around code of the user's that may spawn tasks: nothing, as there is no executor.
#[cfg(not(feature = "async"))]
#[inline]
pub fn context() {}

#[cold]
fn stop(function: &str, message: &str) -> ! {
    eprintln!(
        "spandrel: {function} panicked and has no error result to return it: {message}\n\
         hint: let it return `Result`, and Go receives a *spandrel.PanicError instead"
    );
    std::process::abort();
}
