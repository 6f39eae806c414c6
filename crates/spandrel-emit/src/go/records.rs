//! Records as Go structs.

use spandrel_plan::Data;
use spandrel_syntax::bridge::{Docs, Field};

use super::{types, writer::Code};
use crate::{Named, names::go};

/// Writes the structs of all records.
pub(super) fn records(plan: &Named, code: &mut Code) {
    for record in &plan.data.records {
        let name = plan.names.type_name(&record.name);
        code.gap();
        code.type_docs(&name, &record.docs, &otherwise(&name));
        if record.fields.is_empty() {
            code.line(format!("type {name} struct{{}}"));
            continue;
        }
        code.open(format!("type {name} struct {{"));
        fields(&record.fields, plan, code);
        code.close("}");
    }
}

/// Writes their names in the generated package.
pub(super) fn aliases(plan: &Named, code: &mut Code) {
    for record in &plan.data.records {
        let name = plan.names.type_name(&record.name);
        code.gap();
        code.type_docs(&name, &record.docs, &otherwise(&name));
        code.alias(&name);
    }
}

/// Writes fields in columns.
pub(super) fn fields(fields: &[Field<Data>], plan: &Named, code: &mut Code) {
    let rows: Vec<(Docs, Vec<String>)> = fields
        .iter()
        .map(|field| {
            let name = go::field(&field.name.to_string());
            let ty = types::name(&field.ty, plan, code);
            (trimmed(&field.docs), vec![name, ty])
        })
        .collect();
    code.columns(&rows);
}

/// A field's comment without empty lines at its end.
pub(super) fn trimmed(docs: &Docs) -> Docs {
    let mut lines = docs.0.clone();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    Docs(lines)
}

/// What is true of every record.
fn otherwise(name: &str) -> String {
    format!("{name} is passed by value between Go and Rust.")
}
