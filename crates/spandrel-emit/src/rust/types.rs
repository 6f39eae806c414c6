//! Types in Rust.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use spandrel_syntax::types::{Callback, Failure, Hold, Type};

use crate::names::rust::ident;

/// A type as it is written inside the bridge module.
pub(super) fn tokens(ty: &Type) -> TokenStream {
    match ty {
        Type::Unit | Type::Refused => quote!(()),
        Type::Scalar(scalar) => {
            let name = Ident::new(scalar.name(), Span::call_site());
            quote!(::core::primitive::#name)
        }
        Type::Str => quote!(&str),
        Type::String => quote!(::std::string::String),
        Type::Slice(item) => {
            let item = tokens(item);
            quote!(&[#item])
        }
        Type::Vec(item) => {
            let item = tokens(item);
            quote!(::std::vec::Vec<#item>)
        }
        Type::Array(item, length) => {
            let item = tokens(item);
            quote!([#item; #length])
        }
        Type::Option(item) => {
            let item = tokens(item);
            quote!(::std::option::Option<#item>)
        }
        Type::Tuple(items) => {
            let items = items.iter().map(tokens);
            quote!((#(#items),*))
        }
        Type::Map { key, value, sorted } => {
            let (key, value) = (tokens(key), tokens(value));
            if *sorted {
                quote!(::std::collections::BTreeMap<#key, #value>)
            } else {
                quote!(::std::collections::HashMap<#key, #value>)
            }
        }
        Type::Set { item, sorted } => {
            let item = tokens(item);
            if *sorted {
                quote!(::std::collections::BTreeSet<#item>)
            } else {
                quote!(::std::collections::HashSet<#item>)
            }
        }
        Type::Duration => quote!(::std::time::Duration),
        Type::SystemTime => quote!(::std::time::SystemTime),
        Type::Record(name) | Type::Enum(name) | Type::Error(name) => ident(name).into_token_stream(),
        Type::Object(name, hold) => {
            let name = ident(name);
            match hold {
                Hold::Owned => quote!(super::#name),
                Hold::Shared => quote!(&super::#name),
                Hold::Exclusive => quote!(&mut super::#name),
            }
        }
        Type::Bytes => quote!(::spandrel::Bytes),
        Type::Secret { text: true } => quote!(::spandrel::Secret<::core::primitive::str>),
        Type::Secret { text: false } => quote!(::spandrel::Secret<[::core::primitive::u8]>),
        Type::Interface(name, hold) => {
            let name = ident(name);
            if *hold == Hold::Owned { quote!(#name) } else { quote!(&#name) }
        }
        Type::Callback(callback) => self::callback(callback),
        // What a stream is stands with the function that returns it.
        Type::Stream(_) => quote!(()),
    }
}

fn callback(callback: &Callback) -> TokenStream {
    let params = callback.params.iter().map(tokens);
    let ok = tokens(&callback.result.ok);
    let returns = match callback.result.failure {
        Failure::None => ok,
        Failure::Declared(_) | Failure::Go => quote!(::std::result::Result<#ok, ::spandrel::GoError>),
    };
    let shape = quote!(dyn ::core::ops::Fn(#(#params),*) -> #returns);
    if callback.kept {
        quote!(::std::boxed::Box<#shape + ::core::marker::Send + ::core::marker::Sync>)
    } else {
        quote!(&(#shape))
    }
}

/// The element type of a slice or list.
pub(super) fn item(ty: &Type) -> TokenStream {
    match ty {
        Type::Slice(item) | Type::Vec(item) => tokens(item),
        other => tokens(other),
    }
}
