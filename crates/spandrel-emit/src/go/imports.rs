//! What Go implements and Rust calls: the interfaces to implement, and the functions that answer Rust's calls.

use spandrel_plan::{Answer, Crossing, ImportPlan, Memory, ParamPlan, Plan, Target, Value};
use spandrel_syntax::{
    bridge::{Function, Opaque},
    types::{Failure, Returns, Type},
};

use super::{codec, types, words, writer::Code};
use crate::names::go;

/// Writes `imports.go`.
pub(super) fn imports(plan: &Plan, code: &mut Code) {
    if plan.imports.iter().any(|import| import.free_function().is_some()) {
        free_functions(plan, code);
    }
    for interface in &plan.bridge.interfaces {
        self::interface(interface, plan, code);
    }
    if plan.imports.is_empty() {
        return;
    }
    table(plan, code);
    for import in &plan.imports {
        serve(import, plan, code);
    }
}

/// The interface of the free functions, and where its implementation is put.
fn free_functions(plan: &Plan, code: &mut Code) {
    let package = &plan.bridge.package;
    code.gap();
    code.comment(
        "Functions is what the Rust side calls in Go. Calls come from any goroutine's thread and from threads of Rust's.\n\
         A panic is answered to Rust as an error; runtime.Goexit ends the process.",
    );
    code.open("type Functions interface {");
    for function in plan.imports.iter().filter_map(ImportPlan::free_function) {
        let name = go::function(package, function);
        code.function_docs(&name, &function.docs, &format!("{name} is the Rust function {}.", function.name));
        let signature = signature(function, plan, code);
        code.line(format!("{name}{signature}"));
    }
    code.close("}");
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
    code.import_glue();
    code.comment("implemented is what to call. Without it, the call is answered so.");
    code.open("func implemented(call *glue.Call) (functions Functions, ok bool) {");
    code.open("if stored := implementation.Load(); stored != nil && *stored != nil {");
    code.line("return *stored, true");
    code.close("}");
    code.line("call.Missing()");
    code.line("return nil, false");
    code.close("}");
}

fn interface(interface: &Opaque, plan: &Plan, code: &mut Code) {
    let name = go::type_name(&plan.bridge.package, &interface.name);
    code.gap();
    code.type_docs(
        &name,
        &interface.docs,
        &format!("{name} is implemented in Go and called by the Rust side."),
    );
    let methods = plan.imports.iter().filter_map(|import| match &import.target {
        Target::Function(function) if import.interface() == Some(&interface.name) => Some(function),
        _ => None,
    });
    let methods: Vec<&Function> = methods.collect();
    if methods.is_empty() {
        code.line(format!("type {name} any"));
        return;
    }
    code.comment(
        "\nMethods are called from any goroutine's thread and from threads of Rust's. A panic is answered to Rust as an\n\
         error; runtime.Goexit ends the process.",
    );
    code.open(format!("type {name} interface {{"));
    for function in methods {
        let name = go::exported(&function.name.to_string());
        if !function.docs.0.is_empty() {
            code.function_docs(&name, &function.docs, &format!("{name} is called by the Rust side."));
        }
        let signature = signature(function, plan, code);
        code.line(format!("{name}{signature}"));
    }
    code.close("}");
}

fn signature(function: &Function, plan: &Plan, code: &mut Code) -> String {
    let mut params = Vec::new();
    if function.is_async || matches!(function.returns.ok, Type::Stream(_)) {
        code.import("context");
        params.push("ctx context.Context".to_owned());
    }
    for param in &function.params {
        let ty = types::name(&param.ty, plan, code);
        params.push(format!("{} {ty}", go::local(&param.name.to_string())));
    }
    format!("({}){}", params.join(", "), types::results(&function.returns, plan, code))
}

