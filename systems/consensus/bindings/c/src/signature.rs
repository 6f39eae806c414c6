//! Signatures.

use coinjecture::Signature;

use crate::fault::{CError, guard};
use crate::input::{hash, slice, value};

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_ed25519_verify(
    public_key: *const u8,
    message: *const u8,
    length: usize,
    signature: *const u8,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (public_key, message, signature) = unsafe {
            (
                hash("public_key", public_key)?,
                slice("message", message, length)?,
                value("signature", signature.cast::<Signature>())?,
            )
        };
        coinjecture::ed25519_verify(&public_key, message, signature)
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}
