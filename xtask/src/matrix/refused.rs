//! A ui case for each rule that refuses something of the matrix.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::{Result, bail};

use super::{data::Matrix, output::Output};

/// The cases. An example that is not refused is an error.
pub(super) fn cases(matrix: &Matrix) -> Result<Vec<Output>> {
    let mut rules: BTreeMap<&str, [Vec<&str>; 2]> = BTreeMap::new();
    for unsupported in &matrix.unsupported {
        let [rust, go] = rules.entry(&unsupported.reason).or_default();
        rust.extend(unsupported.examples.iter().map(String::as_str));
        go.extend(unsupported.go_examples.iter().map(String::as_str));
    }
    for [rust, go] in rules.values() {
        let alone = rust.iter().map(|example| case(&[example], &[]));
        for text in alone.chain(go.iter().map(|example| case(&[], &[example]))) {
            if spandrel_emit::generate(&text, &|package| package.to_owned()).is_ok() {
                bail!("the matrix says that this cannot be passed, and it is not refused:\n{text}");
            }
        }
    }
    let output = |(rule, [rust, go]): (&str, [Vec<&str>; 2])| Output {
        path: PathBuf::from(format!("tests/ui/{rule}_matrix.rs")),
        text: case(&rust, &go),
        committed: true,
    };
    Ok(rules.into_iter().map(output).collect())
}

fn case(rust: &[&str], go: &[&str]) -> String {
    let lines = |examples: &[&str]| -> String {
        examples.iter().map(|example| format!("        {example}\n")).collect()
    };
    let rust = lines(rust);
    let go =
        if go.is_empty() { String::new() } else { format!("\n    extern \"Go\" {{\n{}    }}\n", lines(go)) };
    format!(
        "// Written by `cargo xtask generate` from tests/matrix/matrix.toml.

#[spandrel::bridge(package = \"ui\")]
mod ffi {{
    struct Record {{
        real: f64,
    }}

    enum Choice {{
        Number(u8),
        Nothing,
    }}

    #[error]
    enum Failure {{
        Broken,
    }}

    extern \"Rust\" {{
        type Object;
        fn run(record: Record, choice: Choice) -> Result<u8, Failure>;
{rust}    }}
{go}}}

fn main() {{}}
"
    )
}
