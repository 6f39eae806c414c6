//! The declarations of one bridge module.

use proc_macro2::{Ident, Span};
use quote::ToTokens;

use crate::types::{Returns, Type};

/// Lines of a doc comment, without the leading blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs(pub Vec<String>);

/// One bridge module, checked.
#[derive(Clone, Debug)]
pub struct Bridge {
    /// Go package name, also the middle part of every symbol.
    pub package: String,
    /// The Rust module that carries the bridge.
    pub module: Ident,
    /// Visibility tokens of that module.
    pub vis: syn::Visibility,
    /// Doc comment of the module: the Go package comment.
    pub docs: Docs,
    /// Plain data.
    pub records: Vec<Record>,
    /// Enums that are not errors.
    pub enums: Vec<Enum>,
    /// Enums under `#[error]`.
    pub errors: Vec<Enum>,
    /// `type` items of `extern "Rust"`.
    pub objects: Vec<Opaque>,
    /// `type` items of `extern "Go"`.
    pub interfaces: Vec<Opaque>,
    /// Functions and methods of both directions, in source order.
    pub functions: Vec<Function>,
}

impl Bridge {
    /// The functions that one side implements, in source order.
    pub fn of_side(&self, side: Side) -> impl Iterator<Item = &Function> {
        self.functions.iter().filter(move |function| function.side == side)
    }
}

/// A `struct` with named fields.
#[derive(Clone, Debug)]
pub struct Record<T = Type> {
    /// Its name.
    pub name: Ident,
    /// Doc comment.
    pub docs: Docs,
    /// Attributes passed through to the Rust struct (`derive`).
    pub derives: Vec<syn::Attribute>,
    /// `#[adopt(path)]`: the struct that exists already.
    pub adopted: Option<Adopted>,
    /// Fields in order.
    pub fields: Vec<Field<T>>,
}

/// A type that exists: the bridge says what it contains, and declares no type of its own.
#[derive(Clone, Debug)]
pub struct Adopted {
    /// Where it is, as seen from inside the bridge module.
    pub path: syn::Path,
    /// Who sees it under its name in the bridge.
    pub vis: syn::Visibility,
}

impl Adopted {
    /// The path as text, as in messages.
    pub fn text(&self) -> String {
        path_text(&self.path)
    }
}

/// A path as it is usually written.
pub(crate) fn path_text(path: &syn::Path) -> String {
    path.to_token_stream().to_string().replace(' ', "").replace(',', ", ")
}

/// A named field of a record or of an enum variant.
#[derive(Clone, Debug)]
pub struct Field<T = Type> {
    /// Its name; `_0`, `_1`, … for the fields of a tuple variant.
    pub name: Ident,
    /// Doc comment.
    pub docs: Docs,
    /// Its type.
    pub ty: T,
    /// Where the type stands.
    pub span: Span,
}

impl<T> Record<T> {
    /// The same record with other types.
    pub fn map<U>(&self, change: impl Fn(&T) -> U + Copy) -> Record<U> {
        Record {
            name: self.name.clone(),
            docs: self.docs.clone(),
            derives: self.derives.clone(),
            adopted: self.adopted.clone(),
            fields: self.fields.iter().map(|field| field.map(change)).collect(),
        }
    }
}

impl<T> Field<T> {
    fn map<U>(&self, change: impl Fn(&T) -> U) -> Field<U> {
        Field { name: self.name.clone(), docs: self.docs.clone(), ty: change(&self.ty), span: self.span }
    }
}

impl Field {
    /// Whether it is the error that caused another one.
    pub fn is_source(&self) -> bool {
        self.name == "source" && matches!(self.ty, Type::Error(_))
    }
}

/// An `enum`, with or without `#[error]`.
#[derive(Clone, Debug)]
pub struct Enum<T = Type> {
    /// Its name.
    pub name: Ident,
    /// Doc comment.
    pub docs: Docs,
    /// Attributes passed through to the Rust enum (`derive`).
    pub derives: Vec<syn::Attribute>,
    /// `#[adopt(path)]`: the enum that exists already.
    pub adopted: Option<Adopted>,
    /// Variants in order.
    pub variants: Vec<Variant<T>>,
}

impl<T> Enum<T> {
    /// The same enum with other types.
    pub fn map<U>(&self, change: impl Fn(&T) -> U + Copy) -> Enum<U> {
        let variant = |variant: &Variant<T>| Variant {
            name: variant.name.clone(),
            go_name: variant.go_name.clone(),
            docs: variant.docs.clone(),
            discriminant: variant.discriminant,
            shape: variant.shape,
            fields: variant.fields.iter().map(|field| field.map(change)).collect(),
        };
        Enum {
            name: self.name.clone(),
            docs: self.docs.clone(),
            derives: self.derives.clone(),
            adopted: self.adopted.clone(),
            variants: self.variants.iter().map(variant).collect(),
        }
    }

    /// Whether no variant carries data.
    pub fn is_plain(&self) -> bool {
        self.variants.iter().all(|variant| matches!(variant.shape, VariantShape::Unit))
    }
}

/// One variant of an enum.
#[derive(Clone, Debug)]
pub struct Variant<T = Type> {
    /// Its name.
    pub name: Ident,
    /// `#[go_name = "Name"]`: what it is called in Go's names.
    pub go_name: Option<String>,
    /// Doc comment; on an error, the message template.
    pub docs: Docs,
    /// `= 5`: the discriminant of a plain enum; counted on from the one before when absent.
    pub discriminant: i64,
    /// How its fields are written.
    pub shape: VariantShape,
    /// Its fields.
    pub fields: Vec<Field<T>>,
}

/// How the fields of a variant are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariantShape {
    /// `Name`.
    Unit,
    /// `Name(T, …)`.
    Tuple,
    /// `Name { field: T, … }`.
    Named,
}

/// An opaque type: a Rust object, or a Go interface.
#[derive(Clone, Debug)]
pub struct Opaque {
    /// Its name.
    pub name: Ident,
    /// Doc comment.
    pub docs: Docs,
}

/// Which side implements a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `extern "Rust"`: implemented in Rust, called from Go.
    Rust,
    /// `extern "Go"`: implemented in Go, called from Rust.
    Go,
}

/// What a function belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// Nothing: a free function.
    Free,
    /// `#[constructor]` of this object.
    Constructor(Ident),
    /// `self: &T`.
    Shared(Ident),
    /// `self: &mut T`.
    Exclusive(Ident),
}

impl Receiver {
    /// The object or interface it belongs to.
    pub fn owner(&self) -> Option<&Ident> {
        match self {
            Receiver::Free => None,
            Receiver::Constructor(name) | Receiver::Shared(name) | Receiver::Exclusive(name) => Some(name),
        }
    }

    /// Whether it is a method on a value.
    pub fn is_method(&self) -> bool {
        matches!(self, Receiver::Shared(_) | Receiver::Exclusive(_))
    }
}

/// A function or method.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its Rust name.
    pub name: Ident,
    /// Doc comment.
    pub docs: Docs,
    /// Which side implements it.
    pub side: Side,
    /// What it belongs to.
    pub receiver: Receiver,
    /// `#[leaf]`: short, never blocks, never calls back.
    pub leaf: bool,
    /// `async fn`.
    pub is_async: bool,
    /// Parameters without the receiver.
    pub params: Vec<Param>,
    /// What it returns.
    pub returns: Returns,
    /// Where the result type stands (the name, if there is none).
    pub returns_span: Span,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: Type,
    /// `#[view]`: in `extern "Go"`, the Go side borrows instead of copying.
    pub view: bool,
    /// Where the type stands.
    pub span: Span,
}
