//! The same work with other libraries.

use sha2::Digest;

use coinjecture::Hash;

/// A SHA-256 of another library.
pub(crate) type Digester = fn(&[u8]) -> Hash;

/// Single-message libraries, by name.
pub(crate) const DIGESTERS: [(&str, Digester); 3] = [
    ("sha2", |data| sha2::Sha256::digest(data).into()),
    ("ring", |data| {
        let digest = ring::digest::digest(&ring::digest::SHA256, data);
        digest.as_ref().try_into().unwrap_or([0; 32])
    }),
    ("openssl", openssl::sha::sha256),
];

/// Hashes pairs of nodes, `count` of them, from `nodes` to `out`.
pub(crate) type Pairs = fn(&mut [u8], &[u8], usize);

/// hashtree as it chooses by itself.
pub(crate) fn hashtree(out: &mut [u8], nodes: &[u8], count: usize) {
    hashtree_rs::hash(out, nodes, count);
}

unsafe extern "C" {
    fn hashtree_sha256_avx512_x16(out: *mut u8, nodes: *const u8, count: u64);
}

/// hashtree's AVX-512 kernel, which it uses by itself only on processors without SHA-NI.
pub(crate) fn hashtree_avx512(out: &mut [u8], nodes: &[u8], count: usize) {
    assert!(out.len() >= 32 * count && nodes.len() >= 64 * count);
    // SAFETY: the lengths were checked; the caller has asked for AVX-512.
    unsafe { hashtree_sha256_avx512_x16(out.as_mut_ptr(), nodes.as_ptr(), count as u64) };
}

/// The multi-message libraries of this processor.
pub(crate) fn pair_peers() -> Vec<(&'static str, Pairs)> {
    hashtree_rs::init();
    let mut peers: Vec<(&'static str, Pairs)> = vec![("hashtree", hashtree)];
    if is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vl") {
        peers.push(("hashtree_avx512", hashtree_avx512));
    }
    peers
}

/// A promote root, level by level, with a multi-message library.
pub(crate) fn root_with_pairs(pairs: Pairs, leaves: &[Hash], levels: &mut [Vec<Hash>; 2]) -> Hash {
    let [below, above] = levels;
    below.clear();
    below.extend_from_slice(leaves);
    while below.len() > 1 {
        let count = below.len() / 2;
        above.clear();
        above.resize(count, [0; 32]);
        pairs(above.as_flattened_mut(), below.as_flattened(), count);
        if below.len() % 2 == 1 {
            above.push(below[below.len() - 1]);
        }
        std::mem::swap(below, above);
    }
    below[0]
}

/// A promote root with a single-message library.
pub(crate) fn root_with_digests(digest: Digester, leaves: &[Hash], nodes: &mut Vec<Hash>) -> Hash {
    nodes.clear();
    nodes.extend_from_slice(leaves);
    while nodes.len() > 1 {
        let count = nodes.len() / 2;
        for i in 0..count {
            nodes[i] = digest(nodes[2 * i..2 * i + 2].as_flattened());
        }
        if nodes.len() % 2 == 1 {
            nodes[count] = nodes[nodes.len() - 1];
            nodes.truncate(count + 1);
        } else {
            nodes.truncate(count);
        }
    }
    nodes[0]
}

/// The promote root of rs_merkle, whose odd node also goes up unchanged.
pub(crate) fn root_with_rs_merkle(leaves: &[Hash]) -> Hash {
    let tree = rs_merkle::MerkleTree::<rs_merkle::algorithms::Sha256>::from_leaves(leaves);
    tree.root().unwrap_or([0; 32])
}
