//! A failed call, on its way into the result frame.

use super::code;
use crate::private::{
    owned::block::Block,
    panics::{self, PanicNote},
    wire::{Decode, Encode, Reader, Writer, refusal::Refusal},
};

/// A failure: its code and, for those that carry details, a block with them.
#[derive(Debug)]
pub struct Fault {
    code: u64,
    block: *mut Block,
}

// SAFETY: the block, if there is one, is this fault's alone until it leaves in a frame.
unsafe impl Send for Fault {}

impl Fault {
    /// A declared error: variant, message and fields, encoded.
    #[cold]
    pub fn error<B, E: Encode<B>>(error: &E) -> Fault {
        let mut writer = Writer::new();
        error.encode(&mut writer);
        Fault { code: code::ERROR, block: Block::new(writer.into_vec()) }
    }

    /// A value that cannot be passed, by the name of the parameter (`result` for the result).
    #[cold]
    pub fn refused(parameter: &str, refusal: &Refusal) -> Fault {
        let mut writer = Writer::new();
        writer.text(parameter);
        writer.text(&refusal.to_string());
        Fault { code: code::REFUSED, block: Block::new(writer.into_vec()) }
    }

    /// A panic: message and backtrace.
    #[cold]
    pub(in crate::private) fn panic(note: &PanicNote) -> Fault {
        Fault { code: code::PANIC, block: in_block(note) }
    }

    /// What is known of the panic, if this is one.
    pub(in crate::private) fn panic_note(&self) -> Option<PanicNote> {
        if self.code != code::PANIC || self.block.is_null() {
            return None;
        }
        // SAFETY: every constructor makes the block with `Block::new`, and it has not left in a frame.
        let mut reader = Reader::new(unsafe { Block::content(self.block) });
        let mut text = || <String as Decode<()>>::decode(&mut reader).unwrap_or_default();
        Some(PanicNote::told(text(), text()))
    }

    /// An object that an earlier panic left half-changed.
    #[cold]
    pub(in crate::private) fn poisoned(note: &PanicNote) -> Fault {
        Fault { code: code::POISONED, block: in_block(note) }
    }

    /// A failure without details beside the code.
    pub(in crate::private) fn plain(code: u64) -> Fault {
        Fault { code, block: std::ptr::null_mut() }
    }

    /// An object that is in use. Go is told which one, and whether the call would have it alone.
    #[cold]
    pub(in crate::private) fn busy(slot: u32, exclusive: bool) -> Fault {
        Fault::plain(code::BUSY | if exclusive { code::EXCLUSIVE } else { 0 } | u64::from(slot) << 32)
    }

    /// Whether an object is in use.
    pub(in crate::private) fn is_busy(&self) -> bool {
        self.code & 0xff == code::BUSY
    }

    /// Frees the details of a failure that nobody will hear of.
    pub(in crate::private) fn discard(self) {
        if !self.block.is_null() {
            // SAFETY: every constructor makes the block with `Block::new`, and it has not left in a frame.
            unsafe { Block::free(self.block) };
        }
    }

    /// Ends a failure that no call returns: a panic is told.
    #[cold]
    #[cfg(feature = "async")]
    pub(in crate::private) fn lose(self, origin: &str) {
        if let Some(note) = self.panic_note() {
            panics::report_lost(origin, note);
        }
        self.discard();
    }

    pub(in crate::private) fn into_parts(self) -> (u64, *mut Block) {
        (self.code, self.block)
    }
}

/// Runs user code; a panic becomes a fault.
#[inline]
pub(in crate::private) fn catch<T>(run: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    match panics::catch_note(run) {
        Ok(result) => result,
        Err(note) => Err(Fault::panic(&note)),
    }
}

/// Message and backtrace in a block.
fn in_block(note: &PanicNote) -> *mut Block {
    let mut writer = Writer::new();
    writer.text(note.message());
    writer.text(note.backtrace());
    Block::new(writer.into_vec())
}
