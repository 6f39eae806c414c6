//! A command of one Spandrel, a crate and a Go module of another.

#![expect(clippy::unwrap_used, reason = "these are tests: a panic is their failure")]

use std::{fs, path::Path, process::Command};

use crate::support::{Answer, Sandbox, home};

const LIB: &str = "#[spandrel::bridge(package = \"a\")]\nmod ffi { extern \"Rust\" { fn f() -> u32; } }\nfn f() -> u32 { 1 }\n";

/// A project over a copy of this tree in the folder `next`.
fn over_a_copy() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.project("a", LIB, "");
    sandbox
        .write("a/go/cmd/main.go", "package main\n\nimport \"example.com/a/a\"\n\nfunc main() { a.F() }\n");
    fs::create_dir(sandbox.path().join("next")).unwrap();
    for part in ["crates", "go", "Cargo.toml"] {
        let mut copy = Command::new("cp");
        copy.arg("-r").arg(home().join(part)).arg(sandbox.path().join("next"));
        Answer::of(&mut copy).succeeds();
    }
    refer(&sandbox, "a/rust/Cargo.toml");
    refer(&sandbox, "a/go/go.mod");
    sandbox
}

/// Has a manifest refer to the copy.
fn refer(sandbox: &Sandbox, manifest: &str) {
    let next = sandbox.path().join("next");
    sandbox.edit(manifest, &format!("{}/", home().display()), &format!("{}/", next.display()));
}

fn nothing_was_compiled(folder: &Path) {
    assert!(!folder.join("a/rust/Cargo.lock").exists(), "Cargo ran");
}

#[test]
fn issue_another_abi_is_named_before_cargo_runs() {
    let sandbox = over_a_copy();
    let same = sandbox.spandrel("a", &["doctor"]).stdout;
    assert!(same.contains("ok  versions"), "{same}");

    sandbox.edit("next/crates/spandrel-abi/src/lib.rs", "pub const ABI: u32 = 2;", "pub const ABI: u32 = 3;");
    sandbox.edit("next/go/internal/abi/abi.go", "const Version = 2", "const Version = 3");
    let install = sandbox.path().canonicalize().unwrap().join("next/crates/spandrel-cli");
    let cure = format!("cure: run `cargo install --path {}`", install.display());
    for verb in ["build", "run", "test"] {
        let answer = sandbox.spandrel("a", &[verb]).fails(1);
        answer.says(&[
            "the build cannot begin:",
            "versions: the crate spandrel (",
            "speaks ABI 3, this command ABI 2",
            &cure,
        ]);
    }
    nothing_was_compiled(sandbox.path());
    sandbox.spandrel("a", &["doctor"]).fails(1).prints(&["PROBLEM  versions", "speaks ABI 3", &cure]);

    // Only one side went on: the two files refer to two trees.
    sandbox.edit(
        "a/go/go.mod",
        &sandbox.path().join("next").display().to_string(),
        &home().display().to_string(),
    );
    sandbox.spandrel("a", &["build"]).fails(1).says(&[
        "Cargo.toml refers to ",
        "go.mod to ",
        "let both refer to one tree",
    ]);
    nothing_was_compiled(sandbox.path());
}

#[test]
fn issue_a_changed_runtime_is_found_by_its_sources() {
    let sandbox = over_a_copy();
    let file = fs::read_dir(sandbox.path().join("next/go/glue")).unwrap().flatten().find(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.ends_with(".go")
            && !name.ends_with("_test.go")
            && fs::read_to_string(entry.path()).unwrap().contains("Cancelled")
    });
    let path = file.unwrap().path();
    let text = fs::read_to_string(&path).unwrap().replace("Cancelled", "Canceled");
    fs::write(&path, text).unwrap();
    let says = "the Go module spandrel.dev/spandrel (";
    let doctor = sandbox.spandrel("a", &["doctor"]).fails(1);
    doctor.prints(&[
        "PROBLEM  versions",
        says,
        "has other sources than this command was built from, in glue",
        "cargo install --path",
    ]);
    // A build says it, too, and goes on: that it does not fit is not certain.
    // (What ends it here is a feature that the crate does not have.)
    sandbox.edit("a/spandrel.toml", "[go]", "features = [\"spandrel/none\"]\n[go]");
    sandbox.spandrel("a", &["build"]).fails(1).says(&[
        "warning  the Go module",
        "in glue",
        "error: cargo failed",
    ]);
}

#[test]
fn issue_old_copies_of_the_runtime_are_copied_again() {
    let sandbox = Sandbox::new();
    sandbox.project("a", LIB, "");
    sandbox.spandrel("a", &["generate"]).succeeds();
    sandbox.write("a/go/use.go", "package a_test\n\nimport _ \"example.com/a/a\"\n");
    let mut vendor = Command::new("go");
    Answer::of(vendor.args(["mod", "vendor"]).current_dir(sandbox.path().join("a/go"))).succeeds();
    let same = sandbox.spandrel("a", &["doctor"]).stdout;
    assert!(same.contains("ok  versions"), "{same}");
    let hook = sandbox.path().join("a/go/vendor/spandrel.dev/spandrel/hook.go");
    let old = format!("{}// old\n", fs::read_to_string(&hook).unwrap());
    fs::write(hook, old).unwrap();
    sandbox.spandrel("a", &["doctor"]).fails(1).prints(&[
        "PROBLEM  versions",
        "has other sources",
        "cure: run `go mod vendor`",
    ]);
}

#[test]
fn issue_the_loader_is_that_of_the_tree_that_go_mod_refers_to() {
    let sandbox = over_a_copy();
    sandbox.edit("a/spandrel.toml", "[go]", "[go]\nlink = [\"static\", \"dynamic\"]");
    let loader = sandbox.path().canonicalize().unwrap().join("next/go/dynamic");
    let cure = format!("-replace=spandrel.dev/spandrel/dynamic={}", loader.display());
    sandbox.spandrel("a", &["doctor"]).fails(1).prints(&["PROBLEM  loader", &cure]);
}
