use alloc::string::String;
use alloc::vec::Vec;

use super::*;
use crate::Failure;

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|i| sha256(alloc::format!("tx_{i:04}").as_bytes())).collect()
}

fn hex(hash: &Hash) -> String {
    hash.iter().map(|byte| alloc::format!("{byte:02x}")).collect()
}

/// The definition, recursive, for comparison: RFC 6962 splits, the other rules go level by level.
fn slow_root(rule: Rule, nodes: &[Hash]) -> Hash {
    match (rule, nodes.len()) {
        (Rule::Rfc6962, 0) => sha256(b""),
        (Rule::Rfc6962, 1) => leaf_hash(&nodes[0]),
        (Rule::Rfc6962, n) => {
            let split = n.next_power_of_two() / 2;
            let (left, right) = nodes.split_at(split);
            parent(rule, &slow_root(rule, left), &slow_root(rule, right))
        }
        (_, 0) => [0; 32],
        (_, 1) => nodes[0],
        (_, _) => {
            let above: Vec<Hash> = nodes
                .chunks(2)
                .map(|pair| match (rule, pair) {
                    (_, [left, right]) => sha256(&[*left, *right].concat()),
                    (Rule::Promote, [odd]) => *odd,
                    (_, [odd, ..]) => sha256(&[*odd, *odd].concat()),
                    (_, []) => unreachable!("chunks are never empty"),
                })
                .collect();
            slow_root(rule, &above)
        }
    }
}

#[test]
fn published_roots_of_a_thousand_and_a_million() {
    let mut scratch = Vec::new();
    let thousand = leaves(1000);
    assert_eq!(
        hex(&root(Rule::Promote, &thousand, &mut scratch).unwrap()),
        "4bce718601d6c6a2544cd997fe48f26e636eb54c4d6bd3866281cacadf66e584"
    );
    let million = leaves(1_000_000);
    assert_eq!(
        hex(&root(Rule::Promote, &million, &mut scratch).unwrap()),
        "fc067cace2002ecdaaaef24a689bcd1b4f08ca190ddf532884e9a890fe5dd3d3"
    );
}

#[test]
fn every_entry_point_gives_the_root_of_the_definition() {
    let all = leaves(140);
    let mut scratch = Vec::new();
    for rule in Rule::ALL {
        for count in 0..=140 {
            let expected = slow_root(rule, &all[..count]);
            assert_eq!(root(rule, &all[..count], &mut scratch).unwrap(), expected);
            let mut copy = all[..count].to_vec();
            assert_eq!(root_in_place(rule, &mut copy), expected, "{rule:?} {count}");
            if rule == Rule::Rfc6962 {
                let data: Vec<&[u8]> = all[..count].iter().map(|leaf| &leaf[..]).collect();
                assert_eq!(root_of_data(&data, &mut scratch).unwrap(), expected);
            }
        }
    }
}

/// Sizes around chunks of 4096 leaves, where the last chunk has from one leaf to all but one.
#[test]
fn large_trees_built_in_chunks_give_the_root_of_the_definition() {
    let all = leaves(3 * 4096 + 5);
    let mut scratch = Vec::new();
    for count in [8191, 8192, 8193, 8194, 8195, 8448, 8449, 12_287, 12_288, 12_289, 12_293] {
        for rule in Rule::ALL {
            let expected = slow_root(rule, &all[..count]);
            assert_eq!(root(rule, &all[..count], &mut scratch).unwrap(), expected);
            let mut copy = all[..count].to_vec();
            assert_eq!(root_in_place(rule, &mut copy), expected, "{rule:?} {count}");
        }
    }
}

#[test]
fn rfc6962_leaves_of_every_length() {
    let bytes: Vec<u8> = (0..600u32).map(|i| (i % 251) as u8).collect();
    let data: Vec<&[u8]> = (0..40).map(|i| &bytes[..i * 15]).collect();
    let mut scratch = Vec::new();
    for count in [1, 2, 3, 16, 17, 40] {
        let mut hashes: Vec<Hash> = data[..count].iter().map(|leaf| leaf_hash(leaf)).collect();
        let expected = root_of_nodes(kernel::engine(), Rule::Rfc6962, &mut hashes);
        assert_eq!(root_of_data(&data[..count], &mut scratch).unwrap(), expected);
    }
    let proof = proof_of_data(&data, 33).unwrap();
    verify_data(data[33], 33, 40, &proof.steps, &proof.root).unwrap();
    assert!(verify_data(data[32], 33, 40, &proof.steps, &proof.root).is_err());
}

