//! Discriminants, and the messages of `#[error]` enums.

use std::collections::HashSet;

use crate::{
    Reason, Report,
    bridge::{Bridge, Enum, Variant, VariantShape},
    message::Message,
};

pub(super) fn check(bridge: &Bridge, report: &mut Report) {
    for enumeration in bridge.enums.iter().filter(|enumeration| enumeration.is_plain()) {
        discriminants(enumeration, report);
    }
    for error in &bridge.errors {
        for variant in &error.variants {
            message(variant, error.adopted.is_some(), report);
        }
    }
}

fn discriminants(enumeration: &Enum, report: &mut Report) {
    let mut seen = HashSet::new();
    for variant in &enumeration.variants {
        if i32::try_from(variant.discriminant).is_err() {
            report.push(variant.name.span(), Reason::Discriminant);
        } else if !seen.insert(variant.discriminant) {
            report.push(variant.name.span(), Reason::DiscriminantTwice(variant.discriminant));
        }
    }
}

fn message(variant: &Variant, adopted: bool, report: &mut Report) {
    if variant.shape == VariantShape::Tuple {
        let reason = Reason::ErrorTupleVariant { variant: variant.name.to_string(), adopted };
        report.push(variant.name.span(), reason);
        return;
    }
    let known = |name: &str| variant.fields.iter().any(|field| field.name == name);
    for field in Message::of(variant).placeholders().filter(|field| !known(field)) {
        let field = field.to_owned();
        let name = field.split(':').next().unwrap_or_default().trim().to_owned();
        let reason = if known(&name) {
            Reason::MessageFormat { field, name }
        } else {
            Reason::MessagePlaceholder { field, variant: variant.name.to_string() }
        };
        report.push(variant.name.span(), reason);
    }
}
