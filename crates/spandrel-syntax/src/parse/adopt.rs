//! `#[adopt(path)]`: a struct or an enum that exists, under its name in the bridge.

use syn::spanned::Spanned;

use crate::{Reason, Report, bridge::path_text};

/// Reads the path. One that cannot be resolved inside the bridge module, or needs type arguments, is refused.
pub(super) fn path(attribute: &syn::Attribute, report: &mut Report) -> Option<syn::Path> {
    let Ok(path) = attribute.parse_args::<syn::Path>() else {
        report.push(attribute.path().span(), Reason::AdoptPath("anything else".to_owned()));
        return None;
    };
    if path.segments.iter().any(|segment| !segment.arguments.is_none()) {
        report.push(path.span(), Reason::AdoptGeneric(path_text(&path)));
        return None;
    }
    let first = path.segments.first()?.ident.to_string();
    let last = path.segments.last()?.ident.to_string();
    let is_inside = path.leading_colon.is_none() && matches!(first.as_str(), "self" | "Self");
    if path.segments.len() < 2 || is_inside || matches!(last.as_str(), "self" | "super" | "crate" | "Self") {
        report.push(path.span(), Reason::AdoptPath(format!("`{}`", path_text(&path))));
        return None;
    }
    Some(path)
}

/// Refuses the attributes that belong on the adopted type itself.
pub(super) fn refuse_others(attributes: &[syn::Attribute], report: &mut Report) {
    for attribute in attributes {
        let misplaced = ["derive", "deprecated"].into_iter().find(|name| attribute.path().is_ident(name));
        if let Some(name) = misplaced {
            report.push(attribute.path().span(), Reason::AdoptAttribute(name));
        }
    }
}
