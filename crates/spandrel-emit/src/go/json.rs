//! `contract/json.go`: what the contract declares as JSON, written and read by one function each.

use spandrel_plan::{
    Data, ErrorField,
    types::{Enum, ErrorEnum, Record},
};
use spandrel_syntax::{
    bridge::{Field, Variant, VariantShape},
    types::{Scalar, ScalarClass},
};

use super::{types, writer::Code};
use crate::{Named, names::go};

/// Writes the methods of all types.
pub(super) fn json(plan: &Named, code: &mut Code) {
    for record in &plan.data.records {
        self::record(record, plan, code);
    }
    for enumeration in &plan.data.enums {
        if enumeration.is_plain() {
            plain(enumeration, plan, code);
        } else {
            with_data(enumeration, plan, code);
        }
    }
    for error in &plan.data.errors {
        self::error(error, plan, code);
    }
}

/// The function that writes and reads data, as an expression.
pub(super) fn form(ty: &Data, plan: &Named, code: &mut Code) -> String {
    match ty {
        Data::Scalar(kind) => code.json(scalar(*kind)),
        Data::String => code.json("String"),
        Data::Duration => code.json("Duration"),
        Data::SystemTime => code.json("Time"),
        Data::Vec(item) if **item == Data::BYTE => code.json("Bytes"),
        Data::Vec(item) => wrapped("List", item, plan, code),
        Data::Array(item, length) if **item == Data::BYTE => {
            format!("{}(func(v *[{length}]byte) []byte {{ return v[:] }})", code.json("ByteArray"))
        }
        Data::Array(item, length) => {
            let (json, name, form) =
                (code.json("Array"), types::name(item, plan, code), form(item, plan, code));
            let slice = code.literal(&format!("func(v *[{length}]{name}) []{name}"), "return v[:]");
            format!("{json}({form}, {slice})")
        }
        Data::Option(item) if types::is_nilable(item, plan) => {
            let (json, name, form) =
                (code.json("Nilable"), types::name(item, plan, code), form(item, plan, code));
            let none = code.literal(&format!("func(v *{name}) bool"), "return *v == nil");
            format!("{json}({form}, {none})")
        }
        Data::Option(item) => wrapped("Option", item, plan, code),
        Data::Tuple(items) => {
            let forms: Vec<String> = items.iter().map(|item| form(item, plan, code)).collect();
            format!("{}({})", code.json(&format!("Tuple{}", items.len())), forms.join(", "))
        }
        Data::Map { key, value, .. } => {
            let key = self::key(key, plan, code);
            format!("{}({key}, {})", code.json("Map"), form(value, plan, code))
        }
        Data::Set { item, .. } => wrapped("Set", item, plan, code),
        Data::Record(name) if code.is_contract() => plan.names.json(name),
        Data::Record(name) => format!("{}[{}]", code.json("Own"), code.contract(&plan.names.type_name(name))),
        Data::Enum(name) if !types::is_data_enum(name, plan) => {
            format!("{}[{}]", code.json("Text"), code.contract(&plan.names.type_name(name)))
        }
        Data::Enum(name) if code.is_contract() => plan.names.json(name),
        Data::Enum(name) => {
            let unmarshal = code.contract(&plan.names.unmarshal(name));
            format!("{}(\"{}\", {unmarshal})", code.json("Enum"), plan.names.type_name(name))
        }
    }
}

fn wrapped(function: &str, item: &Data, plan: &Named, code: &mut Code) -> String {
    format!("{}({})", code.json(function), form(item, plan, code))
}

/// The function that makes names of an object of the keys of a map.
fn key(ty: &Data, plan: &Named, code: &mut Code) -> String {
    match ty {
        Data::String => code.json("StringKey"),
        Data::Scalar(scalar) => match scalar.class() {
            ScalarClass::Char => code.json("RuneKey"),
            ScalarClass::Bool | ScalarClass::Integer | ScalarClass::Wide | ScalarClass::Float => {
                wrapped("Number", ty, plan, code)
            }
        },
        Data::Enum(name) => {
            format!("{}[{}]", code.json("TextKey"), code.contract(&plan.names.type_name(name)))
        }
        // No keys.
        Data::Vec(_)
        | Data::Array(..)
        | Data::Option(_)
        | Data::Tuple(_)
        | Data::Map { .. }
        | Data::Set { .. }
        | Data::Duration
        | Data::SystemTime
        | Data::Record(_) => wrapped("Number", ty, plan, code),
    }
}

/// The function of a scalar.
fn scalar(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "Bool",
        Scalar::Char => "Rune",
        Scalar::U8 => "Uint8",
        Scalar::U16 => "Uint16",
        Scalar::U32 => "Uint32",
        Scalar::U64 => "Uint64",
        Scalar::U128 => "Uint128",
        Scalar::Usize => "Uint",
        Scalar::I8 => "Int8",
        Scalar::I16 => "Int16",
        Scalar::I32 => "Int32",
        Scalar::I64 => "Int64",
        Scalar::I128 => "Int128",
        Scalar::Isize => "Int",
        Scalar::F32 => "Float32",
        Scalar::F64 => "Float64",
    }
}

