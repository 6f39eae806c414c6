//! What is passed by value stays small enough for a stack. Counted in bytes as the value lies in memory in Rust, on a
//! machine of 64 bits, and never too few.

use std::collections::HashMap;

use proc_macro2::{Ident, Span};

use crate::{
    Reason, Report,
    bridge::{Bridge, Field, Function},
    types::{Callback, Failure, Returns, Scalar, Type},
};

/// Most bytes of one value.
const VALUE: u64 = 16 << 10;

/// Most bytes of all parameters and the result of a function.
const CALL: u64 = 64 << 10;

pub(super) fn check(bridge: &Bridge, report: &mut Report) {
    let mut sizes = Sizes { bridge, known: HashMap::new(), report };
    for record in &bridge.records {
        sizes.declared(&record.name);
    }
    for enumeration in bridge.enums.iter().chain(&bridge.errors) {
        sizes.declared(&enumeration.name);
    }
    for function in &bridge.functions {
        sizes.call(function);
    }
}

/// Size and alignment in bytes.
#[derive(Clone, Copy)]
struct Layout {
    size: u64,
    align: u64,
}

impl Layout {
    const fn of(size: u64, align: u64) -> Layout {
        Layout { size, align }
    }

    /// Parts one after the other, each at its alignment: no compiler needs more for them.
    fn all(parts: impl Iterator<Item = Layout>) -> Layout {
        let whole = parts.fold(Layout::of(0, 1), |whole, part| Layout {
            size: aligned(whole.size, part.align).saturating_add(part.size),
            align: whole.align.max(part.align),
        });
        // A value without a byte takes one where it is encoded, and an array of such values takes time for each.
        Layout { size: aligned(whole.size, whole.align).max(1), ..whole }
    }
}

/// The next multiple of the alignment.
fn aligned(size: u64, align: u64) -> u64 {
    size.checked_next_multiple_of(align).unwrap_or(u64::MAX)
}

/// Address, length and capacity.
const LIST: Layout = Layout::of(24, 8);

/// What a value that was refused counts as, so that nothing around it is refused for the same reason.
const SMALL: Layout = Layout::of(1, 1);

struct Sizes<'a> {
    bridge: &'a Bridge,
    known: HashMap<String, Layout>,
    report: &'a mut Report,
}

