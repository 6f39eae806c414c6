//! The C function of each bridge function.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use spandrel_plan::{
    Answer, Crossing, Data, FunctionPlan, Memory, Param, ParamPlan, Part, Region, Return, Slot, Value,
};
use spandrel_syntax::{bridge::Receiver, types::Failure};

use super::{declared, imports, streams, types};
use crate::{
    Named,
    names::{
        go,
        rust::{argument, ident, slot},
    },
};

/// The `extern "C"` function that Go calls.
///
/// It is not declared `unsafe`, though it rests on what Go passes: the user's function is called in it, and one that is
/// unsafe must not be callable there. For the same reason no unsafe block stands around that call.
///
/// That of a leaf is called by two entries: by the one here, through cgo, and by that of [`leaf::entries`](super::leaf::entries).
pub(super) fn function(function: &FunctionPlan, plan: &Named) -> TokenStream {
    let name = call_name(function);
    let symbol = &function.signature.symbol;
    let (params, types) = parameters(function);
    let returns = returns(function);
    let body = if function.fallible { fallible(function, plan) } else { infallible(function, plan) };
    if !function.declared.leaf {
        return quote! {
            #[unsafe(export_name = #symbol)]
            pub extern "C" fn #name(#(#params: #types),*) #returns {
                #body
            }
        };
    }
    let ordinary = format_ident!("ordinary_{name}");
    quote! {
        extern "C" fn #name(#(#params: #types),*) #returns {
            #body
        }

        #[unsafe(export_name = #symbol)]
        pub extern "C" fn #ordinary(#(#params: #types),*) #returns {
            __spandrel::ordinary_leaf(|| #name(#(#params),*))
        }
    }
}

/// The name of the `extern "C"` function inside the glue.
pub(super) fn call_name(function: &FunctionPlan) -> Ident {
    match function.declared.receiver.owner() {
        Some(owner) => format_ident!("call_{owner}_{}", function.declared.name),
        None => format_ident!("call_{}", function.declared.name),
    }
}

/// The names and the types of the parameters.
pub(super) fn parameters(function: &FunctionPlan) -> (Vec<Ident>, Vec<TokenStream>) {
    let parameter = |at: &Slot| (slot(*at), slot_type(*at, function));
    function.signature.slots.iter().map(parameter).unzip()
}

fn slot_type(slot: Slot, function: &FunctionPlan) -> TokenStream {
    match slot {
        Slot::Waiter | Slot::Receiver | Slot::PackedLength | Slot::Capacity => quote!(u64),
        Slot::Param(index, part) => part_type(part, &function.params[index].ty),
        Slot::Scratch | Slot::Result => quote!(*mut u8),
    }
}

