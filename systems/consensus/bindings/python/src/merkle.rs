//! Merkle trees.

use std::borrow::Cow;

use coinjecture::merkle::{self, ProofEntry};
use coinjecture::{Hash, Rule};
use pyo3::buffer::PyBuffer;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyByteArray, PyBytes, PyList, PyTuple};

use crate::arguments::{bytes, hash, items, rule, u64, wrong_kind};
use crate::errors::{invalid, raise};
use crate::records::class;

/// From this many leaves on other threads may run meanwhile.
const MANY: usize = 2048;

/// Leaves that are hashes: a list of them, or all of them in one bytes object.
fn hashes(leaves: &Bound<'_, PyAny>) -> PyResult<Vec<Hash>> {
    if let Ok(list) = leaves.cast::<PyList>() {
        // The common shape, without a second list.
        let mut out = Vec::with_capacity(list.len());
        for leaf in list.iter() {
            match leaf.cast_exact::<PyBytes>().map(|leaf| leaf.as_bytes().try_into()) {
                Ok(Ok(leaf)) => out.push(leaf),
                _ => out.push(hash("leaves", &leaf)?),
            }
        }
        return Ok(out);
    }
    if leaves.is_instance_of::<PyBytes>()
        || leaves.is_instance_of::<PyByteArray>()
        || PyBuffer::<u8>::get(leaves).is_ok()
    {
        let flat = bytes("leaves", leaves)?;
        let (hashes, rest) = flat.as_chunks::<32>();
        if !rest.is_empty() {
            let length = flat.len();
            let text = format!("leaves: {length} bytes are not whole leaves of 32");
            return Err(invalid(leaves.py(), text));
        }
        return Ok(hashes.to_vec());
    }
    items("leaves", leaves)?.iter().map(|leaf| hash("leaves", leaf)).collect()
}

/// RFC 6962 leaves: data of any lengths.
fn with_data<T>(
    leaves: &Bound<'_, PyAny>,
    work: impl FnOnce(&[&[u8]]) -> Result<T, coinjecture::Error>,
) -> PyResult<T> {
    let items = items("leaves", leaves)?;
    let owned = items.iter().map(|leaf| bytes("leaves", leaf)).collect::<PyResult<Vec<Cow<'_, [u8]>>>>()?;
    let views: Vec<&[u8]> = owned.iter().map(AsRef::as_ref).collect();
    work(&views).map_err(|error| raise(leaves.py(), error))
}

#[pyfunction]
#[pyo3(signature = (rule_name, leaves, /))]
pub(crate) fn merkle_root<'py>(
    rule_name: &Bound<'py, PyAny>,
    leaves: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyBytes>> {
    let py = leaves.py();
    let rule = rule(rule_name)?;
    let root = if rule == Rule::Rfc6962 {
        with_data(leaves, |data| merkle::root_of_data(data, &mut Vec::new()))?
    } else {
        let mut nodes = hashes(leaves)?;
        if nodes.len() < MANY {
            merkle::root_in_place(rule, &mut nodes)
        } else {
            py.detach(|| merkle::root_in_place(rule, &mut nodes))
        }
    };
    Ok(PyBytes::new(py, &root))
}

#[pyfunction]
#[pyo3(signature = (rule_name, leaves, index, /))]
pub(crate) fn merkle_proof<'py>(
    rule_name: &Bound<'py, PyAny>,
    leaves: &Bound<'py, PyAny>,
    index: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = leaves.py();
    let rule = rule(rule_name)?;
    let proof = if rule == Rule::Rfc6962 {
        let index = u64("index", index)?;
        with_data(leaves, |data| merkle::proof_of_data(data, index))?
    } else {
        let leaves = hashes(leaves)?;
        merkle::proof(rule, &leaves, u64("index", index)?).map_err(|error| raise(py, error))?
    };
    let entry_class = class(py, intern!(py, "ProofEntry"))?;
    let entries = proof
        .steps
        .iter()
        .map(|entry| entry_class.call1((PyBytes::new(py, &entry.sibling), entry.is_right)))
        .collect::<PyResult<Vec<_>>>()?;
    class(py, intern!(py, "Proof"))?.call1((
        PyBytes::new(py, &proof.root),
        proof.leaf_count,
        PyTuple::new(py, entries)?,
    ))
}

#[pyfunction]
#[pyo3(signature = (rule_name, leaf, index, leaf_count, proof, root, /))]
pub(crate) fn merkle_verify(
    rule_name: &Bound<'_, PyAny>,
    leaf: &Bound<'_, PyAny>,
    index: &Bound<'_, PyAny>,
    leaf_count: &Bound<'_, PyAny>,
    proof: &Bound<'_, PyAny>,
    root: &Bound<'_, PyAny>,
) -> PyResult<bool> {
    let py = leaf.py();
    let rule = rule(rule_name)?;
    let data = bytes("leaf", leaf)?;
    let index = u64("index", index)?;
    let leaf_count = u64("leaf_count", leaf_count)?;
    let root = hash("root", root)?;
    let entry_class = class(py, intern!(py, "ProofEntry"))?;
    let entries = items("proof", proof)?
        .iter()
        .map(|entry| {
            if !entry.is_instance(&entry_class)? {
                return Err(wrong_kind("proof", entry, "a ProofEntry"));
            }
            let side = entry.getattr(intern!(py, "is_right"))?;
            let is_right =
                side.cast::<PyBool>().map_err(|_| wrong_kind("is_right", &side, "a bool"))?.is_true();
            let sibling = hash("sibling", &entry.getattr(intern!(py, "sibling"))?)?;
            Ok(ProofEntry { sibling, is_right })
        })
        .collect::<PyResult<Vec<_>>>()?;
    let verdict = if rule == Rule::Rfc6962 {
        merkle::verify_data(&data, index, leaf_count, &entries, &root)
    } else {
        let leaf = hash("leaf", leaf)?;
        merkle::verify(rule, &leaf, index, leaf_count, &entries, &root)
    };
    verdict.map(|()| true).map_err(|error| raise(py, error))
}
