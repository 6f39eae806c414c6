//! Leaf calls in Go: an assembly trampoline into Rust where that is proven to work, the ordinary crossing elsewhere.
//!
//! All arguments and results are 64-bit words or addresses: the trampoline moves them from Go's argument frame to where C
//! takes them, and the answer back, and knows no types.

use spandrel_plan::{Answer, Crossing, FunctionPlan, Plan, Value, symbols};
use spandrel_syntax::{bridge::Docs, types::Type};

use super::{
    words::{self, native_item},
    writer::{Code, GENERATED, GLUE, import_block},
};
use crate::{File, names::go};

/// Where the trampoline is proven: the offsets it relies on are the same in these versions of Go.
const PROVEN: &str =
    "linux && amd64 && cgo && go1.24 && !go1.28 && !race && !msan && !asan && !spandrel_nofast";

/// Writes the package of the leaf calls, if the bridge has any.
pub(super) fn files(plan: &Plan, bridge_path: &str) -> Vec<File> {
    let leaves: Vec<&FunctionPlan> =
        plan.functions.iter().filter(|function| function.declared.leaf).collect();
    if leaves.is_empty() {
        return Vec::new();
    }
    let file = |name: &str, text: String| File { path: format!("internal/leaf/{name}"), text };
    vec![
        file("leaf.go", calls(&leaves, plan)),
        file("fast.go", declarations(&leaves, plan)),
        file("leaf_fast_amd64.s", trampolines(&leaves, plan)),
        file("ordinary.go", ordinary(&leaves, plan, bridge_path)),
        file("slow.go", slow(&leaves, plan)),
    ]
}

/// The arguments of a leaf call in the public package.
pub(super) fn argument(ty: &Type, crossing: &Crossing, name: &str, code: &mut Code) -> Vec<String> {
    match crossing {
        Crossing::Plain(Value::Word) => vec![words::to_word(ty, name, code)],
        Crossing::Plain(Value::Struct) => {
            code.import("unsafe");
            vec![format!("unsafe.Pointer(&{name})")]
        }
        Crossing::Text { .. } => {
            code.import("unsafe");
            vec![format!("unsafe.Pointer(unsafe.StringData({name}))"), format!("uint64(len({name}))")]
        }
        Crossing::Slice { .. } => {
            code.import("unsafe");
            vec![format!("unsafe.Pointer(unsafe.SliceData({name}))"), format!("uint64(len({name}))")]
        }
        Crossing::Handle { .. } => vec![format!("{name}.handle(turn)")],
        // Refused for leaves: memory with an owner, Go values.
        Crossing::Packed | Crossing::Owned(_) | Crossing::Interface { .. } | Crossing::Callback { .. } => {
            Vec::new()
        }
    }
}

/// Parameters of the leaf function, and the arguments of the ordinary crossing made of them.
fn signature(function: &FunctionPlan) -> (Vec<String>, Vec<String>) {
    let (mut params, mut arguments) = (Vec::new(), Vec::new());
    if function.method_of().is_some() {
        params.push("handle uint64".to_owned());
        arguments.push("handle".to_owned());
    }
    for param in &function.params {
        let name = go::leaf_param(&param.name.to_string());
        match &param.crossing {
            Crossing::Plain(Value::Word) => {
                params.push(format!("{name} uint64"));
                arguments.push(from_word(words::go_type(&param.ty), &name));
            }
            Crossing::Plain(Value::Struct) => {
                params.push(format!("{name} unsafe.Pointer"));
                arguments.push(name);
            }
            Crossing::Text { .. } => {
                params.push(format!("{name} unsafe.Pointer, {name}_n uint64"));
                arguments.push(format!("unsafe.String((*byte)({name}), {name}_n)"));
            }
            Crossing::Slice { .. } => {
                params.push(format!("{name} unsafe.Pointer, {name}_n uint64"));
                match native_item(&param.ty) {
                    Some(item) => arguments.push(format!("unsafe.Slice((*{item})({name}), {name}_n)")),
                    None => arguments.push(format!("glue.Memory({name}, {name}_n), int({name}_n)")),
                }
            }
            Crossing::Handle { .. } => {
                params.push(format!("{name} uint64"));
                arguments.push(name);
            }
            Crossing::Packed
            | Crossing::Owned(_)
            | Crossing::Interface { .. }
            | Crossing::Callback { .. } => {}
        }
    }
    if function.needs_scratch() {
        params.push("scratch unsafe.Pointer".to_owned());
        let (mut len, mut cap) = ("0", "packedLen");
        if function.packs() {
            params.push("packedLen uint64".to_owned());
            len = "packedLen";
        }
        if function.answers_in_scratch() {
            params.push("scratchCapacity uint64".to_owned());
            cap = "scratchCapacity";
        }
        arguments.push(format!("unsafe.Slice((*byte)(scratch), {cap})[:{len}]"));
    }
    if function.answer == Answer::Plain(Value::Struct) {
        params.push("result unsafe.Pointer".to_owned());
        arguments.push("result".to_owned());
    }
    (params, arguments)
}

