//! The signature of a function in Go, for every place that declares it.

use proc_macro2::Ident;
use spandrel_plan::{FunctionPlan, ImportPlan, Target};
use spandrel_syntax::types::Failure;

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
        let name = plan.names.function(&function.declared);
        let mut params = context(function.takes_context(), code);
        params.extend(function.params.iter().map(|param| Param {
            name: go::local(&param.name.to_string()),
            ty: spelling(&name, types::param(&param.ty, plan, code)),
            object: param.ty.object().cloned(),
        }));
        let ok = &function.returns.ok;
        Signature {
            ok: types::success(ok, plan, code).map(|ty| spelling(&name, ty)),
            name,
            params,
            object: ok.object().cloned(),
            // What goes wrong with a stream, it yields.
            fallible: function.fallible && function.stream().is_none(),
        }
    }

    /// The signature of a function or a method that Go implements; imports are noted in `code`. A callback has no name.
    pub(super) fn of_import(import: &ImportPlan, plan: &Named, code: &mut Code) -> Signature {
        let name = match &import.target {
            Target::Function(function) if function.receiver.owner().is_some() => {
                go::exported(&function.name.to_string())
            }
            Target::Function(function) => plan.names.function(function),
            Target::Callback { .. } => String::new(),
        };
        let mut params = context(import.answers_later(), code);
        params.extend(import.params.iter().map(|param| Param {
            name: go::local(&param.name.to_string()),
            ty: spelling(&name, types::param(&param.ty, plan, code)),
            object: None,
        }));
        Signature {
            ok: types::success(&import.returns.ok, plan, code).map(|ty| spelling(&name, ty)),
            name,
            params,
            object: None,
            fallible: import.returns.failure != Failure::None,
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

/// The context as the first parameter, where there is one.
fn context(takes: bool, code: &mut Code) -> Vec<Param> {
    if !takes {
        return Vec::new();
    }
    code.import("context");
    vec![Param { name: "ctx".to_owned(), ty: "context.Context".to_owned(), object: None }]
}

/// A type as Go spells it in this method: vet compares the text, and `byte` is another one than `uint8`.
fn spelling(method: &str, ty: String) -> String {
    if ["ReadByte", "WriteByte"].contains(&method) && ty == "uint8" { "byte".to_owned() } else { ty }
}