/// Makes the functions below known to Rust, in the order of their numbers.
fn table(plan: &Plan, code: &mut Code) {
    code.gap();
    code.import_glue();
    code.import_bridge();
    code.open("func init() {");
    code.open("bridge.Serve([]glue.Import{");
    for import in &plan.imports {
        let (name, serve) = (go::import(&plan.bridge.package, import), serve_name(import, plan));
        code.line(format!("{{Name: \"{name}\", Serve: {serve}}},"));
    }
    code.close("})");
    code.close("}");
}

fn serve_name(import: &ImportPlan, plan: &Plan) -> String {
    let package = &plan.bridge.package;
    match &import.target {
        Target::Function(function) => match function.receiver.owner() {
            Some(owner) => {
                let method = go::exported(&function.name.to_string());
                format!("serve{}_{method}", go::type_name(package, owner))
            }
            None => format!("serve{}", go::function(package, function)),
        },
        Target::Callback { function, param } => {
            format!("serve{}_{}", go::crossing(plan, function), go::param(&param.to_string()))
        }
    }
}

/// The function that answers one kind of call: reads the arguments, calls, answers.
fn serve(import: &ImportPlan, plan: &Plan, code: &mut Code) {
    code.gap();
    code.import_glue();
    code.comment(&format!(
        "{} answers calls of {}.",
        serve_name(import, plan),
        go::import(&plan.bridge.package, import)
    ));
    code.open(format!("func {}(call *glue.Call) {{", serve_name(import, plan)));
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
            code.open("bridge.Rust.Start(call, func(ctx context.Context, call *glue.Call) {");
            answer(import, &call, plan, code);
            code.close("})");
        }
        None => answer(import, &call, plan, code),
    }
    code.close("}");
}

/// Statements that run an iterator for a stream of Rust's.
fn produce(item: &Returns, call: &str, plan: &Plan, code: &mut Code) {
    code.import("context");
    code.import_bridge();
    let name = types::name(&item.ok, plan, code);
    code.open(format!("open := func(ctx context.Context) iter.Seq2[{name}, error] {{"));
    code.import("iter");
    code.line(format!("return {call}"));
    code.close("}");
    let declared = declared(plan);
    if plan.plain(&item.ok).is_some() {
        code.line(format!("glue.ProducePlain(bridge.Rust, call, open, {declared})"));
        return;
    }
    code.open(format!("appendItem := func(buffer []byte, item {name}) []byte {{"));
    codec::append(&item.ok, "item", 0, plan, code);
    code.line("return buffer");
    code.close("}");
    code.line(format!("glue.Produce(bridge.Rust, call, open, appendItem, {declared})"));
}