#[test]
fn every_proof_holds_in_its_place_and_in_no_other() {
    let all = leaves(35);
    for rule in Rule::ALL {
        for count in 1..=35u64 {
            let tree = &all[..count as usize];
            for index in 0..count {
                let proof = super::proof(rule, tree, index).unwrap();
                let leaf = &tree[index as usize];
                let check = |leaf: &Hash, index, entries: &[ProofEntry], root: &Hash| {
                    verify(rule, leaf, index, count, entries, root)
                };
                check(leaf, index, &proof.steps, &proof.root).unwrap();
                if index > 0 {
                    assert!(check(leaf, index - 1, &proof.steps, &proof.root).is_err());
                }
                assert!(check(leaf, index, &proof.steps, &[9; 32]).is_err());
                let mut longer = proof.steps.clone();
                longer.push(ProofEntry { sibling: [0; 32], is_right: true });
                assert!(check(leaf, index, &longer, &proof.root).is_err());
                for entry in 0..proof.steps.len() {
                    let mut other = proof.steps.clone();
                    other[entry].is_right ^= true;
                    assert!(check(leaf, index, &other, &proof.root).is_err());
                    other[entry].is_right ^= true;
                    other[entry].sibling[31] ^= 1;
                    assert!(check(leaf, index, &other, &proof.root).is_err());
                    other.remove(entry);
                    assert!(check(leaf, index, &other, &proof.root).is_err());
                }
            }
        }
    }
}

#[test]
fn places_outside_the_tree_are_invalid_input() {
    let all = leaves(3);
    assert!(matches!(super::proof(Rule::Promote, &all, 3), Err(Error::InvalidInput { field: "index", .. })));
    assert!(matches!(super::proof(Rule::Promote, &[], 0), Err(Error::InvalidInput { .. })));
    assert!(matches!(verify(Rule::Promote, &all[0], 0, 0, &[], &all[0]), Err(Error::InvalidInput { .. })));
}

#[test]
fn the_largest_leaf_count_ends() {
    let result = verify(Rule::Promote, &[1; 32], u64::MAX - 1, u64::MAX, &[], &[1; 32]);
    assert_eq!(result, Err(Error::VerificationFailed(Failure::ProofLength { entries: 0 })));
}

#[cfg(feature = "std")]
#[test]
fn threads_change_no_root() {
    let all = leaves(6 * CHUNK + 1);
    let mut scratch = Vec::new();
    for rule in Rule::ALL {
        for count in
            [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 1, 3 * CHUNK - 1, 5 * CHUNK, 6 * CHUNK + 1]
        {
            let expected = root(rule, &all[..count], &mut scratch).unwrap();
            for parts in 1..=8 {
                let got = parallel::root_in_parts(rule, &all[..count], parts, &mut scratch).unwrap();
                assert_eq!(got, expected, "{}, {count} leaves in {parts} parts", rule.name());
            }
        }
    }
}

#[cfg(feature = "std")]
#[test]
fn a_million_leaves_on_all_cores() {
    let root = root_on_cores(Rule::Promote, &leaves(1_000_000), &mut Vec::new()).unwrap();
    assert_eq!(hex(&root), "fc067cace2002ecdaaaef24a689bcd1b4f08ca190ddf532884e9a890fe5dd3d3");
}

#[test]
fn a_growing_tree_has_the_root_of_its_leaves() {
    let (all, others) = (leaves(70), leaves(140));
    let mut scratch = Vec::new();
    for rule in Rule::ALL {
        let mut tree = Tree::new(rule);
        assert_eq!(tree.root(), root(rule, &[], &mut scratch).unwrap());
        let mut now = Vec::new();
        for (index, leaf) in all.iter().enumerate() {
            tree.push(leaf).unwrap();
            now.push(*leaf);
            assert_eq!(tree.root(), root(rule, &now, &mut scratch).unwrap(), "{}, {index}", rule.name());
            let place = index * 7 % now.len();
            now[place] = others[70 + index];
            tree.set(place, &now[place]).unwrap();
            assert_eq!(tree.root(), root(rule, &now, &mut scratch).unwrap(), "{}, {place}", rule.name());
        }
        assert_eq!(tree.len(), 70);
        assert_eq!(tree.set(70, &all[0]).unwrap_err().code(), crate::ResultCode::InvalidInput);
    }
}
