//! The functions of coinjecture-core 4, for programs that were written against it: the same names,
//! structs and codes, and the rules and checks of this library. The header says where they differ.

use std::borrow::Cow;
use std::ffi::{CStr, c_char};
use std::mem::offset_of;
use std::ptr::null_mut;

use coinjecture::{Error, Hash, HeaderV1, HeaderV1Fields, Limits, Rule, merkle, subset_sum_verify};

use crate::fault::{guard, invalid};
use crate::hashing::{VERSION, coinj_sha256};
use crate::input::{self, Place};
use crate::types::{tier, version};

/// `BlockHeaderFFI`.
#[repr(C)]
pub struct BlockHeader {
    codec_version: u32,
    block_index: u32,
    timestamp: i64,
    parent_hash: Hash,
    merkle_root: Hash,
    miner_address: Hash,
    commitment: Hash,
    difficulty_target: u32,
    nonce: u64,
    extra_data_len: u32,
    extra_data: *const u8,
}

/// `SubsetSumProblemFFI`.
#[repr(C)]
pub struct SubsetSumProblem {
    problem_type: u32,
    tier: u32,
    elements: *const i64,
    elements_len: u32,
    target: i64,
    timestamp: i64,
}

/// `SubsetSumSolutionFFI`.
#[repr(C)]
pub struct SubsetSumSolution {
    indices: *const u32,
    indices_len: u32,
    timestamp: i64,
}

/// `VerifyBudgetFFI`. The duration is not read: a rule that looks at a clock lets honest nodes disagree.
#[repr(C)]
pub struct VerifyBudget {
    max_ops: u32,
    max_duration_ms: u32,
    max_memory_bytes: u32,
}

/// The layout on the 64-bit systems that the vectors run on.
#[cfg(target_pointer_width = "64")]
const _: () = {
    assert!(size_of::<BlockHeader>() == 176 && offset_of!(BlockHeader, nonce) == 152);
    assert!(offset_of!(BlockHeader, timestamp) == 8 && offset_of!(BlockHeader, extra_data) == 168);
    assert!(size_of::<SubsetSumProblem>() == 40 && offset_of!(SubsetSumProblem, target) == 24);
    assert!(size_of::<SubsetSumSolution>() == 24 && offset_of!(SubsetSumSolution, timestamp) == 16);
    assert!(size_of::<VerifyBudget>() == 12);
};

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinjecture_sha256_hash(data: *const u8, data_len: u32, hash_out: *mut Hash) -> i32 {
    // SAFETY: as this function's.
    unsafe { coinj_sha256(data, data_len as usize, hash_out, null_mut()) }
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinjecture_compute_merkle_root(
    hashes: *const Hash,
    hash_count: u32,
    root_out: *mut Hash,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let hashes = unsafe { input::slice("hashes", hashes, hash_count as usize) }?;
        // SAFETY: as this function's.
        let root = unsafe { Place::new("root_out", root_out) }?;
        root.put(merkle::root(Rule::Promote, hashes, &mut Vec::new())?);
        Ok(())
    };
    // SAFETY: NULL cannot take an error.
    unsafe { guard(null_mut(), work) }
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinjecture_compute_header_hash(
    header: *const BlockHeader,
    hash_out: *mut Hash,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (header, out) = unsafe { (input::value("header", header)?, Place::new("hash_out", hash_out)?) };
        // SAFETY: as this function's.
        let extra_data =
            unsafe { input::slice("extra_data", header.extra_data, header.extra_data_len as usize) }?;
        let fields = HeaderV1Fields {
            codec_version: version(header.codec_version.into())?,
            block_index: header.block_index.into(),
            timestamp: header.timestamp,
            parent_hash: header.parent_hash,
            merkle_root: header.merkle_root,
            miner_address: header.miner_address,
            commitment: header.commitment,
            difficulty_target: header.difficulty_target.into(),
            nonce: header.nonce,
        };
        out.put(HeaderV1 { fields, extra_data: Cow::Borrowed(extra_data) }.hash()?);
        Ok(())
    };
    // SAFETY: NULL cannot take an error.
    unsafe { guard(null_mut(), work) }
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinjecture_verify_subset_sum(
    problem: *const SubsetSumProblem,
    solution: *const SubsetSumSolution,
    budget: *const VerifyBudget,
    out_valid: *mut i32,
) -> i32 {
    let work = || {
        // SAFETY: as this function's. A caller that looks at this place alone must never find a yes that was not given.
        unsafe { Place::new("out_valid", out_valid)? }.put(0);
        // SAFETY: as this function's.
        let (problem, solution, budget) = unsafe {
            (
                input::value("problem", problem)?,
                input::value("solution", solution)?,
                input::value("budget", budget)?,
            )
        };
        if problem.problem_type != 0 {
            return Err(invalid("problem_type", "must be 0, SubsetSum"));
        }
        // SAFETY: as this function's.
        let elements = unsafe { input::slice("elements", problem.elements, problem.elements_len as usize) }?;
        // SAFETY: as this function's.
        let indices = unsafe { input::slice("indices", solution.indices, solution.indices_len as usize) }?;
        let limits = Limits { max_ops: budget.max_ops.into(), max_memory: budget.max_memory_bytes.into() };
        subset_sum_verify(tier(problem.tier)?, elements, problem.target, indices, limits)?;
        // SAFETY: as this function's.
        unsafe { Place::new("out_valid", out_valid)? }.put(1);
        Ok::<(), Error>(())
    };
    // SAFETY: NULL cannot take an error.
    unsafe { guard(null_mut(), work) }
}

/// See the header.
#[unsafe(no_mangle)]
pub extern "C" fn coinjecture_version() -> *const c_char {
    CStr::as_ptr(VERSION)
}

/// See the header.
#[unsafe(no_mangle)]
pub extern "C" fn coinjecture_codec_version() -> u32 {
    coinjecture::CODEC_VERSION.into()
}
