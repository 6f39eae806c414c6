//! Types in Go.

use proc_macro2::Ident;
use spandrel_plan::{
    Data, ErrorField, Param, Ring, Success,
    types::{Callback, Returns},
};
use spandrel_syntax::types::{Failure, Scalar, ScalarClass};

use super::writer::Code;
use crate::Named;

/// A scalar's Go type, without the runtime's 128-bit types.
pub(super) fn scalar(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::Char => "rune",
        Scalar::U8 => "uint8",
        Scalar::U16 => "uint16",
        Scalar::U32 => "uint32",
        Scalar::U64 => "uint64",
        Scalar::U128 => "spandrel.Uint128",
        Scalar::Usize => "uint",
        Scalar::I8 => "int8",
        Scalar::I16 => "int16",
        Scalar::I32 => "int32",
        Scalar::I64 => "int64",
        Scalar::I128 => "spandrel.Int128",
        Scalar::Isize => "int",
        Scalar::F32 => "float32",
        Scalar::F64 => "float64",
    }
}

/// Data as it is written in the public package; imports are noted.
pub(super) fn name(ty: &Data, plan: &Named, code: &mut Code) -> String {
    match ty {
        Data::Scalar(kind) => {
            if kind.class() == ScalarClass::Wide {
                code.import_runtime();
            }
            scalar(*kind).to_owned()
        }
        Data::String => "string".to_owned(),
        Data::Vec(item) => list(item, plan, code),
        Data::Array(item, length) => format!("[{length}]{}", element(item, plan, code)),
        Data::Option(item) if is_nilable(item, plan) => name(item, plan, code),
        Data::Option(item) => format!("*{}", name(item, plan, code)),
        Data::Tuple(items) => {
            code.import_runtime();
            let items: Vec<String> = items.iter().map(|item| name(item, plan, code)).collect();
            format!("spandrel.Tuple{}[{}]", items.len(), items.join(", "))
        }
        Data::Map { key, value, .. } => {
            format!("map[{}]{}", name(key, plan, code), name(value, plan, code))
        }
        Data::Set { item, .. } => format!("map[{}]struct{{}}", name(item, plan, code)),
        Data::Duration => {
            code.import("time");
            "time.Duration".to_owned()
        }
        Data::SystemTime => {
            code.import("time");
            "time.Time".to_owned()
        }
        Data::Record(name) | Data::Enum(name) => code.contract(&plan.names.type_name(name)),
    }
}

/// A list of these items.
fn list(item: &Data, plan: &Named, code: &mut Code) -> String {
    format!("[]{}", element(item, plan, code))
}

/// The element of a list or an array: Go says `byte` for `uint8` there.
pub(super) fn element(item: &Data, plan: &Named, code: &mut Code) -> String {
    if *item == Data::BYTE { "byte".to_owned() } else { name(item, plan, code) }
}

/// A parameter's type.
pub(super) fn param(ty: &Param, plan: &Named, code: &mut Code) -> String {
    match ty {
        Param::Data(data) => name(data, plan, code),
        Param::Str => "string".to_owned(),
        Param::Slice(item) => list(item, plan, code),
        Param::Bytes => runtime("Bytes", code),
        Param::Secret { .. } => runtime("Secret", code),
        Param::Object { name, .. } => format!("*{}", plan.names.type_name(name)),
        Param::Interface { name, .. } => code.contract(&plan.names.type_name(name)),
        Param::Callback(callback) => self::callback(callback, plan, code),
        Param::Ring(ring) => self::ring(ring, plan, code),
    }
}

/// The type of a success value, if there is one.
pub(super) fn success(ok: &Success, plan: &Named, code: &mut Code) -> Option<String> {
    Some(match ok {
        Success::Unit => return None,
        Success::Data(data) => name(data, plan, code),
        Success::Bytes => runtime("Bytes", code),
        Success::Secret { .. } => runtime("Secret", code),
        Success::Object(name) => format!("*{}", plan.names.type_name(name)),
        Success::Interface(name) => code.contract(&plan.names.type_name(name)),
        Success::Stream(item) => {
            code.import("iter");
            format!("iter.Seq2[{}, error]", name(&item.ok, plan, code))
        }
        Success::Ring(ring) => self::ring(ring, plan, code),
    })
}

