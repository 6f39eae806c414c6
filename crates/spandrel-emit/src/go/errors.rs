//! `#[error]` enums in Go: one type with a kind, one sentinel per variant, one constructor per variant with fields.

use spandrel_plan::{ErrorField, types::ErrorEnum};
use spandrel_syntax::{
    bridge::{Docs, Field, Variant},
    message::Message,
};

use super::{comment, show, types, writer::Code};
use crate::{Named, names::go};

/// Writes all error types with their sentinels and constructors.
pub(super) fn errors(plan: &Named, code: &mut Code) {
    for error in &plan.data.errors {
        type_of(error, plan, code);
        kinds(error, plan, code);
        sentinels(error, plan, code, &|variant, name| sentinel(error, variant, name, plan));
        for variant in error.variants.iter().filter(|variant| !variant.fields.is_empty()) {
            constructor(error, variant, plan, code);
        }
        methods(error, plan, code);
    }
    show::functions(plan, code);
}

/// Writes their names in the generated package.
pub(super) fn aliases(plan: &Named, code: &mut Code) {
    for error in &plan.data.errors {
        let kind = plan.names.error_kind(&error.name);
        type_docs(error, plan, code);
        code.alias(&plan.names.type_name(&error.name));
        code.gap();
        code.comment(&kind_docs(error, plan));
        code.alias(&kind);
        kind_constants(error, plan, code, &|_, constant| vec![format!("= contract.{constant}")]);
        sentinels(error, plan, code, &|_, sentinel| format!("{sentinel} = contract.{sentinel}"));
        for variant in error.variants.iter().filter(|variant| !variant.fields.is_empty()) {
            let function = plan.names.error_constructor(&error.name, &variant.name);
            let arguments: Vec<String> = constructor_head(error, variant, plan, code);
            code.line(format!("return contract.{function}({})", arguments.join(", ")));
            code.close("}");
        }
    }
}

fn type_docs(error: &ErrorEnum, plan: &Named, code: &mut Code) {
    let name = plan.names.type_name(&error.name);
    code.gap();
    code.type_docs(&name, &error.docs, &format!("{name} is an error that Rust returns."));
    code.comment(&format!(
        "\nUse errors.Is with a sentinel such as {} to tell the kinds apart, errors.As for the fields.",
        error
            .variants
            .first()
            .map_or_else(String::new, |variant| plan.names.sentinel(&error.name, &variant.name)),
    ));
}

fn type_of(error: &ErrorEnum, plan: &Named, code: &mut Code) {
    let name = plan.names.type_name(&error.name);
    let kind = plan.names.error_kind(&error.name);
    type_docs(error, plan, code);
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

fn kind_docs(error: &ErrorEnum, plan: &Named) -> String {
    let kind = plan.names.error_kind(&error.name);
    format!("{kind} tells the kinds of {} apart.", plan.names.type_name(&error.name))
}

/// The constants of the kinds. `cells` are what follows the name of one.
fn kind_constants(
    error: &ErrorEnum,
    plan: &Named,
    code: &mut Code,
    cells: &dyn Fn(usize, &str) -> Vec<String>,
) {
    code.gap();
    code.comment(&format!("Values of {}.", plan.names.error_kind(&error.name)));
    code.open("const (");
    let rows: Vec<(Docs, Vec<String>)> = error
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| {
            let mut row = vec![plan.names.kind_constant(&error.name, &variant.name)];
            row.extend(cells(index, &row[0]));
            (Docs(comment::split_deprecation(&variant.docs.0).1), row)
        })
        .collect();
    code.columns(&rows);
    code.close(")");
}

