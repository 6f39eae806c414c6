//! Plain data as words: what it is called in the internal package, and how it becomes a 64-bit word and back.

use spandrel_plan::{Data, Param};
use spandrel_syntax::types::{Scalar, ScalarClass};

use super::{types, writer::Code};
use crate::Named;

/// How a word becomes a value of Go's, and back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Conversion {
    /// It is one.
    Same,
    /// By a conversion of integers.
    Integer,
    /// A bool is not 0.
    Bool,
    /// The bits of a `float32`.
    Float32,
    /// The bits of a `float64`.
    Float64,
}

/// How a word becomes plain data.
fn conversion(ty: &Data) -> Conversion {
    match ty {
        Data::Scalar(Scalar::U64) => Conversion::Same,
        Data::Scalar(Scalar::Bool) => Conversion::Bool,
        Data::Scalar(Scalar::F32) => Conversion::Float32,
        Data::Scalar(Scalar::F64) => Conversion::Float64,
        Data::Scalar(
            Scalar::Char
            | Scalar::U8
            | Scalar::U16
            | Scalar::U32
            | Scalar::Usize
            | Scalar::I8
            | Scalar::I16
            | Scalar::I32
            | Scalar::I64
            | Scalar::Isize,
        )
        | Data::Enum(_)
        | Data::Duration => Conversion::Integer,
        // Structs, or not plain data: they are not words.
        Data::Scalar(Scalar::U128 | Scalar::I128)
        | Data::String
        | Data::Vec(_)
        | Data::Array(..)
        | Data::Option(_)
        | Data::Tuple(_)
        | Data::Map { .. }
        | Data::Set { .. }
        | Data::SystemTime
        | Data::Record(_) => Conversion::Integer,
    }
}

/// The Go type of a word in the internal package.
pub(super) fn go_type(ty: &Data) -> &'static str {
    match ty {
        Data::Scalar(scalar) => types::scalar(*scalar),
        Data::Enum(_) => "int32",
        Data::Duration => "int64",
        // No words.
        Data::String
        | Data::Vec(_)
        | Data::Array(..)
        | Data::Option(_)
        | Data::Tuple(_)
        | Data::Map { .. }
        | Data::Set { .. }
        | Data::SystemTime
        | Data::Record(_) => "uint64",
    }
}

/// Plain data out of what the internal package answers: that has no types of the bridge.
pub(super) fn from_native(ty: &Data, value: String, plan: &Named, code: &mut Code) -> String {
    if native(ty).is_some_and(|native| native != Native::Duration) {
        return format!("{}({value})", types::name(ty, plan, code));
    }
    value
}

/// What the internal package takes for plain data.
pub(super) fn to_native(ty: &Data, value: String) -> String {
    if native(ty).is_some() { format!("{}({value})", go_type(ty)) } else { value }
}

/// A type that the internal package has another name for.
#[derive(PartialEq, Eq)]
enum Native {
    /// `int32`.
    Enum,
    /// `int64`.
    Duration,
}

fn native(ty: &Data) -> Option<Native> {
    match ty {
        Data::Enum(_) => Some(Native::Enum),
        Data::Duration => Some(Native::Duration),
        Data::Scalar(_)
        | Data::String
        | Data::Vec(_)
        | Data::Array(..)
        | Data::Option(_)
        | Data::Tuple(_)
        | Data::Map { .. }
        | Data::Set { .. }
        | Data::SystemTime
        | Data::Record(_) => None,
    }
}

/// The element type of a slice that the internal package can name; others are passed as bytes and a count.
pub(super) fn native_item(ty: &Param) -> Option<&'static str> {
    match ty.item()? {
        byte if *byte == Data::BYTE => Some("byte"),
        Data::Scalar(scalar) => match scalar.class() {
            ScalarClass::Wide => None,
            ScalarClass::Bool | ScalarClass::Char | ScalarClass::Integer | ScalarClass::Float => {
                Some(types::scalar(*scalar))
            }
        },
        Data::String
        | Data::Vec(_)
        | Data::Array(..)
        | Data::Option(_)
        | Data::Tuple(_)
        | Data::Map { .. }
        | Data::Set { .. }
        | Data::Duration
        | Data::SystemTime
        | Data::Record(_)
        | Data::Enum(_) => None,
    }
}

/// Plain data out of a word, in the public package.
pub(super) fn from_word(ty: &Data, word: &str, plan: &Named, code: &mut Code) -> String {
    let name = types::name(ty, plan, code);
    conversion(ty).of_word(&name, word, code)
}

/// A word out of plain data.
pub(super) fn to_word(ty: &Data, value: &str, code: &Code) -> String {
    conversion(ty).to_word(value, code)
}

/// A word for a call without cgo, out of plain data of the internal package.
pub(super) fn to_uintptr(ty: &Data, value: &str, code: &Code) -> String {
    match conversion(ty) {
        Conversion::Same | Conversion::Integer => format!("uintptr({value})"),
        Conversion::Bool => format!("uintptr({}({value}))", code.wire("Byte")),
        Conversion::Float32 | Conversion::Float64 => {
            let word = conversion(ty).to_word(value, code);
            format!(
                "uintptr({})",
                word.strip_prefix("uint64(").and_then(|word| word.strip_suffix(')')).unwrap_or(&word)
            )
        }
    }
}

/// Plain data out of a word that a C function returned. Of a value that is shorter, the rest of the word is undefined.
pub(super) fn of_uintptr(ty: &Data, word: &str, code: &Code) -> String {
    match conversion(ty) {
        Conversion::Bool => format!("byte({word}) != 0"),
        Conversion::Same => format!("uint64({word})"),
        Conversion::Float64 => conversion(ty).of_word(go_type(ty), &format!("uint64({word})"), code),
        Conversion::Integer | Conversion::Float32 => conversion(ty).of_word(go_type(ty), word, code),
    }
}

/// Plain data out of a word, in the internal packages.
pub(super) fn bare_from_word(ty: &Data, word: &str, code: &Code) -> String {
    conversion(ty).of_word(go_type(ty), word, code)
}

impl Conversion {
    fn imports(self, code: &Code) {
        if matches!(self, Conversion::Float32 | Conversion::Float64) {
            code.import("math");
        }
    }

    fn of_word(self, ty: &str, word: &str, code: &Code) -> String {
        self.imports(code);
        match self {
            Conversion::Same => word.to_owned(),
            Conversion::Integer => format!("{ty}({word})"),
            Conversion::Bool => format!("{word} != 0"),
            Conversion::Float32 => format!("math.Float32frombits(uint32({word}))"),
            Conversion::Float64 => format!("math.Float64frombits({word})"),
        }
    }

    fn to_word(self, value: &str, code: &Code) -> String {
        self.imports(code);
        match self {
            Conversion::Same => value.to_owned(),
            Conversion::Integer => format!("uint64({value})"),
            Conversion::Bool => format!("uint64({}({value}))", code.wire("Byte")),
            Conversion::Float32 => format!("uint64(math.Float32bits({value}))"),
            Conversion::Float64 => format!("math.Float64bits({value})"),
        }
    }
}
