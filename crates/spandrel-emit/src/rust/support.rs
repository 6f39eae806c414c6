//! The functions that a bridge offers once, and its contract.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use spandrel_plan::{
    Support,
    support::{Condition, Returned, Type},
};

use super::streams;
use crate::Named;

/// Writes the contract and the support functions.
pub(super) fn support(plan: &Named) -> TokenStream {
    let contract = &plan.contract.symbol;
    let of_tasks = |support: &Support| {
        matches!(
            support.row().when,
            Condition::AnswersLater
                | Condition::OwesAnswers
                | Condition::WaitsForFutures
                | Condition::HasStreams
        )
    };
    let (tasks, others): (Vec<Support>, Vec<Support>) = plan.support().partition(of_tasks);
    let [tasks, others] = [tasks, others].map(|supports| {
        let functions = supports.into_iter().map(|support| function(support, plan));
        quote!(#(#functions)*)
    });
    let tasks = streams::gated(tasks);
    quote! {
        #tasks

        #[unsafe(export_name = #contract)]
        pub static CONTRACT: u8 = 1;

        #others
    }
}

fn function(support: Support, plan: &Named) -> TokenStream {
    let Some(Body { promise, body }) = body(support, plan) else { return TokenStream::new() };
    let row = support.row();
    let (symbol, name) = (support.symbol(&plan.bridge.package), format_ident!("{}", row.name));
    let params: Vec<Ident> = row.params.iter().map(|(name, _)| format_ident!("{name}")).collect();
    let types = row.params.iter().map(|(_, ty)| parameter(*ty));
    let returns = returned(row.returns);
    // What takes an address rests on what Go passes.
    let is_unsafe = promise.then(|| quote!(unsafe));
    quote! {
        #[unsafe(export_name = #symbol)]
        pub #is_unsafe extern "C" fn #name(#(#params: #types),*) #returns {
            #body
        }
    }
}

fn parameter(ty: Type) -> TokenStream {
    match ty {
        Type::Flag => quote!(u8),
        Type::Word | Type::Length | Type::Capacity => quote!(u64),
        Type::Data => quote!(*const u8),
        Type::Room => quote!(*mut u8),
        Type::Words => quote!(*mut u64),
        Type::Call => quote!(*mut __spandrel::Call),
        Type::Enter | Type::InLeaf => quote!(*mut ()),
    }
}

fn returned(returned: Returned) -> TokenStream {
    match returned {
        Returned::Nothing => TokenStream::new(),
        Returned::Never => quote!(-> !),
        Returned::Word => quote!(-> u64),
        Returned::Room => quote!(-> *mut u8),
        Returned::List => quote!(-> *const ()),
        Returned::Frame => quote!(-> __spandrel::Frame),
        Returned::Start => quote!(-> __spandrel::Start),
        Returned::Counters => quote!(-> __spandrel::ByValue<[i64; 2]>),
    }
}

/// The body of a support function, and whether its caller must promise something.
struct Body {
    promise: bool,
    body: TokenStream,
}

fn body(support: Support, plan: &Named) -> Option<Body> {
    let safe = |body| Some(Body { promise: false, body });
    let promised = |body| Some(Body { promise: true, body });
    match support {
        Support::Completed => safe(quote!(__spandrel::completed())),
        Support::Listen => safe(quote!(__spandrel::listen(wanted))),
        Support::Resume => safe(quote!(__spandrel::resume(task, waiter))),
        Support::Pull => promised(quote! {
            // SAFETY: the generated Go code passes a scratch block of its own.
            unsafe { __spandrel::pull(stream, waiter, scratch, scratch_capacity) }
        }),
        Support::Fulfil => promised(quote! {
            // SAFETY: the generated Go code passes a slice of its own.
            unsafe { __spandrel::fulfil(promise, status, value, data, len) }
        }),
        Support::Start => {
            let manifest = &plan.contract.manifest;
            safe(quote!(__spandrel::start(#manifest)))
        }
        Support::Close => safe(quote!(__spandrel::close(handle))),
        Support::Drain => safe(quote!(__spandrel::drain();)),
        Support::Counters => safe(quote!(__spandrel::ByValue(__spandrel::counters()))),
        Support::Keep => promised(quote! {
            // SAFETY: the Go side passes memory that it holds for the call, and its owner.
            unsafe { __spandrel::retain_given(secret, owner, data, len) }
        }),
        Support::Register => safe(quote!(SPANDREL_IMPORTS.register(enter, in_leaf);)),
        Support::Reserve => promised(quote! {
            // SAFETY: the Go side passes the call that it is answering.
            unsafe { __spandrel::Call::reserve(call, size) }
        }),
        Support::Released => promised(quote! {
            // SAFETY: the Go side passes a slice of its own.
            unsafe { __spandrel::released(into, capacity) }
        }),
        Support::Abort => safe(quote!(::std::process::abort())),
        // Go's own.
        Support::Enter => None,
    }
}
