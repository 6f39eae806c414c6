//! Types by the places where they stand. What a place cannot hold, its type cannot say: a new kind of type does not compile
//! until each match has an arm for it.

use proc_macro2::Ident;
use spandrel_syntax::{
    bridge::{self, Bridge},
    types::{self, End, Failure, Hold, Scalar, Type},
};

/// Data: what can stand in other data, in fields, lists and maps.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Data {
    /// A machine value.
    Scalar(Scalar),
    /// `String`.
    String,
    /// `Vec<T>`.
    Vec(Box<Data>),
    /// `[T; N]`.
    Array(Box<Data>, usize),
    /// `Option<T>`.
    Option(Box<Data>),
    /// `(A, B, …)`.
    Tuple(Vec<Data>),
    /// `HashMap<K, V>` or, sorted, `BTreeMap<K, V>`.
    Map {
        /// Key type.
        key: Box<Data>,
        /// Value type.
        value: Box<Data>,
        /// Whether it is a `BTreeMap`.
        sorted: bool,
    },
    /// `HashSet<T>` or, sorted, `BTreeSet<T>`.
    Set {
        /// Element type.
        item: Box<Data>,
        /// Whether it is a `BTreeSet`.
        sorted: bool,
    },
    /// `Duration`.
    Duration,
    /// `SystemTime`.
    SystemTime,
    /// A `struct` of the bridge.
    Record(Ident),
    /// An `enum` of the bridge.
    Enum(Ident),
}

/// What a parameter can be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Param {
    /// Data by value.
    Data(Data),
    /// `&str`.
    Str,
    /// `&[T]`.
    Slice(Data),
    /// `Bytes`.
    Bytes,
    /// `Secret<[u8]>` or, as text, `Secret<str>`.
    Secret {
        /// Whether the content is UTF-8 text.
        text: bool,
    },
    /// `&T` or, exclusive, `&mut T` of an object.
    Object {
        /// The object.
        name: Ident,
        /// Whether it is `&mut T`.
        exclusive: bool,
    },
    /// `&T` or, owned, `T` of an interface.
    Interface {
        /// The interface.
        name: Ident,
        /// Whether the callee has it past the call.
        owned: bool,
    },
    /// A closure.
    Callback(Box<Callback>),
    /// An end of a ring.
    Ring(Ring),
}

/// A `Fn(A, B) -> R` parameter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Callback {
    /// Whether Rust may retain it past the call.
    pub owned: bool,
    /// Parameter types, in order.
    pub params: Vec<Param>,
    /// What it returns.
    pub returns: Returns,
}

/// What a function returns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Returns {
    /// The value on success.
    pub ok: Success,
    /// How it can fail.
    pub failure: Failure,
}

/// What a function can answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Success {
    /// Nothing.
    Unit,
    /// Data.
    Data(Data),
    /// `Bytes`.
    Bytes,
    /// A secret.
    Secret {
        /// Whether the content is UTF-8 text.
        text: bool,
    },
    /// A new object.
    Object(Ident),
    /// A Go value that implements an interface.
    Interface(Ident),
    /// A stream.
    Stream(Item),
    /// An end of a ring.
    Ring(Ring),
}

/// An end of a ring.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ring {
    /// Which one.
    pub end: End,
    /// What the ring carries; `None` for records of bytes.
    pub message: Option<Data>,
}

/// An item of a stream.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Item {
    /// The item on success.
    pub ok: Data,
    /// How it can fail.
    pub failure: Failure,
}

/// What a field of an error can be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ErrorField {
    /// Data.
    Data(Data),
    /// The error that caused it.
    Source(Ident),
}

/// A `struct` of the bridge.
pub type Record = bridge::Record<Data>;

/// An `enum` of the bridge.
pub type Enum = bridge::Enum<Data>;

/// An `#[error]` enum of the bridge.
pub type ErrorEnum = bridge::Enum<ErrorField>;

/// The data that a bridge declares.
#[derive(Clone, Debug)]
pub struct Declared {
    /// Plain data.
    pub records: Vec<Record>,
    /// Enums that are not errors.
    pub enums: Vec<Enum>,
    /// Enums under `#[error]`.
    pub errors: Vec<ErrorEnum>,
}

impl Declared {
    /// The data of a bridge.
    pub(crate) fn of(bridge: &Bridge) -> Declared {
        Declared {
            records: bridge.records.iter().map(|record| record.map(Data::of)).collect(),
            enums: bridge.enums.iter().map(|enumeration| enumeration.map(Data::of)).collect(),
            errors: bridge.errors.iter().map(|error| error.map(ErrorField::of)).collect(),
        }
    }

