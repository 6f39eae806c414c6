//! The flat encoding in Go: functions that append and read what a bridge declares.

use spandrel_plan::types::{Enum, ErrorEnum, ErrorField, Record};

use super::{
    codec::{append, read},
    writer::Code,
};
use crate::{Named, names::go};

/// Writes the codec of everything the bridge declares.
pub(super) fn codec(plan: &Named, code: &mut Code) {
    for record in &plan.data.records {
        layout(record, plan, code);
        append_record(record, plan, code);
        read_record(record, plan, code);
    }
    for enumeration in plan.data.enums.iter().filter(|enumeration| !enumeration.is_plain()) {
        append_enum(enumeration, plan, code);
        read_enum(enumeration, plan, code);
    }
    for error in &plan.data.errors {
        read_error(error, plan, code);
    }
    if plan.calls_go() && !plan.data.errors.is_empty() {
        append_declared(plan, code);
        for error in &plan.data.errors {
            append_error(error, plan, code);
        }
    }
}

/// Finds an error of the bridge in what a Go function returned, so that Rust knows it again.
fn append_declared(plan: &Named, code: &mut Code) {
    let _package = &plan.bridge.package;
    code.gap();
    code.import("errors");
    code.comment("appendDeclared appends the error of this bridge that err is or wraps: its number from 1, and its fields.");
    code.open("func appendDeclared(buffer []byte, err error) []byte {");
    for (index, error) in plan.data.errors.iter().enumerate() {
        let name = plan.names.type_name(&error.name);
        code.line(format!("var e{index} *{name}"));
        code.open(format!("if errors.As(err, &e{index}) && e{index} != nil {{"));
        code.line(format!(
            "return append{name}({}(buffer, {}), e{index})",
            code.wire("AppendUint8"),
            index + 1
        ));
        code.close("}");
    }
    code.line(format!("return {}(buffer, 0)", code.wire("AppendUint8")));
    code.close("}");
}

fn append_error(error: &ErrorEnum, plan: &Named, code: &mut Code) {
    let _package = &plan.bridge.package;
    let name = plan.names.type_name(&error.name);
    code.gap();
    code.open(format!("func append{name}(buffer []byte, e *{name}) []byte {{"));
    // A kind is the number of its variant from 1: 0, which is none, becomes the number that stands for no variant.
    code.line(format!("buffer = {}(buffer, uint32(e.Kind)-1)", code.wire("AppendVariant")));
    code.line(format!("buffer = {}(buffer, e.message)", code.wire("AppendString")));
    if error.variants.iter().any(|variant| !variant.fields.is_empty()) {
        code.line("switch e.Kind {");
        for variant in error.variants.iter().filter(|variant| !variant.fields.is_empty()) {
            code.open(format!("case {}:", plan.names.kind_constant(&error.name, &variant.name)));
            for field in &variant.fields {
                match &field.ty {
                    ErrorField::Source(source) => {
                        let source = plan.names.type_name(source);
                        code.line(format!("source, ok := e.source.(*{source})"));
                        code.open("if !ok {");
                        code.line(format!(
                            "return {}(buffer, {})",
                            code.wire("AppendVariant"),
                            code.wire("NoVariant")
                        ));
                        code.close("}");
                        code.line(format!("buffer = append{source}(buffer, source)"));
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
    let name = plan.names.type_name(&record.name);
    code.gap();
    code.open(format!("func append{name}(buffer []byte, v *{name}) []byte {{"));
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
    let name = plan.names.type_name(&record.name);
    code.gap();
    code.open(format!("func read{name}(reader *{}, v *{name}) {{", code.wire("Reader")));
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
    code.comment(&format!("{name} crosses as a C struct: size and offsets are part of the contract."));
    code.open("var (");
    code.line(format!("_ = [1]byte{{}}[unsafe.Sizeof({name}{{}})-{}]", layout.size));
    for (field, offset) in record.fields.iter().zip(offsets) {
        let field = go::field(&field.name.to_string());
        code.line(format!("_ = [1]byte{{}}[unsafe.Offsetof({name}{{}}.{field})-{offset}]"));
    }
    code.close(")");
}

fn append_enum(enumeration: &Enum, plan: &Named, code: &mut Code) {
    let _package = &plan.bridge.package;
    let name = plan.names.type_name(&enumeration.name);
    let binds = enumeration.variants.iter().any(|variant| !variant.fields.is_empty());
    code.gap();
    code.open(format!("func append{name}(buffer []byte, v {name}) []byte {{"));
    code.line(if binds { "switch v := v.(type) {" } else { "switch v.(type) {" });
    for (index, variant) in enumeration.variants.iter().enumerate() {
        code.open(format!("case {}:", plan.names.variant(&enumeration.name, &variant.name)));
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
    let _package = &plan.bridge.package;
    let name = plan.names.type_name(&enumeration.name);
    code.gap();
    code.open(format!("func read{name}(reader *{}) {name} {{", code.wire("Reader")));
    code.line("switch reader.Variant() {");
    for (index, variant) in enumeration.variants.iter().enumerate() {
        let go_name = plan.names.variant(&enumeration.name, &variant.name);
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
    code.line("}");
    code.line("reader.Fail()");
    code.line("return nil");
    code.close("}");
}

fn read_error(error: &ErrorEnum, plan: &Named, code: &mut Code) {
    let _package = &plan.bridge.package;
    let (name, kind) = (plan.names.type_name(&error.name), plan.names.error_kind(&error.name));
    code.gap();
    code.open(format!("func read{name}(reader *{}) error {{", code.wire("Reader")));
    code.line(format!("e := &{name}{{Kind: {kind}(reader.Variant() + 1), message: reader.String()}}"));
    if error.variants.iter().any(|variant| !variant.fields.is_empty()) {
        code.line("switch e.Kind {");
        for variant in error.variants.iter().filter(|variant| !variant.fields.is_empty()) {
            code.open(format!("case {}:", plan.names.kind_constant(&error.name, &variant.name)));
            for field in &variant.fields {
                match &field.ty {
                    ErrorField::Source(source) => {
                        code.line(format!("e.source = read{}(reader)", plan.names.type_name(source)));
                    }
                    ErrorField::Data(ty) => {
                        let target = format!("e.{}", go::variant_field(error, variant, field));
                        read(ty, &target, 0, plan, code);
                    }
                }
            }
            code.indent_back();
        }
        code.line("}");
    }
    code.line("return e");
    code.close("}");
}
