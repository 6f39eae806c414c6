//! The Rust side of the matrix: the bridge, what is behind it, and how values are made.

use std::fmt::Write;

use anyhow::{Context, Result};
use spandrel_plan::Plan;
use spandrel_syntax::bridge::{Enum, Field, VariantShape};

use super::data::{Matrix, Row, Value};

const HEAD: &str = "//! Written by `cargo xtask generate` from matrix.toml.\n\n";

/// `matrix.rs`.
pub(super) fn file(matrix: &Matrix, declarations: &str, plan: &Plan) -> Result<String> {
    let mut text = String::from(
        "use std::{collections::{BTreeMap, BTreeSet, HashMap, HashSet}, time::{Duration, SystemTime, UNIX_EPOCH}};\n\
         use futures_util::stream;\nuse spandrel::{Bytes, GoError, Secret, Stream};\n\
         use crate::{make::{Make, Source, made}, samples::{deep, person, plain}};\n\
         use ffi::*;\n",
    );
    text.push_str(declarations);
    text.push_str(
        "/// What tells Go to return what it gets.\nconst ECHO: i32 = -1;\n\
         fn failed(error: GoError) -> MatrixError { MatrixError::Go { error: error.to_string() } }\n",
    );
    for row in matrix.rows() {
        functions(row, &mut text);
    }
    for record in &plan.data.records {
        let fields = construct(&record.fields, &VariantShape::Named);
        make(&record.name.to_string(), &format!("{}{fields}", record.name), &mut text);
    }
    for enumeration in &plan.data.enums {
        make(&enumeration.name.to_string(), &choose(enumeration), &mut text);
    }
    let file = syn::parse_file(&text).context("the Rust side of the matrix does not parse")?;
    Ok(format!("{HEAD}{}", prettyplease::unparse(&file)))
}

fn functions(row: &Row, text: &mut String) {
    let (name, ty, param) = (&row.name, &row.ty, row.parameter());
    let own = match param {
        "&str" => "v.to_owned()",
        list if list.starts_with("&[") => "v.to_vec()",
        _ => "v",
    };
    let equal = match ty.as_str() {
        "f32" | "f64" => "a.to_bits() == b.to_bits()",
        _ => "a == b",
    };
    let samples: Vec<&str> = row.values.iter().map(Value::rust).collect();
    let _ = writeln!(
        text,
        "fn echo_{name}(v: {param}) -> {ty} {{ {own} }}\n\
         fn try_{name}(v: {param}, fail: bool) -> Result<{ty}, MatrixError> {{\n\
         if fail {{ Err(MatrixError::Told) }} else {{ Ok({own}) }}\n}}\n\
         fn samples_{name}() -> Vec<{ty}> {{ vec![{}] }}\n\
         fn is_{name}(index: u32, v: {param}) -> bool {{\n\
         let (a, b): ({ty}, {ty}) = (sample_{name}(index), {own}); {equal}\n}}\n\
         fn sample_{name}(index: u32) -> {ty} {{ samples_{name}().swap_remove(index as usize) }}\n\
         fn is_made_{name}(seed: &[u8], v: {param}) -> bool {{\n\
         let (a, b): ({ty}, {ty}) = (made(seed), {own}); {equal}\n}}\n\
         fn made_{name}(seed: &[u8]) -> {ty} {{ made(seed) }}",
        samples.join(", ")
    );
    let passed = match param {
        "&str" => "a.as_str()",
        list if list.starts_with("&[") => "&a",
        _ => "a.clone()",
    };
    let _ = writeln!(
        text,
        "async fn later_{name}(v: {param}, wait: bool) -> {ty} {{\n\
         if wait {{ tokio::task::yield_now().await; }} {own}\n}}\n\
         fn back_{name}(index: u32, how: i32) -> Result<bool, MatrixError> {{\n\
         let a = sample_{name}(index); let b = go_{name}({passed}, how).map_err(failed)?; Ok({equal})\n}}\n\
         fn back_made_{name}(seed: &[u8]) -> Result<bool, MatrixError> {{\n\
         let a = made_{name}(seed); let b = go_{name}({passed}, ECHO).map_err(failed)?; Ok({equal})\n}}"
    );
    if row.alone.is_none() {
        let _ = writeln!(
            text,
            "fn stream_{name}() -> impl Stream<Item = {ty}> + Send + 'static {{ stream::iter(samples_{name}()) }}\n\
             fn leaf_{name}(v: {param}) -> {ty} {{ {own} }}"
        );
    }
    if !row.refused_rust.is_empty() {
        let values: Vec<&str> = row.refused_rust.iter().map(|value| value.rust.as_str()).collect();
        let _ = writeln!(
            text,
            "fn refused_{name}(index: u32) -> {ty} {{ let values: Vec<{ty}> = vec![{}]; values[index as usize].clone() }}\n\
             fn give_refused_{name}(index: u32) -> Result<(), MatrixError> {{\n\
             let a = refused_{name}(index); go_{name}({passed}, ECHO).map(drop).map_err(failed)\n}}",
            values.join(", ")
        );
    }
    if let Some(nest) = row.nest() {
        let _ = writeln!(text, "fn nest_{name}(v: {nest}) -> {nest} {{ v }}");
    }
}

fn make(name: &str, value: &str, text: &mut String) {
    let source = if value.contains("source") { "source" } else { "_source" };
    let _ = writeln!(
        text,
        "impl Make for {name} {{ fn make({source}: &mut Source<'_>) -> {name} {{ {value} }} }}"
    );
}

/// A variant of a data enum or a plain one, by a byte.
fn choose<T>(enumeration: &Enum<T>) -> String {
    let name = &enumeration.name;
    let count = enumeration.variants.len();
    let mut text = format!("match usize::from(source.byte()) % {count} {{ ");
    for (index, variant) in enumeration.variants.iter().enumerate() {
        let pattern = if index + 1 == count { "_".to_owned() } else { index.to_string() };
        let fields = construct(&variant.fields, &variant.shape);
        let _ = write!(text, "{pattern} => {name}::{}{fields}, ", variant.name);
    }
    text.push('}');
    text
}

fn construct<T>(fields: &[Field<T>], shape: &VariantShape) -> String {
    match shape {
        VariantShape::Unit => String::new(),
        VariantShape::Tuple => format!("({})", vec!["Make::make(source)"; fields.len()].join(", ")),
        VariantShape::Named => {
            let fields: Vec<String> =
                fields.iter().map(|field| format!("{}: Make::make(source)", field.name)).collect();
            format!(" {{ {} }}", fields.join(", "))
        }
    }
}
