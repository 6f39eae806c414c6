//! A ui case for each rule that refuses something of the matrix.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::{Result, bail};

use super::{Output, data::Matrix};

/// The cases. An example that is not refused is an error.
pub(super) fn cases(matrix: &Matrix) -> Result<Vec<Output>> {
    let mut rules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for unsupported in &matrix.unsupported {
        for example in &unsupported.examples {
            if spandrel_emit::generate(&case(&[example]), &|package| package.to_owned()).is_ok() {
                bail!("`{example}` is not refused; the matrix says that it cannot cross");
            }
        }
        rules
            .entry(&unsupported.reason)
            .or_default()
            .extend(unsupported.examples.iter().map(String::as_str));
    }
    let output = |(rule, examples): (&str, Vec<&str>)| Output {
        path: PathBuf::from(format!("tests/ui/{rule}_matrix.rs")),
        text: case(&examples),
    };
    Ok(rules.into_iter().map(output).collect())
}

fn case(examples: &[&str]) -> String {
    let examples: String = examples.iter().map(|example| format!("        {example}\n")).collect();
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
{examples}    }}
}}

fn main() {{}}
"
    )
}