impl Sizes<'_> {
    /// Refuses values of a function that are too large, and a function whose values are too large together.
    fn call(&mut self, function: &Function) {
        let mut whole = 0u64;
        for param in &function.params {
            whole = whole.saturating_add(self.param(&param.ty, param.span));
        }
        whole = whole.saturating_add(self.result(&function.returns, function.returns_span));
        self.together(whole, function.name.span(), &format!("`{}`", function.name));
    }

    /// Bytes of a parameter. Those of a callback are another call's.
    fn param(&mut self, ty: &Type, span: Span) -> u64 {
        let Type::Callback(callback) = ty else { return self.limited(ty, span).size };
        let Callback { params, result, .. } = &**callback;
        let mut whole = 0u64;
        for param in params {
            whole = whole.saturating_add(self.limited(param, span).size);
        }
        whole = whole.saturating_add(self.result(result, span));
        self.together(whole, span, "callback");
        self.layout(ty, span).size
    }

    /// Bytes of a result: the value, or the error that comes in its place.
    fn result(&mut self, returns: &Returns, span: Span) -> u64 {
        let ok = self.limited(&returns.ok, span).size;
        match &returns.failure {
            Failure::Declared(error) => self.declared(error).size.max(ok),
            Failure::None | Failure::Go => ok,
        }
    }

    /// Refuses a call whose parameters and result are too large together.
    fn together(&mut self, bytes: u64, span: Span, what: &str) {
        if bytes > CALL {
            let what = format!("{what}, all parameters and the result together,");
            self.report.push(span, Reason::TooLarge { what, bytes, limit: CALL });
        }
    }

    /// The layout of a declared record or enum. One that is too large is refused once and then counts as small, as does
    /// one that contains itself: it is refused elsewhere.
    fn declared(&mut self, name: &Ident) -> Layout {
        let key = name.to_string();
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        self.known.insert(key.clone(), SMALL);
        let bridge = self.bridge;
        let record = bridge.records.iter().find(|record| record.name == *name);
        let enumeration = bridge.enums.iter().chain(&bridge.errors).find(|known| known.name == *name);
        let mut layout = record.map_or(SMALL, |record| self.fields(&record.fields));
        if let Some(enumeration) = enumeration {
            // The number of the variant in front; the parts of all variants may start behind the widest alignment.
            let variants: Vec<Layout> =
                enumeration.variants.iter().map(|variant| self.fields(&variant.fields)).collect();
            let align = variants.iter().map(|variant| variant.align).max().unwrap_or(1).max(4);
            let widest = variants.iter().map(|variant| variant.size).max().unwrap_or(0);
            layout = Layout::of(aligned(widest, align).saturating_add(align), align);
        }
        if layout.size > VALUE {
            let (what, bytes) = (format!("`{key}`"), layout.size);
            self.report.push(name.span(), Reason::TooLarge { what, bytes, limit: VALUE });
            layout = SMALL;
        }
        self.known.insert(key, layout);
        layout
    }

    fn fields(&mut self, fields: &[Field]) -> Layout {
        let fields: Vec<Layout> = fields.iter().map(|field| self.limited(&field.ty, field.span)).collect();
        Layout::all(fields.into_iter())
    }

    /// The layout of a value; one that is too large is refused and counts as small.
    fn limited(&mut self, ty: &Type, span: Span) -> Layout {
        let layout = self.layout(ty, span);
        if layout.size <= VALUE {
            return layout;
        }
        let (what, bytes) = ("type".to_owned(), layout.size);
        self.report.push(span, Reason::TooLarge { what, bytes, limit: VALUE });
        SMALL
    }

    fn layout(&mut self, ty: &Type, span: Span) -> Layout {
        match ty {
            Type::Unit | Type::Refused => Layout::of(0, 1),
            Type::Scalar(scalar) => self::scalar(*scalar),
            Type::Array(item, length) => {
                let item = self.layout(item, span);
                Layout { size: item.size.saturating_mul(*length as u64), ..item }
            }
            Type::Option(item) => {
                let item = self.layout(item, span);
                Layout { size: item.size.saturating_add(item.align), ..item }
            }
            Type::Tuple(items) => {
                let items: Vec<Layout> = items.iter().map(|item| self.layout(item, span)).collect();
                Layout::all(items.into_iter())
            }
            Type::Record(name) | Type::Enum(name) | Type::Error(name) => self.declared(name),
            Type::Vec(item) | Type::Slice(item) => {
                self.limited(item, span);
                LIST
            }
            Type::Set { item, sorted } => {
                self.limited(item, span);
                keyed(*sorted)
            }
            Type::Map { key, value, sorted } => {
                self.limited(key, span);
                self.limited(value, span);
                keyed(*sorted)
            }
            Type::Stream(item) => {
                self.limited(&item.ok, span);
                LIST
            }
            Type::Duration | Type::SystemTime | Type::Str | Type::Secret { .. } | Type::Callback(_) => {
                Layout::of(16, 8)
            }
            Type::String => LIST,
            Type::Bytes => Layout::of(32, 8),
            Type::Ring(_, message) => {
                if let Some(message) = message {
                    self.limited(message, span);
                }
                Layout::of(16, 8)
            }
            Type::Object(..) | Type::Interface(..) => Layout::of(8, 8),
        }
    }
}

/// A map or a set: sorted ones are a tree, the others have the keys of their hashes beside the table.
fn keyed(sorted: bool) -> Layout {
    if sorted { LIST } else { Layout::of(48, 8) }
}

fn scalar(scalar: Scalar) -> Layout {
    let size = match scalar {
        Scalar::Bool | Scalar::U8 | Scalar::I8 => 1,
        Scalar::U16 | Scalar::I16 => 2,
        Scalar::Char | Scalar::U32 | Scalar::I32 | Scalar::F32 => 4,
        Scalar::U64 | Scalar::I64 | Scalar::Usize | Scalar::Isize | Scalar::F64 => 8,
        Scalar::U128 | Scalar::I128 => 16,
    };
    Layout::of(size, size)
}
