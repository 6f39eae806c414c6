//! What Go implements and Rust calls: the interfaces to implement, and the functions that answer Rust's calls.

use spandrel_plan::{GoAnswer, GoPart, GoSlot, ImportPlan, Memory, Target, Value, types::Item};
use spandrel_syntax::{
    bridge::{Function, Opaque},
    types::Failure,
};

use super::{codec, declared::ENCODE_DECLARED, machine_words, signature::Signature, types, writer::Code};
use crate::{Named, names::go};

/// Writes the interfaces to implement, for `contract/imports.go`.
pub(super) fn interfaces(plan: &Named, code: &mut Code) {
    if has_free_functions(plan) {
        functions_interface(plan, code);
    }
    for interface in &plan.bridge.interfaces {
        self::interface(interface, plan, code);
    }
}

/// Writes `imports.go`.
pub(super) fn imports(plan: &Named, code: &mut Code) {
    if has_free_functions(plan) {
        implement(code);
    }
    for interface in &plan.bridge.interfaces {
        interface_docs(interface, plan, code);
        code.alias(&plan.names.type_name(&interface.name));
    }
    if plan.imports.is_empty() {
        return;
    }
    table(plan, code);
    for import in &plan.imports {
        serve(import, plan, code);
    }
}

fn has_free_functions(plan: &Named) -> bool {
    plan.imports.iter().any(|import| import.free_function().is_some())
}

fn functions_docs(code: &mut Code) {
    code.gap();
    code.comment(
        "Functions is what the Rust side calls in Go. Calls come from any goroutine's thread and from threads of Rust's.\n\
         A panic is answered to Rust as an error; runtime.Goexit ends the process.",
    );
}

/// The interface of the free functions.
fn functions_interface(plan: &Named, code: &mut Code) {
    functions_docs(code);
    code.open("type Functions interface {");
    for import in &plan.imports {
        let Some(function) = import.free_function() else { continue };
        let name = plan.names.function(function);
        code.function_docs(&name, &function.docs, &format!("{name} is the Rust function {}.", function.name));
        let signature = Signature::of_import(import, plan, code);
        code.line(signature.text());
    }
    code.close("}");
}

/// Where the implementation of the free functions is put.
fn implement(code: &mut Code) {
    functions_docs(code);
    code.alias("Functions");
    code.gap();
    code.import("sync/atomic");
    code.line("var implementation atomic.Pointer[Functions]");
    code.gap();
    code.comment(
        "Implement says what the Rust side calls from now on. Until then it is answered with an error of kind Missing.",
    );
    code.open("func Implement(functions Functions) {");
    code.line("implementation.Store(&functions)");
    code.close("}");
    code.gap();
    code.comment("implemented is what to call. Without it, the call is answered so.");
    code.open(format!(
        "func implemented(call *{}) (functions Functions, ok bool) {{",
        code.part("calls", "Call")
    ));
    code.open("if stored := implementation.Load(); stored != nil && *stored != nil {");
    code.line("return *stored, true");
    code.close("}");
    code.line("call.Missing()");
    code.line("return nil, false");
    code.close("}");
}

/// The methods of an interface.
fn interface_methods<'a>(
    interface: &'a Opaque,
    plan: &'a Named,
) -> impl Iterator<Item = (&'a ImportPlan, &'a Function)> {
    plan.imports.iter().filter_map(|import| match &import.target {
        Target::Function(function) if import.interface() == Some(&interface.name) => Some((import, function)),
        Target::Function(_) | Target::Callback { .. } => None,
    })
}

fn interface_docs(interface: &Opaque, plan: &Named, code: &mut Code) {
    let name = plan.names.type_name(&interface.name);
    code.gap();
    code.type_docs(
        &name,
        &interface.docs,
        &format!("{name} is implemented in Go and called by the Rust side."),
    );
    if interface_methods(interface, plan).next().is_some() {
        code.comment(
            "\nMethods are called from any goroutine's thread and from threads of Rust's. A panic is answered to Rust as an\n\
             error; runtime.Goexit ends the process.",
        );
    }
}

fn interface(interface: &Opaque, plan: &Named, code: &mut Code) {
    let name = plan.names.type_name(&interface.name);
    interface_docs(interface, plan, code);
    let methods: Vec<_> = interface_methods(interface, plan).collect();
    if methods.is_empty() {
        code.line(format!("type {name} any"));
        return;
    }
    code.open(format!("type {name} interface {{"));
    for (import, function) in methods {
        let name = go::exported(&function.name.to_string());
        if !function.docs.0.is_empty() {
            code.function_docs(&name, &function.docs, &format!("{name} is called by the Rust side."));
        }
        let signature = Signature::of_import(import, plan, code);
        code.line(signature.text());
    }
    code.close("}");
}

