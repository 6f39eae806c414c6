//! Records and enums in Rust, and how they are passed.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use spandrel_plan::types::{Enum, Record};
use spandrel_syntax::bridge::{self, Field, Variant, VariantShape};

use super::{
    adopted, doc_comment,
    types::{self, Field as _},
};
use crate::{Named, names::rust::ident};

/// The `struct` the user sees.
pub(super) fn record(record: &Record, plan: &Named) -> TokenStream {
    if let Some(adopted) = &record.adopted {
        return adopted::import(&record.name, adopted);
    }
    let (docs, derives, name) = (doc_comment(&record.docs), &record.derives, ident(&record.name));
    let fields = record.fields.iter().map(|field| {
        let (docs, name, ty) = (doc_comment(&field.docs), ident(&field.name), field.ty.tokens());
        quote_spanned!(name.span()=> #docs pub #name: #ty)
    });
    let repr = plan.plain_record(record).map(|_| quote!(#[repr(C)]));
    quote! {
        #docs
        #(#derives)*
        #repr
        pub struct #name {
            #(#fields),*
        }
    }
}

/// How a record is passed.
pub(super) fn record_glue(record: &Record, plan: &Named) -> TokenStream {
    let name = ident(&record.name);
    let fields: Vec<Ident> = record.fields.iter().map(|field| ident(&field.name)).collect();
    let types: Vec<TokenStream> = record.fields.iter().map(|field| field.ty.tokens()).collect();
    let plain = plain_record(record, &types, plan);
    if fields.is_empty() {
        return empty_record(record);
    }
    let (read, seen) = read(record);
    let made = made(record, |_| quote!(__spandrel::Decode::<SpandrelBridge>::decode(reader)?));
    quote! {
        #plain

        impl __spandrel::Encode<SpandrelBridge> for #name {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                #read
                #(__spandrel::Encode::<SpandrelBridge>::encode(#seen, writer);)*
            }
        }

        impl __spandrel::Decode<SpandrelBridge> for #name {
            const MIN_SIZE: usize = 0 #(+ <#types as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE)*;
            #[inline]
            fn decode(reader: &mut __spandrel::Reader<'_>) -> Result<Self, __spandrel::Refusal> {
                Ok(#made)
            }
        }
    }
}

/// How a record without fields is passed: as one byte, so that a count of them is bounded like any other.
fn empty_record(record: &Record) -> TokenStream {
    let (name, made) = (ident(&record.name), made(record, |_| TokenStream::new()));
    quote! {
        impl __spandrel::Encode<SpandrelBridge> for #name {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                writer.nothing();
            }
        }

        impl __spandrel::Decode<SpandrelBridge> for #name {
            const MIN_SIZE: usize = 1;
            #[inline]
            fn decode(reader: &mut __spandrel::Reader<'_>) -> Result<Self, __spandrel::Refusal> {
                reader.nothing()?;
                Ok(#made)
            }
        }
    }
}

