//! Names inside one scope are declared once.

use std::collections::HashSet;

use proc_macro2::Ident;

use crate::{
    Reason, Report,
    bridge::{Bridge, Receiver, Side},
};

pub(super) fn check(bridge: &Bridge, report: &mut Report) {
    for record in &bridge.records {
        unique(record.fields.iter().map(|field| &field.name), report);
    }
    for enumeration in bridge.enums.iter().chain(&bridge.errors) {
        unique(enumeration.variants.iter().map(|variant| &variant.name), report);
        for variant in &enumeration.variants {
            unique(variant.fields.iter().map(|field| &field.name), report);
        }
    }
    let mut functions = HashSet::new();
    for function in &bridge.functions {
        let owner = function.receiver.owner().map(Ident::to_string);
        let name = function.name.to_string();
        // Objects have a `Close` of their own.
        let of_object = function.side == Side::Rust && function.receiver != Receiver::Free;
        if name.starts_with("spandrel") || name.starts_with('_') || (of_object && name == "close") {
            report.push(function.name.span(), Reason::NameReserved(name.clone()));
        }
        if !functions.insert((owner, name.clone())) {
            report.push(function.name.span(), Reason::NameTwice(name));
        }
        unique(function.params.iter().map(|param| &param.name), report);
    }
}

fn unique<'a>(names: impl Iterator<Item = &'a Ident>, report: &mut Report) {
    let mut seen = HashSet::new();
    for name in names {
        if !seen.insert(name.to_string()) {
            report.push(name.span(), Reason::NameTwice(name.to_string()));
        }
    }
}
