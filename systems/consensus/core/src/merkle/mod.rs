//! Merkle roots and proofs under three rule sets.
//!
//! The rules agree on balanced trees of leaves that are hashes and part at the first odd node, so
//! every call names its rule. `Promote` and `Duplicate` do not bind the number of leaves: two
//! different lists can have one root (with `Duplicate`, `[a, b, c]` and `[a, b, c, c]`). Commit to
//! the leaf count beside the root.
//!
//! | rule | no leaf | one leaf | odd node | inner node |
//! |---|---|---|---|---|
//! | `Promote` | 32 zero bytes | the leaf | goes up unchanged | SHA256(l‖r) |
//! | `Duplicate` | 32 zero bytes | the leaf | SHA256(x‖x) | SHA256(l‖r) |
//! | `Rfc6962` | SHA256("") | SHA256(00‖leaf) | goes up unchanged | SHA256(01‖l‖r) |
//!
//! RFC 6962 splits at the largest power of two below n; building level by level and promoting the
//! odd node gives the same tree, which is how it is done here.

#[cfg(feature = "std")]
mod parallel;
mod proof;
mod tree;
mod verify;

#[cfg(feature = "std")]
pub use parallel::root_on_cores;
pub use proof::{Proof, ProofEntry, proof, proof_of_data};
pub use tree::Tree;
pub use verify::{verify, verify_data};

use alloc::vec::Vec;

use crate::kernel::{self, Engine};
use crate::sha256::{Hash, Sha256, sha256, sha256_equal};
use crate::{Error, sha256_many};

/// How a tree treats leaves and odd nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// The odd node goes up unchanged.
    Promote,
    /// The odd node is hashed with itself.
    Duplicate,
    /// Certificate Transparency (RFC 6962, section 2.1): leaves and nodes have different prefixes.
    Rfc6962,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Rule; 3] = [Rule::Promote, Rule::Duplicate, Rule::Rfc6962];

    /// The name in requests and vectors.
    pub const fn name(self) -> &'static str {
        match self {
            Rule::Promote => "promote",
            Rule::Duplicate => "duplicate",
            Rule::Rfc6962 => "rfc6962",
        }
    }

    /// The rule of that name.
    pub fn from_name(name: &str) -> Option<Rule> {
        Rule::ALL.into_iter().find(|rule| rule.name() == name)
    }
}

/// The root of `leaves` in block order; the leaves are overwritten. Nothing is allocated.
///
/// Under [`Rule::Rfc6962`] the leaves are leaf data of 32 bytes each and are hashed with their
/// prefix; for data of other lengths use [`root_of_data`].
pub fn root_in_place(rule: Rule, leaves: &mut [Hash]) -> Hash {
    if rule == Rule::Rfc6962 {
        hash_leaves_in_place(leaves);
    }
    root_of_nodes(kernel::engine(), rule, leaves)
}

/// The parents of pairs of nodes, for as many as both slices have room for. Nothing is allocated.
///
/// ```
/// use coinjecture::{merkle, sha256};
///
/// let (left, right) = (sha256(b"a"), sha256(b"b"));
/// let mut parent = [[0; 32]];
/// merkle::parents(&[[left, right]], &mut parent);
/// assert_eq!(parent[0], sha256([left, right].as_flattened()));
/// ```
pub fn parents(pairs: &[[Hash; 2]], out: &mut [Hash]) {
    kernel::engine().pairs(pairs, out);
}

/// The root of `leaves` in block order; `scratch` is reused between calls. It holds at most 8192
/// nodes and one for every 256 leaves (as many as there are leaves for [`Rule::Rfc6962`]).
///
/// # Errors
/// [`Error::OutOfMemory`] when `scratch` has to grow and cannot.
pub fn root(rule: Rule, leaves: &[Hash], scratch: &mut Vec<Hash>) -> Result<Hash, Error> {
    if rule == Rule::Rfc6962 || leaves.len() < 2 {
        reserve(scratch, leaves.len())?;
        scratch.extend_from_slice(leaves);
        return Ok(root_in_place(rule, scratch));
    }
    let engine = kernel::engine();
    if leaves.len() < 2 * CHUNK {
        reserve(scratch, leaves.len().div_ceil(2))?;
        scratch.resize(leaves.len().div_ceil(2), [0; 32]);
        first_level(engine, rule, leaves, scratch);
        return Ok(root_of_nodes(engine, rule, scratch));
    }
    let retained = leaves.len().div_ceil(CHUNK) * RETAINED;
    reserve(scratch, retained + CHUNK / 2)?;
    scratch.resize(retained + CHUNK / 2, [0; 32]);
    let (nodes, work) = scratch.split_at_mut(retained);
    let end = lowest_retained(engine, rule, leaves, nodes, work);
    Ok(root_of_nodes(engine, rule, &mut nodes[..end]))
}

