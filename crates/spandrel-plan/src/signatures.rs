//! The signatures of a bridge as text, for the hash of its contract.

use std::fmt::Write;

use crate::{
    crossing::{Answer, Crossing, Memory, Value},
    plan::{FunctionPlan, ImportPlan, ParamPlan},
    signature::{Part, Region, Return, Signature, Slot},
    support::Support,
};

/// Everything that both sides must derive alike, one line a function.
pub(crate) fn of(functions: &[FunctionPlan], imports: &[ImportPlan]) -> String {
    let mut text = String::new();
    for function in functions {
        for signature in [&function.signature].into_iter().chain(&function.leaf) {
            let _ = writeln!(text, "{}", signature_text(signature, function));
        }
    }
    for import in imports {
        let params: Vec<String> = import.params.iter().map(import_text).collect();
        let answer = answer_text(&import.answer);
        let returns = &import.returns;
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
            let param = &function.params[index];
            format!("{}: {} of {}", param.name, part_text(part), param.ty)
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
    format!("{}: {crossing} of {}", param.name, param.ty)
}
