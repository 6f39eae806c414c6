//! Types that a bridge adopts: definitions of them, which are beside the bridge wherever its paths lead.

use std::fmt::Write;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use spandrel_emit::names::rust::ident;
use spandrel_syntax::{
    Bridge,
    bridge::{Adopted, Enum, Field, Record, Variant, VariantShape},
};

use super::stubs::written;

/// The module with the definitions.
const MODULE: &str = "spandrel_adopted";

/// The source with paths of adopted types that lead to the definitions, and visible types.
pub(super) fn redirected(text: &str) -> String {
    if !text.contains("adopt") {
        return text.to_owned();
    }
    text.parse().map_or_else(|_| text.to_owned(), |tokens| redirect(tokens).to_string())
}

fn redirect(tokens: TokenStream) -> TokenStream {
    let mut written = TokenStream::new();
    let mut adopts = false;
    let mut trees = tokens.into_iter().peekable();
    while let Some(tree) = trees.next() {
        match &tree {
            TokenTree::Ident(word) if adopts && word == "pub" => {
                let is_scope = |tree: &TokenTree| matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis);
                trees.next_if(is_scope);
                continue;
            }
            TokenTree::Ident(word) if adopts && (word == "struct" || word == "enum") => {
                adopts = false;
                written.extend(quote!(pub));
            }
            TokenTree::Group(group) => {
                if let Some(path) = adopted(&group.stream()) {
                    let (module, name) = (Ident::new(MODULE, Span::call_site()), definition(&path));
                    adopts = true;
                    written.extend(quote!([adopt(super::#module::#name)]));
                    continue;
                }
                written.extend([TokenTree::from(Group::new(group.delimiter(), redirect(group.stream())))]);
                continue;
            }
            _ => {}
        }
        written.extend([tree]);
    }
    written
}

/// The path of `adopt(path)`.
fn adopted(attribute: &TokenStream) -> Option<syn::Path> {
    let list: syn::MetaList = syn::parse2(attribute.clone()).ok()?;
    list.path.is_ident("adopt").then(|| syn::parse2(list.tokens).ok())?
}

/// The name of the definition for a path: all of the path, so that no two have one name.
fn definition(path: &syn::Path) -> Ident {
    let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    Ident::new(&segments.join("__").replace("r#", ""), Span::call_site())
}

/// The definitions of what a bridge adopts, for a bridge as [`redirected`] has it.
pub(super) fn definitions(bridge: &Bridge) -> String {
    let mut text = format!("#[allow(non_camel_case_types)] pub mod {MODULE} {{ use super::ffi;\n");
    for record in &bridge.records {
        if let Some(adopted) = &record.adopted {
            self::record(record, adopted, &mut text);
        }
    }
    for (enumeration, is_error) in
        bridge.enums.iter().map(|known| (known, false)).chain(bridge.errors.iter().map(|known| (known, true)))
    {
        if let Some(adopted) = &enumeration.adopted {
            self::enumeration(enumeration, adopted, is_error, &mut text);
        }
    }
    text.push_str("}\n");
    text
}

fn record(record: &Record, adopted: &Adopted, text: &mut String) {
    let name = name(adopted);
    let _ =
        writeln!(text, "#[derive(Clone, Debug)] pub struct {name} {{ {} }}", fields(&record.fields, "pub "));
}

fn enumeration(enumeration: &Enum, adopted: &Adopted, is_error: bool, text: &mut String) {
    let name = name(adopted);
    let is_plain = enumeration.is_plain() && !is_error;
    let derive =
        if is_plain { "Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord" } else { "Clone, Debug" };
    let variants: Vec<String> = enumeration.variants.iter().map(|known| variant(known, is_plain)).collect();
    let _ = writeln!(text, "#[derive({derive})] pub enum {name} {{ {} }}", variants.join(", "));
    if is_error {
        let _ = writeln!(
            text,
            "impl ::std::fmt::Display for {name} {{\n\
             fn fmt(&self, _: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {{ ::core::unimplemented!() }}\n}}\n\
             impl ::std::error::Error for {name} {{}}"
        );
    }
}

fn variant(variant: &Variant, is_plain: bool) -> String {
    let name = ident(&variant.name);
    match variant.shape {
        VariantShape::Unit if is_plain => format!("{name} = {}", variant.discriminant),
        VariantShape::Unit => name.to_string(),
        VariantShape::Tuple => {
            let types: Vec<String> = variant.fields.iter().map(|field| written(&field.ty)).collect();
            format!("{name}({})", types.join(", "))
        }
        VariantShape::Named => format!("{name} {{ {} }}", fields(&variant.fields, "")),
    }
}

fn fields(fields: &[Field], visibility: &str) -> String {
    let field = |field: &Field| format!("{visibility}{}: {}", ident(&field.name), written(&field.ty));
    fields.iter().map(field).collect::<Vec<_>>().join(", ")
}

fn name(adopted: &Adopted) -> String {
    adopted.path.segments.last().map_or_else(String::new, |last| last.to_token_stream().to_string())
}
