//! Golden bridges with a few tokens changed.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse_quote;

use crate::{
    mutate::{self, Numbers},
    read, sources,
};

/// The golden that a seed stands for, changed; none when it is refused.
pub(super) fn bridge(seed: u64) -> Option<String> {
    let mut numbers = Numbers::new(seed);
    let goldens = sources("tests/golden");
    let file = syn::parse_file(&read(&goldens[numbers.below(goldens.len())])).ok()?;
    let module = file.items.into_iter().find(|item| matches!(item, syn::Item::Mod(_)))?;
    let mut tokens = module.into_token_stream();
    for _ in 0..=numbers.below(4) {
        tokens = mutate::tokens(tokens, &mut numbers);
    }
    let module = normal(syn::parse2(tokens).ok()?)?;
    let plans = spandrel_emit::plans(&module.to_token_stream().to_string()).ok()?;
    let file = syn::File { shebang: None, attrs: Vec::new(), items: vec![module.into()] };
    (plans.len() == 1).then(|| prettyplease::unparse(&file))
}

/// The bridge under its usual name and with the traits that its types need on the Rust side. Neither is the checker's to
/// judge: a trait may be implemented elsewhere.
fn normal(mut module: syn::ItemMod) -> Option<syn::ItemMod> {
    module.attrs.retain(|attribute| !attribute.path().is_ident("cfg"));
    module.vis = parse_quote!(pub);
    module.ident = parse_quote!(ffi);
    for item in &mut module.content.as_mut()?.1 {
        match item {
            syn::Item::Struct(item) => derive(&mut item.attrs, quote!(Clone, Debug)),
            syn::Item::Enum(item) => {
                let plain = item.variants.iter().all(|variant| variant.fields == syn::Fields::Unit);
                let error = item.attrs.iter().any(|attribute| attribute.path().is_ident("error"));
                let traits = if plain && !error {
                    quote!(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)
                } else {
                    quote!(Clone, Debug)
                };
                derive(&mut item.attrs, traits);
            }
            _ => {}
        }
    }
    Some(module)
}

fn derive(attributes: &mut Vec<syn::Attribute>, traits: TokenStream) {
    attributes.retain(|attribute| !attribute.path().is_ident("derive"));
    attributes.push(parse_quote!(#[derive(#traits)]));
}
