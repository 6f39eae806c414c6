//! Functions and methods of extern blocks.

use proc_macro2::{Ident, Span};
use syn::{ext::IdentExt, spanned::Spanned};

use super::{
    attributes::{self, Place},
    items,
    names::{Kind, Names},
    types,
};
use crate::{
    Reason, Report,
    bridge::{Function, Param, Receiver, Side},
    types::{Failure, Hold, Returns, Type},
};

/// Reads one function.
pub(super) fn function(
    item: &syn::ForeignItemFn,
    side: Side,
    names: &Names,
    report: &mut Report,
) -> Option<Function> {
    let attributes = attributes::read(&item.attrs, Place::Function, report);
    let sig = &item.sig;
    refuse_modifiers(item, report);
    let names = &names.within(&sig.generics);
    let (returns, returns_span) = self::returns(&sig.output, side, names, report);
    let mut receiver = receiver(sig, side, names, report)?;
    if attributes.constructor {
        receiver = constructor(sig, side, &receiver, &returns, report)?;
    }
    Some(Function {
        name: sig.ident.unraw(),
        docs: attributes.docs,
        side,
        receiver,
        leaf: attributes.leaf,
        is_async: sig.asyncness.is_some(),
        params: params(sig, names, report),
        returns,
        returns_span: returns_span.unwrap_or_else(|| sig.ident.span()),
    })
}

/// Reads what a function returns, and where that is written.
fn returns(
    output: &syn::ReturnType,
    side: Side,
    names: &Names,
    report: &mut Report,
) -> (Returns, Option<Span>) {
    match output {
        syn::ReturnType::Default => (Returns { ok: Type::Unit, failure: Failure::None }, None),
        syn::ReturnType::Type(_, ty) => (types::result(ty, side, names, report), Some(ty.span())),
    }
}

fn receiver(sig: &syn::Signature, side: Side, names: &Names, report: &mut Report) -> Option<Receiver> {
    let Some(receiver) = sig.receiver() else {
        return Some(Receiver::Free);
    };
    let named = match &*receiver.ty {
        syn::Type::Reference(reference) if receiver.colon_token.is_some() => {
            types::plain_name(&reference.elem).filter(|name| name != "Self").map(|name| (reference, name))
        }
        _ => None,
    };
    let Some((reference, name)) = named else {
        let kind = if side == Side::Rust { Kind::Object } else { Kind::Interface };
        let object = names.only(kind).unwrap_or("Object");
        let exclusive = receiver.mutability.is_some()
            || matches!(&*receiver.ty, syn::Type::Reference(reference) if reference.mutability.is_some());
        let exclusive = exclusive && receiver.reference.is_some() && side == Side::Rust;
        let instead = format!("self: &{}{object}", if exclusive { "mut " } else { "" });
        report.push(receiver.span(), Reason::Receiver(instead));
        return None;
    };
    let text = name.to_string();
    let refused = match (names.kind(&text), side) {
        (Some(Kind::Object), Side::Rust) | (Some(Kind::Interface), Side::Go) => None,
        (Some(Kind::Object | Kind::Interface), _) => Some(Reason::ReceiverOtherSide(text)),
        (Some(Kind::Record | Kind::Enum | Kind::Error), _) => Some(Reason::ReceiverPlain(text)),
        (Some(Kind::Generic), _) => return None,
        (None, _) => Some(Reason::ReceiverUnknown(text)),
    };
    if let Some(reason) = refused {
        report.push(name.span(), reason);
        return None;
    }
    if side == Side::Go && reference.mutability.is_some() {
        report.push(receiver.span(), Reason::ReceiverExclusiveGo(name.to_string()));
        return None;
    }
    Some(match reference.mutability {
        Some(_) => Receiver::Exclusive(name),
        None => Receiver::Shared(name),
    })
}

fn constructor(
    sig: &syn::Signature,
    side: Side,
    receiver: &Receiver,
    returns: &Returns,
    report: &mut Report,
) -> Option<Receiver> {
    if side == Side::Go {
        report.push(sig.ident.span(), Reason::ConstructorGo);
        return None;
    }
    if *receiver != Receiver::Free {
        report.push(sig.ident.span(), Reason::ConstructorReceiver);
        return None;
    }
    if let Type::Object(name, Hold::Owned) = &returns.ok {
        return Some(Receiver::Constructor(name.clone()));
    }
    if returns.ok != Type::Refused {
        let span = match &sig.output {
            syn::ReturnType::Default => sig.ident.span(),
            syn::ReturnType::Type(_, ty) => ty.span(),
        };
        report.push(span, Reason::ConstructorReturns);
    }
    None
}

fn params(sig: &syn::Signature, names: &Names, report: &mut Report) -> Vec<Param> {
    let mut params = Vec::new();
    for input in &sig.inputs {
        let syn::FnArg::Typed(typed) = input else {
            continue;
        };
        let attributes = attributes::read(&typed.attrs, Place::Parameter, report);
        let Some(name) = pattern_name(&typed.pat) else {
            report.push(typed.pat.span(), Reason::ParameterPattern);
            continue;
        };
        params.push(Param {
            name,
            ty: types::parse(&typed.ty, names, report),
            view: attributes.view,
            span: typed.ty.span(),
        });
    }
    params
}

fn pattern_name(pattern: &syn::Pat) -> Option<Ident> {
    match pattern {
        syn::Pat::Ident(name)
            if name.by_ref.is_none() && name.mutability.is_none() && name.subpat.is_none() =>
        {
            Some(name.ident.unraw())
        }
        _ => None,
    }
}

fn refuse_modifiers(item: &syn::ForeignItemFn, report: &mut Report) {
    let sig = &item.sig;
    if !matches!(item.vis, syn::Visibility::Inherited) {
        report.push(item.vis.span(), Reason::FunctionVisibility);
    }
    if let Some(token) = &sig.unsafety {
        report.push(token.span(), Reason::FunctionModifier("unsafe"));
    }
    if let Some(token) = &sig.constness {
        report.push(token.span(), Reason::FunctionModifier("const"));
    }
    if let Some(token) = &sig.variadic {
        report.push(token.span(), Reason::FunctionModifier("..."));
    }
    items::refuse_generics(&sig.generics, "function", report);
}
