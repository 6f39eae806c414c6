//! Names in Rust.

use proc_macro2::Ident;
use quote::format_ident;

/// An identifier as it must be written: `r#type` where the plain name is a keyword.
pub fn ident(name: &Ident) -> Ident {
    let text = name.to_string();
    // A keyword since the edition of 2024, and a plain name for syn.
    let plain = text != "gen" && syn::parse_str::<Ident>(&text).is_ok();
    if plain { name.clone() } else { Ident::new_raw(&text, name.span()) }
}

/// The name of an argument inside generated functions.
pub fn argument(index: usize) -> Ident {
    format_ident!("arg{index}")
}
