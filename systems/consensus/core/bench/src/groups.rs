//! What is measured: one function for every group, each of which checks its results first.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hint::black_box;

use coinjecture::{
    Hash, HeaderGo208, HeaderV1, HeaderV1Fields, Kernel, Limits, Rule, Tier, header, merkle, sha256,
    subset_sum_verify,
};

use crate::measure::{Alternative, Row, measure};
use crate::peers::{DIGESTERS, pair_peers, root_with_digests, root_with_pairs, root_with_rs_merkle};
use crate::worker::Worker;

/// A group: its name, how it is measured, and over how many rounds.
pub(crate) type Group = (&'static str, fn(usize) -> Vec<Row>, usize);

pub(crate) const GROUPS: [Group; 7] = [
    ("node_64b", node_64b, 61),
    ("merkle_1000", merkle_1000, 61),
    ("merkle_1000000", merkle_1000000, 7),
    ("header_208", header_208, 61),
    ("header_208_batch", header_208_batch, 61),
    ("header_v1", header_v1, 61),
    ("subset_sum_14_5", subset_sum_14_5, 61),
];

/// Ours in a group whose work kernels do differently, with the kernels as this processor mixes them.
pub(crate) fn ours(group: &str) -> Option<Alternative<'static>> {
    Some(match group {
        "node_64b" => own_nodes(),
        "merkle_1000" => own_root(1000, &ROOT_1000),
        "merkle_1000000" => own_root(1_000_000, &ROOT_1000000),
        "header_208" => own_header_208(),
        _ => return None,
    })
}

/// Ours in a group, and the same with each kernel of this processor, in processes of their own.
fn with_kernels(group: &str) -> Vec<Alternative<'static>> {
    let Some(ours) = ours(group) else { return Vec::new() };
    let kernels = Kernel::ALL.into_iter().filter(|&kernel| kernel != Kernel::Auto && kernel.is_available());
    let mut all: Vec<_> = kernels
        .map(|kernel| {
            let worker =
                Worker::start(group, kernel).unwrap_or_else(|error| panic!("start {kernel}: {error}"));
            ours.in_worker(format!("rust_{kernel}"), worker)
        })
        .collect();
    all.insert(0, ours);
    all
}

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|i| sha256(format!("tx_{i:04}").as_bytes())).collect()
}

fn check(name: &str, answer: &Hash, expected: &Hash) {
    assert!(answer == expected, "{name} gives another hash");
}

const PAIRS: usize = 2048;

fn own_nodes() -> Alternative<'static> {
    let nodes = leaves(2 * PAIRS);
    let mut out = vec![[0; 32]; PAIRS];
    merkle::parents(nodes.as_chunks::<2>().0, &mut out);
    check("rust", &out[PAIRS - 1], &sha256(nodes[2 * PAIRS - 2..].as_flattened()));
    Alternative::ours("rust", PAIRS as u64, move || {
        merkle::parents(black_box(nodes.as_chunks::<2>().0), &mut out);
    })
}

fn node_64b(rounds: usize) -> Vec<Row> {
    let nodes = leaves(2 * PAIRS);
    let pairs = nodes.as_chunks::<2>().0;
    let last = sha256(pairs[PAIRS - 1].as_flattened());
    let mut alternatives = with_kernels("node_64b");
    for (name, hash) in pair_peers() {
        let mut out = vec![0; 32 * PAIRS];
        let flat = nodes.as_flattened();
        hash(&mut out, flat, PAIRS);
        assert!(out.ends_with(&last), "{name} gives another hash");
        alternatives.push(Alternative::peer(name, PAIRS as u64, move || {
            hash(&mut out, black_box(flat), PAIRS);
        }));
    }
    for (name, digest) in DIGESTERS {
        check(name, &digest(pairs[PAIRS - 1].as_flattened()), &last);
        alternatives.push(Alternative::peer(name, PAIRS as u64, move || {
            for pair in pairs {
                black_box(digest(black_box(pair.as_flattened())));
            }
        }));
    }
    measure(alternatives, rounds)
}

