//! Salts, commitments, addresses.

use coinjecture::Hash;

use crate::fault::{CError, guard};
use crate::input::{Place, hash};

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_epoch_salt(
    parent: *const u8,
    index: u64,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (parent, out) = unsafe { (hash("parent", parent)?, Place::new("out", out)?) };
        out.put(coinjecture::epoch_salt(&parent, index));
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
pub unsafe extern "C" fn coinj_miner_salt(
    key: *const u8,
    epoch_salt: *const u8,
    parent: *const u8,
    index: u64,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (key, epoch_salt, parent, out) = unsafe {
            (
                hash("key", key)?,
                hash("epoch_salt", epoch_salt)?,
                hash("parent", parent)?,
                Place::new("out", out)?,
            )
        };
        out.put(coinjecture::miner_salt(&key, &epoch_salt, &parent, index));
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
pub unsafe extern "C" fn coinj_commitment(
    epoch_salt: *const u8,
    problem_hash: *const u8,
    solution_hash: *const u8,
    miner_salt: *const u8,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (epoch_salt, problem_hash, solution_hash, miner_salt, out) = unsafe {
            (
                hash("epoch_salt", epoch_salt)?,
                hash("problem_hash", problem_hash)?,
                hash("solution_hash", solution_hash)?,
                hash("miner_salt", miner_salt)?,
                Place::new("out", out)?,
            )
        };
        out.put(coinjecture::commitment(&epoch_salt, &problem_hash, &solution_hash, &miner_salt));
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
pub unsafe extern "C" fn coinj_escrow_id(
    submitter: *const u8,
    problem_hash: *const u8,
    block: u64,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (submitter, problem_hash, out) = unsafe {
            (hash("submitter", submitter)?, hash("problem_hash", problem_hash)?, Place::new("out", out)?)
        };
        out.put(coinjecture::escrow_id(&submitter, &problem_hash, block));
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
pub unsafe extern "C" fn coinj_address(pubkey: *const u8, out: *mut Hash, error: *mut CError) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (pubkey, out) = unsafe { (hash("pubkey", pubkey)?, Place::new("out", out)?) };
        out.put(coinjecture::address(&pubkey));
        Ok(())
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}
