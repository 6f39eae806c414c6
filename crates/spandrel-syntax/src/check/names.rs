//! Names inside one scope are declared once, mean nothing else there, and can be written on both sides.

use std::collections::HashSet;

use proc_macro2::Ident;

use crate::{
    Reason, Report,
    bridge::{Bridge, Receiver, Side, VariantShape},
};

pub(super) fn check(bridge: &Bridge, report: &mut Report) {
    for name in all(bridge) {
        if !name.to_string().is_ascii() {
            report.push(name.span(), Reason::NameAscii(name.to_string()));
        }
        // The parser takes it for the name of a field, as Rust once meant to.
        if name == "_" {
            report.push(name.span(), Reason::NameReserved(name.to_string()));
        }
    }
    for record in &bridge.records {
        unique(record.fields.iter().map(|field| &field.name), report);
    }
    for enumeration in bridge.enums.iter().chain(&bridge.errors) {
        unique(enumeration.variants.iter().map(|variant| &variant.name), report);
        for variant in &enumeration.variants {
            for field in variant.fields.iter().filter(|_| variant.shape == VariantShape::Named) {
                // The contract calls the fields of a tuple variant so.
                if is_position(&field.name.to_string()) {
                    report.push(field.name.span(), Reason::NameReserved(field.name.to_string()));
                }
            }
            unique(variant.fields.iter().map(|field| &field.name), report);
        }
    }
    let mut functions = HashSet::new();
    let mut symbols = HashSet::new();
    for function in &bridge.functions {
        let owner = function.receiver.owner().map(Ident::to_string);
        let name = function.name.to_string();
        // Objects have a `Close` of their own.
        let of_object = function.side == Side::Rust && function.receiver != Receiver::Free;
        // A Go function stands in the module under its own name, where generated code writes `Ok(…)`.
        let of_module = function.side == Side::Go && function.receiver == Receiver::Free;
        if name.starts_with("spandrel")
            || name.starts_with('_')
            || (of_object && name == "close")
            || (of_module && is_variant(&function.name))
        {
            report.push(function.name.span(), Reason::NameReserved(name.clone()));
        }
        // The method `Counter::add` and a function `Counter_add` would have one symbol.
        let symbol = owner.iter().chain([&name]).map(String::as_str).collect::<Vec<_>>().join("_");
        let same_symbol = function.side == Side::Rust && !symbols.insert(symbol.clone());
        if !functions.insert((owner, name.clone())) {
            report.push(function.name.span(), Reason::NameTwice(name));
        } else if same_symbol {
            report.push(function.name.span(), Reason::NameTwice(symbol));
        }
        unique(function.params.iter().map(|param| &param.name), report);
        for param in function.params.iter().filter(|param| is_variant(&param.name)) {
            report.push(param.name.span(), Reason::NameReserved(param.name.to_string()));
        }
    }
}

/// Every name of the bridge that becomes one in Go.
fn all(bridge: &Bridge) -> impl Iterator<Item = &Ident> {
    let opaque = bridge.objects.iter().chain(&bridge.interfaces).map(|opaque| &opaque.name);
    let records = bridge
        .records
        .iter()
        .flat_map(|record| record.fields.iter().map(|field| &field.name).chain([&record.name]));
    let variants = bridge.enums.iter().chain(&bridge.errors).flat_map(|enumeration| {
        let fields = enumeration.variants.iter().flat_map(|variant| &variant.fields);
        let names = enumeration.variants.iter().map(|variant| &variant.name);
        names.chain(fields.map(|field| &field.name)).chain([&enumeration.name])
    });
    let functions = bridge
        .functions
        .iter()
        .flat_map(|function| function.params.iter().map(|param| &param.name).chain([&function.name]));
    opaque.chain(records).chain(variants).chain(functions)
}

/// Whether a name is `_0`, `_1`, ….
fn is_position(name: &str) -> bool {
    name.strip_prefix('_')
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|letter| letter.is_ascii_digit()))
}

/// Whether Rust takes this name of a variable for a variant.
fn is_variant(name: &Ident) -> bool {
    ["Ok", "Err", "Some", "None"].iter().any(|known| name == known)
}

fn unique<'a>(names: impl Iterator<Item = &'a Ident>, report: &mut Report) {
    let mut seen = HashSet::new();
    for name in names {
        if !seen.insert(name.to_string()) {
            report.push(name.span(), Reason::NameTwice(name.to_string()));
        }
    }
}
