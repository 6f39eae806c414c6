//! Leaf calls in Go: an assembly trampoline into Rust where that is proven to work, the ordinary call elsewhere.
//!
//! All arguments and results are 64-bit words or addresses: the trampoline moves them from Go's argument frame to where C
//! takes them, and the answer back, and knows no types.

use spandrel_plan::{FunctionPlan, ParamPlan, Part, Region, Return, Slot};
use spandrel_syntax::bridge::Docs;

use super::{
    machine_words::{self, native_item},
    writer::{Code, GENERATED},
};
use crate::{File, Member, Named, names::go};

/// Where the trampoline is proven: the offsets it relies on are the same in these versions of Go.
const PROVEN: &str =
    "linux && amd64 && cgo && go1.24 && !go1.28 && !race && !msan && !asan && !spandrel_nofast";

/// Writes the package of the leaf calls, if the bridge has any.
pub(super) fn files(plan: &Member, bridge_path: &str) -> Vec<File> {
    let leaves: Vec<Leaf<'_>> =
        plan.functions.iter().filter_map(|function| Leaf::of(function, plan)).collect();
    if leaves.is_empty() {
        return Vec::new();
    }
    let file = |name: &str, text: String| File { path: format!("internal/leaf/{name}"), text };
    vec![
        file("leaf.go", calls(&leaves, plan)),
        file("fast.go", declarations(&leaves, plan)),
        file("leaf_fast_amd64.s", trampolines(&leaves)),
        file("ordinary.go", ordinary(&leaves, bridge_path)),
        file("slow.go", slow(&leaves)),
    ]
}

/// A leaf function with the signature of its entry.
struct Leaf<'a> {
    function: &'a FunctionPlan,
    slots: &'a [Slot],
    returns: Return,
    symbol: &'a str,
    /// What it is called in this package.
    name: String,
}

