//! What Go implements and Rust calls: functions, types behind which Go values lie, and the closures that stand for
//! callbacks.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use spandrel_plan::{GoAnswer, GoPart, GoSlot, ImportPlan, Param, Target, Value, types::Returns};
use spandrel_syntax::{
    bridge::{Function, Opaque},
    types::Failure,
};

use super::{doc_comment, go_tasks, rings, shapes, streams, types};
use crate::{
    Named,
    names::{
        go,
        rust::{argument, ident},
    },
};

/// What the user sees: the free functions and the types of Go values.
pub(super) fn imports(plan: &Named) -> TokenStream {
    if !plan.calls_go() {
        return TokenStream::new();
    }
    let functions = plan.imports.iter().enumerate().filter_map(|(number, import)| {
        let function = import.free_function()?;
        Some(self::function(function, import, number, None, plan))
    });
    let interfaces = plan.bridge.interfaces.iter().map(|interface| self::interface(interface, plan));
    // The hash has 16 hexadecimal digits.
    let contract = format!("0x{}_u64", plan.contract.hash).parse::<TokenStream>().unwrap_or_default();
    let declared =
        plan.imports.iter().enumerate().map(|(number, import)| shapes::declared(import, number, plan));
    quote! {
        #[doc(hidden)]
        static SPANDREL_IMPORTS: ::spandrel::private::Imports = {
            use ::spandrel::private as __spandrel;
            __spandrel::Imports::new(#contract, &[#(#declared),*])
        };

        #(#functions)*
        #(#interfaces)*
    }
}

fn interface(interface: &Opaque, plan: &Named) -> TokenStream {
    let (docs, name) = (doc_comment(&interface.docs), ident(&interface.name));
    let methods = plan.imports.iter().enumerate().filter_map(|(number, import)| match &import.target {
        Target::Function(function) if import.interface() == Some(&interface.name) => {
            Some(self::function(function, import, number, Some(quote!(self.value.reference())), plan))
        }
        Target::Function(_) | Target::Callback { .. } => None,
    });
    quote! {
        #docs
        #[derive(Debug)]
        pub struct #name {
            value: ::spandrel::private::GoValue,
        }

        impl #name {
            #(#methods)*
        }
    }
}

