//! The hashing rules of the coinjecture chain, one implementation for every node.
//!
//! A node that swaps its hashing code must not fork the chain. So every rule is explicit here: how
//! an odd Merkle node is treated ([`Rule`]), which of the two header encodings is meant
//! ([`HeaderV1`], [`HeaderGo208`]), what the shortest msgpack form is, in which order a subset-sum
//! solution is checked. The same vectors run against this crate and against the independent
//! implementations in Go and Python.
//!
//! ```
//! use coinjecture::{Rule, merkle, sha256};
//!
//! let leaves = [sha256(b"a"), sha256(b"b"), sha256(b"c")];
//! let mut scratch = leaves;
//! let promote = merkle::root_in_place(Rule::Promote, &mut scratch);
//! let mut scratch = leaves;
//! let duplicate = merkle::root_in_place(Rule::Duplicate, &mut scratch);
//! assert_ne!(promote, duplicate, "the two rules part at the first odd node");
//! ```
//!
//! Hashing is done by the fastest kernel of the processor ([`Kernel`]), found once per process and
//! tested with known answers before it is used; `COINJECTURE_SHA256` forces one. All functions can
//! be called from any thread; none keeps state besides that choice. The crate needs `alloc`; the
//! feature `std` (default) adds run-time detection.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(unsafe_code)]

extern crate alloc;

mod error;
pub mod header;
#[expect(unsafe_code, reason = "vector instructions and the calls into code that uses them")]
mod kernel;
pub mod merkle;
mod msgpack;
mod problem;
mod salts;
mod sha256;
mod signature;
mod subset_sum;
mod transaction;

pub use error::{Error, Failure, ResultCode};
pub use header::{HeaderGo208, HeaderV1, HeaderV1Fields};
pub use kernel::{KERNEL_VARIABLE, Kernel, Kernels, init, kernels, self_test};
pub use merkle::Rule;
pub use problem::{Problem, ProblemType, Solution, Tier};
pub use salts::{address, commitment, epoch_salt, escrow_id, miner_salt};
pub use sha256::{Hash, Sha256, sha256, sha256_many};
pub use signature::{Signature, verify as ed25519_verify};
pub use subset_sum::{Limits, verify as subset_sum_verify};
pub use transaction::{MAX_DATA, Transaction, TransactionFields, TxType};

/// The version of this library.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The only codec version there is.
pub const CODEC_VERSION: u8 = 1;
