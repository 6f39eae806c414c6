//! Parameters that are read in place in Go memory.
//!
//! Each of these takes an address and a length from generated Go code, which keeps the memory alive and in place until
//! the call returns. A Go program that changes the memory from another goroutine meanwhile has a data race; this is one
//! of the two exceptions in the guarantee.

use std::ops::Deref;

use super::{
    plain::Plain,
    refusal::Refusal,
    wire::{Decode, Reader},
};

/// A borrowed slice parameter.
#[derive(Debug)]
pub enum Slice<'a, T> {
    /// Read where it lies in Go memory.
    InPlace(&'a [T]),
    /// Converted, because the memory layout differs.
    Converted(Vec<T>),
}

impl<T> Deref for Slice<'_, T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match self {
            Slice::InPlace(items) => items,
            Slice::Converted(items) => items,
        }
    }
}

/// A borrowed text parameter.
///
/// Handed on by address of this value, the text lives as long as the call and no longer: a bare `&str` would be of any
/// lifetime, also that of a function that asks for `&'static str` and keeps it.
#[derive(Debug)]
pub struct Text<'a>(&'a str);

impl Deref for Text<'_> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.0
    }
}

/// Bytes up to which looking for ASCII first pays.
const SHORT: usize = 128;

/// Text, read in place.
///
/// # Safety
/// `address` and `len` are those of a Go string that outlives the result.
#[inline]
pub unsafe fn text<'a>(address: *const u8, len: u64) -> Result<Text<'a>, Refusal> {
    // SAFETY: as promised by the caller.
    checked_text(unsafe { raw_slice(address, len)? }).map(Text)
}

/// The bytes as text, if they are UTF-8. Short text is mostly ASCII, which is seen sooner than it is decoded.
#[inline]
pub(super) fn checked_text(bytes: &[u8]) -> Result<&str, Refusal> {
    if bytes.len() <= SHORT && bytes.is_ascii() {
        // SAFETY: ASCII is UTF-8.
        return Ok(unsafe { std::str::from_utf8_unchecked(bytes) });
    }
    simdutf8::basic::from_utf8(bytes).map_err(|_| utf8_refusal(bytes))
}

/// Text, copied.
///
/// # Safety
/// As for [`text`].
#[inline]
pub unsafe fn owned_text(address: *const u8, len: u64) -> Result<String, Refusal> {
    // SAFETY: as promised by the caller.
    unsafe { text(address, len) }.map(|text| text.to_owned())
}

/// A slice of plain data: read in place where the memory is already a valid `[T]`, converted where it is not.
///
/// # Safety
/// `address` and `len` are those of a Go slice whose element has the layout of `T::Raw`; it outlives the result.
#[inline]
pub unsafe fn slice<'a, B, T: Plain<B>>(address: *const T::Raw, len: u64) -> Result<Slice<'a, T>, Refusal> {
    // SAFETY: as promised by the caller.
    let raw = unsafe { raw_slice(address, len)? };
    if !T::IN_PLACE {
        return raw
            .iter()
            .map(|item| T::from_raw(*item))
            .collect::<Result<Vec<T>, _>>()
            .map(Slice::Converted);
    }
    if !T::ANY {
        raw.iter().try_for_each(|item| T::check(*item))?;
    }
    // SAFETY: every element was checked, and `IN_PLACE` promises that a checked element is a valid `T`.
    Ok(Slice::InPlace(unsafe { std::slice::from_raw_parts(raw.as_ptr().cast::<T>(), raw.len()) }))
}

/// A slice of plain data, copied.
///
/// # Safety
/// As for [`slice`].
#[inline]
pub unsafe fn owned_slice<B, T: Plain<B>>(address: *const T::Raw, len: u64) -> Result<Vec<T>, Refusal> {
    // SAFETY: as promised by the caller.
    unsafe { raw_slice(address, len)? }.iter().map(|item| T::from_raw(*item)).collect()
}

/// A reader over a block of packed parameters.
///
/// # Safety
/// `address` and `len` are those of a Go slice that outlives the result.
#[inline]
pub unsafe fn packed<'a>(address: *const u8, len: u64) -> Reader<'a> {
    // SAFETY: as promised by the caller; a scratch block is never longer than memory.
    Reader::new(unsafe { raw_slice(address, len) }.unwrap_or_default())
}

impl<'a> Reader<'a> {
    /// The next packed parameter.
    #[inline]
    pub fn argument<B, T: Decode<B>>(&mut self) -> Result<T, Refusal> {
        T::decode(self)
    }
}

/// # Safety
/// `address` points to `len` initialised elements that outlive the result, or `len` is 0.
#[inline]
pub(super) unsafe fn raw_slice<'a, T>(address: *const T, len: u64) -> Result<&'a [T], Refusal> {
    if len == 0 {
        // The address of an empty Go slice means nothing.
        return Ok(&[]);
    }
    let size = (size_of::<T>() as u64).max(1);
    if len > isize::MAX as u64 / size || address.is_null() {
        return Err(Refusal::Length(len));
    }
    // SAFETY: as promised by the caller.
    Ok(unsafe { std::slice::from_raw_parts(address, len as usize) })
}

#[cold]
fn utf8_refusal(bytes: &[u8]) -> Refusal {
    let at = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    Refusal::Utf8(at)
}