impl<'a> Leaf<'a> {
    fn of(function: &'a FunctionPlan, plan: &Named) -> Option<Leaf<'a>> {
        let entry = function.leaf.as_ref()?;
        Some(Leaf {
            function,
            slots: &entry.slots,
            returns: entry.returns,
            symbol: &entry.symbol,
            name: plan.names.bridge_function(&function.declared),
        })
    }

    /// The names of the parameters, each a word.
    fn names(&self) -> Vec<String> {
        self.slots.iter().map(|slot| go::leaf_slot(*slot, self.function)).collect()
    }

    /// The parameters as they stand in a declaration.
    fn params(&self) -> String {
        let param = |slot: &Slot| format!("{} {}", go::leaf_slot(*slot, self.function), slot_type(*slot));
        self.slots.iter().map(param).collect::<Vec<_>>().join(", ")
    }

    /// The results as they stand in a declaration, and their names.
    fn results(&self) -> (&'static str, &'static [&'static str]) {
        match self.returns {
            Return::Nothing => ("", &[]),
            Return::Value(_) => (" (word uint64)", &["word"]),
            Return::Frame | Return::FrameOf => (" (status, answer uint64)", &["status", "answer"]),
        }
    }

    /// The head of a function with this name.
    fn head(&self, name: &str, code: &mut Code) -> String {
        if self.slots.iter().any(|slot| slot_type(*slot) == ADDRESS) {
            code.import("unsafe");
        }
        format!("func {name}({}){}", self.params(), self.results().0)
    }

    /// A statement that calls a function with this signature, and returns what it returns.
    fn forward(&self, name: &str) -> String {
        let returns = if self.returns == Return::Nothing { "" } else { "return " };
        format!("{returns}{name}({})", self.names().join(", "))
    }
}

/// The Go type of a word that is an address.
const ADDRESS: &str = "unsafe.Pointer";

/// The Go type of a word.
fn slot_type(slot: Slot) -> &'static str {
    match slot {
        Slot::Scratch | Slot::Result | Slot::Param(_, Part::Struct | Part::Address(_)) => ADDRESS,
        Slot::Waiter | Slot::Receiver | Slot::PackedLength | Slot::Capacity => "uint64",
        Slot::Param(_, Part::Word | Part::Handle | Part::Reference | Part::Owner(_) | Part::Length(_)) => {
            "uint64"
        }
    }
}

/// The argument of the ordinary call that is made of a word, if it has one of its own.
fn argument(slot: Slot, leaf: &Leaf<'_>, code: &Code) -> Option<String> {
    let name = go::leaf_slot(slot, leaf.function);
    match slot {
        Slot::Waiter | Slot::Receiver | Slot::Result => Some(name),
        Slot::Param(index, part) => {
            let length = go::leaf_slot(Slot::Param(index, Part::Length(Region::Items)), leaf.function);
            self::part(part, &leaf.function.params[index], name, &length, code)
        }
        Slot::Scratch => {
            let packed = leaf.slots.contains(&Slot::PackedLength).then_some(Slot::PackedLength);
            let capacity = leaf.slots.contains(&Slot::Capacity).then_some(Slot::Capacity);
            let [length, capacity] = [packed, capacity.or(packed)]
                .map(|slot| slot.map_or_else(|| "0".to_owned(), |slot| go::leaf_slot(slot, leaf.function)));
            Some(format!("unsafe.Slice((*byte)({name}), {capacity})[:{length}]"))
        }
        Slot::PackedLength | Slot::Capacity => None,
    }
}

fn part(part: Part, param: &ParamPlan, name: String, length: &str, code: &Code) -> Option<String> {
    match part {
        Part::Word => Some(
            param.ty.data().map_or(name.clone(), |data| machine_words::bare_from_word(data, &name, code)),
        ),
        Part::Struct | Part::Handle | Part::Reference | Part::Owner(_) => Some(name),
        Part::Address(Region::Text) => Some(format!("unsafe.String((*byte)({name}), {length})")),
        Part::Address(Region::Items) => Some(match native_item(&param.ty) {
            Some(item) => format!("unsafe.Slice((*{item})({name}), {length})"),
            None => {
                format!("{}({name}, {length})", code.part("leaf", "Memory"))
            }
        }),
        Part::Address(Region::Owned) => Some(format!("unsafe.Slice((*byte)({name}), {length})")),
        Part::Length(Region::Items) if native_item(&param.ty).is_none() => Some(format!("int({name})")),
        Part::Length(_) => None,
    }
}

/// A file of the package.
fn file(code: Code) -> String {
    code.into_file("leaf", &Docs::default(), "")
}

/// `leaf.go`: the calls, timed in the debug build.
fn calls(leaves: &[Leaf<'_>], plan: &Named) -> String {
    let mut code = Code::new();
    for leaf in leaves {
        let name = &leaf.name;
        let qualified = plan.names.qualified(&leaf.function.declared);
        code.gap();
        code.comment(&format!("{name} calls {qualified}."));
        let head = leaf.head(name, &mut code);
        code.open(format!("{head} {{"));
        code.open(format!("if {} {{", code.part("debug", "Enabled")));
        code.line(format!("defer {}(\"{qualified}\").Stop()", code.part("debug", "TimeLeaf")));
        code.close("}");
        code.line(leaf.forward(&go::fast_leaf(name)));
        code.close("}");
    }
    let docs = format!(
        "Package leaf makes the leaf calls of package {}: straight into Rust where that is proven to work.",
        plan.bridge.package
    );
    code.into_file("leaf", &Docs(vec![docs]), "")
}

/// `fast.go`: the trampolines' declarations and the check that they can be used.
fn declarations(leaves: &[Leaf<'_>], plan: &Member) -> String {
    let mut code = Code::new();
    code.constrain(PROVEN);
    code.comment("fast says that the start-up check passed; the trampolines read it.");
    code.line(format!("var fast = {}()", code.part("leaf", "Check")));
    code.gap();
    code.comment("Fast reports whether leaf calls go straight into Rust.");
    code.open("func Fast() bool {");
    code.line("return fast");
    code.close("}");
    for leaf in leaves {
        code.gap();
        // In an object that calls Go, the ordinary way may move the stack that an argument lies on.
        if !plan.object.calls_go {
            code.line("//go:noescape");
        }
        let head = leaf.head(&go::fast_leaf(&leaf.name), &mut code);
        code.line(head);
    }
    file(code)
}

/// The registers in which C takes its first words; the others lie on its stack.
const REGISTERS: [&str; 6] = ["DI", "SI", "DX", "CX", "R8", "R9"];

/// `leaf_fast_amd64.s`.
fn trampolines(leaves: &[Leaf<'_>]) -> String {
    let mut text = format!("{GENERATED}\n\n//go:build {PROVEN}\n\n#include \"textflag.h\"\n");
    text.push_str(
        "\n// Each trampoline switches to the thread's scheduling stack (g.m.g0.sched.sp) unless it is on it already, and\n\
         // calls the Rust entry with its arguments as words. g stays in R14, which C preserves. When the start-up check\n\
         // failed, the ordinary call takes the same arguments.\n",
    );
    for leaf in leaves {
        text.push('\n');
        text.push_str(&trampoline(leaf));
    }
    text
}

/// The assembly function that calls one Rust entry.
fn trampoline(leaf: &Leaf<'_>) -> String {
    let (words, answers) = (leaf.names(), leaf.results().1);
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
    line(&format!("LEAQ {}(SB), AX", leaf.symbol));
    line("CALL AX");
    line("MOVQ BX, SP");
    for ((index, answer), register) in answers.iter().enumerate().zip(["AX", "DX"]) {
        line(&format!("MOVQ {register}, {answer}+{}(FP)", (words.len() + index) * 8));
    }
    line("RET");
    // Aligns the function as well: from there on all of a short one lies in one cache line, which saves up to 0.3 ns.
    line("PCALIGN $64");
    line("ordinary:");
    line(&format!("JMP  ·{}(SB)", go::ordinary_leaf(&leaf.name)));
    let (name, size) = (go::fast_leaf(&leaf.name), (words.len() + answers.len()) * 8);
    format!("TEXT ·{name}(SB), NOSPLIT, $0-{size}\n{text}")
}

/// `ordinary.go`: the same calls through cgo.
fn ordinary(leaves: &[Leaf<'_>], bridge_path: &str) -> String {
    let mut code = Code::new();
    code.import(bridge_path);
    code.comment("The ordinary way, through cgo, where the fast one is not proven.");
    for leaf in leaves {
        let arguments: Vec<String> =
            leaf.slots.iter().filter_map(|slot| argument(*slot, leaf, &code)).collect();
        code.gap();
        let head = leaf.head(&go::ordinary_leaf(&leaf.name), &mut code);
        code.open(format!("{head} {{"));
        let call = format!("bridge.{}({})", leaf.name, arguments.join(", "));
        match leaf.returns {
            Return::Nothing => code.line(call),
            Return::Value(_) => {
                let word = leaf
                    .function
                    .returns
                    .ok
                    .data()
                    .map_or(call.clone(), |data| machine_words::to_word(data, &call, &code));
                code.line(format!("return {word}"));
            }
            Return::Frame | Return::FrameOf => {
                code.line(format!("frame := {call}"));
                code.line("return frame.Status, frame.Value");
            }
        }
        code.close("}");
    }
    file(code)
}

/// `slow.go`: where the trampolines are not proven.
fn slow(leaves: &[Leaf<'_>]) -> String {
    let mut code = Code::new();
    code.constrain(&format!("!({PROVEN})"));
    code.comment("Fast reports whether leaf calls go straight into Rust.");
    code.open("func Fast() bool {");
    code.line("return false");
    code.close("}");
    for leaf in leaves {
        code.gap();
        let head = leaf.head(&go::fast_leaf(&leaf.name), &mut code);
        code.open(format!("{head} {{"));
        code.line(leaf.forward(&go::ordinary_leaf(&leaf.name)));
        code.close("}");
    }
    file(code)
}