fn part_type(part: Part, ty: &Param) -> TokenStream {
    match part {
        Part::Word => raw(types::param(ty)),
        Part::Struct => {
            let raw = raw(types::param(ty));
            quote!(__spandrel::ByValue<#raw>)
        }
        Part::Address(Region::Items) => {
            let item = types::item(ty);
            quote!(*const <#item as __spandrel::Plain<SpandrelBridge>>::Raw)
        }
        Part::Address(Region::Text | Region::Owned) => quote!(*const u8),
        Part::Handle | Part::Reference | Part::Owner(_) | Part::Length(_) => quote!(u64),
    }
}

/// What plain data of this type is in C.
pub(super) fn raw(ty: TokenStream) -> TokenStream {
    quote!(<#ty as __spandrel::Plain<SpandrelBridge>>::Raw)
}

/// The result type, with its arrow.
pub(super) fn returns(function: &FunctionPlan) -> TokenStream {
    let ok = || raw(types::success(&function.returns.ok));
    match function.signature.returns {
        Return::Nothing => TokenStream::new(),
        Return::Frame => quote!(-> __spandrel::Frame),
        Return::FrameOf => {
            let raw = ok();
            quote!(-> __spandrel::FrameOf<#raw>)
        }
        Return::Value(Value::Word) => {
            let raw = ok();
            quote!(-> #raw)
        }
        Return::Value(Value::Struct) => {
            let raw = ok();
            quote!(-> __spandrel::ByValue<#raw>)
        }
    }
}

/// A function that can fail: everything happens inside the entry point, and failures leave as faults.
fn fallible(function: &FunctionPlan, plan: &Named) -> TokenStream {
    let arguments = arguments(function, plan, &refused);
    let call = call(function);
    let value = match function.returns.failure {
        Failure::Declared(_) => {
            quote!(#call.map_err(|error| __spandrel::Fault::error::<SpandrelBridge, _>(&error))?)
        }
        Failure::None | Failure::Go => call,
    };
    let value = match &function.declared.receiver {
        Receiver::Constructor(_) => streams::in_context(&value),
        _ => value,
    };
    let value = match &function.answer {
        Answer::Nothing => quote! { let () = #value; Ok(0) },
        Answer::Plain(Value::Word) => quote! {
            __spandrel::Word::<SpandrelBridge>::to_word(&#value)
                .map_err(|reason| __spandrel::Fault::refused("result", &reason))
        },
        Answer::Handle(_) => quote!(__spandrel::insert(#value)),
        Answer::Owned(_) => quote!(Ok(__spandrel::retain(#value))),
        Answer::Ring => quote!(Ok(#value.into_raw())),
        Answer::Stream { plain } => streams::open(function, &value, *plain, plan),
        Answer::Plain(Value::Struct) | Answer::Bytes { .. } | Answer::Packed => quote!(Ok(#value)),
    };
    let used = used(function, value);
    let run = quote!(|| { #arguments #used });
    match &function.answer {
        Answer::Plain(Value::Struct) => {
            let ty = types::success(&function.returns.ok);
            quote!(__spandrel::answer_plain::<SpandrelBridge, #ty>(#run))
        }
        Answer::Bytes { .. } => quote! {
            let run = #run;
            // SAFETY: the generated Go code passes a scratch block of its own.
            unsafe { __spandrel::answer_bytes(scratch, scratch_capacity, run) }
        },
        Answer::Packed => quote! {
            let run = #run;
            // SAFETY: the generated Go code passes a scratch block of its own.
            unsafe { __spandrel::answer_packed::<SpandrelBridge, _>(scratch, scratch_capacity, run) }
        },
        Answer::Nothing
        | Answer::Plain(Value::Word)
        | Answer::Handle(_)
        | Answer::Owned(_)
        | Answer::Stream { .. }
        | Answer::Ring => {
            let holds = function.method_of().is_some()
                || function.params.iter().any(|param| matches!(param.crossing, Crossing::Handle { .. }));
            let foreign = function.params.iter().any(|param| runs_user_code(&param.ty));
            let answer = if holds && !foreign { quote!(answer_inside) } else { quote!(answer) };
            quote!(__spandrel::#answer(#run))
        }
    }
}

/// Whether code of the user's may run, and panic, where a value of this type is read or dropped, before the object is in use:
/// `Hash` and `Ord` of a key, `Drop` of what the bridge declares, the owner of `Bytes`.
fn runs_user_code(ty: &Param) -> bool {
    let declared = |ty: &Data| ty.any(&mut |ty| matches!(ty, Data::Record(_) | Data::Enum(_)));
    match ty {
        Param::Data(ty) | Param::Slice(ty) => declared(ty),
        Param::Bytes | Param::Interface { .. } => true,
        Param::Callback(callback) => callback.params.iter().any(runs_user_code),
        Param::Str | Param::Secret { .. } | Param::Object { .. } | Param::Ring(_) => false,
    }
}

/// Turns a refusal of the parameter of this name into a fault that leaves the closure.
pub(super) fn refused(name: &str) -> TokenStream {
    quote!(.map_err(|reason| __spandrel::Fault::refused(#name, &reason))?)
}

/// A function that cannot fail: a panic stops the process.
fn infallible(function: &FunctionPlan, plan: &Named) -> TokenStream {
    let qualified = plan.names.qualified(&function.declared);
    let refused = |_: &str| quote!(.unwrap_or_else(|reason| ::std::panic!("{reason}")));
    let arguments = arguments(function, plan, &refused);
    let call = call(function);
    match &function.answer {
        // Nothing: the others come in frames.
        Answer::Nothing | Answer::Handle(_) | Answer::Stream { .. } | Answer::Ring => {
            quote!(__spandrel::infallible(#qualified, || { #arguments #call }))
        }
        Answer::Plain(value) => {
            let raw = quote! {
                __spandrel::Plain::<SpandrelBridge>::to_raw(&#call).unwrap_or_else(|reason| ::std::panic!("{reason}"))
            };
            let raw = match value {
                Value::Word => raw,
                Value::Struct => quote!(__spandrel::ByValue(#raw)),
            };
            quote!(__spandrel::infallible(#qualified, || { #arguments #raw }))
        }
        Answer::Owned(_) => quote!(__spandrel::infallible_retained(#qualified, || { #arguments #call })),
        Answer::Bytes { .. } | Answer::Packed => {
            let answer = if matches!(function.answer, Answer::Packed) {
                quote!(infallible_packed::<SpandrelBridge, _>)
            } else {
                quote!(infallible_bytes)
            };
            quote! {
                let run = || { #arguments #call };
                // SAFETY: the generated Go code passes a scratch block of its own.
                unsafe { __spandrel::#answer(#qualified, scratch, scratch_capacity, run) }
            }
        }
    }
}

/// Statements that make the arguments: read in place, checked, or decoded.
pub(super) fn arguments(
    function: &FunctionPlan,
    plan: &Named,
    refused: &dyn Fn(&str) -> TokenStream,
) -> TokenStream {
    let go_values = function.params.iter().enumerate().map(|(index, param)| go_value(index, param, plan));
    let packed = function.packs().then(|| {
        quote! {
            // SAFETY: the generated Go code encoded this many bytes into its scratch block.
            let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
        }
    });
    let arguments = function.params.iter().enumerate().map(|(index, param)| {
        declared::located(argument_value(index, param, refused), declared::type_span(index, function))
    });
    let finish = function.packs().then(|| {
        let refused = refused("arguments");
        quote!(packed.finish()#refused;)
    });
    quote!(#(#go_values)* #packed #(#arguments)* #finish)
}

/// Becomes the owner of a Go value: before anything can be refused, so that it is released whatever happens.
fn go_value(index: usize, param: &ParamPlan, plan: &Named) -> TokenStream {
    let (name, value) = (argument(index), format_ident!("value{index}"));
    let (owned, stand_in) = match &param.crossing {
        Crossing::Callback { import, owned } => {
            (*owned, imports::closure(&plan.imports[*import], *import, &value, *owned, plan))
        }
        Crossing::Interface { name, owned } => {
            let name = ident(name);
            (*owned, quote!(#name { value: #value }))
        }
        Crossing::Plain(_)
        | Crossing::Text { .. }
        | Crossing::Slice { .. }
        | Crossing::Packed
        | Crossing::Owned(_)
        | Crossing::Handle { .. } => return TokenStream::new(),
    };
    let take = if owned { quote!(owned) } else { quote!(borrowed) };
    quote! {
        let #value = __spandrel::GoValue::#take(#name);
        let #name = #stand_in;
    }
}

fn argument_value(index: usize, param: &ParamPlan, refused: &dyn Fn(&str) -> TokenStream) -> TokenStream {
    let (name, len) = (argument(index), format_ident!("arg{index}_len"));
    let ty = types::param(&param.ty);
    let parameter = go::param(&param.name.to_string());
    let (owner, refused) = (owner(index), refused(&parameter));
    let value = match &param.crossing {
        Crossing::Plain(Value::Word) => quote!(<#ty as __spandrel::Plain<SpandrelBridge>>::from_raw(#name)),
        Crossing::Plain(Value::Struct) => {
            quote!(<#ty as __spandrel::Plain<SpandrelBridge>>::from_raw(#name.0))
        }
        Crossing::Text { owned } => {
            let read = if *owned { quote!(owned_text) } else { quote!(text) };
            quote! {
                // SAFETY: the generated Go code keeps the string alive to the end of the call.
                unsafe { __spandrel::#read(#name, #len) }
            }
        }
        Crossing::Slice { owned } => {
            let read = if *owned { quote!(owned_slice) } else { quote!(slice) };
            let item = types::item(&param.ty);
            quote! {
                // SAFETY: the generated Go code keeps the slice alive to the end of the call.
                unsafe { __spandrel::#read::<SpandrelBridge, #item>(#name, #len) }
            }
        }
        Crossing::Packed => {
            // A slice is decoded into a list, which the function borrows.
            if let Param::Slice(item) = &param.ty {
                let item = types::data(item);
                quote!(packed.argument::<SpandrelBridge, ::std::vec::Vec<#item>>())
            } else {
                quote!(packed.argument::<SpandrelBridge, #ty>())
            }
        }
        Crossing::Owned(memory) => {
            let read = match memory {
                Memory::Bytes => quote!(borrowed_bytes(#parameter, #owner, #name, #len)),
                Memory::Secret { .. } => quote!(borrowed_secret(#parameter, #owner, #name, #len)),
            };
            return quote! {
                // SAFETY: the generated Go code holds the memory and its owner to the end of the call.
                let #name: #ty = unsafe { __spandrel::#read }?;
            };
        }
        Crossing::Handle { .. } | Crossing::Interface { .. } | Crossing::Callback { .. } => {
            return TokenStream::new();
        }
    };
    quote!(let #name = #value #refused;)
}

/// Wraps the call so that every object it needs is in use, the receiver last.
fn used(function: &FunctionPlan, body: TokenStream) -> TokenStream {
    let mut body = body;
    if let Some(owner) = function.method_of() {
        let exclusive = matches!(function.declared.receiver, Receiver::Exclusive(_));
        body = hold(owner, exclusive, &format_ident!("handle"), &format_ident!("this"), &body);
    }
    for (index, param) in function.params.iter().enumerate() {
        if let Crossing::Handle { object, exclusive } = &param.crossing {
            body = hold(object, *exclusive, &argument(index), &argument(index), &body);
        }
    }
    body
}

fn hold(object: &Ident, exclusive: bool, handle: &Ident, binding: &Ident, body: &TokenStream) -> TokenStream {
    let with = if exclusive { quote!(with_exclusive) } else { quote!(with_shared) };
    let object = declared::object(object);
    quote!(__spandrel::#with::<#object, _>(#handle, |#binding| { #body }))
}

/// The call of the user's function, with its value of the declared type.
fn call(function: &FunctionPlan) -> TokenStream {
    let name = ident(&function.declared.name);
    let span = name.span();
    let arguments = function.params.iter().enumerate().map(|(index, param)| {
        let argument = declared::at_its_type(index, function);
        match &param.crossing {
            // Of the glue's variable, so that nothing borrowed outlives the call.
            Crossing::Slice { owned: false } | Crossing::Text { owned: false } => {
                quote_spanned!(argument.span()=> &*#argument)
            }
            Crossing::Interface { owned: false, .. } | Crossing::Callback { owned: false, .. } => {
                quote_spanned!(argument.span()=> &#argument)
            }
            Crossing::Packed if matches!(param.ty, Param::Slice(_)) => {
                quote_spanned!(argument.span()=> &#argument)
            }
            Crossing::Packed
            | Crossing::Plain(_)
            | Crossing::Slice { owned: true }
            | Crossing::Text { owned: true }
            | Crossing::Owned(_)
            | Crossing::Handle { .. }
            | Crossing::Interface { owned: true, .. }
            | Crossing::Callback { owned: true, .. } => quote!(#argument),
        }
    });
    let call = match &function.declared.receiver {
        Receiver::Free => quote_spanned!(span=> super::#name(#(#arguments),*)),
        Receiver::Constructor(owner) => {
            let owner = ident(owner);
            quote_spanned!(span=> super::#owner::#name(#(#arguments),*))
        }
        Receiver::Shared(owner) | Receiver::Exclusive(owner) => {
            let owner = ident(owner);
            quote_spanned!(span=> super::#owner::#name(this, #(#arguments),*))
        }
    };
    declared::result(function, call)
}

/// What owns a borrowed argument.
fn owner(index: usize) -> Ident {
    format_ident!("arg{index}_owner")
}
