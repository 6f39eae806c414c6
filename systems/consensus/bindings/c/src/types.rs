//! The structs of the header and their layouts, which the C tests assert from their side.

use std::mem::offset_of;

use coinjecture::{Error, Hash, Rule, Tier};

use crate::fault::invalid;

/// `coinj_bytes`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CBytes {
    pub(crate) data: *const u8,
    pub(crate) length: usize,
}

/// `coinj_proof_entry`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CProofEntry {
    pub(crate) sibling: Hash,
    pub(crate) is_right: u8,
}

/// `coinj_header_v1`.
#[repr(C)]
pub struct CHeaderV1 {
    pub(crate) codec_version: u64,
    pub(crate) block_index: u64,
    pub(crate) timestamp: i64,
    pub(crate) difficulty_target: u64,
    pub(crate) nonce: u64,
    pub(crate) parent_hash: Hash,
    pub(crate) merkle_root: Hash,
    pub(crate) miner_address: Hash,
    pub(crate) commitment: Hash,
    pub(crate) extra_data: CBytes,
}

/// `coinj_tx`.
#[repr(C)]
pub struct CTx {
    pub(crate) codec_version: u64,
    pub(crate) amount: u64,
    pub(crate) nonce: u64,
    pub(crate) gas_limit: u64,
    pub(crate) gas_price: u64,
    pub(crate) timestamp: i64,
    pub(crate) from: Hash,
    pub(crate) to: Hash,
    pub(crate) signature: [u8; 64],
    pub(crate) data: CBytes,
    pub(crate) tx_type: u32,
    pub(crate) reserved: u32,
}

/// `coinj_problem`.
#[repr(C)]
pub struct CProblem {
    pub(crate) elements: *const i64,
    pub(crate) element_count: usize,
    pub(crate) target: i64,
    pub(crate) timestamp: i64,
    pub(crate) tier: u32,
    pub(crate) reserved: u32,
}

/// `coinj_solution`.
#[repr(C)]
pub struct CSolution {
    pub(crate) indices: *const u32,
    pub(crate) index_count: usize,
    pub(crate) timestamp: i64,
}

/// The layout on the 64-bit systems that the vectors run on.
#[cfg(target_pointer_width = "64")]
const _: () = {
    assert!(size_of::<CBytes>() == 16 && offset_of!(CBytes, length) == 8);
    assert!(size_of::<CProofEntry>() == 33 && offset_of!(CProofEntry, is_right) == 32);
    assert!(size_of::<CHeaderV1>() == 184);
    assert!(offset_of!(CHeaderV1, nonce) == 32);
    assert!(offset_of!(CHeaderV1, parent_hash) == 40);
    assert!(offset_of!(CHeaderV1, commitment) == 136);
    assert!(offset_of!(CHeaderV1, extra_data) == 168);
    assert!(size_of::<CTx>() == 200);
    assert!(offset_of!(CTx, timestamp) == 40);
    assert!(offset_of!(CTx, from) == 48);
    assert!(offset_of!(CTx, signature) == 112);
    assert!(offset_of!(CTx, data) == 176);
    assert!(offset_of!(CTx, tx_type) == 192);
    assert!(size_of::<CProblem>() == 40 && offset_of!(CProblem, tier) == 32);
    assert!(size_of::<CSolution>() == 24 && offset_of!(CSolution, timestamp) == 16);
};

pub(crate) fn rule(number: u32) -> Result<Rule, Error> {
    match number {
        0 => Ok(Rule::Promote),
        1 => Ok(Rule::Duplicate),
        2 => Ok(Rule::Rfc6962),
        _ => Err(invalid("rule", "not one of COINJ_RULE_...")),
    }
}

pub(crate) fn tier(number: u32) -> Result<Tier, Error> {
    Tier::from_number(number.into()).ok_or(invalid("tier", "not one of COINJ_TIER_..."))
}

/// There is one version; another one is refused, never cut to a byte.
pub(crate) fn version(number: u64) -> Result<u8, Error> {
    u8::try_from(number)
        .ok()
        .filter(|&version| version == coinjecture::CODEC_VERSION)
        .ok_or(invalid("codec_version", "must be 1"))
}
