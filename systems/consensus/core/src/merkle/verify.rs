//! Checking a proof against a root, a leaf count and a place.

use super::{ProofEntry, Rule, leaf_hash, parent};
use crate::{Error, Failure, Hash};

/// Checks that `leaf` is leaf number `index` of the tree with `leaf_count` leaves and this `root`.
///
/// Place and leaf count fix the number of entries and every side, so a proof for one place never
/// passes for another. Both are full 64-bit numbers. Nothing is allocated. Under [`Rule::Rfc6962`]
/// the leaf is data of 32 bytes; [`verify_data`] takes any length.
///
/// # Errors
/// [`Error::InvalidInput`] when `index` is not below `leaf_count`,
/// [`Error::VerificationFailed`] when the proof does not hold.
pub fn verify(
    rule: Rule,
    leaf: &Hash,
    index: u64,
    leaf_count: u64,
    proof: &[ProofEntry],
    root: &Hash,
) -> Result<(), Error> {
    let node = match rule {
        Rule::Promote | Rule::Duplicate => *leaf,
        Rule::Rfc6962 => leaf_hash(leaf),
    };
    climb(rule, node, index, leaf_count, proof, root)
}

/// As [`verify`] under [`Rule::Rfc6962`], for leaf data of any length.
///
/// # Errors
/// As [`verify`].
pub fn verify_data(
    leaf: &[u8],
    index: u64,
    leaf_count: u64,
    proof: &[ProofEntry],
    root: &Hash,
) -> Result<(), Error> {
    climb(Rule::Rfc6962, leaf_hash(leaf), index, leaf_count, proof, root)
}

fn climb(
    rule: Rule,
    leaf: Hash,
    index: u64,
    leaf_count: u64,
    proof: &[ProofEntry],
    root: &Hash,
) -> Result<(), Error> {
    if index >= leaf_count {
        return Err(Error::invalid("index", "must be below leaf_count"));
    }
    let failed = |failure| Err(Error::VerificationFailed(failure));
    let length = Failure::ProofLength { entries: proof.len() };
    let mut node = leaf;
    let (mut position, mut count) = (index, leaf_count);
    let mut entries = proof.iter().enumerate();
    while count > 1 {
        let alone = position == count - 1 && count % 2 == 1;
        if !alone || rule == Rule::Duplicate {
            let Some((entry, ProofEntry { sibling, is_right })) = entries.next() else {
                return failed(length);
            };
            if *is_right != position.is_multiple_of(2) {
                return failed(Failure::ProofSide { entry });
            }
            if alone && *sibling != node {
                return failed(Failure::ProofDuplicate { entry });
            }
            node = if *is_right { parent(rule, &node, sibling) } else { parent(rule, sibling, &node) };
        }
        position /= 2;
        // Not (count + 1) / 2, which would wrap for the largest count.
        count = count / 2 + count % 2;
    }
    if entries.next().is_some() {
        return failed(length);
    }
    if node != *root {
        return failed(Failure::Root);
    }
    Ok(())
}
