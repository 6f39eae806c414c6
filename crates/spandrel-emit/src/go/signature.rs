//! The signature of a function in Go, for every place that declares it.

use proc_macro2::Ident;
use spandrel_plan::FunctionPlan;

use super::{types, writer::Code};
use crate::{Named, names::go};

/// What a Go function is called, takes and returns.
pub(super) struct Signature {
    /// Its name, without a receiver.
    pub(super) name: String,
    /// Its parameters, in order.
    pub(super) params: Vec<Param>,
    /// The type of its success value, if it has one.
    pub(super) ok: Option<String>,
    /// The object that the success value is.
    pub(super) object: Option<Ident>,
    /// Whether its last result is an error.
    pub(super) fallible: bool,
}

/// A parameter of a Go function.
pub(super) struct Param {
    /// Its name.
    pub(super) name: String,
    /// Its type.
    pub(super) ty: String,
    /// The object that it is.
    pub(super) object: Option<Ident>,
}

impl Signature {
    /// The signature of the generated function; imports are noted in `code`.
    pub(super) fn of(function: &FunctionPlan, plan: &Named, code: &mut Code) -> Signature {
        let mut params = Vec::new();
        if function.takes_context() {
            code.import("context");
            params.push(Param { name: "ctx".to_owned(), ty: "context.Context".to_owned(), object: None });
        }
        params.extend(function.params.iter().map(|param| Param {
            name: go::local(&param.name.to_string()),
            ty: types::param(&param.ty, plan, code),
            object: param.ty.object().cloned(),
        }));
        let ok = &function.returns.ok;
        Signature {
            name: plan.names.function(&function.declared),
            params,
            ok: types::success(ok, plan, code),
            object: ok.object().cloned(),
            // What goes wrong with a stream, it yields.
            fallible: function.fallible && function.stream().is_none(),
        }
    }

    /// Name, parameters and results, as they stand behind `func` or in an interface.
    pub(super) fn text(&self) -> String {
        let params: Vec<String> =
            self.params.iter().map(|param| format!("{} {}", param.name, param.ty)).collect();
        let results = match (&self.ok, self.fallible) {
            (None, false) => String::new(),
            (None, true) => " error".to_owned(),
            (Some(ok), false) => format!(" {ok}"),
            (Some(ok), true) => format!(" ({ok}, error)"),
        };
        format!("{}({}){results}", self.name, params.join(", "))
    }
}
