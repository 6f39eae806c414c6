//! Where a bridge cannot be built or linked, Go says so in one message that names cause and cure.

#![expect(clippy::unwrap_used, reason = "these are tests: a panic is their failure")]

use std::{path::Path, process::Command};

use crate::support::{Answer, Sandbox};

const LIB: &str = "#[spandrel::bridge(package = \"counted\")]\nmod ffi { extern \"Rust\" { fn one() -> u32; fn two(text: &str) -> u32; } }\n\
                   fn one() -> u32 { 1 }\nfn two(text: &str) -> u32 { text.len() as u32 }\n";

const MAIN: &str =
    "package main\n\nimport \"example.com/counted/counted\"\n\nfunc main() { println(counted.One()) }\n";

fn project() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.project("counted", LIB, "");
    sandbox.write("counted/go/cmd/main.go", MAIN);
    sandbox
}

/// Runs `go` in the project with a changed environment.
fn go(sandbox: &Sandbox, environment: &[(&str, &str)], arguments: &[&str]) -> Answer {
    let mut command = Command::new("go");
    command.current_dir(sandbox.path().join("counted/go")).args(arguments);
    // `Answer::of` turns cgo on: what is asked for here goes through `env`.
    let mut through = Command::new("env");
    through.current_dir(sandbox.path().join("counted/go"));
    through.args(environment.iter().map(|(name, value)| format!("{name}={value}"))).arg("go").args(arguments);
    Answer::of(if environment.is_empty() { &mut command } else { &mut through })
}

#[test]
fn issue_a_fresh_clone_is_told_to_build_in_one_line() {
    let sandbox = project();
    sandbox.spandrel("counted", &["generate"]).succeeds();

    // What does not link needs no object: lint jobs of a fresh clone work without Rust.
    go(&sandbox, &[], &["vet", "./..."]).succeeds();
    go(&sandbox, &[], &["build", "./counted"]).succeeds();

    let says = "spandrel2__bridge_counted_object_is_missing_or_stale__run_spandrel_build__";
    let modes: [&[&str]; 4] = [
        &["build", "-o", "/dev/null", "./cmd"],
        &["build", "-buildmode=pie", "-o", "/dev/null", "./cmd"],
        &["build", "-gcflags=all=-N -l", "-o", "/dev/null", "./cmd"],
        &["vet", "./..."],
    ];
    for arguments in &modes[..3] {
        let answer = go(&sandbox, &[], arguments).fails(1).says(&[says]);
        let lines = answer.stderr.lines().count();
        assert!(lines <= 2, "{arguments:?}: {lines} lines:\n{}", answer.stderr);
    }

    // With the object everything links.
    sandbox.spandrel("counted", &["build", "--object-only"]).succeeds();
    for arguments in modes {
        go(&sandbox, &[], arguments).succeeds();
    }

    // The object alone is gone: the link file says so.
    let object = "counted/go/counted/internal/bridge/counted_linux_amd64.syso";
    std::fs::remove_file(sandbox.path().join(object)).unwrap();
    let answer = go(&sandbox, &[], modes[0]).fails(1);
    let answer = answer.says(&["the Rust object counted_linux_amd64.syso is missing: run `spandrel build`"]);
    assert!(!answer.stderr.contains("undefined reference"), "{}", answer.stderr);
}

#[test]
fn issue_another_platform_is_named_before_anything_is_compiled() {
    let sandbox = project();
    sandbox.spandrel("counted", &["generate"]).succeeds();
    let platforms: [&[(&str, &str)]; 5] = [
        &[("GOOS", "windows")],
        &[("GOOS", "darwin")],
        &[("GOARCH", "arm64")],
        &[("GOARCH", "386")],
        &[("GOOS", "windows"), ("CGO_ENABLED", "0")],
    ];
    for platform in platforms {
        let answer = go(&sandbox, platform, &["build", "-o", "/dev/null", "./cmd"]).fails(1);
        let answer = answer.says(&["needs_linux_amd64__unset_GOOS_and_GOARCH"]);
        for noise in ["gcc", "clang", "needs_cgo"] {
            assert!(!answer.stderr.contains(noise), "{platform:?}: {noise} in\n{}", answer.stderr);
        }
    }
    let answer = go(&sandbox, &[("CGO_ENABLED", "0")], &["build", "./counted"]).fails(1);
    answer.says(&["counted_needs_cgo__set_CGO_ENABLED_1_and_install_a_C_compiler"]);
    // The import that other platforms fail on is one that `go mod tidy` finds.
    go(&sandbox, &[], &["mod", "tidy"]).succeeds();
}

/// A C compiler for which this machine's headers are those of another C library: gcc, with the mark of glibc taken away.
pub(crate) fn other_c_library(folder: &Path) -> String {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join("musl-like-gcc");
    // Each header that includes <features.h> sees it once; after it the mark is gone.
    std::fs::create_dir_all(folder.join("include")).unwrap();
    std::fs::write(folder.join("include/features.h"), "#include_next <features.h>\n#undef __GLIBC__\n")
        .unwrap();
    let script = format!("#!/bin/sh\nexec gcc -I{} \"$@\"\n", folder.join("include").display());
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

#[test]
fn issue_another_c_library_is_named() {
    let sandbox = project();
    sandbox.spandrel("counted", &["build", "--object-only"]).succeeds();
    let compiler = other_c_library(sandbox.path());
    let answer = go(&sandbox, &[("CC", &compiler)], &["build", "-o", "/dev/null", "./cmd"]).fails(1);
    let answer = answer
        .says(&["spandrel: the Rust object of package counted needs glibc", "set CC to a gcc for glibc"]);
    assert!(!answer.stderr.contains("undefined reference"), "{}", answer.stderr);
}

#[test]
fn issue_internal_linking_is_refused() {
    let sandbox = project();
    sandbox.spandrel("counted", &["build", "--object-only"]).succeeds();
    // Go's own linker makes no unwind tables for the object and runs no constructors of it. It stops; docs/the-static-object.md
    // shows how its message begins.
    let internal = ["build", "-ldflags=-linkmode=internal", "-o", "/dev/null", "./cmd"];
    go(&sandbox, &[], &internal).fails(1).says(&["loadelf: ", "counted_linux_am"]);
    go(&sandbox, &[], &["build", "-ldflags=-linkmode=external", "-o", "/dev/null", "./cmd"]).succeeds();
}
