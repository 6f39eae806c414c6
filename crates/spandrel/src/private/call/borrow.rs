//! Parameters that are read in place in Go memory.
//!
//! Each of these takes an address and a length from generated Go code, which keeps the memory alive and in place until
//! the call returns. A Go program that changes the memory from another goroutine meanwhile has a data race; this is one
//! of the two exceptions in the guarantee.

use std::ops::Deref;

use bytes::Bytes;
use spandrel_abi::owner::{CLOSED, FOREIGN, NONE};

use super::{code, fault::Fault};
use crate::private::{
    owned::{
        block::Block,
        locked::Locked,
        secret::{Content, Secret},
    },
    wire::{
        Decode, Reader,
        memory::{checked_text, raw_slice},
        plain::Plain,
        refusal::Refusal,
    },
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
/// Passed on by address of this value, the text lives as long as the call and no longer: a bare `&str` would be of any
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

/// Text, read in place.
///
/// # Safety
/// `address` and `len` are those of a Go string that outlives the result.
#[inline]
pub unsafe fn text<'a>(address: *const u8, len: u64) -> Result<Text<'a>, Refusal> {
    // SAFETY: as promised by the caller.
    checked_text(unsafe { raw_slice(address, len)? }).map(Text)
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

/// `Bytes` that are borrowed from Go: another reference if they are of this side, a copy otherwise.
///
/// # Safety
/// `owner` is one of the numbers of [`spandrel_abi::owner`] or a live block of this side. `address` and `len` are those of memory that
/// outlives the call.
#[inline]
pub unsafe fn borrowed_bytes(
    parameter: &str,
    owner: u64,
    address: *const u8,
    len: u64,
) -> Result<Bytes, Fault> {
    match owner {
        CLOSED => Err(Fault::plain(code::CLOSED)),
        FOREIGN => {
            // SAFETY: as promised by the caller.
            let bytes = unsafe { raw_slice(address, len) };
            bytes.map(Bytes::copy_from_slice).map_err(|reason| Fault::refused(parameter, &reason))
        }
        block => {
            // SAFETY: as promised by the caller.
            let block = unsafe { &*(block as *const Block) };
            block.bytes().cloned().ok_or_else(|| Fault::plain(code::INVALID_HANDLE))
        }
    }
}

/// A secret that is borrowed from Go, copied from its locked memory into ours.
///
/// # Safety
/// As for [`borrowed_bytes`], but `owner` is not a block.
pub unsafe fn borrowed_secret<T: Content + ?Sized>(
    parameter: &str,
    owner: u64,
    address: *const u8,
    len: u64,
) -> Result<Secret<T>, Fault> {
    let refused = |reason: Refusal| Fault::refused(parameter, &reason);
    match owner {
        CLOSED => Err(Fault::plain(code::CLOSED)),
        NONE => Err(refused(Refusal::NoSecret)),
        _ => {
            // SAFETY: as promised by the caller.
            let bytes = unsafe { raw_slice(address, len) }.map_err(refused)?;
            T::check(bytes).map_err(refused)?;
            Ok(Secret::from_memory(Locked::copy_of(bytes)))
        }
    }
}
