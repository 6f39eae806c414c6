//! The signatures of a bridge as text, for the hash of its contract.

use std::fmt::Write;

use spandrel_syntax::types::Type;

use crate::{
    crossing::{GoAnswer, Memory, Value},
    go_signature::{GoPart, GoSlot},
    layout::{self, Layout},
    plan::{FunctionPlan, ImportPlan, Target},
    signature::{Part, Region, Return, Signature, Slot},
    support::Support,
    types::{Data, Declared, Ring},
};

/// Everything that both sides must derive alike, one line a function.
pub(crate) fn of(functions: &[FunctionPlan], imports: &[ImportPlan], data: &Declared) -> String {
    let mut text = String::new();
    for function in functions {
        for signature in [&function.signature].into_iter().chain(&function.leaf).chain(&function.words) {
            let _ = writeln!(text, "{}", signature_text(signature, function));
        }
        if let Some(ring) = function.returns.ok.ring() {
            let _ = writeln!(text, "ring of {}", message_text(ring, data));
        }
    }
    for import in imports {
        let _ = writeln!(text, "{}", go_signature_text(import));
    }
    for support in Support::ALL {
        let row = support.row();
        let _ = writeln!(text, "{}{:?} -> {:?}", row.name, row.params, row.returns);
    }
    text
}

fn signature_text(signature: &Signature, function: &FunctionPlan) -> String {
    let slots: Vec<String> = signature.slots.iter().map(|slot| slot_text(*slot, function)).collect();
    let ok = &function.declared.returns.ok;
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
            let param = &function.declared.params[index];
            format!("{}: {} of {}", param.name, part_text(part), param.ty)
        }
        Slot::Scratch => "scratch".to_owned(),
        Slot::PackedLength => "packed length".to_owned(),
        Slot::Capacity => "capacity".to_owned(),
        Slot::Result => "result".to_owned(),
    }
}

/// What both sides read and write in a ring.
fn message_text(ring: &Ring, data: &Declared) -> String {
    let Some(message) = &ring.message else { return "records of bytes".to_owned() };
    let layout = layout::plain(message, data).unwrap_or(Layout { size: 0, align: 0 });
    let record = if let Data::Record(name) = message { layout::record(name, data) } else { None };
    let offsets = record.map_or_else(Vec::new, |(_, offsets)| offsets);
    format!("{} bytes aligned to {}, fields at {offsets:?}", layout.size, layout.align)
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

fn go_signature_text(import: &ImportPlan) -> String {
    let (types, returns) = declared(&import.target);
    let slot = |slot: &GoSlot| {
        let (name, ty) = (&import.params[slot.param].name, types.get(slot.param));
        let ty = ty.map_or_else(String::new, |ty| format!(" of {ty}"));
        format!("{name}: {}{ty}", go_part_text(slot.part))
    };
    let slots: Vec<String> = import.signature.slots.iter().map(slot).collect();
    format!("go({}) -> {} of {returns}", slots.join(", "), answer_text(&import.answer))
}

fn go_part_text(part: GoPart) -> &'static str {
    match part {
        GoPart::Word => "word",
        GoPart::Struct => "address of a struct",
        GoPart::Text => "address of text",
        GoPart::TextLength => "length of text",
        GoPart::Items => "address of items",
        GoPart::ItemCount => "number of items",
        GoPart::Block(Memory::Bytes) => "block of bytes",
        GoPart::Block(Memory::Secret { .. }) => "block of a secret",
        GoPart::Reference => "reference",
        GoPart::Ring => "end of a ring",
        GoPart::Packed => "packed",
    }
}

/// The types of what Go implements, as declared.
fn declared(target: &Target) -> (Vec<&Type>, String) {
    match target {
        Target::Function(function) => {
            (function.params.iter().map(|param| &param.ty).collect(), function.returns.to_string())
        }
        Target::Callback { function, param } => {
            let passed = function.params.iter().find(|passed| passed.name == *param);
            let Some(Type::Callback(callback)) = passed.map(|passed| &passed.ty) else {
                return (Vec::new(), String::new());
            };
            (callback.params.iter().collect(), callback.result.to_string())
        }
    }
}

fn answer_text(answer: &GoAnswer) -> &'static str {
    match answer {
        GoAnswer::Nothing => "nothing",
        GoAnswer::Plain(Value::Word) => "word",
        GoAnswer::Plain(Value::Struct) => "struct",
        GoAnswer::Bytes { .. } => "bytes",
        GoAnswer::Packed => "packed",
        GoAnswer::Owned(_) => "block",
        GoAnswer::Interface(_) => "reference",
        GoAnswer::Stream { plain: true } => "stream of plain data",
        GoAnswer::Stream { plain: false } => "stream of packed data",
    }
}
