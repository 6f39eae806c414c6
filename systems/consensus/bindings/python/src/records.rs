//! Headers, transactions, problems and solutions, read from and made as the dataclasses of
//! `coinjecture.types`.

use std::borrow::Cow;

use coinjecture::header::{self, GO208_BYTES};
use coinjecture::{
    HeaderGo208, HeaderV1, HeaderV1Fields, Limits, Problem, ProblemType, Solution, Transaction,
    TransactionFields, TxType,
};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString, PyType};

use crate::arguments::{bytes, fixed, hash, i64, integers, tier, u64, variant, version, wrong_kind};
use crate::errors::{invalid, raise};

/// A class of `coinjecture.types`.
pub(crate) fn class<'py>(py: Python<'py>, name: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyType>> {
    let class = py.import(intern!(py, "coinjecture.types"))?.getattr(name)?;
    Ok(class.cast_into::<PyType>()?)
}

/// Refuses what is not a record of the class.
fn check_class<'py>(record: &Bound<'py, PyAny>, name: &Bound<'py, PyString>) -> PyResult<()> {
    if record.is_instance(class(record.py(), name)?.as_any())? {
        return Ok(());
    }
    Err(wrong_kind("record", record, &format!("a {name}")))
}

/// Reads a field with one of the functions of `arguments`.
macro_rules! field {
    ($record:ident, $read:expr, $name:literal) => {{
        let value = $record.getattr(intern!($record.py(), $name))?;
        $read($name, &value)?
    }};
}

/// Runs `work` with the header; its extra data is borrowed.
fn with_header_v1<T>(
    record: &Bound<'_, PyAny>,
    work: impl FnOnce(&HeaderV1<'_>) -> Result<T, coinjecture::Error>,
) -> PyResult<T> {
    let py = record.py();
    check_class(record, intern!(py, "HeaderV1"))?;
    let extra_data = record.getattr(intern!(py, "extra_data"))?;
    let fields = HeaderV1Fields {
        codec_version: version(&record.getattr(intern!(py, "codec_version"))?)?,
        block_index: field!(record, u64, "block_index"),
        timestamp: field!(record, i64, "timestamp"),
        parent_hash: field!(record, hash, "parent_hash"),
        merkle_root: field!(record, hash, "merkle_root"),
        miner_address: field!(record, hash, "miner_address"),
        commitment: field!(record, hash, "commitment"),
        difficulty_target: field!(record, u64, "difficulty_target"),
        nonce: field!(record, u64, "nonce"),
    };
    let header = HeaderV1 { fields, extra_data: bytes("extra_data", &extra_data)? };
    work(&header).map_err(|error| raise(py, error))
}

#[pyfunction]
#[pyo3(signature = (header, /))]
pub(crate) fn header_v1_encode<'py>(header: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let encoded = with_header_v1(header, |header| header.encode())?;
    Ok(PyBytes::new(header.py(), &encoded))
}

#[pyfunction]
#[pyo3(signature = (header, /))]
pub(crate) fn header_v1_hash<'py>(header: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let hash = with_header_v1(header, |header| header.hash())?;
    Ok(PyBytes::new(header.py(), &hash))
}

fn go208(record: &Bound<'_, PyAny>) -> PyResult<HeaderGo208> {
    check_class(record, intern!(record.py(), "HeaderGo208"))?;
    Ok(HeaderGo208 {
        number: field!(record, u64, "number"),
        parent: field!(record, hash, "parent"),
        state_root: field!(record, hash, "state_root"),
        tx_root: field!(record, hash, "tx_root"),
        timestamp: field!(record, i64, "timestamp"),
        validator: field!(record, hash, "validator"),
        difficulty: field!(record, u64, "difficulty"),
        nonce: field!(record, u64, "nonce"),
        gas_limit: field!(record, u64, "gas_limit"),
        gas_used: field!(record, u64, "gas_used"),
        extra: field!(record, hash, "extra"),
    })
}

#[pyfunction]
#[pyo3(signature = (header, /))]
pub(crate) fn header_go208_encode<'py>(header: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    Ok(PyBytes::new(header.py(), &go208(header)?.encode()))
}

