//! Functions, constructors and methods in Go.

use proc_macro2::Ident;
use spandrel_plan::{Answer, FunctionPlan, Memory, Value};
use spandrel_syntax::bridge::Receiver;

use super::{
    borrowed,
    call::{self, Room},
    codec, machine_words,
    signature::Signature,
    tasks, types,
    writer::Code,
};
use crate::{Member, Named};

/// Writes the free functions.
pub(super) fn package_functions(plan: &Member, code: &mut Code) {
    for function in &plan.functions {
        if function.declared.receiver == Receiver::Free {
            self::function(function, plan, code);
        }
    }
}

/// Writes one function, constructor or method.
pub(super) fn function(function: &FunctionPlan, plan: &Member, code: &mut Code) {
    let name = plan.names.function(&function.declared);
    code.gap();
    code.function_docs(&name, &function.declared.docs, &otherwise(function, &name, plan));
    if let Receiver::Constructor(_) = function.declared.receiver {
        code.comment(
            "\nClose it when it is no longer needed; the garbage collector closes objects that were never closed.",
        );
    }
    if let Some(note) = tasks::note(function) {
        code.comment(&format!("\n{note}"));
    }
    let head = signature(function, plan, code);
    code.open(format!("{head} {{"));
    if let Answer::Stream { plain } = function.answer {
        tasks::stream(function, plain.then_some("PlainStream"), plan, code);
    } else if function.is_direct() {
        direct(function, plan, code);
    } else {
        framed(function, plan, code);
    }
    code.close("}");
    borrowed::variants(function, plan, code);
}

/// The doc comment of a function that has none.
pub(super) fn otherwise(function: &FunctionPlan, name: &str, plan: &Named) -> String {
    match &function.declared.receiver {
        Receiver::Constructor(owner) => {
            let owner_name = plan.names.type_name(owner);
            format!("{name} returns a new {owner_name}.")
        }
        _ => format!("{name} calls the Rust function {}.", function.declared.name),
    }
}

fn signature(function: &FunctionPlan, plan: &Named, code: &mut Code) -> String {
    let receiver = call::receiver_clause(function, plan);
    format!("func {receiver}{}", Signature::of(function, plan, code).text())
}

/// A call that cannot fail and needs no memory.
fn direct(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    let arguments = call::arguments(function, Room::Scratch, plan, code);
    let packs = function.packs();
    let ok = &function.returns.ok;
    match function.answer {
        Answer::Plain(Value::Struct) => {
            let call = call::bridge_call(function, &arguments, plan, code);
            code.line(call);
            if packs {
                code.line("scratch.Free()");
            }
            code.line("return result");
        }
        Answer::Plain(Value::Word) => {
            let call = call::bridge_call(function, &arguments, plan, code);
            let value = match ok.data() {
                Some(data) if function.declared.leaf => machine_words::from_word(data, &call, plan, code),
                Some(data) => machine_words::from_native(data, call, plan, code),
                None => call,
            };
            if packs {
                code.line(format!("result := {value}"));
                code.line("scratch.Free()");
                code.line("return result");
            } else {
                code.line(format!("return {value}"));
            }
        }
        // Nothing: all others come in frames.
        Answer::Nothing
        | Answer::Bytes { .. }
        | Answer::Packed
        | Answer::Owned(_)
        | Answer::Handle(_)
        | Answer::Stream { .. }
        | Answer::Ring => {
            let call = call::bridge_call(function, &arguments, plan, code);
            code.line(call);
            if packs {
                code.line("scratch.Free()");
            }
        }
    }
}

/// A call that answers through a frame.
fn framed(function: &FunctionPlan, plan: &Member, code: &mut Code) {
    call::put_values(function, plan, code, &|code, fail| {
        format!("return {}{fail}", types::zero(&function.returns.ok, plan, code))
    });
    if function.declared.is_async {
        tasks::begin(function, plan, code);
    }
    let room = if plan.object.answers_on_stack(function) { Room::Stack } else { Room::Scratch };
    let arguments = call::arguments(function, room, plan, code);
    call::attempts(function, &arguments, plan, code, &|code| outcome(function, plan, code));
}

/// What happens with the frame.
fn outcome(function: &FunctionPlan, plan: &Member, code: &mut Code) {
    if function.declared.is_async {
        tasks::wait(function, plan, code);
    }
    let ok = &function.returns.ok;
    if function.fallible {
        code.open("if !frame.OK() {");
        if function.needs_scratch() && !plan.object.answers_on_stack(function) {
            code.line("scratch.Free()");
        }
        code.import_bridge();
        let fail = call::fail(function, plan, code);
        let zero = types::zero(ok, plan, code);
        code.line(format!("return {zero}{fail}"));
        code.close("}");
        if function.packs() && !function.answers_in_scratch() {
            code.line("scratch.Free()");
        }
    } else if function.packs() && !function.answers_in_scratch() {
        code.line("scratch.Free()");
    }
    let nil = if function.fallible { ", nil" } else { "" };
    match &function.answer {
        Answer::Nothing => {
            if function.fallible {
                code.line("return nil");
            }
        }
        Answer::Plain(Value::Word) => {
            let word = "frame.Value".to_owned();
            let value =
                ok.data().map_or(word.clone(), |data| machine_words::from_word(data, &word, plan, code));
            code.line(format!("return {value}{nil}"));
        }
        Answer::Plain(Value::Struct) => code.line(format!("return result{nil}")),
        Answer::Bytes { text } => {
            code.import_bridge();
            let value = match (plan.object.answers_on_stack(function), text) {
                (true, true) => "TakeText(room[:], frame)",
                (true, false) => "TakeBytes(room[:], frame)",
                (false, true) => "Text(scratch, frame)",
                (false, false) => "Bytes(scratch, frame)",
            };
            code.line(format!("return bridge.Rust.{value}{nil}"));
        }
        Answer::Owned(memory) => {
            code.import_bridge();
            let make = if *memory == Memory::Bytes { "NewBytes" } else { "NewSecret" };
            code.line(format!("return bridge.Rust.{make}(frame){nil}"));
        }
        // Written by `tasks::stream`.
        Answer::Stream { .. } => {}
        Answer::Handle(object) => {
            let object = plan.names.type_name(object);
            code.line(format!("return new{object}(frame.Value){nil}"));
        }
        Answer::Ring => {
            if let Some(ring) = ok.ring() {
                let (make, qualified) =
                    (types::end(ring, plan, code), plan.names.qualified(&function.declared));
                let make = code.part("rings", &make);
                code.line(format!("return {make}(\"{qualified}\", frame.Value)"));
            }
        }
        Answer::Packed => {
            code.line("reader := scratch.Read(frame)");
            if let Some(data) = ok.data() {
                codec::declare(data, "result", plan, code);
            }
            code.import_bridge();
            code.line("bridge.Rust.Done(scratch, frame)");
            code.line(format!("return result{nil}"));
        }
    }
}

/// The name of an object's Go type, for callers that write around functions.
pub(super) fn object_name(object: &Ident, plan: &Named) -> String {
    plan.names.type_name(object)
}
