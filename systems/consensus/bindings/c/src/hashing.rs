//! The library itself, and plain hashing.

use std::ffi::{CStr, CString, c_char};
use std::sync::OnceLock;

use coinjecture::{Hash, ResultCode};

use crate::fault::{CError, guard};
use crate::input::{self, Place};
use crate::types::CBytes;

/// See the header.
#[unsafe(no_mangle)]
pub extern "C" fn coinj_abi_version() -> u32 {
    1
}

/// See the header.
///
/// # Safety
/// `error` is NULL or valid for writing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_init(error: *mut CError) -> i32 {
    // SAFETY: as this function's.
    unsafe { guard(error, || coinjecture::init().map(|_| ())) }
}

/// See the header.
#[unsafe(no_mangle)]
pub extern "C" fn coinj_version() -> *const c_char {
    VERSION.as_ptr()
}

/// The version of the library, which is that of the whole workspace.
pub(crate) const VERSION: &CStr =
    match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
        Ok(version) => version,
        Err(_) => panic!("a version has no 0 inside"),
    };

/// The names of [`coinjecture::Kernels`] as C has them.
struct KernelNames {
    choice: CString,
    both: CString,
    single: CString,
    tree: CString,
}

fn kernel_names() -> &'static KernelNames {
    static NAMES: OnceLock<KernelNames> = OnceLock::new();
    NAMES.get_or_init(|| {
        let kernels = coinjecture::kernels();
        // No name has a 0 inside.
        let name = |text: &str| CString::new(text).unwrap_or_default();
        KernelNames {
            choice: name(kernels.choice.name()),
            both: name(&kernels.to_string()),
            single: name(kernels.single),
            tree: name(kernels.tree),
        }
    })
}

/// See the header.
#[unsafe(no_mangle)]
pub extern "C" fn coinj_kernel() -> *const c_char {
    kernel_names().both.as_ptr()
}

/// See the header.
#[unsafe(no_mangle)]
pub extern "C" fn coinj_kernel_single() -> *const c_char {
    kernel_names().single.as_ptr()
}

/// See the header.
#[unsafe(no_mangle)]
pub extern "C" fn coinj_kernel_tree() -> *const c_char {
    kernel_names().tree.as_ptr()
}

/// See the header.
#[unsafe(no_mangle)]
pub extern "C" fn coinj_kernel_choice() -> *const c_char {
    kernel_names().choice.as_ptr()
}

/// See the header.
#[unsafe(no_mangle)]
pub extern "C" fn coinj_code_name(code: i32) -> *const c_char {
    let name: &CStr = match ResultCode::ALL.into_iter().find(|&known| known as i32 == code) {
        Some(ResultCode::Ok) => c"OK",
        Some(ResultCode::InvalidInput) => c"INVALID_INPUT",
        Some(ResultCode::OutOfMemory) => c"OUT_OF_MEMORY",
        Some(ResultCode::VerificationFailed) => c"VERIFICATION_FAILED",
        Some(ResultCode::Encoding) => c"ENCODING",
        Some(ResultCode::Internal) => c"INTERNAL",
        None => c"UNKNOWN",
    };
    name.as_ptr()
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_sha256(
    data: *const u8,
    length: usize,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (data, out) = unsafe { (input::slice("data", data, length)?, Place::new("out", out)?) };
        out.put(coinjecture::sha256(data));
        Ok(())
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_sha256_many(
    messages: *const CBytes,
    count: usize,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let messages = unsafe { input::bytes_list("messages", messages, count) }?;
        // SAFETY: as this function's; the header forbids this output to overlap its inputs.
        let out = unsafe { input::slice_mut("out", out, count) }?;
        coinjecture::sha256_many(&messages, out)
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}
