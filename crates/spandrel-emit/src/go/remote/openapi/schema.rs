//! The schemas of what a bridge declares.

use spandrel_plan::{
    Data, ErrorField,
    types::{Enum, ErrorEnum},
};
use spandrel_syntax::{
    bridge::{Docs, Field, Variant, VariantShape},
    types::Scalar,
};

use super::{
    super::super::json::bare,
    value::{Value, number, object, record, reference, text},
};
use crate::Named;

/// A doc comment as text.
pub(super) fn prose(docs: &Docs) -> String {
    let lines: Vec<&str> = docs.0.iter().map(|line| line.trim_end()).collect();
    lines.join("\n").trim().to_owned()
}

pub(super) fn described(schema: Value, docs: &Docs) -> Value {
    let docs = prose(docs);
    match schema {
        Value::Object(mut members) if !docs.is_empty() => {
            members.insert(0, ("description".to_owned(), text(docs)));
            Value::Object(members)
        }
        other => other,
    }
}

pub(super) fn fields(fields: &[Field<Data>], plan: &Named) -> Value {
    let names: Vec<String> = fields.iter().map(|field| bare(&field.name.to_string())).collect();
    let members: Vec<(&str, Value)> = fields
        .iter()
        .zip(&names)
        .map(|(field, name)| (name.as_str(), described(schema(&field.ty, plan), &field.docs)))
        .collect();
    let optional: Vec<String> = fields
        .iter()
        .zip(&names)
        .filter(|(field, _)| matches!(field.ty, Data::Option(_)))
        .map(|(_, name)| name.clone())
        .collect();
    record(&members, &optional)
}

pub(super) fn enumeration(known: &Enum, plan: &Named) -> Value {
    if known.is_plain() {
        let names = known.variants.iter().map(|variant| text(bare(&variant.name.to_string()))).collect();
        return object([("type", text("string")), ("enum", Value::List(names))]);
    }
    let cases = known.variants.iter().map(|variant| case(variant, |field| schema(&field.ty, plan))).collect();
    object([("oneOf", Value::List(cases))])
}

pub(super) fn error(known: &ErrorEnum, plan: &Named) -> Value {
    let schema_of = |field: &Field<ErrorField>| match &field.ty {
        ErrorField::Data(ty) => schema(ty, plan),
        ErrorField::Source(source) => reference(&plan.names.type_name(source)),
    };
    let cases = known.variants.iter().map(|variant| case(variant, schema_of)).collect();
    object([("oneOf", Value::List(cases))])
}

/// A variant: its name, or an object with its name.
fn case<T>(variant: &Variant<T>, schema: impl Fn(&Field<T>) -> Value) -> Value {
    let name = bare(&variant.name.to_string());
    let data = match (variant.shape, &variant.fields[..]) {
        (VariantShape::Unit, _) => return object([("const", text(name))]),
        (VariantShape::Tuple, [only]) => schema(only),
        (VariantShape::Tuple, all) => tuple(all.iter().map(schema).collect()),
        (VariantShape::Named, all) => {
            let names: Vec<String> = all.iter().map(|field| bare(&field.name.to_string())).collect();
            let members: Vec<(&str, Value)> =
                all.iter().zip(&names).map(|(field, name)| (name.as_str(), schema(field))).collect();
            record(&members, &[])
        }
    };
    record(&[(name.as_str(), data)], &[])
}

fn tuple(items: Vec<Value>) -> Value {
    let count = items.len();
    object([
        ("type", text("array")),
        ("prefixItems", Value::List(items)),
        ("minItems", number(count)),
        ("maxItems", number(count)),
    ])
}

pub(super) fn base64() -> Value {
    object([("type", text("string")), ("contentEncoding", text("base64"))])
}

pub(super) fn object_number(name: &str) -> Value {
    object([
        ("type", text("integer")),
        ("description", text(format!("The number of an object {name} of the session."))),
    ])
}

fn integer(low: impl ToString, high: impl ToString) -> Value {
    object([("type", text("integer")), ("minimum", number(low)), ("maximum", number(high))])
}

fn float() -> Value {
    let words = ["NaN", "Infinity", "-Infinity"].map(text);
    let words = object([("enum", Value::List(words.into()))]);
    object([("oneOf", Value::List(vec![object([("type", text("number"))]), words]))])
}

pub(super) fn schema(ty: &Data, plan: &Named) -> Value {
    match ty {
        Data::Scalar(kind) => scalar(*kind),
        Data::String => object([("type", text("string"))]),
        Data::Vec(item) if **item == Data::BYTE => base64(),
        Data::Vec(item) => object([("type", text("array")), ("items", schema(item, plan))]),
        Data::Array(item, _) if **item == Data::BYTE => base64(),
        Data::Array(item, length) => object([
            ("type", text("array")),
            ("items", schema(item, plan)),
            ("minItems", number(length)),
            ("maxItems", number(length)),
        ]),
        Data::Option(item) => {
            let null = object([("type", text("null"))]);
            object([("anyOf", Value::List(vec![schema(item, plan), null]))])
        }
        Data::Tuple(items) => tuple(items.iter().map(|item| schema(item, plan)).collect()),
        Data::Map { value, .. } => {
            object([("type", text("object")), ("additionalProperties", schema(value, plan))])
        }
        Data::Set { item, .. } => object([
            ("type", text("array")),
            ("items", schema(item, plan)),
            ("uniqueItems", Value::Bool(true)),
        ]),
        Data::Duration => object([
            ("type", text("integer")),
            ("minimum", number(0)),
            ("maximum", number(i64::MAX)),
            ("description", text("Nanoseconds.")),
        ]),
        Data::SystemTime => object([("type", text("string")), ("format", text("date-time"))]),
        Data::Record(name) | Data::Enum(name) => reference(&plan.names.type_name(name)),
    }
}

fn scalar(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Bool => object([("type", text("boolean"))]),
        Scalar::Char => {
            object([("type", text("string")), ("minLength", number(1)), ("maxLength", number(1))])
        }
        Scalar::U8 => integer(0, u8::MAX),
        Scalar::U16 => integer(0, u16::MAX),
        Scalar::U32 => integer(0, u32::MAX),
        Scalar::U64 | Scalar::Usize => integer(0, u64::MAX),
        Scalar::U128 => integer(0, u128::MAX),
        Scalar::I8 => integer(i8::MIN, i8::MAX),
        Scalar::I16 => integer(i16::MIN, i16::MAX),
        Scalar::I32 => integer(i32::MIN, i32::MAX),
        Scalar::I64 | Scalar::Isize => integer(i64::MIN, i64::MAX),
        Scalar::I128 => integer(i128::MIN, i128::MAX),
        Scalar::F32 | Scalar::F64 => float(),
    }
}
