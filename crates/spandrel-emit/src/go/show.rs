//! Values in the messages of errors that were made in Go: as Rust's `Display` and `Debug` write them.

use spandrel_plan::{Data, ErrorField, types::ErrorEnum};
use spandrel_syntax::{
    bridge::{Field, Variant, VariantShape},
    message::{Message, Piece},
    types::ScalarClass,
};

use super::{types, writer::Code};
use crate::{Named, names::go};

/// The expression for a variant's message, out of the fields of `e`.
pub(super) fn message(
    error: &ErrorEnum,
    variant: &Variant<ErrorField>,
    plan: &Named,
    code: &mut Code,
) -> String {
    let pieces = Message::of(variant).pieces;
    let (mut format, mut arguments) = (String::new(), Vec::new());
    for piece in &pieces {
        match piece {
            Piece::Text(text) => format.push_str(&text.replace('%', "%%")),
            Piece::Field(name) => {
                let Some(field) = variant.fields.iter().find(|field| field.name == name) else { continue };
                let (verb, argument) = match &field.ty {
                    ErrorField::Source(_) => ("%v", "e.source".to_owned()),
                    ErrorField::Data(ty) => {
                        let value = format!("e.{}", go::variant_field(error, variant, field));
                        displayed(ty, &value, plan, code)
                    }
                };
                format.push_str(verb);
                arguments.push(argument);
            }
        }
    }
    if arguments.is_empty() {
        return go::quoted(&Message::of(variant).template());
    }
    if let ("%s", [text]) = (format.as_str(), arguments.as_slice()) {
        return text.clone();
    }
    code.import("fmt");
    format!("fmt.Sprintf({}, {})", go::quoted(&format), arguments.join(", "))
}

/// The verb and the argument that write a value as `Display` does, or as `Debug` where the type has no `Display`.
fn displayed(ty: &Data, value: &str, plan: &Named, code: &mut Code) -> (&'static str, String) {
    match ty {
        Data::String => ("%s", value.to_owned()),
        Data::Scalar(scalar) => match scalar.class() {
            ScalarClass::Bool => ("%t", value.to_owned()),
            ScalarClass::Char => ("%c", value.to_owned()),
            ScalarClass::Integer => ("%d", value.to_owned()),
            ScalarClass::Wide => ("%v", value.to_owned()),
            ScalarClass::Float => {
                let bits = bits(ty, plan);
                ("%s", format!("{}(float64({value}), {bits})", code.show("DisplayFloat")))
            }
        },
        Data::Enum(name) if !types::is_data_enum(name, plan) => ("%v", value.to_owned()),
        Data::Vec(_)
        | Data::Array(..)
        | Data::Option(_)
        | Data::Tuple(_)
        | Data::Map { .. }
        | Data::Set { .. }
        | Data::Duration
        | Data::SystemTime
        | Data::Record(_)
        | Data::Enum(_) => ("%s", format!("{}({value})", shower(ty, plan, code))),
    }
}

/// A Go function, as an expression, that writes a value of this type as `Debug` does.
fn shower(ty: &Data, plan: &Named, code: &mut Code) -> String {
    match ty {
        Data::String => code.show("Text"),
        Data::Scalar(scalar) => match scalar.class() {
            ScalarClass::Char => code.show("Rune"),
            ScalarClass::Float => code.show(&format!("Float{}", bits(ty, plan))),
            ScalarClass::Bool | ScalarClass::Integer | ScalarClass::Wide => plain_shower(ty, plan, code),
        },
        Data::Duration => code.show("Duration"),
        Data::SystemTime => code.show("Time"),
        Data::Option(item) => {
            let option = if types::is_nilable(item, plan) { "Nilable" } else { "Option" };
            format!("{}({})", code.show(option), shower(item, plan, code))
        }
        Data::Vec(item) => format!("{}({})", code.show("List"), shower(item, plan, code)),
        Data::Array(item, _) => {
            let array = types::name(ty, plan, code);
            format!("{}[{array}]({})", code.show("Array"), shower(item, plan, code))
        }
        Data::Tuple(items) => {
            let showers: Vec<String> = items.iter().map(|item| shower(item, plan, code)).collect();
            format!("{}{}({})", code.show("Tuple"), items.len(), showers.join(", "))
        }
        Data::Map { key, value, .. } => {
            format!("{}({}, {})", code.show("Map"), shower(key, plan, code), shower(value, plan, code))
        }
        Data::Set { item, .. } => format!("{}({})", code.show("Set"), shower(item, plan, code)),
        Data::Record(record) => plan.names.shower(record),
        Data::Enum(enumeration) if types::is_data_enum(enumeration, plan) => plan.names.shower(enumeration),
        Data::Enum(_) => plain_shower(ty, plan, code),
    }
}

