//! No type is nested so deeply that a compiler, or a value of it, would find no end.

use proc_macro2::Span;

use crate::{Reason, Report, bridge::Bridge, types::Type};

/// The most types inside a type, one in the other, as it is written.
const LEVELS: usize = 16;

pub(super) fn check(bridge: &Bridge, report: &mut Report) {
    let variants = bridge.enums.iter().chain(&bridge.errors).flat_map(|enumeration| &enumeration.variants);
    let fields =
        bridge.records.iter().map(|record| &record.fields).chain(variants.map(|variant| &variant.fields));
    for field in fields.flatten() {
        limited(&field.ty, field.span, report);
    }
    for function in &bridge.functions {
        for param in &function.params {
            limited(&param.ty, param.span, report);
        }
        limited(&function.returns.ok, function.returns_span, report);
    }
}

fn limited(ty: &Type, span: Span, report: &mut Report) {
    if ty.depth() > LEVELS {
        report.push(span, Reason::TypeNesting(LEVELS));
    }
}
