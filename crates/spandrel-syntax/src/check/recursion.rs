//! No plain data contains itself: decoding stays bounded in depth.

use std::collections::{HashMap, HashSet};

use proc_macro2::Ident;

use crate::{
    Reason, Report,
    bridge::{Bridge, Field},
    types::Type,
};

pub(super) fn check(bridge: &Bridge, report: &mut Report) {
    let mut uses: HashMap<String, Vec<String>> = HashMap::new();
    let mut names: Vec<&Ident> = Vec::new();
    for record in &bridge.records {
        uses.insert(record.name.to_string(), named(&record.fields));
        names.push(&record.name);
    }
    for enumeration in bridge.enums.iter().chain(&bridge.errors) {
        let inside = enumeration.variants.iter().flat_map(|variant| named(&variant.fields)).collect();
        uses.insert(enumeration.name.to_string(), inside);
        names.push(&enumeration.name);
    }
    for name in names {
        if reaches(&name.to_string(), &uses) {
            report.push(name.span(), Reason::Recursive(name.to_string()));
        }
    }
}

fn named(fields: &[Field]) -> Vec<String> {
    let mut names = Vec::new();
    for field in fields {
        field.ty.walk(&mut |ty| {
            if let Type::Record(name) | Type::Enum(name) | Type::Error(name) = ty {
                names.push(name.to_string());
            }
        });
    }
    names
}

/// Whether a type is reached from itself.
fn reaches(name: &str, uses: &HashMap<String, Vec<String>>) -> bool {
    let mut seen = HashSet::new();
    let mut open: Vec<&str> = vec![name];
    while let Some(next) = open.pop() {
        for inner in uses.get(next).into_iter().flatten() {
            if inner == name {
                return true;
            }
            if seen.insert(inner.as_str()) {
                open.push(inner);
            }
        }
    }
    false
}
