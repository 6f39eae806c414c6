//! What a bridge has beside its cgo calls if its Rust side can be loaded: the same calls without cgo.
//!
//! | file | holds |
//! |---|---|
//! | `internal/bridge/dynamic.go` | the calls: words through `spandrel/dynamic`, where `bridge.go` has cgo |
//! | `dynamic/dynamic.go` | functions that load the library and return the core |
//! | `dynamic/linked.go` | the same functions where the Rust side is linked |

use spandrel_plan::{FunctionPlan, Part, Region, Return, Slot, Support, Value};
use spandrel_syntax::bridge::Docs;

use super::{
    bridge, machine_words,
    writer::{Code, GENERATED, import_block},
};
use crate::{
    File, Member, Named,
    names::{files, go, reserved},
};

/// Import path of the library below the generated code.
const DYNAMIC: &str = "spandrel.dev/spandrel/dynamic";

/// Adds to the files of a package what loads its Rust side. That says what is missing where there is no cgo, so the file
/// that says that cgo is missing goes.
pub fn add(plan: &Member, import_path: &str, files: &mut Vec<File>) {
    files.retain(|file| file.path != files::WITHOUT_CGO);
    let mut file = |path: &str, text: String| files.push(File { path: path.to_owned(), text });
    file("internal/bridge/dynamic.go", calls(plan));
    if !plan.functions.is_empty() {
        file("dynamic/dynamic.go", loads(plan, import_path));
        file("dynamic/linked.go", linked(plan, import_path));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
}

/// The internal package without cgo.
fn calls(plan: &Member) -> String {
    let package = &plan.bridge.package;
    let mut code = Code::new();
    code.import(DYNAMIC);
    library(plan, &mut code);
    for function in &plan.functions {
        call(function, plan, &mut code);
    }
    code.constrain("!cgo");
    let docs = format!(
        "Package bridge makes the calls of package {package}, in a library that the first of them loads."
    );
    code.into_file("bridge", &Docs(vec![docs]), "")
}

/// The variables of the library, and the function that makes known what Go implements.
fn library(plan: &Named, code: &mut Code) {
    let package = &plan.bridge.package;
    code.comment("Rust is the Rust side of this bridge.");
    code.line("var Rust = Library.Bridge()");
    code.gap();
    code.comment("Library is the shared library with the Rust side. `spandrel build --link dynamic` writes the object.");
    code.open(format!(
        "var Library = dynamic.New({}, dynamic.Contract{{",
        go::library_object(package, &plan.contract.hash)
    ));
    let support = plan.support().filter(|support| *support != Support::Enter);
    let support: Vec<String> = support.map(|support| format!("\"{}\"", support.row().name)).collect();
    code.line(format!("Package:  \"{package}\","));
    code.line(format!("Symbol:   \"{}\",", plan.contract.symbol));
    code.line("Manifest: manifest,");
    code.line(format!("Support:  []string{{{}}},", support.join(", ")));
    code.close("})");
    code.gap();
    code.comment(
        "manifest is the contract, which is compared with the library's before anything of it runs.",
    );
    code.line(format!("const manifest = `{}`", plan.contract.manifest));
    if plan.has(Support::Register) {
        code.gap();
        code.comment("Serve makes the functions known that Rust calls.");
        code.open(format!("func Serve(imports []{}) {{", code.part("calls", "Import")));
        code.line("Library.Serve(imports)");
        code.close("}");
    }
}

/// The call of one function.
fn call(function: &FunctionPlan, plan: &Member, code: &mut Code) {
    let name = plan.names.bridge_function(&function.declared);
    let found = go::library_function(&name);
    let signature = function.by_words();
    let symbol = signature.symbol.strip_prefix(&spandrel_abi::symbols::prefix(&plan.bridge.package));
    let mut params: Vec<String> = function
        .signature
        .slots
        .iter()
        .filter_map(|slot| bridge::slot(*slot, function, plan, code).0)
        .collect();
    if signature.returns.has_struct() || function.signature.returns.has_struct() {
        code.import("unsafe");
        params.push("result unsafe.Pointer".to_owned());
    }
    let mut arguments = Vec::new();
    let mut borrowed = Vec::new();
    for slot in &signature.slots {
        let (argument, memory) = self::slot(*slot, function, code);
        arguments.push(argument);
        borrowed.extend(memory);
    }
    code.gap();
    code.line(format!("var {found} = Library.Function(\"{}\")", symbol.unwrap_or(&signature.symbol)));
    code.gap();
    code.comment(&format!("{name} calls {}.", plan.names.qualified(&function.declared)));
    let result = match function.signature.returns {
        Return::Nothing | Return::Value(Value::Struct) => String::new(),
        Return::Value(Value::Word) => {
            function.returns.ok.data().map_or("uint64", machine_words::go_type).to_owned()
        }
        Return::Frame | Return::FrameOf => code.glue("Frame"),
    };
    let space = if result.is_empty() { "" } else { " " };
    code.open(format!("func {name}({}) {result}{space}{{", params.join(", ")));
    // Where Rust may call Go, Go may move its stack during the call: then what Rust borrows must be on the heap.
    let direct = !plan.object.calls_go;
    if direct && !borrowed.is_empty() {
        // Loading needs stack, so it must not come between the addresses of what may be on it and the call.
        let address = go::own("address");
        code.line(format!("{address} := {found}.Address()"));
        arguments.insert(0, address);
    } else {
        arguments.insert(0, format!("{found}.Address()"));
    }
    let way = if direct { "Direct" } else { "Call" };
    let called = format!("dynamic.{way}({})", arguments.join(", "));
    let lives = if direct { borrowed } else { Vec::new() };
    answer(function, &called, &lives, code);
    code.close("}");
}

/// The statements that make the call and return its answer. `lives` is what Rust borrows until then.
fn answer(function: &FunctionPlan, called: &str, lives: &[String], code: &mut Code) {
    let value = |word: &str, code: &Code| {
        function.returns.ok.data().map_or(word.to_owned(), |data| machine_words::of_uintptr(data, word, code))
    };
    let (word, frame) = (go::own("word"), go::own("answer"));
    let returned = match function.signature.returns {
        Return::Nothing | Return::Value(Value::Struct) => {
            code.line(called);
            None
        }
        Return::Value(Value::Word) => {
            code.line(format!("{word}, _ := {called}"));
            Some(value(&word, code))
        }
        Return::Frame | Return::FrameOf if lives.is_empty() => {
            code.line(format!("return dynamic.Frame({called})"));
            None
        }
        Return::Frame | Return::FrameOf => {
            code.line(format!("{frame} := dynamic.Frame({called})"));
            Some(frame)
        }
    };
    for name in lives {
        code.import("runtime");
        code.line(format!("runtime.KeepAlive({name})"));
    }
    if let Some(returned) = returned {
        code.line(format!("return {returned}"));
    }
}

/// A word of a call, and what Rust borrows by it.
fn slot(slot: Slot, function: &FunctionPlan, code: &Code) -> (String, Option<String>) {
    let data = |of: &str, name: &str| {
        code.import("unsafe");
        format!("uintptr(unsafe.Pointer(unsafe.{of}Data({name})))")
    };
    match slot {
        Slot::Waiter => ("uintptr(waiter)".to_owned(), None),
        Slot::Receiver => ("uintptr(handle)".to_owned(), None),
        Slot::Param(index, part) => {
            let param = &function.params[index];
            let name = go::local(&param.name.to_string());
            match part {
                Part::Word => (
                    param.ty.data().map_or_else(
                        || format!("uintptr({name})"),
                        |data| machine_words::to_uintptr(data, &name, code),
                    ),
                    None,
                ),
                Part::Struct => (format!("uintptr({name})"), Some(name)),
                Part::Handle | Part::Reference => (format!("uintptr({name})"), None),
                Part::Owner(_) => (format!("uintptr({})", go::beside(&param.name, "Owner")), None),
                Part::Address(Region::Text) => (data("String", &name), Some(name)),
                Part::Address(Region::Items | Region::Owned) => (data("Slice", &name), Some(name)),
                Part::Length(Region::Items) if machine_words::native_item(&param.ty).is_none() => {
                    (format!("uintptr({})", go::beside(&param.name, "Len")), None)
                }
                Part::Length(_) => (format!("uintptr(len({name}))"), None),
            }
        }
        Slot::Scratch => (data("Slice", "scratch"), Some("scratch".to_owned())),
        Slot::PackedLength => ("uintptr(len(scratch))".to_owned(), None),
        Slot::Capacity => ("uintptr(cap(scratch))".to_owned(), None),
        Slot::Result => ("uintptr(result)".to_owned(), Some("result".to_owned())),
    }
}

/// The package that loads.
fn loads(plan: &Named, import_path: &str) -> String {
    let package = &plan.bridge.package;
    let (core, import) = imported(package, import_path);
    let mut text = head(
        "!cgo",
        &format!(
            "// Package dynamic loads the Rust side of package {package} in programs that are built without cgo. Without it, the\n\
             // first call loads the library that the program carries, and panics if that fails.\n"
        ),
        &[&import, &format!("{import_path}/internal/bridge")],
    );
    text.push_str(&format!(
        "\n// Load loads the library that the program carries, unless one is loaded, and returns its core. The error is a\n\
         // *dynamic.LoadError of the runtime.\n\
         func Load() ({core}.Core, error) {{\n\tif err := bridge.Library.Load(); err != nil {{\n\t\treturn nil, err\n\t}}\n\
         \treturn {core}.Embedded(), nil\n}}\n\n\
         // LoadFile loads the library at a path instead, before the first call, and returns its core. The contract of the file is\n\
         // compared before anything of it runs. What is loaded is a copy: the file may change afterwards.\n\
         func LoadFile(path string) ({core}.Core, error) {{\n\tif err := bridge.Library.LoadFile(path); err != nil {{\n\t\treturn nil, err\n\t}}\n\
         \treturn {core}.Embedded(), nil\n}}\n"
    ));
    text
}

/// The same package in a program with the Rust side linked in.
fn linked(plan: &Named, import_path: &str) -> String {
    let package = &plan.bridge.package;
    let (core, import) = imported(package, import_path);
    let mut text = head("cgo", "", &[DYNAMIC, &import]);
    let error =
        format!("&dynamic.LoadError{{Package: \"{package}\", Library: path, Err: dynamic.ErrLinked}}");
    text.push_str(&format!(
        "\n// Load returns the core, which is linked into this program.\n\
         func Load() ({core}.Core, error) {{\n\treturn {core}.Embedded(), nil\n}}\n\n\
         // LoadFile fails: the core is linked into this program.\n\
         func LoadFile(path string) ({core}.Core, error) {{\n\treturn nil, {error}\n}}\n"
    ));
    text
}

/// The name by which these files know the generated package, and how they import it: one whose name means something here has
/// another.
fn imported(package: &str, import_path: &str) -> (String, String) {
    if reserved::has_meaning(package) || package == "path" {
        ("core".to_owned(), format!("core {import_path}"))
    } else {
        (package.to_owned(), import_path.to_owned())
    }
}

/// The head of a file of the package that loads.
fn head(constraint: &str, docs: &str, imports: &[&str]) -> String {
    let imports: Vec<String> = imports.iter().map(|path| (*path).to_owned()).collect();
    format!("{GENERATED}\n\n//go:build {constraint}\n\n{docs}package dynamic\n{}", import_block(&imports))
}
