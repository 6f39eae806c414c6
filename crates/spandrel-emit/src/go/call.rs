//! The cgo call inside a Go function: arguments, scratch memory, attempts, failure.

use proc_macro2::Ident;
use spandrel_plan::{Crossing, FunctionPlan, Memory, ParamPlan, Part, Region, Slot};
use spandrel_syntax::types::Failure;

use super::{codec, machine_words, types, writer::Code};
use crate::{
    Named,
    names::{go, reserved::borrowed},
};

/// `(r *Remuxer) ` in front of a method's name.
pub(super) fn receiver_clause(function: &FunctionPlan, plan: &Named) -> String {
    function.method_of().map_or_else(String::new, |owner| {
        let name = plan.names.type_name(owner);
        format!("({} *{name}) ", receiver_name(function, plan))
    })
}

/// The receiver's name, the same in all methods of a type.
pub(super) fn receiver(owner: &Ident, plan: &Named) -> String {
    let methods = plan.functions.iter().filter(|function| function.method_of() == Some(owner));
    let params: Vec<String> = methods
        .flat_map(|function| &function.params)
        .map(|param| go::param(&param.name.to_string()))
        .collect();
    go::receiver(&plan.names.type_name(owner), &params)
}

pub(super) fn receiver_name(function: &FunctionPlan, plan: &Named) -> String {
    function.method_of().map_or_else(String::new, |owner| receiver(owner, plan))
}

/// The memory that a call carries for its answer.
#[derive(Clone, Copy)]
pub(super) enum Room<'a> {
    /// A scratch block from the pool, which also takes packed arguments.
    Scratch,
    /// A few bytes on the stack.
    Stack,
    /// A slice of the caller's.
    Buffer(&'a str),
}

/// The arguments of the cgo call, after statements that prepare them.
pub(super) fn arguments(
    function: &FunctionPlan,
    room: Room<'_>,
    plan: &Named,
    code: &mut Code,
) -> Vec<String> {
    let mut arguments = Vec::new();
    for slot in &function.signature.slots {
        match slot {
            Slot::Waiter => arguments.push("waiter.ID()".to_owned()),
            Slot::Receiver => {
                arguments.push(format!("{}.object.Handle(turn)", receiver_name(function, plan)));
            }
            Slot::Param(index, part) => {
                let param = &function.params[*index];
                arguments.extend(if function.declared.leaf {
                    Some(word(*part, param, *index, code))
                } else {
                    self::argument(*part, param, *index, code)
                });
            }
            Slot::Scratch => arguments.push(self::room(function, room, plan, code)),
            // The slice of an ordinary call has both.
            Slot::PackedLength | Slot::Capacity if !function.declared.leaf => {}
            Slot::PackedLength => arguments.push("uint64(len(scratch.Data))".to_owned()),
            Slot::Capacity => arguments.push(match room {
                Room::Scratch => "uint64(cap(scratch.Data))".to_owned(),
                Room::Stack => "uint64(len(room))".to_owned(),
                Room::Buffer(buffer) => format!("uint64(cap({buffer}))"),
            }),
            Slot::Result => {}
        }
    }
    if function.signature.returns.has_struct() {
        code.import("unsafe");
        let ty = types::success(&function.returns.ok, plan, code).unwrap_or_default();
        code.line(format!("var result {ty}"));
        arguments.push("unsafe.Pointer(&result)".to_owned());
    }
    arguments
}

/// The argument of an ordinary call for a part of a parameter, if it has one of its own.
fn argument(part: Part, param: &ParamPlan, index: usize, code: &mut Code) -> Option<String> {
    let name = go::local(&param.name.to_string());
    Some(match part {
        Part::Word => match param.ty.data() {
            Some(data) => machine_words::to_native(data, name),
            None => name,
        },
        Part::Struct => {
            code.import("unsafe");
            format!("unsafe.Pointer(&{name})")
        }
        Part::Address(Region::Text) => name,
        Part::Address(Region::Items) if machine_words::native_item(&param.ty).is_some() => name,
        Part::Address(Region::Items) => {
            format!("{}({name})", code.wire("RawBytes"))
        }
        Part::Length(Region::Items) if machine_words::native_item(&param.ty).is_none() => {
            format!("len({name})")
        }
        Part::Length(_) => return None,
        Part::Owner(memory) => owner(memory, &name, index, code),
        Part::Address(Region::Owned) => format!("{}.Data", borrowed(index)),
        Part::Handle => format!("{name}.handle(turn)"),
        Part::Reference => reference(param, &name, code),
    })
}

