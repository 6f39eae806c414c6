//! Types as written to types as known.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{ext::IdentExt, spanned::Spanned};

use super::{
    instead,
    names::{self, Kind, Names},
};
use crate::{
    Reason, Report,
    bridge::Side,
    types::{Callback, End, Failure, Hold, Returns, Scalar, Type},
};

/// Reads a type. What cannot be passed is refused, and stands as [`Type::Refused`] from there on.
pub(super) fn parse(ty: &syn::Type, names: &Names, report: &mut Report) -> Type {
    match ty {
        syn::Type::Paren(inner) => parse(&inner.elem, names, report),
        syn::Type::Group(inner) => parse(&inner.elem, names, report),
        syn::Type::Tuple(tuple) if tuple.elems.is_empty() => Type::Unit,
        syn::Type::Tuple(tuple) => {
            Type::Tuple(tuple.elems.iter().map(|item| parse(item, names, report)).collect())
        }
        syn::Type::Array(array) => self::array(array, names, report),
        syn::Type::Reference(reference) => self::reference(reference, names, report),
        syn::Type::Path(path) => self::path(path, names, report),
        syn::Type::ImplTrait(stream) if trait_name(&stream.bounds) == "Stream" => {
            self::stream(stream, Side::Rust, names, report)
        }
        syn::Type::ImplTrait(object) => replace(ty, instead::of_trait(&trait_name(&object.bounds)), report),
        syn::Type::Slice(_) => {
            replace(ty, "write `&[T]` for a borrowed slice, `Vec<T>` for an owned one", report)
        }
        syn::Type::Ptr(_) => replace(ty, "pass a reference, a slice or an object", report),
        syn::Type::BareFn(_) => replace(ty, "write `&dyn Fn(…)` or `Box<dyn Fn(…) + Send + Sync>`", report),
        syn::Type::TraitObject(object) => replace(ty, instead::of_trait(&trait_name(&object.bounds)), report),
        _ => refuse(ty, report),
    }
}

/// The name of a type that is a single identifier.
pub(super) fn plain_name(ty: &syn::Type) -> Option<Ident> {
    let syn::Type::Path(path) = ty else {
        return None;
    };
    let ident = path.path.get_ident()?;
    path.qself.is_none().then(|| ident.unraw())
}

/// The type arguments of `Name<…>`, if the type is that.
pub(super) fn generic_arguments(ty: &syn::Type, name: &str) -> Option<Vec<syn::Type>> {
    let syn::Type::Path(path) = ty else {
        return None;
    };
    let segment = single_segment(path)?;
    if segment.ident != name {
        return None;
    }
    Some(arguments(segment))
}

/// Reads `T`, `Result<T>` or `Result<T, E>`.
pub(super) fn result(ty: &syn::Type, side: Side, names: &Names, report: &mut Report) -> Returns {
    returns(ty, side, true, names, report)
}

/// As [`result`]. Where the Go side implements what is not a function of its own, errors are not `typed`.
fn returns(ty: &syn::Type, side: Side, typed: bool, names: &Names, report: &mut Report) -> Returns {
    if let syn::Type::ImplTrait(items) = ty
        && trait_name(&items.bounds) == "Stream"
    {
        return Returns { ok: stream(items, side, names, report), failure: Failure::None };
    }
    if let Some(arguments) = result_of_another_crate(ty) {
        report.push(ty.span(), if side == Side::Go { Reason::ResultGo } else { Reason::ResultError });
        let ok = arguments.first().map_or(Type::Refused, |ok| parse(ok, names, report));
        return Returns { ok, failure: Failure::None };
    }
    let Some(arguments) = generic_arguments(ty, "Result") else {
        return Returns { ok: parse(ty, names, report), failure: Failure::None };
    };
    let failure = match (arguments.as_slice(), side) {
        ([_], Side::Go) => Failure::Go,
        ([_, error], Side::Go) => match plain_name(error) {
            Some(name) if typed && names.kind(&name.to_string()) == Some(Kind::Error) => {
                Failure::Declared(name)
            }
            _ => {
                report.push(error.span(), Reason::ResultGo);
                Failure::Go
            }
        },
        ([_, error], Side::Rust) => match plain_name(error) {
            Some(name) if names.kind(&name.to_string()) == Some(Kind::Error) => Failure::Declared(name),
            _ => {
                report.push(error.span(), Reason::ResultError);
                Failure::None
            }
        },
        _ => {
            report.push(ty.span(), Reason::ResultError);
            Failure::None
        }
    };
    let ok = arguments.first().map_or(Type::Refused, |ok| parse(ok, names, report));
    Returns { ok, failure }
}

