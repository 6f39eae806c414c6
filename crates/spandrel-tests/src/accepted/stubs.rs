//! The Rust code that a bridge asks for, without a body: opaque types, functions, methods.

use std::fmt::Write;

use proc_macro2::Ident;
use spandrel_emit::names::rust::ident;
use spandrel_syntax::{
    Bridge, Type,
    bridge::{Function, Receiver, Side},
    types::{Callback, Failure, Hold, Returns},
};

/// Writes what stands beside a bridge module called `ffi`.
pub(super) fn stubs(bridge: &Bridge) -> String {
    let mut text = String::new();
    for object in &bridge.objects {
        let name = ident(&object.name);
        let _ = writeln!(text, "pub struct {name} {{ pub inside: ::core::primitive::u64 }}");
        let _ = writeln!(text, "impl {name} {{");
        for function in rust_functions(bridge, Some(&object.name)) {
            text.push_str(&self::function(function));
        }
        let _ = writeln!(text, "}}");
    }
    for function in rust_functions(bridge, None) {
        text.push_str(&self::function(function));
    }
    text
}

fn rust_functions<'a>(bridge: &'a Bridge, owner: Option<&'a Ident>) -> impl Iterator<Item = &'a Function> {
    let of_owner = move |function: &&Function| function.receiver.owner() == owner;
    bridge.functions.iter().filter(|function| function.side == Side::Rust).filter(of_owner)
}

fn function(function: &Function) -> String {
    let receiver = match &function.receiver {
        Receiver::Shared(_) => "&self, ",
        Receiver::Exclusive(_) => "&mut self, ",
        Receiver::Free | Receiver::Constructor(_) => "",
    };
    let params =
        function.params.iter().map(|param| format!("{}: {}, ", ident(&param.name), written(&param.ty)));
    let (result, body) = match &function.returns.ok {
        Type::Stream(item) => {
            let item = returns(item);
            let result = format!("impl ::spandrel::Stream<Item = {item}> + ::core::marker::Send + use<>");
            (result, format!("crate::Items::<{item}>::none()"))
        }
        _ => (returns(&function.returns), "::core::unimplemented!()".to_owned()),
    };
    let (modifier, name) = (if function.is_async { "async " } else { "" }, ident(&function.name));
    format!("pub {modifier}fn {name}({receiver}{}) -> {result} {{ {body} }}\n", params.collect::<String>())
}

fn returns(returns: &Returns) -> String {
    let ok = written(&returns.ok);
    match &returns.failure {
        Failure::None => ok,
        Failure::Declared(error) => format!("::core::result::Result<{ok}, ffi::{}>", ident(error)),
        Failure::Go => format!("::core::result::Result<{ok}, ::spandrel::GoError>"),
    }
}

/// A type as it is written beside the bridge, whatever the names there are.
pub(super) fn written(ty: &Type) -> String {
    match ty {
        Type::Unit | Type::Refused => "()".to_owned(),
        Type::Scalar(scalar) => format!("::core::primitive::{}", scalar.name()),
        Type::Str => "&::core::primitive::str".to_owned(),
        Type::String => "::std::string::String".to_owned(),
        Type::Slice(item) => format!("&[{}]", written(item)),
        Type::Vec(item) => format!("::std::vec::Vec<{}>", written(item)),
        Type::Array(item, length) => format!("[{}; {length}]", written(item)),
        Type::Option(item) => format!("::core::option::Option<{}>", written(item)),
        Type::Tuple(items) => {
            format!("({})", items.iter().map(written).collect::<Vec<_>>().join(", "))
        }
        Type::Map { key, value, sorted } => {
            let map = if *sorted { "BTreeMap" } else { "HashMap" };
            format!("::std::collections::{map}<{}, {}>", written(key), written(value))
        }
        Type::Set { item, sorted } => {
            let set = if *sorted { "BTreeSet" } else { "HashSet" };
            format!("::std::collections::{set}<{}>", written(item))
        }
        Type::Duration => "::std::time::Duration".to_owned(),
        Type::SystemTime => "::std::time::SystemTime".to_owned(),
        Type::Bytes => "::spandrel::Bytes".to_owned(),
        Type::Secret { text: true } => "::spandrel::Secret<::core::primitive::str>".to_owned(),
        Type::Secret { text: false } => "::spandrel::Secret<[::core::primitive::u8]>".to_owned(),
        Type::Record(name) | Type::Enum(name) | Type::Error(name) => format!("ffi::{}", ident(name)),
        Type::Object(name, hold) => format!("{}{}", reference(*hold), ident(name)),
        Type::Interface(name, hold) => format!("{}ffi::{}", reference(*hold), ident(name)),
        Type::Callback(callback) => self::callback(callback),
        Type::Stream(item) => format!("impl ::spandrel::Stream<Item = {}>", returns(item)),
        Type::Ring(end, message) => {
            let message = message.as_deref().map_or_else(|| "[::core::primitive::u8]".to_owned(), written);
            format!("::spandrel::ring::{}<{message}>", end.name())
        }
    }
}

fn reference(hold: Hold) -> &'static str {
    match hold {
        Hold::Owned => "",
        Hold::Shared => "&",
        Hold::Exclusive => "&mut ",
    }
}

fn callback(callback: &Callback) -> String {
    let params = callback.params.iter().map(written).collect::<Vec<_>>().join(", ");
    let shape = format!("dyn ::core::ops::Fn({params}) -> {}", returns(&callback.result));
    if callback.owned {
        format!("::std::boxed::Box<{shape} + ::core::marker::Send + ::core::marker::Sync>")
    } else {
        format!("&({shape})")
    }
}
