//! The internal package of a bridge: one Go function per bridge function, one C call each.

use spandrel_plan::{FunctionPlan, ParamPlan, Part, Region, Return, Slot, Support, Value, support::Type};

use super::{
    header, machine_words,
    writer::{Code, GENERATED, import_block},
};
use crate::{
    Member, Named,
    names::{c, go},
};

/// Writes `bridge.go`.
pub(super) fn file(plan: &Member) -> String {
    let package = &plan.bridge.package;
    let mut code = Code::new();
    code.import("unsafe");
    open_bridge(plan, &mut code);
    for function in &plan.functions {
        bridge_function(function, plan, &mut code);
    }
    let head = format!(
        "{GENERATED}\n\n//go:build cgo\n\n// Package bridge makes the calls of package {package}: one C call each.\npackage bridge\n\n\
         /*\n#include \"{}\"\n{}*/\nimport \"C\"\n{}\n",
        c::header(package),
        if plan.object.calls_go { String::new() } else { pragmas(plan) },
        import_block(&code.imported()),
    );
    format!("{head}{}", code.into_text())
}

/// Pointer arguments stay on the stack: allowed because nothing in this object calls back into Go.
fn pragmas(plan: &Named) -> String {
    let mut text = String::new();
    let pull = plan.has(Support::Pull).then(|| Support::Pull.symbol(&plan.bridge.package));
    let with_pointers = plan.functions.iter().filter(|function| function.takes_pointers());
    for symbol in with_pointers.map(|function| &function.signature.symbol).chain(&pull) {
        text.push_str(&format!("#cgo noescape {symbol}\n#cgo nocallback {symbol}\n"));
    }
    if text.is_empty() { text } else { format!("\n{text}") }
}

/// The call of a support function. Its arguments are variables that have the names of the table: a bool for a flag, a slice
/// for an address and the length or the room behind it.
fn support(support: Support, plan: &Member, code: &Code) -> String {
    let row = support.row();
    let mut memory = "";
    let arguments: Vec<String> = row
        .params
        .iter()
        .map(|(name, ty)| match ty {
            Type::Flag => format!("C.uint8_t({}({name}))", code.wire("Byte")),
            Type::Word => format!("C.uint64_t({name})"),
            Type::Data | Type::Room | Type::Words => {
                memory = name;
                let item = if *ty == Type::Words { "uint64_t" } else { "uint8_t" };
                format!("(*C.{item})(unsafe.SliceData({name}))")
            }
            Type::Length => format!("C.uint64_t(len({memory}))"),
            Type::Capacity => format!("C.uint64_t(cap({memory}))"),
            Type::Call => (*name).to_owned(),
            Type::Enter => format!("(*[0]byte)(C.{})", Support::Enter.symbol(&plan.bridge.package)),
            Type::InLeaf if plan.object.has_leaves => {
                format!("(*[0]byte)({}())", code.part("leaf", "InCall"))
            }
            Type::InLeaf => "nil".to_owned(),
        })
        .collect();
    format!("C.{}({})", support.symbol(&plan.bridge.package), arguments.join(", "))
}

fn open_bridge(plan: &Member, code: &mut Code) {
    code.comment("Rust is the Rust side of this bridge.");
    code.line("var Rust = open()");
    code.gap();
    code.open(format!("func open() *{} {{", code.glue("Bridge")));
    code.line(format!("{}()", go::OBJECT));
    code.line(format!("start := {}", support(Support::Start, plan, code)));
    code.open(format!("return {}({}{{", code.glue("Open"), code.glue("Link")));
    let (fields, calls) = link(plan, code);
    self::fields(&fields, code);
    if !calls.is_empty() {
        code.open(format!("Calls: {}{{", code.part("calls", "Link")));
        self::fields(&calls, code);
        code.close("},");
    }
    code.close("})");
    code.close("}");
    for support in plan.support() {
        wrapper(support, plan, code);
    }
}

