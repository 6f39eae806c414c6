//! The types a bridge can carry, as written: names are resolved, nothing is laid out yet.

use std::fmt;

use proc_macro2::Ident;

/// A scalar that is one machine value on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// `bool`, one byte that is 0 or 1.
    Bool,
    /// `char`, a Unicode scalar value; Go's `rune`.
    Char,
    /// `u8`; Go's `uint8` (in slices: `byte`).
    U8,
    /// `u16`.
    U16,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// `u128`; Go's `spandrel.Uint128`.
    U128,
    /// `usize`; Go's `uint`. Passed as 64 bits.
    Usize,
    /// `i8`.
    I8,
    /// `i16`.
    I16,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `i128`; Go's `spandrel.Int128`.
    I128,
    /// `isize`; Go's `int`. Passed as 64 bits.
    Isize,
    /// `f32`.
    F32,
    /// `f64`.
    F64,
}

/// What a scalar is. Where only this matters, nothing has to be said of a new scalar but its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarClass {
    /// `bool`.
    Bool,
    /// `char`.
    Char,
    /// An integer that a register holds.
    Integer,
    /// An integer of 128 bits.
    Wide,
    /// A floating-point number.
    Float,
}

impl Scalar {
    /// Every scalar with its Rust name: the one list that parsing, docs and tests share.
    pub const ALL: [(&'static str, Scalar); 16] = [
        ("bool", Scalar::Bool),
        ("char", Scalar::Char),
        ("u8", Scalar::U8),
        ("u16", Scalar::U16),
        ("u32", Scalar::U32),
        ("u64", Scalar::U64),
        ("u128", Scalar::U128),
        ("usize", Scalar::Usize),
        ("i8", Scalar::I8),
        ("i16", Scalar::I16),
        ("i32", Scalar::I32),
        ("i64", Scalar::I64),
        ("i128", Scalar::I128),
        ("isize", Scalar::Isize),
        ("f32", Scalar::F32),
        ("f64", Scalar::F64),
    ];

    /// The scalar of this Rust name.
    pub fn from_name(name: &str) -> Option<Scalar> {
        Scalar::ALL.iter().find(|(known, _)| *known == name).map(|(_, scalar)| *scalar)
    }

    /// What it is.
    pub fn class(self) -> ScalarClass {
        match self {
            Scalar::Bool => ScalarClass::Bool,
            Scalar::Char => ScalarClass::Char,
            Scalar::U8
            | Scalar::U16
            | Scalar::U32
            | Scalar::U64
            | Scalar::Usize
            | Scalar::I8
            | Scalar::I16
            | Scalar::I32
            | Scalar::I64
            | Scalar::Isize => ScalarClass::Integer,
            Scalar::U128 | Scalar::I128 => ScalarClass::Wide,
            Scalar::F32 | Scalar::F64 => ScalarClass::Float,
        }
    }

    /// Its Rust name.
    pub fn name(self) -> &'static str {
        Scalar::ALL.iter().find(|(_, scalar)| *scalar == self).map_or("", |(name, _)| name)
    }
}

/// How an opaque object appears in a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hold {
    /// `T`: ownership moves.
    Owned,
    /// `&T`.
    Shared,
    /// `&mut T`.
    Exclusive,
}

/// An end of a ring, a type of `spandrel::ring`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// `ring::Sender`, which has one receiver.
    Sender,
    /// `ring::Receiver`.
    Receiver,
    /// `ring::Writer`, which has many readers.
    Writer,
    /// `ring::Reader`.
    Reader,
}

impl End {
    /// Every end with its Rust name.
    pub const ALL: [(&'static str, End); 4] = [
        ("Sender", End::Sender),
        ("Receiver", End::Receiver),
        ("Writer", End::Writer),
        ("Reader", End::Reader),
    ];

    /// The end of this Rust name.
    pub fn from_name(name: &str) -> Option<End> {
        End::ALL.iter().find(|(known, _)| *known == name).map(|(_, end)| *end)
    }

    /// Its Rust name, without the module.
    pub fn name(self) -> &'static str {
        End::ALL.iter().find(|(_, end)| *end == self).map_or("", |(name, _)| name)
    }
}

