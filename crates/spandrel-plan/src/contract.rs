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
use spandrel_syntax::{
    bridge::{Bridge, Enum, Field, Function, Receiver, Side, Variant, VariantShape},
    types::{Failure, Hold, Returns, Type},
};

use crate::{
    crossing::{Answer, Crossing, Memory, Value},
    plan::{FunctionPlan, ImportPlan, ParamPlan},
    signature::{Part, Region, Return, Signature, Slot},
    support::Support,
};

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
    /// The contract of a bridge with these functions.
    pub(crate) fn of(bridge: &Bridge, functions: &[FunctionPlan], imports: &[ImportPlan]) -> Contract {
        let manifest = manifest(bridge, &digest(&signatures(functions, imports)));
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
    let fields: Vec<String> =
        fields.iter().map(|field| format!("{}: {}", field.name, type_text(&field.ty))).collect();
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
            format!("{view}{}: {}", param.name, type_text(&param.ty))
        }))
        .collect();
    let _ = write!(text, "{}({})", function.name, params.join(", "));
    let returns = returns_text(&function.returns);
    if returns != "()" {
        let _ = write!(text, " -> {returns}");
    }
    text
}

fn returns_text(returns: &Returns) -> String {
    let ok = type_text(&returns.ok);
    match &returns.failure {
        Failure::None => ok,
        Failure::Declared(error) => format!("Result<{ok}, {error}>"),
        Failure::Go => format!("Result<{ok}>"),
    }
}

/// A type in Rust's spelling.
pub fn type_text(ty: &Type) -> String {
    match ty {
        Type::Unit | Type::Refused => "()".to_owned(),
        Type::Scalar(scalar) => scalar.name().to_owned(),
        Type::Str => "&str".to_owned(),
        Type::String => "String".to_owned(),
        Type::Slice(item) => format!("&[{}]", type_text(item)),
        Type::Vec(item) => format!("Vec<{}>", type_text(item)),
        Type::Array(item, length) => format!("[{}; {length}]", type_text(item)),
        Type::Option(item) => format!("Option<{}>", type_text(item)),
        Type::Tuple(items) => {
            format!("({})", items.iter().map(type_text).collect::<Vec<_>>().join(", "))
        }
        Type::Map { key, value, sorted } => {
            let name = if *sorted { "BTreeMap" } else { "HashMap" };
            format!("{name}<{}, {}>", type_text(key), type_text(value))
        }
        Type::Set { item, sorted } => {
            let name = if *sorted { "BTreeSet" } else { "HashSet" };
            format!("{name}<{}>", type_text(item))
        }
        Type::Duration => "Duration".to_owned(),
        Type::SystemTime => "SystemTime".to_owned(),
        Type::Bytes => "Bytes".to_owned(),
        Type::Secret { text: true } => "Secret<str>".to_owned(),
        Type::Secret { text: false } => "Secret<[u8]>".to_owned(),
        Type::Record(name) | Type::Enum(name) | Type::Error(name) => name.to_string(),
        Type::Object(name, hold) | Type::Interface(name, hold) => match hold {
            Hold::Owned => name.to_string(),
            Hold::Shared => format!("&{name}"),
            Hold::Exclusive => format!("&mut {name}"),
        },
        Type::Callback(callback) => {
            let params: Vec<String> = callback.params.iter().map(type_text).collect();
            let result = returns_text(&callback.result);
            let arrow = if result == "()" { String::new() } else { format!(" -> {result}") };
            let shape = format!("dyn Fn({}){arrow}", params.join(", "));
            if callback.kept { format!("Box<{shape} + Send + Sync>") } else { format!("&{shape}") }
        }
        Type::Stream(item) => format!("impl Stream<Item = {}>", returns_text(item)),
    }
}

/// Everything that both sides must derive alike, one line a function.
fn signatures(functions: &[FunctionPlan], imports: &[ImportPlan]) -> String {
    let mut text = String::new();
    for function in functions {
        for signature in [&function.signature].into_iter().chain(&function.leaf) {
            let _ = writeln!(text, "{}", signature_text(signature, function));
        }
    }
    for import in imports {
        let params: Vec<String> = import.params.iter().map(import_text).collect();
        let answer = answer_text(&import.answer);
        let returns = returns_text(&import.returns);
        let _ = writeln!(text, "go({}) -> {answer} of {returns}", params.join(", "));
    }
    for support in Support::ALL {
        let row = support.row();
        let _ = writeln!(text, "{}{:?} -> {:?}", row.name, row.params, row.returns);
    }
    text
}

fn signature_text(signature: &Signature, function: &FunctionPlan) -> String {
    let slots: Vec<String> = signature.slots.iter().map(|slot| slot_text(*slot, function)).collect();
    let ok = type_text(&function.declared.returns.ok);
    let returns = match signature.returns {
        Return::Nothing => "nothing".to_owned(),
        Return::Value(Value::Word) => format!("word {ok}"),
        Return::Value(Value::Struct) => format!("struct {ok}"),
        Return::Frame => "frame".to_owned(),
        Return::FrameOf => format!("frame of {ok}"),
    };
    format!("{}({}) -> {returns}", signature.symbol, slots.join(", "))
}

fn slot_text(slot: Slot, function: &FunctionPlan) -> String {
    match slot {
        Slot::Waiter => "waiter".to_owned(),
        Slot::Receiver => "receiver".to_owned(),
        Slot::Param(index, part) => {
            let param = &function.params[index];
            format!("{}: {} of {}", param.name, part_text(part), type_text(&param.ty))
        }
        Slot::Scratch => "scratch".to_owned(),
        Slot::PackedLength => "packed length".to_owned(),
        Slot::Capacity => "capacity".to_owned(),
        Slot::Result => "result".to_owned(),
    }
}

fn part_text(part: Part) -> &'static str {
    match part {
        Part::Word => "word",
        Part::Struct => "struct",
        Part::Handle => "handle",
        Part::Reference => "reference",
        Part::Owner(Memory::Bytes) => "owner of bytes",
        Part::Owner(Memory::Secret { .. }) => "owner of a secret",
        Part::Address(Region::Text) => "address of text",
        Part::Address(Region::Items) => "address of items",
        Part::Address(Region::Owned) => "address of owned bytes",
        Part::Length(Region::Text) => "length of text",
        Part::Length(Region::Items) => "length of items",
        Part::Length(Region::Owned) => "length of owned bytes",
    }
}

fn answer_text(answer: &Answer) -> &'static str {
    match answer {
        Answer::Nothing => "nothing",
        Answer::Plain(Value::Word) => "word",
        Answer::Plain(Value::Struct) => "struct",
        Answer::Bytes { .. } => "bytes",
        Answer::Packed => "packed",
        Answer::Kept(_) => "block",
        Answer::Handle(_) => "handle",
        Answer::Interface(_) => "reference",
        Answer::Stream { plain: true } => "stream of plain data",
        Answer::Stream { plain: false } => "stream of packed data",
    }
}

fn import_text(param: &ParamPlan) -> String {
    let crossing = match &param.crossing {
        Crossing::Plain(Value::Word) => "word",
        Crossing::Plain(Value::Struct) => "address of a struct",
        Crossing::Text { .. } => "address and length of text",
        Crossing::Slice { .. } => "address and length of items",
        Crossing::Owned(_) => "address of a block",
        Crossing::Interface { .. } | Crossing::Callback { .. } => "reference",
        Crossing::Handle { .. } => "handle",
        Crossing::Packed => "packed",
    };
    format!("{}: {crossing} of {}", param.name, type_text(&param.ty))
}
