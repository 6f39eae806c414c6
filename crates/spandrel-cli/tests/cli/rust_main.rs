//! A Rust program over a Go core: from nothing to a tested program, and what can be wrong with it.

use std::process::Command;

use crate::support::{Answer, Sandbox};

/// Runs Cargo in the project's Rust folder, without the command.
fn cargo(sandbox: &Sandbox, arguments: &[&str]) -> Answer {
    Answer::of(Command::new("cargo").current_dir(sandbox.path().join("letters/rust")).args(arguments))
}

#[test]
fn a_new_rust_program_runs_tests_and_stays_in_step() {
    let sandbox = Sandbox::new();
    sandbox.spandrel(".", &["new", "letters", "--rust-main"]).succeeds();
    sandbox.spandrel("letters", &["check"]).succeeds();
    sandbox.spandrel("letters", &["doctor"]).succeeds();
    let run = sandbox.spandrel("letters", &["run", "--", "ada", "grace"]).succeeds();
    assert_eq!(run.stdout, "hello, ADA!\nhello, GRACE!\n");
    let test = sandbox.spandrel("letters", &["test"]).succeeds();
    assert!(test.stdout.contains("2 passed"), "{}", test.stdout);
    let gofmt = Answer::of(Command::new("gofmt").arg("-l").arg(sandbox.path().join("letters/go")));
    assert_eq!(gofmt.succeeds().stdout, "");

    // Cargo alone builds the core again when a Go file changes, and only then.
    sandbox.edit("letters/go/core/core.go", "out.String(), err", "out.String() + \" from Go\", err");
    assert_eq!(
        cargo(&sandbox, &["run", "--quiet", "--release"]).succeeds().stdout,
        "hello, WORLD! from Go\n"
    );
    let again = cargo(&sandbox, &["build", "--release"]).succeeds();
    assert!(!again.stderr.contains("Compiling letters"), "{}", again.stderr);

    // What Go's compiler says is shown as it is, by either command.
    sandbox.edit("letters/go/core/core.go", "out.String() +", "out.Text() +");
    let wrong = "core/core.go:25:13: out.Text undefined";
    sandbox.spandrel("letters", &["build"]).fails(1).says(&[wrong]);
    cargo(&sandbox, &["build", "--release"]).fails(101).says(&["the Go core cannot be built", wrong]);
    sandbox.edit("letters/go/core/core.go", "out.Text() +", "out.String() +");

    // The same program with the core as a library of its own.
    sandbox.edit("letters/spandrel.toml", "link = \"static\"", "link = \"shared\"");
    sandbox
        .spandrel("letters", &["run"])
        .fails(1)
        .says(&["no Go core is linked into this program", "spandrel_host::load"]);
    sandbox.edit(
        "letters/rust/src/lib.rs",
        "spandrel_host::start()?;",
        "spandrel_host::load(spandrel_host::find(\"libletters_core.so\")?)?;",
    );
    let run = sandbox.spandrel("letters", &["run", "--", "both"]).succeeds();
    assert_eq!(run.stdout, "hello, BOTH! from Go\n");
    sandbox.edit("letters/go/core/core.go", "out.String() + \" from Go\"", "out.String()");
    // A library in the folder above is found only by who asks for it, as tests do.
    let output = sandbox.spandrel("letters", &["test"]).fails(1);
    assert!(output.stdout.contains("tests call `find_for_tests`"), "{}", output.stdout);
    for _ in 0..2 {
        sandbox.edit(
            "letters/rust/tests/core.rs",
            "letters::start().unwrap();",
            "spandrel_host::load(spandrel_host::find_for_tests(\"libletters_core.so\").unwrap()).unwrap();",
        );
    }
    let test = sandbox.spandrel("letters", &["test"]).succeeds();
    assert!(test.stdout.contains("2 passed"), "{}", test.stdout);
    // A program without its library says what is missing, a program with another's which item differs.
    let library = sandbox.path().join("letters/bin/libletters_core.so");
    let old = std::fs::read(&library).unwrap();
    std::fs::remove_file(&library).unwrap();
    let program = || Answer::of(&mut Command::new(sandbox.path().join("letters/bin/letters")));
    program().fails(1).says(&["no libletters_core.so in ", "ship the library beside the program"]);
    sandbox.edit(
        "letters/rust/src/lib.rs",
        "fn shout(text: &str) -> String;",
        "fn shout(text: &str) -> String;\n        fn hush() -> bool;",
    );
    sandbox.edit(
        "letters/rust/src/lib.rs",
        "fn shout(text: &str) -> String {",
        "fn hush() -> bool {\n    true\n}\n\nfn shout(text: &str) -> String {",
    );
    sandbox.spandrel("letters", &["build"]).succeeds();
    std::fs::write(&library, old).unwrap();
    program()
        .fails(1)
        .says(&["differ in bridge letters: the library lacks `rust hush() -> bool`; run `spandrel build`"]);
}

