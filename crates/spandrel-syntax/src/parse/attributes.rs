//! Attributes of bridge items: doc comments, `derive`, and Spandrel's own.

use quote::ToTokens;
use syn::spanned::Spanned;

use crate::{Reason, Report, bridge::Docs};

/// What an attribute stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Module,
    Block,
    Record,
    Enum,
    Field,
    Variant,
    Opaque,
    Function,
    Parameter,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Place::Module => "a bridge module",
            Place::Block => "an extern block",
            Place::Record => "a record",
            Place::Enum => "an enum",
            Place::Field => "a field",
            Place::Variant => "a variant",
            Place::Opaque => "an opaque type",
            Place::Function => "a function",
            Place::Parameter => "a parameter",
        }
    }
}

/// The attributes of one item.
#[derive(Default)]
pub(super) struct Attributes {
    pub docs: Docs,
    pub derives: Vec<syn::Attribute>,
    pub error: bool,
    pub constructor: bool,
    pub leaf: bool,
    pub view: bool,
}

/// Reads the attributes of an item and refuses those that mean nothing there.
pub(super) fn read(attributes: &[syn::Attribute], place: Place, report: &mut Report) -> Attributes {
    let mut read = Attributes::default();
    for attribute in attributes {
        let name = attribute.path().to_token_stream().to_string().replace(' ', "");
        match (name.as_str(), place) {
            ("doc", _) => read.docs.0.extend(doc_lines(attribute)),
            ("cfg" | "cfg_attr", Place::Module) => {}
            ("cfg" | "cfg_attr", _) => report.push(attribute.path().span(), Reason::Cfg),
            ("derive", Place::Record | Place::Enum) => read.derives.push(attribute.clone()),
            ("error", Place::Enum) => read.error = true,
            ("error", Place::Record) => report.push(attribute.path().span(), Reason::ErrorNotEnum),
            ("constructor", Place::Function) => read.constructor = true,
            ("leaf", Place::Function) => read.leaf = true,
            ("view", Place::Parameter) => read.view = true,
            _ => report
                .push(attribute.path().span(), Reason::Attribute { attribute: name, place: place.name() }),
        }
    }
    read
}

fn doc_lines(attribute: &syn::Attribute) -> Vec<String> {
    let syn::Meta::NameValue(pair) = &attribute.meta else {
        return Vec::new();
    };
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &pair.value else {
        return Vec::new();
    };
    // `split` and not `lines`: the empty comment line between two paragraphs is a line.
    text.value()
        .split('\n')
        .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned())
        .collect()
}
