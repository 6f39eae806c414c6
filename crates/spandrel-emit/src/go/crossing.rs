//! The internal package of a bridge: one Go function per crossing, one C call each.

use spandrel_plan::{Answer, Crossing, FunctionPlan, ParamPlan, Plan, Value, symbols};

use super::{
    header, words,
    writer::{Code, GENERATED, GLUE},
};
use crate::names::{c, go};

/// Writes `bridge.go`.
pub(super) fn file(plan: &Plan) -> String {
    let package = &plan.bridge.package;
    let mut code = Code::new();
    open_bridge(plan, &mut code);
    if plan.calls_go() {
        enter(plan, &mut code);
    }
    for function in &plan.functions {
        crossing(function, plan, &mut code);
    }
    let head = format!(
        "{GENERATED}\n\n//go:build cgo\n\n// Package bridge makes the crossings of package {package}: one C call each.\npackage bridge\n\n\
         /*\n#include \"{}\"\n{}*/\nimport \"C\"\n\nimport (\n\t\"unsafe\"\n\n\t\"{GLUE}\"\n)\n\n",
        c::header(package),
        if plan.object_calls_go { String::new() } else { pragmas(plan) }
    );
    format!("{head}{}", code.into_text())
}

/// Pointer arguments stay on the stack: allowed because nothing in this object calls back into Go.
fn pragmas(plan: &Plan) -> String {
    let mut text = String::new();
    let pull = plan.has_streams().then(|| symbols::support(&plan.bridge.package, "pull"));
    let with_pointers = plan.functions.iter().filter(|function| function.takes_pointers());
    for symbol in with_pointers.map(|function| &function.symbol).chain(&pull) {
        text.push_str(&format!("#cgo noescape {symbol}\n#cgo nocallback {symbol}\n"));
    }
    if text.is_empty() { text } else { format!("\n{text}") }
}

fn open_bridge(plan: &Plan, code: &mut Code) {
    let package = &plan.bridge.package;
    let [start, close, drain, counters] =
        ["start", "close", "drain", "counters"].map(|name| symbols::support(package, name));
    code.comment("Rust is the Rust side of this bridge.");
    code.line("var Rust = open()");
    code.gap();
    code.open("func open() *glue.Bridge {");
    code.line(format!("{}()", go::OBJECT));
    code.line(format!("start := C.{start}()"));
    code.open("return glue.Open(glue.Link{");
    let mut fields = vec![
        ("Package", format!("\"{package}\"")),
        ("Contract", format!("unsafe.Pointer(&C.{})", plan.contract.symbol)),
        ("Returned", "unsafe.Pointer(start.returned)".to_owned()),
        ("Limit", "uint64(start.returned_limit)".to_owned()),
        ("Close", "closeObject".to_owned()),
        ("Drain", format!("func() {{ C.{drain}() }}")),
        ("Counters", "counters".to_owned()),
    ];
    if plan.calls_go() {
        let abort = symbols::support(package, "abort");
        fields.push(("Released", "unsafe.Pointer(start.released)".to_owned()));
        fields.push(("TakeReleased", "takeReleased".to_owned()));
        fields.push(("Reserve", "reserve".to_owned()));
        fields.push(("Abort", format!("func() {{ C.{abort}() }}")));
    }
    if plan.owes_answers() {
        fields.push(("Fulfil", "fulfil".to_owned()));
    }
    if plan.is_given_memory() {
        fields.push(("Keep", "keep".to_owned()));
    }
    if plan.answers_later() {
        fields.push(("Completed", format!("C.{}()", symbols::support(package, "completed"))));
        fields.push(("Listen", "listen".to_owned()));
    }
    if plan.waits_for_futures() {
        fields.push(("Resume", "resume".to_owned()));
    }
    if plan.has_streams() {
        fields.push(("Pull", "pull".to_owned()));
    }
    let width = fields.iter().map(|(field, _)| field.len() + 1).max().unwrap_or(0);
    for (field, value) in fields {
        let field = format!("{field}:");
        code.line(format!("{field:width$} {value},"));
    }
    code.close("})");
    code.close("}");
    code.gap();
    code.open("func closeObject(handle uint64) glue.Frame {");
    code.line(format!("answer := C.{close}(C.uint64_t(handle))"));
    code.line(FRAME);
    code.close("}");
    code.gap();
    code.open("func counters() (objects, blocks int64) {");
    code.line(format!("answer := C.{counters}()"));
    code.line("return int64(answer.objects), int64(answer.blocks)");
    code.close("}");
    if plan.answers_later() {
        let listen = symbols::support(package, "listen");
        code.gap();
        code.open("func listen(wanted bool) uint64 {");
        code.line(format!("return uint64(C.{listen}(C.uint8_t(glue.Byte(wanted))))"));
        code.close("}");
    }
    if plan.waits_for_futures() {
        let resume = symbols::support(package, "resume");
        code.gap();
        code.open("func resume(task, waiter uint64) glue.Frame {");
        code.line(format!("answer := C.{resume}(C.uint64_t(task), C.uint64_t(waiter))"));
        code.line(FRAME);
        code.close("}");
    }
    if plan.has_streams() {
        let pull = symbols::support(package, "pull");
        code.gap();
        code.open("func pull(stream, waiter uint64, scratch []byte) glue.Frame {");
        code.line(format!(
            "answer := C.{pull}(C.uint64_t(stream), C.uint64_t(waiter), (*C.uint8_t)(unsafe.SliceData(scratch)), C.uint64_t(cap(scratch)))"
        ));
        code.line(FRAME);
        code.close("}");
    }
}

