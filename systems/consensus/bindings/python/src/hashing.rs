//! Plain hashing, salts, and the library itself.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};

use crate::arguments::{bytes, fixed, hash, items, u64};
use crate::errors::raise;

/// From this size on other threads may run meanwhile.
pub(crate) const LARGE: usize = 1 << 16;

/// Chooses and tests the SHA-256 kernel; raises when COINJECTURE_SHA256 is wrong.
#[pyfunction]
pub(crate) fn init(py: Python<'_>) -> PyResult<&'static str> {
    match coinjecture::init() {
        Ok(kernel) => Ok(kernel.name()),
        Err(error) => Err(raise(py, error)),
    }
}

/// What hashes, in one word.
#[pyfunction]
pub(crate) fn kernel() -> String {
    coinjecture::kernels().to_string()
}

/// What was asked for, and what hashes single messages and trees.
#[pyfunction]
pub(crate) fn kernels() -> (&'static str, &'static str, &'static str) {
    let kernels = coinjecture::kernels();
    (kernels.choice.name(), kernels.single, kernels.tree)
}

#[pyfunction]
#[pyo3(signature = (data, /))]
pub(crate) fn sha256<'py>(data: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let py = data.py();
    let data = bytes("data", data)?;
    let data = data.as_ref();
    let digest =
        if data.len() < LARGE { coinjecture::sha256(data) } else { py.detach(|| coinjecture::sha256(data)) };
    Ok(PyBytes::new(py, &digest))
}

#[pyfunction]
#[pyo3(signature = (messages, /))]
pub(crate) fn sha256_many<'py>(messages: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
    let py = messages.py();
    let items = items("messages", messages)?;
    let owned = items.iter().map(|item| bytes("messages", item)).collect::<PyResult<Vec<_>>>()?;
    let views: Vec<&[u8]> = owned.iter().map(AsRef::as_ref).collect();
    let mut digests = vec![[0u8; 32]; views.len()];
    coinjecture::sha256_many(&views, &mut digests).map_err(|error| raise(py, error))?;
    PyList::new(py, digests.iter().map(|digest| PyBytes::new(py, digest)))
}

#[pyfunction]
#[pyo3(signature = (parent, index, /))]
pub(crate) fn epoch_salt<'py>(
    parent: &Bound<'py, PyAny>,
    index: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyBytes>> {
    let salt = coinjecture::epoch_salt(&hash("parent", parent)?, u64("index", index)?);
    Ok(PyBytes::new(parent.py(), &salt))
}

#[pyfunction]
#[pyo3(signature = (key, epoch_salt, parent, index, /))]
pub(crate) fn miner_salt<'py>(
    key: &Bound<'py, PyAny>,
    epoch_salt: &Bound<'py, PyAny>,
    parent: &Bound<'py, PyAny>,
    index: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyBytes>> {
    let salt = coinjecture::miner_salt(
        &hash("key", key)?,
        &hash("epoch_salt", epoch_salt)?,
        &hash("parent", parent)?,
        u64("index", index)?,
    );
    Ok(PyBytes::new(key.py(), &salt))
}

#[pyfunction]
#[pyo3(signature = (epoch_salt, problem_hash, solution_hash, miner_salt, /))]
pub(crate) fn commitment<'py>(
    epoch_salt: &Bound<'py, PyAny>,
    problem_hash: &Bound<'py, PyAny>,
    solution_hash: &Bound<'py, PyAny>,
    miner_salt: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyBytes>> {
    let commitment = coinjecture::commitment(
        &hash("epoch_salt", epoch_salt)?,
        &hash("problem_hash", problem_hash)?,
        &hash("solution_hash", solution_hash)?,
        &hash("miner_salt", miner_salt)?,
    );
    Ok(PyBytes::new(epoch_salt.py(), &commitment))
}

#[pyfunction]
#[pyo3(signature = (submitter, problem_hash, block, /))]
pub(crate) fn escrow_id<'py>(
    submitter: &Bound<'py, PyAny>,
    problem_hash: &Bound<'py, PyAny>,
    block: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyBytes>> {
    let id = coinjecture::escrow_id(
        &hash("submitter", submitter)?,
        &hash("problem_hash", problem_hash)?,
        u64("block", block)?,
    );
    Ok(PyBytes::new(submitter.py(), &id))
}

#[pyfunction]
#[pyo3(signature = (pubkey, /))]
pub(crate) fn address<'py>(pubkey: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let address = coinjecture::address(&hash("pubkey", pubkey)?);
    Ok(PyBytes::new(pubkey.py(), &address))
}

#[pyfunction]
#[pyo3(signature = (public_key, message, signature, /))]
pub(crate) fn ed25519_verify(
    public_key: &Bound<'_, PyAny>,
    message: &Bound<'_, PyAny>,
    signature: &Bound<'_, PyAny>,
) -> PyResult<bool> {
    let py = public_key.py();
    let key = hash("public_key", public_key)?;
    let message = bytes("message", message)?;
    let message = message.as_ref();
    let signature = fixed("signature", signature)?;
    py.detach(|| coinjecture::ed25519_verify(&key, message, &signature)).map_err(|error| raise(py, error))?;
    Ok(true)
}
