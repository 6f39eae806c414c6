//! What `#[leaf]`, `async` and the two directions ask of a function.

use super::tasks;
use crate::{
    Reason, Report,
    bridge::{Bridge, Function, Param, Side},
    types::Type,
};

pub(super) fn check(bridge: &Bridge, report: &mut Report) {
    for function in &bridge.functions {
        tasks::check(function, report);
        if function.leaf {
            leaf(function, report);
        }
        for param in function.params.iter().filter(|param| param.view) {
            view(param, function, report);
        }
    }
}

/// A view is memory of Rust's, read where it lies.
fn view(param: &Param, function: &Function, report: &mut Report) {
    let in_place = match &param.ty {
        Type::Refused => return,
        Type::Callback(_) => {
            report.push(param.span, Reason::ViewCallback);
            return;
        }
        Type::Str => true,
        Type::Slice(item) => matches!(**item, Type::Scalar(_)),
        Type::Unit
        | Type::Scalar(_)
        | Type::String
        | Type::Vec(_)
        | Type::Array(..)
        | Type::Option(_)
        | Type::Tuple(_)
        | Type::Map { .. }
        | Type::Set { .. }
        | Type::Duration
        | Type::SystemTime
        | Type::Bytes
        | Type::Secret { .. }
        | Type::Record(_)
        | Type::Enum(_)
        | Type::Error(_)
        | Type::Object(..)
        | Type::Interface(..)
        | Type::Stream(_)
        | Type::Ring(..) => false,
    };
    let returns_first = function.is_async || matches!(function.returns.ok, Type::Stream(_));
    if function.side == Side::Rust || !in_place || returns_first {
        report.push(param.span, Reason::View);
    }
}

/// A leaf runs on the scheduler's stack: it cannot wait, call back, or return views of memory.
fn leaf(function: &Function, report: &mut Report) {
    let span = function.name.span();
    if function.is_async {
        report.push(span, Reason::Leaf("be async"));
    }
    if function.side == Side::Go {
        report.push(span, Reason::Leaf("be implemented in Go"));
    }
    let calls_back = |ty: &Type| matches!(ty, Type::Callback(_) | Type::Interface(..));
    if function.params.iter().any(|param| param.ty.any(calls_back)) {
        report.push(span, Reason::Leaf("take a callback"));
    }
    let owned = |ty: &Type| matches!(ty, Type::Bytes | Type::Secret { .. });
    if owned(&function.returns.ok) || function.params.iter().any(|param| owned(&param.ty)) {
        report.push(span, Reason::Leaf("take or return `Bytes` or `Secret`"));
    }
    if matches!(function.returns.ok, Type::Stream(_)) {
        report.push(span, Reason::Leaf("return a stream"));
    }
    if matches!(function.returns.ok, Type::Ring(..)) {
        report.push(span, Reason::Leaf("return an end of a ring"));
    }
}
