//! How calls into Go look, for a core in another process: which of their words are addresses, and of how much memory.

use proc_macro2::TokenStream;
use quote::quote;
use spandrel_plan::{GoAnswer, GoPart, GoSlot, ImportPlan, Memory, Value};

use super::types;
use crate::Named;

/// One import of the list, whose index is its number.
pub(super) fn declared(import: &ImportPlan, number: usize, plan: &Named) -> TokenStream {
    let (name, number) = (plan.names.import(import), number as u64);
    let params = import.signature.slots.iter().filter_map(|slot| pass(*slot, import));
    let answer = answer(&import.answer);
    quote! {
        __spandrel::Declared {
            import: __spandrel::Import { number: #number, name: #name },
            shape: __spandrel::Shape { params: &[#(#params),*], answer: __spandrel::Back::#answer },
        }
    }
}

/// How a parameter is passed on, in the place of its first slot.
fn pass(slot: GoSlot, import: &ImportPlan) -> Option<TokenStream> {
    let ty = &import.params[slot.param].ty;
    let size = |ty| quote!(::core::mem::size_of::<<#ty as __spandrel::Plain<SpandrelBridge>>::Raw>());
    let pass = match slot.part {
        GoPart::Word => quote!(Word),
        GoPart::Struct => {
            let size = size(types::param(ty));
            quote!(Struct(#size))
        }
        GoPart::Text => quote!(Items(1)),
        GoPart::Items => {
            let size = size(types::item(ty));
            quote!(Items(#size))
        }
        GoPart::TextLength | GoPart::ItemCount => return None,
        GoPart::Block(memory) => {
            let secret = is_secret(memory);
            quote!(Owned { secret: #secret })
        }
        GoPart::Reference => quote!(Value),
        GoPart::Ring => quote!(Ring),
        GoPart::Packed => quote!(Packed),
    };
    Some(quote!(__spandrel::Pass::#pass))
}

fn answer(answer: &GoAnswer) -> TokenStream {
    match answer {
        GoAnswer::Nothing | GoAnswer::Plain(Value::Word) => quote!(Word),
        GoAnswer::Plain(Value::Struct) | GoAnswer::Bytes { .. } | GoAnswer::Packed => quote!(Bytes),
        GoAnswer::Owned(memory) => {
            let secret = is_secret(*memory);
            quote!(Owned { secret: #secret })
        }
        GoAnswer::Interface(_) => quote!(Value),
        GoAnswer::Stream { .. } => quote!(Stream),
    }
}

fn is_secret(memory: Memory) -> bool {
    match memory {
        Memory::Bytes => false,
        Memory::Secret { .. } => true,
    }
}
