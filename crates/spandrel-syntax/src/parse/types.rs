//! Types as written to types as known.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{ext::IdentExt, spanned::Spanned};

use super::names::{Kind, Names};
use crate::{
    Reason, Report,
    bridge::Side,
    types::{Callback, Failure, Hold, Returns, Scalar, Type},
};

/// Reads a type. What cannot cross is refused and stands as `()` from there on.
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
        syn::Type::ImplTrait(closure) if is_closure(&closure.bounds) => replace(ty, CALLBACK, report),
        syn::Type::ImplTrait(stream) => self::stream(stream, Side::Rust, names, report),
        syn::Type::Slice(_) => {
            replace(ty, "write `&[T]` for a borrowed slice, `Vec<T>` for an owned one", report)
        }
        syn::Type::Ptr(_) => replace(ty, "pass a reference, a slice or an object", report),
        syn::Type::BareFn(_) => replace(ty, "write `&dyn Fn(…)` or `Box<dyn Fn(…) + Send + Sync>`", report),
        syn::Type::TraitObject(_) => replace(ty, "declare an opaque `type` that holds it", report),
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
    if let syn::Type::ImplTrait(items) = ty {
        return Returns { ok: stream(items, side, names, report), failure: Failure::None };
    }
    let Some(arguments) = generic_arguments(ty, "Result") else {
        return Returns { ok: parse(ty, names, report), failure: Failure::None };
    };
    let failure = match (arguments.as_slice(), side) {
        ([_], Side::Go) => Failure::Go,
        ([_, _], Side::Go) => {
            report.push(ty.span(), Reason::ResultGo);
            Failure::Go
        }
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
    let ok = arguments.first().map_or(Type::Unit, |ok| parse(ok, names, report));
    Returns { ok, failure }
}

fn path(path: &syn::TypePath, names: &Names, report: &mut Report) -> Type {
    let ty = syn::Type::Path(path.clone());
    let Some(segment) = single_segment(path) else {
        return replace(&ty, "write the short name: standard types are known here by it", report);
    };
    let name = segment.ident.unraw().to_string();
    let arguments = arguments(segment);
    if let Some(scalar) = Scalar::from_name(&name) {
        return Type::Scalar(scalar);
    }
    let mut inner = arguments.iter().map(|argument| Box::new(parse(argument, names, report)));
    match (name.as_str(), arguments.len()) {
        ("String", 0) => Type::String,
        ("Duration", 0) => Type::Duration,
        ("SystemTime", 0) => Type::SystemTime,
        ("Bytes", 0) => Type::Bytes,
        ("Secret", 1) => secret(&arguments[0], &ty, report),
        ("Box", 1) => boxed(&arguments[0], &ty, names, report),
        ("Vec", 1) => inner.next().map_or(Type::Unit, Type::Vec),
        ("Option", 1) => inner.next().map_or(Type::Unit, Type::Option),
        ("HashSet" | "BTreeSet", 1) => {
            inner.next().map_or(Type::Unit, |item| Type::Set { item, sorted: name == "BTreeSet" })
        }
        ("HashMap" | "BTreeMap", 2) => match (inner.next(), inner.next()) {
            (Some(key), Some(value)) => Type::Map { key, value, sorted: name == "BTreeMap" },
            _ => Type::Unit,
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
            Type::Unit
        }
        ("str", 0) => replace(&ty, "write `&str` or `String`", report),
        ("Rc" | "Arc" | "Cow" | "RefCell" | "Cell" | "Mutex" | "RwLock", _) => {
            replace(&ty, "pass the value itself, or declare an opaque `type` that holds it", report)
        }
        ("OsString" | "PathBuf" | "Path" | "OsStr", 0) => {
            replace(&ty, "use `String`, or `Vec<u8>` where it may not be UTF-8", report)
        }
        ("Self", 0) => replace(&ty, "write the name of the object", report),
        ("CString" | "CStr", 0) => replace(&ty, "use `&str` or `String`", report),
        ("Instant", 0) => {
            replace(&ty, "use `SystemTime` for a point in time, `Duration` for a length", report)
        }
        (_, 0) => declared(&segment.ident, &ty, names, report),
        _ => refuse(&ty, report),
    }
}

fn declared(ident: &Ident, ty: &syn::Type, names: &Names, report: &mut Report) -> Type {
    let name = ident.unraw();
    match names.kind(&name.to_string()) {
        Some(Kind::Record) => Type::Record(name),
        Some(Kind::Enum) => Type::Enum(name),
        Some(Kind::Error) => Type::Error(name),
        Some(Kind::Object) => Type::Object(name, Hold::Owned),
        Some(Kind::Interface) => Type::Interface(name, Hold::Owned),
        None => {
            report.push(ty.span(), Reason::TypeUnknown(name.to_string()));
            Type::Unit
        }
    }
}

