//! The flat encoding in Go: functions that append and read what a bridge declares.

use spandrel_plan::{
    ErrorField,
    types::{Enum, ErrorEnum, Record},
};
use spandrel_syntax::bridge::{Docs, Variant};

use super::{
    codec::{append, read},
    writer::Code,
};
use crate::{Named, names::go};

/// The doc comment of the package.
pub(super) fn docs(plan: &Named) -> Docs {
    let package = &plan.bridge.package;
    Docs(vec![
        format!(
            "Package codec is the flat encoding of what the contract of {package} declares, both ways. Readers are bounded and stay"
        ),
        "failed: what they read may come from anywhere, and is worth something once they have not failed."
            .to_owned(),
    ])
}

/// Writes the codec of everything the bridge declares.
pub(super) fn codec(plan: &Named, code: &mut Code) {
    for record in &plan.data.records {
        append_record(record, plan, code);
        read_record(record, plan, code);
    }
    for enumeration in plan.data.enums.iter().filter(|enumeration| !enumeration.is_plain()) {
        append_enum(enumeration, plan, code);
        read_enum(enumeration, plan, code);
    }
    for error in &plan.data.errors {
        append_error(error, plan, code);
        read_error(error, plan, code);
    }
    if !plan.data.errors.is_empty() {
        encode_declared(plan, code);
        decode_declared(plan, code);
    }
}

/// Writes the asserts on the layouts of the records that are passed as C structs.
pub(super) fn layouts(plan: &Named, code: &mut Code) {
    for record in &plan.data.records {
        layout(record, plan, code);
    }
}

/// The function that finds an error of the bridge in what Go returned, so that the other side knows it again.
pub(super) const ENCODE_DECLARED: &str = "EncodeDeclared";

fn encode_declared(plan: &Named, code: &mut Code) {
    code.gap();
    code.import("errors");
    code.comment(&format!(
        "{ENCODE_DECLARED} appends the error of this bridge that err is or wraps: its number from 1, and its fields. 0 stands for none."
    ));
    code.open(format!("func {ENCODE_DECLARED}(buffer []byte, err error) []byte {{"));
    for (index, error) in plan.data.errors.iter().enumerate() {
        let name = code.contract(&plan.names.type_name(&error.name));
        code.line(format!("var e{index} *{name}"));
        code.open(format!("if errors.As(err, &e{index}) && e{index} != nil {{"));
        code.line(format!(
            "return {}({}(buffer, {}), e{index})",
            plan.names.append(&error.name),
            code.wire("AppendUint8"),
            index + 1
        ));
        code.close("}");
    }
    code.line(format!("return {}(buffer, 0)", code.wire("AppendUint8")));
    code.close("}");
}

fn decode_declared(plan: &Named, code: &mut Code) {
    code.gap();
    code.comment(&format!("DecodeDeclared reads what {ENCODE_DECLARED} appends; nil for none."));
    code.open(format!("func DecodeDeclared(reader *{}) error {{", code.wire("Reader")));
    code.line("switch reader.Uint8() {");
    code.open("case 0:");
    code.line("return nil");
    code.indent_back();
    for (index, error) in plan.data.errors.iter().enumerate() {
        code.open(format!("case {}:", index + 1));
        code.line(format!("return {}(reader)", plan.names.read(&error.name)));
        code.indent_back();
    }
    code.line("}");
    code.line("reader.Fail()");
    code.line("return nil");
    code.close("}");
}

