//! Names in Rust.

use proc_macro2::Ident;
use quote::format_ident;

/// An identifier as it must be written: `r#type` where the plain name is a keyword.
pub fn ident(name: &Ident) -> Ident {
    let text = name.to_string();
    if syn::parse_str::<Ident>(&text).is_ok() { name.clone() } else { Ident::new_raw(&text, name.span()) }
}

/// The name of an argument inside generated functions.
pub fn argument(index: usize) -> Ident {
    format_ident!("arg{index}")
}
