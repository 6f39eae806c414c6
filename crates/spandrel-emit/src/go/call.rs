//! The crossing inside a Go function: arguments, scratch memory, attempts, failure.

use proc_macro2::Ident;
use spandrel_plan::{Crossing, FunctionPlan, Memory, Plan, Value};
use spandrel_syntax::types::{Failure, Type};

use super::{codec, leaf, words, writer::Code};
use crate::names::go;

/// `(r *Remuxer) ` in front of a method's name.
pub(super) fn receiver_clause(function: &FunctionPlan, plan: &Plan) -> String {
    function.method_of().map_or_else(String::new, |owner| {
        let name = go::type_name(&plan.bridge.package, owner);
        format!("({} *{name}) ", receiver_name(function, plan))
    })
}

/// The receiver's name, the same in all methods of a type.
pub(super) fn receiver(owner: &Ident, plan: &Plan) -> String {
    let methods = plan.functions.iter().filter(|function| function.method_of() == Some(owner));
    let params: Vec<String> = methods
        .flat_map(|function| &function.params)
        .map(|param| go::param(&param.name.to_string()))
        .collect();
    go::receiver(&go::type_name(&plan.bridge.package, owner), &params)
}

pub(super) fn receiver_name(function: &FunctionPlan, plan: &Plan) -> String {
    function.method_of().map_or_else(String::new, |owner| receiver(owner, plan))
}

/// The arguments of the crossing, without the scratch block.
pub(super) fn arguments(function: &FunctionPlan, plan: &Plan, code: &mut Code) -> Vec<String> {
    if function.declared.leaf {
        return leaf_arguments(function, plan, code);
    }
    let mut arguments = Vec::new();
    if function.declared.is_async {
        arguments.push("waiter.ID()".to_owned());
    }
    if function.method_of().is_some() {
        arguments.push(format!("{}.object.Handle(turn)", receiver_name(function, plan)));
    }
    for (index, param) in function.params.iter().enumerate() {
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
            Crossing::Slice { .. } if words::native_item(&param.ty).is_some() => {
                arguments.push(name);
            }
            Crossing::Slice { .. } => {
                code.import_glue();
                arguments.push(format!("glue.RawBytes({name})"));
                arguments.push(format!("len({name})"));
            }
            Crossing::Owned(memory) => {
                let lent = lent(index);
                let hold = match memory {
                    Memory::Bytes => {
                        code.import_bridge();
                        format!("{lent} := bridge.Rust.LendBytes({name})")
                    }
                    Memory::Secret { .. } => {
                        code.import_glue();
                        format!("{lent} := glue.LendSecret({name})")
                    }
                };
                code.line(hold);
                arguments.push(format!("{lent}.Owner"));
                arguments.push(format!("{lent}.Data"));
            }
            Crossing::Handle { .. } => arguments.push(format!("{name}.handle(turn)")),
            Crossing::Interface { kept: true, .. } | Crossing::Callback { kept: true, .. } => {
                code.import_bridge();
                arguments.push(format!("bridge.Rust.Give({name})"));
            }
            Crossing::Interface { .. } | Crossing::Callback { .. } => {
                arguments.push(go::lent(&param.name));
            }
            Crossing::Packed => {}
        }
    }
    arguments
}

/// The arguments of a leaf call, as words.
fn leaf_arguments(function: &FunctionPlan, plan: &Plan, code: &mut Code) -> Vec<String> {
    let mut arguments = Vec::new();
    if function.method_of().is_some() {
        arguments.push(format!("{}.object.Handle(turn)", receiver_name(function, plan)));
    }
    for param in &function.params {
        let name = go::local(&param.name.to_string());
        arguments.extend(leaf::argument(&param.ty, &param.crossing, &name, code));
    }
    arguments
}

/// The call of the crossing: short for a leaf, ordinary otherwise.
pub(super) fn crossing_call(
    function: &FunctionPlan,
    arguments: &[String],
    plan: &Plan,
    code: &mut Code,
) -> String {
    let name = go::crossing(plan, &function.declared);
    let arguments = arguments.join(", ");
    if !function.declared.leaf {
        code.import_bridge();
        return format!("bridge.{name}({arguments})");
    }
    code.import_leaf();
    if function.is_direct() {
        return format!("leaf.{name}({arguments})");
    }
    code.import_glue();
    format!("glue.FrameOf(leaf.{name}({arguments}))")
}

/// Makes room for a short answer on the stack, and adds it to the arguments.
pub(super) fn room(function: &FunctionPlan, arguments: &mut Vec<String>, code: &mut Code) {
    code.line("var room [128]byte");
    if function.declared.leaf {
        code.import("unsafe");
        arguments.push("unsafe.Pointer(&room)".to_owned());
        arguments.push("uint64(len(room))".to_owned());
    } else {
        arguments.push("room[:0]".to_owned());
    }
}

