//! How each parameter and each result is passed.

use proc_macro2::Ident;
use spandrel_syntax::types::ScalarClass;

use crate::{
    layout,
    types::{Data, Declared, Param, Success},
};

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

/// How a parameter of a Rust function is passed.
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
    /// Memory with an owner: what the owner is, address and length, borrowed for the call.
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
        owned: bool,
    },
    /// The reference of a Go function.
    Callback {
        /// The import through which it is called.
        import: usize,
        /// Whether the Rust side keeps it. Otherwise it has it for the call.
        owned: bool,
    },
}

impl Crossing {
    /// Whether a Go value is passed, and whether Rust owns it.
    pub fn go_value(&self) -> Option<bool> {
        match self {
            Crossing::Interface { owned, .. } | Crossing::Callback { owned, .. } => Some(*owned),
            Crossing::Plain(_)
            | Crossing::Text { .. }
            | Crossing::Slice { .. }
            | Crossing::Packed
            | Crossing::Owned(_)
            | Crossing::Handle { .. } => None,
        }
    }
}

/// How the success value of a Rust function comes back.
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
    Owned(Memory),
    /// The handle of a new object.
    Handle(Ident),
    /// The handle of a stream, pulled from in batches. `plain` items lie in them as C values, others flat-encoded.
    Stream {
        /// Whether items are plain data.
        plain: bool,
    },
    /// The number of an end of a ring, whose owner Go is from then on.
    Ring,
}

/// How the success value of a Go function comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoAnswer {
    /// Nothing to pass.
    Nothing,
    /// Plain data.
    Plain(Value),
    /// The bytes of a `String` or a `Vec<u8>`.
    Bytes {
        /// Whether it is a `String`.
        text: bool,
    },
    /// Flat-encoded.
    Packed,
    /// A block with an owner, which Rust then owns.
    Owned(Memory),
    /// The reference of a Go value that implements this interface.
    Interface(Ident),
    /// Items of a stream in batches. `plain` items lie in them as C values, others flat-encoded.
    Stream {
        /// Whether items are plain data.
        plain: bool,
    },
}

/// How a parameter of a Rust function is passed. `import` is the number of the next callback.
pub(crate) fn parameter(ty: &Param, import: usize, declared: &Declared) -> Crossing {
    match ty {
        Param::Str => Crossing::Text { owned: false },
        Param::Slice(item) if layout::plain(item, declared).is_some() => Crossing::Slice { owned: false },
        Param::Slice(_) => Crossing::Packed,
        Param::Data(Data::String) => Crossing::Text { owned: true },
        Param::Data(Data::Vec(item)) if layout::plain(item, declared).is_some() => {
            Crossing::Slice { owned: true }
        }
        Param::Data(data) => value(data, declared).map_or(Crossing::Packed, Crossing::Plain),
        Param::Bytes => Crossing::Owned(Memory::Bytes),
        Param::Secret { text } => Crossing::Owned(Memory::Secret { text: *text }),
        Param::Object { name, exclusive } => Crossing::Handle { object: name.clone(), exclusive: *exclusive },
        Param::Interface { name, owned } => Crossing::Interface { name: name.clone(), owned: *owned },
        Param::Callback(callback) => Crossing::Callback { import, owned: callback.owned },
        // Refused by the checker, so that nobody gets the plan.
        Param::Ring(_) => Crossing::Packed,
    }
}

/// How a success value of a Rust function comes back.
pub(crate) fn answer(ok: &Success, declared: &Declared) -> Answer {
    match ok {
        Success::Unit => Answer::Nothing,
        Success::Data(Data::String) => Answer::Bytes { text: true },
        Success::Data(Data::Vec(item)) if **item == Data::BYTE => Answer::Bytes { text: false },
        Success::Data(data) => value(data, declared).map_or(Answer::Packed, Answer::Plain),
        Success::Bytes => Answer::Owned(Memory::Bytes),
        Success::Secret { text } => Answer::Owned(Memory::Secret { text: *text }),
        Success::Object(object) => Answer::Handle(object.clone()),
        Success::Stream(item) => Answer::Stream { plain: layout::plain(&item.ok, declared).is_some() },
        Success::Ring(_) => Answer::Ring,
        // Refused by the checker, so that nobody gets the plan.
        Success::Interface(_) => Answer::Nothing,
    }
}

/// How a success value of a Go function comes back.
pub(crate) fn go_answer(ok: &Success, declared: &Declared) -> GoAnswer {
    match ok {
        Success::Unit => GoAnswer::Nothing,
        Success::Data(Data::String) => GoAnswer::Bytes { text: true },
        Success::Data(Data::Vec(item)) if **item == Data::BYTE => GoAnswer::Bytes { text: false },
        Success::Data(data) => value(data, declared).map_or(GoAnswer::Packed, GoAnswer::Plain),
        Success::Bytes => GoAnswer::Owned(Memory::Bytes),
        Success::Secret { text } => GoAnswer::Owned(Memory::Secret { text: *text }),
        Success::Interface(name) => GoAnswer::Interface(name.clone()),
        Success::Stream(item) => GoAnswer::Stream { plain: layout::plain(&item.ok, declared).is_some() },
        // Refused by the checker, so that nobody gets the plan.
        Success::Object(_) | Success::Ring(_) => GoAnswer::Nothing,
    }
}

/// How a parameter of an async function is passed: what is read in place elsewhere is copied, as the future outlives the
/// call.
pub(crate) fn owned(crossing: Crossing) -> Crossing {
    match crossing {
        Crossing::Text { .. } => Crossing::Text { owned: true },
        Crossing::Slice { .. } => Crossing::Slice { owned: true },
        Crossing::Plain(_)
        | Crossing::Packed
        | Crossing::Owned(_)
        | Crossing::Handle { .. }
        | Crossing::Interface { .. }
        | Crossing::Callback { .. } => crossing,
    }
}

/// How the success value of an async function comes back: in a frame of two words, which may come later.
pub(crate) fn late(answer: Answer) -> Answer {
    match answer {
        Answer::Plain(Value::Struct) => Answer::Packed,
        Answer::Nothing
        | Answer::Plain(Value::Word)
        | Answer::Bytes { .. }
        | Answer::Packed
        | Answer::Owned(_)
        | Answer::Handle(_)
        | Answer::Stream { .. }
        | Answer::Ring => answer,
    }
}

/// How plain data is passed in C; `None` for a type that is encoded instead.
pub(crate) fn value(ty: &Data, declared: &Declared) -> Option<Value> {
    layout::plain(ty, declared)?;
    Some(match ty {
        Data::Scalar(scalar) => match scalar.class() {
            ScalarClass::Wide => Value::Struct,
            ScalarClass::Bool | ScalarClass::Char | ScalarClass::Integer | ScalarClass::Float => Value::Word,
        },
        Data::Array(..) | Data::Record(_) => Value::Struct,
        Data::String
        | Data::Vec(_)
        | Data::Option(_)
        | Data::Tuple(_)
        | Data::Map { .. }
        | Data::Set { .. }
        | Data::Duration
        | Data::SystemTime
        | Data::Enum(_) => Value::Word,
    })
}
