//! `coinjecture._core`: the Rust core for Python.
//!
//! The functions take and give what the pure Python reference takes and gives, so that the two
//! backends are one interface. Whatever is wrong becomes one of the classes of
//! `coinjecture.errors`; a panic becomes an `InternalError`, by PyO3's own guard.

#![forbid(unsafe_code)]

mod arguments;
mod compat;
mod errors;
mod hashing;
mod merkle;
mod records;

use pyo3::prelude::*;

/// The module.
#[pymodule]
mod _core {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::compat::{compute_header_hash, compute_merkle_root, sha256_hash, verify_subset_sum};
    #[pymodule_export]
    use crate::hashing::{
        address, commitment, ed25519_verify, epoch_salt, escrow_id, init, kernel, kernels, miner_salt,
        sha256, sha256_many,
    };
    #[pymodule_export]
    use crate::merkle::{merkle_proof, merkle_root, merkle_verify};
    #[pymodule_export]
    use crate::records::{
        header_go208_encode, header_go208_hash, header_go208_hash_batch, header_go208_hash_encoded,
        header_v1_encode, header_v1_hash, msgpack_decode_strict, problem_hash, solution_hash,
        subset_sum_verify, tx_hash, tx_signing_message,
    };

    #[pymodule_init]
    fn names(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", coinjecture::VERSION)?;
        module.add("CODEC_VERSION", coinjecture::CODEC_VERSION)?;
        // The spelling of coinjecture-core 4.
        for name in ["compute_header_hash", "compute_merkle_root", "verify_subset_sum"] {
            module.add(format!("{name}_py"), module.getattr(name)?)?;
        }
        Ok(())
    }
}