/// Takes a scratch block, encodes what crosses packed, and adds the block to the arguments.
pub(super) fn scratch(function: &FunctionPlan, plan: &Plan, arguments: &mut Vec<String>, code: &mut Code) {
    code.import_glue();
    code.line("scratch := glue.NewScratch()");
    if function.packs() {
        code.line("buffer := scratch.Data");
        for param in &function.params {
            if param.crossing == Crossing::Packed {
                let value = go::local(&param.name.to_string());
                codec::append(&param.ty, &value, 0, plan, code);
            }
        }
        code.line("scratch.Data = buffer");
    }
    if function.declared.leaf {
        code.import("unsafe");
        arguments.push("unsafe.Pointer(unsafe.SliceData(scratch.Data))".to_owned());
        for (needed, word) in [(function.packs(), "len"), (function.answers_in_scratch(), "cap")] {
            if needed {
                arguments.push(format!("uint64({word}(scratch.Data))"));
            }
        }
    } else {
        arguments.push("scratch.Data".to_owned());
    }
}

/// The crossing, again where an object is in use, and then what happens with the frame.
pub(super) fn attempts(
    function: &FunctionPlan,
    arguments: &[String],
    plan: &Plan,
    code: &mut Code,
    outcome: &dyn Fn(&mut Code),
) {
    let call = crossing_call(function, arguments, plan, code);
    match retry(function, plan, code) {
        Some(retry) => {
            code.line("var turn *glue.Turn");
            code.open("for {");
            code.line(format!("frame := {call}"));
            code.open(format!("if turn = {retry}; turn != nil {{"));
            code.line("continue");
            code.close("}");
            settle(function, code);
            outcome(code);
            code.close("}");
        }
        None => {
            code.line(format!("frame := {call}"));
            settle(function, code);
            outcome(code);
        }
    }
}

/// Go values that Rust has for the call are put where it finds them; nil is refused, before anything is put there that
/// would have to be taken back. `refusal` makes the statement that returns an error.
pub(super) fn lend(
    function: &FunctionPlan,
    plan: &Plan,
    code: &mut Code,
    refusal: &dyn Fn(&mut Code, &str) -> String,
) {
    let qualified = go::qualified(&plan.bridge.package, &function.declared);
    let go_values = || function.params.iter().filter(|param| param.crossing.go_value().is_some());
    for param in go_values() {
        let (name, text) = (go::local(&param.name.to_string()), go::param(&param.name.to_string()));
        code.import_glue();
        code.open(format!("if {name} == nil {{"));
        let statement = refusal(code, &format!("glue.Nil(\"{qualified}\", \"{text}\")"));
        code.line(statement);
        code.close("}");
    }
    for param in go_values().filter(|param| param.crossing.go_value() == Some(false)) {
        let name = go::local(&param.name.to_string());
        code.line(format!("{} := glue.Lend({name})", go::lent(&param.name)));
    }
}

/// After the last attempt: objects lived up to here, and Go values that were lent are taken back.
pub(super) fn settle(function: &FunctionPlan, code: &mut Code) {
    keep_alive(function, code);
    for param in &function.params {
        if param.crossing.go_value() == Some(false) {
            code.line(format!("glue.TakeBack({})", go::lent(&param.name)));
        }
    }
}

/// The test for another attempt, where an object may be in use.
pub(super) fn retry(function: &FunctionPlan, plan: &Plan, code: &mut Code) -> Option<String> {
    if !retries(function) {
        return None;
    }
    code.import_glue();
    let later = function.declared.is_async || function.stream().is_some();
    let (context, argument) = if later { ("Context", "ctx, ") } else { ("", "") };
    Some(if function.method_of().is_some() {
        format!("{}.object.Retry{context}({argument}frame, turn)", receiver_name(function, plan))
    } else {
        format!("glue.Retry{context}({argument}frame, turn)")
    })
}

/// What holds the memory of a parameter for the call.
pub(super) fn lent(index: usize) -> String {
    format!("lent{index}")
}

/// Objects among the parameters live to the end of the call, and memory is held as long.
pub(super) fn keep_alive(function: &FunctionPlan, code: &mut Code) {
    for (index, param) in function.params.iter().enumerate() {
        if matches!(param.crossing, Crossing::Owned(_)) {
            code.line(format!("{}.Return()", lent(index)));
        }
        if matches!(param.crossing, Crossing::Handle { .. }) {
            code.import("runtime");
            code.line(format!("runtime.KeepAlive({})", go::local(&param.name.to_string())));
        }
    }
}

/// Whether the call is made in a loop.
pub(super) fn retries(function: &FunctionPlan) -> bool {
    function.method_of().is_some()
        || function.params.iter().any(|param| matches!(param.crossing, Crossing::Handle { .. }))
}

/// The error of a frame that failed.
pub(super) fn fail(function: &FunctionPlan, plan: &Plan) -> String {
    let package = &plan.bridge.package;
    let qualified = go::qualified(package, &function.declared);
    let read = match &function.declared.returns.failure {
        Failure::Declared(error) => format!("read{}", go::type_name(package, error)),
        Failure::None | Failure::Go => "nil".to_owned(),
    };
    let of = if function.method_of().is_some() {
        format!("{}.object", receiver_name(function, plan))
    } else {
        "bridge.Rust".to_owned()
    };
    format!("{of}.Fail(\"{qualified}\", frame, {read})")
}
