//! Enums in Go: constants of an integer type, or a sealed interface with a struct per variant.

use spandrel_plan::types::Enum;
use spandrel_syntax::bridge::Docs;

use super::{
    records::{self, trimmed},
    writer::Code,
};
use crate::Named;

/// Writes all enums.
pub(super) fn enums(plan: &Named, code: &mut Code) {
    for enumeration in &plan.data.enums {
        code.gap();
        if enumeration.is_plain() {
            plain(enumeration, plan, code);
        } else {
            sealed(enumeration, plan, code);
        }
    }
}

/// Writes their names in the generated package.
pub(super) fn aliases(plan: &Named, code: &mut Code) {
    for enumeration in &plan.data.enums {
        let name = plan.names.type_name(&enumeration.name);
        let names = enumeration
            .variants
            .iter()
            .map(|variant| (variant, plan.names.variant(&enumeration.name, &variant.name)));
        code.gap();
        if enumeration.is_plain() {
            code.type_docs(&name, &enumeration.docs, &format!("{name} is one of the constants below."));
            code.alias(&name);
            code.gap();
            code.comment(&format!("Values of {name}."));
            code.open("const (");
            let rows: Vec<(Docs, Vec<String>)> = names
                .map(|(variant, constant)| {
                    let value = format!("= contract.{constant}");
                    (trimmed(&variant.docs), vec![constant, value])
                })
                .collect();
            code.columns(&rows);
            code.close(")");
            continue;
        }
        let names: Vec<_> = names.collect();
        let structs: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
        code.type_docs(&name, &enumeration.docs, &format!("{name} is one of the structs below."));
        code.comment(&format!("\nIt is one of {}.", structs.join(", ")));
        code.alias(&name);
        for (variant, go_name) in &names {
            code.gap();
            code.type_docs(go_name, &variant.docs, &format!("{go_name} is a case of {name}."));
            code.alias(go_name);
        }
    }
}

fn plain(enumeration: &Enum, plan: &Named, code: &mut Code) {
    let name = plan.names.type_name(&enumeration.name);
    code.type_docs(&name, &enumeration.docs, &format!("{name} is one of the constants below."));
    code.line(format!("type {name} int32"));
    code.gap();
    code.comment(&format!("Values of {name}."));
    code.open("const (");
    let rows: Vec<(Docs, Vec<String>)> = enumeration
        .variants
        .iter()
        .map(|variant| {
            let constant = plan.names.variant(&enumeration.name, &variant.name);
            let value = format!("= {}", variant.discriminant);
            (trimmed(&variant.docs), vec![constant, name.clone(), value])
        })
        .collect();
    code.columns(&rows);
    code.close(")");
    code.gap();
    code.comment("String returns the name of the value.");
    code.open(format!("func (v {name}) String() string {{"));
    code.line("switch v {");
    for variant in &enumeration.variants {
        let constant = plan.names.variant(&enumeration.name, &variant.name);
        code.open(format!("case {constant}:"));
        code.line(format!("return \"{}\"", variant.name));
        code.indent_back();
    }
    code.line("}");
    code.import("strconv");
    code.line(format!("return \"{name}(\" + strconv.Itoa(int(v)) + \")\""));
    code.close("}");
}

fn sealed(enumeration: &Enum, plan: &Named, code: &mut Code) {
    let name = plan.names.type_name(&enumeration.name);
    let variants: Vec<String> = enumeration
        .variants
        .iter()
        .map(|variant| plan.names.variant(&enumeration.name, &variant.name))
        .collect();
    code.type_docs(&name, &enumeration.docs, &format!("{name} is one of the structs below."));
    code.comment(&format!("\nIt is one of {}.", variants.join(", ")));
    code.open(format!("type {name} interface {{"));
    code.line(format!("is{name}()"));
    code.close("}");
    for (variant, go_name) in enumeration.variants.iter().zip(&variants) {
        code.gap();
        code.type_docs(go_name, &variant.docs, &format!("{go_name} is a case of {name}."));
        if variant.fields.is_empty() {
            code.line(format!("type {go_name} struct{{}}"));
        } else {
            code.open(format!("type {go_name} struct {{"));
            records::fields(&variant.fields, plan, code);
            code.close("}");
        }
    }
    code.gap();
    let width = variants.iter().map(String::len).max().unwrap_or(0);
    for go_name in &variants {
        let pad = " ".repeat(width - go_name.len());
        code.line(format!("func ({go_name}) is{name}() {pad}{{}}"));
    }
}
