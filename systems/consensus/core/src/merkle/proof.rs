//! Inclusion proofs, from leaf to root.

use alloc::vec::Vec;

use super::{Rule, hash_leaf_data, level_up, reserve};
use crate::kernel;
use crate::{Error, Hash};

/// One step of a proof: the other child of a node's parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)] // so that Go's memory is read in place
pub struct ProofEntry {
    /// The other child.
    pub sibling: Hash,
    /// Whether the sibling is the right child, so that the parent is hash(node‖sibling).
    pub is_right: bool,
}

/// A proof and the two numbers it has to be checked against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The root of the whole tree.
    pub root: Hash,
    /// How many leaves the tree has.
    pub leaf_count: u64,
    /// From leaf to root. A node that goes up unchanged has no entry; under [`Rule::Duplicate`] the
    /// odd node has itself, on the right.
    pub steps: Vec<ProofEntry>,
}

/// The proof that the leaf at `index` is in the tree of `leaves`.
///
/// # Errors
/// [`Error::InvalidInput`] when there is no such leaf, [`Error::OutOfMemory`].
pub fn proof(rule: Rule, leaves: &[Hash], index: u64) -> Result<Proof, Error> {
    let mut nodes = Vec::new();
    reserve(&mut nodes, leaves.len())?;
    nodes.extend_from_slice(leaves);
    if rule == Rule::Rfc6962 {
        super::hash_leaves_in_place(&mut nodes);
    }
    proof_of_nodes(rule, nodes, index)
}

/// The proof under [`Rule::Rfc6962`] that the leaf data at `index` is in the tree.
///
/// # Errors
/// As [`proof()`].
pub fn proof_of_data(leaves: &[&[u8]], index: u64) -> Result<Proof, Error> {
    let mut nodes = Vec::new();
    hash_leaf_data(leaves, &mut nodes)?;
    proof_of_nodes(Rule::Rfc6962, nodes, index)
}

fn proof_of_nodes(rule: Rule, mut nodes: Vec<Hash>, index: u64) -> Result<Proof, Error> {
    let leaf_count = nodes.len();
    let mut position = usize::try_from(index)
        .ok()
        .filter(|&index| index < leaf_count)
        .ok_or(Error::invalid("index", "must be below the leaf count"))?;
    let engine = kernel::engine();
    let mut steps: Vec<ProofEntry> = Vec::new();
    steps.try_reserve(usize::BITS as usize).map_err(|_| Error::OutOfMemory { bytes: 64 * 33 })?;
    let mut count = leaf_count;
    while count > 1 {
        let is_right = position.is_multiple_of(2);
        let neighbour = position ^ 1;
        if neighbour < count {
            let sibling = nodes[neighbour];
            steps.push(ProofEntry { sibling, is_right });
        } else if rule == Rule::Duplicate {
            let sibling = nodes[position];
            steps.push(ProofEntry { sibling, is_right });
        }
        count = level_up(engine, rule, &mut nodes[..count]);
        position /= 2;
    }
    Ok(Proof { root: nodes[0], leaf_count: leaf_count as u64, steps })
}
