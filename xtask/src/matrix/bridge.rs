//! The bridge: every type as parameter and result, bare and behind an error, ordinary and as a leaf, and nested.

use std::fmt::Write;

use super::data::{Matrix, Row};

/// The bridge module.
pub(super) fn declarations(matrix: &Matrix) -> String {
    let mut text = String::from(
        "/// Every type that can be passed.\n#[spandrel::bridge(package = \"matrix\")]\npub mod ffi {\n",
    );
    text.push_str(&matrix.declarations);
    text.push_str(
        "/// Why a call failed that can fail.\n#[error]\npub enum MatrixError {\n    /// told to fail\n    Told,\n    /// {error}\n    Go { error: String },\n}\n",
    );
    for row in matrix.rows() {
        if let Some(nest) = row.nest() {
            let ty = &row.ty;
            let _ = writeln!(
                text,
                "/// `{ty}` inside other data.\n#[derive(Clone, Debug, PartialEq)]\npub struct {nest} {{\n\
                 pub list: Vec<{ty}>, pub array: [{ty}; 2], pub pair: ({ty}, {ty}), pub tree: BTreeMap<u8, {ty}>, \
                 pub lists: Vec<Vec<{ty}>>, pub one: {ty}, pub maybe: Option<{ty}>,\n}}"
            );
        }
    }
    text.push_str("extern \"Rust\" {\n");
    for row in matrix.rows() {
        functions(row, &mut text);
    }
    text.push_str("}\nextern \"Go\" {\n");
    for row in matrix.rows() {
        let (name, ty, param) = (&row.name, &row.ty, row.parameter());
        let _ = writeln!(
            text,
            "/// Returns the `{ty}` that it was given; or fails, or returns a value that Rust does not have, by `how`.\n\
             fn go_{name}(v: {param}, how: i32) -> Result<{ty}>;"
        );
    }
    text.push_str("}\n}\n");
    text
}

/// The functions of a type.
fn functions(row: &Row, text: &mut String) {
    let (name, ty, param) = (&row.name, &row.ty, row.parameter());
    let _ = writeln!(text, "/// Returns the `{ty}` that it was given.\nfn echo_{name}(v: {param}) -> {ty};");
    if row.alone.is_none() {
        let _ = writeln!(text, "/// The same as a leaf.\n#[leaf]\nfn leaf_{name}(v: {param}) -> {ty};");
    }
    let _ = writeln!(
        text,
        "/// The same, or an error.\nfn try_{name}(v: {param}, fail: bool) -> Result<{ty}, MatrixError>;\n\
         /// Whether it is the sample of this number.\nfn is_{name}(index: u32, v: {param}) -> bool;\n\
         /// Returns the sample of this number.\nfn sample_{name}(index: u32) -> {ty};\n\
         /// Whether it is what is made of these bytes.\nfn is_made_{name}(seed: &[u8], v: {param}) -> bool;\n\
         /// Returns what is made of these bytes.\nfn made_{name}(seed: &[u8]) -> {ty};"
    );
    let _ = writeln!(
        text,
        "/// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.\n\
         fn back_{name}(index: u32, how: i32) -> Result<bool, MatrixError>;\n\
         /// The same for what is made of these bytes.\nfn back_made_{name}(seed: &[u8]) -> Result<bool, MatrixError>;"
    );
    let _ = writeln!(
        text,
        "/// Returns it, at once or after a turn of the executor.\nasync fn later_{name}(v: {param}, wait: bool) -> {ty};"
    );
    if row.alone.is_none() {
        let _ = writeln!(text, "/// Returns all samples.\nfn stream_{name}() -> impl Stream<Item = {ty}>;");
    }
    if !row.refused_rust.is_empty() {
        let _ = writeln!(
            text,
            "/// Gives a value to Go that Go does not have.\nfn give_refused_{name}(index: u32) -> Result<(), MatrixError>;"
        );
        let _ = writeln!(
            text,
            "/// Returns a value that Go does not have.\nfn refused_{name}(index: u32) -> {ty};"
        );
    }
    if let Some(nest) = row.nest() {
        let _ = writeln!(text, "/// Returns what it was given.\nfn nest_{name}(v: {nest}) -> {nest};");
    }
}
