//! Streams that Go pulls from, and what of the glue needs the runtime's feature `async`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use spandrel_plan::FunctionPlan;
use spandrel_syntax::{
    bridge::Function,
    types::{Failure, Type},
};

use super::{declared, types};
use crate::{Named, names::rust::ident};

/// Says once that this bridge needs the runtime's feature `async`, at the first function that does.
pub(super) fn required(plan: &Named) -> TokenStream {
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
pub(super) fn open(function: &FunctionPlan, stream: &TokenStream, plain: bool, plan: &Named) -> TokenStream {
    let Some(item) = function.stream() else { return TokenStream::new() };
    let span = function.declared.returns_span;
    let here = Span::call_site().located_at(span);
    let answer = Ident::new(if plain { "plain_stream" } else { "stream" }, here);
    let ty = declared::located(types::data(&item.ok), span);
    let name = plan.names.qualified(&function.declared);
    // A type that is not a stream, or a stream of other items, is an error where the bridge names the type.
    let stream = quote_spanned!(here=> { let _context = __spandrel::context(); #stream });
    match &item.failure {
        Failure::Declared(error) => {
            let error = ident(error);
            quote_spanned!(here=> __spandrel::#answer::<SpandrelBridge, _, #ty, #error>(#name, #stream, |item| item))
        }
        Failure::None | Failure::Go => {
            quote_spanned!(here=> __spandrel::#answer::<SpandrelBridge, _, #ty, __spandrel::Never>(#name, #stream, Ok))
        }
    }
}

/// A call of the user's function that may spawn tasks.
pub(super) fn in_context(call: &TokenStream) -> TokenStream {
    quote!({ let _context = __spandrel::context(); #call })
}
