//! Async functions and streams that Go implements: what they look like in Rust, and how they wait.

use proc_macro2::TokenStream;
use quote::quote;
use spandrel_plan::{GoAnswer, ImportPlan};

use super::types;

/// What stands in front of `fn`, the result type, and the body. `call` makes a closure that begins the call, `entry` takes
/// the answer into a variable of that name, `value` and `returns` are those of an ordinary function.
pub(super) fn signature_and_body(
    import: &ImportPlan,
    call: &TokenStream,
    entry: &TokenStream,
    value: &TokenStream,
    returns: TokenStream,
) -> (TokenStream, TokenStream, TokenStream) {
    let Some(item) = import.stream() else {
        let body = quote! {
            let begun = {
                #call
                call()
            };
            let answer = match begun {
                Ok(begun) => begun.#entry.await,
                Err(error) => Err(error),
            };
            #value
        };
        return (quote!(async), returns, body);
    };
    let ty = types::data(&item.ok);
    let kind = match import.answer {
        GoAnswer::Stream { plain: true } => quote!(plain),
        GoAnswer::Stream { plain: false }
        | GoAnswer::Nothing
        | GoAnswer::Plain(_)
        | GoAnswer::Bytes { .. }
        | GoAnswer::Packed
        | GoAnswer::Owned(_)
        | GoAnswer::Interface(_) => quote!(packed),
    };
    let returns = quote! {
        impl ::spandrel::Stream<Item = ::std::result::Result<#ty, ::spandrel::GoError>>
            + ::core::marker::Send + ::core::marker::Unpin + use<>
    };
    (TokenStream::new(), returns, quote!(#call __spandrel::GoStream::<#ty>::#kind::<SpandrelBridge>(call())))
}
