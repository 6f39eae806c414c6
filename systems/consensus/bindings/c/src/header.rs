//! Headers.

use std::borrow::Cow;

use coinjecture::{Error, Hash, HeaderGo208, HeaderV1, HeaderV1Fields, header};

use crate::fault::{CError, guard};
use crate::input::{self, Place};
use crate::types::{CBytes, CHeaderV1, version};

/// # Safety
/// The pointer is NULL or valid, and so is the one inside, for `'a`.
unsafe fn header_v1<'a>(header: *const CHeaderV1) -> Result<HeaderV1<'a>, Error> {
    // SAFETY: as this function's.
    let header = unsafe { input::value("header", header) }?;
    // SAFETY: as this function's.
    let extra_data = unsafe { input::bytes("extra_data", header.extra_data) }?;
    let fields = HeaderV1Fields {
        codec_version: version(header.codec_version)?,
        block_index: header.block_index,
        timestamp: header.timestamp,
        parent_hash: header.parent_hash,
        merkle_root: header.merkle_root,
        miner_address: header.miner_address,
        commitment: header.commitment,
        difficulty_target: header.difficulty_target,
        nonce: header.nonce,
    };
    Ok(HeaderV1 { fields, extra_data: Cow::Borrowed(extra_data) })
}

/// See the header file.
///
/// # Safety
/// Pointers are NULL or valid for what the header file says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_header_v1_hash(
    header: *const CHeaderV1,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (header, out) = unsafe { (header_v1(header)?, Place::new("out", out)?) };
        out.put(header.hash()?);
        Ok(())
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header file.
///
/// # Safety
/// Pointers are NULL or valid for what the header file says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_header_v1_encode(
    header: *const CHeaderV1,
    out: *mut u8,
    capacity: usize,
    length: *mut usize,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let header = unsafe { header_v1(header) }?;
        let mut buffer = [0; header::MAX_V1_BYTES];
        let end = header.encode_into(&mut buffer)?;
        // SAFETY: as this function's.
        unsafe { input::put_list(&buffer[..end], out, capacity, length) }
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header file.
///
/// # Safety
/// Pointers are NULL or valid for what the header file says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_header_v1_decode(
    data: *const u8,
    length: usize,
    out: *mut CHeaderV1,
    extra: *mut u8,
    extra_capacity: usize,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (data, out) = unsafe { (input::slice("data", data, length)?, Place::new("out", out)?) };
        let HeaderV1 { fields: header, extra_data } = HeaderV1::decode(data)?;
        // SAFETY: as this function's.
        unsafe { input::copy_list("extra", &extra_data, extra, extra_capacity) }?;
        out.put(CHeaderV1 {
            codec_version: header.codec_version.into(),
            block_index: header.block_index,
            timestamp: header.timestamp,
            difficulty_target: header.difficulty_target,
            nonce: header.nonce,
            parent_hash: header.parent_hash,
            merkle_root: header.merkle_root,
            miner_address: header.miner_address,
            commitment: header.commitment,
            extra_data: CBytes { data: extra, length: extra_data.len() },
        });
        Ok(())
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header file.
///
/// # Safety
/// Pointers are NULL or valid for what the header file says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_header_go208_hash(
    header: *const HeaderGo208,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (header, out) = unsafe { (input::value("header", header)?, Place::new("out", out)?) };
        out.put(header.hash());
        Ok(())
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header file.
///
/// # Safety
/// Pointers are NULL or valid for what the header file says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_header_go208_encode(
    header: *const HeaderGo208,
    out: *mut [u8; header::GO208_BYTES],
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (header, out) = unsafe { (input::value("header", header)?, Place::new("out", out)?) };
        out.put(header.encode());
        Ok(())
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header file.
///
/// # Safety
/// Pointers are NULL or valid for what the header file says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_header_go208_hash_batch(
    headers: *const HeaderGo208,
    count: usize,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let headers = unsafe { input::slice("headers", headers, count) }?;
        // SAFETY: as this function's.
        let out = unsafe { input::slice_mut("out", out, count) }?;
        header::go208_hash_batch(headers, out)
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header file.
///
/// # Safety
/// Pointers are NULL or valid for what the header file says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_header_go208_hash_encoded(
    encoded: *const [u8; header::GO208_BYTES],
    count: usize,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let encoded = unsafe { input::slice("encoded", encoded, count) }?;
        // SAFETY: as this function's.
        let out = unsafe { input::slice_mut("out", out, count) }?;
        header::go208_hash_encoded_batch(encoded.as_flattened(), out)
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}
