use std::ptr::{null, null_mut};

use crate::fault::{CError, MESSAGE_BYTES, guard};
use crate::hashing::coinj_sha256;

fn no_error() -> CError {
    CError { code: -1, message: [b'?'; MESSAGE_BYTES] }
}

fn message(error: &CError) -> &str {
    std::ffi::CStr::from_bytes_until_nul(&error.message).unwrap().to_str().unwrap()
}

#[test]
fn a_panic_becomes_a_code_and_a_message() {
    let mut error = no_error();
    // SAFETY: the error is valid.
    let code = unsafe { guard(&raw mut error, || panic!("planted")) };
    assert_eq!((code, error.code), (5, 5));
    assert!(message(&error).contains("fault inside the library"));
    // SAFETY: NULL is allowed.
    assert_eq!(unsafe { guard(null_mut(), || panic!("planted")) }, 5);
}

#[test]
fn success_leaves_the_error_alone() {
    let mut error = no_error();
    let mut out = [0; 32];
    // SAFETY: all pointers are NULL with length 0 or valid.
    let code = unsafe { coinj_sha256(null(), 0, &raw mut out, &raw mut error) };
    assert_eq!((code, error.code), (0, -1));
    assert_eq!(out[..4], [0xe3, 0xb0, 0xc4, 0x42]);
}

#[test]
fn null_and_impossible_lengths_are_invalid_input() {
    let mut error = no_error();
    let mut out = [7; 32];
    let byte = 0u8;
    for (data, length) in [(null(), 1), (null(), usize::MAX), (&raw const byte, usize::MAX)] {
        // SAFETY: the lengths are refused before anything is read.
        let code = unsafe { coinj_sha256(data, length, &raw mut out, &raw mut error) };
        assert_eq!((code, error.code, out), (1, 1, [7; 32]));
        assert!(message(&error).starts_with("data: "), "{}", message(&error));
    }
    // SAFETY: a NULL output is refused.
    let code = unsafe { coinj_sha256(&raw const byte, 1, null_mut(), null_mut()) };
    assert_eq!(code, 1);
}
