//! The guard that every function goes through, and the caller's error.

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use coinjecture::{Error, ResultCode};

/// Bytes of a message with its closing 0.
pub(crate) const MESSAGE_BYTES: usize = 252;

/// `coinj_error`.
#[repr(C)]
pub struct CError {
    pub(crate) code: i32,
    pub(crate) message: [u8; MESSAGE_BYTES],
}

const _: () = {
    assert!(size_of::<CError>() == 256);
    assert!(std::mem::offset_of!(CError, message) == 4);
};

/// Runs one function's work and returns its code.
///
/// # Safety
/// `error` is NULL or valid for writing a [`CError`].
pub(crate) unsafe fn guard(error: *mut CError, work: impl FnOnce() -> Result<(), Error>) -> i32 {
    // The work borrows only the caller's memory, whose state after a panic is the caller's to judge
    // from the code.
    let fault = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => return ResultCode::Ok as i32,
        Ok(Err(fault)) => fault,
        Err(_) => Error::Internal { what: "a fault inside the library; please report it" },
    };
    if !error.is_null() {
        let mut message = Message { bytes: [0; MESSAGE_BYTES], end: 0 };
        // A message that does not fit is cut, which is not a failure.
        let _ = write!(message, "{fault}");
        // SAFETY: the caller of the C function gave NULL or a valid place.
        unsafe {
            error.write(CError { code: fault.code() as i32, message: message.bytes });
        }
    }
    fault.code() as i32
}

/// A message that is cut at a character when the room ends.
struct Message {
    bytes: [u8; MESSAGE_BYTES],
    end: usize,
}

impl std::fmt::Write for Message {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for character in text.chars() {
            let mut encoded = [0; 4];
            let encoded = character.encode_utf8(&mut encoded).as_bytes();
            // The last byte stays 0.
            let Some(place) = self.bytes[..MESSAGE_BYTES - 1].get_mut(self.end..self.end + encoded.len())
            else {
                return Err(std::fmt::Error);
            };
            place.copy_from_slice(encoded);
            self.end += encoded.len();
        }
        Ok(())
    }
}

/// Code 1.
pub(crate) fn invalid(field: &'static str, reason: &'static str) -> Error {
    Error::InvalidInput { field, reason }
}
