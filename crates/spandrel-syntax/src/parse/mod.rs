//! Tokens of a bridge module to declarations.

mod adopt;
mod attributes;
mod docs;
mod functions;
mod instead;
mod items;
mod names;
pub(crate) mod package;
mod types;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::spanned::Spanned;

use crate::{
    Reason, Report,
    bridge::{Bridge, Side},
};
use attributes::Place;
use names::Names;

/// Reads one bridge module. `arguments` are the tokens inside `#[spandrel::bridge(…)]`.
///
/// What was refused is in the report and not in the bridge, or its types stand there as refused; without a body there is no bridge.
pub fn parse(arguments: TokenStream, module: syn::ItemMod) -> (Option<Bridge>, Report) {
    let mut report = Report::default();
    let package = package(arguments, &module, &mut report);
    let Some((_, items)) = &module.content else {
        report.push(module.ident.span(), Reason::ModuleWithoutBody);
        return (None, report);
    };
    let names = Names::collect(items, &mut report);
    let mut bridge = Bridge {
        package,
        module: module.ident.clone(),
        vis: module.vis.clone(),
        docs: attributes::read(&module.attrs, Place::Module, &mut report).docs,
        records: Vec::new(),
        enums: Vec::new(),
        errors: Vec::new(),
        objects: Vec::new(),
        interfaces: Vec::new(),
        functions: Vec::new(),
    };
    for item in items {
        self::item(item, &names, &mut bridge, &mut report);
    }
    (Some(bridge), report)
}

fn item(item: &syn::Item, names: &Names, bridge: &mut Bridge, report: &mut Report) {
    let refused = match item {
        syn::Item::Struct(item) => {
            bridge.records.extend(items::record(item, names, report));
            return;
        }
        syn::Item::Enum(item) => {
            let (parsed, is_error) = items::enumeration(item, names, report);
            if is_error { &mut bridge.errors } else { &mut bridge.enums }.extend(parsed);
            return;
        }
        syn::Item::ForeignMod(block) => {
            foreign(block, names, bridge, report);
            return;
        }
        syn::Item::Const(_) => "constant",
        syn::Item::ExternCrate(_) => "extern crate",
        syn::Item::Fn(_) => "function with a body",
        syn::Item::Impl(_) => "impl block",
        syn::Item::Macro(_) => "macro",
        syn::Item::Mod(_) => "nested module",
        syn::Item::Static(_) => "static",
        syn::Item::Trait(_) | syn::Item::TraitAlias(_) => "trait",
        syn::Item::Type(_) => "type alias",
        syn::Item::Union(_) => "union",
        syn::Item::Use(_) => "use declaration",
        _ => "this item",
    };
    report.push(item.span(), Reason::ItemNotSupported(refused));
}

fn foreign(block: &syn::ItemForeignMod, names: &Names, bridge: &mut Bridge, report: &mut Report) {
    attributes::read(&block.attrs, Place::Block, report);
    let side = match block.abi.name.as_ref().map(syn::LitStr::value).as_deref() {
        Some("Rust") => Side::Rust,
        Some("Go") => Side::Go,
        Some(other) => {
            report.push(block.abi.span(), Reason::Abi(format!("`extern \"{other}\"`")));
            return;
        }
        None => {
            report.push(block.abi.span(), Reason::Abi("a bare `extern`".to_owned()));
            return;
        }
    };
    if let Some(token) = &block.unsafety {
        report.push(token.span(), Reason::FunctionModifier("unsafe"));
    }
    for item in &block.items {
        let refused = match item {
            syn::ForeignItem::Type(item) => {
                let opaque = items::opaque(item, report);
                match side {
                    Side::Rust => bridge.objects.push(opaque),
                    Side::Go => bridge.interfaces.push(opaque),
                }
                continue;
            }
            syn::ForeignItem::Fn(item) => {
                bridge.functions.extend(functions::function(item, side, names, report));
                continue;
            }
            syn::ForeignItem::Static(_) => "static",
            syn::ForeignItem::Macro(_) => "macro",
            syn::ForeignItem::Verbatim(tokens) => match syn::parse2::<syn::ItemFn>(tokens.clone()) {
                Ok(function) => {
                    report.push(function.block.span(), Reason::FunctionBody);
                    continue;
                }
                Err(_) => "this item",
            },
            _ => "this item",
        };
        report.push(item.span(), Reason::ForeignItem(refused));
    }
}

/// Reads `package = "name"`.
fn package(arguments: TokenStream, module: &syn::ItemMod, report: &mut Report) -> String {
    if arguments.is_empty() {
        report.push(module.ident.span(), Reason::PackageMissing);
        return String::new();
    }
    let parsed = syn::parse2::<syn::MetaNameValue>(arguments.clone());
    let literal = match &parsed {
        Ok(pair) if pair.path.is_ident("package") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => text,
            other => {
                let reason = Reason::BridgeArguments("`package` must be a string".to_owned());
                report.push(other.span(), reason);
                return String::new();
            }
        },
        Ok(pair) => {
            let name = pair.path.to_token_stream().to_string();
            report.push(pair.path.span(), Reason::BridgeArguments(format!("`{name}` is unknown")));
            return String::new();
        }
        Err(error) => {
            report.push(error.span(), Reason::BridgeArguments(error.to_string()));
            return String::new();
        }
    };
    let name = literal.value();
    if let Some(reason) = package::refusal(&name) {
        report.push(literal.span(), reason);
    }
    name
}
