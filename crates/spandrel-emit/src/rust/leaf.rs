//! Entries whose arguments and answer are 64-bit words, which assembly of the Go side moves without knowing a type: the
//! second one of a leaf function, and that of each function for Go without cgo.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use spandrel_plan::{FunctionPlan, Part, Region, Return, Signature, Slot, Value};

use super::{
    functions::{call_name, raw},
    streams, types,
};
use crate::names::rust::slot;

/// Writes the entry of a leaf, and that for callers that pass words alone, where the function has them.
pub(super) fn entries(function: &FunctionPlan) -> TokenStream {
    let call = call_name(function);
    let leaf = function
        .leaf
        .as_ref()
        .map(|signature| entry(signature, format_ident!("leaf_{call}"), &call, function));
    let ordinary = if function.leaf.is_some() { format_ident!("ordinary_{call}") } else { call.clone() };
    let words = function
        .words
        .as_ref()
        .map(|signature| entry(signature, format_ident!("words_{call}"), &ordinary, function));
    let words = words.map(|words| if function.takes_context() { streams::gated(words) } else { words });
    quote!(#leaf #words)
}

/// An entry with this signature, whose slots are words, which calls another one.
fn entry(signature: &Signature, name: Ident, call: &Ident, function: &FunctionPlan) -> TokenStream {
    let symbol = &signature.symbol;
    let words = signature.slots.iter().map(|word| slot(*word));
    let arguments = function.signature.slots.iter().map(|slot| argument(*slot, function));
    let body = answer(function, &quote!(#call(#(#arguments),*)));
    let returns = match signature.returns {
        Return::Nothing => TokenStream::new(),
        Return::Value(_) => quote!(-> u64),
        Return::Frame | Return::FrameOf => quote!(-> __spandrel::Frame),
    };
    quote! {
        #[unsafe(export_name = #symbol)]
        pub unsafe extern "C" fn #name(#(#words: u64),*) #returns {
            // SAFETY: Go passes the words of its own arguments; pointers among them are those of the ordinary entry.
            unsafe { #body }
        }
    }
}

/// An argument of the ordinary entry, made of its word.
fn argument(at: Slot, function: &FunctionPlan) -> TokenStream {
    let word = slot(at);
    match at {
        Slot::Waiter | Slot::Receiver | Slot::PackedLength | Slot::Capacity => quote!(#word),
        Slot::Scratch | Slot::Result => quote!(#word as *mut u8),
        Slot::Param(index, part) => {
            let ty = &function.params[index].ty;
            match part {
                Part::Word => {
                    let raw = raw(types::param(ty));
                    quote!(<#raw as __spandrel::LeafWord>::from_word(#word))
                }
                Part::Struct => {
                    let raw = raw(types::param(ty));
                    quote!(__spandrel::ByValue(*(#word as *const #raw)))
                }
                Part::Address(Region::Items) => {
                    let item = types::item(ty);
                    quote!(#word as *const <#item as __spandrel::Plain<SpandrelBridge>>::Raw)
                }
                Part::Address(Region::Text | Region::Owned) => quote!(#word as *const u8),
                Part::Handle | Part::Reference | Part::Owner(_) | Part::Length(_) => quote!(#word),
            }
        }
    }
}

/// The entry's answer, made of that of the ordinary entry.
fn answer(function: &FunctionPlan, call: &TokenStream) -> TokenStream {
    let (raw, place) = (raw(types::success(&function.returns.ok)), slot(Slot::Result));
    match function.signature.returns {
        Return::Nothing => quote!(#call;),
        Return::Frame => call.clone(),
        Return::FrameOf => quote! {
            let answer = #call;
            *(#place as *mut #raw) = answer.ok.assume_init();
            answer.frame
        },
        Return::Value(Value::Word) => quote!(__spandrel::LeafWord::into_word(#call)),
        Return::Value(Value::Struct) => quote!(*(#place as *mut #raw) = #call.0;),
    }
}