fn reference(reference: &syn::TypeReference, names: &Names, report: &mut Report) -> Type {
    let ty = syn::Type::Reference(reference.clone());
    if let Some(lifetime) = &reference.lifetime {
        report.push(lifetime.span(), Reason::Lifetime);
        return Type::Unit;
    }
    let exclusive = reference.mutability.is_some();
    match &*reference.elem {
        syn::Type::Slice(_) if exclusive => replace(&ty, "return a `Vec<T>`", report),
        syn::Type::Slice(slice) => Type::Slice(Box::new(parse(&slice.elem, names, report))),
        syn::Type::TraitObject(object) if exclusive && is_closure(&object.bounds) => {
            replace(&ty, CALLBACK, report)
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
                None if Scalar::from_name(&name.to_string()).is_some() => {
                    replace(&ty, "pass the scalar by value", report)
                }
                None if name == "String" => replace(&ty, "write `&str`", report),
                None if name == "str" => replace(&ty, "return a `String`", report),
                None if ["Duration", "SystemTime", "Bytes"].contains(&name.to_string().as_str()) => {
                    replace(&ty, "pass it by value", report)
                }
                None if ["Path", "PathBuf", "OsStr", "OsString"].contains(&name.to_string().as_str()) => {
                    replace(&ty, "write `&str`, or `&[u8]` where it may not be UTF-8", report)
                }
                None if name == "CStr" || name == "CString" => replace(&ty, "write `&str`", report),
                None => {
                    report.push(elem.span(), Reason::TypeUnknown(name.to_string()));
                    Type::Unit
                }
            },
            None => match &*reference.elem {
                syn::Type::Path(path)
                    if single_segment(path).is_some_and(|segment| segment.ident == "Vec") =>
                {
                    replace(&ty, "write `&[T]`", report)
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
            number.base10_parse::<usize>().ok().filter(|length| (1..=65_536).contains(length))
        }
        _ => None,
    };
    let item = parse(&array.elem, names, report);
    match length {
        Some(length) => Type::Array(Box::new(item), length),
        None => {
            replace(&syn::Type::Array(array.clone()), "write the length as a number from 1 to 65536", report)
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
        _ => replace(ty, "pass the value without `Box`", report),
    }
}

/// How a callback is written.
const CALLBACK: &str =
    "write `&dyn Fn(…)` for a callback during the call, `Box<dyn Fn(…) + Send + Sync>` for one that is kept";

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
    kept: bool,
    ty: &syn::Type,
    names: &Names,
    report: &mut Report,
) -> Type {
    let mut parsed = None;
    let mut markers = 0;
    for bound in bounds {
        let syn::TypeParamBound::Trait(bound) = bound else {
            return replace(ty, CALLBACK, report);
        };
        let Some(segment) = bound.path.segments.last() else {
            return replace(ty, CALLBACK, report);
        };
        match (&segment.arguments, segment.ident.to_string().as_str()) {
            (syn::PathArguments::Parenthesized(signature), "Fn") => {
                let params = signature.inputs.iter().map(|input| parse(input, names, report)).collect();
                let result = match &signature.output {
                    syn::ReturnType::Default => Returns { ok: Type::Unit, failure: Failure::None },
                    syn::ReturnType::Type(_, ty) => result(ty, Side::Go, names, report),
                };
                parsed = Some((params, result));
            }
            (syn::PathArguments::None, "Send" | "Sync") => markers += 1,
            _ => return replace(ty, CALLBACK, report),
        }
    }
    match parsed {
        Some((params, result)) if !kept || markers == 2 => {
            Type::Callback(Box::new(Callback { kept, params, result }))
        }
        _ => replace(ty, CALLBACK, report),
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
        return Type::Stream(Box::new(result(&item.ty, side, names, report)));
    }
    replace(&ty, "the one supported form is `impl Stream<Item = T>`", report)
}

fn single_segment(path: &syn::TypePath) -> Option<&syn::PathSegment> {
    (path.qself.is_none() && path.path.leading_colon.is_none() && path.path.segments.len() == 1)
        .then(|| path.path.segments.first())
        .flatten()
}

/// Whether this is an owned type with arguments that can cross.
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
    Type::Unit
}

fn refuse(ty: &syn::Type, report: &mut Report) -> Type {
    report.push(ty.span(), Reason::TypeRefused(text(ty)));
    Type::Unit
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
