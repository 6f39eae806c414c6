//! What `async` and streams ask of a function.
//!
//! A future outlives the call that starts it: it owns what it was given and holds no object exclusively. A function that
//! returns a stream is an ordinary call; the stream owns what it needs.

use proc_macro2::Span;

use crate::{
    Reason, Report,
    bridge::{Function, Receiver, Side},
    types::{Failure, Hold, Type},
};

pub(super) fn check(function: &Function, report: &mut Report) {
    let streams = matches!(function.returns.ok, Type::Stream(_));
    if function.side == Side::Go {
        if streams && function.is_async {
            report.push(function.returns_span, Reason::AsyncStream);
        }
        if let Type::Stream(item) = &function.returns.ok
            && item.failure == Failure::None
        {
            report.push(function.returns_span, Reason::StreamItemGo);
        }
        return;
    }
    if streams {
        stream(function, report);
    } else if function.is_async {
        future(function, report);
    }
}

/// The function runs at the start of each range over its stream, when the borrows of one call have ended.
fn stream(function: &Function, report: &mut Report) {
    if function.is_async {
        report.push(function.returns_span, Reason::AsyncStream);
    }
    for param in &function.params {
        match &param.ty {
            Type::Interface(name, _) => report.push(param.span, Reason::StreamParameter(name.to_string())),
            Type::Callback(_) => report.push(param.span, Reason::StreamParameter("dyn Fn".to_owned())),
            Type::Refused
            | Type::Unit
            | Type::Scalar(_)
            | Type::Str
            | Type::String
            | Type::Slice(_)
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
            | Type::Stream(_)
            | Type::Ring(..) => {}
        }
    }
}

fn future(function: &Function, report: &mut Report) {
    let span = function.name.span();
    if let Receiver::Exclusive(owner) = &function.receiver {
        report.push(span, Reason::AsyncExclusive(owner.to_string()));
    }
    for param in &function.params {
        borrowed(&param.ty, param.span, report);
    }
}

/// Rejects what is borrowed from the caller and cannot be retained or copied.
fn borrowed(ty: &Type, span: Span, report: &mut Report) {
    let found = match ty {
        Type::Object(name, Hold::Exclusive) => format!("&mut {name}"),
        Type::Interface(name, Hold::Shared) => format!("&{name}"),
        Type::Callback(callback) if !callback.owned => "&dyn Fn".to_owned(),
        Type::Refused
        | Type::Unit
        | Type::Scalar(_)
        | Type::Str
        | Type::String
        | Type::Slice(_)
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
        | Type::Object(_, Hold::Shared | Hold::Owned)
        | Type::Interface(_, Hold::Exclusive | Hold::Owned)
        | Type::Callback(_)
        | Type::Stream(_)
        | Type::Ring(..) => return,
    };
    report.push(span, Reason::AsyncParameter(found));
}
