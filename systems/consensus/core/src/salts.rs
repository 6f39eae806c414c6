//! Salts, commitments, escrow ids, addresses: SHA-256 over fixed layouts of 32-byte fields.

use crate::sha256::{Hash, sha256, sha256_in_buffer};

/// Writes `parts` one after the other into a zeroed block buffer and hashes them.
fn hash_parts<const ROOM: usize>(parts: &[&[u8]]) -> Hash {
    let mut buffer = [0u8; ROOM];
    let mut end = 0;
    for part in parts {
        buffer[end..end + part.len()].copy_from_slice(part);
        end += part.len();
    }
    sha256_in_buffer(&mut buffer, end)
}

/// SHA256(parent ‖ LE64 index): the salt of a block's epoch.
pub fn epoch_salt(parent: &Hash, index: u64) -> Hash {
    hash_parts::<64>(&[parent, &index.to_le_bytes()])
}

/// HMAC-SHA256(key, epoch_salt ‖ parent ‖ LE64 index): a miner's own salt (RFC 2104).
pub fn miner_salt(key: &Hash, epoch_salt: &Hash, parent: &Hash, index: u64) -> Hash {
    let mut inner_key = [0x36u8; 64];
    let mut outer_key = [0x5cu8; 64];
    for (i, byte) in key.iter().enumerate() {
        inner_key[i] ^= byte;
        outer_key[i] ^= byte;
    }
    let inner = hash_parts::<192>(&[&inner_key, epoch_salt, parent, &index.to_le_bytes()]);
    hash_parts::<128>(&[&outer_key, &inner])
}

/// SHA256(epoch_salt ‖ problem_hash ‖ solution_hash ‖ miner_salt): what a miner commits to.
pub fn commitment(epoch_salt: &Hash, problem_hash: &Hash, solution_hash: &Hash, miner_salt: &Hash) -> Hash {
    hash_parts::<192>(&[epoch_salt, problem_hash, solution_hash, miner_salt])
}

/// SHA256(submitter ‖ problem_hash ‖ LE64 block): the escrow of a bounty.
pub fn escrow_id(submitter: &Hash, problem_hash: &Hash, block: u64) -> Hash {
    hash_parts::<128>(&[submitter, problem_hash, &block.to_le_bytes()])
}

/// SHA256(pubkey): the address of a public key.
pub fn address(pubkey: &Hash) -> Hash {
    sha256(pubkey)
}
