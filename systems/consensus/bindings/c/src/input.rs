//! The caller's pointers, checked.

use std::ptr::NonNull;

use coinjecture::{Error, Hash};

use crate::fault::invalid;
use crate::types::CBytes;

/// `count` values at `data`; NULL only when there are none.
///
/// # Safety
/// `data` is NULL or valid for reading `count` values, which nobody changes for `'a`.
pub(crate) unsafe fn slice<'a, T>(
    field: &'static str,
    data: *const T,
    count: usize,
) -> Result<&'a [T], Error> {
    if count == 0 {
        return Ok(&[]);
    }
    check(field, data, count)?;
    // SAFETY: the pointer is not NULL, aligned, and the caller guarantees `count` values.
    Ok(unsafe { std::slice::from_raw_parts(data, count) })
}

/// As [`slice`], for writing.
///
/// # Safety
/// `data` is NULL or valid for reading and writing `count` values, which nobody else uses for `'a`.
pub(crate) unsafe fn slice_mut<'a, T>(
    field: &'static str,
    data: *mut T,
    count: usize,
) -> Result<&'a mut [T], Error> {
    if count == 0 {
        return Ok(&mut []);
    }
    check(field, data, count)?;
    // SAFETY: the pointer is not NULL, aligned, and the caller guarantees `count` values.
    Ok(unsafe { std::slice::from_raw_parts_mut(data, count) })
}

fn check<T>(field: &'static str, data: *const T, count: usize) -> Result<(), Error> {
    if data.is_null() {
        return Err(invalid(field, "NULL with a length other than 0"));
    }
    if !data.is_aligned() {
        return Err(invalid(field, "not aligned for its type"));
    }
    match count.checked_mul(size_of::<T>()) {
        Some(bytes) if isize::try_from(bytes).is_ok() => Ok(()),
        _ => Err(invalid(field, "longer than any memory")),
    }
}

/// The value behind a pointer.
///
/// # Safety
/// `data` is NULL or valid for reading a value, which nobody changes for `'a`.
pub(crate) unsafe fn value<'a, T>(field: &'static str, data: *const T) -> Result<&'a T, Error> {
    // SAFETY: the caller guarantees one value.
    match unsafe { slice(field, data, 1) } {
        Ok([value]) => Ok(value),
        _ => Err(invalid(field, "NULL or not aligned")),
    }
}

/// A hash of the caller's.
///
/// # Safety
/// `data` is NULL or valid for reading 32 bytes.
pub(crate) unsafe fn hash(field: &'static str, data: *const u8) -> Result<Hash, Error> {
    // SAFETY: the caller guarantees 32 bytes; bytes have no alignment.
    unsafe { value(field, data.cast::<Hash>()) }.copied()
}

/// Bytes of the caller's.
///
/// # Safety
/// The pointer inside is NULL or valid for reading as many bytes as are given, for `'a`.
pub(crate) unsafe fn bytes<'a>(field: &'static str, bytes: CBytes) -> Result<&'a [u8], Error> {
    // SAFETY: the caller guarantees them.
    unsafe { slice(field, bytes.data, bytes.length) }
}

/// A list of byte strings of the caller's.
///
/// # Safety
/// `list` is NULL or valid for reading `count` values, each of them valid for [`bytes`].
pub(crate) unsafe fn bytes_list<'a>(
    field: &'static str,
    list: *const CBytes,
    count: usize,
) -> Result<Vec<&'a [u8]>, Error> {
    // SAFETY: the caller guarantees `count` values.
    let list = unsafe { slice(field, list, count) }?;
    let mut out = Vec::new();
    out.try_reserve_exact(list.len()).map_err(|_| Error::OutOfMemory { bytes: size_of_val(list) })?;
    for &entry in list {
        // SAFETY: the caller guarantees every entry.
        out.push(unsafe { bytes(field, entry) }?);
    }
    Ok(out)
}

/// A place for one result. It is asked for before the work and written after it, so that outputs
/// may overlap inputs and stay untouched on failure.
pub(crate) struct Place<T>(NonNull<T>);

impl<T> Place<T> {
    /// # Safety
    /// `out` is NULL or valid for writing a value until [`Place::put`].
    pub(crate) unsafe fn new(field: &'static str, out: *mut T) -> Result<Place<T>, Error> {
        match NonNull::new(out) {
            Some(place) if place.is_aligned() => Ok(Place(place)),
            Some(_) => Err(invalid(field, "not aligned for its type")),
            None => Err(invalid(field, "NULL, but a result has to go there")),
        }
    }

    pub(crate) fn put(self, value: T) {
        // SAFETY: `new` was given a place that is valid until now.
        unsafe { self.0.write(value) };
    }
}

/// Writes a result of variable length: its length always, itself when it fits.
///
/// # Safety
/// `out` is NULL or valid for writing `capacity` values, `length` NULL or for writing one.
pub(crate) unsafe fn put_list<T: Copy>(
    values: &[T],
    out: *mut T,
    capacity: usize,
    length: *mut usize,
) -> Result<(), Error> {
    // SAFETY: the caller guarantees the place.
    unsafe { Place::new("length", length) }?.put(values.len());
    // SAFETY: the caller guarantees `capacity` values.
    unsafe { copy_list("out", values, out, capacity) }
}

/// Copies values to a buffer of the caller's.
///
/// # Safety
/// `out` is NULL or valid for writing `capacity` values.
pub(crate) unsafe fn copy_list<T: Copy>(
    field: &'static str,
    values: &[T],
    out: *mut T,
    capacity: usize,
) -> Result<(), Error> {
    if capacity < values.len() {
        return Err(invalid(field, "too short for the result"));
    }
    if !values.is_empty() {
        check(field, out, values.len())?;
        // SAFETY: the buffer takes `capacity` values, at least as many as these, which are ours.
        unsafe { std::ptr::copy(values.as_ptr(), out, values.len()) };
    }
    Ok(())
}