#[test]
fn what_is_wrong_with_a_core_is_named() {
    let sandbox = Sandbox::new();
    sandbox.spandrel(".", &["new", "letters", "--rust-main"]).succeeds();
    sandbox.spandrel("letters", &["build", "--static"]).fails(1).says(&["--static is for Go programs"]);
    let sanitized = sandbox.spandrel("letters", &["build", "--sanitizer", "address"]);
    sanitized.fails(1).says(&["--sanitizer is for Go programs"]);

    sandbox.edit("letters/spandrel.toml", "core = \"./core\"", "core = \"./nothing\"");
    sandbox.spandrel("letters", &["build"]).fails(1).says(&["go list", "nothing"]);
    sandbox.edit("letters/spandrel.toml", "core = \"./nothing\"", "core = \"./core\"");

    sandbox.edit("letters/go/core/core.go", "package core", "package main");
    sandbox
        .spandrel("letters", &["build"])
        .fails(1)
        .says(&["./core is a Go program", "cure: make it an ordinary package"]);
    sandbox.spandrel("letters", &["doctor"]).fails(1);
    sandbox.edit("letters/go/core/core.go", "package main", "package core");

    // Without the build script the program links, and says at the start what it lacks.
    std::fs::remove_file(sandbox.path().join("letters/rust/build.rs")).unwrap();
    let doctor = sandbox.spandrel("letters", &["doctor"]).fails(1);
    assert!(doctor.stdout.contains("rust/build.rs does not build ./core"), "{}", doctor.stdout);
    sandbox
        .spandrel("letters", &["run"])
        .fails(1)
        .says(&["no Go core is linked into this program", "spandrel_host::load"]);

    // A generated main that is missing or stale is found without building anything.
    sandbox.edit("letters/go/internal/gocore/main.go", "func main() {}", "func main() { panic(1) }");
    sandbox
        .spandrel("letters", &["check"])
        .fails(1)
        .prints(&["go/internal/gocore/main.go", "cure: spandrel generate"]);
    std::fs::remove_file(sandbox.path().join("letters/go/internal/gocore/main.go")).unwrap();
    sandbox.spandrel("letters", &["check"]).fails(1).prints(&["gocore/main.go: is missing"]);
}

#[test]
fn missing_tools_are_named() {
    let sandbox = Sandbox::new();
    sandbox.spandrel(".", &["new", "letters", "--rust-main"]).succeeds();
    let build = |variable: &str, value: &str| {
        Answer::of(
            Command::new("cargo")
                .current_dir(sandbox.path().join("letters/rust"))
                .args(["build", "--release"])
                .env(variable, value),
        )
    };
    build("CC", "no-such-compiler").fails(101).says(&["a C compiler is needed", "no-such-compiler"]);
    // Cargo, rustc and the linker, but no Go.
    let tools = sandbox.path().join("tools");
    std::fs::create_dir_all(&tools).unwrap();
    for tool in ["cargo", "rustc", "cc", "gcc", "ld", "as"] {
        let path = std::env::split_paths(&std::env::var_os("PATH").unwrap())
            .map(|folder| folder.join(tool))
            .find(|path| path.is_file());
        if let Some(path) = path {
            std::os::unix::fs::symlink(path, tools.join(tool)).unwrap();
        }
    }
    build("PATH", tools.to_str().unwrap()).fails(101).says(&["go cannot be run", "install Go 1.24"]);
}
