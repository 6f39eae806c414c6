//! Plain data: values that are passed as C values, checked on arrival.

use std::{mem::MaybeUninit, time::Duration};

use super::refusal::Refusal;

/// A type whose values are passed as a C value of type [`Plain::Raw`].
///
/// # Safety
/// `Raw` has no invalid bit patterns and no padding that matters, and the layout that the plan gives the type is that
/// of `Raw`. Where [`Plain::IN_PLACE`] is true, a `Raw` for which [`Plain::check`] succeeds is a valid `Self` of the
/// same size and alignment.
pub unsafe trait Plain<B>: Sized {
    /// The C value.
    type Raw: Copy;
    /// Whether a checked `Raw` in memory may be read as `Self`.
    const IN_PLACE: bool;
    /// Whether every `Raw` is valid, so that nothing needs checking.
    const ANY: bool;

    /// The value, if it is one.
    fn from_raw(raw: Self::Raw) -> Result<Self, Refusal>;

    /// The C value, if there is one.
    fn to_raw(&self) -> Result<Self::Raw, Refusal>;

    /// Whether the C value is a value.
    fn check(raw: Self::Raw) -> Result<(), Refusal> {
        Self::from_raw(raw).map(drop)
    }
}

/// Plain data that fits the value word of a frame.
pub trait Word<B>: Plain<B> {
    /// The C value as a word.
    fn to_word(&self) -> Result<u64, Refusal>;
}

macro_rules! numbers {
    ($($ty:ty),*) => {$(
        // SAFETY: every bit pattern of an integer or float is valid, and it is its own C value.
        unsafe impl<B> Plain<B> for $ty {
            type Raw = $ty;
            const IN_PLACE: bool = true;
            const ANY: bool = true;
            #[inline]
            fn from_raw(raw: $ty) -> Result<Self, Refusal> {
                Ok(raw)
            }
            #[inline]
            fn to_raw(&self) -> Result<$ty, Refusal> {
                Ok(*self)
            }
        }
    )*};
}
numbers!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize, f32, f64);

macro_rules! words {
    ($($ty:ty),*) => {$(
        impl<B> Word<B> for $ty {
            #[inline]
            fn to_word(&self) -> Result<u64, Refusal> {
                Ok(*self as u64)
            }
        }
    )*};
}
words!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize, bool, char);

impl<B> Word<B> for f32 {
    #[inline]
    fn to_word(&self) -> Result<u64, Refusal> {
        Ok(u64::from(self.to_bits()))
    }
}

impl<B> Word<B> for f64 {
    #[inline]
    fn to_word(&self) -> Result<u64, Refusal> {
        Ok(self.to_bits())
    }
}

impl<B> Word<B> for Duration {
    #[inline]
    fn to_word(&self) -> Result<u64, Refusal> {
        Ok(Plain::<B>::to_raw(self)? as u64)
    }
}

// SAFETY: a byte of 0 or 1 is a bool, of the same size and alignment.
unsafe impl<B> Plain<B> for bool {
    type Raw = u8;
    const IN_PLACE: bool = true;
    const ANY: bool = false;
    #[inline]
    fn from_raw(raw: u8) -> Result<Self, Refusal> {
        match raw {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(Refusal::Bool(other)),
        }
    }
    #[inline]
    fn to_raw(&self) -> Result<u8, Refusal> {
        Ok(u8::from(*self))
    }
}

// SAFETY: a u32 that is a Unicode scalar value is a char, of the same size and alignment.
unsafe impl<B> Plain<B> for char {
    type Raw = u32;
    const IN_PLACE: bool = true;
    const ANY: bool = false;
    #[inline]
    fn from_raw(raw: u32) -> Result<Self, Refusal> {
        char::from_u32(raw).ok_or(Refusal::Char(raw))
    }
    #[inline]
    fn to_raw(&self) -> Result<u32, Refusal> {
        Ok(u32::from(*self))
    }
}

