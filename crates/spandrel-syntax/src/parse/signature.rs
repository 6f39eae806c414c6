//! Result types: plain values, `Result`, and streams.

use proc_macro2::Span;
use syn::spanned::Spanned;

use super::{names::Kind, names::Names, types};
use crate::{
    Reason, Report,
    bridge::Side,
    types::{Failure, Returns, Type},
};

/// Reads what a function returns, and where that is written.
pub(super) fn returns(
    output: &syn::ReturnType,
    side: Side,
    names: &Names,
    report: &mut Report,
) -> (Returns, Option<Span>) {
    match output {
        syn::ReturnType::Default => (Returns { ok: Type::Unit, failure: Failure::None }, None),
        syn::ReturnType::Type(_, ty) => (result(ty, side, names, report), Some(ty.span())),
    }
}

/// Reads `T`, `Result<T>` or `Result<T, E>`.
pub(super) fn result(ty: &syn::Type, side: Side, names: &Names, report: &mut Report) -> Returns {
    let Some(arguments) = types::generic_arguments(ty, "Result") else {
        return Returns { ok: types::parse(ty, names, report), failure: Failure::None };
    };
    let failure = match (arguments.as_slice(), side) {
        ([_], Side::Go) => Failure::Go,
        ([_, _], Side::Go) => {
            report.push(ty.span(), Reason::ResultGo);
            Failure::Go
        }
        ([_, error], Side::Rust) => match types::plain_name(error) {
            Some(name) if names.kind(&name.to_string()) == Some(Kind::Error) => Failure::Declared(name),
            _ => {
                report.push(error.span(), Reason::ResultError);
                Failure::None
            }
        },
        _ => {
            report.push(ty.span(), Reason::ResultError);
            Failure::None
        }
    };
    let ok = arguments.first().map_or(Type::Unit, |ok| types::parse(ok, names, report));
    Returns { ok, failure }
}
