//! Which files the command reads, under which conditions, and what it does with those that nobody would write.

use std::os::unix::fs::symlink;

use crate::support::Sandbox;

fn bridge(package: &str) -> String {
    format!(
        "#[spandrel::bridge(package = \"{package}\")]\npub mod ffi_{package} {{ extern \"Rust\" {{ fn f(); }} }}\n"
    )
}

fn has(sandbox: &Sandbox, package: &str) -> bool {
    sandbox.path().join(format!("a/go/{package}/contract.txt")).is_file()
}

/// Turns features of the crate on.
fn features(sandbox: &Sandbox, list: &str) {
    sandbox.write(
        "a/spandrel.toml",
        &format!("[rust]\nmanifest = \"rust\"\nfeatures = [{list}]\n[go]\nout = \"go\"\n"),
    );
}

#[test]
fn issue_code_nested_without_end_is_refused_in_a_bridge_and_passed_over_elsewhere() {
    let sandbox = Sandbox::new();
    let wrapped = |open: &str, inner: &str, close: &str| {
        format!("{}{inner}{}", open.repeat(20_000), close.repeat(20_000))
    };
    let parameter = format!("fn f(x: {});", wrapped("Vec<", "u8", ">"));
    sandbox.project("a", &bridge("a").replace("fn f();", &parameter), "");
    sandbox.spandrel("a", &["generate"]).fails(1).says(&[
        "error: bridge is nested too deeply here",
        "rust/src/lib.rs:2:",
        "hint: ",
        "1 error in bridges",
    ]);

    for code in [
        wrapped("-", "1", ""),
        wrapped("(", "1", ")"),
        wrapped("{", "1", "}"),
        wrapped("[", "1", "]"),
        wrapped("/*", "", "*/") + "1",
        wrapped("|x| ", "1", ""),
        wrapped("if a { 1 } else ", "{ 1 }", ""),
        wrapped("", "1", " + 1"),
        wrapped("", "a", ".b()?"),
        wrapped("", "a", "[0]"),
        format!("{{ fn g(x: {}) {{}} 1 }}", wrapped("Vec<", "u8", ">")),
        format!("{{ fn g() -> {} {{}} 1 }}", wrapped("fn() -> ", "u8", "")),
        format!("{{ #[cfg({})] fn g() {{}} 1 }}", wrapped("not(", "unix", ")")),
    ] {
        sandbox.write("a/rust/src/lib.rs", &format!("fn f() -> i32 {{ {code} }}\n{}", bridge("a")));
        sandbox.spandrel("a", &["generate"]).succeeds();
    }
    let modules = format!("{}\n{}", wrapped("mod a {", "", "}"), bridge("a"));
    sandbox.write("a/rust/src/lib.rs", &modules);
    sandbox.spandrel("a", &["generate"]).succeeds();
    let condition = format!("#[cfg({})] {}", wrapped("not(", "unix", ")"), bridge("a"));
    sandbox.write("a/rust/src/lib.rs", &condition);
    sandbox.spandrel("a", &["generate"]).fails(1).says(&["a condition that is nested too deeply"]);
}