/// The type arguments of `anyhow::Result<…>`, `io::Result<…>` and others whose error type is not written.
fn result_of_another_crate(ty: &syn::Type) -> Option<Vec<syn::Type>> {
    let syn::Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let arguments = arguments(last);
    (path.path.segments.len() > 1 && last.ident == "Result" && arguments.len() == 1).then_some(arguments)
}

fn path(path: &syn::TypePath, names: &Names, report: &mut Report) -> Type {
    let ty = syn::Type::Path(path.clone());
    let Some(segment) = single_segment(path) else {
        if let Some(ring) = ring(path, names, report) {
            return ring;
        }
        let segments: Vec<String> =
            path.path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect();
        return replace(&ty, instead::of_path(&segments), report);
    };
    let name = segment.ident.unraw().to_string();
    let arguments = arguments(segment);
    if let Some(scalar) = Scalar::from_name(&name) {
        return Type::Scalar(scalar);
    }
    // What the bridge declares is its own, whatever else is called that. The names of what can be passed are reserved.
    if names.kind(&name).is_some() && !names::is_reserved(&name) {
        return match segment.arguments {
            syn::PathArguments::None => declared(&segment.ident, &ty, names, report),
            _ => {
                report.push(ty.span(), Reason::TypeArguments(name));
                Type::Refused
            }
        };
    }
    let mut inner = arguments.iter().map(|argument| Box::new(parse(argument, names, report)));
    match (name.as_str(), arguments.len()) {
        ("String", 0) => Type::String,
        ("Duration", 0) => Type::Duration,
        ("SystemTime", 0) => Type::SystemTime,
        ("Bytes", 0) => Type::Bytes,
        ("Secret", 1) => secret(&arguments[0], &ty, report),
        ("Box", 1) => boxed(&arguments[0], &ty, names, report),
        ("Vec", 1) => inner.next().map_or(Type::Refused, Type::Vec),
        ("Option", 1) => inner.next().map_or(Type::Refused, Type::Option),
        ("HashSet" | "BTreeSet", 1) => {
            inner.next().map_or(Type::Refused, |item| Type::Set { item, sorted: name == "BTreeSet" })
        }
        ("HashMap" | "BTreeMap", 2) => match (inner.next(), inner.next()) {
            (Some(key), Some(value)) => Type::Map { key, value, sorted: name == "BTreeMap" },
            _ => Type::Refused,
        },
        ("Result", _) => {
            report.push(
                path.span(),
                Reason::TypePlace {
                    found: text(&ty),
                    place: "a value",
                    instead: "`Result` is for what a function returns; use `Option` or an enum here",
                },
            );
            Type::Refused
        }
        ("Rc" | "Arc", 1) if is_object(&arguments[0], names) => {
            replace(&ty, "objects are shared already: take `&T`, return `T`", report)
        }
        ("Pin", 1) => pinned(&arguments[0], &ty, report),
        ("Stream", _) => replace(&ty, "write `impl Stream<Item = T>`", report),
        (name, _) => match instead::of_name(name) {
            Some(instead) => replace(&ty, instead, report),
            None if arguments.is_empty() => declared(&segment.ident, &ty, names, report),
            None => refuse(&ty, report),
        },
    }
}

