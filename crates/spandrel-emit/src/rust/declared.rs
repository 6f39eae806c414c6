//! What the bridge declares about a call, said in the glue: the compiler compares it with what the user wrote, and its
//! complaint points into the bridge.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use spandrel_plan::FunctionPlan;
use spandrel_syntax::types::Failure;

use super::types;
use crate::names::rust::{argument, ident};

/// The value of a call, as what the bridge says that it is.
///
/// Without this, the type of what the user's function returns would choose how it is encoded, and Go would decode what
/// the bridge says.
pub(super) fn result(function: &FunctionPlan, call: TokenStream) -> TokenStream {
    let returns = &function.returns;
    let ok = types::success(&returns.ok);
    let ty = match &returns.failure {
        // The items of a stream are named where it is opened.
        Failure::None if returns.ok.stream().is_some() => return call,
        Failure::None => ok,
        Failure::Declared(error) => {
            let error = ident(error);
            quote!(::std::result::Result<#ok, #error>)
        }
        Failure::Go => quote!(::std::result::Result<#ok, ::spandrel::GoError>),
    };
    // What is wrong is said where the bridge names the type. Of a bare value of another type the compiler would say how to
    // convert it, there in the bridge.
    let compared = quote!(let __spandrel::Returns(answer): __spandrel::Returns<#ty> = returned;);
    let compared = located(compared, function.declared.returns_span);
    quote! {{
        let returned = __spandrel::Returns(#call);
        #compared
        answer
    }}
}

/// An argument of the call, at the place of the type that the bridge gives it.
pub(super) fn at_its_type(index: usize, function: &FunctionPlan) -> Ident {
    let mut name = argument(index);
    name.set_span(name.span().located_at(type_span(index, function)));
    name
}

/// The place of the type that the bridge gives an argument.
pub(super) fn type_span(index: usize, function: &FunctionPlan) -> Span {
    let param = function.declared.params.get(index);
    param.map_or_else(|| function.declared.name.span(), |param| param.span)
}

/// The type of an object, at the place where the bridge names it: that is where it is said not to be `Send` or `Sync`.
pub(super) fn object(name: &Ident) -> TokenStream {
    let name = ident(name);
    located(quote!(super::#name), name.span())
}

/// Tokens that are resolved as they were, and complained about at another place.
pub(super) fn located(tokens: TokenStream, span: Span) -> TokenStream {
    let locate = |mut token: TokenTree| {
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), located(group.stream(), span)).into();
        }
        token.set_span(token.span().located_at(span));
        token
    };
    tokens.into_iter().map(locate).collect()
}
