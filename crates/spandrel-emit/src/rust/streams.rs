//! Streams that Go pulls from, and what a bridge offers once if its answers may come later.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use spandrel_plan::{FunctionPlan, Plan, symbols};
use spandrel_syntax::{
    bridge::Function,
    types::{Failure, Type},
};

use super::{declared, types};
use crate::names::{go, rust::ident};

/// Says once that this bridge needs the runtime's feature `async`, at the first function that does.
pub(super) fn required(plan: &Plan) -> TokenStream {
    let later = |function: &&Function| function.is_async || matches!(function.returns.ok, Type::Stream(_));
    let Some(function) = plan.bridge.functions.iter().find(later) else { return TokenStream::new() };
    let here = Span::call_site().located_at(function.name.span());
    quote_spanned!(here=> ::spandrel::__async_required!();)
}

/// Wraps glue that needs that feature: a build without it has none of it.
pub(super) fn gated(glue: TokenStream) -> TokenStream {
    if glue.is_empty() { glue } else { quote!(::spandrel::__async_glue! { #glue }) }
}

/// Wraps the body of a function of Go's that needs the feature: the function is there in any build.
pub(super) fn gated_body(params: &[Ident], body: &TokenStream) -> TokenStream {
    quote!(::spandrel::__async_body! { [#(#params),*] #body })
}

/// A stream that the user's function returned, opened for Go to pull from.
pub(super) fn open(function: &FunctionPlan, stream: &TokenStream, plain: bool, plan: &Plan) -> TokenStream {
    let Some(item) = function.stream() else { return TokenStream::new() };
    let span = function.declared.returns_span;
    let here = Span::call_site().located_at(span);
    let door = Ident::new(if plain { "plain_stream" } else { "stream" }, here);
    let ty = declared::located(types::tokens(&item.ok), span);
    let name = go::qualified(&plan.bridge.package, &function.declared);
    // What is no stream, or one of other items, is said to be so where the bridge names the type.
    let stream = quote_spanned!(here=> { let _context = __spandrel::context(); #stream });
    match &item.failure {
        Failure::Declared(error) => {
            let error = ident(error);
            quote_spanned!(here=> __spandrel::#door::<_, #ty, #error>(#name, #stream, |item| item))
        }
        Failure::None | Failure::Go => {
            quote_spanned!(here=> __spandrel::#door::<_, #ty, __spandrel::Never>(#name, #stream, Ok))
        }
    }
}

/// A call of the user's function that may spawn tasks.
pub(super) fn in_context(call: &TokenStream) -> TokenStream {
    quote!({ let _context = __spandrel::context(); #call })
}

/// What a bridge with async functions or streams offers once.
pub(super) fn support(plan: &Plan) -> TokenStream {
    let [completed, resume, pull, fulfil, listen] = ["completed", "resume", "pull", "fulfil", "listen"]
        .map(|name| symbols::support(&plan.bridge.package, name));
    let fulfil = plan.owes_answers().then(|| {
        quote! {
            #[unsafe(export_name = #fulfil)]
            pub unsafe extern "C" fn fulfil(promise: u64, status: u64, value: u64, data: *const u8, len: u64) {
                // SAFETY: the generated Go code passes a slice of its own.
                unsafe { __spandrel::fulfil(promise, status, value, data, len) }
            }
        }
    });
    let completed = plan.answers_later().then(|| {
        quote! {
            #[unsafe(export_name = #completed)]
            pub extern "C" fn completed() -> *const () {
                __spandrel::completed()
            }

            #[unsafe(export_name = #listen)]
            pub extern "C" fn listen(wanted: u8) -> u64 {
                __spandrel::listen(wanted)
            }
        }
    });
    let resume = plan.waits_for_futures().then(|| {
        quote! {
            #[unsafe(export_name = #resume)]
            pub extern "C" fn resume(task: u64, waiter: u64) -> __spandrel::Frame {
                __spandrel::resume(task, waiter)
            }
        }
    });
    let pull = plan.has_streams().then(|| {
        quote! {
            #[unsafe(export_name = #pull)]
            pub unsafe extern "C" fn pull(
                stream: u64,
                waiter: u64,
                scratch: *mut u8,
                scratch_capacity: u64,
            ) -> __spandrel::Frame {
                // SAFETY: the generated Go code passes a scratch block of its own.
                unsafe { __spandrel::pull(stream, waiter, scratch, scratch_capacity) }
            }
        }
    });
    quote!(#completed #resume #pull #fulfil)
}
