//! Which calls can be refused at the boundary, so that their Go functions have an error result.

use std::collections::HashSet;

use proc_macro2::Ident;
use spandrel_syntax::{
    bridge::{Function, Receiver},
    types::{Failure, ScalarClass},
};

use crate::types::{Data, Declared, Param, Returns, Success};

/// Whether the Go function has an error result.
///
/// Methods and constructors always have one: closed, poisoned and re-entered objects need a place. A free function
/// has one when it returns `Result`, or when a parameter or the result can be refused at the boundary.
pub(crate) fn is_fallible<'a>(
    function: &Function,
    params: impl Iterator<Item = &'a Param>,
    returns: &Returns,
    declared: &Declared,
) -> bool {
    let mut seen = HashSet::new();
    function.receiver != Receiver::Free
        || function.is_async
        || returns.failure != Failure::None
        || success(&returns.ok, declared)
        || params.into_iter().any(|param| parameter(param, declared, &mut seen))
}

/// Whether Go has no value for some of Rust's.
fn success(ok: &Success, declared: &Declared) -> bool {
    match ok {
        Success::Data(ty) => data(ty, Direction::Out, declared, &mut HashSet::new()),
        // A new object may find the table of its bridge full.
        Success::Object(_) | Success::Stream(_) => true,
        // The system may have no memory for an end.
        Success::Ring(_) => true,
        Success::Unit | Success::Bytes | Success::Secret { .. } | Success::Interface(_) => false,
    }
}

/// Whether Rust has no value for some of Go's.
fn parameter<'a>(ty: &Param, declared: &'a Declared, seen: &mut HashSet<&'a Ident>) -> bool {
    match ty {
        Param::Data(ty) | Param::Slice(ty) => data(ty, Direction::In, declared, seen),
        Param::Str
        | Param::Bytes
        | Param::Secret { .. }
        | Param::Object { .. }
        | Param::Interface { .. }
        | Param::Callback(_)
        | Param::Ring(_) => true,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    In,
    Out,
}

/// Whether some value of this type on the giving side has no counterpart on the taking side. Records that were seen before
/// do not count again: they have been asked, or are being asked.
fn data<'a>(ty: &Data, direction: Direction, declared: &'a Declared, seen: &mut HashSet<&'a Ident>) -> bool {
    let mut inner = |ty: &Data| data(ty, direction, declared, seen);
    match ty {
        // Go's durations are signed and end at 292 years; Rust's are neither.
        Data::Duration => true,
        Data::SystemTime | Data::String | Data::Enum(_) => direction == Direction::In,
        Data::Scalar(scalar) => match scalar.class() {
            // Any integer is a rune.
            ScalarClass::Char => direction == Direction::In,
            ScalarClass::Bool | ScalarClass::Integer | ScalarClass::Wide | ScalarClass::Float => false,
        },
        Data::Vec(item) | Data::Array(item, _) | Data::Option(item) | Data::Set { item, .. } => inner(item),
        Data::Map { key, value, .. } => inner(key) || inner(value),
        Data::Tuple(items) => items.iter().any(inner),
        Data::Record(name) => match declared.record(name) {
            Some(record) if seen.insert(&record.name) => {
                record.fields.iter().any(|field| data(&field.ty, direction, declared, seen))
            }
            _ => false,
        },
    }
}