const ROOT_1000: Hash = [
    0x4b, 0xce, 0x71, 0x86, 0x01, 0xd6, 0xc6, 0xa2, 0x54, 0x4c, 0xd9, 0x97, 0xfe, 0x48, 0xf2, 0x6e, 0x63,
    0x6e, 0xb5, 0x4c, 0x4d, 0x6b, 0xd3, 0x86, 0x62, 0x81, 0xca, 0xca, 0xdf, 0x66, 0xe5, 0x84,
];

const ROOT_1000000: Hash = [
    0xfc, 0x06, 0x7c, 0xac, 0xe2, 0x00, 0x2e, 0xcd, 0xaa, 0xae, 0xf2, 0x4a, 0x68, 0x9b, 0xcd, 0x1b, 0x4f,
    0x08, 0xca, 0x19, 0x0d, 0xdf, 0x53, 0x28, 0x84, 0xe9, 0xa8, 0x90, 0xfe, 0x5d, 0xd3, 0xd3,
];

fn merkle_1000(rounds: usize) -> Vec<Row> {
    merkle_group("merkle_1000", 1000, &ROOT_1000, rounds)
}

fn merkle_1000000(rounds: usize) -> Vec<Row> {
    merkle_group("merkle_1000000", 1_000_000, &ROOT_1000000, rounds)
}

fn own_root(count: usize, root: &Hash) -> Alternative<'static> {
    let (leaves, mut scratch) = (leaves(count), Vec::new());
    check("rust", &merkle::root(Rule::Promote, &leaves, &mut scratch).unwrap_or([0; 32]), root);
    Alternative::ours("rust", 1, move || {
        let root = merkle::root(Rule::Promote, black_box(&leaves), &mut scratch);
        assert!(black_box(root).is_ok());
    })
}

fn merkle_group(group: &str, count: usize, root: &Hash, rounds: usize) -> Vec<Row> {
    let leaves = leaves(count);
    let leaves = &leaves[..];
    let mut alternatives = with_kernels(group);
    for (name, pairs) in pair_peers() {
        let mut levels = [Vec::new(), Vec::new()];
        check(name, &root_with_pairs(pairs, leaves, &mut levels), root);
        alternatives.push(Alternative::peer(name, 1, move || {
            black_box(root_with_pairs(pairs, black_box(leaves), &mut levels));
        }));
    }
    for (name, digest) in DIGESTERS {
        let mut nodes = Vec::new();
        check(name, &root_with_digests(digest, leaves, &mut nodes), root);
        alternatives.push(Alternative::peer(name, 1, move || {
            black_box(root_with_digests(digest, black_box(leaves), &mut nodes));
        }));
    }
    check("rs_merkle", &root_with_rs_merkle(leaves), root);
    alternatives.push(Alternative::peer("rs_merkle", 1, move || {
        black_box(root_with_rs_merkle(black_box(leaves)));
    }));
    measure(alternatives, rounds)
}

fn go208() -> HeaderGo208 {
    HeaderGo208 {
        number: 123_456,
        parent: [1; 32],
        state_root: [2; 32],
        tx_root: [3; 32],
        timestamp: 1_704_067_200,
        validator: [4; 32],
        difficulty: 100,
        nonce: 77,
        gas_limit: 30_000_000,
        gas_used: 21_000,
        extra: [5; 32],
    }
}

fn own_header_208() -> Alternative<'static> {
    let encoded = go208().encode();
    check("rust", &header::go208_hash_encoded(&encoded), &sha256(&encoded));
    Alternative::ours("rust", 1, move || {
        black_box(header::go208_hash_encoded(black_box(&encoded)));
    })
}

fn header_208(rounds: usize) -> Vec<Row> {
    let encoded = go208().encode();
    let hash = sha256(&encoded);
    let encoded = move || black_box(&encoded).to_owned();
    let mut alternatives = with_kernels("header_208");
    for (name, digest) in DIGESTERS {
        check(name, &digest(&encoded()), &hash);
        alternatives.push(Alternative::peer(name, 1, move || {
            black_box(digest(&encoded()));
        }));
    }
    measure(alternatives, rounds)
}