fn append_error(error: &ErrorEnum, plan: &Named, code: &mut Code) {
    let name = code.contract(&plan.names.type_name(&error.name));
    let function = plan.names.append(&error.name);
    code.gap();
    code.comment(&format!("{function} appends an error: its variant, its message and its fields."));
    code.open(format!("func {function}(buffer []byte, e *{name}) []byte {{"));
    // A kind is the number of its variant from 1: 0, which is none, becomes the number that stands for no variant.
    code.line(format!("buffer = {}(buffer, uint32(e.Kind)-1)", code.wire("AppendVariant")));
    code.line(format!("buffer = {}(buffer, e.Error())", code.wire("AppendString")));
    if error.variants.iter().any(|variant| !variant.fields.is_empty()) {
        code.line("switch e.Kind {");
        for variant in error.variants.iter().filter(|variant| !variant.fields.is_empty()) {
            let kind = plan.names.kind_constant(&error.name, &variant.name);
            code.open(format!("case {}:", code.contract(&kind)));
            for field in &variant.fields {
                match &field.ty {
                    ErrorField::Source(source) => {
                        let append = plan.names.append(source);
                        let source = code.contract(&plan.names.type_name(source));
                        code.line(format!("source, ok := e.Unwrap().(*{source})"));
                        code.open("if !ok {");
                        code.line(format!(
                            "return {}(buffer, {})",
                            code.wire("AppendVariant"),
                            code.wire("NoVariant")
                        ));
                        code.close("}");
                        code.line(format!("buffer = {append}(buffer, source)"));
                    }
                    ErrorField::Data(ty) => {
                        let value = format!("e.{}", go::variant_field(error, variant, field));
                        append(ty, &value, 0, plan, code);
                    }
                }
            }
            code.indent_back();
        }
        code.line("}");
    }
    code.line("return buffer");
    code.close("}");
}

fn append_record(record: &Record, plan: &Named, code: &mut Code) {
    let (name, function) =
        (code.contract(&plan.names.type_name(&record.name)), plan.names.append(&record.name));
    code.gap();
    code.comment(&format!("{function} appends the fields of a record."));
    code.open(format!("func {function}(buffer []byte, v *{name}) []byte {{"));
    for field in &record.fields {
        let value = format!("v.{}", go::field(&field.name.to_string()));
        append(&field.ty, &value, 0, plan, code);
    }
    if record.fields.is_empty() {
        code.line(format!("return {}(buffer)", code.wire("AppendNothing")));
    } else {
        code.line("return buffer");
    }
    code.close("}");
}

fn read_record(record: &Record, plan: &Named, code: &mut Code) {
    let (name, function) =
        (code.contract(&plan.names.type_name(&record.name)), plan.names.read(&record.name));
    code.gap();
    code.comment(&format!("{function} reads the fields of a record."));
    code.open(format!("func {function}(reader *{}, v *{name}) {{", code.wire("Reader")));
    for field in &record.fields {
        let target = format!("v.{}", go::field(&field.name.to_string()));
        read(&field.ty, &target, 0, plan, code);
    }
    if record.fields.is_empty() {
        code.line("reader.Nothing()");
    }
    code.close("}");
}

/// Fails to compile when Go lays a plain record out otherwise than the plan.
fn layout(record: &Record, plan: &Named, code: &mut Code) {
    let Some((layout, offsets)) = plan.plain_record(record) else { return };
    let name = plan.names.type_name(&record.name);
    code.import("unsafe");
    code.gap();
    code.comment(&format!("{name} is passed as a C struct: size and offsets are part of the contract."));
    code.open("var (");
    code.line(format!("_ = [1]byte{{}}[unsafe.Sizeof({name}{{}})-{}]", layout.size));
    for (field, offset) in record.fields.iter().zip(offsets) {
        let field = go::field(&field.name.to_string());
        code.line(format!("_ = [1]byte{{}}[unsafe.Offsetof({name}{{}}.{field})-{offset}]"));
    }
    code.close(")");
}

fn append_enum(enumeration: &Enum, plan: &Named, code: &mut Code) {
    let (name, function) =
        (code.contract(&plan.names.type_name(&enumeration.name)), plan.names.append(&enumeration.name));
    let binds = enumeration.variants.iter().any(|variant| !variant.fields.is_empty());
    code.gap();
    code.comment(&format!("{function} appends a variant and its fields; nil as none of the variants."));
    code.open(format!("func {function}(buffer []byte, v {name}) []byte {{"));
    code.line(if binds { "switch v := v.(type) {" } else { "switch v.(type) {" });
    for (index, variant) in enumeration.variants.iter().enumerate() {
        let case = code.contract(&plan.names.variant(&enumeration.name, &variant.name));
        code.open(format!("case {case}:"));
        code.line(format!("buffer = {}(buffer, {index})", code.wire("AppendVariant")));
        for field in &variant.fields {
            let value = format!("v.{}", go::field(&field.name.to_string()));
            append(&field.ty, &value, 0, plan, code);
        }
        code.indent_back();
    }
    code.open("default:");
    code.line(format!("buffer = {}(buffer, {})", code.wire("AppendVariant"), code.wire("NoVariant")));
    code.indent_back();
    code.line("}");
    code.line("return buffer");
    code.close("}");
}