#[pyfunction]
#[pyo3(signature = (header, /))]
pub(crate) fn header_go208_hash<'py>(header: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    Ok(PyBytes::new(header.py(), &go208(header)?.hash()))
}

#[pyfunction]
#[pyo3(signature = (encoded, /))]
pub(crate) fn header_go208_hash_encoded<'py>(encoded: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let header = fixed::<GO208_BYTES>("encoded", encoded)?;
    Ok(PyBytes::new(encoded.py(), &header::go208_hash_encoded(&header)))
}

#[pyfunction]
#[pyo3(signature = (encoded, /))]
pub(crate) fn header_go208_hash_batch<'py>(encoded: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let py = encoded.py();
    let flat = bytes("encoded", encoded)?;
    if !flat.len().is_multiple_of(GO208_BYTES) {
        let text = "encoded: not a multiple of 208 bytes";
        return Err(invalid(py, text.to_owned()));
    }
    let mut hashes = vec![[0u8; 32]; flat.len() / GO208_BYTES];
    header::go208_hash_encoded_batch(&flat, &mut hashes).map_err(|error| raise(py, error))?;
    Ok(PyBytes::new(py, hashes.as_flattened()))
}

/// Runs `work` with the transaction; its data is borrowed. The signing message has no signature.
fn with_tx<T>(
    record: &Bound<'_, PyAny>,
    signed: bool,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, coinjecture::Error>,
) -> PyResult<T> {
    let py = record.py();
    check_class(record, intern!(py, "Transaction"))?;
    let data = record.getattr(intern!(py, "data"))?;
    let tx_type = record.getattr(intern!(py, "tx_type"))?;
    let codec_version = version(&record.getattr(intern!(py, "codec_version"))?)?;
    let tx_type = variant("tx_type", &tx_type, TxType::from_name)?;
    let fields = TransactionFields {
        codec_version,
        from: field!(record, hash, "from_"),
        to: field!(record, hash, "to"),
        amount: field!(record, u64, "amount"),
        nonce: field!(record, u64, "nonce"),
        gas_limit: field!(record, u64, "gas_limit"),
        gas_price: field!(record, u64, "gas_price"),
        signature: if signed { field!(record, fixed::<64>, "signature") } else { [0; 64] },
        timestamp: field!(record, i64, "timestamp"),
    };
    let tx = Transaction { tx_type, fields, data: bytes("data", &data)? };
    work(&tx).map_err(|error| raise(py, error))
}

#[pyfunction]
#[pyo3(signature = (tx, /))]
pub(crate) fn tx_hash<'py>(tx: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let hash = with_tx(tx, true, |tx| tx.hash())?;
    Ok(PyBytes::new(tx.py(), &hash))
}

#[pyfunction]
#[pyo3(signature = (tx, /))]
pub(crate) fn tx_signing_message<'py>(tx: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let message = with_tx(tx, false, |tx| tx.signing_message())?;
    Ok(PyBytes::new(tx.py(), &message))
}

#[pyfunction]
#[pyo3(signature = (problem, /))]
pub(crate) fn problem_hash<'py>(problem: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let py = problem.py();
    check_class(problem, intern!(py, "Problem"))?;
    let problem_type = problem.getattr(intern!(py, "problem_type"))?;
    let problem = Problem {
        problem_type: variant("problem_type", &problem_type, ProblemType::from_name)?,
        tier: tier(&problem.getattr(intern!(py, "tier"))?)?,
        elements: Cow::Owned(integers("elements", &problem.getattr(intern!(py, "elements"))?, "i64")?),
        target: field!(problem, i64, "target"),
        timestamp: field!(problem, i64, "timestamp"),
    };
    let hash = problem.hash().map_err(|error| raise(py, error))?;
    Ok(PyBytes::new(py, &hash))
}