/// Makes the functions below known to Rust, in the order of their numbers.
fn table(plan: &Named, code: &mut Code) {
    code.gap();
    code.import_bridge();
    code.open("func init() {");
    code.open(format!("bridge.Serve([]{}{{", code.part("calls", "Import")));
    for import in &plan.imports {
        let (name, serve) = (plan.names.import(import), serve_name(import, plan));
        code.line(format!("{{Name: \"{name}\", Serve: {serve}}},"));
    }
    code.close("})");
    code.close("}");
}

fn serve_name(import: &ImportPlan, plan: &Named) -> String {
    format!("serve{}", plan.names.served(import))
}

/// The function that answers one kind of call: reads the arguments, calls, answers.
fn serve(import: &ImportPlan, plan: &Named, code: &mut Code) {
    code.gap();
    code.comment(&format!("{} answers calls of {}.", serve_name(import, plan), plan.names.import(import)));
    code.open(format!("func {}(call *{}) {{", serve_name(import, plan), code.part("calls", "Call")));
    let callee = target(import, plan, code);
    let mut arguments = arguments(import, plan, code);
    if import.answers_later() {
        arguments.insert(0, "ctx".to_owned());
    }
    let call = format!("{callee}({})", arguments.join(", "));
    match import.stream() {
        Some(item) => produce(item, &call, plan, code),
        None if import.is_async() => {
            code.import("context");
            code.import_bridge();
            code.open(format!(
                "bridge.Rust.Start(call, func(ctx context.Context, call *{}) {{",
                code.part("calls", "Call")
            ));
            answer(import, &call, plan, code);
            code.close("})");
        }
        None => answer(import, &call, plan, code),
    }
    code.close("}");
}

/// Statements that run an iterator for a stream of Rust's.
fn produce(item: &Item, call: &str, plan: &Named, code: &mut Code) {
    code.import("context");
    code.import_bridge();
    let name = types::name(&item.ok, plan, code);
    code.open(format!("open := func(ctx context.Context) iter.Seq2[{name}, error] {{"));
    code.import("iter");
    code.line(format!("return {call}"));
    code.close("}");
    let declared = declared(plan, code);
    if plan.plain(&item.ok).is_some() {
        let produce = code.part("calls", "ProducePlain");
        code.line(format!("{produce}(&bridge.Rust.Server, call, open, {declared})"));
        return;
    }
    code.open(format!("appendItem := func(buffer []byte, item {name}) []byte {{"));
    codec::append(&item.ok, "item", 0, plan, code);
    code.line("return buffer");
    code.close("}");
    let produce = code.part("calls", "Produce");
    code.line(format!("{produce}(&bridge.Rust.Server, call, open, appendItem, {declared})"));
}

/// Statements that find what is called, and its name.
fn target(import: &ImportPlan, plan: &Named, code: &mut Code) -> String {
    let ty = match &import.target {
        Target::Function(function) => match function.receiver.owner() {
            Some(interface) => plan.names.type_name(interface),
            None => {
                code.line("functions, ok := implemented(call)");
                code.open("if !ok {");
                code.line("return");
                code.close("}");
                return format!("functions.{}", plan.names.function(function));
            }
        },
        Target::Callback { function, param } => {
            let called = plan.functions.iter().find(|known| {
                (&known.declared.receiver, &known.declared.name) == (&function.receiver, &function.name)
            });
            let passed = called.and_then(|known| known.params.iter().find(|known| known.name == *param));
            passed.map_or_else(|| "any".to_owned(), |passed| types::param(&passed.ty, plan, code))
        }
    };
    code.line(format!("target, ok := call.Target().({ty})"));
    return_unless_ok(code);
    match &import.target {
        Target::Function(function) => format!("target.{}", go::exported(&function.name.to_string())),
        Target::Callback { .. } => "target".to_owned(),
    }
}

fn return_unless_ok(code: &mut Code) {
    code.open("if !ok {");
    code.line("call.Released()");
    code.line("return");
    code.close("}");
}

/// Statements that read the arguments, and their names.
fn arguments(import: &ImportPlan, plan: &Named, code: &mut Code) -> Vec<String> {
    if import.packs() {
        code.line("reader := call.Packed()");
    }
    for (word, slot) in import.signature.numbered() {
        argument(slot, word, import, plan, code);
    }
    if import.packs() {
        code.line("call.Finish(reader)");
    }
    (0..import.params.len()).map(argument_name).collect()
}

fn argument_name(param: usize) -> String {
    format!("arg{param}")
}