    /// The record of this name.
    pub fn record(&self, name: &Ident) -> Option<&Record> {
        self.records.iter().find(|known| known.name == *name)
    }

    /// The enum of this name.
    pub fn enumeration(&self, name: &Ident) -> Option<&Enum> {
        self.enums.iter().find(|known| known.name == *name)
    }
}

impl Data {
    /// `u8`.
    pub const BYTE: Data = Data::Scalar(Scalar::U8);

    /// What stands in a plan for what cannot stand there. The checker has refused it, and nobody gets that plan: its names
    /// are compared, so that everything is refused at once.
    fn refused() -> Data {
        Data::Tuple(Vec::new())
    }

    fn of(ty: &Type) -> Data {
        let boxed = |ty: &Type| Box::new(Data::of(ty));
        match ty {
            Type::Scalar(scalar) => Data::Scalar(*scalar),
            Type::String => Data::String,
            Type::Vec(item) => Data::Vec(boxed(item)),
            Type::Array(item, length) => Data::Array(boxed(item), *length),
            Type::Option(item) => Data::Option(boxed(item)),
            Type::Tuple(items) => Data::Tuple(items.iter().map(Data::of).collect()),
            Type::Map { key, value, sorted } => {
                Data::Map { key: boxed(key), value: boxed(value), sorted: *sorted }
            }
            Type::Set { item, sorted } => Data::Set { item: boxed(item), sorted: *sorted },
            Type::Duration => Data::Duration,
            Type::SystemTime => Data::SystemTime,
            Type::Record(name) => Data::Record(name.clone()),
            Type::Enum(name) => Data::Enum(name.clone()),
            Type::Refused
            | Type::Unit
            | Type::Str
            | Type::Slice(_)
            | Type::Bytes
            | Type::Secret { .. }
            | Type::Error(_)
            | Type::Object(..)
            | Type::Interface(..)
            | Type::Callback(_)
            | Type::Stream(_)
            | Type::Ring(..) => Data::refused(),
        }
    }

    /// The types that stand directly in it.
    fn parts(&self) -> Vec<&Data> {
        match self {
            Data::Vec(item) | Data::Array(item, _) | Data::Option(item) | Data::Set { item, .. } => {
                vec![item]
            }
            Data::Map { key, value, .. } => vec![key, value],
            Data::Tuple(items) => items.iter().collect(),
            Data::Scalar(_)
            | Data::String
            | Data::Duration
            | Data::SystemTime
            | Data::Record(_)
            | Data::Enum(_) => Vec::new(),
        }
    }

    /// The element of a list.
    fn item(&self) -> Option<&Data> {
        let Data::Vec(item) = self else { return None };
        Some(item)
    }

    /// Whether the type, or one inside it, satisfies the test.
    pub fn any(&self, test: &mut impl FnMut(&Data) -> bool) -> bool {
        test(self) || self.parts().into_iter().any(|part| part.any(test))
    }
}

impl Param {
    pub(crate) fn of(ty: &Type) -> Param {
        match ty {
            Type::Str => Param::Str,
            Type::Slice(item) => Param::Slice(Data::of(item)),
            Type::Bytes => Param::Bytes,
            Type::Secret { text } => Param::Secret { text: *text },
            Type::Object(name, hold) => {
                Param::Object { name: name.clone(), exclusive: *hold == Hold::Exclusive }
            }
            Type::Interface(name, hold) => {
                Param::Interface { name: name.clone(), owned: *hold == Hold::Owned }
            }
            Type::Callback(callback) => Param::Callback(Box::new(Callback {
                owned: callback.owned,
                params: callback.params.iter().map(Param::of).collect(),
                returns: Returns::of(&callback.result),
            })),
            Type::Scalar(_)
            | Type::String
            | Type::Vec(_)
            | Type::Array(..)
            | Type::Option(_)
            | Type::Tuple(_)
            | Type::Map { .. }
            | Type::Set { .. }
            | Type::Duration
            | Type::SystemTime
            | Type::Record(_)
            | Type::Enum(_)
            | Type::Error(_)
            | Type::Unit
            | Type::Refused
            | Type::Stream(_) => Param::Data(Data::of(ty)),
            Type::Ring(end, message) => Param::Ring(Ring::of(*end, message.as_deref())),
        }
    }