/// A field of a struct, and its value.
type Field = (&'static str, String);

/// Lines of a composite literal, aligned as gofmt aligns them.
fn fields(fields: &[Field], code: &mut Code) {
    let width = fields.iter().map(|(field, _)| field.len() + 1).max().unwrap_or(0);
    for (field, value) in fields {
        let field = format!("{field}:");
        code.line(format!("{field:width$} {value},"));
    }
}

/// What the runtime knows of a bridge: the fields of `glue.Link`, and those of `calls.Link` inside it.
fn link(plan: &Member, code: &Code) -> (Vec<Field>, Vec<Field>) {
    let mut fields = vec![
        ("Package", format!("\"{}\"", plan.bridge.package)),
        ("Contract", format!("unsafe.Pointer(&C.{})", plan.contract.symbol)),
        ("Returned", "unsafe.Pointer(start.returned)".to_owned()),
        ("Limit", "uint64(start.returned_limit)".to_owned()),
    ];
    let mut calls = Vec::new();
    if plan.calls_go() {
        calls.push(("Released", "unsafe.Pointer(start.released)".to_owned()));
    }
    for support in plan.support() {
        let in_place = || format!("func() {{ {} }}", self::support(support, plan, code));
        let list = if of_calls(support) { &mut calls } else { &mut fields };
        list.extend(match support {
            Support::Close => Some(("Close", "closeObject".to_owned())),
            Support::Drain => Some(("Drain", in_place())),
            Support::Counters => Some(("Counters", "counters".to_owned())),
            Support::Released => Some(("TakeReleased", "takeReleased".to_owned())),
            Support::Reserve => Some(("Reserve", "reserve".to_owned())),
            Support::Abort => Some(("Abort", in_place())),
            Support::Fulfil => Some(("Fulfil", "fulfil".to_owned())),
            Support::Keep => Some(("Retain", "retain".to_owned())),
            Support::Completed => Some(("Completed", self::support(support, plan, code))),
            Support::Listen => Some(("Listen", "listen".to_owned())),
            Support::Resume => Some(("Resume", "resume".to_owned())),
            Support::Pull => Some(("Pull", "pull".to_owned())),
            // Called here, and by Rust.
            Support::Start | Support::Register | Support::Enter => None,
        });
    }
    (fields, calls)
}

/// Whether a support function is one that answers of Go need.
fn of_calls(support: Support) -> bool {
    use Support::{Abort, Fulfil, Keep, Released, Reserve};
    matches!(support, Released | Reserve | Abort | Fulfil | Keep)
}

/// The Go function around a support function, where the runtime needs one with Go's types.
fn wrapper(support: Support, plan: &Member, code: &mut Code) {
    let call = self::support(support, plan, code);
    let (head, body) = match support {
        Support::Close => {
            ("closeObject(handle uint64) glue.Frame", vec![format!("answer := {call}"), frame("answer")])
        }
        Support::Counters => (
            "counters() (objects, blocks int64)",
            vec![
                format!("answer := {call}"),
                "return int64(answer.objects), int64(answer.blocks)".to_owned(),
            ],
        ),
        Support::Listen => ("listen(wanted bool) uint64", vec![format!("return uint64({call})")]),
        Support::Resume => {
            ("resume(task, waiter uint64) glue.Frame", vec![format!("answer := {call}"), frame("answer")])
        }
        Support::Pull => (
            "pull(stream, waiter uint64, scratch []byte) glue.Frame",
            vec![format!("answer := {call}"), frame("answer")],
        ),
        Support::Fulfil => ("fulfil(promise, status, value uint64, data []byte)", vec![call]),
        Support::Keep => {
            ("retain(secret bool, owner uint64, data []byte) uint64", vec![format!("return uint64({call})")])
        }
        Support::Reserve => {
            ("reserve(call unsafe.Pointer, size uint64) unsafe.Pointer", vec![format!("return {call}")])
        }
        Support::Released => ("takeReleased(into []uint64) int", vec![format!("return int({call})")]),
        Support::Register => return serve(&call, code),
        Support::Enter => return enter(plan, code),
        // Called in place.
        Support::Start | Support::Drain | Support::Abort | Support::Completed => return,
    };
    code.gap();
    code.open(format!("func {head} {{"));
    for line in body {
        code.line(line);
    }
    code.close("}");
}

/// The function that makes known what Go implements.
fn serve(register: &str, code: &mut Code) {
    code.gap();
    code.comment("Serve makes the functions known that Rust calls.");
    code.open(format!("func Serve(imports []{}) {{", code.part("calls", "Import")));
    code.line("Rust.Serve(imports)");
    code.line(register);
    code.close("}");
}

/// The function by which Rust comes in.
fn enter(plan: &Named, code: &mut Code) {
    let enter = Support::Enter.symbol(&plan.bridge.package);
    code.gap();
    code.line(format!("//export {enter}"));
    code.open(format!("func {enter}(call unsafe.Pointer) {{"));
    code.line("Rust.Enter(call)");
    code.close("}");
}

/// The statement that returns a frame of C's.
fn frame(of: &str) -> String {
    format!("return glue.Frame{{Status: uint64({of}.status), Value: uint64({of}.value)}}")
}

fn bridge_function(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    let name = plan.names.bridge_function(&function.declared);
    let qualified = plan.names.qualified(&function.declared);
    let signature = &function.signature;
    let (mut params, mut arguments) = (Vec::new(), Vec::new());
    for slot in &signature.slots {
        let (param, argument) = self::slot(*slot, function, plan, code);
        params.extend(param);
        arguments.push(argument);
    }
    if signature.returns.has_struct() {
        params.push("result unsafe.Pointer".to_owned());
    }
    let call = format!("C.{}({})", signature.symbol, arguments.join(", "));
    let ok = || header::value_name(function.returns.ok.data(), plan);
    code.gap();
    code.comment(&format!("{name} calls {qualified}."));
    let mut open = |results: &str| code.open(format!("func {name}({}) {results}{{", params.join(", ")));
    match signature.returns {
        Return::Nothing => {
            open("");
            code.line(call);
        }
        Return::Value(Value::Struct) => {
            open("");
            code.line(format!("*(*C.{})(result) = {call}", ok()));
        }
        Return::Value(Value::Word) => {
            let ty = function.returns.ok.data().map_or("uint64", machine_words::go_type);
            open(&format!("{ty} "));
            code.line(if ty == "bool" {
                format!("return {call} != 0")
            } else {
                format!("return {ty}({call})")
            });
        }
        Return::Frame => {
            open("glue.Frame ");
            code.line(format!("answer := {call}"));
            code.line(frame("answer"));
        }
        Return::FrameOf => {
            open("glue.Frame ");
            code.line(format!("answer := {call}"));
            code.line(format!("*(*C.{})(result) = answer.ok", ok()));
            code.line(frame("answer.frame"));
        }
    }
    code.close("}");
}

/// A parameter of the Go function, where the slot has one of its own, and the argument of the C call.
pub(super) fn slot(
    slot: Slot,
    function: &FunctionPlan,
    plan: &Named,
    code: &Code,
) -> (Option<String>, String) {
    match slot {
        Slot::Waiter => (Some("waiter uint64".to_owned()), "C.uint64_t(waiter)".to_owned()),
        Slot::Receiver => (Some("handle uint64".to_owned()), "C.uint64_t(handle)".to_owned()),
        Slot::Param(index, part) => self::part(part, &function.params[index], plan, code),
        Slot::Scratch => {
            (Some("scratch []byte".to_owned()), "(*C.uint8_t)(unsafe.SliceData(scratch))".to_owned())
        }
        Slot::PackedLength => (None, "C.uint64_t(len(scratch))".to_owned()),
        Slot::Capacity => (None, "C.uint64_t(cap(scratch))".to_owned()),
        Slot::Result => (None, "(*C.uint8_t)(result)".to_owned()),
    }
}

fn part(part: Part, param: &ParamPlan, plan: &Named, code: &Code) -> (Option<String>, String) {
    let name = go::local(&param.name.to_string());
    let c_type = || header::value_name(param.ty.data(), plan);
    let word = || (Some(format!("{name} uint64")), format!("C.uint64_t({name})"));
    match part {
        Part::Word => {
            let ty = param.ty.data().map_or("uint64", machine_words::go_type);
            let value = if ty == "bool" { format!("{}({name})", code.wire("Byte")) } else { name.clone() };
            (Some(format!("{name} {ty}")), format!("C.{}({value})", c_type()))
        }
        Part::Struct => {
            code.import("unsafe");
            (Some(format!("{name} unsafe.Pointer")), format!("*(*C.{})({name})", c_type()))
        }
        Part::Handle | Part::Reference => word(),
        Part::Owner(_) => {
            let owner = go::beside(&param.name, "Owner");
            (Some(format!("{owner} uint64")), format!("C.uint64_t({owner})"))
        }
        Part::Address(Region::Text) => {
            (Some(format!("{name} string")), format!("(*C.uint8_t)(unsafe.StringData({name}))"))
        }
        // A pointer to a pointer-free type needs no look at what lies around the slice, and gets none: a buffer inside a
        // struct with pointers may be passed.
        Part::Address(Region::Items) => {
            let item = machine_words::native_item(&param.ty).unwrap_or("byte");
            let element = header::element(&param.ty);
            let address = format!("(*C.{element})(unsafe.Pointer(unsafe.SliceData({name})))");
            (Some(format!("{name} []{item}")), address)
        }
        Part::Address(Region::Owned) => (
            Some(format!("{name} []byte")),
            format!("(*C.uint8_t)(unsafe.Pointer(unsafe.SliceData({name})))"),
        ),
        Part::Length(Region::Items) if machine_words::native_item(&param.ty).is_none() => {
            let length = go::beside(&param.name, "Len");
            (Some(format!("{length} int")), format!("C.uint64_t({length})"))
        }
        Part::Length(_) => (None, format!("C.uint64_t(len({name}))")),
    }
}
