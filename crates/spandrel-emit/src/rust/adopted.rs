//! Types that exist, under their names in the bridge. The compiler compares them with what the bridge declares, and says
//! where that stands what differs.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use spandrel_plan::types::{Enum, ErrorEnum, Record};
use spandrel_syntax::bridge::{Adopted, Field, Variant, VariantShape};

use super::{declared, types};
use crate::{Named, names::rust::ident};

/// The type under its name in the bridge.
pub(super) fn import(name: &Ident, adopted: &Adopted) -> TokenStream {
    let (vis, path, name) = (&adopted.vis, &adopted.path, ident(name));
    let same = adopted.path.segments.last().is_some_and(|last| last.ident == name);
    if same { quote!(#vis use #path;) } else { quote!(#vis use #path as #name;) }
}

/// Where the compiler complains about something of this name or type.
pub(super) fn here(place: Span) -> Span {
    Span::call_site().located_at(place)
}

/// The variables that hold references to fields, each at the place of its type.
pub(super) fn bindings<T>(fields: &[Field<T>]) -> Vec<Ident> {
    let binding = |(index, field): (usize, &Field<T>)| format_ident!("field{index}", span = here(field.span));
    fields.iter().enumerate().map(binding).collect()
}

/// The reference that a variable holds, to a field of exactly the type that the bridge declares.
pub(super) fn seen<T: types::Field>(field: &Field<T>, binding: &Ident) -> TokenStream {
    let ty = declared::located(field.ty.tokens(), field.span);
    quote_spanned!(here(field.span)=> __spandrel::Adopted::<#ty>::seen(#binding))
}

/// A field, made of a value of the type that the bridge declares.
pub(super) fn made<T: types::Field>(field: &Field<T>, value: TokenStream) -> TokenStream {
    let ty = declared::located(field.ty.tokens(), field.span);
    let value = declared::located(value, field.span);
    quote_spanned!(here(field.span)=> __spandrel::Adopted::<#ty>::made(#value))
}

/// Statements that bind references to the fields of `self`.
pub(super) fn fields(record: &Record) -> TokenStream {
    let bindings = bindings(&record.fields);
    let fields = record.fields.iter().map(|field| ident(&field.name));
    quote!(#(let #bindings = &(*self).#fields;)*)
}

/// Whether the record lies in memory as its C struct does: only then a slice of it is read where it is.
pub(super) fn lies_as(record: &Record, plan: &Named) -> Option<TokenStream> {
    let (layout, offsets) = plan.plain_record(record)?;
    let (size, align, name) = (layout.size, layout.align, ident(&record.name));
    let fields = record.fields.iter().map(|field| ident(&field.name));
    Some(quote! {
        && ::std::mem::size_of::<#name>() == #size
        && ::std::mem::align_of::<#name>() == #align
        #(&& ::std::mem::offset_of!(#name, #fields) == #offsets)*
    })
}

/// Asserts that a plain enum has the numbers that Go gets.
pub(super) fn discriminants(enumeration: &Enum) -> TokenStream {
    let (name, text) = (ident(&enumeration.name), &enumeration.name);
    let asserts = enumeration.variants.iter().map(|variant| {
        let (variant, value) = (ident(&variant.name), Literal::i64_unsuffixed(variant.discriminant));
        let message =
            format!("`{text}::{variant}` is not {value}, as this bridge says: write `{variant} = …` with its value");
        quote_spanned!(here(variant.span())=> const _: () = ::std::assert!(#name::#variant as i128 == #value, #message);)
    });
    quote!(#(#asserts)*)
}

/// A pattern that leaves it to [`data::construct`](super::data::construct) to complain about fields that are missing.
pub(super) fn pattern<T>(variant: &Variant<T>) -> (TokenStream, Vec<Ident>) {
    let (name, bindings) = (ident(&variant.name), bindings(&variant.fields));
    let pattern = match variant.shape {
        VariantShape::Unit => quote!(#name),
        VariantShape::Tuple => quote_spanned!(here(name.span())=> #name(#(#bindings,)* ..)),
        VariantShape::Named => {
            let fields = variant.fields.iter().map(|field| ident(&field.name));
            quote_spanned!(here(name.span())=> #name { #(#fields: #bindings,)* .. })
        }
    };
    (pattern, bindings)
}

/// What an adopted error says, which must be an error: that it is none is said at its name.
pub(super) fn message(error: &ErrorEnum) -> TokenStream {
    quote_spanned!(here(error.name.span())=> __spandrel::AdoptedError::message(self))
}
