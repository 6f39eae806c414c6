//! Functions, constructors and methods in Go.

use proc_macro2::Ident;
use spandrel_plan::{Answer, Crossing, FunctionPlan, Plan, Value};
use spandrel_syntax::{
    bridge::Receiver,
    types::{Failure, Scalar, Type},
};

use super::{codec, crossing, types, writer::Code};
use crate::names::go;

/// Writes the free functions.
pub(super) fn package_functions(plan: &Plan, code: &mut Code) {
    for function in &plan.functions {
        if function.declared.receiver == Receiver::Free {
            self::function(function, plan, code);
        }
    }
}

/// Writes one function, constructor or method.
pub(super) fn function(function: &FunctionPlan, plan: &Plan, code: &mut Code) {
    let package = &plan.bridge.package;
    let name = go::function(package, &function.declared);
    code.gap();
    code.import_bridge();
    code.function_docs(&name, &function.declared.docs, &otherwise(function, &name, plan));
    if let Receiver::Constructor(_) = function.declared.receiver {
        code.comment(
            "\nClose it when it is no longer needed; the garbage collector closes what was forgotten.",
        );
    }
    let head = signature(function, &name, plan, code);
    code.open(format!("{head} {{"));
    if function.is_direct() {
        direct(function, plan, code);
    } else {
        framed(function, plan, code);
    }
    code.close("}");
}

fn otherwise(function: &FunctionPlan, name: &str, plan: &Plan) -> String {
    match &function.declared.receiver {
        Receiver::Constructor(owner) => {
            let owner_name = go::type_name(&plan.bridge.package, owner);
            format!("{name} returns a new {owner_name}.")
        }
        _ => format!("{name} calls the Rust function {}.", function.declared.name),
    }
}

fn signature(function: &FunctionPlan, name: &str, plan: &Plan, code: &mut Code) -> String {
    let params: Vec<String> = function
        .params
        .iter()
        .map(|param| {
            let ty = types::name(&param.ty, plan, code);
            format!("{} {ty}", go::local(&param.name.to_string()))
        })
        .collect();
    let receiver = function.method_of().map_or_else(String::new, |owner| {
        let name = go::type_name(&plan.bridge.package, owner);
        format!("({} *{name}) ", receiver_name(function, plan))
    });
    let returns = match (&function.declared.returns.ok, function.fallible) {
        (Type::Unit, false) => String::new(),
        (Type::Unit, true) => " error".to_owned(),
        (ok, false) => format!(" {}", types::name(ok, plan, code)),
        (ok, true) => format!(" ({}, error)", types::name(ok, plan, code)),
    };
    format!("func {receiver}{name}({}){returns}", params.join(", "))
}

/// The receiver's name: the first letter of the type, unless a parameter has it.
fn receiver_name(function: &FunctionPlan, plan: &Plan) -> String {
    let Some(owner) = function.method_of() else { return String::new() };
    let letter: String =
        go::type_name(&plan.bridge.package, owner).chars().take(1).flat_map(char::to_lowercase).collect();
    let taken = function.params.iter().any(|param| go::local(&param.name.to_string()) == letter);
    if taken || letter == "b" { "self".to_owned() } else { letter }
}

/// The arguments of the crossing, without the scratch block.
fn arguments(function: &FunctionPlan, plan: &Plan, code: &mut Code) -> Vec<String> {
    let mut arguments = Vec::new();
    if function.method_of().is_some() {
        arguments.push(format!("{}.object.Handle()", receiver_name(function, plan)));
    }
    for param in &function.params {
        let name = go::local(&param.name.to_string());
        match &param.crossing {
            Crossing::Plain(Value::Word) => arguments.push(match &param.ty {
                Type::Enum(_) => format!("int32({name})"),
                Type::Duration => format!("int64({name})"),
                _ => name,
            }),
            Crossing::Plain(Value::Struct) => {
                code.import("unsafe");
                arguments.push(format!("unsafe.Pointer(&{name})"));
            }
            Crossing::Text { .. } => arguments.push(name),
            Crossing::Slice { .. } if crossing::native_item(&param.ty).is_some() => {
                arguments.push(name);
            }
            Crossing::Slice { .. } => {
                code.import_glue();
                arguments.push(format!("glue.RawBytes({name})"));
                arguments.push(format!("len({name})"));
            }
            Crossing::Handle { .. } => arguments.push(format!("{name}.handle()")),
            Crossing::Packed => {}
        }
    }
    arguments
}

/// A call that cannot fail and needs no memory.
fn direct(function: &FunctionPlan, plan: &Plan, code: &mut Code) {
    let name = go::crossing(&plan.bridge.package, &function.declared);
    let arguments = arguments(function, plan, code);
    let ok = &function.declared.returns.ok;
    match function.answer {
        Answer::Plain(Value::Struct) => {
            code.import("unsafe");
            let ty = types::name(ok, plan, code);
            code.line(format!("var ok {ty}"));
            let arguments = join(&arguments, "unsafe.Pointer(&ok)");
            code.line(format!("bridge.{name}({arguments})"));
            code.line("return ok");
        }
        Answer::Plain(Value::Word) => {
            let call = format!("bridge.{name}({})", arguments.join(", "));
            match ok {
                Type::Enum(_) => {
                    let ty = types::name(ok, plan, code);
                    code.line(format!("return {ty}({call})"));
                }
                _ => code.line(format!("return {call}")),
            }
        }
        _ => code.line(format!("bridge.{name}({})", arguments.join(", "))),
    }
}

