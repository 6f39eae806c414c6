//! The matrix as it is written.

use serde::Deserialize;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Matrix {
    /// Records and enums that the rows use.
    pub(super) declarations: String,
    /// The kinds of types, in the order of the docs.
    pub(super) kind: Vec<Kind>,
    /// What cannot be passed.
    pub(super) unsupported: Vec<Unsupported>,
}

/// A line of the docs, with the types that stand for it in the tests.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kind {
    pub(super) rust: String,
    pub(super) go: String,
    pub(super) parameter: String,
    pub(super) result: String,
    pub(super) field: String,
    #[serde(default)]
    pub(super) refusal: Vec<Refusal>,
    #[serde(default)]
    pub(super) empty: Vec<Empty>,
    #[serde(default)]
    pub(super) row: Vec<Row>,
}

/// What the docs say of refused values.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Refusal {
    pub(super) given: String,
    pub(super) when: String,
    pub(super) reason: String,
    /// The error, where it is another than `spandrel.ErrInvalidInput`.
    pub(super) error: Option<String>,
}

/// What the docs say of nil and empty.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Empty {
    pub(super) go: String,
    pub(super) rust: String,
    pub(super) back: String,
}

/// A type.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    /// What its functions are called: `echo_NAME` and so on.
    pub(super) name: String,
    /// The type as a result.
    #[serde(rename = "type")]
    pub(super) ty: String,
    /// The type as a parameter, if it is another.
    pub(super) param: Option<String>,
    /// Whether it is also put into lists, options, tuples and maps.
    #[serde(default = "yes")]
    pub(super) nests: bool,
    /// How tests make and read a type that Go only holds by itself.
    pub(super) alone: Option<Alone>,
    pub(super) values: Vec<Value>,
    /// Go values that Rust does not take.
    #[serde(default)]
    pub(super) refused: Vec<RefusedGo>,
    /// Rust values that Go does not take.
    #[serde(default)]
    pub(super) refused_rust: Vec<RefusedRust>,
}

/// Go functions from and to `[]byte`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Alone {
    pub(super) wrap: String,
    pub(super) unwrap: String,
}

/// A sample.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Value {
    /// Read alike by both languages.
    Same(String),
    /// Each in its own.
    Each { rust: String, go: String, back: Option<String> },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RefusedGo {
    pub(super) go: String,
    pub(super) reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RefusedRust {
    pub(super) rust: String,
    pub(super) reason: String,
}

/// What cannot be passed, with examples.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unsupported {
    #[serde(rename = "type")]
    pub(super) ty: String,
    pub(super) instead: String,
    /// The rule that refuses it, in snake case.
    pub(super) reason: String,
    /// Functions of `extern "Rust"`.
    #[serde(default)]
    pub(super) examples: Vec<String>,
    /// Functions of `extern "Go"`.
    #[serde(default)]
    pub(super) go_examples: Vec<String>,
}

impl Matrix {
    /// Every row.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.kind.iter().flat_map(|kind| &kind.row)
    }
}

impl Row {
    /// The type as a parameter.
    pub(super) fn parameter(&self) -> &str {
        self.param.as_deref().unwrap_or(&self.ty)
    }

    /// `SliceU8` of `slice_u8`.
    pub(super) fn camel(&self) -> String {
        let words = self.name.split('_');
        words.map(|word| format!("{}{}", word[..1].to_uppercase(), &word[1..])).collect()
    }

    /// The record in which it is nested.
    pub(super) fn nest(&self) -> Option<String> {
        (self.nests && self.alone.is_none()).then(|| format!("{}Nest", self.camel()))
    }
}

impl Value {
    pub(super) fn rust(&self) -> &str {
        match self {
            Value::Same(text) => text,
            Value::Each { rust, .. } => rust,
        }
    }

    pub(super) fn go(&self) -> &str {
        match self {
            Value::Same(text) => text,
            Value::Each { go, .. } => go,
        }
    }

    /// What comes back from Rust.
    pub(super) fn back(&self) -> &str {
        match self {
            Value::Each { back: Some(back), .. } => back,
            _ => self.go(),
        }
    }
}

fn yes() -> bool {
    true
}
