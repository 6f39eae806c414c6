//! The functions of the bridge.

use std::{borrow::Cow, cell::RefCell};

use coinjecture::{
    self as core, Hash, HeaderGo208, HeaderV1, HeaderV1Fields, Rule, Tier, Transaction, TransactionFields,
    TxType, header,
    merkle::{self, Proof, ProofEntry},
};

use crate::ffi::{CoreError, DecodedHeader, DecodedTx, Kernels, Problem, Solution};

thread_local! {
    /// Nodes of the tree in work, retained from call to call so that a root allocates nothing.
    static NODES: RefCell<Vec<Hash>> = const { RefCell::new(Vec::new()) };
}

/// The most nodes that are retained for the next call.
const NODES_RETAINED: usize = 1 << 16;

type Result<T> = std::result::Result<T, CoreError>;

pub(crate) fn active_kernels() -> Result<Kernels> {
    core::init()?;
    let kernels = core::kernels();
    Ok(Kernels {
        choice: kernels.choice.name().to_owned(),
        single: kernels.single.to_owned(),
        tree: kernels.tree.to_owned(),
        tree_small: kernels.tree_small.to_owned(),
        tree_from: kernels.tree_from as u64,
    })
}

pub(crate) fn version() -> String {
    core::VERSION.to_owned()
}

pub(crate) fn sha256(data: &[u8]) -> Hash {
    core::sha256(data)
}

pub(crate) fn merkle_root(rule: Rule, leaves: &[u8]) -> Result<Hash> {
    let leaves = fixed(leaves)?;
    with_nodes(|nodes| merkle::root_on_cores(rule, leaves, nodes))
}

pub(crate) fn merkle_root_data(leaves: &[u8], ends: &[isize]) -> Result<Hash> {
    let leaves = variable(leaves, ends)?;
    with_nodes(|nodes| merkle::root_of_data(&leaves, nodes))
}

pub(crate) fn merkle_proof(rule: Rule, leaves: &[u8], index: u64) -> Result<Proof> {
    Ok(merkle::proof(rule, fixed(leaves)?, index)?)
}

pub(crate) fn merkle_proof_data(leaves: &[u8], ends: &[isize], index: u64) -> Result<Proof> {
    Ok(merkle::proof_of_data(&variable(leaves, ends)?, index)?)
}

pub(crate) fn merkle_verify(
    rule: Rule,
    leaf: &[u8],
    index: u64,
    leaf_count: u64,
    steps: &[ProofEntry],
    root: Hash,
) -> Result<()> {
    match rule {
        Rule::Rfc6962 => merkle::verify_data(leaf, index, leaf_count, steps, &root)?,
        Rule::Promote | Rule::Duplicate => {
            let leaf = Hash::try_from(leaf)
                .map_err(|_| invalid(format!("leaf: {} bytes, must be 32", leaf.len())))?;
            merkle::verify(rule, &leaf, index, leaf_count, steps, &root)?;
        }
    }
    Ok(())
}

pub(crate) fn header_v1_encode(fields: HeaderV1Fields, extra_data: &[u8]) -> Result<Vec<u8>> {
    Ok(HeaderV1 { fields, extra_data: extra_data.into() }.encode()?)
}

pub(crate) fn header_v1_hash(fields: HeaderV1Fields, extra_data: &[u8]) -> Result<Hash> {
    Ok(HeaderV1 { fields, extra_data: extra_data.into() }.hash()?)
}

pub(crate) fn header_go208_encode(header: HeaderGo208) -> [u8; 208] {
    header.encode()
}

pub(crate) fn header_go208_hash(header: HeaderGo208) -> Hash {
    header.hash()
}

pub(crate) fn header_go208_hashes(encoded: &[u8]) -> Result<Vec<u8>> {
    let mut hashes = vec![Hash::default(); encoded.len() / 208];
    header::go208_hash_encoded_batch(encoded, &mut hashes)?;
    Ok(hashes.into_flattened())
}

pub(crate) fn tx_hash(tx_type: TxType, fields: TransactionFields, data: &[u8]) -> Result<Hash> {
    Ok(Transaction { tx_type, fields, data: data.into() }.hash()?)
}