/// How Rust comes in.
fn enter(plan: &Plan, code: &mut Code) {
    let package = &plan.bridge.package;
    if plan.owes_answers() {
        let fulfil = symbols::support(package, "fulfil");
        code.gap();
        code.open("func fulfil(promise, status, value uint64, bytes []byte) {");
        code.line(format!(
            "C.{fulfil}(C.uint64_t(promise), C.uint64_t(status), C.uint64_t(value), (*C.uint8_t)(unsafe.SliceData(bytes)), C.uint64_t(len(bytes)))"
        ));
        code.close("}");
    }
    if plan.is_given_memory() {
        let keep = symbols::support(package, "keep");
        code.gap();
        code.open("func keep(secret bool, owner uint64, data []byte) uint64 {");
        code.line(format!(
            "return uint64(C.{keep}(C.uint8_t(glue.Byte(secret)), C.uint64_t(owner), (*C.uint8_t)(unsafe.SliceData(data)), C.uint64_t(len(data))))"
        ));
        code.close("}");
    }
    let [enter, register, reserve, released] =
        ["enter", "register", "reserve", "released"].map(|name| symbols::support(package, name));
    code.gap();
    code.comment("Serve makes the functions known that Rust calls.");
    code.open("func Serve(imports []glue.Import) {");
    code.line("Rust.Serve(imports)");
    let in_leaf = if plan.object_has_leaves { "(*[0]byte)(glue.InLeaf())" } else { "nil" };
    code.line(format!("C.{register}((*[0]byte)(C.{enter}), {in_leaf})"));
    code.close("}");
    code.gap();
    code.line(format!("//export {enter}"));
    code.open(format!("func {enter}(call unsafe.Pointer) {{"));
    code.line("Rust.Enter(call)");
    code.close("}");
    code.gap();
    code.open("func reserve(call unsafe.Pointer, size uint64) unsafe.Pointer {");
    code.line(format!("return C.{reserve}(call, C.uint64_t(size))"));
    code.close("}");
    code.gap();
    code.open("func takeReleased(references []uint64) int {");
    code.line(format!(
        "return int(C.{released}((*C.uint64_t)(unsafe.SliceData(references)), C.uint64_t(len(references))))"
    ));
    code.close("}");
}

const FRAME: &str = "return glue.Frame{Status: uint64(answer.status), Value: uint64(answer.value)}";

fn crossing(function: &FunctionPlan, plan: &Plan, code: &mut Code) {
    let name = go::crossing(plan, &function.declared);
    let qualified = go::qualified(&plan.bridge.package, &function.declared);
    let (params, arguments) = signature(function, plan);
    let call = format!("C.{}({})", function.symbol, arguments.join(", "));
    let params = params.join(", ");
    code.gap();
    code.comment(&format!("{name} crosses for {qualified}."));
    if header::frame_name(function).is_some() {
        let ok = header::type_name(&function.declared.returns.ok, plan);
        let params = join(&params, "result unsafe.Pointer");
        code.open(format!("func {name}({params}) glue.Frame {{"));
        code.line(format!("answer := {call}"));
        code.line(format!("*(*C.{ok})(result) = answer.ok"));
        code.line(
            "return glue.Frame{Status: uint64(answer.frame.status), Value: uint64(answer.frame.value)}",
        );
    } else if !function.is_direct() {
        code.open(format!("func {name}({params}) glue.Frame {{"));
        code.line(format!("answer := {call}"));
        code.line(FRAME);
    } else {
        match function.answer {
            Answer::Plain(Value::Struct) => {
                let ok = header::type_name(&function.declared.returns.ok, plan);
                let params = join(&params, "result unsafe.Pointer");
                code.open(format!("func {name}({params}) {{"));
                code.line(format!("*(*C.{ok})(result) = {call}"));
            }
            Answer::Plain(Value::Word) => {
                let ty = words::go_type(&function.declared.returns.ok);
                code.open(format!("func {name}({params}) {ty} {{"));
                if ty == "bool" {
                    code.line(format!("return {call} != 0"));
                } else {
                    code.line(format!("return {ty}({call})"));
                }
            }
            _ => {
                code.open(format!("func {name}({params}) {{"));
                code.line(call);
            }
        }
    }
    code.close("}");
}

