//! What Go nodes use of the coinjecture core.
//!
//! Fixed fields are passed as C structs, variable ones as slices that are read in place; leaves lie one behind the other, so
//! that a tree of any size is passed in one piece. What the core has without borrowing, the bridge adopts; what it borrows
//! from its caller has a type here, and what it finds wrong is text in Go.

mod convert;
mod operations;

use operations::*;

/// The coinjecture hashing core: SHA-256, Merkle trees, headers, transactions, problems, salts.
///
/// Everything here is safe for concurrent use and keeps no state.
#[spandrel::bridge(package = "coinjecture")]
pub mod ffi {
    /// What happens to a node without a sibling.
    #[adopt(coinjecture::Rule)]
    pub enum Rule {
        /// It goes up unchanged.
        Promote,
        /// It is hashed with itself.
        Duplicate,
        /// RFC 6962: prefixes 00 and 01, split at the largest power of two.
        Rfc6962,
    }

    /// A difficulty class of subset-sum problems.
    #[adopt(coinjecture::Tier)]
    pub enum Tier {
        Mobile,
        Desktop,
        Workstation,
        Server,
        Cluster,
    }

    /// What a transaction does.
    #[adopt(coinjecture::TxType)]
    pub enum TxType {
        Transfer = 1,
        ProblemSubmission = 2,
        BountyPayment = 3,
    }

    /// The fixed fields of a header in the MSGPACK_V1 encoding.
    #[adopt(coinjecture::HeaderV1Fields)]
    pub struct HeaderV1 {
        pub codec_version: u8,
        pub block_index: u64,
        /// Seconds since 1970.
        pub timestamp: i64,
        pub parent_hash: [u8; 32],
        pub merkle_root: [u8; 32],
        pub miner_address: [u8; 32],
        pub commitment: [u8; 32],
        pub difficulty_target: u64,
        pub nonce: u64,
    }

    /// A header in the fixed layout of 208 bytes.
    #[adopt(coinjecture::HeaderGo208)]
    pub struct HeaderGo208 {
        pub number: u64,
        pub parent: [u8; 32],
        pub state_root: [u8; 32],
        pub tx_root: [u8; 32],
        /// Seconds since 1970.
        pub timestamp: i64,
        pub validator: [u8; 32],
        pub difficulty: u64,
        pub nonce: u64,
        pub gas_limit: u64,
        pub gas_used: u64,
        pub extra: [u8; 32],
    }

    /// The fixed fields of a transaction, but its type.
    #[adopt(coinjecture::TransactionFields)]
    pub struct Tx {
        pub codec_version: u8,
        pub from: [u8; 32],
        pub to: [u8; 32],
        pub amount: u64,
        pub nonce: u64,
        pub gas_limit: u64,
        pub gas_price: u64,
        /// Not part of the signing message.
        pub signature: [u8; 64],
        /// Seconds since 1970.
        pub timestamp: i64,
    }