fn header_208_batch(rounds: usize) -> Vec<Row> {
    const HEADERS: usize = 64;
    let encoded: Vec<u8> =
        (0..HEADERS as u64).flat_map(|number| HeaderGo208 { number, ..go208() }.encode()).collect();
    let encoded = &encoded[..];
    let last = sha256(&encoded[encoded.len() - 208..]);
    let mut out = vec![[0; 32]; HEADERS];
    assert!(header::go208_hash_encoded_batch(encoded, &mut out).is_ok());
    check("rust", &out[HEADERS - 1], &last);
    let mut alternatives = vec![Alternative::ours("rust", HEADERS as u64, move || {
        let done = header::go208_hash_encoded_batch(black_box(encoded), &mut out);
        assert!(done.is_ok());
    })];
    for (name, digest) in DIGESTERS {
        check(name, &digest(&encoded[encoded.len() - 208..]), &last);
        alternatives.push(Alternative::peer(name, HEADERS as u64, move || {
            for header in encoded.chunks_exact(208) {
                black_box(digest(black_box(header)));
            }
        }));
    }
    measure(alternatives, rounds)
}

fn header_v1(rounds: usize) -> Vec<Row> {
    let fields = HeaderV1Fields {
        block_index: 123_456,
        timestamp: 1_704_067_200,
        parent_hash: [1; 32],
        merkle_root: [2; 32],
        miner_address: [3; 32],
        commitment: [4; 32],
        difficulty_target: 100,
        nonce: 987_654_321,
        ..HeaderV1Fields::default()
    };
    let header = &HeaderV1 { fields, extra_data: Cow::Borrowed(&[]) };
    let expected = header.encode().map_or([0; 32], |bytes| sha256(&bytes));
    let own = move || black_box(header).hash().unwrap_or([0; 32]);
    check("rust", &own(), &expected);
    let mut alternatives = vec![Alternative::ours("rust", 1, move || {
        black_box(own());
    })];
    for (name, digest) in DIGESTERS {
        // The same encoder, so that only the hashing differs.
        let hash = move || {
            let mut buffer = [0; header::MAX_V1_BYTES];
            let end = black_box(header).encode_into(&mut buffer).unwrap_or(0);
            digest(&buffer[..end])
        };
        check(name, &hash(), &expected);
        alternatives.push(Alternative::peer(name, 1, move || {
            black_box(hash());
        }));
    }
    measure(alternatives, rounds)
}

fn subset_sum_14_5(rounds: usize) -> Vec<Row> {
    let elements: Vec<i64> = (1..=14).map(|i| i * 1_000_003 - 7).collect();
    let elements = &elements[..];
    let indices = [13u32, 0, 7, 4, 9];
    let target: i64 = indices.iter().map(|&i| elements[i as usize]).sum();
    let limits = Limits { max_ops: 1_000_000, max_memory: 1 << 20 };
    let own = move || {
        subset_sum_verify(
            Tier::Desktop,
            black_box(elements),
            black_box(target),
            black_box(&indices),
            black_box(limits),
        )
        .is_ok()
    };
    let with_set = move || {
        verify_with_set(black_box(elements), black_box(target), black_box(&indices), black_box(limits))
    };
    assert!(own() && with_set());
    measure(
        vec![
            Alternative::ours("rust", 1, move || {
                black_box(own());
            }),
            Alternative::peer("hash_set", 1, move || {
                black_box(with_set());
            }),
        ],
        rounds,
    )
}

/// The checks as they are usually written, with a set of the indices seen.
fn verify_with_set(elements: &[i64], target: i64, indices: &[u32], limits: Limits) -> bool {
    if !(12..=16).contains(&elements.len()) || indices.len() > elements.len() {
        return false;
    }
    let mut operations = 0;
    let mut seen = HashSet::new();
    for index in indices {
        operations += 1;
        if operations > limits.max_ops || !seen.insert(index) {
            return false;
        }
    }
    let mut sum = 0i128;
    for &index in indices {
        operations += 1;
        match elements.get(index as usize) {
            Some(&element) if operations <= limits.max_ops => sum += i128::from(element),
            _ => return false,
        }
    }
    sum == i128::from(target) && 8 * indices.len() as u64 <= limits.max_memory
}
