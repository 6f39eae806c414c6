//! `#[error]` enums in Go: one type with a kind, one sentinel per variant, one constructor per variant with fields.

use spandrel_plan::{ErrorField, types::ErrorEnum};
use spandrel_syntax::{
    bridge::{Docs, Field, Variant},
    message::Message,
};

use super::{comment, show, types, writer::Code};
use crate::{Named, names::go};

/// Writes all error types with their sentinels.
pub(super) fn errors(plan: &Named, code: &mut Code) {
    for error in &plan.data.errors {
        type_of(error, plan, code);
        kinds(error, plan, code);
        sentinels(error, plan, code);
        for variant in error.variants.iter().filter(|variant| !variant.fields.is_empty()) {
            constructor(error, variant, plan, code);
        }
        methods(error, plan, code);
    }
    show::functions(plan, code);
}

fn type_of(error: &ErrorEnum, plan: &Named, code: &mut Code) {
    let _package = &plan.bridge.package;
    let name = plan.names.type_name(&error.name);
    let kind = plan.names.error_kind(&error.name);
    code.gap();
    code.type_docs(&name, &error.docs, &format!("{name} is an error of the Rust side."));
    code.comment(&format!(
        "\nUse errors.Is with a sentinel such as {} to tell the kinds apart, errors.As for the fields.",
        error.variants.first().map_or_else(String::new, |variant| plan.names.sentinel(&variant.name)),
    ));
    code.open(format!("type {name} struct {{"));
    let mut rows = vec![(
        Docs(vec!["Kind tells which error it is; the other fields belong to one kind each.".to_owned()]),
        vec!["Kind".to_owned(), kind],
    )];
    for (field, go_name, of) in merged_fields(error, plan) {
        let ty = types::error_field(&field.ty, plan, code);
        let (mut docs, deprecation) = comment::split_deprecation(&field.docs.0);
        docs.retain(|line| !line.is_empty());
        docs.push(format!("Set in {}.", of.join(" and ")));
        docs.extend(deprecation);
        rows.push((Docs(docs), vec![go_name, ty]));
    }
    rows.push((Docs(vec![String::new()]), vec!["message".to_owned(), "string".to_owned()]));
    if has_source(error) {
        rows.push((Docs::default(), vec!["source".to_owned(), "error".to_owned()]));
    }
    let last = if has_source(error) { rows.len() - 2 } else { rows.len() - 1 };
    code.columns(&rows[..last]);
    code.line("");
    let private: Vec<_> = rows[last..].iter().map(|(_, cells)| (Docs::default(), cells.clone())).collect();
    code.columns(&private);
    code.close("}");
}

fn kinds(error: &ErrorEnum, plan: &Named, code: &mut Code) {
    let kind = plan.names.error_kind(&error.name);
    code.gap();
    code.comment(&format!("{kind} tells the kinds of {} apart.", plan.names.type_name(&error.name)));
    code.line(format!("type {kind} uint32"));
    code.gap();
    code.comment(&format!("Values of {kind}."));
    code.open("const (");
    let rows: Vec<(Docs, Vec<String>)> = error
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| {
            let cells = vec![
                plan.names.kind_constant(&error.name, &variant.name),
                kind.clone(),
                format!("= {}", index + 1),
            ];
            (Docs(comment::split_deprecation(&variant.docs.0).1), cells)
        })
        .collect();
    code.columns(&rows);
    code.close(")");
    code.gap();
    code.comment("String returns the name of the kind.");
    code.open(format!("func (k {kind}) String() string {{"));
    code.line("switch k {");
    for variant in &error.variants {
        code.open(format!("case {}:", plan.names.kind_constant(&error.name, &variant.name)));
        code.line(format!("return \"{}\"", variant.name));
        code.indent_back();
    }
    code.line("}");
    code.import("strconv");
    code.line(format!("return \"{kind}(\" + strconv.Itoa(int(k)) + \")\""));
    code.close("}");
}

fn sentinels(error: &ErrorEnum, plan: &Named, code: &mut Code) {
    let _package = &plan.bridge.package;
    let name = plan.names.type_name(&error.name);
    code.gap();
    code.comment(&format!("Sentinels of {name}, for errors.Is."));
    code.open("var (");
    for variant in &error.variants {
        let sentinel = plan.names.sentinel(&variant.name);
        let message = Message::of(variant).template();
        code.comment(&format!("{sentinel} is returned when: {message}"));
        code.deprecation_of(&variant.docs);
        let kind = plan.names.kind_constant(&error.name, &variant.name);
        code.line(format!("{sentinel} error = &{name}{{Kind: {kind}, message: {}}}", go::quoted(&message)));
    }
    code.close(")");
}

