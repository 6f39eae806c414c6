//! How calls into Go look, for a core in another process: which of their words are addresses, and of how much memory.

use proc_macro2::TokenStream;
use quote::quote;
use spandrel_plan::{Given, GivenPlan, GoAnswer, ImportPlan, Memory, Value};

use super::types;
use crate::Named;

/// One import of the list, whose index is its number.
pub(super) fn declared(import: &ImportPlan, number: usize, plan: &Named) -> TokenStream {
    let (name, number) = (plan.names.import(import), number as u64);
    let params = import.params.iter().map(param);
    let answer = answer(&import.answer);
    quote! {
        __spandrel::Declared {
            import: __spandrel::Import { number: #number, name: #name },
            shape: __spandrel::Shape { params: &[#(#params),*], answer: __spandrel::Back::#answer },
        }
    }
}

fn param(param: &GivenPlan) -> TokenStream {
    let size = |ty| quote!(::core::mem::size_of::<<#ty as __spandrel::Plain<SpandrelBridge>>::Raw>());
    let pass = match &param.given {
        Given::Plain(Value::Word) => quote!(Word),
        Given::Plain(Value::Struct) => {
            let size = size(types::param(&param.ty));
            quote!(Struct(#size))
        }
        Given::Text => quote!(Items(1)),
        Given::Slice => {
            let size = size(types::item(&param.ty));
            quote!(Items(#size))
        }
        Given::Block(memory) => {
            let secret = is_secret(memory);
            quote!(Owned { secret: #secret })
        }
        Given::Interface(_) => quote!(Value),
        Given::Packed => quote!(Packed),
    };
    quote!(__spandrel::Pass::#pass)
}

fn answer(answer: &GoAnswer) -> TokenStream {
    match answer {
        GoAnswer::Nothing | GoAnswer::Plain(Value::Word) => quote!(Word),
        GoAnswer::Plain(Value::Struct) | GoAnswer::Bytes { .. } | GoAnswer::Packed => quote!(Bytes),
        GoAnswer::Owned(memory) => {
            let secret = is_secret(memory);
            quote!(Owned { secret: #secret })
        }
        GoAnswer::Interface(_) => quote!(Value),
        GoAnswer::Stream { .. } => quote!(Stream),
    }
}

fn is_secret(memory: &Memory) -> bool {
    match memory {
        Memory::Bytes => false,
        Memory::Secret { .. } => true,
    }
}
