//! Attributes of bridge items: doc comments, `derive`, and Spandrel's own.

use quote::ToTokens;
use syn::spanned::Spanned;

use super::{adopt, docs};
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
    /// The path of `#[adopt(path)]`, if it can be one.
    pub adopted: Option<syn::Path>,
    pub error: bool,
    pub constructor: bool,
    pub leaf: bool,
    pub view: bool,
    /// The name of `#[go_name = "Name"]`.
    pub go_name: Option<String>,
}

/// Reads the attributes of an item and refuses those that mean nothing there.
pub(super) fn read(attributes: &[syn::Attribute], place: Place, report: &mut Report) -> Attributes {
    let mut read = Attributes::default();
    let (mut deprecation, mut adopts) = (None, false);
    for attribute in attributes {
        let name = attribute.path().to_token_stream().to_string().replace(' ', "");
        match (name.as_str(), place) {
            ("doc", _) => match &attribute.meta {
                syn::Meta::NameValue(pair) => read.docs.0.extend(docs::lines(&pair.value, report)),
                // A module may be hidden: Go does not see it.
                _ if place == Place::Module => {}
                _ => {
                    let attribute_name = "doc(…)".to_owned();
                    let reason = Reason::Attribute { attribute: attribute_name, place: place.name() };
                    report.push(attribute.path().span(), reason);
                }
            },
            ("cfg" | "cfg_attr", Place::Module) => {}
            ("cfg" | "cfg_attr", _) => report.push(attribute.path().span(), Reason::Cfg),
            ("derive", Place::Record | Place::Enum) => read.derives.push(attribute.clone()),
            (
                "deprecated",
                Place::Record | Place::Enum | Place::Field | Place::Variant | Place::Opaque | Place::Function,
            ) => {
                deprecation = Some(self::deprecation(attribute));
                read.derives.push(attribute.clone());
            }
            ("adopt", Place::Record | Place::Enum) if adopts => {
                report.push(attribute.path().span(), Reason::AdoptTwice);
            }
            ("adopt", Place::Record | Place::Enum) => {
                adopts = true;
                read.adopted = adopt::path(attribute, report);
            }
            ("error", Place::Enum) => read.error = true,
            ("error", Place::Record) => report.push(attribute.path().span(), Reason::ErrorNotEnum),
            ("constructor", Place::Function) => read.constructor = true,
            ("go_name", Place::Variant) => read.go_name = go_name(attribute, report),
            ("leaf", Place::Function) => read.leaf = true,
            ("view", Place::Parameter) => read.view = true,
            _ => report
                .push(attribute.path().span(), Reason::Attribute { attribute: name, place: place.name() }),
        }
    }
    docs::outdent(&mut read.docs.0);
    if adopts {
        adopt::refuse_others(attributes, report);
    }
    if let Some(text) = deprecation {
        if !read.docs.0.is_empty() {
            read.docs.0.push(String::new());
        }
        read.docs.0.extend(text.lines().map(str::to_owned));
    }
    read
}

/// `#[deprecated(since = "2", note = "use find")]` as the paragraph that Go's tools know: "Deprecated: since 2: use find".
fn deprecation(attribute: &syn::Attribute) -> String {
    let text = |value: &syn::Expr| match value {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => text.value().trim().to_owned(),
        _ => String::new(),
    };
    let (mut since, mut note) = (String::new(), String::new());
    if let syn::Meta::NameValue(pair) = &attribute.meta {
        note = text(&pair.value);
    }
    type Pairs = syn::punctuated::Punctuated<syn::MetaNameValue, syn::Token![,]>;
    // What is wrong with the attribute itself, the compiler says.
    for pair in attribute.parse_args_with(Pairs::parse_terminated).unwrap_or_default() {
        if pair.path.is_ident("since") {
            since = format!("since {}", text(&pair.value));
        } else if pair.path.is_ident("note") {
            note = text(&pair.value);
        }
    }
    let parts: Vec<String> = [since, note].into_iter().filter(|part| !part.is_empty()).collect();
    let text = if parts.is_empty() { "do not use it any more.".to_owned() } else { parts.join(": ") };
    format!("Deprecated: {text}")
}

/// Reads `#[go_name = "Name"]`.
fn go_name(attribute: &syn::Attribute, report: &mut Report) -> Option<String> {
    let value = match &attribute.meta {
        syn::Meta::NameValue(pair) => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => text.value(),
            other => other.to_token_stream().to_string(),
        },
        other => other.to_token_stream().to_string().replace(' ', ""),
    };
    let begins = value.starts_with(|first: char| first.is_ascii_uppercase());
    if begins && value.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        return Some(value);
    }
    report.push(attribute.path().span(), Reason::GoNameText(value));
    None
}
