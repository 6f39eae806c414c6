//! The second entry of a leaf function: its arguments and its answer are 64-bit words, which the assembly trampoline of the
//! Go side moves without knowing a type.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use spandrel_plan::{Answer, Crossing, FunctionPlan, Plan, Value, symbols};

use super::{functions::call_name, types};
use crate::names::rust::argument;

/// Writes the entry.
pub(super) fn entry(function: &FunctionPlan, plan: &Plan) -> TokenStream {
    let symbol = symbols::leaf(&plan.bridge.package, &function.declared);
    let call = call_name(function);
    let entry = format_ident!("leaf_{call}");
    let (words, arguments) = arguments(function);
    let (returns, body) = answer(function, &quote!(#call(#(#arguments),*)));
    quote! {
        #[unsafe(export_name = #symbol)]
        pub unsafe extern "C" fn #entry(#(#words: u64),*) #returns {
            // SAFETY: the trampoline passes the words of its own arguments; pointers among them are those of the ordinary
            // entry.
            unsafe { #body }
        }
    }
}

/// The words of the arguments, and the arguments of the ordinary entry made of them.
fn arguments(function: &FunctionPlan) -> (Vec<proc_macro2::Ident>, Vec<TokenStream>) {
    let (mut words, mut arguments) = (Vec::new(), Vec::new());
    let mut word = |name: proc_macro2::Ident, argument: TokenStream| {
        words.push(name);
        arguments.push(argument);
    };
    if function.method_of().is_some() {
        word(format_ident!("handle"), quote!(handle));
    }
    for (index, param) in function.params.iter().enumerate() {
        let (name, len) = (argument(index), format_ident!("arg{index}_len"));
        let ty = types::tokens(&param.ty);
        match &param.crossing {
            Crossing::Plain(Value::Word) => word(
                name.clone(),
                quote!(<<#ty as __spandrel::Plain>::Raw as __spandrel::LeafWord>::from_word(#name)),
            ),
            Crossing::Plain(Value::Struct) => word(
                name.clone(),
                quote!(__spandrel::ByValue(*(#name as *const <#ty as __spandrel::Plain>::Raw))),
            ),
            Crossing::Text { .. } => {
                word(name.clone(), quote!(#name as *const u8));
                word(len.clone(), quote!(#len));
            }
            Crossing::Slice { .. } => {
                let item = types::item(&param.ty);
                word(name.clone(), quote!(#name as *const <#item as __spandrel::Plain>::Raw));
                word(len.clone(), quote!(#len));
            }
            Crossing::Handle { .. } => word(name.clone(), quote!(#name)),
            // Refused for leaves: memory with an owner, Go values.
            Crossing::Packed
            | Crossing::Owned(_)
            | Crossing::Interface { .. }
            | Crossing::Callback { .. } => {}
        }
    }
    if function.needs_scratch() {
        word(format_ident!("scratch"), quote!(scratch as *mut u8));
        if function.packs() {
            word(format_ident!("packed_len"), quote!(packed_len));
        }
        if function.answers_in_scratch() {
            word(format_ident!("scratch_capacity"), quote!(scratch_capacity));
        }
    }
    if function.answer == Answer::Plain(Value::Struct) {
        words.push(format_ident!("ok"));
    }
    (words, arguments)
}

/// What the entry returns, and how it makes that of the ordinary entry's answer.
fn answer(function: &FunctionPlan, call: &TokenStream) -> (TokenStream, TokenStream) {
    let ty = types::tokens(&function.declared.returns.ok);
    let frame = quote!(-> __spandrel::Frame);
    match &function.answer {
        Answer::Plain(Value::Struct) if function.fallible => (
            frame,
            quote! {
                let answer = #call;
                *(ok as *mut <#ty as __spandrel::Plain>::Raw) = answer.ok.assume_init();
                answer.frame
            },
        ),
        Answer::Plain(Value::Struct) => {
            (TokenStream::new(), quote!(*(ok as *mut <#ty as __spandrel::Plain>::Raw) = #call.0;))
        }
        Answer::Plain(Value::Word) if !function.fallible => {
            (quote!(-> u64), quote!(__spandrel::LeafWord::into_word(#call)))
        }
        Answer::Nothing if !function.fallible => (TokenStream::new(), quote!(#call;)),
        _ => (frame, call.clone()),
    }
}