/// The type of an end of a ring.
fn ring(ring: &Ring, plan: &Named, code: &mut Code) -> String {
    code.import("spandrel.dev/spandrel/ring");
    format!("*ring.{}", end(ring, plan, code))
}

/// The type of an end of a ring in its package, which is also the name of the function that makes one of its number.
pub(super) fn end(ring: &Ring, plan: &Named, code: &mut Code) -> String {
    match &ring.message {
        Some(message) => format!("{}[{}]", ring.end.name(), name(message, plan, code)),
        None => format!("Byte{}", ring.end.name()),
    }
}

/// The type of a field of an error.
pub(super) fn error_field(ty: &ErrorField, plan: &Named, code: &mut Code) -> String {
    match ty {
        ErrorField::Data(data) => name(data, plan, code),
        ErrorField::Source(error) => format!("*{}", code.contract(&plan.names.type_name(error))),
    }
}

fn runtime(name: &str, code: &mut Code) -> String {
    code.import_runtime();
    format!("*spandrel.{name}")
}

/// Whether the Go type has a nil that can stand for `None`.
pub(super) fn is_nilable(ty: &Data, plan: &Named) -> bool {
    match ty {
        Data::Vec(_) | Data::Map { .. } | Data::Set { .. } => true,
        Data::Enum(name) => is_data_enum(name, plan),
        Data::Scalar(_)
        | Data::String
        | Data::Array(..)
        | Data::Option(_)
        | Data::Tuple(_)
        | Data::Duration
        | Data::SystemTime
        | Data::Record(_) => false,
    }
}

/// Whether an enum carries data and is a sealed interface in Go.
pub(super) fn is_data_enum(name: &Ident, plan: &Named) -> bool {
    plan.enumeration(name).is_some_and(|enumeration| !enumeration.is_plain())
}

/// What a function returns in front of an error: a comma behind the zero value, if it has one.
pub(super) fn zero(ok: &Success, plan: &Named, code: &mut Code) -> String {
    match ok {
        Success::Unit => String::new(),
        Success::Data(data) => format!("{}, ", zero_data(data, plan, code)),
        Success::Bytes
        | Success::Secret { .. }
        | Success::Object(_)
        | Success::Interface(_)
        | Success::Stream(_)
        | Success::Ring(_) => "nil, ".to_owned(),
    }
}

fn zero_data(ty: &Data, plan: &Named, code: &mut Code) -> String {
    match ty {
        Data::Scalar(scalar) => match scalar.class() {
            ScalarClass::Bool => "false".to_owned(),
            ScalarClass::Wide => format!("{}{{}}", name(ty, plan, code)),
            ScalarClass::Char | ScalarClass::Integer | ScalarClass::Float => "0".to_owned(),
        },
        Data::Duration => "0".to_owned(),
        Data::String => "\"\"".to_owned(),
        Data::Enum(name) if is_data_enum(name, plan) => "nil".to_owned(),
        Data::Enum(_) => "0".to_owned(),
        Data::Record(_) | Data::Array(..) | Data::Tuple(_) | Data::SystemTime => {
            format!("{}{{}}", name(ty, plan, code))
        }
        Data::Vec(_) | Data::Option(_) | Data::Map { .. } | Data::Set { .. } => "nil".to_owned(),
    }
}

/// The type of a callback parameter.
fn callback(callback: &Callback, plan: &Named, code: &mut Code) -> String {
    let params: Vec<String> = callback.params.iter().map(|ty| param(ty, plan, code)).collect();
    format!("func({}){}", params.join(", "), results(&callback.returns, plan, code))
}

/// The results of something that Go implements, as they stand behind the parameters.
pub(super) fn results(returns: &Returns, plan: &Named, code: &mut Code) -> String {
    match (success(&returns.ok, plan, code), &returns.failure) {
        (None, Failure::None) => String::new(),
        (None, Failure::Declared(_) | Failure::Go) => " error".to_owned(),
        (Some(ok), Failure::None) => format!(" {ok}"),
        (Some(ok), Failure::Declared(_) | Failure::Go) => format!(" ({ok}, error)"),
    }
}
