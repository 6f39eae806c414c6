//! What a debugger finds of the Rust side.

use std::process::Command;

use crate::support::Sandbox;

const LIB: &str = r#"
#[spandrel::bridge(package = "lines")]
mod ffi {
    extern "Rust" { fn twice(number: u64) -> u64; }
}

fn twice(number: u64) -> u64 {
    number * 2
}
"#;

const MAIN: &str = r#"package main

import (
	"fmt"

	"example.com/lines/lines"
)

func main() { fmt.Println(lines.Twice(21)) }
"#;

/// Where the Rust function in the program stands, as its debug information says.
#[expect(clippy::unwrap_used, reason = "a helper of tests: a panic is their failure")]
fn place(sandbox: &Sandbox) -> String {
    let run = |program: &str, arguments: &[&str]| {
        let output =
            Command::new(program).args(arguments).current_dir(sandbox.path().join("lines")).output().unwrap();
        assert!(output.status.success(), "{program}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let symbols = run("nm", &["bin/lines"]);
    let symbol = symbols.lines().find(|line| line.contains("5lines5twice")).expect("the function is there");
    run("addr2line", &["-e", "bin/lines", &format!("0x{}", &symbol[..16])])
}

#[test]
fn issue_a_debugger_sees_lines_of_rust_when_asked() {
    let sandbox = Sandbox::new();
    sandbox.project("lines", LIB, "");
    sandbox.write("lines/go/cmd/main.go", MAIN);
    sandbox.edit("lines/spandrel.toml", "manifest = \"rust\"", "manifest = \"rust\"\nprofile = \"dev\"");
    sandbox.spandrel("lines", &["build", "-o", "bin/lines"]).succeeds();
    assert!(!place(&sandbox).contains("lib.rs"), "{}", place(&sandbox));

    sandbox.edit("lines/spandrel.toml", "profile = \"dev\"", "profile = \"dev\"\ndebug-info = true");
    sandbox.spandrel("lines", &["build", "-o", "bin/lines"]).succeeds();
    assert!(place(&sandbox).ends_with("src/lib.rs:7\n"), "{}", place(&sandbox));
}
