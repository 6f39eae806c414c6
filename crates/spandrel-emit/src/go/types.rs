//! Types in Go.

use proc_macro2::Ident;
use spandrel_plan::Plan;
use spandrel_syntax::types::{Callback, Failure, Returns, Scalar, Type};

use super::writer::Code;
use crate::names::go;

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

/// A type as it is written in the public package; imports are noted.
pub(super) fn name(ty: &Type, plan: &Plan, code: &mut Code) -> String {
    let package = &plan.bridge.package;
    match ty {
        Type::Scalar(kind) => {
            if matches!(kind, Scalar::U128 | Scalar::I128) {
                code.import_runtime();
            }
            scalar(*kind).to_owned()
        }
        Type::Str | Type::String => "string".to_owned(),
        Type::Slice(item) | Type::Vec(item) if **item == Type::Scalar(Scalar::U8) => "[]byte".to_owned(),
        Type::Slice(item) | Type::Vec(item) => format!("[]{}", name(item, plan, code)),
        Type::Array(item, length) if **item == Type::Scalar(Scalar::U8) => format!("[{length}]byte"),
        Type::Array(item, length) => format!("[{length}]{}", name(item, plan, code)),
        Type::Option(item) if is_nilable(item, plan) => name(item, plan, code),
        Type::Option(item) => format!("*{}", name(item, plan, code)),
        Type::Tuple(items) => {
            code.import_runtime();
            let items: Vec<String> = items.iter().map(|item| name(item, plan, code)).collect();
            format!("spandrel.Tuple{}[{}]", items.len(), items.join(", "))
        }
        Type::Map { key, value, .. } => {
            format!("map[{}]{}", name(key, plan, code), name(value, plan, code))
        }
        Type::Set { item, .. } => format!("map[{}]struct{{}}", name(item, plan, code)),
        Type::Duration => {
            code.import("time");
            "time.Duration".to_owned()
        }
        Type::SystemTime => {
            code.import("time");
            "time.Time".to_owned()
        }
        Type::Record(name) | Type::Enum(name) | Type::Interface(name, _) => go::type_name(package, name),
        Type::Error(name) | Type::Object(name, _) => format!("*{}", go::type_name(package, name)),
        Type::Bytes | Type::Secret { .. } => {
            code.import_runtime();
            format!("*spandrel.{}", if *ty == Type::Bytes { "Bytes" } else { "Secret" })
        }
        Type::Callback(callback) => self::callback(callback, plan, code),
        Type::Stream(item) => {
            code.import("iter");
            format!("iter.Seq2[{}, error]", name(&item.ok, plan, code))
        }
        Type::Unit | Type::Refused => "struct{}".to_owned(),
    }
}

/// The element of a slice or list.
pub(super) fn item(ty: &Type, plan: &Plan, code: &mut Code) -> String {
    match ty {
        Type::Slice(item) | Type::Vec(item) if **item == Type::Scalar(Scalar::U8) => "byte".to_owned(),
        Type::Slice(item) | Type::Vec(item) => name(item, plan, code),
        other => name(other, plan, code),
    }
}

/// Whether the Go type has a nil that can stand for `None`.
pub(super) fn is_nilable(ty: &Type, plan: &Plan) -> bool {
    match ty {
        Type::Vec(_) | Type::Map { .. } | Type::Set { .. } => true,
        Type::Enum(name) => is_data_enum(name, plan),
        _ => false,
    }
}

/// Whether an enum carries data and is a sealed interface in Go.
pub(super) fn is_data_enum(name: &Ident, plan: &Plan) -> bool {
    plan.enumeration(name).is_some_and(|enumeration| !enumeration.is_plain())
}

/// The zero value, for returns beside an error.
pub(super) fn zero(ty: &Type, plan: &Plan, code: &mut Code) -> String {
    match ty {
        Type::Scalar(Scalar::Bool) => "false".to_owned(),
        Type::Scalar(Scalar::U128 | Scalar::I128) => format!("{}{{}}", name(ty, plan, code)),
        Type::Scalar(_) | Type::Duration => "0".to_owned(),
        Type::String | Type::Str => "\"\"".to_owned(),
        Type::Enum(name) if !is_data_enum(name, plan) => "0".to_owned(),
        Type::Record(_) | Type::Array(..) | Type::Tuple(_) | Type::SystemTime => {
            format!("{}{{}}", name(ty, plan, code))
        }
        _ => "nil".to_owned(),
    }
}

/// The type of a callback parameter.
fn callback(callback: &Callback, plan: &Plan, code: &mut Code) -> String {
    let params: Vec<String> = callback.params.iter().map(|ty| name(ty, plan, code)).collect();
    format!("func({}){}", params.join(", "), results(&callback.result, plan, code))
}

/// The results of something that Go implements, as they stand behind the parameters.
pub(super) fn results(returns: &Returns, plan: &Plan, code: &mut Code) -> String {
    match (&returns.ok, &returns.failure) {
        (Type::Unit, Failure::None) => String::new(),
        (Type::Unit, _) => " error".to_owned(),
        (ok, Failure::None) => format!(" {}", name(ok, plan, code)),
        (ok, _) => format!(" ({}, error)", name(ok, plan, code)),
    }
}
