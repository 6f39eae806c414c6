//! The functions of coinjecture-core 4, for programs written against it: its names and its
//! dictionaries, with the rules and the errors of this module.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyMapping, PyString};

use crate::arguments::{items, wrong_kind};
use crate::errors::invalid;
use crate::hashing::sha256;
use crate::merkle::merkle_root;
use crate::records::{class, header_v1_hash, subset_sum_verify};

/// SHA-256 of any bytes.
#[pyfunction]
#[pyo3(signature = (data, /))]
pub(crate) fn sha256_hash<'py>(data: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    sha256(data)
}

/// The root of transaction hashes under the rule promote.
#[pyfunction]
#[pyo3(signature = (tx_hashes, /))]
pub(crate) fn compute_merkle_root<'py>(tx_hashes: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    merkle_root(PyString::new(tx_hashes.py(), "promote").as_any(), tx_hashes)
}

/// The hash of a header in msgpack, given as a dictionary of its ten fields or as a HeaderV1.
#[pyfunction]
#[pyo3(signature = (header, /))]
pub(crate) fn compute_header_hash<'py>(header: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    const FIELDS: [&str; 10] = [
        "codec_version",
        "block_index",
        "timestamp",
        "parent_hash",
        "merkle_root",
        "miner_address",
        "commitment",
        "difficulty_target",
        "nonce",
        "extra_data",
    ];
    let Ok(given) = header.cast::<PyMapping>() else {
        return header_v1_hash(header);
    };
    let fields = PyDict::new(header.py());
    for (name, value) in FIELDS.iter().zip(values("header", given, FIELDS)?) {
        fields.set_item(name, value)?;
    }
    let record = class(header.py(), &PyString::new(header.py(), "HeaderV1"))?.call((), Some(&fields))?;
    header_v1_hash(&record)
}

/// Whether the solution holds: True or False; wrong input raises. `max_duration_ms` of the budget is
/// not read: a rule that looks at a clock lets honest nodes disagree.
#[pyfunction]
#[pyo3(signature = (problem, solution, budget, /))]
pub(crate) fn verify_subset_sum(
    problem: &Bound<'_, PyAny>,
    solution: &Bound<'_, PyAny>,
    budget: &Bound<'_, PyAny>,
) -> PyResult<bool> {
    let py = problem.py();
    let names = ["problem_type", "tier", "elements", "target", "timestamp"];
    let [kind, tier, elements, target, _] = values("problem", mapping("problem", problem)?, names)?;
    let [indices, _] = values("solution", mapping("solution", solution)?, ["indices", "timestamp"])?;
    let names = ["max_ops", "max_duration_ms", "max_memory_bytes"];
    let [max_ops, _, max_memory] = values("budget", mapping("budget", budget)?, names)?;
    if !kind.eq("SubsetSum")? && !kind.eq(0)? {
        return Err(invalid(py, "problem_type: neither SubsetSum nor 0".to_owned()));
    }
    // Named here, so that a wrong kind is told of the caller's name.
    items("elements", &elements)?;
    items("indices", &indices)?;
    match subset_sum_verify(&tier, &elements, &target, &indices, &max_ops, &max_memory) {
        Err(error) if is_verdict(py, &error)? => Ok(false),
        result => result,
    }
}

/// Whether an error is the answer no.
fn is_verdict(py: Python<'_>, error: &PyErr) -> PyResult<bool> {
    let refused = py.import("coinjecture.errors")?.getattr("VerificationFailed")?;
    Ok(error.is_instance(py, &refused))
}

fn mapping<'a, 'py>(name: &str, value: &'a Bound<'py, PyAny>) -> PyResult<&'a Bound<'py, PyMapping>> {
    value.cast::<PyMapping>().map_err(|_| wrong_kind(name, value, "a dictionary"))
}

/// The values of exactly these keys.
fn values<'py, const N: usize>(
    what: &str,
    given: &Bound<'py, PyMapping>,
    names: [&str; N],
) -> PyResult<[Bound<'py, PyAny>; N]> {
    let py = given.py();
    for key in given.keys()?.iter() {
        if !key.cast::<PyString>().is_ok_and(|key| key.to_str().is_ok_and(|key| names.contains(&key))) {
            return Err(invalid(py, format!("{what}: no key {key}; the keys are {}", names.join(", "))));
        }
    }
    let mut found = Vec::with_capacity(N);
    for name in names {
        if !given.contains(name)? {
            return Err(invalid(py, format!("{what}: {name} is missing; every key is required")));
        }
        found.push(given.get_item(name)?);
    }
    found.try_into().map_err(|_| invalid(py, format!("{what}: changed during the call")))
}