/// A call that answers through a frame.
fn framed(function: &FunctionPlan, plan: &Plan, code: &mut Code) {
    let name = go::crossing(&plan.bridge.package, &function.declared);
    let mut arguments = arguments(function, plan, code);
    if function.needs_scratch() {
        code.import_glue();
        code.line("scratch := glue.NewScratch()");
        if function.packs() {
            code.line("b := scratch.Data");
            for param in &function.params {
                if param.crossing == Crossing::Packed {
                    let value = go::local(&param.name.to_string());
                    codec::append(&param.ty, &value, 0, plan, code);
                }
            }
            code.line("scratch.Data = b");
        }
        arguments.push("scratch.Data".to_owned());
    }
    if function.answer == Answer::Plain(Value::Struct) {
        code.import("unsafe");
        let ty = types::name(&function.declared.returns.ok, plan, code);
        code.line(format!("var ok {ty}"));
        arguments.push("unsafe.Pointer(&ok)".to_owned());
    }
    let call = format!("bridge.{name}({})", arguments.join(", "));
    match retry(function, plan, code) {
        Some(retry) => {
            code.open("for attempt := 0; ; attempt++ {");
            code.line(format!("frame := {call}"));
            code.open(format!("if {retry} {{"));
            code.line("continue");
            code.close("}");
            outcome(function, plan, code);
            code.close("}");
        }
        None => {
            code.line(format!("frame := {call}"));
            keep_alive(function, code);
            outcome(function, plan, code);
        }
    }
}

/// The test for another attempt, where an object may be in use.
fn retry(function: &FunctionPlan, plan: &Plan, code: &mut Code) -> Option<String> {
    if function.method_of().is_some() {
        return Some(format!("{}.object.Retry(frame, attempt)", receiver_name(function, plan)));
    }
    let takes_object = function.params.iter().any(|param| matches!(param.crossing, Crossing::Handle { .. }));
    takes_object.then(|| {
        code.import_glue();
        "glue.Retry(frame, attempt)".to_owned()
    })
}

/// Objects among the parameters live to the end of the call.
fn keep_alive(function: &FunctionPlan, code: &mut Code) {
    for param in &function.params {
        if matches!(param.crossing, Crossing::Handle { .. }) {
            code.import("runtime");
            code.line(format!("runtime.KeepAlive({})", go::local(&param.name.to_string())));
        }
    }
}

/// What happens with the frame.
fn outcome(function: &FunctionPlan, plan: &Plan, code: &mut Code) {
    if retry_needed(function) {
        keep_alive(function, code);
    }
    let ok = &function.declared.returns.ok;
    if function.fallible {
        code.open("if !frame.OK() {");
        if function.needs_scratch() {
            code.line("scratch.Free()");
        }
        let fail = fail(function, plan);
        match ok {
            Type::Unit => code.line(format!("return {fail}")),
            _ => {
                let zero = types::zero(ok, plan, code);
                code.line(format!("return {zero}, {fail}"));
            }
        }
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
            let value = from_word(ok, plan, code);
            code.line(format!("return {value}{nil}"));
        }
        Answer::Plain(Value::Struct) => code.line(format!("return ok{nil}")),
        Answer::Bytes { text: true } => {
            code.line(format!("return bridge.Rust.Text(scratch, frame){nil}"));
        }
        Answer::Bytes { text: false } => {
            code.line(format!("return bridge.Rust.Bytes(scratch, frame){nil}"));
        }
        Answer::Handle(object) => {
            let object = go::type_name(&plan.bridge.package, object);
            code.line(format!("return new{object}(frame.Value){nil}"));
        }
        Answer::Packed => {
            let ty = types::name(ok, plan, code);
            code.line(format!("var ok {ty}"));
            code.line("r := scratch.Read(frame)");
            codec::read(ok, "ok", 0, plan, code);
            code.line("bridge.Rust.Done(scratch, frame)");
            code.line(format!("return ok{nil}"));
        }
    }
}

fn retry_needed(function: &FunctionPlan) -> bool {
    function.method_of().is_some()
        || function.params.iter().any(|param| matches!(param.crossing, Crossing::Handle { .. }))
}

fn fail(function: &FunctionPlan, plan: &Plan) -> String {
    let package = &plan.bridge.package;
    let qualified = go::qualified(package, &function.declared);
    let read = match &function.declared.returns.failure {
        Failure::Declared(error) => format!("read{}", go::type_name(package, error)),
        Failure::None | Failure::Go => "nil".to_owned(),
    };
    format!("bridge.Rust.Fail(\"{qualified}\", frame, {read})")
}

/// Plain data out of the frame's word.
fn from_word(ty: &Type, plan: &Plan, code: &mut Code) -> String {
    let name = types::name(ty, plan, code);
    match ty {
        Type::Scalar(Scalar::Bool) => "frame.Value != 0".to_owned(),
        Type::Scalar(Scalar::U64) => "frame.Value".to_owned(),
        Type::Scalar(Scalar::F32) => {
            code.import("math");
            "math.Float32frombits(uint32(frame.Value))".to_owned()
        }
        Type::Scalar(Scalar::F64) => {
            code.import("math");
            "math.Float64frombits(frame.Value)".to_owned()
        }
        _ => format!("{name}(frame.Value)"),
    }
}

fn join(arguments: &[String], last: &str) -> String {
    let mut all = arguments.to_vec();
    all.push(last.to_owned());
    all.join(", ")
}

/// The name of an object's Go type, for callers that write around functions.
pub(super) fn object_name(object: &Ident, plan: &Plan) -> String {
    go::type_name(&plan.bridge.package, object)
}