    /// The data that it is.
    pub fn data(&self) -> Option<&Data> {
        match self {
            Param::Data(data) => Some(data),
            Param::Str
            | Param::Slice(_)
            | Param::Bytes
            | Param::Secret { .. }
            | Param::Object { .. }
            | Param::Interface { .. }
            | Param::Callback(_)
            | Param::Ring(_) => None,
        }
    }

    /// The element of a slice or a list.
    pub fn item(&self) -> Option<&Data> {
        match self {
            Param::Slice(item) => Some(item),
            Param::Data(data) => data.item(),
            Param::Str
            | Param::Bytes
            | Param::Secret { .. }
            | Param::Object { .. }
            | Param::Interface { .. }
            | Param::Callback(_)
            | Param::Ring(_) => None,
        }
    }

    /// The object that it is.
    pub fn object(&self) -> Option<&Ident> {
        match self {
            Param::Object { name, .. } => Some(name),
            Param::Data(_)
            | Param::Str
            | Param::Slice(_)
            | Param::Bytes
            | Param::Secret { .. }
            | Param::Interface { .. }
            | Param::Callback(_)
            | Param::Ring(_) => None,
        }
    }

    /// The end of a ring that it is.
    pub fn ring(&self) -> Option<&Ring> {
        match self {
            Param::Ring(ring) => Some(ring),
            Param::Data(_)
            | Param::Str
            | Param::Slice(_)
            | Param::Bytes
            | Param::Secret { .. }
            | Param::Object { .. }
            | Param::Interface { .. }
            | Param::Callback(_) => None,
        }
    }
}

impl Ring {
    fn of(end: End, message: Option<&Type>) -> Ring {
        Ring { end, message: message.map(Data::of) }
    }
}

impl Returns {
    pub(crate) fn of(returns: &types::Returns) -> Returns {
        Returns { ok: Success::of(&returns.ok), failure: returns.failure.clone() }
    }
}

impl Success {
    fn of(ty: &Type) -> Success {
        match ty {
            Type::Unit | Type::Refused => Success::Unit,
            Type::Bytes => Success::Bytes,
            Type::Secret { text } => Success::Secret { text: *text },
            Type::Object(name, _) => Success::Object(name.clone()),
            Type::Interface(name, _) => Success::Interface(name.clone()),
            Type::Stream(item) => {
                Success::Stream(Item { ok: Data::of(&item.ok), failure: item.failure.clone() })
            }
            Type::Ring(end, message) => Success::Ring(Ring::of(*end, message.as_deref())),
            Type::Scalar(_)
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
            | Type::Record(_)
            | Type::Enum(_)
            | Type::Error(_)
            | Type::Callback(_) => Success::Data(Data::of(ty)),
        }
    }

    /// The data that it is.
    pub fn data(&self) -> Option<&Data> {
        match self {
            Success::Data(data) => Some(data),
            Success::Unit
            | Success::Bytes
            | Success::Secret { .. }
            | Success::Object(_)
            | Success::Interface(_)
            | Success::Stream(_)
            | Success::Ring(_) => None,
        }
    }

    /// The item of a stream.
    pub fn stream(&self) -> Option<&Item> {
        match self {
            Success::Stream(item) => Some(item),
            Success::Unit
            | Success::Data(_)
            | Success::Bytes
            | Success::Secret { .. }
            | Success::Object(_)
            | Success::Interface(_)
            | Success::Ring(_) => None,
        }
    }

    /// The end of a ring that it is.
    pub fn ring(&self) -> Option<&Ring> {
        match self {
            Success::Ring(ring) => Some(ring),
            Success::Unit
            | Success::Data(_)
            | Success::Bytes
            | Success::Secret { .. }
            | Success::Object(_)
            | Success::Interface(_)
            | Success::Stream(_) => None,
        }
    }

    /// The object that it is.
    pub fn object(&self) -> Option<&Ident> {
        match self {
            Success::Object(name) => Some(name),
            Success::Unit
            | Success::Data(_)
            | Success::Bytes
            | Success::Secret { .. }
            | Success::Interface(_)
            | Success::Stream(_)
            | Success::Ring(_) => None,
        }
    }
}

impl ErrorField {
    fn of(ty: &Type) -> ErrorField {
        match ty {
            Type::Error(name) => ErrorField::Source(name.clone()),
            other => ErrorField::Data(Data::of(other)),
        }
    }

    /// The data, unless it is the cause.
    pub fn data(&self) -> Option<&Data> {
        match self {
            ErrorField::Data(data) => Some(data),
            ErrorField::Source(_) => None,
        }
    }
}