/// The same for what Go writes as Rust does: integers, bools, plain enums.
fn plain_shower(ty: &Data, plan: &Named, code: &mut Code) -> String {
    format!("{}[{}]", code.show("Plain"), types::name(ty, plan, code))
}

/// How many bits a scalar has.
fn bits(ty: &Data, plan: &Named) -> usize {
    plan.plain(ty).map_or(0, |layout| layout.size * 8)
}

/// Writes the functions for the records and enums that messages show.
pub(super) fn functions(plan: &Named, code: &mut Code) {
    let shown = shown(plan);
    for record in plan.data.records.iter().filter(|record| shown.contains(&record.name.to_string())) {
        let name = plan.names.type_name(&record.name);
        code.gap();
        code.open(format!("func {}(v {name}) string {{", plan.names.shower(&record.name)));
        let text = debug(&record.name.to_string(), VariantShape::Named, &record.fields, plan, code);
        code.line(format!("return {text}"));
        code.close("}");
    }
    for enumeration in plan.data.enums.iter().filter(|known| shown.contains(&known.name.to_string())) {
        let name = plan.names.type_name(&enumeration.name);
        let binds = enumeration.variants.iter().any(|variant| !variant.fields.is_empty());
        code.gap();
        code.open(format!("func {}(v {name}) string {{", plan.names.shower(&enumeration.name)));
        code.line(if binds { "switch v := v.(type) {" } else { "switch v.(type) {" });
        for variant in &enumeration.variants {
            code.open(format!("case {}:", plan.names.variant(&enumeration.name, &variant.name)));
            let text = debug(&variant.name.to_string(), variant.shape, &variant.fields, plan, code);
            code.line(format!("return {text}"));
            code.indent_back();
        }
        code.line("}");
        code.line("return \"nil\"");
        code.close("}");
    }
}

/// The expression that writes the fields of `v` behind a name.
fn debug(name: &str, shape: VariantShape, fields: &[Field<Data>], plan: &Named, code: &mut Code) -> String {
    if fields.is_empty() {
        return go::quoted(name);
    }
    let named = shape == VariantShape::Named;
    let (open, close) = if named { (" { ", " }") } else { ("(", ")") };
    let mut text = format!("{name}{open}");
    let mut parts = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        if named {
            text.push_str(&format!("{}: ", field.name));
        }
        let value = format!("{}(v.{})", shower(&field.ty, plan, code), go::field(&field.name.to_string()));
        parts.push(format!("{} + {value}", go::quoted(&std::mem::take(&mut text))));
    }
    format!("{} + {}", parts.join(" + "), go::quoted(close))
}

/// The names of the records and data enums that some message shows, with those inside them.
fn shown(plan: &Named) -> Vec<String> {
    let mut shown = Vec::new();
    for variant in plan.data.errors.iter().flat_map(|error| &error.variants) {
        let message = Message::of(variant);
        for name in message.placeholders() {
            for field in variant.fields.iter().filter(|field| field.name == name) {
                if let ErrorField::Data(ty) = &field.ty {
                    collect(ty, plan, &mut shown);
                }
            }
        }
    }
    shown
}

fn collect(ty: &Data, plan: &Named, shown: &mut Vec<String>) {
    match ty {
        Data::Option(item) | Data::Vec(item) | Data::Array(item, _) | Data::Set { item, .. } => {
            collect(item, plan, shown);
        }
        Data::Tuple(items) => items.iter().for_each(|item| collect(item, plan, shown)),
        Data::Map { key, value, .. } => {
            collect(key, plan, shown);
            collect(value, plan, shown);
        }
        Data::Record(name) | Data::Enum(name) => {
            let text = name.to_string();
            let plain = matches!(ty, Data::Enum(_)) && !types::is_data_enum(name, plan);
            if plain || shown.contains(&text) {
                return;
            }
            shown.push(text);
            let records = plan.data.records.iter().filter(|record| record.name == *name);
            let fields = records.flat_map(|record| &record.fields);
            let variants = plan.data.enums.iter().filter(|known| known.name == *name);
            let cases = variants.flat_map(|known| &known.variants).flat_map(|variant| &variant.fields);
            fields.chain(cases).for_each(|field| collect(&field.ty, plan, shown));
        }
        Data::Scalar(_) | Data::String | Data::Duration | Data::SystemTime => {}
    }
}