fn read_enum(enumeration: &Enum, plan: &Named, code: &mut Code) {
    let (name, function) =
        (code.contract(&plan.names.type_name(&enumeration.name)), plan.names.read(&enumeration.name));
    code.gap();
    code.comment(&format!(
        "{function} reads a variant and its fields; nil for what stands for none. Any other number fails the reader."
    ));
    code.open(format!("func {function}(reader *{}) {name} {{", code.wire("Reader")));
    code.line("switch reader.Variant() {");
    for (index, variant) in enumeration.variants.iter().enumerate() {
        let go_name = code.contract(&plan.names.variant(&enumeration.name, &variant.name));
        code.open(format!("case {index}:"));
        if variant.fields.is_empty() {
            code.line(format!("return {go_name}{{}}"));
        } else {
            code.line(format!("var v {go_name}"));
            for field in &variant.fields {
                let target = format!("v.{}", go::field(&field.name.to_string()));
                read(&field.ty, &target, 0, plan, code);
            }
            code.line("return v");
        }
        code.indent_back();
    }
    code.open(format!("case {}:", code.wire("NoVariant")));
    code.line("return nil");
    code.indent_back();
    code.line("}");
    code.line("reader.Fail()");
    code.line("return nil");
    code.close("}");
}

fn read_error(error: &ErrorEnum, plan: &Named, code: &mut Code) {
    let (name, kind) = (plan.names.type_name(&error.name), plan.names.error_kind(&error.name));
    let (name, kind, function) = (code.contract(&name), code.contract(&kind), plan.names.read(&error.name));
    code.gap();
    code.comment(&format!(
        "{function} reads an error with its message and its fields. A number that stands for none of its kinds fails the reader."
    ));
    code.open(format!("func {function}(reader *{}) error {{", code.wire("Reader")));
    code.line(format!("e := {name}{{Kind: {kind}(reader.Variant() + 1)}}"));
    code.line("message := reader.String()");
    code.line("switch e.Kind {");
    let constant = |variant: &Variant<ErrorField>, code: &Code| {
        code.contract(&plan.names.kind_constant(&error.name, &variant.name))
    };
    let bare: Vec<String> = error
        .variants
        .iter()
        .filter(|variant| variant.fields.is_empty())
        .map(|variant| constant(variant, code))
        .collect();
    if !bare.is_empty() {
        code.line(format!("case {}:", bare.join(", ")));
    }
    for variant in error.variants.iter().filter(|variant| !variant.fields.is_empty()) {
        code.open(format!("case {}:", constant(variant, code)));
        read_fields(error, variant, plan, code);
        code.indent_back();
    }
    code.open("default:");
    code.line("reader.Fail()");
    code.indent_back();
    code.line("}");
    code.line("return e.WithMessage(message)");
    code.close("}");
}

/// Statements that read the fields of a variant of an error. The constructor puts its source in place.
fn read_fields(error: &ErrorEnum, variant: &Variant<ErrorField>, plan: &Named, code: &mut Code) {
    let (mut arguments, mut has_source) = (Vec::new(), false);
    for field in &variant.fields {
        match &field.ty {
            ErrorField::Source(source) => {
                let ty = code.contract(&plan.names.type_name(source));
                code.line(format!("source, _ := {}(reader).(*{ty})", plan.names.read(source)));
                arguments.push("source".to_owned());
                has_source = true;
            }
            ErrorField::Data(ty) => {
                let target = format!("e.{}", go::variant_field(error, variant, field));
                read(ty, &target, 0, plan, code);
                arguments.push(target);
            }
        }
    }
    if has_source {
        let constructor = code.contract(&plan.names.error_constructor(&error.name, &variant.name));
        code.line(format!("e = *{constructor}({})", arguments.join(", ")));
    }
}
