//! Finds the bridge modules of a source file.

use proc_macro2::TokenStream;

use crate::{Report, bridge::Bridge, check, parse};

/// Reads and checks every bridge of a Rust source file.
///
/// Modules are searched at any depth. The text is read as the compiler would read it: a bridge made by a macro is
/// not seen.
pub fn bridges(text: &str) -> Result<Vec<Bridge>, Report> {
    let mut report = Report::default();
    let file = match syn::parse_file(text) {
        Ok(file) => file,
        Err(error) => {
            report.push_rust(&error);
            return Err(report);
        }
    };
    let mut found = Vec::new();
    collect(&file.items, &mut found, &mut report);
    report.finish(found)
}

/// Reads and checks one bridge: the attribute's arguments and the module it stands on.
pub fn bridge(arguments: TokenStream, module: syn::ItemMod) -> Result<Bridge, Report> {
    let (bridge, mut report) = parse::parse(arguments, module);
    let Some(bridge) = bridge else {
        return Err(report);
    };
    report.absorb(check::check(&bridge, report.is_empty()));
    report.finish(bridge)
}

fn collect(items: &[syn::Item], found: &mut Vec<Bridge>, report: &mut Report) {
    for item in items {
        let syn::Item::Mod(module) = item else {
            continue;
        };
        match module.attrs.iter().find(|attribute| is_bridge(attribute)) {
            Some(attribute) => {
                let arguments = match &attribute.meta {
                    syn::Meta::List(list) => list.tokens.clone(),
                    _ => TokenStream::new(),
                };
                let mut module = module.clone();
                module.attrs.retain(|attribute| !is_bridge(attribute));
                match bridge(arguments, module) {
                    Ok(bridge) => found.push(bridge),
                    Err(errors) => report.absorb(errors),
                }
            }
            None => {
                if let Some((_, items)) = &module.content {
                    collect(items, found, report);
                }
            }
        }
    }
}

fn is_bridge(attribute: &syn::Attribute) -> bool {
    let path = attribute.path();
    path.segments.len() == 2 && path.segments[0].ident == "spandrel" && path.segments[1].ident == "bridge"
}