/// Reads `ring::Receiver<T>` and the other ends of a ring; `None` for any other path.
fn ring(path: &syn::TypePath, names: &Names, report: &mut Report) -> Option<Type> {
    let mut segments = path.path.segments.iter();
    let (Some(module), Some(end), None) = (segments.next(), segments.next(), segments.next()) else {
        return None;
    };
    if module.ident != "ring" || path.qself.is_some() || path.path.leading_colon.is_some() {
        return None;
    }
    let ty = syn::Type::Path(path.clone());
    let arguments = arguments(end);
    let (Some(known), [message]) = (End::from_name(&end.ident.to_string()), arguments.as_slice()) else {
        return Some(replace(&ty, instead::RING, report));
    };
    Some(match message {
        syn::Type::Slice(slice) if plain_name(&slice.elem).is_some_and(|name| name == "u8") => {
            Type::Ring(known, None)
        }
        syn::Type::Slice(_) => replace(&ty, instead::RING, report),
        message => match parse(message, names, report) {
            Type::Refused => Type::Refused,
            message => Type::Ring(known, Some(Box::new(message))),
        },
    })
}

/// Whether a type is an object of the bridge.
fn is_object(ty: &syn::Type, names: &Names) -> bool {
    plain_name(ty).is_some_and(|name| names.kind(&name.to_string()) == Some(Kind::Object))
}

/// `Pin<Box<dyn Future>>`, `Pin<Box<dyn Stream>>`.
fn pinned(content: &syn::Type, ty: &syn::Type, report: &mut Report) -> Type {
    let arguments = generic_arguments(content, "Box").unwrap_or_default();
    let instead = match arguments.first() {
        Some(syn::Type::TraitObject(object)) => instead::of_trait(&trait_name(&object.bounds)),
        _ => "pass the value without `Pin`",
    };
    replace(ty, instead, report)
}

fn declared(ident: &Ident, ty: &syn::Type, names: &Names, report: &mut Report) -> Type {
    let name = ident.unraw();
    match names.kind(&name.to_string()) {
        Some(Kind::Record) => Type::Record(name),
        Some(Kind::Enum) => Type::Enum(name),
        Some(Kind::Error) => Type::Error(name),
        Some(Kind::Object) => Type::Object(name, Hold::Owned),
        Some(Kind::Interface) => Type::Interface(name, Hold::Owned),
        // The parameter is refused where it is declared.
        Some(Kind::Generic) => Type::Refused,
        None => {
            report.push(ty.span(), Reason::TypeUnknown(name.to_string()));
            Type::Refused
        }
    }
}

fn reference(reference: &syn::TypeReference, names: &Names, report: &mut Report) -> Type {
    let ty = syn::Type::Reference(reference.clone());
    if let Some(lifetime) = &reference.lifetime {
        report.push(lifetime.span(), Reason::Lifetime);
        return Type::Refused;
    }
    let exclusive = reference.mutability.is_some();
    match &*reference.elem {
        syn::Type::Slice(_) if exclusive => replace(&ty, "return a `Vec<T>`", report),
        syn::Type::Slice(slice) => Type::Slice(Box::new(parse(&slice.elem, names, report))),
        syn::Type::TraitObject(object) if exclusive && is_closure(&object.bounds) => {
            replace(&ty, instead::CALLBACK, report)
        }
        syn::Type::TraitObject(object) if !exclusive => callback(&object.bounds, false, &ty, names, report),
        elem => match plain_name(elem) {
            Some(name) if name == "str" && !exclusive => Type::Str,
            Some(name) => match names.kind(&name.to_string()) {
                Some(Kind::Object) if exclusive => Type::Object(name, Hold::Exclusive),
                Some(Kind::Object) => Type::Object(name, Hold::Shared),
                Some(Kind::Interface) if !exclusive => Type::Interface(name, Hold::Shared),
                Some(Kind::Interface) => replace(&ty, "Go values guard themselves: write `&T`", report),
                Some(Kind::Record | Kind::Enum | Kind::Error) => {
                    replace(&ty, "pass plain data by value", report)
                }
                Some(Kind::Generic) => Type::Refused,
                None if Scalar::from_name(&name.to_string()).is_some() => {
                    replace(&ty, "pass the scalar by value", report)
                }
                None if name == "String" && exclusive => replace(&ty, "return a `String`", report),
                None if name == "String" => replace(&ty, "write `&str`", report),
                None if name == "str" => replace(&ty, "return a `String`", report),
                None if ["Duration", "SystemTime", "Bytes"].contains(&name.to_string().as_str()) => {
                    replace(&ty, "pass it by value", report)
                }
                None if ["Path", "PathBuf", "OsStr", "OsString"].contains(&name.to_string().as_str()) => {
                    replace(&ty, "write `&str`, or `&[u8]` where it may not be UTF-8", report)
                }
                None if name == "CStr" || name == "CString" => replace(&ty, "write `&str`", report),
                None if name == "string" => replace(&ty, "write `&str`", report),
                None if instead::of_name(&name.to_string()).is_some() => parse(elem, names, report),
                None => {
                    report.push(elem.span(), Reason::TypeUnknown(name.to_string()));
                    Type::Refused
                }
            },
            None => match &*reference.elem {
                syn::Type::Path(path)
                    if single_segment(path).is_some_and(|segment| segment.ident == "Vec") =>
                {
                    let instead = if exclusive { "return a `Vec<T>`" } else { "write `&[T]`" };
                    replace(&ty, instead, report)
                }
                syn::Type::Path(path)
                    if single_segment(path)
                        .is_some_and(|segment| is_collection(segment) || segment.ident == "Secret") =>
                {
                    replace(&ty, "pass it by value", report)
                }
                syn::Type::Array(_) | syn::Type::Tuple(_) => replace(&ty, "pass it by value", report),
                _ => refuse(&ty, report),
            },
        },
    }
}