/// The statement that writes and reads a field of the object `o`.
pub(super) fn field(name: &str, target: &str, ty: &Data, plan: &Named, code: &mut Code) {
    let function = code.json(if is_option(ty) { "Optional" } else { "Field" });
    let form = form(ty, plan, code);
    code.line(format!("{function}(o, \"{name}\", {target}, {form})"));
}

/// `MarshalJSON` and `UnmarshalJSON`, with what they return. The receiver of both has one name.
fn methods(receiver: &str, ty: &str, marshal: &str, unmarshal: &str, code: &mut Code) {
    let own = receiver.split(' ').next().unwrap_or_default();
    code.gap();
    code.comment("MarshalJSON returns the value as JSON, as it is sent over HTTP. A struct that embeds the value is written as the value\nalone: make it a field with a name instead.");
    code.open(format!("func ({receiver}) MarshalJSON() ([]byte, error) {{"));
    code.line(format!("return {marshal}"));
    code.close("}");
    code.gap();
    code.comment(
        "UnmarshalJSON reads the value. A field that is missing, unknown or of another type is an error.",
    );
    code.open(format!("func ({own} *{ty}) UnmarshalJSON(text []byte) error {{"));
    code.line(format!("return {unmarshal}"));
    code.close("}");
}

fn function(name: &str, ty: &str, code: &mut Code) {
    code.gap();
    let codec = code.json("Codec");
    code.open(format!("func {name}(c *{codec}, v *{ty}) {{"));
}

fn record(record: &Record, plan: &Named, code: &mut Code) {
    let (name, json) = (plan.names.type_name(&record.name), plan.names.json(&record.name));
    let (marshal, unmarshal) = (code.json("Marshal"), code.json("Unmarshal"));
    methods(
        &format!("v {name}"),
        &name,
        &format!("{marshal}(v, {json})"),
        &format!("{unmarshal}(text, v, {json})"),
        code,
    );
    function(&json, &name, code);
    object(&record.fields, plan, code);
    code.close("}");
}

fn object(fields: &[Field<Data>], plan: &Named, code: &mut Code) {
    code.line("o := c.Open()");
    for known in fields {
        let target = format!("&v.{}", go::field(&known.name.to_string()));
        field(&bare(&known.name.to_string()), &target, &known.ty, plan, code);
    }
    code.line("o.Close()");
}

/// A name without the mark of a raw identifier.
pub(super) fn bare(name: &str) -> String {
    name.trim_start_matches("r#").to_owned()
}

fn plain(enumeration: &Enum, plan: &Named, code: &mut Code) {
    let name = plan.names.type_name(&enumeration.name);
    let constants: Vec<(String, String)> = enumeration
        .variants
        .iter()
        .map(|variant| {
            (plan.names.variant(&enumeration.name, &variant.name), bare(&variant.name.to_string()))
        })
        .collect();
    code.gap();
    code.comment("MarshalText returns the name of the value, which is what it is in JSON.");
    code.open(format!("func (v {name}) MarshalText() ([]byte, error) {{"));
    code.line("switch v {");
    for (constant, text) in &constants {
        code.open(format!("case {constant}:"));
        code.line(format!("return []byte(\"{text}\"), nil"));
        code.indent_back();
    }
    code.line("}");
    code.line(format!("return nil, {}(int32(v), \"{name}\")", code.json("NotVariant")));
    code.close("}");
    code.gap();
    code.comment("UnmarshalText reads the name of a value.");
    code.open(format!("func (v *{name}) UnmarshalText(text []byte) error {{"));
    code.line("switch string(text) {");
    for (constant, text) in &constants {
        code.open(format!("case \"{text}\":"));
        code.line(format!("*v = {constant}"));
        code.indent_back();
    }
    code.open("default:");
    let known: Vec<String> = constants.iter().map(|(_, text)| format!(", \"{text}\"")).collect();
    code.line(format!("return {}(text, \"{name}\"{})", code.json("UnknownVariant"), known.concat()));
    code.indent_back();
    code.line("}");
    code.line("return nil");
    code.close("}");
}