macro_rules! halves {
    ($($ty:ty),*) => {$(
        // SAFETY: two words, low half first; never read in place, because the alignment differs.
        unsafe impl<B> Plain<B> for $ty {
            type Raw = [u64; 2];
            const IN_PLACE: bool = false;
            const ANY: bool = true;
            #[inline]
            fn from_raw([low, high]: [u64; 2]) -> Result<Self, Refusal> {
                Ok((u128::from(low) | u128::from(high) << 64) as $ty)
            }
            #[inline]
            fn to_raw(&self) -> Result<[u64; 2], Refusal> {
                Ok([*self as u64, ((*self as u128) >> 64) as u64])
            }
        }
    )*};
}
halves!(u128, i128);

// SAFETY: nanoseconds as Go counts them; never read in place.
unsafe impl<B> Plain<B> for Duration {
    type Raw = i64;
    const IN_PLACE: bool = false;
    const ANY: bool = false;
    #[inline]
    fn from_raw(raw: i64) -> Result<Self, Refusal> {
        u64::try_from(raw).map(Duration::from_nanos).map_err(|_| Refusal::DurationNegative)
    }
    #[inline]
    fn to_raw(&self) -> Result<i64, Refusal> {
        i64::try_from(self.as_nanos()).map_err(|_| Refusal::DurationTooLong)
    }
}

// SAFETY: an array is its elements, without gaps; what holds for each holds for all.
unsafe impl<B, T: Plain<B>, const N: usize> Plain<B> for [T; N] {
    type Raw = [T::Raw; N];
    const IN_PLACE: bool = T::IN_PLACE;
    const ANY: bool = T::ANY;
    #[inline]
    fn from_raw(raw: Self::Raw) -> Result<Self, Refusal> {
        if T::IN_PLACE && T::ANY {
            // SAFETY: every element is valid as it lies, so the array is, too.
            return Ok(unsafe { std::mem::transmute_copy(&raw) });
        }
        array(|index| T::from_raw(raw[index]))
    }
    #[inline]
    fn to_raw(&self) -> Result<Self::Raw, Refusal> {
        if T::IN_PLACE {
            // SAFETY: a value that may be read in place lies in memory as its C value does.
            return Ok(unsafe { std::mem::transmute_copy(self) });
        }
        array(|index| self[index].to_raw())
    }
}

/// An array of `make(0)`, `make(1)`, …, or the first refusal. Its elements are made where they stay: arrays may be as long
/// as a stack allows.
pub(in crate::private) fn array<T, const N: usize>(
    mut make: impl FnMut(usize) -> Result<T, Refusal>,
) -> Result<[T; N], Refusal> {
    let mut made = Made { items: MaybeUninit::<[T; N]>::uninit(), count: 0 };
    while made.count < N {
        let item = make(made.count)?;
        // SAFETY: `count` is less than `N`, so this is an element of the array, which holds no value yet.
        unsafe { made.first().add(made.count).write(item) };
        made.count += 1;
    }
    made.count = 0;
    // SAFETY: all elements were written, and with a count of 0 nobody else drops them.
    Ok(unsafe { made.items.assume_init_read() })
}

/// An array of which the first `count` elements are made. They are dropped if there will be no more.
struct Made<T, const N: usize> {
    items: MaybeUninit<[T; N]>,
    count: usize,
}

impl<T, const N: usize> Made<T, N> {
    fn first(&mut self) -> *mut T {
        self.items.as_mut_ptr().cast()
    }
}

impl<T, const N: usize> Drop for Made<T, N> {
    fn drop(&mut self) {
        let made = std::ptr::slice_from_raw_parts_mut(self.first(), self.count);
        // SAFETY: these elements were written, and nobody else drops them.
        unsafe { made.drop_in_place() };
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;

    #[test]
    fn an_array_that_is_refused_drops_what_was_made() {
        let token = Rc::new(());
        let refused =
            array::<_, 5>(|index| if index == 3 { Err(Refusal::Truncated) } else { Ok(Rc::clone(&token)) });
        assert!(refused.is_err());
        assert_eq!(Rc::strong_count(&token), 1);
        let made = array::<_, 5>(|_| Ok(Rc::clone(&token)));
        assert_eq!(Rc::strong_count(&token), 6);
        drop(made);
        assert_eq!(Rc::strong_count(&token), 1);
    }
}