/// Statements that find what is called, and its name.
fn target(import: &ImportPlan, plan: &Plan, code: &mut Code) -> String {
    let ty = match &import.target {
        Target::Function(function) => match function.receiver.owner() {
            Some(interface) => go::type_name(&plan.bridge.package, interface),
            None => {
                code.line("functions, ok := implemented(call)");
                code.open("if !ok {");
                code.line("return");
                code.close("}");
                return format!("functions.{}", go::function(&plan.bridge.package, function));
            }
        },
        Target::Callback { function, param } => {
            let declared = function.params.iter().find(|declared| declared.name == *param);
            match declared.map(|declared| &declared.ty) {
                Some(ty) => types::name(ty, plan, code),
                None => "any".to_owned(),
            }
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
fn arguments(import: &ImportPlan, plan: &Plan, code: &mut Code) -> Vec<String> {
    if import.packs() {
        code.line("reader := call.Packed()");
    }
    let mut word = 0;
    let mut names = Vec::new();
    for (index, param) in import.params.iter().enumerate() {
        let name = format!("arg{index}");
        word += argument(param, &name, word, plan, code);
        names.push(name);
    }
    if import.packs() {
        code.line("reader.Finish()");
    }
    names
}

/// Reads one argument. Returns how many words it takes.
fn argument(param: &ParamPlan, name: &str, word: usize, plan: &Plan, code: &mut Code) -> usize {
    match &param.crossing {
        Crossing::Plain(Value::Word) => {
            let value = words::from_word(&param.ty, &format!("call.Word({word})"), plan, code);
            code.line(format!("{name} := {value}"));
            1
        }
        Crossing::Plain(Value::Struct) => {
            let ty = types::name(&param.ty, plan, code);
            code.line(format!("{name} := *(*{ty})(call.Address({word}))"));
            1
        }
        Crossing::Text { .. } => {
            let read = if param.view { "TextView" } else { "Text" };
            code.line(format!("{name} := call.{read}({word})"));
            2
        }
        Crossing::Slice { .. } => {
            let read = if param.view { "View" } else { "Copy" };
            let item = types::item(&param.ty, plan, code);
            code.line(format!("{name} := glue.{read}[{item}](call, {word})"));
            2
        }
        Crossing::Owned(memory) => {
            code.import_bridge();
            let take = if *memory == Memory::Bytes { "GivenBytes" } else { "GivenSecret" };
            code.line(format!("{name} := bridge.Rust.{take}(call, {word})"));
            1
        }
        Crossing::Interface { name: interface, .. } => {
            let ty = go::type_name(&plan.bridge.package, interface);
            code.line(format!("{name}, ok := call.Value({word}).({ty})"));
            return_unless_ok(code);
            1
        }
        Crossing::Packed => {
            let ty = types::name(&param.ty, plan, code);
            code.line(format!("var {name} {ty}"));
            codec::read(&param.ty, name, 0, plan, code);
            0
        }
        // Refused as parameters of Go functions.
        Crossing::Handle { .. } | Crossing::Callback { .. } => 0,
    }
}

/// Statements that make the call and answer it.
fn answer(import: &ImportPlan, call: &str, plan: &Plan, code: &mut Code) {
    let fails = import.returns.failure != Failure::None;
    match (&import.answer, fails) {
        (Answer::Nothing, false) => return code.line(call),
        (Answer::Nothing, true) => {
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
        // Handles are refused as results of Go functions.
        Answer::Nothing | Answer::Handle(_) | Answer::Stream { .. } => {}
        Answer::Kept(memory) => {
            code.import_bridge();
            let give = if *memory == Memory::Bytes { "GiveBytes" } else { "GiveSecret" };
            code.line(format!("bridge.Rust.{give}(call, result)"));
        }
        Answer::Plain(Value::Word) => {
            let word = words::to_word(ty, "result", code);
            code.line(format!("call.Return({word})"));
        }
        Answer::Plain(Value::Struct) => {
            code.import_bridge();
            code.line("glue.ReturnPlain(bridge.Rust, call, &result)");
        }
        Answer::Bytes { text } => {
            code.import_bridge();
            let door = if *text { "ReturnText" } else { "ReturnBytes" };
            code.line(format!("bridge.Rust.{door}(call, result)"));
        }
        Answer::Packed => {
            code.line("scratch := glue.NewScratch()");
            code.line("buffer := scratch.Data");
            codec::append(ty, "result", 0, plan, code);
            code.line("scratch.Data = buffer");
            code.import_bridge();
            code.line("bridge.Rust.ReturnScratch(call, scratch)");
        }
        Answer::Interface(_) => {
            code.import_bridge();
            code.open("if result == nil {");
            code.line("bridge.Rust.Refuse(call, \"result\", \"is nil\")");
            code.line("return");
            code.close("}");
            code.line("bridge.Rust.GiveValue(call, result)");
        }
    }
}

fn return_error(plan: &Plan, code: &mut Code) {
    code.import_bridge();
    code.line(format!("bridge.Rust.ReturnError(call, err, {})", declared(plan)));
}

/// What appends the fields of an error of this bridge.
fn declared(plan: &Plan) -> &'static str {
    if plan.bridge.errors.is_empty() { "nil" } else { "appendDeclared" }
}