/// What the leaf function returns.
fn results(function: &FunctionPlan) -> &'static str {
    if function.fallible || !function.is_direct() {
        "(status, answer uint64)"
    } else if function.answer == Answer::Plain(Value::Word) {
        "(word uint64)"
    } else {
        ""
    }
}

/// The head of a file of the package that is built where `constraint` holds, or everywhere.
fn head(constraint: &str) -> String {
    let constraint =
        if constraint.is_empty() { String::new() } else { format!("//go:build {constraint}\n\n") };
    format!("{GENERATED}\n\n{constraint}package leaf\n\n")
}

/// `leaf.go`: the calls, timed in the debug build.
fn calls(leaves: &[&FunctionPlan], plan: &Plan) -> String {
    let mut code = Code::new();
    code.import_glue();
    for function in leaves {
        let name = go::crossing(plan, &function.declared);
        let qualified = go::qualified(&plan.bridge.package, &function.declared);
        let (params, names) = parameters(function);
        if params.contains("unsafe.") {
            code.import("unsafe");
        }
        code.gap();
        code.comment(&format!("{name} crosses for {qualified}."));
        code.open(format!("func {name}({params}) {}", results(function)).trim_end().to_owned() + " {");
        code.open("if glue.Debug {");
        code.line(format!("defer glue.TimeLeaf(\"{qualified}\").Stop()"));
        code.close("}");
        let call = format!("short{name}({names})");
        code.line(if results(function).is_empty() { call } else { format!("return {call}") });
        code.close("}");
    }
    let docs = format!(
        "// Package leaf makes the leaf calls of package {}: straight into Rust where that is proven to work.\npackage leaf\n",
        plan.bridge.package
    );
    code.into_file("leaf", &Docs::default(), None).replacen("package leaf\n", &docs, 1)
}

/// `fast.go`: the trampolines' declarations and the check that they can be used.
fn declarations(leaves: &[&FunctionPlan], plan: &Plan) -> String {
    let mut code = Code::new();
    code.line("import (");
    code.line("\t\"unsafe\"");
    code.line("");
    code.line(format!("\t\"{GLUE}\""));
    code.line(")");
    code.gap();
    code.comment("fast says that the start-up check passed; the trampolines read it.");
    code.line("var fast = glue.LeafCheck()");
    code.gap();
    code.comment("Fast reports whether leaf calls go straight into Rust.");
    code.open("func Fast() bool {");
    code.line("return fast");
    code.close("}");
    for function in leaves {
        let name = go::crossing(plan, &function.declared);
        let (params, _) = parameters(function);
        code.gap();
        // In an object that calls Go, the ordinary way may move the stack that an argument lies on.
        if !plan.object_calls_go {
            code.line("//go:noescape");
        }
        let declaration = format!("func short{name}({params}) {}", results(function));
        code.line(declaration.trim_end());
    }
    let text = code.into_text();
    let text = if text.contains("unsafe.Pointer") { text } else { text.replace("\t\"unsafe\"\n\n", "") };
    format!("{}{text}", head(PROVEN))
}

/// The parameters of a leaf function as text, and their names.
fn parameters(function: &FunctionPlan) -> (String, String) {
    let (params, _) = signature(function);
    let names: Vec<&str> = params
        .iter()
        .flat_map(|param| param.split(", "))
        .filter_map(|param| param.split(' ').next())
        .collect();
    (params.join(", "), names.join(", "))
}

/// The registers in which C takes its first words; the others lie on its stack.
const REGISTERS: [&str; 6] = ["DI", "SI", "DX", "CX", "R8", "R9"];

/// `leaf_fast_amd64.s`.
fn trampolines(leaves: &[&FunctionPlan], plan: &Plan) -> String {
    let mut text = format!("{GENERATED}\n\n//go:build {PROVEN}\n\n#include \"textflag.h\"\n");
    text.push_str(
        "\n// Each trampoline switches to the thread's scheduling stack (g.m.g0.sched.sp) unless it is on it already, and\n\
         // calls the Rust entry with its arguments as words. g stays in R14, which C preserves. When the start-up check\n\
         // failed, the ordinary crossing takes the same arguments.\n",
    );
    for function in leaves {
        text.push('\n');
        text.push_str(&trampoline(function, plan));
    }
    text
}

