//! What a ring carries: messages that are the same bytes in Rust and in Go, and that either side may write.

use std::collections::HashSet;

use proc_macro2::Span;

use crate::{
    Reason, Report,
    bridge::{Bridge, Record},
    types::{ScalarClass, Type},
};

/// The way out where an end would be passed to Rust, which makes the rings.
pub(super) const RUST_MAKES: &str = "let Rust make the ring, and pass the end for Go: as the result of a function of `extern \"Rust\"`, or as a parameter of one of `extern \"Go\"`";

/// The way out for async functions.
pub(super) const AT_ONCE: &str =
    "return it from a function that is not async: to make a ring takes no waiting";

/// The way out where an end stands inside of something else.
pub(super) const ALONE: &str = "it stands by itself: as the result of a function of `extern \"Rust\"`, also in `Result<T, E>`, or as a parameter of one of `extern \"Go\"`";

/// Refuses messages that are not plain data; `None` are records of bytes.
pub(super) fn message(message: Option<&Type>, span: Span, bridge: &Bridge, report: &mut Report) {
    if let Some(message) = message {
        Messages { bridge, seen: HashSet::new(), report }.plain(message, "a message of a ring", span);
    }
}

/// The way out for everything that is not plain data.
const PLAIN: &str = "a message is numbers, `bool`, and arrays and structs of them; encode anything else into a record of bytes, `[u8]`";

struct Messages<'a> {
    bridge: &'a Bridge,
    /// Records that were looked at: one that contains itself is refused elsewhere.
    seen: HashSet<String>,
    report: &'a mut Report,
}

impl Messages<'_> {
    fn plain(&mut self, ty: &Type, place: &'static str, span: Span) {
        let instead = match ty {
            Type::Refused => return,
            Type::Scalar(scalar) => match scalar.class() {
                ScalarClass::Bool | ScalarClass::Integer | ScalarClass::Float => return,
                ScalarClass::Char => {
                    "write `u32`, and `char::from_u32` where it is read: Go can write any number there"
                }
                ScalarClass::Wide => "write `[u64; 2]`: the two languages align it differently",
            },
            Type::Array(item, _) => return self.plain(item, place, span),
            Type::Record(name) => {
                let bridge = self.bridge;
                // One that is not there was refused.
                if let Some(found) = bridge.records.iter().find(|record| record.name == *name) {
                    self.record(found, place, span);
                }
                return;
            }
            Type::Duration => "write its nanoseconds, `i64`",
            Type::SystemTime => "write the nanoseconds since 1970, `i64`",
            Type::Enum(_) => "write its number, `i32`: Go can write any number there",
            Type::Unit
            | Type::Str
            | Type::String
            | Type::Slice(_)
            | Type::Vec(_)
            | Type::Option(_)
            | Type::Tuple(_)
            | Type::Map { .. }
            | Type::Set { .. }
            | Type::Bytes
            | Type::Secret { .. }
            | Type::Error(_)
            | Type::Object(..)
            | Type::Interface(..)
            | Type::Callback(_)
            | Type::Stream(_)
            | Type::Ring(..) => PLAIN,
        };
        self.refuse(&ty.to_string(), place, instead, span);
    }

    fn record(&mut self, record: &Record, place: &'static str, span: Span) {
        let name = record.name.to_string();
        if !self.seen.insert(name.clone()) {
            return;
        }
        if record.adopted.is_some() {
            let instead = "declare a `struct` of the bridge: how an adopted one lies in memory is not the bridge's to say";
            return self.refuse(&name, place, instead, span);
        }
        if record.fields.is_empty() {
            return self.refuse(&name, place, "give it a field: a message has at least a byte", span);
        }
        if !is_copy(record) {
            self.refuse(&name, place, "add `#[derive(Clone, Copy)]` to the struct", span);
        }
        for field in &record.fields {
            self.plain(&field.ty, "a field of a message of a ring", field.span);
        }
    }

    fn refuse(&mut self, found: &str, place: &'static str, instead: &'static str, span: Span) {
        self.report.push(span, Reason::TypePlace { found: found.to_owned(), place, instead });
    }
}

/// Whether a record derives `Copy`.
fn is_copy(record: &Record) -> bool {
    record.derives.iter().any(|derive| {
        let mut copy = false;
        // What else stands there is the compiler's to complain about.
        let _ = derive.parse_nested_meta(|derived| {
            copy |= derived.path.segments.last().is_some_and(|last| last.ident == "Copy");
            Ok(())
        });
        copy
    })
}
