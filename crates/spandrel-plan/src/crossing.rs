//! How each parameter and each result crosses the boundary.

use std::collections::HashSet;

use proc_macro2::Ident;
use spandrel_syntax::{
    bridge::{Bridge, Function, Receiver},
    types::{Failure, Hold, Scalar, Type},
};

use crate::layout;

/// How a value of plain data is passed in C.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// One machine word or less, in a register.
    Word,
    /// A C struct by value.
    Struct,
}

/// Memory that has an owner on either side, and is not a plain list of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// `Bytes`, reference-counted.
    Bytes,
    /// `Secret<[u8]>` or, as text, `Secret<str>`.
    Secret {
        /// Whether it is text.
        text: bool,
    },
}

/// How a parameter crosses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Crossing {
    /// Plain data by value.
    Plain(Value),
    /// Text: address and length in bytes of Go memory, read in place. `owned` takes a copy for the callee.
    Text {
        /// Whether the parameter is `String`.
        owned: bool,
    },
    /// A slice of plain data: address and count of Go memory, read in place. `owned` takes a copy for the callee.
    Slice {
        /// Whether the parameter is `Vec<T>`.
        owned: bool,
    },
    /// Flat-encoded with the other packed parameters into one block.
    Packed,
    /// Memory with an owner. To Rust: what the owner is, address and length, borrowed for the call. To Go: where the address of
    /// its block is; Go becomes its owner.
    Owned(Memory),
    /// The handle of an object.
    Handle {
        /// The object.
        object: Ident,
        /// `&mut T`.
        exclusive: bool,
    },
    /// The reference of a Go value that implements an interface.
    Interface {
        /// The interface.
        name: Ident,
        /// `T`: the Rust side keeps the value. Otherwise it has it for the call.
        kept: bool,
    },
    /// The reference of a Go function.
    Callback {
        /// The import through which it is called.
        import: usize,
        /// Whether the Rust side keeps it. Otherwise it has it for the call.
        kept: bool,
    },
}

impl Crossing {
    /// Whether a Go value crosses, and whether Rust owns it.
    pub fn go_value(&self) -> Option<bool> {
        match self {
            Crossing::Interface { kept, .. } | Crossing::Callback { kept, .. } => Some(*kept),
            _ => None,
        }
    }
}

/// How the success value comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing to pass.
    Nothing,
    /// Plain data.
    Plain(Value),
    /// The bytes of a `String` or a `Vec<u8>`, without a length in front.
    Bytes {
        /// Whether it is a `String`.
        text: bool,
    },
    /// Flat-encoded.
    Packed,
    /// A block with an owner. The side that it comes to keeps it until it is done with it.
    Kept(Memory),
    /// The handle of a new object.
    Handle(Ident),
    /// The reference of a Go value that implements an interface: what Go hands to Rust.
    Interface(Ident),
    /// The handle of a stream, pulled from in batches. `plain` items lie in them as C values, others flat-encoded.
    Stream {
        /// Whether items are plain data.
        plain: bool,
    },
}

/// How a parameter of this type crosses.
pub fn parameter(ty: &Type, bridge: &Bridge) -> Crossing {
    match ty {
        Type::Str => Crossing::Text { owned: false },
        Type::String => Crossing::Text { owned: true },
        Type::Slice(item) if layout::plain(item, bridge).is_some() => Crossing::Slice { owned: false },
        Type::Vec(item) if layout::plain(item, bridge).is_some() => Crossing::Slice { owned: true },
        Type::Bytes => Crossing::Owned(Memory::Bytes),
        Type::Secret { text } => Crossing::Owned(Memory::Secret { text: *text }),
        Type::Object(object, hold) => {
            Crossing::Handle { object: object.clone(), exclusive: *hold == Hold::Exclusive }
        }
        Type::Interface(name, hold) => Crossing::Interface { name: name.clone(), kept: *hold == Hold::Owned },
        other => value(other, bridge).map_or(Crossing::Packed, Crossing::Plain),
    }
}