fn array(array: &syn::TypeArray, names: &Names, report: &mut Report) -> Type {
    let length = match &array.len {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. }) => {
            number.base10_parse::<usize>().ok().filter(|length| *length > 0)
        }
        _ => None,
    };
    let item = parse(&array.elem, names, report);
    match length {
        Some(length) => Type::Array(Box::new(item), length),
        None => {
            let instead = "write the length as a number from 1, for at most 16 KiB";
            replace(&syn::Type::Array(array.clone()), instead, report)
        }
    }
}

fn secret(content: &syn::Type, ty: &syn::Type, report: &mut Report) -> Type {
    match content {
        syn::Type::Slice(slice) if plain_name(&slice.elem).is_some_and(|name| name == "u8") => {
            Type::Secret { text: false }
        }
        other if plain_name(other).is_some_and(|name| name == "str") => Type::Secret { text: true },
        _ => replace(ty, "write `Secret<[u8]>` or `Secret<str>`", report),
    }
}

fn boxed(content: &syn::Type, ty: &syn::Type, names: &Names, report: &mut Report) -> Type {
    match content {
        syn::Type::TraitObject(object) => callback(&object.bounds, true, ty, names, report),
        syn::Type::Slice(_) => replace(ty, "use `Vec<T>`", report),
        other if plain_name(other).is_some_and(|name| name == "str") => replace(ty, "use `String`", report),
        other => {
            report.push(
                ty.span(),
                Reason::TypeReplace { found: text(ty), instead: "pass the value without `Box`" },
            );
            // What is wrong with the value is said in the same round: that it contains itself, above all.
            parse(other, names, report)
        }
    }
}

/// The name of the first trait of bounds.
fn trait_name(bounds: &syn::punctuated::Punctuated<syn::TypeParamBound, syn::Token![+]>) -> String {
    let named = bounds.iter().find_map(|bound| match bound {
        syn::TypeParamBound::Trait(bound) => bound.path.segments.last(),
        _ => None,
    });
    named.map(|segment| segment.ident.to_string()).unwrap_or_default()
}

/// Whether bounds are those of a closure of any kind.
fn is_closure(bounds: &syn::punctuated::Punctuated<syn::TypeParamBound, syn::Token![+]>) -> bool {
    bounds.iter().any(|bound| match bound {
        syn::TypeParamBound::Trait(bound) => bound
            .path
            .segments
            .last()
            .is_some_and(|segment| ["Fn", "FnMut", "FnOnce"].iter().any(|name| segment.ident == name)),
        _ => false,
    })
}

