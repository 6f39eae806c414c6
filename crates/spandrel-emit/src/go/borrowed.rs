//! `…Into` and `…View`: the bytes that a function answers, without an allocation or without a copy. `…Batches`: the items
//! of a stream where they lie.

use spandrel_abi::limit::BATCH_ITEMS;
use spandrel_plan::FunctionPlan;

use super::{
    call::{self, Room},
    signature::{Param, Signature},
    tasks, types,
    writer::Code,
};
use crate::{Named, names::scope};

/// Writes the variants of a function that answers bytes or plain items.
pub(super) fn variants(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    if function.answers_borrowed() {
        into(function, plan, code);
        view(function, plan, code);
    }
    if function.streams_plain() {
        batches(function, plan, code);
    }
}

/// In which form a function answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    Into,
    View,
    Batches,
}

/// The signatures of a function and its variants, each with its form: the function itself first.
pub(super) fn forms(function: &FunctionPlan, plan: &Named, code: &mut Code) -> Vec<(Signature, Form)> {
    let variants = if function.streams_plain() { &[Form::Batches][..] } else { &[Form::Into, Form::View] };
    let mut forms = vec![(Signature::of(function, plan, code), Form::Plain)];
    let signatures = signatures(function, plan, code).into_iter().map(|(signature, _)| signature);
    forms.extend(signatures.zip(variants.iter().copied()));
    forms
}

/// The signatures of the variants, if the function has some, each with a line of documentation.
pub(super) fn signatures(function: &FunctionPlan, plan: &Named, code: &mut Code) -> Vec<(Signature, String)> {
    if function.streams_plain() {
        let batches = batches_signature(function, plan, code);
        let name = plan.names.function(&function.declared);
        let docs = format!("{} is {name} in batches; do not retain a batch.", batches.name);
        return vec![(batches, docs)];
    }
    if !function.answers_borrowed() {
        return Vec::new();
    }
    let name = plan.names.function(&function.declared);
    let (into, buffer) = into_signature(function, plan, code);
    let (view, _) = view_signature(function, plan, code);
    let into_docs = format!("{} is {name} into the memory of {buffer}, if it fits.", into.name);
    let view_docs = format!("{} is {name} without a copy; do not retain the view.", view.name);
    vec![(into, into_docs), (view, view_docs)]
}

/// The signature of `…Into`, and the name of its buffer.
fn into_signature(function: &FunctionPlan, plan: &Named, code: &mut Code) -> (Signature, String) {
    let mut signature = Signature::of(function, plan, code);
    let buffer = free(&signature, "buf");
    signature.name = plan.names.into_variant(&function.declared);
    signature.params.insert(0, Param { name: buffer.clone(), ty: "[]byte".to_owned(), object: None });
    (signature, buffer)
}

/// The signature of `…View`, and the name of its callback.
fn view_signature(function: &FunctionPlan, plan: &Named, code: &mut Code) -> (Signature, String) {
    let mut signature = Signature::of(function, plan, code);
    let callback = free(&signature, "use");
    signature.name = plan.names.view_variant(&function.declared);
    signature.params.push(Param { name: callback.clone(), ty: "func(view []byte)".to_owned(), object: None });
    signature.ok = None;
    (signature, callback)
}

fn into(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    let name = plan.names.function(&function.declared);
    let (signature, buffer) = into_signature(function, plan, code);
    code.gap();
    code.comment(&format!(
        "{} is {name}, with the answer in {buffer}: it overwrites {buffer} and may use its whole capacity. An answer that\n\
         does not fit is returned in a new slice. This loop soon has a buffer that is large enough:\n",
        signature.name
    ));
    let (error, nil) = if function.fallible { (", err", ", nil") } else { ("", "") };
    let object = if function.method_of().is_some() { "object." } else { "" };
    let names: Vec<String> = signature.params.iter().map(|param| scope::unmarked(&param.name)).collect();
    code.line(format!("//\t{buffer}{error} = {object}{}({})", signature.name, names.join(", ")));
    if function.fallible {
        code.comment(&format!("\nWhen it returns an error, the slice is {buffer}[:0]."));
    }
    code.deprecation_of(&function.declared.docs);
    code.open(format!("func {}{} {{", call::receiver_clause(function, plan), signature.text()));
    call::put_values(function, plan, code, &|_, fail| format!("return {buffer}[:0], {fail}"));
    // What is encoded may lie in the very memory that the answer goes to: it gets a block of its own.
    let room = if function.packs() { Room::Scratch } else { Room::Buffer(&buffer) };
    let arguments = call::arguments(function, room, plan, code);
    let answer = if function.packs() {
        format!("bridge.Rust.CopyInto({buffer}, scratch, frame)")
    } else {
        format!("bridge.Rust.Into({buffer}, frame)")
    };
    call::attempts(function, &arguments, plan, code, &|code| {
        if function.fallible {
            code.open("if !frame.OK() {");
            if function.packs() {
                code.line("scratch.Free()");
            }
            code.line(format!("return {buffer}[:0], {}", call::fail(function, plan, code)));
            code.close("}");
        }
        code.import_bridge();
        code.line(format!("return {answer}{nil}"));
    });
    code.close("}");
}

fn view(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    let name = plan.names.function(&function.declared);
    let (signature, callback) = view_signature(function, plan, code);
    code.gap();
    code.comment(&format!(
        "{} is {name} without a copy: {callback} reads the result in place. The view is valid until {callback}\n\
         returns; do not retain it.",
        signature.name
    ));
    code.deprecation_of(&function.declared.docs);
    code.open(format!("func {}{} {{", call::receiver_clause(function, plan), signature.text()));
    call::put_values(function, plan, code, &|_, fail| format!("return {fail}"));
    let arguments = call::arguments(function, Room::Scratch, plan, code);
    call::attempts(function, &arguments, plan, code, &|code| {
        if function.fallible {
            code.open("if !frame.OK() {");
            code.line("scratch.Free()");
            code.line(format!("return {}", call::fail(function, plan, code)));
            code.close("}");
        }
        code.import_bridge();
        code.line(format!("bridge.Rust.View(scratch, frame, {callback})"));
        if function.fallible {
            code.line("return nil");
        } else if call::retries(function) {
            code.line("return");
        }
    });
    code.close("}");
}

/// The signature of `…Batches`.
fn batches_signature(function: &FunctionPlan, plan: &Named, code: &mut Code) -> Signature {
    let mut signature = Signature::of(function, plan, code);
    signature.name = plan.names.batches_variant(&function.declared);
    signature.ok = function.stream().map(|item| {
        let item = types::name(&item.ok, plan, code);
        format!("iter.Seq2[[]{item}, error]")
    });
    signature
}

fn batches(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    let name = plan.names.function(&function.declared);
    let signature = batches_signature(function, plan, code);
    code.gap();
    code.comment(&format!(
        "{} is {name} in batches, in place: the items that are ready, up to {BATCH_ITEMS}. A batch is valid until the next one is\n\
         requested; do not retain it.",
        signature.name
    ));
    code.deprecation_of(&function.declared.docs);
    code.open(format!("func {}{} {{", call::receiver_clause(function, plan), signature.text()));
    tasks::stream(function, Some("PlainBatches"), plan, code);
    code.close("}");
}

/// A name that no parameter has.
fn free(signature: &Signature, name: &str) -> String {
    let is_taken = |name: &str| signature.params.iter().any(|param| scope::unmarked(&param.name) == name);
    let mut free = name.to_owned();
    let mut number = 2;
    while is_taken(&free) {
        free = format!("{name}{number}");
        number += 1;
    }
    free
}
