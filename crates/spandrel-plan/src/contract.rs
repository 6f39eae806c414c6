//! The contract of a bridge as text, and its hash.
//!
//! One line an item, in source order, without doc comments: two builds agree exactly when these lines are equal. The
//! text is compared line by line to name the first item that differs.
//!
//! The last line is a digest of the signatures of all C functions and of all calls into Go. It follows from the lines
//! above it, unless the halves were written by versions of Spandrel that derive the signatures otherwise.

use std::fmt::Write;

use sha2::{Digest, Sha256};
use spandrel_abi::{ABI, manifest::SIGNATURES, symbols};
use spandrel_syntax::bridge::{Bridge, Enum, Field, Function, Receiver, Side, Variant, VariantShape};

/// What both sides must agree on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// The text, one line an item.
    pub manifest: String,
    /// The first 16 hexadecimal digits of the text's SHA-256.
    pub hash: String,
    /// The symbol that carries the hash through the linker.
    pub symbol: String,
    /// The symbol that carries it through Go's linker.
    pub object_symbol: String,
}

impl Contract {
    /// The contract of a bridge whose functions have these signatures.
    pub(crate) fn of(bridge: &Bridge, signatures: &str) -> Contract {
        let manifest = manifest(bridge, &digest(signatures));
        let hash = digest(&manifest);
        let symbol = symbols::contract(&bridge.package, &hash);
        let object_symbol = symbols::object(&bridge.package, &hash);
        Contract { manifest, hash, symbol, object_symbol }
    }
}

/// The first 16 hexadecimal digits of a text's SHA-256.
fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn manifest(bridge: &Bridge, signatures: &str) -> String {
    let mut lines = vec![format!("abi {ABI}"), format!("package {}", bridge.package)];
    for record in &bridge.records {
        lines.push(format!("record {} {{ {} }}", record.name, fields(&record.fields)));
    }
    for enumeration in &bridge.enums {
        lines.push(format!("enum {}", enumeration_text(enumeration)));
    }
    for error in &bridge.errors {
        lines.push(format!("error {}", enumeration_text(error)));
    }
    for object in &bridge.objects {
        lines.push(format!("object {}", object.name));
    }
    for interface in &bridge.interfaces {
        lines.push(format!("interface {}", interface.name));
    }
    for function in &bridge.functions {
        lines.push(function_text(function));
    }
    lines.push(format!("{SIGNATURES}{signatures}"));
    lines.push(String::new());
    lines.join("\n")
}

fn enumeration_text(enumeration: &Enum) -> String {
    let plain = enumeration.is_plain();
    let variants: Vec<String> =
        enumeration.variants.iter().map(|variant| variant_text(variant, plain)).collect();
    format!("{} {{ {} }}", enumeration.name, variants.join(", "))
}

fn variant_text(variant: &Variant, plain: bool) -> String {
    match variant.shape {
        VariantShape::Unit if plain => format!("{} = {}", variant.name, variant.discriminant),
        VariantShape::Unit => variant.name.to_string(),
        VariantShape::Tuple | VariantShape::Named => {
            format!("{} {{ {} }}", variant.name, fields(&variant.fields))
        }
    }
}

fn fields(fields: &[Field]) -> String {
    let fields: Vec<String> = fields.iter().map(|field| format!("{}: {}", field.name, field.ty)).collect();
    fields.join(", ")
}

fn function_text(function: &Function) -> String {
    let mut text = match function.side {
        Side::Rust => "rust ".to_owned(),
        Side::Go => "go ".to_owned(),
    };
    for (set, word) in [(function.leaf, "leaf "), (function.is_async, "async ")] {
        if set {
            text.push_str(word);
        }
    }
    let (owner, receiver) = match &function.receiver {
        Receiver::Free => (None, None),
        Receiver::Constructor(owner) => (Some(owner), None),
        Receiver::Shared(owner) => (Some(owner), Some("&self".to_owned())),
        Receiver::Exclusive(owner) => (Some(owner), Some("&mut self".to_owned())),
    };
    if let Some(owner) = owner {
        let _ = write!(text, "{owner}::");
    }
    let params: Vec<String> = receiver
        .into_iter()
        .chain(function.params.iter().map(|param| {
            let view = if param.view { "view " } else { "" };
            format!("{view}{}: {}", param.name, param.ty)
        }))
        .collect();
    let _ = write!(text, "{}({})", function.name, params.join(", "));
    text.push_str(&function.returns.arrow());
    text
}
