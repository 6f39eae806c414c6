//! The tables of `docs/types.md`, between marks.

use std::fmt::Write;

use anyhow::Result;

use super::data::Matrix;
use crate::marks;

/// The page with its tables renewed.
pub(super) fn page(old: &str, matrix: &Matrix) -> Result<String> {
    let mut page = old.to_owned();
    for (name, table) in [
        ("types", types(matrix)),
        ("refused", refused(matrix)),
        ("empty", empty(matrix)),
        ("unsupported", unsupported(matrix)),
    ] {
        page = marks::replace(&page, "docs/types.md", "matrix", name, &table)?;
    }
    Ok(page)
}

fn types(matrix: &Matrix) -> String {
    let mut table = String::from("| Rust | parameter | result | field | Go |\n|---|---|---|---|---|\n");
    for kind in &matrix.kind {
        let [parameter, result, field] =
            [&kind.parameter, &kind.result, &kind.field].map(|mark| mark_of(mark));
        let _ = writeln!(table, "| {} |{parameter}|{result}|{field}| {} |", kind.rust, kind.go);
    }
    table
}

fn mark_of(mark: &str) -> String {
    match mark {
        "yes" => " ✓ ".to_owned(),
        "checked" => " ✓ ᵉ ".to_owned(),
        "no" => " ".to_owned(),
        other => format!(" {other} "),
    }
}

fn refused(matrix: &Matrix) -> String {
    let mut table = String::from("| given | refused when | reason, for example |\n|---|---|---|\n");
    for refusal in matrix.kind.iter().flat_map(|kind| &kind.refusal) {
        let error = refusal.error.as_ref().map_or_else(String::new, |error| format!("`spandrel.{error}`: "));
        let _ = writeln!(table, "| {} | {} | {error}`{}` |", refusal.given, refusal.when, refusal.reason);
    }
    table
}

fn empty(matrix: &Matrix) -> String {
    let mut table = String::from("| Go | Rust | on the way back |\n|---|---|---|\n");
    for empty in matrix.kind.iter().flat_map(|kind| &kind.empty) {
        let _ = writeln!(table, "| {} | {} | {} |", empty.go, empty.rust, empty.back);
    }
    table
}

fn unsupported(matrix: &Matrix) -> String {
    let mut table = String::from("| cannot be passed | write instead |\n|---|---|\n");
    for unsupported in &matrix.unsupported {
        let _ = writeln!(table, "| {} | {} |", unsupported.ty, unsupported.instead);
    }
    table
}
