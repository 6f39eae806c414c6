//! The second entry of a leaf function: its arguments and results are words in memory, where the assembly trampoline of
//! the Go side has them already.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use spandrel_plan::{Answer, Crossing, FunctionPlan, Plan, Value, symbols};

use super::{functions::call_name, types};
use crate::names::rust::argument;

/// Writes the entry.
pub(super) fn entry(function: &FunctionPlan, plan: &Plan) -> TokenStream {
    let symbol = symbols::leaf(&plan.bridge.package, &function.declared);
    let call = call_name(function);
    let (entry, words) = (format_ident!("leaf_{call}"), format_ident!("SpandrelWords_{call}"));
    let (fields, arguments) = arguments(function);
    let (results, store) = results(function);
    quote! {
        #[repr(C)]
        pub struct #words {
            #(#fields: u64,)*
            #(#results: u64,)*
        }

        #[unsafe(export_name = #symbol)]
        pub unsafe extern "C" fn #entry(words: *mut #words) {
            // SAFETY: the trampoline passes the address of its argument frame, which has this layout; pointers in it
            // are those of the ordinary entry.
            unsafe {
                let answer = #call(#(#arguments),*);
                #store
            }
        }
    }
}

/// The words of the arguments, and the arguments of the ordinary entry made of them.
fn arguments(function: &FunctionPlan) -> (Vec<proc_macro2::Ident>, Vec<TokenStream>) {
    let (mut fields, mut arguments) = (Vec::new(), Vec::new());
    let mut word = |field: proc_macro2::Ident, argument: TokenStream| {
        fields.push(field);
        arguments.push(argument);
    };
    if function.method_of().is_some() {
        word(format_ident!("handle"), quote!((*words).handle));
    }
    for (index, param) in function.params.iter().enumerate() {
        let (name, len) = (argument(index), format_ident!("arg{index}_len"));
        let ty = types::tokens(&param.ty);
        match &param.crossing {
            Crossing::Plain(Value::Word) => word(
                name.clone(),
                quote!(<<#ty as __spandrel::Plain>::Raw as __spandrel::LeafWord>::from_word((*words).#name)),
            ),
            Crossing::Plain(Value::Struct) => word(
                name.clone(),
                quote!(__spandrel::ByValue(*((*words).#name as *const <#ty as __spandrel::Plain>::Raw))),
            ),
            Crossing::Text { .. } => {
                word(name.clone(), quote!((*words).#name as *const u8));
                word(len.clone(), quote!((*words).#len));
            }
            Crossing::Slice { .. } => {
                let item = types::item(&param.ty);
                word(name.clone(), quote!((*words).#name as *const <#item as __spandrel::Plain>::Raw));
                word(len.clone(), quote!((*words).#len));
            }
            Crossing::Handle { .. } => word(name.clone(), quote!((*words).#name)),
            // Refused for leaves: memory with an owner, Go values.
            Crossing::Packed
            | Crossing::Owned(_)
            | Crossing::Interface { .. }
            | Crossing::Callback { .. } => {}
        }
    }
    if function.needs_scratch() {
        word(format_ident!("scratch"), quote!((*words).scratch as *mut u8));
        if function.packs() {
            word(format_ident!("packed_len"), quote!((*words).packed_len));
        }
        if function.answers_in_scratch() {
            word(format_ident!("scratch_capacity"), quote!((*words).scratch_capacity));
        }
    }
    if function.answer == Answer::Plain(Value::Struct) {
        fields.push(format_ident!("ok"));
    }
    (fields, arguments)
}

/// The words of the results, and how the ordinary entry's answer is stored in them.
fn results(function: &FunctionPlan) -> (Vec<proc_macro2::Ident>, TokenStream) {
    let ty = types::tokens(&function.declared.returns.ok);
    let frame = vec![format_ident!("status"), format_ident!("value")];
    match &function.answer {
        Answer::Plain(Value::Struct) if function.fallible => (
            frame,
            quote! {
                (*words).status = answer.frame.status;
                (*words).value = answer.frame.value;
                *((*words).ok as *mut <#ty as __spandrel::Plain>::Raw) = answer.ok.assume_init();
            },
        ),
        Answer::Plain(Value::Struct) => {
            (Vec::new(), quote!(*((*words).ok as *mut <#ty as __spandrel::Plain>::Raw) = answer.0;))
        }
        Answer::Plain(Value::Word) if !function.fallible => (
            vec![format_ident!("result")],
            quote!((*words).result = __spandrel::LeafWord::into_word(answer);),
        ),
        Answer::Nothing if !function.fallible => (Vec::new(), quote!(let () = answer;)),
        _ => (
            frame,
            quote! {
                (*words).status = answer.status;
                (*words).value = answer.value;
            },
        ),
    }
}