fn join(params: &str, last: &str) -> String {
    if params.is_empty() { last.to_owned() } else { format!("{params}, {last}") }
}

/// Parameters of the Go function, and the arguments of its C call.
fn signature(function: &FunctionPlan, plan: &Plan) -> (Vec<String>, Vec<String>) {
    let (mut params, mut arguments) = (Vec::new(), Vec::new());
    if function.declared.is_async {
        params.push("waiter uint64".to_owned());
        arguments.push("C.uint64_t(waiter)".to_owned());
    }
    if function.method_of().is_some() {
        params.push("handle uint64".to_owned());
        arguments.push("C.uint64_t(handle)".to_owned());
    }
    for param in &function.params {
        parameter(param, plan, &mut params, &mut arguments);
    }
    if function.needs_scratch() {
        params.push("scratch []byte".to_owned());
        arguments.push("(*C.uint8_t)(unsafe.SliceData(scratch))".to_owned());
        if function.packs() {
            arguments.push("C.uint64_t(len(scratch))".to_owned());
        }
        if function.answers_in_scratch() {
            arguments.push("C.uint64_t(cap(scratch))".to_owned());
        }
    }
    (params, arguments)
}

fn parameter(param: &ParamPlan, plan: &Plan, params: &mut Vec<String>, arguments: &mut Vec<String>) {
    let name = go::local(&param.name.to_string());
    match &param.crossing {
        Crossing::Plain(Value::Word) => {
            let (go_type, c_type) = (words::go_type(&param.ty), header::type_name(&param.ty, plan));
            params.push(format!("{name} {go_type}"));
            arguments.push(if go_type == "bool" {
                format!("C.{c_type}(glue.Byte({name}))")
            } else {
                format!("C.{c_type}({name})")
            });
        }
        Crossing::Plain(Value::Struct) => {
            let c_type = header::type_name(&param.ty, plan);
            params.push(format!("{name} unsafe.Pointer"));
            arguments.push(format!("*(*C.{c_type})({name})"));
        }
        Crossing::Text { .. } => {
            params.push(format!("{name} string"));
            arguments.push(format!("(*C.uint8_t)(unsafe.StringData({name}))"));
            arguments.push(format!("C.uint64_t(len({name}))"));
        }
        Crossing::Slice { .. } => {
            // A pointer to a pointer-free type needs no look at what lies around the slice, and gets none: a buffer
            // inside a struct with pointers may be passed.
            let element = header::element(&param.ty);
            arguments.push(format!("(*C.{element})(unsafe.Pointer(unsafe.SliceData({name})))"));
            match words::native_item(&param.ty) {
                Some(item) => {
                    params.push(format!("{name} []{item}"));
                    arguments.push(format!("C.uint64_t(len({name}))"));
                }
                None => {
                    let length = go::beside(&param.name, "Len");
                    params.push(format!("{name} []byte, {length} int"));
                    arguments.push(format!("C.uint64_t({length})"));
                }
            }
        }
        Crossing::Owned(_) => {
            let owner = go::beside(&param.name, "Owner");
            params.push(format!("{owner} uint64, {name} []byte"));
            arguments.push(format!("C.uint64_t({owner})"));
            arguments.push(format!("(*C.uint8_t)(unsafe.Pointer(unsafe.SliceData({name})))"));
            arguments.push(format!("C.uint64_t(len({name}))"));
        }
        Crossing::Handle { .. } | Crossing::Interface { .. } | Crossing::Callback { .. } => {
            params.push(format!("{name} uint64"));
            arguments.push(format!("C.uint64_t({name})"));
        }
        Crossing::Packed => {}
    }
}
