//! Merkle trees.

use coinjecture::merkle::{self, Proof, ProofEntry};
use coinjecture::{Error, Hash, Rule};

use crate::fault::{CError, guard, invalid};
use crate::input::{self, Place};
use crate::types::{CBytes, CProofEntry, rule};

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_merkle_root(
    rule_number: u32,
    leaves: *const Hash,
    count: usize,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        let rule = rule(rule_number)?;
        // SAFETY: as this function's.
        let leaves = unsafe { input::slice("leaves", leaves, count) }?;
        // SAFETY: as this function's.
        let out = unsafe { Place::new("out", out) }?;
        out.put(merkle::root(rule, leaves, &mut Vec::new())?);
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
pub unsafe extern "C" fn coinj_merkle_root_in_place(
    rule_number: u32,
    leaves: *mut Hash,
    count: usize,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        let rule = rule(rule_number)?;
        // SAFETY: as this function's.
        let out = unsafe { Place::new("out", out) }?;
        // SAFETY: as this function's; `out` is not used before the leaves are released.
        let leaves = unsafe { input::slice_mut("leaves", leaves, count) }?;
        out.put(merkle::root_in_place(rule, leaves));
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
pub unsafe extern "C" fn coinj_merkle_root_data(
    leaves: *const CBytes,
    count: usize,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let leaves = unsafe { input::bytes_list("leaves", leaves, count) }?;
        // SAFETY: as this function's.
        let out = unsafe { Place::new("out", out) }?;
        out.put(merkle::root_of_data(&leaves, &mut Vec::new())?);
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
pub unsafe extern "C" fn coinj_merkle_proof(
    rule_number: u32,
    leaves: *const Hash,
    count: usize,
    index: u64,
    entries: *mut CProofEntry,
    capacity: usize,
    length: *mut usize,
    root: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        let rule = rule(rule_number)?;
        // SAFETY: as this function's.
        let leaves = unsafe { input::slice("leaves", leaves, count) }?;
        let proof = merkle::proof(rule, leaves, index)?;
        // SAFETY: as this function's.
        unsafe { put_proof(&proof, entries, capacity, length, root) }
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_merkle_proof_data(
    leaves: *const CBytes,
    count: usize,
    index: u64,
    entries: *mut CProofEntry,
    capacity: usize,
    length: *mut usize,
    root: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let leaves = unsafe { input::bytes_list("leaves", leaves, count) }?;
        let proof = merkle::proof_of_data(&leaves, index)?;
        // SAFETY: as this function's.
        unsafe { put_proof(&proof, entries, capacity, length, root) }
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// # Safety
/// `entries` is NULL or valid for writing `capacity` entries, the others NULL or for one value.
unsafe fn put_proof(
    proof: &Proof,
    entries: *mut CProofEntry,
    capacity: usize,
    length: *mut usize,
    root: *mut Hash,
) -> Result<(), Error> {
    let converted: Vec<CProofEntry> = proof
        .steps
        .iter()
        .map(|entry| CProofEntry { sibling: entry.sibling, is_right: entry.is_right.into() })
        .collect();
    // SAFETY: as this function's.
    unsafe {
        let root = Place::new("root", root)?;
        input::put_list(&converted, entries, capacity, length)?;
        root.put(proof.root);
    }
    Ok(())
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_merkle_verify(
    rule_number: u32,
    leaf: *const u8,
    index: u64,
    leaf_count: u64,
    entries: *const CProofEntry,
    entry_count: usize,
    root: *const u8,
    error: *mut CError,
) -> i32 {
    let work = || {
        let rule = rule(rule_number)?;
        // SAFETY: as this function's.
        let (leaf, root) = unsafe { (input::hash("leaf", leaf)?, input::hash("root", root)?) };
        // SAFETY: as this function's.
        let proof = unsafe { KnownEntries::read(entries, entry_count) }?;
        merkle::verify(rule, &leaf, index, leaf_count, proof.entries(), &root)
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_merkle_verify_data(
    leaf: *const u8,
    leaf_length: usize,
    index: u64,
    leaf_count: u64,
    entries: *const CProofEntry,
    entry_count: usize,
    root: *const u8,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (leaf, root) = unsafe { (input::slice("leaf", leaf, leaf_length)?, input::hash("root", root)?) };
        // SAFETY: as this function's.
        let proof = unsafe { KnownEntries::read(entries, entry_count) }?;
        merkle::verify_data(leaf, index, leaf_count, proof.entries(), &root)
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// One more entry than any tree needs: a proof with more is as wrong as one with that many.
const MOST: usize = 65;

/// The caller's proof, on the stack.
struct KnownEntries {
    entries: [ProofEntry; MOST],
    count: usize,
}

impl KnownEntries {
    /// # Safety
    /// `entries` is NULL or valid for reading `count` entries.
    unsafe fn read(entries: *const CProofEntry, count: usize) -> Result<KnownEntries, Error> {
        // SAFETY: as this function's.
        let given = unsafe { input::slice("proof", entries, count) }?;
        if given.iter().any(|entry| entry.is_right > 1) {
            return Err(invalid("proof", "is_right is neither 0 nor 1"));
        }
        let mut known = KnownEntries {
            entries: [ProofEntry { sibling: [0; 32], is_right: false }; MOST],
            count: given.len().min(MOST),
        };
        for (entry, given) in known.entries.iter_mut().zip(given) {
            *entry = ProofEntry { sibling: given.sibling, is_right: given.is_right == 1 };
        }
        Ok(known)
    }

    fn entries(&self) -> &[ProofEntry] {
        &self.entries[..self.count]
    }
}

const _: () = assert!(Rule::ALL.len() == 3, "the header lists three rules");