/// Writes the eighth level above `leaves` to the front of `nodes`, chunk by chunk, and returns how
/// many nodes it has.
fn lowest_retained(
    engine: &Engine,
    rule: Rule,
    leaves: &[Hash],
    nodes: &mut [Hash],
    work: &mut [Hash],
) -> usize {
    let mut end = 0;
    for chunk in leaves.chunks(CHUNK) {
        let mut count = first_level(engine, rule, chunk, work);
        for _ in 1..CHUNK_LEVELS {
            count = level_up(engine, rule, &mut work[..count]);
        }
        nodes[end..end + count].copy_from_slice(&work[..count]);
        end += count;
    }
    end
}

/// Large trees are built in chunks that stay in the cache, eight levels at a time: a level of a
/// million nodes does not travel to memory and back, and full sets of sixteen are left over.
const CHUNK_LEVELS: u32 = 8;
const RETAINED: usize = 16;
const CHUNK: usize = RETAINED << CHUNK_LEVELS;

/// Writes the level above `leaves` to the front of `out` and returns how many nodes it has.
fn first_level(engine: &Engine, rule: Rule, leaves: &[Hash], out: &mut [Hash]) -> usize {
    let (pairs, odd) = leaves.as_chunks::<2>();
    engine.pairs(pairs, &mut out[..pairs.len()]);
    match odd.first() {
        Some(&node) => {
            out[pairs.len()] = parent_of_odd(rule, node);
            pairs.len() + 1
        }
        None => pairs.len(),
    }
}

/// The [`Rule::Rfc6962`] root of leaf data of any lengths; `scratch` is reused between calls.
///
/// # Errors
/// [`Error::OutOfMemory`] when `scratch` has to grow and cannot.
pub fn root_of_data(leaves: &[&[u8]], scratch: &mut Vec<Hash>) -> Result<Hash, Error> {
    hash_leaf_data(leaves, scratch)?;
    Ok(root_of_nodes(kernel::engine(), Rule::Rfc6962, scratch))
}

/// The root above the lowest nodes of a tree, which are overwritten.
pub(crate) fn root_of_nodes(engine: &Engine, rule: Rule, nodes: &mut [Hash]) -> Hash {
    if nodes.is_empty() {
        return empty_root(rule);
    }
    let mut count = nodes.len();
    while count >= 2 * CHUNK {
        count = chunks_up(engine, rule, &mut nodes[..count]);
    }
    while count > 1 {
        count = level_up(engine, rule, &mut nodes[..count]);
    }
    nodes[0]
}

/// Replaces a level by the eighth above it, chunk by chunk, and returns how many nodes that has.
/// Every chunk but the last is full, so that only the last one has odd nodes, as the level has.
fn chunks_up(engine: &Engine, rule: Rule, nodes: &mut [Hash]) -> usize {
    let mut end = 0;
    for start in (0..nodes.len()).step_by(CHUNK) {
        let mut count = CHUNK.min(nodes.len() - start);
        for _ in 0..CHUNK_LEVELS {
            count = level_up(engine, rule, &mut nodes[start..start + count]);
        }
        nodes.copy_within(start..start + count, end);
        end += count;
    }
    end
}

/// Replaces a level by the one above it and returns how many nodes that has.
fn level_up(engine: &Engine, rule: Rule, nodes: &mut [Hash]) -> usize {
    let pairs = nodes.len() / 2;
    let odd = (nodes.len() % 2 == 1).then(|| nodes[nodes.len() - 1]);
    match rule {
        Rule::Promote | Rule::Duplicate => engine.pairs_in_place(nodes),
        Rule::Rfc6962 => prefixed_pairs_in_place(nodes),
    }
    if let Some(node) = odd {
        nodes[pairs] = parent_of_odd(rule, node);
    }
    pairs + usize::from(odd.is_some())
}