fn plain_record(record: &Record, types: &[TokenStream], plan: &Named) -> Option<TokenStream> {
    let (layout, offsets) = plan.plain_record(record)?;
    let (name, raw) = (ident(&record.name), format_ident!("SpandrelRaw{}", record.name));
    let fields: Vec<Ident> = record.fields.iter().map(|field| ident(&field.name)).collect();
    let (size, align) = (layout.size, layout.align);
    let (read, seen) = read(record);
    let made = made(record, |field| quote!(__spandrel::Plain::<SpandrelBridge>::from_raw(raw.#field)?));
    let lies_as = record.adopted.as_ref().and_then(|_| adopted::lies_as(record, plan));
    Some(quote! {
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct #raw {
            #(#fields: <#types as __spandrel::Plain<SpandrelBridge>>::Raw),*
        }

        const _: () = ::std::assert!(::std::mem::size_of::<#raw>() == #size && ::std::mem::align_of::<#raw>() == #align);
        #(const _: () = ::std::assert!(::std::mem::offset_of!(#raw, #fields) == #offsets);)*

        // SAFETY: the raw struct is `repr(C)`, with the layout that is asserted above. So is the record; one that is adopted is read
        // in place only if it has that layout, too.
        unsafe impl __spandrel::Plain<SpandrelBridge> for #name {
            type Raw = #raw;
            const IN_PLACE: bool = true #(&& <#types as __spandrel::Plain<SpandrelBridge>>::IN_PLACE)* #lies_as;
            const ANY: bool = true #(&& <#types as __spandrel::Plain<SpandrelBridge>>::ANY)*;
            #[inline]
            fn from_raw(raw: #raw) -> Result<Self, __spandrel::Refusal> {
                Ok(#made)
            }
            #[inline]
            fn to_raw(&self) -> Result<#raw, __spandrel::Refusal> {
                #read
                Ok(#raw { #(#fields: __spandrel::Plain::<SpandrelBridge>::to_raw(#seen)?),* })
            }
        }
    })
}

/// How the fields of `self` are read: statements in front, and a reference to each field.
fn read(record: &Record) -> (TokenStream, Vec<TokenStream>) {
    if record.adopted.is_none() {
        let seen = record.fields.iter().map(|field| {
            let name = ident(&field.name);
            quote!(&self.#name)
        });
        return (TokenStream::new(), seen.collect());
    }
    let bindings = adopted::bindings(&record.fields);
    let seen = record.fields.iter().zip(&bindings).map(|(field, binding)| adopted::seen(field, binding));
    (adopted::fields(record), seen.collect())
}

/// A record made of its fields, whose values `value` says.
fn made(record: &Record, value: impl Fn(&Ident) -> TokenStream) -> TokenStream {
    let record_name = ident(&record.name);
    let fields = record.fields.iter().map(|field| {
        let name = ident(&field.name);
        let value = value(&name);
        let value = if record.adopted.is_some() { adopted::made(field, value) } else { value };
        quote!(#name: #value)
    });
    quote_spanned!(adopted::here(record_name.span())=> #record_name { #(#fields),* })
}

/// The `enum` the user sees.
pub(super) fn enumeration(enumeration: &Enum, _plan: &Named) -> TokenStream {
    if let Some(adopted) = &enumeration.adopted {
        return adopted::import(&enumeration.name, adopted);
    }
    let (docs, derives) = (doc_comment(&enumeration.docs), &enumeration.derives);
    let name = ident(&enumeration.name);
    let plain = enumeration.is_plain();
    let repr = plain.then(|| quote!(#[repr(i32)]));
    let variants = enumeration.variants.iter().map(|variant| self::variant(variant, plain));
    quote! {
        #docs
        #(#derives)*
        #repr
        pub enum #name {
            #(#variants),*
        }
    }
}

/// A variant as declared.
pub(super) fn variant<T: types::Field>(variant: &Variant<T>, with_discriminant: bool) -> TokenStream {
    let (docs, name) = (doc_comment(&variant.docs), ident(&variant.name));
    let discriminant = with_discriminant.then(|| {
        let value = Literal::i64_unsuffixed(variant.discriminant);
        quote!(= #value)
    });
    let fields = match variant.shape {
        VariantShape::Unit => TokenStream::new(),
        VariantShape::Tuple => {
            let types = variant.fields.iter().map(|field| field.ty.tokens());
            quote!((#(#types),*))
        }
        VariantShape::Named => {
            let fields = variant.fields.iter().map(named_field);
            quote!({ #(#fields),* })
        }
    };
    quote!(#docs #name #fields #discriminant)
}

fn named_field<T: types::Field>(field: &Field<T>) -> TokenStream {
    let (docs, name, ty) = (doc_comment(&field.docs), ident(&field.name), field.ty.tokens());
    quote!(#docs #name: #ty)
}

/// How an enum is passed.
pub(super) fn enumeration_glue(enumeration: &Enum, _plan: &Named) -> TokenStream {
    if enumeration.is_plain() { plain_glue(enumeration) } else { data_glue(enumeration) }
}

fn plain_glue(enumeration: &Enum) -> TokenStream {
    let (name, text) = (ident(&enumeration.name), enumeration.name.to_string());
    let variants: Vec<Ident> = enumeration.variants.iter().map(|variant| ident(&variant.name)).collect();
    let values: Vec<Literal> =
        enumeration.variants.iter().map(|variant| Literal::i64_unsuffixed(variant.discriminant)).collect();
    // How an adopted enum lies in memory is its own affair: it is converted.
    let in_place = enumeration.adopted.is_none();
    let discriminants = enumeration.adopted.as_ref().map(|_| adopted::discriminants(enumeration));
    let matched = matched(enumeration);
    quote! {
        #discriminants

        // SAFETY: `from_raw` accepts exactly the discriminants. Where it is read in place, the enum is `repr(i32)`.
        unsafe impl __spandrel::Plain<SpandrelBridge> for #name {
            type Raw = i32;
            const IN_PLACE: bool = #in_place;
            const ANY: bool = false;
            #[inline]
            fn from_raw(raw: i32) -> Result<Self, __spandrel::Refusal> {
                match raw {
                    #(#values => Ok(#name::#variants),)*
                    other => Err(__spandrel::Refusal::Variant { name: #text, value: i64::from(other) }),
                }
            }
            #[inline]
            fn to_raw(&self) -> Result<i32, __spandrel::Refusal> {
                Ok(#matched {
                    #(#name::#variants => #values,)*
                })
            }
        }

        impl __spandrel::Word<SpandrelBridge> for #name {
            #[inline]
            fn to_word(&self) -> Result<u64, __spandrel::Refusal> {
                Ok(__spandrel::Plain::<SpandrelBridge>::to_raw(self)? as u64)
            }
        }

        impl __spandrel::Encode<SpandrelBridge> for #name {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                if let Ok(raw) = __spandrel::Plain::<SpandrelBridge>::to_raw(self) {
                    __spandrel::Encode::<SpandrelBridge>::encode(&raw, writer);
                }
            }
        }

        impl __spandrel::Decode<SpandrelBridge> for #name {
            const MIN_SIZE: usize = 4;
            #[inline]
            fn decode(reader: &mut __spandrel::Reader<'_>) -> Result<Self, __spandrel::Refusal> {
                __spandrel::Plain::<SpandrelBridge>::from_raw(__spandrel::Decode::<SpandrelBridge>::decode(reader)?)
            }
        }
    }
}

/// `match self`: an adopted enum has variants that the bridge does not declare where its name stands.
pub(super) fn matched<T>(enumeration: &bridge::Enum<T>) -> TokenStream {
    if enumeration.adopted.is_none() {
        return quote!(match self);
    }
    quote_spanned!(adopted::here(enumeration.name.span())=> match self)
}

fn data_glue(enumeration: &Enum) -> TokenStream {
    let (name, text) = (ident(&enumeration.name), enumeration.name.to_string());
    let matched = matched(enumeration);
    let encoders = enumeration.variants.iter().zip(0u32..).map(|(variant, index)| {
        let (name, (pattern, fields)) = (at(&name, variant), read_variant(enumeration, variant));
        quote! {
            #name::#pattern => {
                writer.variant(#index);
                #(__spandrel::Encode::<SpandrelBridge>::encode(#fields, writer);)*
            }
        }
    });
    let decoders = enumeration.variants.iter().zip(0u32..).map(|(variant, index)| {
        let (name, value) = (at(&name, variant), construct(variant));
        quote!(#index => #name::#value)
    });
    quote! {
        impl __spandrel::Encode<SpandrelBridge> for #name {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                #matched { #(#encoders)* }
            }
        }

        impl __spandrel::Decode<SpandrelBridge> for #name {
            const MIN_SIZE: usize = 4;
            fn decode(reader: &mut __spandrel::Reader<'_>) -> Result<Self, __spandrel::Refusal> {
                Ok(match reader.variant()? {
                    #(#decoders,)*
                    other => {
                        let value = i64::from(other);
                        return Err(__spandrel::Refusal::Variant { name: #text, value });
                    }
                })
            }
        }
    }
}

/// The name of an enum in front of that of a variant, where that stands.
pub(super) fn at<T>(name: &Ident, variant: &Variant<T>) -> Ident {
    let mut name = name.clone();
    name.set_span(name.span().located_at(variant.name.span()));
    name
}

/// A pattern that binds every field of a variant, and a reference to each.
pub(super) fn read_variant<T: types::Field>(
    enumeration: &bridge::Enum<T>,
    variant: &Variant<T>,
) -> (TokenStream, Vec<TokenStream>) {
    if enumeration.adopted.is_none() {
        let (pattern, bindings) = pattern(variant);
        return (pattern, bindings.iter().map(ToTokens::to_token_stream).collect());
    }
    let (pattern, bindings) = adopted::pattern(variant);
    let seen = variant.fields.iter().zip(&bindings).map(|(field, binding)| adopted::seen(field, binding));
    (pattern, seen.collect())
}

/// A pattern that binds every field of a variant, and the bindings in order.
pub(super) fn pattern<T>(variant: &Variant<T>) -> (TokenStream, Vec<Ident>) {
    let name = ident(&variant.name);
    let bindings: Vec<Ident> = (0..variant.fields.len()).map(|index| format_ident!("field{index}")).collect();
    let pattern = match variant.shape {
        VariantShape::Unit => quote!(#name),
        VariantShape::Tuple => quote!(#name(#(#bindings),*)),
        VariantShape::Named => {
            let fields = variant.fields.iter().map(|field| ident(&field.name));
            quote!(#name { #(#fields: #bindings),* })
        }
    };
    (pattern, bindings)
}

/// A variant built from the fields that follow in the reader.
pub(super) fn construct<T>(variant: &Variant<T>) -> TokenStream {
    let name = ident(&variant.name);
    match variant.shape {
        VariantShape::Unit => quote!(#name),
        VariantShape::Tuple => {
            let fields =
                variant.fields.iter().map(|_| quote!(__spandrel::Decode::<SpandrelBridge>::decode(reader)?));
            quote_spanned!(adopted::here(name.span())=> #name(#(#fields),*))
        }
        VariantShape::Named => {
            let fields = variant.fields.iter().map(|field| {
                let name = ident(&field.name);
                quote!(#name: __spandrel::Decode::<SpandrelBridge>::decode(reader)?)
            });
            quote_spanned!(adopted::here(name.span())=> #name { #(#fields),* })
        }
    }
}