/// How a success value of this type comes back.
pub fn answer(ty: &Type, bridge: &Bridge) -> Answer {
    match ty {
        Type::Unit | Type::Refused => Answer::Nothing,
        Type::String => Answer::Bytes { text: true },
        Type::Vec(item) if **item == Type::Scalar(Scalar::U8) => Answer::Bytes { text: false },
        Type::Bytes => Answer::Kept(Memory::Bytes),
        Type::Secret { text } => Answer::Kept(Memory::Secret { text: *text }),
        Type::Object(object, _) => Answer::Handle(object.clone()),
        Type::Interface(name, _) => Answer::Interface(name.clone()),
        Type::Stream(item) => Answer::Stream { plain: layout::plain(&item.ok, bridge).is_some() },
        other => value(other, bridge).map_or(Answer::Packed, Answer::Plain),
    }
}

/// How a parameter of an async function crosses: what is read in place elsewhere is copied, as the future outlives the
/// call.
pub fn owned(crossing: Crossing) -> Crossing {
    match crossing {
        Crossing::Text { .. } => Crossing::Text { owned: true },
        Crossing::Slice { .. } => Crossing::Slice { owned: true },
        other => other,
    }
}

/// How the success value of an async function comes back: in a frame of two words, which may come later.
pub fn late(answer: Answer) -> Answer {
    match answer {
        Answer::Plain(Value::Struct) => Answer::Packed,
        other => other,
    }
}

/// Whether the Go function has an error result.
///
/// Methods and constructors always have one: closed, poisoned and re-entered objects need a place. A free function
/// has one when it returns `Result`, or when a parameter or the result can be refused at the boundary.
pub fn is_fallible(function: &Function, bridge: &Bridge) -> bool {
    function.receiver != Receiver::Free
        || function.is_async
        || function.returns.failure != Failure::None
        || can_be_refused(&function.returns.ok, Direction::Out, bridge, &mut HashSet::new())
        || {
            let seen = &mut HashSet::new();
            function.params.iter().any(|param| can_be_refused(&param.ty, Direction::In, bridge, seen))
        }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    In,
    Out,
}

/// Whether some value of this type on the giving side has no counterpart on the taking side. Records that were seen before
/// do not count again: they have been asked, or are being asked.
fn can_be_refused<'a>(
    ty: &'a Type,
    direction: Direction,
    bridge: &'a Bridge,
    seen: &mut HashSet<&'a Ident>,
) -> bool {
    let mut inner = |ty: &'a Type| can_be_refused(ty, direction, bridge, seen);
    match ty {
        // Go's durations are signed and end at 292 years; Rust's are neither.
        Type::Duration => true,
        Type::SystemTime
        | Type::Scalar(Scalar::Char)
        | Type::Str
        | Type::String
        | Type::Bytes
        | Type::Secret { .. } => direction == Direction::In,
        // A new object may find the table of its bridge full.
        Type::Object(..) | Type::Stream(_) => true,
        Type::Interface(..) | Type::Callback(_) => direction == Direction::In,
        Type::Unit | Type::Refused | Type::Scalar(_) => false,
        Type::Slice(item) | Type::Vec(item) | Type::Array(item, _) | Type::Option(item) => inner(item),
        Type::Set { item, .. } => inner(item),
        Type::Map { key, value, .. } => inner(key) || inner(value),
        Type::Tuple(items) => items.iter().any(inner),
        Type::Record(name) if !seen.insert(name) => false,
        Type::Record(name) => bridge
            .records
            .iter()
            .filter(|record| record.name == *name)
            .flat_map(|record| &record.fields)
            .any(|field| can_be_refused(&field.ty, direction, bridge, seen)),
        Type::Enum(_) | Type::Error(_) => direction == Direction::In,
    }
}

fn value(ty: &Type, bridge: &Bridge) -> Option<Value> {
    layout::plain(ty, bridge)?;
    Some(match ty {
        Type::Scalar(Scalar::U128 | Scalar::I128) | Type::Array(..) | Type::Record(_) => Value::Struct,
        _ => Value::Word,
    })
}
