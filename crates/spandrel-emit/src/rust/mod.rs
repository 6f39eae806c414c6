//! The Rust half of the glue, as tokens for the macro.

mod adopted;
mod core;
mod data;
mod declared;
mod errors;
mod functions;
mod go_tasks;
mod imports;
mod leaf;
mod rings;
mod shapes;
mod streams;
mod support;
mod tasks;
mod types;

use crate::Named;
use proc_macro2::TokenStream;
use quote::quote;
use spandrel_syntax::bridge::Docs;

pub use self::core::core_reference;

/// Writes the module that replaces the bridge module.
pub fn emit(plan: &Named) -> TokenStream {
    let bridge = &plan.bridge;
    let (vis, module, docs) = (&bridge.vis, &bridge.module, doc_comment(&bridge.docs));
    let records = plan.data.records.iter().map(|record| data::record(record, plan));
    let enums = plan.data.enums.iter().map(|enumeration| data::enumeration(enumeration, plan));
    let errors = plan.data.errors.iter().map(|error| errors::error(error, plan));
    let imports = imports::imports(plan);
    let required = [streams::required(plan), rings::required(plan)];
    let glue = glue(plan);
    quote! {
        #docs
        #vis mod #module {
            #[doc(hidden)]
            pub enum SpandrelBridge {}

            #(#records)*
            #(#enums)*
            #(#errors)*
            #imports
            #(#required)*
            #glue
        }
    }
}

/// Everything that has no name for the user.
fn glue(plan: &Named) -> TokenStream {
    let bridge = &plan.bridge;
    let records = plan.data.records.iter().map(|record| data::record_glue(record, plan));
    let enums = plan.data.enums.iter().map(|enumeration| data::enumeration_glue(enumeration, plan));
    let errors = plan.data.errors.iter().map(|error| errors::error_glue(error, plan));
    let objects = plan.objects.iter().map(|object| {
        let (name, kind) = (declared::object(&object.name), object.kind);
        let qualified = format!("{}.{}", bridge.package, object.name);
        quote! {
            impl __spandrel::Object for #name {
                const KIND: u8 = #kind;
                const NAME: &'static str = #qualified;
            }
        }
    });
    let functions = plan.functions.iter().map(|function| match function.declared.is_async {
        true => streams::gated(tasks::function(function, plan)),
        false if function.takes_context() => streams::gated(functions::function(function, plan)),
        false => rings::gated(function, functions::function(function, plan)),
    });
    let words = plan.functions.iter().map(|function| rings::gated(function, leaf::entries(function)));
    let messages = rings::messages(plan);
    let support = support::support(plan);
    quote! {
        #[cfg(panic = "abort")]
        compile_error!(
            "spandrel: this profile has panic = \"abort\", so that a panic would end the Go program\n\
             hint: set panic = \"unwind\" in the profile"
        );

        #[allow(
            clippy::all,
            clippy::pedantic,
            deprecated,
            missing_docs,
            unreachable_pub,
            non_snake_case,
            non_camel_case_types,
            reason = "written by spandrel, with names that follow those of the bridge"
        )]
        const _: () = {
            use ::spandrel::private as __spandrel;

            #(#records)*
            #(#enums)*
            #(#errors)*
            #messages
            #(#objects)*
            #(#functions)*
            #(#words)*
            #support
        };
    }
}

fn doc_comment(docs: &Docs) -> TokenStream {
    let lines = docs.0.iter().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}