#[test]
fn issue_a_bridge_whose_feature_is_off_is_not_part_of_the_project() {
    let sandbox = Sandbox::new();
    let lib = format!(
        "{}#[cfg(feature = \"extra\")]\n{}#[cfg(feature = \"extra\")]\nmod inner {{\n{}}}\n\
         #[cfg(not(feature = \"extra\"))]\nmod file;\nmod whole;\n",
        bridge("always"),
        bridge("extra"),
        bridge("inside"),
    );
    sandbox.project("a", &lib, "[features]\nextra = []\nall = [\"extra\"]\n");
    sandbox.write("a/rust/src/file.rs", &bridge("without"));
    sandbox.write("a/rust/src/whole.rs", &format!("#![cfg(feature = \"extra\")]\n{}", bridge("whole")));
    let present = |sandbox: &Sandbox| {
        ["always", "extra", "inside", "whole", "without"].map(|package| has(sandbox, package))
    };

    features(&sandbox, "");
    sandbox.spandrel("a", &["generate"]).succeeds();
    assert_eq!(present(&sandbox), [true, false, false, false, true]);

    features(&sandbox, "\"all\"");
    let answer = sandbox.spandrel("a", &["generate"]).succeeds();
    assert_eq!(present(&sandbox), [true, true, true, true, true]);
    assert!(
        answer.stderr.contains("go/without was generated from a bridge that is gone"),
        "{}",
        answer.stderr
    );

    sandbox.write("a/rust/src/lib.rs", &format!("#[cfg(feature = \"extra\")]\n{}", bridge("extra")));
    std::fs::remove_file(sandbox.path().join("a/rust/src/file.rs")).unwrap();
    std::fs::remove_file(sandbox.path().join("a/rust/src/whole.rs")).unwrap();
    features(&sandbox, "");
    sandbox
        .spandrel("a", &["generate"])
        .fails(1)
        .says(&["no bridge is compiled: `#[cfg(feature = \"extra\")]` is off", "[rust] features"]);
}

#[test]
fn a_condition_that_only_the_compiler_knows_is_refused_with_the_cure() {
    let sandbox = Sandbox::new();
    sandbox.project("a", "#[cfg(debug_assertions)]\nmod debug;\n", "");
    sandbox.write("a/rust/src/debug.rs", &bridge("debug"));
    sandbox.spandrel("a", &["generate"]).fails(1).says(&[
        "whether this bridge is compiled depends on `debug_assertions`",
        "rust/src/debug.rs:1",
        "hint: use a feature",
    ]);
}

#[test]
fn modules_are_found_where_rustc_finds_them() {
    let sandbox = Sandbox::new();
    let lib = "mod plain;\nmod folder;\n#[path = \"../elsewhere/odd.rs\"]\nmod odd;\nmod inline { pub mod deep; }\n\
               mod linked;\n";
    sandbox.project("a", lib, "");
    sandbox.write("a/rust/src/plain.rs", "mod below;\n");
    sandbox.write("a/rust/src/plain/below.rs", &bridge("below"));
    sandbox.write("a/rust/src/folder/mod.rs", &format!("mod beside;\n{}", bridge("folder")));
    sandbox.write("a/rust/src/folder/beside.rs", &bridge("beside"));
    sandbox.write("a/rust/elsewhere/odd.rs", &format!("mod neighbour;\n{}", bridge("odd")));
    sandbox.write("a/rust/elsewhere/neighbour.rs", &bridge("neighbour"));
    sandbox.write("a/rust/src/inline/deep.rs", &bridge("deep"));
    sandbox.write("shared.rs", &bridge("linked"));
    symlink(sandbox.path().join("shared.rs"), sandbox.path().join("a/rust/src/linked.rs")).unwrap();
    sandbox.spandrel("a", &["generate"]).succeeds();
    for package in ["below", "folder", "beside", "odd", "neighbour", "deep", "linked"] {
        assert!(has(&sandbox, package), "{package}");
    }
}

#[test]
fn issue_modules_that_mount_themselves_have_an_end() {
    let sandbox = Sandbox::new();
    let lib = format!(
        "#[path = \"lib.rs\"]\nmod again;\nmod one;\nmod around;\n#[path = \"/dev/zero\"]\nmod endless;\n{}",
        bridge("a")
    );
    sandbox.project("a", &lib, "");
    sandbox.write("a/rust/src/one.rs", "#[path = \"two.rs\"]\nmod two;\n");
    sandbox.write("a/rust/src/two.rs", "#[path = \"one.rs\"]\nmod one;\n");
    let source = sandbox.path().join("a/rust/src");
    symlink(&source, source.join("around")).unwrap();
    sandbox.write("a/rust/src/mod.rs", "mod around;\n");
    sandbox.spandrel("a", &["generate"]).succeeds();
    assert!(has(&sandbox, "a"));
}
