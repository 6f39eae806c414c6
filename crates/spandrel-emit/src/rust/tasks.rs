//! The C function of each async function: it starts a future, and answers when that is done.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use spandrel_plan::{Answer, Crossing, FunctionPlan, Param, Value};
use spandrel_syntax::{bridge::Receiver, types::Failure};

use super::{
    declared,
    functions::{arguments, call_name, parameters, refused, returns},
};
use crate::{
    Named,
    names::rust::{argument, ident},
};

/// The `extern "C"` function that Go calls.
pub(super) fn function(function: &FunctionPlan, plan: &Named) -> TokenStream {
    let name = call_name(function);
    let symbol = &function.signature.symbol;
    let (params, types) = parameters(function);
    let returns = returns(function);
    let arguments = arguments(function, plan, &refused);
    let holds = holds(function);
    let call = call(function);
    let value = value(function);
    // A future that is not `Send` is said not to be so at the function's name.
    let span = function.declared.name.span();
    let future = quote_spanned!(span=> async move { #call });
    let future = match used(function) {
        used if used.is_empty() => future,
        used => quote_spanned!(span=> __spandrel::holding([#(#used.used()),*], #future)),
    };
    let make = quote!(|| { #arguments #holds Ok(#future) });
    let qualified = plan.names.qualified(&function.declared);
    let here = Span::call_site().located_at(span);
    let body = match &function.answer {
        Answer::Bytes { .. } | Answer::Packed => {
            let answer = if function.answer == Answer::Packed {
                quote!(start_packed::<SpandrelBridge, _, _>)
            } else {
                quote!(start_bytes)
            };
            let start = quote_spanned!(here=> __spandrel::#answer(#qualified, waiter, scratch, scratch_capacity, make, #value));
            quote! {
                let make = #make;
                // SAFETY: the generated Go code passes a scratch block of its own.
                unsafe { #start }
            }
        }
        Answer::Nothing
        | Answer::Plain(_)
        | Answer::Owned(_)
        | Answer::Handle(_)
        | Answer::Stream { .. }
        | Answer::Ring => {
            quote_spanned!(here=> __spandrel::start_word(#qualified, waiter, #make, #value))
        }
    };
    quote! {
        #[unsafe(export_name = #symbol)]
        pub extern "C" fn #name(#(#params: #types),*) #returns {
            #body
        }
    }
}

/// Statements that hold every object for as long as the future lives.
fn holds(function: &FunctionPlan) -> TokenStream {
    let receiver = function.method_of().map(|owner| {
        let owner = ident(owner);
        quote!(let this = __spandrel::hold::<super::#owner>(handle)?;)
    });
    let params = function.params.iter().enumerate().filter_map(|(index, param)| {
        let (name, object) = (argument(index), ident(param.ty.object()?));
        Some(quote!(let #name = __spandrel::hold::<super::#object>(#name)?;))
    });
    quote!(#receiver #(#params)*)
}

/// The names of the objects that are in use.
fn used(function: &FunctionPlan) -> Vec<Ident> {
    let params = function.params.iter().enumerate();
    let params = params.filter(|(_, param)| matches!(param.crossing, Crossing::Handle { .. }));
    let receiver = function.method_of().map(|_| format_ident!("this"));
    receiver.into_iter().chain(params.map(|(index, _)| argument(index))).collect()
}

/// The call of the user's function, inside the future that owns what it is given, to its end.
fn call(function: &FunctionPlan) -> TokenStream {
    let name = ident(&function.declared.name);
    let span = name.span();
    let arguments = function.params.iter().enumerate().map(|(index, param)| {
        let argument = declared::at_its_type(index, function);
        match &param.ty {
            Param::Str | Param::Slice(_) | Param::Object { .. } => {
                quote_spanned!(argument.span()=> &#argument)
            }
            Param::Data(_)
            | Param::Bytes
            | Param::Secret { .. }
            | Param::Interface { .. }
            | Param::Callback(_)
            | Param::Ring(_) => quote!(#argument),
        }
    });
    let call = match &function.declared.receiver {
        Receiver::Shared(owner) | Receiver::Exclusive(owner) => {
            let owner = ident(owner);
            quote_spanned!(span=> super::#owner::#name(&this, #(#arguments),*))
        }
        Receiver::Constructor(owner) => {
            let owner = ident(owner);
            quote_spanned!(span=> super::#owner::#name(#(#arguments),*))
        }
        Receiver::Free => quote_spanned!(span=> super::#name(#(#arguments),*)),
    };
    declared::result(function, quote_spanned!(span=> #call.await))
}

/// What becomes of the future's output.
fn value(function: &FunctionPlan) -> TokenStream {
    let output = match function.returns.failure {
        Failure::Declared(_) => {
            quote!(output.map_err(|error| __spandrel::Fault::error::<SpandrelBridge, _>(&error))?)
        }
        Failure::None | Failure::Go => quote!(output),
    };
    match &function.answer {
        Answer::Nothing => quote!(|output| { let () = #output; Ok(0) }),
        Answer::Plain(Value::Word) => {
            let refused = refused("result");
            quote!(|output| Ok(__spandrel::Word::<SpandrelBridge>::to_word(&#output)#refused))
        }
        Answer::Handle(_) => quote!(|output| __spandrel::insert(#output)),
        Answer::Owned(_) => quote!(|output| Ok(__spandrel::retain(#output))),
        // Streams and ends of rings are not answered late.
        Answer::Plain(Value::Struct)
        | Answer::Bytes { .. }
        | Answer::Packed
        | Answer::Stream { .. }
        | Answer::Ring => {
            quote!(|output| Ok(#output))
        }
    }
}
