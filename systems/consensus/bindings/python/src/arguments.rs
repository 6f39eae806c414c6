//! Python values as the types of the core, checked as the Python reference checks them.

use std::borrow::Cow;

use coinjecture::{Hash, Rule, Tier};
use pyo3::buffer::PyBuffer;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyInt, PyList, PyString, PyTuple};

use crate::errors::invalid;

/// Bytes of any bytes-like object; `bytes` are borrowed, others copied.
pub(crate) fn bytes<'a>(name: &str, value: &'a Bound<'_, PyAny>) -> PyResult<Cow<'a, [u8]>> {
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(Cow::Borrowed(bytes.as_bytes()));
    }
    match PyBuffer::<u8>::get(value) {
        Ok(buffer) => Ok(Cow::Owned(buffer.to_vec(value.py())?)),
        Err(_) => Err(wrong_kind(name, value, "bytes")),
    }
}

/// Exactly `N` bytes.
pub(crate) fn fixed<const N: usize>(name: &str, value: &Bound<'_, PyAny>) -> PyResult<[u8; N]> {
    let bytes = bytes(name, value)?;
    bytes.as_ref().try_into().map_err(|_| {
        let length = bytes.len();
        invalid(value.py(), format!("{name}: {length} bytes, not {N}"))
    })
}

pub(crate) fn hash(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Hash> {
    fixed(name, value)
}

/// An integer of the given type; booleans are none.
pub(crate) fn integer<'py, T>(name: &str, value: &Bound<'py, PyAny>, kind: &str) -> PyResult<T>
where
    T: for<'a> FromPyObject<'a, 'py>,
{
    if !value.is_instance_of::<PyInt>() || value.is_instance_of::<PyBool>() {
        return Err(wrong_kind(name, value, "an integer"));
    }
    value.extract().map_err(|_| invalid(value.py(), format!("{name}: not a {kind}")))
}

pub(crate) fn u64(name: &str, value: &Bound<'_, PyAny>) -> PyResult<u64> {
    integer(name, value, "u64")
}

pub(crate) fn i64(name: &str, value: &Bound<'_, PyAny>) -> PyResult<i64> {
    integer(name, value, "i64")
}

/// The codec version, which the core checks; another width is refused here.
pub(crate) fn version(value: &Bound<'_, PyAny>) -> PyResult<u8> {
    let version = u64("codec_version", value)?;
    u8::try_from(version).map_err(|_| invalid(value.py(), "codec_version: must be 1".to_owned()))
}

/// The items of a list or tuple.
pub(crate) fn items<'py>(name: &str, value: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, PyAny>>> {
    if let Ok(list) = value.cast::<PyList>() {
        Ok(list.iter().collect())
    } else if let Ok(tuple) = value.cast::<PyTuple>() {
        Ok(tuple.iter().collect())
    } else {
        Err(wrong_kind(name, value, "a list"))
    }
}

pub(crate) fn integers<'py, T>(name: &str, value: &Bound<'py, PyAny>, kind: &str) -> PyResult<Vec<T>>
where
    T: for<'a> FromPyObject<'a, 'py>,
{
    items(name, value)?.iter().map(|item| integer(name, item, kind)).collect()
}

/// One of the names that `parse` knows.
pub(crate) fn variant<T>(
    name: &str,
    value: &Bound<'_, PyAny>,
    parse: impl Fn(&str) -> Option<T>,
) -> PyResult<T> {
    value
        .cast::<PyString>()
        .ok()
        .and_then(|text| parse(text.to_str().ok()?))
        .ok_or_else(|| invalid(value.py(), format!("{name}: no such name")))
}

pub(crate) fn rule(value: &Bound<'_, PyAny>) -> PyResult<Rule> {
    variant("rule", value, Rule::from_name)
}

/// A tier by name or number.
pub(crate) fn tier(value: &Bound<'_, PyAny>) -> PyResult<Tier> {
    if value.is_instance_of::<PyString>() {
        return variant("tier", value, Tier::from_name);
    }
    Tier::from_number(integer("tier", value, "number from 0 to 4")?)
        .ok_or_else(|| invalid(value.py(), "tier: not a number from 0 to 4".to_owned()))
}

pub(crate) fn wrong_kind(name: &str, value: &Bound<'_, PyAny>, wanted: &str) -> PyErr {
    let kind = value.get_type();
    let kind = kind.name().map_or_else(|_| "this".into(), |name| name.to_string());
    invalid(value.py(), format!("{name}: {kind} is not {wanted}"))
}
