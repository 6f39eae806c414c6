//! The result frame: what every call that can fail returns, by value.

use std::mem::MaybeUninit;

use super::{code, fault::Fault};
use crate::private::owned::block::Block;

pub(in crate::private) use spandrel_abi::status::IN_SCRATCH;

/// The longest answer in scratch whose length the status word can tell; the caller's memory may be larger.
pub(in crate::private) const LONGEST_IN_SCRATCH: u64 = u32::MAX as u64;

/// Status and value of a call. 16 bytes: it comes back in two registers.
///
/// `status`: the code in the low byte, [`IN_SCRATCH`], and in the upper 32 bits the length of an answer in scratch.
/// `value`: a word of plain data, a handle, or the address of a [`Block`] that the caller returns when it is done.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Code, flags and length.
    pub status: u64,
    /// Word, handle or block.
    pub value: u64,
}

/// A [`Frame`] with room for plain data that does not fit a word.
#[repr(C)]
pub struct FrameOf<T: Copy> {
    /// Status and value.
    pub frame: Frame,
    /// The data; written only on success.
    pub ok: MaybeUninit<T>,
}

/// A C struct around plain data, so that arrays may be passed by value.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ByValue<T>(pub T);

/// A C value as one of the 64-bit words in which leaf calls pass arguments and results.
pub trait LeafWord: Copy {
    /// The value of a word.
    fn from_word(word: u64) -> Self;
    /// The word of a value.
    fn into_word(self) -> u64;
}

macro_rules! leaf_words {
    ($($ty:ty),*) => {$(
        impl LeafWord for $ty {
            #[inline]
            fn from_word(word: u64) -> Self {
                word as $ty
            }
            #[inline]
            fn into_word(self) -> u64 {
                self as u64
            }
        }
    )*};
}
leaf_words!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

impl LeafWord for f32 {
    #[inline]
    fn from_word(word: u64) -> Self {
        f32::from_bits(word as u32)
    }
    #[inline]
    fn into_word(self) -> u64 {
        u64::from(self.to_bits())
    }
}

impl LeafWord for f64 {
    #[inline]
    fn from_word(word: u64) -> Self {
        f64::from_bits(word)
    }
    #[inline]
    fn into_word(self) -> u64 {
        self.to_bits()
    }
}

impl Frame {
    /// Success with a word.
    pub(in crate::private) fn ok(value: u64) -> Frame {
        Frame { status: code::OK, value }
    }

    /// Success with an answer in the caller's scratch block.
    pub(in crate::private) fn in_scratch(len: usize) -> Frame {
        Frame { status: code::OK | IN_SCRATCH | ((len as u64) << 32), value: 0 }
    }

    /// Success with an answer in a block that the caller returns when it is done.
    pub(in crate::private) fn in_block(block: *mut Block) -> Frame {
        Frame { status: code::OK, value: block as u64 }
    }

    /// The answer comes later; `value` is the task's handle.
    #[cfg(feature = "async")]
    pub(in crate::private) fn pending(task: u64) -> Frame {
        Frame { status: code::PENDING, value: task }
    }

    /// Failure.
    #[cold]
    pub(in crate::private) fn failed(fault: Fault) -> Frame {
        let (code, block) = fault.into_parts();
        Frame { status: code, value: block as u64 }
    }
}