/// The assembly function that calls one Rust entry.
fn trampoline(function: &FunctionPlan, plan: &Plan) -> String {
    let name = go::crossing(plan, &function.declared);
    let symbol = symbols::leaf(&plan.bridge.package, &function.declared);
    let (_, names) = parameters(function);
    let words: Vec<&str> = names.split(", ").filter(|name| !name.is_empty()).collect();
    let answers: &[&str] = match results(function) {
        "" => &[],
        "(word uint64)" => &["word"],
        _ => &["status", "answer"],
    };
    let mut text = String::new();
    let mut line = |line: &str| {
        text.push_str(if line.ends_with(':') { "" } else { "\t" });
        text.push_str(line);
        text.push('\n');
    };
    line("CMPB ·fast(SB), $0");
    line("JEQ  ordinary");
    line("MOVQ 48(R14), R12");
    line("MOVQ SP, BX");
    line("MOVQ 0(R12), R12");
    for ((index, word), register) in words.iter().enumerate().zip(REGISTERS) {
        line(&format!("MOVQ {word}+{}(FP), {register}", index * 8));
    }
    line("CMPQ R12, R14");
    if words.len() > REGISTERS.len() {
        // The others lie where the stack ends, aligned to 16 bytes as C wants it.
        line("MOVQ 56(R12), R12");
        line("CMOVQEQ BX, R12");
        line(&format!("SUBQ ${}, R12", (words.len() - REGISTERS.len()) * 8));
        line("ANDQ $~15, R12");
        for (index, word) in words.iter().enumerate().skip(REGISTERS.len()) {
            line(&format!("MOVQ {word}+{}(FP), AX", index * 8));
            line(&format!("MOVQ AX, {}(R12)", (index - REGISTERS.len()) * 8));
        }
        line("MOVQ R12, SP");
    } else {
        line("JEQ  call");
        line("MOVQ 56(R12), SP");
        line("ANDQ $~15, SP");
        line("call:");
    }
    // By its address, which a plugin takes from its table of addresses: it cannot call a C symbol directly.
    line(&format!("LEAQ {symbol}(SB), AX"));
    line("CALL AX");
    line("MOVQ BX, SP");
    for ((index, answer), register) in answers.iter().enumerate().zip(["AX", "DX"]) {
        line(&format!("MOVQ {register}, {answer}+{}(FP)", (words.len() + index) * 8));
    }
    line("RET");
    // Aligns the function as well: from there on all of a short one lies in one cache line, which saves up to 0.3 ns.
    line("PCALIGN $64");
    line("ordinary:");
    line(&format!("JMP  ·ordinary{name}(SB)"));
    format!("TEXT ·short{name}(SB), NOSPLIT, $0-{}\n{text}", (words.len() + answers.len()) * 8)
}

/// `ordinary.go`: the same calls through the ordinary crossing.
fn ordinary(leaves: &[&FunctionPlan], plan: &Plan, bridge_path: &str) -> String {
    let mut code = Code::new();
    for function in leaves {
        let name = go::crossing(plan, &function.declared);
        let (params, arguments) = signature(function);
        code.gap();
        let head = format!("func ordinary{name}({}) {}", params.join(", "), results(function));
        code.open(format!("{} {{", head.trim_end()));
        let call = format!("bridge.{name}({})", arguments.join(", "));
        match results(function) {
            "" => code.line(call),
            "(word uint64)" => {
                let ty = words::go_type(&function.declared.returns.ok);
                code.line(format!("return {}", to_word(ty, &call)));
            }
            _ => {
                code.line(format!("frame := {call}"));
                code.line("return frame.Status, frame.Value");
            }
        }
        code.close("}");
    }
    let text = code.into_text();
    let uses = [("math", "math."), ("unsafe", "unsafe."), (GLUE, "glue.")];
    let mut imports: Vec<String> =
        uses.iter().filter(|(_, mark)| text.contains(mark)).map(|(path, _)| (*path).to_owned()).collect();
    imports.push(bridge_path.to_owned());
    let imports = import_block(&imports);
    format!(
        "{}{}\n// The ordinary way, through cgo, where the short one is not proven.\n\n{text}",
        head(""),
        imports.trim_start()
    )
}

/// `slow.go`: where the trampolines are not proven.
fn slow(leaves: &[&FunctionPlan], plan: &Plan) -> String {
    let mut code = Code::new();
    code.comment("Fast reports whether leaf calls go straight into Rust.");
    code.open("func Fast() bool {");
    code.line("return false");
    code.close("}");
    for function in leaves {
        let name = go::crossing(plan, &function.declared);
        let (params, names) = parameters(function);
        code.gap();
        let head = format!("func short{name}({params}) {}", results(function));
        code.open(format!("{} {{", head.trim_end()));
        let call = format!("ordinary{name}({names})");
        code.line(if results(function).is_empty() { call } else { format!("return {call}") });
        code.close("}");
    }
    let text = code.into_text();
    let import = if text.contains("unsafe.") { "import \"unsafe\"\n\n" } else { "" };
    format!("{}{import}{text}", head(&format!("!({PROVEN})")))
}

fn from_word(ty: &str, name: &str) -> String {
    match ty {
        "uint64" => name.to_owned(),
        "bool" => format!("{name} != 0"),
        "float32" => format!("math.Float32frombits(uint32({name}))"),
        "float64" => format!("math.Float64frombits({name})"),
        other => format!("{other}({name})"),
    }
}

fn to_word(ty: &str, value: &str) -> String {
    match ty {
        "uint64" => value.to_owned(),
        "bool" => format!("uint64(glue.Byte({value}))"),
        "float32" => format!("uint64(math.Float32bits({value}))"),
        "float64" => format!("math.Float64bits({value})"),
        _ => format!("uint64({value})"),
    }
}
