//! The core's errors as the classes of `coinjecture.errors`.

use coinjecture::{Error, ResultCode};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyType};

/// An error of the core.
pub(crate) fn raise(py: Python<'_>, error: Error) -> PyErr {
    with_code(py, error.code(), error.to_string())
}

/// Wrong input, seen on the way in.
pub(crate) fn invalid(py: Python<'_>, text: String) -> PyErr {
    with_code(py, ResultCode::InvalidInput, text)
}

fn with_code(py: Python<'_>, code: ResultCode, text: String) -> PyErr {
    match class(py, code) {
        Ok(class) => PyErr::from_type(class, (text,)),
        // Only when the package around this module is broken.
        Err(_) => PyRuntimeError::new_err(text),
    }
}

fn class(py: Python<'_>, code: ResultCode) -> PyResult<Bound<'_, PyType>> {
    static BY_CODE: PyOnceLock<Py<PyDict>> = PyOnceLock::new();
    let classes = BY_CODE.get_or_try_init(py, || {
        let module = py.import("coinjecture.errors")?;
        PyResult::Ok(module.getattr("BY_CODE")?.cast_into::<PyDict>()?.unbind())
    })?;
    let class = classes.bind(py).as_any().get_item(code as i32)?;
    Ok(class.cast_into::<PyType>()?)
}