/// A function or method that calls Go.
fn function(
    function: &Function,
    import: &ImportPlan,
    number: usize,
    target: Option<TokenStream>,
    plan: &Named,
) -> TokenStream {
    let (docs, name) = (doc_comment(&function.docs), ident(&function.name));
    let params: Vec<TokenStream> = import
        .params
        .iter()
        .map(|param| {
            let (name, ty) = (ident(&param.name), types::param(&param.ty));
            quote!(#name: #ty)
        })
        .collect();
    let receiver = target.is_some().then(|| quote!(&self,));
    let names = function.params.iter().map(|param| ident(&param.name)).collect::<Vec<_>>();
    let arguments = (0..names.len()).map(argument);
    let target = target.unwrap_or_else(|| quote!(0));
    let (modifier, returns, body) = if import.answers_later() {
        let call = call(import, number, &target, &quote!(begin), plan);
        let entry_point = entry_point(import);
        let answer = or_raise(&import.returns, &wrap(import, &quote!(answer)), plan);
        go_tasks::signature_and_body(
            import,
            &call,
            &quote!(#entry_point()),
            &answer,
            types::go_returns(&import.returns),
        )
    } else {
        (TokenStream::new(), types::go_returns(&import.returns), body(import, number, &target, plan))
    };
    // A panic for want of a place for an error names the call, not the glue. An async function cannot tell its caller.
    let track =
        (import.returns.failure == Failure::None && !import.answers_later()).then(|| quote!(#[track_caller]));
    let body = quote! {
        use ::spandrel::private as __spandrel;
        let (#(#arguments,)*) = (#(#names,)*);
        #body
    };
    let body = if import.is_async() { streams::gated_body(&names, &body) } else { body };
    let item = quote! {
        #docs
        #track
        pub #modifier fn #name(#receiver #(#params),*) -> #returns {
            #body
        }
    };
    let item = if import.stream().is_some() { streams::gated(item) } else { item };
    rings::gated_import(import, item)
}

/// The closure that stands for a Go function which was passed as a parameter; `value` is the variable that holds it.
pub(super) fn closure(
    import: &ImportPlan,
    number: usize,
    value: &Ident,
    owned: bool,
    plan: &Named,
) -> TokenStream {
    let params = import.params.iter().enumerate().map(|(index, param)| {
        let (name, ty) = (argument(index), types::param(&param.ty));
        quote!(#name: #ty)
    });
    let returns = types::go_returns(&import.returns);
    let body = body(import, number, &quote!(#value.reference()), plan);
    let capture = owned.then(|| quote!(move));
    let closure = quote!(#capture |#(#params),*| -> #returns { #body });
    if owned { quote!(::std::boxed::Box::new(#closure)) } else { closure }
}

/// The call and its answer. The arguments are bound as `arg0`, `arg1`, …
fn body(import: &ImportPlan, number: usize, target: &TokenStream, plan: &Named) -> TokenStream {
    let call = call(import, number, target, &entry_point(import), plan);
    let answer = or_raise(&import.returns, &wrap(import, &quote!(call())), plan);
    quote!(#call #answer)
}

/// What makes of a Go value one of its type.
fn wrap(import: &ImportPlan, answer: &TokenStream) -> TokenStream {
    match &import.answer {
        GoAnswer::Interface(interface) => {
            let interface = ident(interface);
            quote!(#answer.map(|value| #interface { value }))
        }
        GoAnswer::Nothing
        | GoAnswer::Plain(_)
        | GoAnswer::Bytes { .. }
        | GoAnswer::Packed
        | GoAnswer::Owned(_)
        | GoAnswer::Stream { .. } => answer.clone(),
    }
}

/// The entry point for the result, under the same name for one at once and for one that comes later.
fn entry_point(import: &ImportPlan) -> TokenStream {
    let ok = types::success(&import.returns.ok);
    match &import.answer {
        GoAnswer::Nothing => quote!(nothing),
        GoAnswer::Plain(Value::Word) => quote!(word::<SpandrelBridge, #ok>),
        GoAnswer::Plain(Value::Struct) => quote!(plain::<SpandrelBridge, #ok>),
        GoAnswer::Bytes { text: true } => quote!(text),
        GoAnswer::Bytes { text: false } => quote!(bytes),
        GoAnswer::Packed => quote!(packed::<SpandrelBridge, #ok>),
        GoAnswer::Owned(_) => quote!(retained::<#ok>),
        // A stream has no answer.
        GoAnswer::Interface(_) | GoAnswer::Stream { .. } => quote!(value),
    }
}

/// What becomes of an error: where the Go function has none to return, and where the bridge declares which one it is.
fn or_raise(returns: &Returns, answer: &TokenStream, plan: &Named) -> TokenStream {
    match &returns.failure {
        Failure::None => quote!(::spandrel::GoError::or_raise(#answer)),
        Failure::Declared(name) => {
            let adopted = plan.data.errors.iter().any(|error| error.name == *name && error.adopted.is_some());
            let (bridge, name) = (if adopted { quote!(SpandrelBridge) } else { quote!(()) }, ident(name));
            quote!(#answer.map_err(::spandrel::GoError::into_declared::<#name, #bridge>))
        }
        Failure::Go => answer.clone(),
    }
}

/// A closure `call` that passes the arguments, as words and packed bytes, to an entry point.
fn call(
    import: &ImportPlan,
    number: usize,
    target: &TokenStream,
    entry_point: &TokenStream,
    plan: &Named,
) -> TokenStream {
    let name = plan.names.import(import);
    let number = number as u64;
    let (mut statements, mut words) = (Vec::new(), Vec::new());
    for slot in &import.signature.slots {
        self::slot(*slot, import, &mut statements, &mut words);
    }
    let count = words.len();
    let packed = if import.packs() {
        statements.insert(0, quote!(let mut packed = __spandrel::Writer::new();));
        statements.push(quote!(let packed = IMPORT.packed(packed)?;));
        quote!(&packed)
    } else {
        quote!(&[])
    };
    quote! {
        const IMPORT: __spandrel::Import = __spandrel::Import { number: #number, name: #name };
        let call = || {
            #(#statements)*
            let words: [u64; #count] = [#(#words),*];
            SPANDREL_IMPORTS.#entry_point(&IMPORT, #target, &words, #packed)
        };
    }
}

/// What is passed in a slot: statements that prepare it, and the word, if it is one.
fn slot(slot: GoSlot, import: &ImportPlan, statements: &mut Vec<TokenStream>, words: &mut Vec<TokenStream>) {
    let (index, param) = (slot.param, &import.params[slot.param]);
    let (name, text) = (argument(index), go::param(&param.name.to_string()));
    let (raw, len) = (format_ident!("raw{index}"), format_ident!("len{index}"));
    match slot.part {
        GoPart::Word => words.push(quote!(IMPORT.argument::<SpandrelBridge, _>(#text, &#name)?)),
        GoPart::Struct => {
            statements.push(quote!(let #raw = IMPORT.raw_argument::<SpandrelBridge, _>(#text, &#name)?;));
            words.push(quote!(__spandrel::address(&#raw)));
        }
        GoPart::Text => {
            statements.push(quote!(let [#raw, #len] = __spandrel::memory(#name.as_bytes());));
            words.push(quote!(#raw));
        }
        GoPart::Items => {
            let item = types::item(&param.ty);
            statements.push(quote! {
                let #raw = IMPORT.slice::<SpandrelBridge, #item>(#text, &#name)?;
                let [#raw, #len] = #raw.memory();
            });
            words.push(quote!(#raw));
        }
        GoPart::TextLength | GoPart::ItemCount => words.push(quote!(#len)),
        GoPart::Block(_) => {
            statements.push(quote!(let #raw = __spandrel::Transfer::of(#name);));
            words.push(quote!(#raw.word()));
        }
        GoPart::Reference => words.push(quote!(#name.value.reference())),
        GoPart::Ring => {
            statements.push(quote!(let #raw = ::spandrel::ring::Transfer::from(#name);));
            words.push(quote!(#raw.word()));
        }
        GoPart::Packed => {
            let value = if matches!(param.ty, Param::Slice(_)) { quote!(#name) } else { quote!(&#name) };
            statements.push(quote!(__spandrel::Encode::<SpandrelBridge>::encode(#value, &mut packed);));
        }
    }
}