pub(crate) fn tx_signing_message(tx_type: TxType, fields: TransactionFields, data: &[u8]) -> Result<Vec<u8>> {
    Ok(Transaction { tx_type, fields, data: data.into() }.signing_message()?)
}

pub(crate) fn problem_hash(tier: Tier, elements: &[i64], target: i64, timestamp: i64) -> Result<Hash> {
    let problem = core::Problem {
        problem_type: core::ProblemType::SubsetSum,
        tier,
        elements: Cow::Borrowed(elements),
        target,
        timestamp,
    };
    Ok(problem.hash()?)
}

pub(crate) fn solution_hash(indices: &[u32], timestamp: i64) -> Result<Hash> {
    Ok(core::Solution { indices: Cow::Borrowed(indices), timestamp }.hash()?)
}

pub(crate) fn subset_sum_verify(
    tier: Tier,
    elements: &[i64],
    target: i64,
    indices: &[u32],
    max_ops: u64,
    max_memory: u64,
) -> Result<()> {
    let limits = core::Limits { max_ops, max_memory };
    Ok(core::subset_sum_verify(tier, elements, target, indices, limits)?)
}

pub(crate) fn epoch_salt(parent: Hash, index: u64) -> Hash {
    core::epoch_salt(&parent, index)
}

pub(crate) fn miner_salt(key: Hash, epoch_salt: Hash, parent: Hash, index: u64) -> Hash {
    core::miner_salt(&key, &epoch_salt, &parent, index)
}

pub(crate) fn commitment(
    epoch_salt: Hash,
    problem_hash: Hash,
    solution_hash: Hash,
    miner_salt: Hash,
) -> Hash {
    core::commitment(&epoch_salt, &problem_hash, &solution_hash, &miner_salt)
}

pub(crate) fn escrow_id(submitter: Hash, problem_hash: Hash, block: u64) -> Hash {
    core::escrow_id(&submitter, &problem_hash, block)
}

pub(crate) fn address(pubkey: Hash) -> Hash {
    core::address(&pubkey)
}

pub(crate) fn ed25519_verify(public_key: Hash, message: &[u8], signature: core::Signature) -> Result<()> {
    Ok(core::ed25519_verify(&public_key, message, &signature)?)
}

pub(crate) fn decode_header_v1(encoded: &[u8]) -> Result<DecodedHeader> {
    Ok(core::HeaderV1::decode(encoded)?.into())
}

pub(crate) fn decode_tx(encoded: &[u8]) -> Result<DecodedTx> {
    Ok(core::Transaction::decode(encoded)?.into())
}

pub(crate) fn decode_problem(encoded: &[u8]) -> Result<Problem> {
    Ok(core::Problem::decode(encoded)?.into())
}

pub(crate) fn decode_solution(encoded: &[u8]) -> Result<Solution> {
    Ok(core::Solution::decode(encoded)?.into())
}

fn with_nodes(run: impl FnOnce(&mut Vec<Hash>) -> std::result::Result<Hash, core::Error>) -> Result<Hash> {
    NODES.with_borrow_mut(|nodes| {
        let root = run(nodes);
        if nodes.capacity() > NODES_RETAINED {
            *nodes = Vec::new();
        }
        Ok(root?)
    })
}

fn fixed(leaves: &[u8]) -> Result<&[Hash]> {
    match leaves.as_chunks::<32>() {
        (hashes, []) => Ok(hashes),
        _ => Err(invalid(format!("leaves: {} bytes are not a whole number of 32-byte leaves", leaves.len()))),
    }
}

fn variable<'a>(data: &'a [u8], ends: &[isize]) -> Result<Vec<&'a [u8]>> {
    let mut start = 0;
    let mut leaves = Vec::with_capacity(ends.len());
    for (index, end) in ends.iter().enumerate() {
        let end = usize::try_from(*end).unwrap_or(usize::MAX);
        let leaf = data
            .get(start..end)
            .ok_or_else(|| invalid(format!("leaves[{index}]: ends outside its {} bytes", data.len())))?;
        leaves.push(leaf);
        start = end;
    }
    if start != data.len() {
        return Err(invalid(format!("leaves: end at {start} of {} bytes", data.len())));
    }
    Ok(leaves)
}

fn invalid(reason: String) -> CoreError {
    CoreError::InvalidInput { reason }
}