/// The argument of a leaf call for a part of a parameter: a word.
fn word(part: Part, param: &ParamPlan, index: usize, code: &mut Code) -> String {
    let name = go::local(&param.name.to_string());
    if matches!(part, Part::Struct | Part::Address(_)) {
        code.import("unsafe");
    }
    match part {
        Part::Word => param.ty.data().map_or(name.clone(), |data| machine_words::to_word(data, &name, code)),
        Part::Struct => format!("unsafe.Pointer(&{name})"),
        Part::Address(Region::Text) => format!("unsafe.Pointer(unsafe.StringData({name}))"),
        Part::Address(Region::Items) => format!("unsafe.Pointer(unsafe.SliceData({name}))"),
        Part::Address(Region::Owned) => format!("unsafe.Pointer(unsafe.SliceData({}.Data))", borrowed(index)),
        Part::Length(Region::Text | Region::Items) => format!("uint64(len({name}))"),
        Part::Length(Region::Owned) => format!("uint64(len({}.Data))", borrowed(index)),
        Part::Owner(memory) => owner(memory, &name, index, code),
        Part::Handle => format!("{name}.handle(turn)"),
        Part::Reference => reference(param, &name, code),
    }
}

/// Borrows the memory of a parameter for the call. What owns it is the argument.
fn owner(memory: Memory, name: &str, index: usize, code: &mut Code) -> String {
    let borrowed = borrowed(index);
    match memory {
        Memory::Bytes => {
            code.import_bridge();
            code.line(format!("{borrowed} := bridge.Rust.BorrowBytes({name})"));
        }
        Memory::Secret { .. } => {
            code.line(format!("{borrowed} := {}({name})", code.part("owned", "BorrowSecret")));
        }
    }
    format!("{borrowed}.Owner")
}

/// The reference of a Go value: one that Rust owns, or that of a value which [`put_values`] has put there for the call.
fn reference(param: &ParamPlan, name: &str, code: &mut Code) -> String {
    if param.crossing.go_value() == Some(true) {
        code.import_bridge();
        return format!("bridge.Rust.Give({name})");
    }
    go::reference(&param.name)
}

/// The memory for the answer, after statements that make it and encode packed arguments.
fn room(function: &FunctionPlan, room: Room<'_>, plan: &Named, code: &mut Code) -> String {
    if function.declared.leaf {
        code.import("unsafe");
    }
    let slice = match room {
        Room::Scratch => {
            scratch(function, plan, code);
            "scratch.Data".to_owned()
        }
        Room::Stack => {
            code.line("var room [128]byte");
            return if function.declared.leaf { "unsafe.Pointer(&room)" } else { "room[:0]" }.to_owned();
        }
        Room::Buffer(buffer) if function.declared.leaf => buffer.to_owned(),
        Room::Buffer(buffer) => format!("{buffer}[:0]"),
    };
    if function.declared.leaf { format!("unsafe.Pointer(unsafe.SliceData({slice}))") } else { slice }
}

/// Takes a scratch block and encodes packed arguments.
fn scratch(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    code.line(format!("scratch := {}()", code.part("block", "NewScratch")));
    if !function.packs() {
        return;
    }
    code.line("buffer := scratch.Data");
    for param in function.params.iter().filter(|param| param.crossing == Crossing::Packed) {
        codec::append_param(&param.ty, &go::local(&param.name.to_string()), plan, code);
    }
    code.line("scratch.Data = buffer");
}

/// The call of the bridge function: straight into Rust for a leaf, ordinary otherwise.
pub(super) fn bridge_call(
    function: &FunctionPlan,
    arguments: &[String],
    plan: &Named,
    code: &mut Code,
) -> String {
    let name = plan.names.bridge_function(&function.declared);
    let arguments = arguments.join(", ");
    if !function.declared.leaf {
        code.import_bridge();
        return format!("bridge.{name}({arguments})");
    }
    code.import_leaf();
    if function.is_direct() {
        return format!("leaf.{name}({arguments})");
    }
    format!("{}(leaf.{name}({arguments}))", code.glue("FrameOf"))
}

/// The cgo call, again where an object is in use, and then what happens with the frame.
pub(super) fn attempts(
    function: &FunctionPlan,
    arguments: &[String],
    plan: &Named,
    code: &mut Code,
    outcome: &dyn Fn(&mut Code),
) {
    let call = bridge_call(function, arguments, plan, code);
    match retry(function, plan, code) {
        Some(retry) => {
            code.line(format!("var turn *{}", code.part("wait", "Turn")));
            code.open("for {");
            code.line(format!("frame := {call}"));
            code.open(format!("if turn = {retry}; turn != nil {{"));
            code.line("continue");
            code.close("}");
            release(function, code);
            outcome(code);
            code.close("}");
        }
        None => {
            code.line(format!("frame := {call}"));
            release(function, code);
            outcome(code);
        }
    }
}

