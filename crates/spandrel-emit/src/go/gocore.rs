//! The main package of a Go core under a Rust main.
//!
//! The core itself is an ordinary package. The main around it only connects it with the host package, and carries
//! the contracts for the check before a shared library is loaded.

use spandrel_plan::Plan;

use super::writer::GENERATED;
use crate::File;

/// The build tag of the package: it is not a program, and must not be linked as one.
const TAG: &str = "spandrel_core";

/// Import path of the package for Rust programs.
const HOST: &str = "spandrel.dev/spandrel/host";

/// Writes the main package around the core with this import path, for these bridges.
pub fn main_package(core: &str, plans: &[&Plan]) -> Vec<File> {
    vec![
        File { path: "contracts.c".to_owned(), text: contracts(plans) },
        File { path: "main.go".to_owned(), text: main(core, plans) },
    ]
}

fn main(core: &str, plans: &[&Plan]) -> String {
    let mut imports = [core, HOST, "unsafe"];
    imports.sort_unstable();
    let imports: String = imports
        .iter()
        .map(|path| {
            let why = if *path == "unsafe" { " // for go:linkname" } else { "" };
            format!("\t_ \"{path}\"{why}\n")
        })
        .collect();
    format!(
        "{GENERATED}\n\n//go:build {TAG}\n\n\
         // Command gocore is package {core} as the Go core of a Rust program: an archive or a shared library.\n\
         package main\n\nimport \"C\"\n\nimport (\n{imports})\n\n\
         // main is not called: the Rust program has its own.\nfunc main() {{}}\n{}",
        objects(plans)
    )
}

/// What a bridge finds beside the Rust object in a Go program. Here the Rust program brings the object.
fn objects(plans: &[&Plan]) -> String {
    let one = |plan: &&Plan| {
        let (name, symbol) = (format!("{}_object", plan.bridge.package), &plan.contract.object_symbol);
        format!("\n//go:linkname {name} {symbol}\nfunc {name}() {{}}\n")
    };
    plans.iter().map(one).collect()
}

fn contracts(plans: &[&Plan]) -> String {
    let mut text = format!(
        "{GENERATED}\n\n//go:build {TAG}\n\n\
         // What the core was built for. A Rust program compares it with its own bridges before it loads the core.\n"
    );
    for plan in plans {
        let package = &plan.bridge.package;
        text.push_str(&format!(
            "\n__attribute__((used, section(\"spandrel_contracts\")))\nstatic const char {package}_contract[] ="
        ));
        for line in plan.contract.manifest.lines() {
            text.push_str(&format!("\n\t\"{}\\n\"", escaped(line)));
        }
        text.push_str(";\n");
    }
    text
}

/// A line as part of a C string.
fn escaped(line: &str) -> String {
    line.replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_sorted() {
        let text = main("example.com/app/core", &[]);
        assert!(text.contains(
            "import (\n\t_ \"example.com/app/core\"\n\t_ \"spandrel.dev/spandrel/host\"\n\t_ \"unsafe\" // for go:linkname\n)"
        ));
        let text = main("z.example/core", &[]);
        assert!(text.contains(
            "import (\n\t_ \"spandrel.dev/spandrel/host\"\n\t_ \"unsafe\" // for go:linkname\n\t_ \"z.example/core\"\n)"
        ));
    }

    #[test]
    fn contracts_are_c_strings() {
        assert_eq!(escaped("go add(a: i64) -> \"x\\"), "go add(a: i64) -> \\\"x\\\\");
    }
}
