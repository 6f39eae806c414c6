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

/// The sections of the object in the Go package, as readelf lists them.
#[expect(clippy::unwrap_used, reason = "a helper of tests: a panic is their failure")]
fn sections(sandbox: &Sandbox) -> String {
    let object = sandbox.path().join("lines/go/lines/internal/bridge/lines_linux_amd64.syso");
    let output = Command::new("readelf").args(["--wide", "--sections"]).arg(object).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn issue_a_debugger_sees_lines_of_rust_when_asked() {
    let sandbox = Sandbox::new();
    sandbox.project("lines", LIB, "");
    sandbox.edit("lines/spandrel.toml", "manifest = \"rust\"", "manifest = \"rust\"\nprofile = \"dev\"");
    sandbox.spandrel("lines", &["build", "--object-only"]).succeeds();
    assert!(!sections(&sandbox).contains(".debug_line"), "{}", sections(&sandbox));

    sandbox.edit("lines/spandrel.toml", "profile = \"dev\"", "profile = \"dev\"\ndebug-info = true");
    sandbox.spandrel("lines", &["build", "--object-only"]).succeeds();
    assert!(sections(&sandbox).contains(".debug_line"), "{}", sections(&sandbox));
}
