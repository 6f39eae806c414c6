//! `#[error]` enums in Rust: the enum, its message, and how it is passed.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use spandrel_plan::{Data, ErrorField, types::ErrorEnum};
use spandrel_syntax::{
    bridge::Variant,
    message::{Message, Piece},
};

use super::{adopted, data, doc_comment};
use crate::{Named, names::rust::ident};

/// The `enum` the user sees, with `Display` and `Error` from its doc comments.
///
/// An adopted one has them of its own.
pub(super) fn error(error: &ErrorEnum, _plan: &Named) -> TokenStream {
    if let Some(adopted) = &error.adopted {
        return adopted::import(&error.name, adopted);
    }
    let (docs, derives, name) = (doc_comment(&error.docs), &error.derives, ident(&error.name));
    let debug = (!derives_debug(error)).then(|| quote!(#[derive(Debug)]));
    let variants = error.variants.iter().map(|variant| data::variant(variant, false));
    quote! {
        #docs
        #(#derives)*
        #debug
        pub enum #name {
            #(#variants),*
        }
    }
}

/// How an error is passed.
pub(super) fn error_glue(error: &ErrorEnum, plan: &Named) -> TokenStream {
    let name = ident(&error.name);
    let is_adopted = error.adopted.is_some();
    let display = (!is_adopted).then(|| display(error));
    let message =
        if is_adopted { adopted::message(error) } else { quote!(::std::string::ToString::to_string(self)) };
    // What an adopted error is made of is compared with the bridge where one is read.
    let decode = (plan.calls_go() || is_adopted).then(|| decode(error));
    let returning = plan.calls_go().then(|| returning(error, plan));
    let matched = data::matched(error);
    let encoders = error.variants.iter().zip(0u32..).map(|(variant, index)| {
        let (name, (pattern, fields)) = (data::at(&name, variant), data::read_variant(error, variant));
        quote! {
            #name::#pattern => {
                writer.variant(#index);
                writer.text(&message);
                #(__spandrel::Encode::<SpandrelBridge>::encode(#fields, writer);)*
            }
        }
    });
    quote! {
        #display

        impl __spandrel::Encode<SpandrelBridge> for #name {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = #message;
                #matched { #(#encoders)* }
            }
        }

        #decode
        #returning
    }
}

/// `Display` and `Error`, from the doc comments.
fn display(error: &ErrorEnum) -> TokenStream {
    let name = ident(&error.name);
    let messages = error.variants.iter().map(|variant| message_arm(error, variant));
    let sources = error.variants.iter().filter_map(|variant| source_arm(error, variant));
    quote! {
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self { #(#messages)* }
            }
        }

        impl ::std::error::Error for #name {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    #(#sources)*
                    _ => None,
                }
            }
        }
    }
}

/// How an error is read that went to Go.
fn decode(error: &ErrorEnum) -> TokenStream {
    let (name, text) = (ident(&error.name), error.name.to_string());
    let decoders = error.variants.iter().zip(0u32..).map(|(variant, index)| {
        let (name, value) = (data::at(&name, variant), data::construct(variant));
        quote!(#index => #name::#value)
    });
    quote! {
        impl __spandrel::Decode<SpandrelBridge> for #name {
            const MIN_SIZE: usize = 12;
            fn decode(reader: &mut __spandrel::Reader<'_>) -> Result<Self, __spandrel::Refusal> {
                let variant = reader.variant()?;
                let _message =
                    <::std::string::String as __spandrel::Decode<SpandrelBridge>>::decode(reader)?;
                Ok(match variant {
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

/// How an error comes back that went to Go: it is found in the error of a call.
fn returning(error: &ErrorEnum, plan: &Named) -> TokenStream {
    let (name, package) = (ident(&error.name), &plan.bridge.package);
    let number = plan.data.errors.iter().position(|known| known.name == error.name).unwrap_or_default() as u8;
    // The trait and an adopted error may both be of other crates: the bridge is what is of this one.
    let bridge = error.adopted.as_ref().map(|_| quote!(<SpandrelBridge>));
    quote! {
        impl ::spandrel::DeclaredError #bridge for #name {
            const PACKAGE: &'static str = #package;
            const NUMBER: u8 = #number;
            fn decode_fields(fields: &[u8]) -> Option<Self> {
                let mut reader = __spandrel::Reader::new(fields);
                let error = __spandrel::Decode::<SpandrelBridge>::decode(&mut reader).ok()?;
                reader.finish().ok().map(|()| error)
            }
        }
    }
}

fn derives_debug(error: &ErrorEnum) -> bool {
    type Paths = syn::punctuated::Punctuated<syn::Path, syn::Token![,]>;
    error.derives.iter().any(|attribute| {
        attribute
            .parse_args_with(Paths::parse_terminated)
            .is_ok_and(|paths| paths.iter().any(|path| path.is_ident("Debug")))
    })
}

fn message_arm(error: &ErrorEnum, variant: &Variant<ErrorField>) -> TokenStream {
    let (pattern, bindings) = data::pattern(variant);
    let name = ident(&error.name);
    let mut format = String::new();
    let mut arguments = Vec::new();
    for piece in Message::of(variant).pieces {
        match piece {
            Piece::Text(text) => format.push_str(&text.replace('{', "{{").replace('}', "}}")),
            Piece::Field(field) => {
                let index = variant.fields.iter().position(|known| known.name == field);
                let Some(index) = index else { continue };
                format.push_str(if displays(&variant.fields[index].ty) { "{}" } else { "{:?}" });
                arguments.push(format_ident!("field{index}"));
            }
        }
    }
    quote! {
        #name::#pattern => {
            #(let _ = #bindings;)*
            ::std::write!(f, #format #(, #arguments)*)
        }
    }
}

/// Whether a type has `Display`. Others are shown by `Debug`.
fn displays(ty: &ErrorField) -> bool {
    match ty {
        ErrorField::Source(_) | ErrorField::Data(Data::Scalar(_) | Data::String) => true,
        ErrorField::Data(
            Data::Vec(_)
            | Data::Array(..)
            | Data::Option(_)
            | Data::Tuple(_)
            | Data::Map { .. }
            | Data::Set { .. }
            | Data::Duration
            | Data::SystemTime
            | Data::Record(_)
            | Data::Enum(_),
        ) => false,
    }
}

fn source_arm(error: &ErrorEnum, variant: &Variant<ErrorField>) -> Option<TokenStream> {
    let source = variant.fields.iter().find(|field| field.ty.data().is_none())?;
    let (name, variant, field) = (ident(&error.name), ident(&variant.name), ident(&source.name));
    Some(quote!(#name::#variant { #field: source, .. } => Some(source),))
}
