//! Plain data as words: what it is called in the internal package, and how it becomes a 64-bit word and back.

use spandrel_plan::Plan;
use spandrel_syntax::types::{Scalar, Type};

use super::{types, writer::Code};

/// The Go type of a word in the internal package.
pub(super) fn go_type(ty: &Type) -> &'static str {
    match ty {
        Type::Scalar(scalar) => types::scalar(*scalar),
        Type::Enum(_) => "int32",
        _ => "int64",
    }
}

/// The element type of a slice that the internal package can name; others cross as bytes and a count.
pub(super) fn native_item(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::Slice(item) | Type::Vec(item) => match &**item {
            Type::Scalar(Scalar::U8) => Some("byte"),
            Type::Scalar(Scalar::U128 | Scalar::I128) => None,
            Type::Scalar(scalar) => Some(types::scalar(*scalar)),
            _ => None,
        },
        _ => None,
    }
}

/// Plain data out of a word.
pub(super) fn from_word(ty: &Type, word: &str, plan: &Plan, code: &mut Code) -> String {
    let name = types::name(ty, plan, code);
    match ty {
        Type::Scalar(Scalar::Bool) => format!("{word} != 0"),
        Type::Scalar(Scalar::U64) => word.to_owned(),
        Type::Scalar(Scalar::F32) => {
            code.import("math");
            format!("math.Float32frombits(uint32({word}))")
        }
        Type::Scalar(Scalar::F64) => {
            code.import("math");
            format!("math.Float64frombits({word})")
        }
        _ => format!("{name}({word})"),
    }
}

/// A word out of plain data.
pub(super) fn to_word(ty: &Type, name: &str, code: &mut Code) -> String {
    match ty {
        Type::Scalar(Scalar::Bool) => {
            code.import_glue();
            format!("uint64(glue.Byte({name}))")
        }
        Type::Scalar(Scalar::F32) => {
            code.import("math");
            format!("uint64(math.Float32bits({name}))")
        }
        Type::Scalar(Scalar::F64) => {
            code.import("math");
            format!("math.Float64bits({name})")
        }
        Type::Scalar(Scalar::U64) => name.to_owned(),
        _ => format!("uint64({name})"),
    }
}