/// Reads what is passed in a slot, from the word with this number if it is one.
fn argument(slot: GoSlot, word: usize, import: &ImportPlan, plan: &Named, code: &mut Code) {
    let (param, name) = (&import.params[slot.param], argument_name(slot.param));
    match slot.part {
        GoPart::Word => {
            let read = format!("call.Word({word})");
            let data = param.ty.data();
            let value = data.map_or(read.clone(), |data| machine_words::from_word(data, &read, plan, code));
            code.line(format!("{name} := {value}"));
        }
        GoPart::Struct => {
            let ty = types::param(&param.ty, plan, code);
            code.line(format!("{name} := *(*{ty})(call.Address({word}))"));
        }
        GoPart::Text => {
            let read = if param.view { "TextView" } else { "Text" };
            code.line(format!("{name} := call.{read}({word})"));
        }
        GoPart::Items => {
            let read = if param.view { "View" } else { "Copy" };
            let item = param.ty.item().map_or_else(String::new, |item| types::element(item, plan, code));
            code.line(format!("{name} := {}[{item}](call, {word})", code.part("calls", read)));
        }
        // Read with the address in front.
        GoPart::TextLength | GoPart::ItemCount => {}
        GoPart::Block(memory) => {
            code.import_bridge();
            let take = match memory {
                Memory::Bytes => "GivenBytes",
                Memory::Secret { .. } => "GivenSecret",
            };
            code.line(format!("{name} := bridge.Rust.{take}(call, {word})"));
        }
        GoPart::Ring => {
            if let Some(ring) = param.ty.ring() {
                let make = types::end(ring, plan, code);
                let make = code.part("rings", &make);
                let called = plan.names.import(import);
                code.line(format!("{name}, err := {make}(\"{called}\", call.TakeEnd({word}))"));
                code.open("if err != nil {");
                code.import_bridge();
                code.line("bridge.Rust.ReturnError(call, err, nil)");
                code.line("return");
                code.close("}");
            }
        }
        GoPart::Reference => {
            let ty = types::param(&param.ty, plan, code);
            code.line(format!("{name}, ok := call.Value({word}).({ty})"));
            return_unless_ok(code);
        }
        GoPart::Packed => {
            let ty = types::param(&param.ty, plan, code);
            code.line(format!("var {name} {ty}"));
            codec::read_param(&param.ty, &name, plan, code);
        }
    }
}

/// Statements that make the call and answer it.
fn answer(import: &ImportPlan, call: &str, plan: &Named, code: &mut Code) {
    let fails = import.returns.failure != Failure::None;
    match (&import.answer, fails) {
        (GoAnswer::Nothing, false) => return code.line(call),
        (GoAnswer::Nothing, true) => {
            code.open(format!("if err := {call}; err != nil {{"));
            return_error(plan, code);
            return code.close("}");
        }
        (_, false) => code.line(format!("result := {call}")),
        (_, true) => {
            code.line(format!("result, err := {call}"));
            code.open("if err != nil {");
            return_error(plan, code);
            code.line("return");
            code.close("}");
        }
    }
    let ty = &import.returns.ok;
    match &import.answer {
        // A stream is answered by `produce`.
        GoAnswer::Nothing | GoAnswer::Stream { .. } => {}
        GoAnswer::Owned(memory) => {
            code.import_bridge();
            let give = if *memory == Memory::Bytes { "GiveBytes" } else { "GiveSecret" };
            code.line(format!("bridge.Rust.{give}(call, result)"));
        }
        GoAnswer::Plain(Value::Word) => {
            let data = ty.data();
            let word =
                data.map_or_else(|| "result".to_owned(), |data| machine_words::to_word(data, "result", code));
            code.line(format!("call.Return({word})"));
        }
        GoAnswer::Plain(Value::Struct) => {
            code.import_bridge();
            code.line(format!(
                "bridge.Rust.ReturnBytes(call, {}(&result))",
                code.part("calls", "PlainBytes")
            ));
        }
        GoAnswer::Bytes { text } => {
            code.import_bridge();
            let answer = if *text { "ReturnText" } else { "ReturnBytes" };
            code.line(format!("bridge.Rust.{answer}(call, result)"));
        }
        GoAnswer::Packed => {
            code.line(format!("scratch := {}()", code.part("block", "NewScratch")));
            code.line("buffer := scratch.Data");
            if let Some(data) = ty.data() {
                codec::append(data, "result", 0, plan, code);
            }
            code.line("scratch.Data = buffer");
            code.import_bridge();
            code.line("bridge.Rust.ReturnScratch(call, scratch)");
        }
        GoAnswer::Interface(_) => {
            code.import_bridge();
            code.open("if result == nil {");
            code.line("bridge.Rust.Refuse(call, \"result\", \"is nil\")");
            code.line("return");
            code.close("}");
            code.line("bridge.Rust.GiveValue(call, result)");
        }
    }
}

fn return_error(plan: &Named, code: &mut Code) {
    code.import_bridge();
    code.line(format!("bridge.Rust.ReturnError(call, err, {})", declared(plan, code)));
}

/// What appends the fields of an error of this bridge.
fn declared(plan: &Named, code: &Code) -> String {
    if plan.data.errors.is_empty() { "nil".to_owned() } else { code.codec(ENCODE_DECLARED) }
}