fn kinds(error: &ErrorEnum, plan: &Named, code: &mut Code) {
    let kind = plan.names.error_kind(&error.name);
    code.gap();
    code.comment(&kind_docs(error, plan));
    code.line(format!("type {kind} uint32"));
    kind_constants(error, plan, code, &|index, _| vec![kind.clone(), format!("= {}", index + 1)]);
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

/// The sentinels. `definition` is the line of one.
fn sentinels(
    error: &ErrorEnum,
    plan: &Named,
    code: &mut Code,
    definition: &dyn Fn(&Variant<ErrorField>, &str) -> String,
) {
    let name = plan.names.type_name(&error.name);
    code.gap();
    code.comment(&format!("Sentinels of {name}, for errors.Is."));
    code.open("var (");
    for variant in &error.variants {
        let sentinel = plan.names.sentinel(&error.name, &variant.name);
        let message = Message::of(variant).template();
        code.comment(&format!("{sentinel} is returned when: {message}"));
        code.deprecation_of(&variant.docs);
        code.line(definition(variant, &sentinel));
    }
    code.close(")");
}

/// A sentinel as the contract defines it.
fn sentinel(error: &ErrorEnum, variant: &Variant<ErrorField>, name: &str, plan: &Named) -> String {
    let ty = plan.names.type_name(&error.name);
    let kind = plan.names.kind_constant(&error.name, &variant.name);
    let message = go::quoted(&Message::of(variant).template());
    format!("{name} error = &{ty}{{Kind: {kind}, message: {message}}}")
}

/// Documentation and first line of a constructor, and the names of its parameters.
fn constructor_head(
    error: &ErrorEnum,
    variant: &Variant<ErrorField>,
    plan: &Named,
    code: &mut Code,
) -> Vec<String> {
    let function = plan.names.error_constructor(&error.name, &variant.name);
    let names: Vec<String> = variant.fields.iter().map(|field| go::local(&field.name.to_string())).collect();
    let params: Vec<String> = variant
        .fields
        .iter()
        .zip(&names)
        .map(|(field, name)| format!("{name} {}", types::error_field(&field.ty, plan, code)))
        .collect();
    code.gap();
    code.comment(&format!(
        "{function} returns an error that is {}, with its fields.",
        plan.names.sentinel(&error.name, &variant.name)
    ));
    code.deprecation_of(&variant.docs);
    let name = plan.names.type_name(&error.name);
    code.open(format!("func {function}({}) *{name} {{", params.join(", ")));
    names
}

/// The function that makes an error of one kind with its fields.
fn constructor(error: &ErrorEnum, variant: &Variant<ErrorField>, plan: &Named, code: &mut Code) {
    let (name, kind) =
        (plan.names.type_name(&error.name), plan.names.kind_constant(&error.name, &variant.name));
    let mut values = vec![format!("Kind: {kind}")];
    let mut source = None;
    for (field, param) in variant.fields.iter().zip(constructor_head(error, variant, plan, code)) {
        if field.ty.data().is_none() {
            source = Some(param);
        } else {
            values.push(format!("{}: {param}", go::variant_field(error, variant, field)));
        }
    }
    let value = format!("&{name}{{{}}}", values.join(", "));
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
    code.comment("Error returns the message that Rust wrote. An error made in Go has the same message, made of its fields.");
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
    let name = plan.names.type_name(&error.name);
    message(error, plan, code);
    code.gap();
    code.comment("Is reports whether target is the sentinel of this kind.");
    code.open(format!("func (e *{name}) Is(target error) bool {{"));
    code.line("switch e.Kind {");
    for variant in &error.variants {
        code.open(format!("case {}:", plan.names.kind_constant(&error.name, &variant.name)));
        code.line(format!("return target == {}", plan.names.sentinel(&error.name, &variant.name)));
        code.indent_back();
    }
    code.line("}");
    code.line("return false");
    code.close("}");
    code.gap();
    code.comment(
        "WithMessage returns a copy of the error with this message in place of the one that follows from its fields.",
    );
    code.open(format!("func (e *{name}) WithMessage(message string) *{name} {{"));
    code.line("other := *e");
    code.line("other.message = message");
    code.line("return &other");
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
                Some((_, _, of)) => of.push(plan.names.sentinel(&error.name, &variant.name)),
                None => merged.push((field, name, vec![plan.names.sentinel(&error.name, &variant.name)])),
            }
        }
    }
    merged
}