/// A `Fn(A, B) -> R` callback parameter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Callback {
    /// Whether Rust may retain it past the call (`Box<dyn Fn… + Send + Sync>`).
    pub owned: bool,
    /// Parameter types, in order.
    pub params: Vec<Type>,
    /// What it returns.
    pub result: Returns,
}

/// What a function returns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Returns {
    /// The value on success; `Type::Unit` for nothing.
    pub ok: Type,
    /// How it can fail.
    pub failure: Failure,
}

/// How a function can fail by its own declaration.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Failure {
    /// It returns a plain value.
    None,
    /// `Result<T, E>` with a declared `#[error]` enum.
    Declared(Ident),
    /// `Result<T>`: whatever error the Go side answers, as `spandrel::GoError`.
    Go,
}

/// A type as declared in the bridge.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// What was refused where it was written. Nothing more is said about it, and no checked bridge has it.
    Refused,
    /// `()`.
    Unit,
    /// A machine value.
    Scalar(Scalar),
    /// `&str`.
    Str,
    /// `String`.
    String,
    /// `&[T]`.
    Slice(Box<Type>),
    /// `Vec<T>`.
    Vec(Box<Type>),
    /// `[T; N]`.
    Array(Box<Type>, usize),
    /// `Option<T>`.
    Option(Box<Type>),
    /// `(A, B, …)`.
    Tuple(Vec<Type>),
    /// `HashMap<K, V>` or, sorted, `BTreeMap<K, V>`.
    Map {
        /// Key type.
        key: Box<Type>,
        /// Value type.
        value: Box<Type>,
        /// Whether it is a `BTreeMap`.
        sorted: bool,
    },
    /// `HashSet<T>` or, sorted, `BTreeSet<T>`.
    Set {
        /// Element type.
        item: Box<Type>,
        /// Whether it is a `BTreeSet`.
        sorted: bool,
    },
    /// `Duration`.
    Duration,
    /// `SystemTime`.
    SystemTime,
    /// `Bytes`: reference-counted bytes of Rust's.
    Bytes,
    /// `Secret<[u8]>` (`text: false`) or `Secret<str>` (`text: true`).
    Secret {
        /// Whether the content is UTF-8 text.
        text: bool,
    },
    /// A `struct` of the bridge.
    Record(Ident),
    /// An `enum` of the bridge.
    Enum(Ident),
    /// An `#[error]` enum of the bridge, as the source of another error.
    Error(Ident),
    /// A `type` of `extern "Rust"`.
    Object(Ident, Hold),
    /// A `type` of `extern "Go"`.
    Interface(Ident, Hold),
    /// A callback parameter.
    Callback(Box<Callback>),
    /// `impl Stream<Item = T>`, or with items `Result<T, E>`.
    Stream(Box<Returns>),
    /// `ring::Receiver<T>` and the other ends of a ring; without a type for `[u8]`, records of any size.
    Ring(End, Option<Box<Type>>),
}

impl Returns {
    /// The result as it stands behind the parameters, with its arrow: nothing for `()`.
    pub fn arrow(&self) -> String {
        if *self == (Returns { ok: Type::Unit, failure: Failure::None }) {
            return String::new();
        }
        format!(" -> {self}")
    }
}

/// In Rust's spelling.
impl fmt::Display for Returns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.failure {
            Failure::None => self.ok.fmt(f),
            Failure::Declared(error) => write!(f, "Result<{}, {error}>", self.ok),
            Failure::Go => write!(f, "Result<{}>", self.ok),
        }
    }
}

