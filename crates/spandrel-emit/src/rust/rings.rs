//! Records as messages of rings, and what of the glue needs the runtime's feature `ring`.

use std::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use spandrel_plan::{Data, FunctionPlan, ImportPlan, Ring, Target, types::Record};

use super::types::Field as _;
use crate::{Named, names::rust::ident};

/// Says once that this bridge needs that feature, at the first function that does.
pub(super) fn required(plan: &Named) -> TokenStream {
    let returns = plan.functions.iter().filter(|function| function.returns.ok.ring().is_some());
    let takes = plan.imports.iter().filter(|import| ends(import).next().is_some());
    let takes = takes.filter_map(|import| match &import.target {
        Target::Function(function) => Some(&function.name),
        Target::Callback { .. } => None,
    });
    let Some(name) = returns.map(|function| &function.declared.name).chain(takes).next() else {
        return TokenStream::new();
    };
    let here = Span::call_site().located_at(name.span());
    quote_spanned!(here=> ::spandrel::__ring_required!();)
}

/// Wraps the glue of a function that needs it: a build without it has none of it.
pub(super) fn gated(function: &FunctionPlan, glue: TokenStream) -> TokenStream {
    if function.returns.ok.ring().is_none() || glue.is_empty() {
        return glue;
    }
    quote!(::spandrel::__ring_glue! { #glue })
}

/// The same for a function that Go implements.
pub(super) fn gated_import(import: &ImportPlan, item: TokenStream) -> TokenStream {
    if ends(import).next().is_none() { item } else { quote!(::spandrel::__ring_glue! { #item }) }
}

/// The ends that a function of Go's takes.
fn ends(import: &ImportPlan) -> impl Iterator<Item = &Ring> {
    import.params.iter().filter_map(|param| param.ty.ring())
}

/// What makes messages of the records that rings carry.
pub(super) fn messages(plan: &Named) -> TokenStream {
    let mut carried = HashSet::new();
    let returned = plan.functions.iter().filter_map(|function| function.returns.ok.ring());
    for ring in returned.chain(plan.imports.iter().flat_map(ends)) {
        if let Some(message) = &ring.message {
            collect(message, plan, &mut carried);
        }
    }
    let records = plan.data.records.iter().filter(|record| carried.contains(&record.name));
    let records = records.map(|record| self::record(record, plan));
    let messages = quote!(#(#records)*);
    if messages.is_empty() { messages } else { quote!(::spandrel::__ring_glue! { #messages }) }
}

/// Notes the records of which a message consists.
fn collect<'a>(ty: &'a Data, plan: &'a Named, carried: &mut HashSet<&'a Ident>) {
    ty.any(&mut |part| {
        if let Data::Record(name) = part
            && let Some(record) = plan.data.record(name)
            && carried.insert(&record.name)
        {
            for field in &record.fields {
                collect(&field.ty, plan, carried);
            }
        }
        false
    });
}

fn record(record: &Record, plan: &Named) -> Option<TokenStream> {
    let (layout, offsets) = plan.plain_record(record)?;
    let (name, size, align) = (ident(&record.name), layout.size, layout.align);
    let fields: Vec<Ident> = record.fields.iter().map(|field| ident(&field.name)).collect();
    let types = record.fields.iter().map(|field| field.ty.tokens());
    let types: Vec<TokenStream> = types.collect();
    Some(quote! {
        const _: () = ::std::assert!(::std::mem::size_of::<#name>() == #size && ::std::mem::align_of::<#name>() == #align);
        #(const _: () = ::std::assert!(::std::mem::offset_of!(#name, #fields) == #offsets);)*

        // SAFETY: the record is `repr(C)`, has the layout that is asserted above, and consists of messages.
        unsafe impl ::spandrel::ring::Plain for #name {
            const ANY: bool = true #(&& <#types as ::spandrel::ring::Plain>::ANY)*;
            #[inline]
            unsafe fn check(at: *const Self) -> bool {
                // SAFETY: each field lies within the record, which the caller guarantees.
                unsafe { true #(&& <#types as ::spandrel::ring::Plain>::check(&raw const (*at).#fields))* }
            }
        }
    })
}
