//! Names in Rust.

use proc_macro2::Ident;
use quote::format_ident;
use spandrel_plan::{Part, Slot};

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

/// The name of a C function's parameter.
pub fn slot(slot: Slot) -> Ident {
    match slot {
        Slot::Waiter => format_ident!("waiter"),
        Slot::Receiver => format_ident!("handle"),
        Slot::Param(index, Part::Length(_)) => format_ident!("arg{index}_len"),
        Slot::Param(index, Part::Owner(_)) => format_ident!("arg{index}_owner"),
        Slot::Param(index, Part::Word | Part::Struct | Part::Handle | Part::Reference | Part::Address(_)) => {
            argument(index)
        }
        Slot::Scratch => format_ident!("scratch"),
        Slot::PackedLength => format_ident!("packed_len"),
        Slot::Capacity => format_ident!("scratch_capacity"),
        Slot::Result => format_ident!("ok"),
    }
}
