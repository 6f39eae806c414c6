//! Memory of the Go side, before anything is known of its content.

use super::refusal::Refusal;

/// Bytes up to which looking for ASCII first pays.
const SHORT: usize = 128;

/// The bytes as text, if they are UTF-8. Short text is mostly ASCII, which is seen sooner than it is decoded.
#[inline]
pub(in crate::private) fn checked_text(bytes: &[u8]) -> Result<&str, Refusal> {
    if bytes.len() <= SHORT && bytes.is_ascii() {
        // SAFETY: ASCII is UTF-8.
        return Ok(unsafe { std::str::from_utf8_unchecked(bytes) });
    }
    simdutf8::basic::from_utf8(bytes).map_err(|_| utf8_refusal(bytes))
}

/// The elements that lie at an address.
///
/// # Safety
/// `address` points to `len` initialised elements that outlive the result, or `len` is 0.
#[inline]
pub(in crate::private) unsafe fn raw_slice<'a, T>(address: *const T, len: u64) -> Result<&'a [T], Refusal> {
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
