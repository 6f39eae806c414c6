//! Which type may stand where.

use proc_macro2::Span;

use super::rings;
use crate::{
    Reason, Report,
    bridge::{Bridge, Enum, Function, Side},
    types::{Callback, Failure, Hold, ScalarClass, Type},
};

pub(super) fn check(bridge: &Bridge, report: &mut Report) {
    for record in &bridge.records {
        for field in &record.fields {
            data(&field.ty, "a field", field.span, bridge, report);
        }
    }
    for enumeration in &bridge.enums {
        for field in enumeration.variants.iter().flat_map(|variant| &variant.fields) {
            data(&field.ty, "a field", field.span, bridge, report);
        }
    }
    for error in &bridge.errors {
        for field in error.variants.iter().flat_map(|variant| &variant.fields) {
            if !field.is_source() {
                data(&field.ty, "a field", field.span, bridge, report);
            }
        }
    }
    for function in &bridge.functions {
        for param in &function.params {
            parameter(&param.ty, function, param.span, bridge, report);
        }
        result(function, bridge, report);
    }
}

/// What may stand in a parameter.
fn parameter(ty: &Type, function: &Function, span: Span, bridge: &Bridge, report: &mut Report) {
    match ty {
        Type::Str => {}
        Type::Slice(item) => data(item, "a slice element", span, bridge, report),
        Type::Object(_, Hold::Shared | Hold::Exclusive) if function.side == Side::Rust => {}
        Type::Object(name, Hold::Owned) => {
            refuse(&format!("{name}"), "a parameter", "borrow the object: `&T` or `&mut T`", span, report)
        }
        Type::Object(name, _) => refuse(
            &format!("&{name}"),
            "a parameter of a Go function",
            "hand the values it needs instead",
            span,
            report,
        ),
        Type::Bytes | Type::Secret { .. } | Type::Interface(..) => {}
        Type::Ring(_, message) if function.side == Side::Go => {
            rings::message(message.as_deref(), span, bridge, report);
        }
        Type::Ring(..) => {
            refuse(&ty.to_string(), "a parameter of a Rust function", rings::RUST_MAKES, span, report);
        }
        Type::Callback(callback) if function.side == Side::Rust => {
            self::callback(callback, span, bridge, report);
        }
        Type::Callback(_) => refuse(
            "dyn Fn",
            "a parameter of a Go function",
            "declare an object and let Go call its methods",
            span,
            report,
        ),
        other => data(other, "a parameter", span, bridge, report),
    }
}

/// What may stand in the signature of a callback.
fn callback(callback: &Callback, span: Span, bridge: &Bridge, report: &mut Report) {
    for param in &callback.params {
        match param {
            Type::Str => {}
            Type::Slice(item) => data(item, "a slice element", span, bridge, report),
            other => data(other, "a parameter of a callback", span, bridge, report),
        }
    }
    if callback.result.ok != Type::Unit {
        data(&callback.result.ok, "a result of a callback", span, bridge, report);
    }
}

/// What may stand in a result.
fn result(function: &Function, bridge: &Bridge, report: &mut Report) {
    let span = function.returns_span;
    match &function.returns.ok {
        Type::Unit | Type::Refused => {}
        Type::Bytes | Type::Secret { .. } => {}
        Type::Object(_, Hold::Owned) if function.side == Side::Rust => {}
        Type::Interface(_, Hold::Owned) if function.side == Side::Go => {}
        Type::Object(name, Hold::Shared | Hold::Exclusive) => refuse(
            &format!("&{name}"),
            "a result",
            "return what Go needs of it, or a new object: Go would not know how long a reference lives",
            span,
            report,
        ),
        Type::Object(name, Hold::Owned) => refuse(
            &name.to_string(),
            "a result of a Go function",
            "let Go keep the object and return what you need of it",
            span,
            report,
        ),
        Type::Interface(name, Hold::Owned) => refuse(
            &name.to_string(),
            "a result of a Rust function",
            "Go has the value already: keep it there",
            span,
            report,
        ),
        Type::Option(inner) if matches!(**inner, Type::Object(_, Hold::Owned)) => refuse(
            "Option<T>",
            "a result that holds an object",
            "return `Result<T, E>` with an error for the missing object",
            span,
            report,
        ),
        Type::Stream(_) if function.returns.failure != Failure::None => refuse(
            "impl Stream",
            "what `Result` holds",
            "return `impl Stream<Item = Result<T, E>>`: a failure at the start is its first item",
            span,
            report,
        ),
        Type::Stream(item) => data(&item.ok, "an item of a stream", span, bridge, report),
        Type::Ring(_, message) if function.side == Side::Rust && !function.is_async => {
            rings::message(message.as_deref(), span, bridge, report);
        }
        Type::Ring(..) if function.side == Side::Rust => {
            refuse(
                &function.returns.ok.to_string(),
                "a result of an async function",
                rings::AT_ONCE,
                span,
                report,
            );
        }
        Type::Ring(..) => refuse(
            &function.returns.ok.to_string(),
            "a result of a Go function",
            rings::RUST_MAKES,
            span,
            report,
        ),
        other => data(other, "a result", span, bridge, report),
    }
}