/// In Rust's spelling, without the paths of the standard library.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Unit | Type::Refused => f.write_str("()"),
            Type::Scalar(scalar) => f.write_str(scalar.name()),
            Type::Str => f.write_str("&str"),
            Type::String => f.write_str("String"),
            Type::Slice(item) => write!(f, "&[{item}]"),
            Type::Vec(item) => write!(f, "Vec<{item}>"),
            Type::Array(item, length) => write!(f, "[{item}; {length}]"),
            Type::Option(item) => write!(f, "Option<{item}>"),
            Type::Tuple(items) => write!(f, "({})", list(items)),
            Type::Map { key, value, sorted: true } => write!(f, "BTreeMap<{key}, {value}>"),
            Type::Map { key, value, sorted: false } => write!(f, "HashMap<{key}, {value}>"),
            Type::Set { item, sorted: true } => write!(f, "BTreeSet<{item}>"),
            Type::Set { item, sorted: false } => write!(f, "HashSet<{item}>"),
            Type::Duration => f.write_str("Duration"),
            Type::SystemTime => f.write_str("SystemTime"),
            Type::Bytes => f.write_str("Bytes"),
            Type::Secret { text: true } => f.write_str("Secret<str>"),
            Type::Secret { text: false } => f.write_str("Secret<[u8]>"),
            Type::Record(name) | Type::Enum(name) | Type::Error(name) => name.fmt(f),
            Type::Object(name, hold) | Type::Interface(name, hold) => match hold {
                Hold::Owned => name.fmt(f),
                Hold::Shared => write!(f, "&{name}"),
                Hold::Exclusive => write!(f, "&mut {name}"),
            },
            Type::Callback(callback) => {
                let shape = format!("dyn Fn({}){}", list(&callback.params), callback.result.arrow());
                if callback.owned { write!(f, "Box<{shape} + Send + Sync>") } else { write!(f, "&{shape}") }
            }
            Type::Stream(item) => write!(f, "impl Stream<Item = {item}>"),
            Type::Ring(end, None) => write!(f, "ring::{}<[u8]>", end.name()),
            Type::Ring(end, Some(message)) => write!(f, "ring::{}<{message}>", end.name()),
        }
    }
}

fn list(types: &[Type]) -> String {
    types.iter().map(Type::to_string).collect::<Vec<_>>().join(", ")
}

impl Type {
    /// Calls `visit` for this type and every type inside it.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Type)) {
        visit(self);
        for part in self.parts() {
            part.walk(visit);
        }
    }

    /// How many types stand in one another, this one included.
    pub fn depth(&self) -> usize {
        1 + self.parts().into_iter().map(Type::depth).max().unwrap_or_default()
    }

    /// The types that stand directly in it.
    fn parts(&self) -> Vec<&Type> {
        match self {
            Type::Slice(inner) | Type::Vec(inner) | Type::Array(inner, _) | Type::Option(inner) => {
                vec![inner]
            }
            Type::Set { item, .. } => vec![item],
            Type::Map { key, value, .. } => vec![key, value],
            Type::Tuple(items) => items.iter().collect(),
            Type::Callback(callback) => callback.params.iter().chain([&callback.result.ok]).collect(),
            Type::Stream(item) => vec![&item.ok],
            Type::Ring(_, message) => message.iter().map(|message| &**message).collect(),
            Type::Refused
            | Type::Unit
            | Type::Scalar(_)
            | Type::Str
            | Type::String
            | Type::Duration
            | Type::SystemTime
            | Type::Bytes
            | Type::Secret { .. }
            | Type::Record(_)
            | Type::Enum(_)
            | Type::Error(_)
            | Type::Object(..)
            | Type::Interface(..) => Vec::new(),
        }
    }

    /// Whether the type, or one inside it, satisfies the test.
    pub fn any(&self, mut test: impl FnMut(&Type) -> bool) -> bool {
        let mut found = false;
        self.walk(&mut |ty| found |= test(ty));
        found
    }
}
