//! The names a bridge declares, collected before any type is read.

use std::collections::HashMap;

use syn::ext::IdentExt;

use super::instead;
use crate::{Reason, Report, types::Scalar};

/// What a declared name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Record,
    Enum,
    Error,
    Object,
    Interface,
    /// A type parameter, which is refused where it is declared.
    Generic,
}

/// The declared type names of a bridge.
#[derive(Clone, Default)]
pub(super) struct Names {
    kinds: HashMap<String, Kind>,
}

impl Names {
    /// Collects the type names of a module; a name used twice is refused.
    pub(super) fn collect(items: &[syn::Item], report: &mut Report) -> Names {
        let mut names = Names::default();
        for item in items {
            match item {
                syn::Item::Struct(item) => names.add(&item.ident, Kind::Record, report),
                syn::Item::Enum(item) => {
                    let is_error = item.attrs.iter().any(|attr| attr.path().is_ident("error"));
                    let kind = if is_error { Kind::Error } else { Kind::Enum };
                    names.add(&item.ident, kind, report);
                }
                syn::Item::ForeignMod(block) => {
                    let go = block.abi.name.as_ref().is_some_and(|name| name.value() == "Go");
                    let kind = if go { Kind::Interface } else { Kind::Object };
                    for item in &block.items {
                        if let syn::ForeignItem::Type(item) = item {
                            names.add(&item.ident, kind, report);
                        }
                    }
                }
                _ => {}
            }
        }
        names
    }

    /// These names and the type parameters of an item.
    pub(super) fn within(&self, generics: &syn::Generics) -> Names {
        let mut names = self.clone();
        names
            .kinds
            .extend(generics.type_params().map(|param| (param.ident.unraw().to_string(), Kind::Generic)));
        names
    }

    /// The one object or interface that a block of this side declares, if there is only one.
    pub(super) fn only(&self, kind: Kind) -> Option<&str> {
        let mut of_kind = self.kinds.iter().filter(|(_, known)| **known == kind);
        let only = of_kind.next();
        of_kind.next().is_none().then_some(only?.0)
    }

    /// What a name stands for.
    pub(super) fn kind(&self, name: &str) -> Option<Kind> {
        self.kinds.get(name).copied()
    }

    fn add(&mut self, ident: &syn::Ident, kind: Kind, report: &mut Report) {
        let name = ident.unraw().to_string();
        if is_reserved(&name) {
            report.push(ident.span(), Reason::NameReserved(name.clone()));
        }
        if self.kinds.insert(name.clone(), kind).is_some() {
            report.push(ident.span(), Reason::NameTwice(name));
        }
    }
}

/// Names that mean something else inside a bridge.
pub(super) fn is_reserved(name: &str) -> bool {
    const KNOWN: [&str; 8] = ["Result", "Self", "GoError", "Ok", "Err", "Some", "None", "str"];
    instead::CROSSES.contains(&name)
        || KNOWN.contains(&name)
        || Scalar::from_name(name).is_some()
        || name.to_ascii_lowercase().starts_with("spandrel")
}
