//! Records, enums and opaque types.

use proc_macro2::Ident;
use syn::{ext::IdentExt, spanned::Spanned};

use super::{
    attributes::{self, Place},
    names::Names,
    types,
};
use crate::{
    Reason, Report,
    bridge::{Adopted, Enum, Field, Opaque, Record, Variant, VariantShape},
};

/// Reads a `struct`.
pub(super) fn record(item: &syn::ItemStruct, names: &Names, report: &mut Report) -> Option<Record> {
    let attributes = attributes::read(&item.attrs, Place::Record, report);
    refuse_generics(&item.generics, "record", report);
    let names = &names.within(&item.generics);
    let fields = match &item.fields {
        syn::Fields::Named(fields) => fields,
        syn::Fields::Unnamed(_) => {
            report.push(item.ident.span(), Reason::RecordShape("tuple"));
            return None;
        }
        syn::Fields::Unit => {
            report.push(item.ident.span(), Reason::RecordShape("unit"));
            return None;
        }
    };
    Some(Record {
        name: item.ident.unraw(),
        docs: attributes.docs,
        derives: attributes.derives,
        adopted: attributes.adopted.map(|path| Adopted { path, vis: item.vis.clone() }),
        fields: fields.named.iter().map(|field| self::field(field, None, names, report)).collect(),
    })
}

/// Reads an `enum`; the flag says whether it stands under `#[error]`.
pub(super) fn enumeration(item: &syn::ItemEnum, names: &Names, report: &mut Report) -> (Option<Enum>, bool) {
    let attributes = attributes::read(&item.attrs, Place::Enum, report);
    refuse_generics(&item.generics, "enum", report);
    let names = &names.within(&item.generics);
    if item.variants.is_empty() {
        report.push(item.ident.span(), Reason::EnumEmpty(item.ident.to_string()));
        return (None, attributes.error);
    }
    let mut next = 0i64;
    let mut variants = Vec::new();
    for variant in &item.variants {
        let parsed = self::variant(variant, next, names, report);
        next = parsed.discriminant + 1;
        variants.push(parsed);
    }
    let parsed = Enum {
        name: item.ident.unraw(),
        docs: attributes.docs,
        derives: attributes.derives,
        adopted: attributes.adopted.map(|path| Adopted { path, vis: item.vis.clone() }),
        variants,
    };
    let explicit = item.variants.iter().find_map(|variant| variant.discriminant.as_ref());
    if let (Some((_, value)), true) = (explicit, attributes.error || !parsed.is_plain()) {
        report.push(value.span(), Reason::DiscriminantWithData);
    }
    (Some(parsed), attributes.error)
}

/// Reads a `type Name;` of an extern block.
pub(super) fn opaque(item: &syn::ForeignItemType, report: &mut Report) -> Opaque {
    let attributes = attributes::read(&item.attrs, Place::Opaque, report);
    refuse_generics(&item.generics, "type", report);
    Opaque { name: item.ident.unraw(), docs: attributes.docs }
}

fn variant(variant: &syn::Variant, next: i64, names: &Names, report: &mut Report) -> Variant {
    let attributes = attributes::read(&variant.attrs, Place::Variant, report);
    let discriminant = match &variant.discriminant {
        None => next,
        Some((_, value)) => literal(value).unwrap_or_else(|| {
            report.push(value.span(), Reason::Discriminant);
            next
        }),
    };
    let shape = match &variant.fields {
        syn::Fields::Named(_) => VariantShape::Named,
        syn::Fields::Unnamed(_) => VariantShape::Tuple,
        syn::Fields::Unit => VariantShape::Unit,
    };
    let fields = variant
        .fields
        .iter()
        .enumerate()
        .map(|(index, field)| self::field(field, Some(index), names, report))
        .collect();
    Variant {
        name: variant.ident.unraw(),
        go_name: attributes.go_name,
        docs: attributes.docs,
        discriminant,
        shape,
        fields,
    }
}

fn field(field: &syn::Field, index: Option<usize>, names: &Names, report: &mut Report) -> Field {
    let attributes = attributes::read(&field.attrs, Place::Field, report);
    let name = field
        .ident
        .as_ref()
        .map(IdentExt::unraw)
        .unwrap_or_else(|| Ident::new(&format!("_{}", index.unwrap_or_default()), field.ty.span()));
    Field { name, docs: attributes.docs, ty: types::parse(&field.ty, names, report), span: field.ty.span() }
}

/// An integer literal in the range of i32, with or without a minus sign.
fn literal(value: &syn::Expr) -> Option<i64> {
    let (number, sign) = match value {
        syn::Expr::Unary(syn::ExprUnary { op: syn::UnOp::Neg(_), expr, .. }) => (&**expr, -1),
        other => (other, 1),
    };
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. }) = number else {
        return None;
    };
    let number = sign * number.base10_parse::<i64>().ok()?;
    i32::try_from(number).is_ok().then_some(number)
}

/// Refuses type and lifetime parameters, and what is asked of them.
pub(super) fn refuse_generics(generics: &syn::Generics, what: &'static str, report: &mut Report) {
    if let Some(first) = generics.params.first() {
        report.push(first.span(), Reason::Generic(what));
    } else if let Some(clause) = &generics.where_clause {
        report.push(clause.where_token.span(), Reason::Generic(what));
    }
}
