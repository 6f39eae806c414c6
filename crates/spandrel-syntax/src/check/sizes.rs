//! What crosses by value stays small enough for a stack, and its size small enough for a machine word.

use std::collections::HashMap;

use proc_macro2::{Ident, Span};

use crate::{
    Reason, Report,
    bridge::{Bridge, Field},
    types::Type,
};

/// The most scalars that one value may hold in place, outside lists, maps and texts.
const LIMIT: u64 = 65_536;

pub(super) fn check(bridge: &Bridge, report: &mut Report) {
    let mut sizes = Sizes { bridge, known: HashMap::new(), report };
    for record in &bridge.records {
        sizes.declared(&record.name);
    }
    for enumeration in bridge.enums.iter().chain(&bridge.errors) {
        sizes.declared(&enumeration.name);
    }
    for function in &bridge.functions {
        for param in &function.params {
            sizes.limited(&param.ty, param.span);
        }
        sizes.limited(&function.returns.ok, function.returns_span);
    }
}

struct Sizes<'a> {
    bridge: &'a Bridge,
    known: HashMap<String, u64>,
    report: &'a mut Report,
}

impl Sizes<'_> {
    /// Scalars in a declared record or enum. One that is too large is refused once and then counts as small, as does
    /// one that contains itself: it is refused elsewhere.
    fn declared(&mut self, name: &Ident) -> u64 {
        let key = name.to_string();
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        self.known.insert(key.clone(), 1);
        let bridge = self.bridge;
        let record = bridge.records.iter().find(|record| record.name == *name);
        let enumeration = bridge.enums.iter().chain(&bridge.errors).find(|known| known.name == *name);
        let mut size = 1;
        if let Some(record) = record {
            size = self.fields(&record.fields);
        }
        for variant in enumeration.into_iter().flat_map(|enumeration| &enumeration.variants) {
            size = size.max(self.fields(&variant.fields).saturating_add(1));
        }
        if size > LIMIT {
            self.report.push(name.span(), Reason::TooLarge(format!("`{key}`")));
            size = 1;
        }
        self.known.insert(key, size);
        size
    }

    fn fields(&mut self, fields: &[Field]) -> u64 {
        fields.iter().fold(0u64, |size, field| size.saturating_add(self.limited(&field.ty, field.span)))
    }

    /// Scalars in a value; one that is too large is refused and counts as small.
    fn limited(&mut self, ty: &Type, span: Span) -> u64 {
        let size = self.size(ty, span);
        if size <= LIMIT {
            return size;
        }
        self.report.push(span, Reason::TooLarge("type".to_owned()));
        1
    }

    fn size(&mut self, ty: &Type, span: Span) -> u64 {
        match ty {
            Type::Array(item, length) => self.size(item, span).saturating_mul(*length as u64),
            Type::Option(item) => self.size(item, span).saturating_add(1),
            Type::Tuple(items) => {
                items.iter().fold(0u64, |size, item| size.saturating_add(self.size(item, span)))
            }
            Type::Record(name) | Type::Enum(name) | Type::Error(name) => self.declared(name),
            Type::Vec(item) | Type::Slice(item) | Type::Set { item, .. } => {
                self.limited(item, span);
                1
            }
            Type::Map { key, value, .. } => {
                self.limited(key, span);
                self.limited(value, span);
                1
            }
            _ => 1,
        }
    }
}