/// Go values that Rust has for the call are put where it finds them; nil is refused, before anything is put there that
/// would have to be undone. `refusal` makes the statement that returns an error.
pub(super) fn put_values(
    function: &FunctionPlan,
    plan: &Named,
    code: &mut Code,
    refusal: &dyn Fn(&mut Code, &str) -> String,
) {
    let qualified = plan.names.qualified(&function.declared);
    let go_values = || function.params.iter().filter(|param| param.crossing.go_value().is_some());
    for param in go_values() {
        let (name, text) = (go::local(&param.name.to_string()), go::param(&param.name.to_string()));
        code.open(format!("if {name} == nil {{"));
        let error = format!("{}(\"{qualified}\", \"{text}\")", code.glue("Nil"));
        let statement = refusal(code, &error);
        code.line(statement);
        code.close("}");
    }
    for param in go_values().filter(|param| param.crossing.go_value() == Some(false)) {
        let name = go::local(&param.name.to_string());
        code.line(format!("{} := {}({name})", go::reference(&param.name), code.part("values", "Put")));
    }
}

/// After the last attempt: objects lived up to here, and Go values that were borrowed are released.
pub(super) fn release(function: &FunctionPlan, code: &mut Code) {
    keep_alive(function, code);
    for param in &function.params {
        if param.crossing.go_value() == Some(false) {
            code.line(format!("{}({})", code.part("values", "Remove"), go::reference(&param.name)));
        }
    }
}

/// The test for another attempt, where an object may be in use.
pub(super) fn retry(function: &FunctionPlan, plan: &Named, code: &mut Code) -> Option<String> {
    if !retries(function) {
        return None;
    }
    let later = function.declared.is_async || function.stream().is_some();
    let (context, argument) = if later { ("Context", "ctx, ") } else { ("", "") };
    Some(if function.method_of().is_some() {
        format!("{}.object.Retry{context}({argument}frame, turn)", receiver_name(function, plan))
    } else {
        format!("{}({argument}frame, turn)", code.glue(&format!("Retry{context}")))
    })
}

/// Objects among the parameters live to the end of the call, and memory is in use as long.
pub(super) fn keep_alive(function: &FunctionPlan, code: &mut Code) {
    for (index, param) in function.params.iter().enumerate() {
        if matches!(param.crossing, Crossing::Owned(_)) {
            code.line(format!("{}.Release()", borrowed(index)));
        }
    }
    // Those of an async call may be in use until there is an answer.
    if !function.declared.is_async {
        wake(function, code);
    }
}

/// Objects among the parameters are not in use any more. They live up to here.
pub(super) fn wake(function: &FunctionPlan, code: &mut Code) {
    for object in objects(function) {
        code.line(format!("{object}.Wake()"));
    }
}

/// The objects among the parameters.
fn objects(function: &FunctionPlan) -> impl Iterator<Item = String> {
    let handles = function.params.iter().filter(|param| matches!(param.crossing, Crossing::Handle { .. }));
    handles.map(|param| format!("{}.itself()", go::local(&param.name.to_string())))
}

/// Whether the call is made in a loop.
pub(super) fn retries(function: &FunctionPlan) -> bool {
    function.method_of().is_some()
        || function.params.iter().any(|param| matches!(param.crossing, Crossing::Handle { .. }))
}

/// The error of a frame that failed.
pub(super) fn fail(function: &FunctionPlan, plan: &Named, code: &Code) -> String {
    let qualified = plan.names.qualified(&function.declared);
    let read = match &function.returns.failure {
        Failure::Declared(error) => code.codec(&plan.names.read(error)),
        Failure::None | Failure::Go => "nil".to_owned(),
    };
    let of = if function.method_of().is_some() {
        format!("{}.object", receiver_name(function, plan))
    } else {
        "bridge.Rust".to_owned()
    };
    // A call with a context of its own does not wait by those of its objects.
    let others: String = if function.declared.is_async || function.stream().is_some() {
        String::new()
    } else {
        objects(function).map(|object| format!(", {object}")).collect()
    };
    format!("{of}.Fail(\"{qualified}\", frame, {read}{others})")
}
