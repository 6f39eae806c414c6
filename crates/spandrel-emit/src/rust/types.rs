//! Types in Rust.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use spandrel_plan::{
    Data, ErrorField, Param, Ring, Success,
    types::{Callback, Returns},
};
use spandrel_syntax::types::Failure;

use crate::names::rust::ident;

/// Data as it is written inside the bridge module.
pub(super) fn data(ty: &Data) -> TokenStream {
    match ty {
        Data::Scalar(scalar) => {
            let name = Ident::new(scalar.name(), Span::call_site());
            quote!(::core::primitive::#name)
        }
        Data::String => quote!(::std::string::String),
        Data::Vec(item) => {
            let item = data(item);
            quote!(::std::vec::Vec<#item>)
        }
        Data::Array(item, length) => {
            let item = data(item);
            quote!([#item; #length])
        }
        Data::Option(item) => {
            let item = data(item);
            quote!(::std::option::Option<#item>)
        }
        Data::Tuple(items) => {
            let items = items.iter().map(data);
            quote!((#(#items),*))
        }
        Data::Map { key, value, sorted } => {
            let (key, value) = (data(key), data(value));
            if *sorted {
                quote!(::std::collections::BTreeMap<#key, #value>)
            } else {
                quote!(::std::collections::HashMap<#key, #value>)
            }
        }
        Data::Set { item, sorted } => {
            let item = data(item);
            if *sorted {
                quote!(::std::collections::BTreeSet<#item>)
            } else {
                quote!(::std::collections::HashSet<#item>)
            }
        }
        Data::Duration => quote!(::std::time::Duration),
        Data::SystemTime => quote!(::std::time::SystemTime),
        Data::Record(name) | Data::Enum(name) => ident(name).into_token_stream(),
    }
}

/// A parameter's type.
pub(super) fn param(ty: &Param) -> TokenStream {
    match ty {
        Param::Data(ty) => data(ty),
        Param::Str => quote!(&str),
        Param::Slice(item) => {
            let item = data(item);
            quote!(&[#item])
        }
        Param::Bytes => bytes(),
        Param::Secret { text } => secret(*text),
        Param::Object { name, exclusive } => {
            let name = ident(name);
            if *exclusive { quote!(&mut super::#name) } else { quote!(&super::#name) }
        }
        Param::Interface { name, owned } => {
            let name = ident(name);
            if *owned { quote!(#name) } else { quote!(&#name) }
        }
        Param::Callback(callback) => self::callback(callback),
        Param::Ring(ring) => self::ring(ring),
    }
}

/// The type of a success value.
pub(super) fn success(ok: &Success) -> TokenStream {
    match ok {
        // What a stream is stands with the function that returns it.
        Success::Unit | Success::Stream(_) => quote!(()),
        Success::Data(ty) => data(ty),
        Success::Bytes => bytes(),
        Success::Secret { text } => secret(*text),
        Success::Object(name) => {
            let name = ident(name);
            quote!(super::#name)
        }
        Success::Interface(name) => ident(name).into_token_stream(),
        Success::Ring(ring) => self::ring(ring),
    }
}

/// The type of an end of a ring.
fn ring(ring: &Ring) -> TokenStream {
    let end = Ident::new(ring.end.name(), Span::call_site());
    let message = ring.message.as_ref().map_or_else(|| quote!([::core::primitive::u8]), data);
    quote!(::spandrel::ring::#end<#message>)
}

/// The type of a field.
pub(super) trait Field {
    /// As it is written inside the bridge module.
    fn tokens(&self) -> TokenStream;
}

impl Field for Data {
    fn tokens(&self) -> TokenStream {
        data(self)
    }
}

impl Field for ErrorField {
    fn tokens(&self) -> TokenStream {
        match self {
            ErrorField::Data(ty) => data(ty),
            ErrorField::Source(name) => ident(name).into_token_stream(),
        }
    }
}

fn bytes() -> TokenStream {
    quote!(::spandrel::Bytes)
}

fn secret(text: bool) -> TokenStream {
    if text {
        quote!(::spandrel::Secret<::core::primitive::str>)
    } else {
        quote!(::spandrel::Secret<[::core::primitive::u8]>)
    }
}

/// What a Go function returns to its caller in Rust.
pub(super) fn go_returns(returns: &Returns) -> TokenStream {
    let ok = success(&returns.ok);
    match returns.failure {
        Failure::None => ok,
        Failure::Declared(ref error) => {
            let error = ident(error);
            quote!(::std::result::Result<#ok, #error>)
        }
        Failure::Go => quote!(::std::result::Result<#ok, ::spandrel::GoError>),
    }
}

fn callback(callback: &Callback) -> TokenStream {
    let params = callback.params.iter().map(param);
    let returns = go_returns(&callback.returns);
    let shape = quote!(dyn ::core::ops::Fn(#(#params),*) -> #returns);
    if callback.owned {
        quote!(::std::boxed::Box<#shape + ::core::marker::Send + ::core::marker::Sync>)
    } else {
        quote!(&(#shape))
    }
}

/// The element type of a slice or list.
pub(super) fn item(ty: &Param) -> TokenStream {
    ty.item().map_or_else(|| param(ty), data)
}