    /// A decoded header: its fixed fields and the extra data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct DecodedHeader {
        pub header: HeaderV1,
        pub extra_data: Vec<u8>,
    }

    /// A decoded transaction: its type, its other fixed fields and the data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct DecodedTx {
        pub kind: TxType,
        pub tx: Tx,
        pub data: Vec<u8>,
    }

    /// A subset-sum problem.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Problem {
        pub tier: Tier,
        pub elements: Vec<i64>,
        pub target: i64,
        /// Seconds since 1970.
        pub timestamp: i64,
    }

    /// A claimed solution.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Solution {
        pub indices: Vec<u32>,
        /// Seconds since 1970.
        pub timestamp: i64,
    }

    /// One step of a proof.
    #[adopt(coinjecture::merkle::ProofEntry)]
    pub struct ProofStep {
        pub sibling: [u8; 32],
        /// Whether the sibling stands to the right of the node.
        pub is_right: bool,
    }

    /// The way from a leaf to the root.
    #[adopt(coinjecture::merkle::Proof)]
    pub struct Proof {
        pub root: [u8; 32],
        pub leaf_count: u64,
        /// From leaf to root.
        pub steps: Vec<ProofStep>,
    }

    /// What computes SHA-256: single messages and the nodes of trees go different ways.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Kernels {
        /// What was asked for: auto, unless the environment forces one.
        pub choice: String,
        pub single: String,
        /// For the levels of a tree that have tree_from nodes or more.
        pub tree: String,
        /// For smaller levels.
        pub tree_small: String,
        pub tree_from: u64,
    }

    /// Why the core refused.
    #[error]
    pub enum CoreError {
        /// {reason}
        InvalidInput { reason: String },
        /// out of memory
        OutOfMemory,
        /// {reason}
        VerificationFailed { reason: String },
        /// {reason}
        Encoding { reason: String },
        /// {reason}
        Internal { reason: String },
    }

    extern "Rust" {
        /// Returns the names of the SHA-256 kernels in use, or an error when one does not pass its self-test.
        fn active_kernels() -> Result<Kernels, CoreError>;

        /// Returns the version of the core.
        fn version() -> String;

        /// Returns the digest of the data.
        fn sha256(data: &[u8]) -> [u8; 32];

        /// Returns the root over leaves of 32 bytes that lie one behind the other.
        fn merkle_root(rule: Rule, leaves: &[u8]) -> Result<[u8; 32], CoreError>;

        /// Returns the RFC 6962 root over leaves of any length: leaf i ends at `ends[i]` and starts where the one before ends.
        fn merkle_root_data(leaves: &[u8], ends: &[isize]) -> Result<[u8; 32], CoreError>;

        /// Returns the proof of one leaf among leaves of 32 bytes.
        fn merkle_proof(rule: Rule, leaves: &[u8], index: u64) -> Result<Proof, CoreError>;

        /// Returns the RFC 6962 proof of one leaf among leaves of any length.
        fn merkle_proof_data(leaves: &[u8], ends: &[isize], index: u64) -> Result<Proof, CoreError>;

        /// Checks that the steps lead from the leaf to the root.
        fn merkle_verify(
            rule: Rule,
            leaf: &[u8],
            index: u64,
            leaf_count: u64,
            steps: &[ProofStep],
            root: [u8; 32],
        ) -> Result<(), CoreError>;

        /// Returns the encoding of a header.
        fn header_v1_encode(header: HeaderV1, extra_data: &[u8]) -> Result<Vec<u8>, CoreError>;

        /// Returns the hash of a header.
        #[leaf]
        fn header_v1_hash(header: HeaderV1, extra_data: &[u8]) -> Result<[u8; 32], CoreError>;

        /// Returns the encoding of a header.
        #[leaf]
        fn header_go208_encode(header: HeaderGo208) -> [u8; 208];

        /// Returns the hash of a header.
        #[leaf]
        fn header_go208_hash(header: HeaderGo208) -> [u8; 32];

        /// Returns the hashes of encoded headers that lie one behind the other, one behind the other.
        fn header_go208_hashes(encoded: &[u8]) -> Result<Vec<u8>, CoreError>;

        /// Returns the hash of a transaction.
        fn tx_hash(kind: TxType, tx: Tx, data: &[u8]) -> Result<[u8; 32], CoreError>;

        /// Returns the bytes that the sender signs.
        fn tx_signing_message(kind: TxType, tx: Tx, data: &[u8]) -> Result<Vec<u8>, CoreError>;

        /// Returns the hash of a problem.
        fn problem_hash(
            tier: Tier,
            elements: &[i64],
            target: i64,
            timestamp: i64,
        ) -> Result<[u8; 32], CoreError>;

        /// Returns the hash of a solution.
        fn solution_hash(indices: &[u32], timestamp: i64) -> Result<[u8; 32], CoreError>;

        /// Checks that the indexed elements add up to the target within the limits: k indices cost 2k operations and 8k bytes.
        #[leaf]
        fn subset_sum_verify(
            tier: Tier,
            elements: &[i64],
            target: i64,
            indices: &[u32],
            max_ops: u64,
            max_memory: u64,
        ) -> Result<(), CoreError>;

        /// Returns SHA256(parent ‖ LE64 index).
        #[leaf]
        fn epoch_salt(parent: [u8; 32], index: u64) -> [u8; 32];

        /// Returns HMAC-SHA256(key, epoch_salt ‖ parent ‖ LE64 index).
        #[leaf]
        fn miner_salt(key: [u8; 32], epoch_salt: [u8; 32], parent: [u8; 32], index: u64) -> [u8; 32];

        /// Returns SHA256(epoch_salt ‖ problem_hash ‖ solution_hash ‖ miner_salt).
        #[leaf]
        fn commitment(
            epoch_salt: [u8; 32],
            problem_hash: [u8; 32],
            solution_hash: [u8; 32],
            miner_salt: [u8; 32],
        ) -> [u8; 32];

        /// Returns SHA256(submitter ‖ problem_hash ‖ LE64 block).
        #[leaf]
        fn escrow_id(submitter: [u8; 32], problem_hash: [u8; 32], block: u64) -> [u8; 32];

        /// Returns SHA256(pubkey).
        #[leaf]
        fn address(pubkey: [u8; 32]) -> [u8; 32];

        /// Checks an Ed25519 signature under ZIP 215.
        fn ed25519_verify(public_key: [u8; 32], message: &[u8], signature: [u8; 64])
        -> Result<(), CoreError>;

        /// Reads exactly what header_v1_encode writes.
        fn decode_header_v1(encoded: &[u8]) -> Result<DecodedHeader, CoreError>;

        /// Reads exactly the bytes that tx_hash hashes.
        fn decode_tx(encoded: &[u8]) -> Result<DecodedTx, CoreError>;

        /// Reads exactly the bytes that problem_hash hashes.
        fn decode_problem(encoded: &[u8]) -> Result<Problem, CoreError>;

        /// Reads exactly the bytes that solution_hash hashes.
        fn decode_solution(encoded: &[u8]) -> Result<Solution, CoreError>;
    }
}