fn parent_of_odd(rule: Rule, node: Hash) -> Hash {
    match rule {
        Rule::Promote | Rule::Rfc6962 => node,
        Rule::Duplicate => parent(rule, &node, &node),
    }
}

/// The parent of two nodes.
pub(crate) fn parent(rule: Rule, left: &Hash, right: &Hash) -> Hash {
    match rule {
        Rule::Promote | Rule::Duplicate => {
            let mut digest = [[0u8; 32]];
            kernel::engine().pairs(&[[*left, *right]], &mut digest);
            digest[0]
        }
        Rule::Rfc6962 => {
            let mut hasher = Sha256::new();
            hasher.update(&[1]);
            hasher.update(left);
            hasher.update(right);
            hasher.finish()
        }
    }
}

fn empty_root(rule: Rule) -> Hash {
    match rule {
        Rule::Promote | Rule::Duplicate => [0; 32],
        Rule::Rfc6962 => sha256(b""),
    }
}

/// SHA256(00‖data).
pub(crate) fn leaf_hash(data: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(&[0]);
    hasher.update(data);
    hasher.finish()
}

/// Messages that are prefixed and hashed together.
const SET: usize = 16;

/// SHA256(01‖l‖r) for every pair, over the first half of `nodes`.
fn prefixed_pairs_in_place(nodes: &mut [Hash]) {
    let pairs = nodes.len() / 2;
    let mut messages = [[1u8; 65]; SET];
    let mut digests = [[0u8; 32]; SET];
    for first in (0..pairs).step_by(SET) {
        let count = SET.min(pairs - first);
        for (i, message) in messages[..count].iter_mut().enumerate() {
            let pair = &nodes[2 * (first + i)..2 * (first + i) + 2];
            message[1..].copy_from_slice(pair.as_flattened());
        }
        sha256_equal(|i| &messages[i], 65, &mut digests[..count]);
        nodes[first..first + count].copy_from_slice(&digests[..count]);
    }
}

/// SHA256(00‖leaf) in place of every 32-byte leaf.
fn hash_leaves_in_place(leaves: &mut [Hash]) {
    let mut messages = [[0u8; 33]; SET];
    for set in leaves.chunks_mut(SET) {
        for (message, leaf) in messages.iter_mut().zip(set.iter()) {
            message[1..].copy_from_slice(leaf);
        }
        sha256_equal(|i| &messages[i], 33, set);
    }
}

/// SHA256(00‖data) of every leaf, into `scratch`. Short leaves go through the vector kernel.
fn hash_leaf_data(leaves: &[&[u8]], scratch: &mut Vec<Hash>) -> Result<(), Error> {
    const SHORT: usize = 246;
    reserve(scratch, leaves.len())?;
    scratch.resize(leaves.len(), [0; 32]);
    let mut messages = [[0u8; SHORT + 1]; SET];
    for (set, out) in leaves.chunks(SET).zip(scratch.chunks_mut(SET)) {
        if set.iter().any(|leaf| leaf.len() > SHORT) {
            for (leaf, out) in set.iter().zip(out) {
                *out = leaf_hash(leaf);
            }
            continue;
        }
        for (message, leaf) in messages.iter_mut().zip(set) {
            message[1..=leaf.len()].copy_from_slice(leaf);
        }
        let mut views: [&[u8]; SET] = [&[]; SET];
        for ((view, message), leaf) in views.iter_mut().zip(&messages).zip(set) {
            *view = &message[..=leaf.len()];
        }
        sha256_many(&views[..set.len()], out)?;
    }
    Ok(())
}

/// Empties `scratch` and makes room for `count` hashes.
fn reserve(scratch: &mut Vec<Hash>, count: usize) -> Result<(), Error> {
    scratch.clear();
    scratch.try_reserve(count).map_err(|_| Error::OutOfMemory { bytes: count.saturating_mul(32) })
}

#[cfg(test)]
mod tests;
