//! What a ring carries.

use crate::error::Error;

/// What a ring carries: plain data, or `[u8]`, records of any size.
///
/// Sealed: implement [`Plain`] for a type to send it.
pub trait Message: sealed::Message {}

mod sealed {
    pub trait Message {
        /// Bytes of a slot, 0 for records.
        const STRIDE: u64;
    }
}

/// A type that is sent as it lies in memory, such as a `#[repr(C)]` struct of numbers.
///
/// # Safety
/// A value of the type is its bytes: no pointers, no destructor. Any bytes for which [`Plain::check`] succeeds are a value. Go reads
/// and writes the same layout.
pub unsafe trait Plain: Copy + Send + 'static {
    /// Whether any bytes are a value, so that nothing needs checking.
    const ANY: bool;

    /// Whether the bytes at the address are a value.
    ///
    /// # Safety
    /// `at` is aligned, and the bytes of a `Self` can be read there.
    unsafe fn check(at: *const Self) -> bool;
}

impl<T: Plain> sealed::Message for T {
    const STRIDE: u64 = {
        assert!(size_of::<T>() > 0, "a message of no bytes is not sent");
        assert!(align_of::<T>() <= 8, "a message is aligned to 8 bytes at most");
        size_of::<T>() as u64
    };
}
impl<T: Plain> Message for T {}

impl sealed::Message for [u8] {
    const STRIDE: u64 = 0;
}
impl Message for [u8] {}

macro_rules! numbers {
    ($($ty:ty),*) => {$(
        // SAFETY: any bytes are a number.
        unsafe impl Plain for $ty {
            const ANY: bool = true;
            unsafe fn check(_: *const $ty) -> bool {
                true
            }
        }
    )*};
}
numbers!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize, f32, f64);

// SAFETY: a byte of 0 or 1 is a bool.
unsafe impl Plain for bool {
    const ANY: bool = false;
    unsafe fn check(at: *const bool) -> bool {
        // SAFETY: the caller guarantees a byte there.
        unsafe { at.cast::<u8>().read() <= 1 }
    }
}

// SAFETY: an array is its elements.
unsafe impl<T: Plain, const N: usize> Plain for [T; N] {
    const ANY: bool = T::ANY;
    unsafe fn check(at: *const [T; N]) -> bool {
        // SAFETY: each element lies within the array, which the caller guarantees.
        T::ANY || (0..N).all(|index| unsafe { T::check(at.cast::<T>().add(index)) })
    }
}

/// Whether `len` values at the address are values.
///
/// # Safety
/// `at` is aligned, and the bytes of `len` values can be read there.
pub(crate) unsafe fn check_all<T: Plain>(at: *const T, len: usize) -> Result<(), Error> {
    // SAFETY: each lies within what the caller guarantees.
    let valid = T::ANY || (0..len).all(|index| unsafe { T::check(at.add(index)) });
    if valid { Ok(()) } else { Err(Error::Corrupt) }
}