/// The function that makes an error of one kind with its fields.
fn constructor(error: &ErrorEnum, variant: &Variant<ErrorField>, plan: &Named, code: &mut Code) {
    let _package = &plan.bridge.package;
    let (name, kind) =
        (plan.names.type_name(&error.name), plan.names.kind_constant(&error.name, &variant.name));
    let function = plan.names.error_constructor(&variant.name);
    let (mut params, mut values) = (Vec::new(), vec![format!("Kind: {kind}")]);
    let mut source = None;
    for field in &variant.fields {
        let param = go::local(&field.name.to_string());
        params.push(format!("{param} {}", types::error_field(&field.ty, plan, code)));
        if field.ty.data().is_none() {
            source = Some(param);
        } else {
            values.push(format!("{}: {param}", go::variant_field(error, variant, field)));
        }
    }
    let value = format!("&{name}{{{}}}", values.join(", "));
    code.gap();
    code.comment(&format!(
        "{function} returns an error that is {}, with its fields.",
        plan.names.sentinel(&variant.name)
    ));
    code.deprecation_of(&variant.docs);
    code.open(format!("func {function}({}) *{name} {{", params.join(", ")));
    match source {
        Some(source) => {
            code.line(format!("e := {value}"));
            code.open(format!("if {source} != nil {{"));
            code.line(format!("e.source = {source}"));
            code.close("}");
            code.line("return e");
        }
        None => code.line(format!("return {value}")),
    }
    code.close("}");
}

/// `Error`: what Rust wrote, or the same text made here for an error that was made in Go.
fn message(error: &ErrorEnum, plan: &Named, code: &mut Code) {
    let package = &plan.bridge.package;
    let name = plan.names.type_name(&error.name);
    code.gap();
    code.comment("Error returns the message as Rust wrote it; that of an error made in Go is written alike from its fields.");
    code.open(format!("func (e *{name}) Error() string {{"));
    code.open("if e.message != \"\" {");
    code.line("return e.message");
    code.close("}");
    code.line("switch e.Kind {");
    for variant in &error.variants {
        code.open(format!("case {}:", plan.names.kind_constant(&error.name, &variant.name)));
        let text = show::message(error, variant, plan, code);
        code.line(format!("return {text}"));
        code.indent_back();
    }
    code.line("}");
    code.line(format!("return \"{package}.{name} without a known kind: \" + e.Kind.String()"));
    code.close("}");
}

fn methods(error: &ErrorEnum, plan: &Named, code: &mut Code) {
    let _package = &plan.bridge.package;
    let name = plan.names.type_name(&error.name);
    message(error, plan, code);
    code.gap();
    code.comment("Is reports whether target is the sentinel of this kind.");
    code.open(format!("func (e *{name}) Is(target error) bool {{"));
    code.line("switch e.Kind {");
    for variant in &error.variants {
        code.open(format!("case {}:", plan.names.kind_constant(&error.name, &variant.name)));
        code.line(format!("return target == {}", plan.names.sentinel(&variant.name)));
        code.indent_back();
    }
    code.line("}");
    code.line("return false");
    code.close("}");
    if has_source(error) {
        code.gap();
        code.comment("Unwrap returns the error that caused this one, if any.");
        code.open(format!("func (e *{name}) Unwrap() error {{"));
        code.line("return e.source");
        code.close("}");
    }
}

fn has_source(error: &ErrorEnum) -> bool {
    error.variants.iter().flat_map(|variant| &variant.fields).any(|field| field.ty.data().is_none())
}

/// The fields of all variants, equal ones once, with the variants that set them.
fn merged_fields<'a>(
    error: &'a ErrorEnum,
    plan: &Named,
) -> Vec<(&'a Field<ErrorField>, String, Vec<String>)> {
    let mut merged: Vec<(&Field<ErrorField>, String, Vec<String>)> = Vec::new();
    for variant in &error.variants {
        for field in variant.fields.iter().filter(|field| field.ty.data().is_some()) {
            let name = go::variant_field(error, variant, field);
            match merged.iter_mut().find(|(_, known, _)| *known == name) {
                Some((_, _, of)) => of.push(plan.names.sentinel(&variant.name)),
                None => merged.push((field, name, vec![plan.names.sentinel(&variant.name)])),
            }
        }
    }
    merged
}