/// Reads the bounds of `dyn Fn(A) -> R (+ Send + Sync)`.
fn callback(
    bounds: &syn::punctuated::Punctuated<syn::TypeParamBound, syn::Token![+]>,
    owned: bool,
    ty: &syn::Type,
    names: &Names,
    report: &mut Report,
) -> Type {
    if !is_closure(bounds) {
        return replace(ty, instead::of_trait(&trait_name(bounds)), report);
    }
    let mut parsed = None;
    let mut markers = 0;
    for bound in bounds {
        let syn::TypeParamBound::Trait(bound) = bound else {
            return replace(ty, instead::CALLBACK, report);
        };
        let Some(segment) = bound.path.segments.last() else {
            return replace(ty, instead::CALLBACK, report);
        };
        match (&segment.arguments, segment.ident.to_string().as_str()) {
            (syn::PathArguments::Parenthesized(signature), "Fn") => {
                let params = signature.inputs.iter().map(|input| parse(input, names, report)).collect();
                let result = match &signature.output {
                    syn::ReturnType::Default => Returns { ok: Type::Unit, failure: Failure::None },
                    syn::ReturnType::Type(_, ty) => returns(ty, Side::Go, false, names, report),
                };
                parsed = Some((params, result));
            }
            (syn::PathArguments::None, "Send" | "Sync") => markers += 1,
            _ => return replace(ty, instead::CALLBACK, report),
        }
    }
    match parsed {
        Some((params, result)) if !owned || markers == 2 => {
            Type::Callback(Box::new(Callback { owned, params, result }))
        }
        _ => replace(ty, instead::CALLBACK, report),
    }
}

/// Reads `impl Stream<Item = T>`.
fn stream(stream: &syn::TypeImplTrait, side: Side, names: &Names, report: &mut Report) -> Type {
    let ty = syn::Type::ImplTrait(stream.clone());
    if let (Some(syn::TypeParamBound::Trait(bound)), 1) = (stream.bounds.first(), stream.bounds.len())
        && let Some(segment) = bound.path.segments.last()
        && segment.ident == "Stream"
        && let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments
        && let (Some(syn::GenericArgument::AssocType(item)), 1) =
            (arguments.args.first(), arguments.args.len())
        && item.ident == "Item"
    {
        return Type::Stream(Box::new(returns(&item.ty, side, false, names, report)));
    }
    replace(&ty, "the one supported form is `impl Stream<Item = T>`", report)
}

fn single_segment(path: &syn::TypePath) -> Option<&syn::PathSegment> {
    (path.qself.is_none() && path.path.leading_colon.is_none() && path.path.segments.len() == 1)
        .then(|| path.path.segments.first())
        .flatten()
}

/// Whether this is an owned type with arguments that can be passed.
fn is_collection(segment: &syn::PathSegment) -> bool {
    const KNOWN: [&str; 5] = ["HashMap", "BTreeMap", "HashSet", "BTreeSet", "Option"];
    KNOWN.iter().any(|known| segment.ident == known)
}

fn arguments(segment: &syn::PathSegment) -> Vec<syn::Type> {
    let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return Vec::new();
    };
    arguments
        .args
        .iter()
        .filter_map(|argument| match argument {
            syn::GenericArgument::Type(ty) => Some(ty.clone()),
            _ => None,
        })
        .collect()
}

fn replace(ty: &syn::Type, instead: &'static str, report: &mut Report) -> Type {
    report.push(ty.span(), Reason::TypeReplace { found: text(ty), instead });
    Type::Refused
}

fn refuse(ty: &syn::Type, report: &mut Report) -> Type {
    report.push(ty.span(), Reason::TypeRefused(text(ty)));
    Type::Refused
}

/// The type as the user would write it.
fn text(ty: &syn::Type) -> String {
    let mut text = ty.to_token_stream().to_string();
    for (spaced, tight) in [
        (" < ", "<"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
        ("[ ", "["),
        (" ]", "]"),
        (" :: ", "::"),
        ("* ", "*"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" ;", ";"),
        (" !(", "!("),
    ] {
        text = text.replace(spaced, tight);
    }
    text
}