#[pyfunction]
#[pyo3(signature = (solution, /))]
pub(crate) fn solution_hash<'py>(solution: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let py = solution.py();
    check_class(solution, intern!(py, "Solution"))?;
    let solution = Solution {
        indices: Cow::Owned(integers("indices", &solution.getattr(intern!(py, "indices"))?, "u32")?),
        timestamp: field!(solution, i64, "timestamp"),
    };
    let hash = solution.hash().map_err(|error| raise(py, error))?;
    Ok(PyBytes::new(py, &hash))
}

#[pyfunction]
#[pyo3(signature = (tier_name, elements, target, indices, max_ops, max_memory, /))]
pub(crate) fn subset_sum_verify(
    tier_name: &Bound<'_, PyAny>,
    elements: &Bound<'_, PyAny>,
    target: &Bound<'_, PyAny>,
    indices: &Bound<'_, PyAny>,
    max_ops: &Bound<'_, PyAny>,
    max_memory: &Bound<'_, PyAny>,
) -> PyResult<bool> {
    let tier = tier(tier_name)?;
    let elements: Vec<i64> = integers("elements", elements, "i64")?;
    let target = i64("target", target)?;
    let indices: Vec<u32> = integers("indices", indices, "u32")?;
    let limits = Limits { max_ops: u64("max_ops", max_ops)?, max_memory: u64("max_memory", max_memory)? };
    coinjecture::subset_sum_verify(tier, &elements, target, &indices, limits)
        .map(|()| true)
        .map_err(|error| raise(tier_name.py(), error))
}

#[pyfunction]
#[pyo3(signature = (kind, data, /))]
pub(crate) fn msgpack_decode_strict<'py>(
    kind: &Bound<'py, PyAny>,
    data: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = kind.py();
    let data = bytes("data", data)?;
    let kind = kind.cast::<PyString>().ok().and_then(|kind| kind.to_str().ok());
    let fields = PyDict::new(py);
    let set = |name: &str, value: Bound<'py, PyAny>| fields.set_item(name, value);
    macro_rules! set {
        ($record:ident: $($name:ident)*) => { $( fields.set_item(stringify!($name), $record.$name)?; )* };
    }
    let as_bytes = |bytes: &[u8]| PyBytes::new(py, bytes).into_any();
    let name = match kind {
        Some("header_v1") => {
            let HeaderV1 { fields: header, extra_data } =
                HeaderV1::decode(&data).map_err(|error| raise(py, error))?;
            set!(header: codec_version block_index timestamp difficulty_target nonce);
            set("parent_hash", as_bytes(&header.parent_hash))?;
            set("merkle_root", as_bytes(&header.merkle_root))?;
            set("miner_address", as_bytes(&header.miner_address))?;
            set("commitment", as_bytes(&header.commitment))?;
            set("extra_data", as_bytes(&extra_data))?;
            intern!(py, "HeaderV1")
        }
        Some("tx") => {
            let decoded = Transaction::decode(&data).map_err(|error| raise(py, error))?;
            let tx = decoded.fields;
            set!(tx: codec_version amount nonce gas_limit gas_price timestamp);
            fields.set_item("tx_type", decoded.tx_type.name())?;
            set("from_", as_bytes(&tx.from))?;
            set("to", as_bytes(&tx.to))?;
            set("signature", as_bytes(&tx.signature))?;
            set("data", as_bytes(&decoded.data))?;
            intern!(py, "Transaction")
        }
        Some("problem") => {
            let problem = Problem::decode(&data).map_err(|error| raise(py, error))?;
            set!(problem: target timestamp);
            fields.set_item("problem_type", problem.problem_type.name())?;
            fields.set_item("tier", problem.tier.name())?;
            fields.set_item("elements", problem.elements.to_vec())?;
            intern!(py, "Problem")
        }
        Some("solution") => {
            let solution = Solution::decode(&data).map_err(|error| raise(py, error))?;
            set!(solution: timestamp);
            fields.set_item("indices", solution.indices.to_vec())?;
            intern!(py, "Solution")
        }
        _ => {
            let text = "type: not one of header_v1, tx, problem, solution";
            return Err(invalid(py, text.to_owned()));
        }
    };
    class(py, name)?.call((), Some(&fields))
}