/// What a value is that stands inside another one, at this place.
fn part_of(place: &'static str) -> &'static str {
    match place {
        "a parameter" => "part of a parameter",
        "a result" => "part of a result",
        "a field" => "part of a field",
        other => other,
    }
}

/// What may stand where plain, owned data is needed.
fn data(ty: &Type, place: &'static str, span: Span, bridge: &Bridge, report: &mut Report) {
    match ty {
        Type::Scalar(_)
        | Type::String
        | Type::Duration
        | Type::SystemTime
        | Type::Record(_)
        | Type::Enum(_) => {}
        Type::Vec(item) | Type::Option(item) | Type::Array(item, _) => {
            if let (Type::Option(_), Type::Option(_)) = (ty, &**item) {
                refuse("Option<Option<T>>", place, "use an enum with named cases", span, report);
            }
            data(item, part_of(place), span, bridge, report);
        }
        Type::Tuple(items) => {
            if !(2..=6).contains(&items.len()) {
                refuse(
                    if items.len() == 1 { "(T,)" } else { "(T, …)" },
                    place,
                    "use 2 to 6 elements, or a record",
                    span,
                    report,
                );
            }
            for item in items {
                data(item, part_of(place), span, bridge, report);
            }
        }
        Type::Map { key, value, .. } => {
            self::key(key, span, bridge, report);
            data(value, part_of(place), span, bridge, report);
        }
        Type::Set { item, .. } => key(item, span, bridge, report),
        Type::Refused => {}
        Type::Unit => refuse("()", place, "leave it out", span, report),
        Type::Str => refuse("&str", place, "own it: `String`", span, report),
        Type::Slice(_) => refuse("&[T]", place, "own it: `Vec<T>`", span, report),
        Type::Error(name) => refuse(
            &name.to_string(),
            place,
            "an error travels in `Result`, or as the field `source` of another error",
            span,
            report,
        ),
        Type::Object(name, _) => refuse(
            &name.to_string(),
            place,
            "objects are passed by reference and returned by themselves",
            span,
            report,
        ),
        Type::Interface(name, _) => {
            refuse(&name.to_string(), place, "pass the Go value as a parameter of its own", span, report);
        }
        Type::Callback(_) => refuse("dyn Fn", place, "pass it as a parameter of its own", span, report),
        Type::Stream(_) => {
            refuse("impl Stream", place, "return the stream by itself", span, report);
        }
        Type::Ring(..) => refuse(&ty.to_string(), place, rings::ALONE, span, report),
        Type::Bytes => refuse("Bytes", place, ALONE, span, report),
        Type::Secret { .. } => refuse("Secret", place, ALONE_AND_SECRET, span, report),
    }
}

/// The way out for memory with an owner of its own.
const ALONE: &str =
    "it stands by itself as a parameter or result of a function; write `Vec<u8>` or `String` here";

/// The way out for secrets: what stands inside of something else is copied into memory that nobody wipes.
const ALONE_AND_SECRET: &str = "pass it as a parameter or result of its own, where no copy of it stays; an empty one can stand for `None`";

/// What may be a map key or a set element.
fn key(ty: &Type, span: Span, bridge: &Bridge, report: &mut Report) {
    let fits = match ty {
        Type::Scalar(scalar) => match scalar.class() {
            ScalarClass::Bool | ScalarClass::Char | ScalarClass::Integer | ScalarClass::Wide => true,
            ScalarClass::Float => false,
        },
        Type::String => true,
        Type::Enum(name) => {
            let declared = bridge.enums.iter().find(|enumeration| enumeration.name == *name);
            // One that is not there was refused.
            declared.is_none_or(Enum::is_plain)
        }
        Type::Refused => true,
        Type::Unit
        | Type::Str
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
        | Type::Error(_)
        | Type::Object(..)
        | Type::Interface(..)
        | Type::Callback(_)
        | Type::Stream(_)
        | Type::Ring(..) => false,
    };
    if !fits {
        report.push(span, Reason::KeyType(ty.to_string()));
    }
}

fn refuse(found: &str, place: &'static str, instead: &'static str, span: Span, report: &mut Report) {
    report.push(span, Reason::TypePlace { found: found.to_owned(), place, instead });
}