fn with_data(enumeration: &Enum, plan: &Named, code: &mut Code) {
    let (name, json) = (plan.names.type_name(&enumeration.name), plan.names.json(&enumeration.name));
    let unmarshal = plan.names.unmarshal(&enumeration.name);
    code.gap();
    code.comment(&format!(
        "{unmarshal} reads a {name} from JSON: its type is an interface, which encoding/json cannot read."
    ));
    code.open(format!("func {unmarshal}(text []byte) ({name}, error) {{"));
    code.line(format!("var v {name}"));
    code.line(format!("err := {}(text, &v, {json})", code.json("Unmarshal")));
    code.line("return v, err");
    code.close("}");
    for variant in &enumeration.variants {
        let of = plan.names.variant(&enumeration.name, &variant.name);
        let marshal = format!("{}({name}(v), {json})", code.json("Marshal"));
        let unmarshal = format!("{}(text, v, \"{}\", {json})", code.json("UnmarshalVariant"), variant.name);
        methods(&format!("v {of}"), &of, &marshal, &unmarshal, code);
    }
    function(&json, &name, code);
    code.line(format!("u := c.Variants(\"{name}\")"));
    for variant in &enumeration.variants {
        let of = plan.names.variant(&enumeration.name, &variant.name);
        let (case, text) = (code.json("Case"), bare(&variant.name.to_string()));
        if variant.shape == VariantShape::Unit {
            code.line(format!("{case}[{name}, {of}](u, v, \"{text}\", nil)"));
            continue;
        }
        let codec = code.json("Codec");
        code.open(format!("{case}(u, v, \"{text}\", func(c *{codec}, v *{of}) {{"));
        case_fields(variant, plan, code);
        code.close("})");
    }
    code.line("u.Close()");
    code.close("}");
}

/// Statements that write and read the fields of a variant of an enum.
fn case_fields(variant: &Variant<Data>, plan: &Named, code: &mut Code) {
    let fields = variant
        .fields
        .iter()
        .map(|known| {
            let name = known.name.to_string();
            let form = form(&known.ty, plan, code);
            Written { target: format!("&v.{}", go::field(&name)), name, form, optional: is_option(&known.ty) }
        })
        .collect();
    variant_fields(variant.shape, fields, code);
}

fn error(error: &ErrorEnum, plan: &Named, code: &mut Code) {
    let (name, json) = (plan.names.type_name(&error.name), plan.names.json(&error.name));
    let (marshal, unmarshal) = (code.json("Marshal"), code.json("Unmarshal"));
    let receiver = format!("e *{name}");
    let (marshal, unmarshal) = (format!("{marshal}(*e, {json})"), format!("{unmarshal}(text, e, {json})"));
    methods(&receiver, &name, &marshal, &unmarshal, code);
    function(&json, &name, code);
    code.line(format!("u := c.Variants(\"{name}\")"));
    for variant in &error.variants {
        let kind = plan.names.kind_constant(&error.name, &variant.name);
        let (case, text) = (code.json("Kind"), bare(&variant.name.to_string()));
        if variant.shape == VariantShape::Unit {
            code.line(format!("{case}(u, &v.Kind, {kind}, \"{text}\", nil)"));
            continue;
        }
        code.open(format!("{case}(u, &v.Kind, {kind}, \"{text}\", func() {{"));
        error_fields(error, variant, plan, code);
        code.close("})");
    }
    code.line("u.Close()");
    code.close("}");
}

/// Statements that write and read the fields of a variant of an error.
fn error_fields(error: &ErrorEnum, variant: &Variant<ErrorField>, plan: &Named, code: &mut Code) {
    let fields = variant
        .fields
        .iter()
        .map(|known| {
            let name = known.name.to_string();
            match &known.ty {
                ErrorField::Data(ty) => Written {
                    name,
                    target: format!("&v.{}", go::variant_field(error, variant, known)),
                    form: form(ty, plan, code),
                    optional: is_option(ty),
                },
                ErrorField::Source(source) => Written {
                    name,
                    target: "&v.source".to_owned(),
                    form: format!("{}({})", code.json("Source"), plan.names.json(source)),
                    optional: false,
                },
            }
        })
        .collect();
    variant_fields(variant.shape, fields, code);
}

/// A field of a variant: its name, where it is, and the function that writes and reads it.
struct Written {
    name: String,
    target: String,
    form: String,
    optional: bool,
}

fn is_option(ty: &Data) -> bool {
    matches!(ty, Data::Option(_))
}

/// As serde has them: one value as itself, several without names as a list, others as an object.
fn variant_fields(shape: VariantShape, fields: Vec<Written>, code: &mut Code) {
    if shape != VariantShape::Tuple {
        code.line("o := c.Open()");
        for Written { name, target, form, optional } in fields {
            let function = code.json(if optional { "Optional" } else { "Field" });
            code.line(format!("{function}(o, \"{}\", {target}, {form})", bare(&name)));
        }
        return code.line("o.Close()");
    }
    if let [only] = &fields[..] {
        return code.line(format!("{}(c, {})", only.form, only.target));
    }
    let part = code.json("Part");
    let parts: Vec<String> =
        fields.iter().map(|known| format!(", {part}(c, {}, {})", known.target, known.form)).collect();
    code.line(format!("{}(c{})", code.json("Parts"), parts.concat()));
}
