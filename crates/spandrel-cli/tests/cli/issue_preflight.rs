//! What a build lacks is said before Cargo runs, all at once; what `check` and `doctor` say of projects that are in order, or
//! not, in ways of their own.

#![expect(clippy::unwrap_used, reason = "these are tests: a panic is their failure")]

use std::{
    fs,
    process::Command,
    time::{Duration, SystemTime},
};

use crate::{
    issue_cannot_work::other_c_library,
    support::{Answer, Sandbox, found, go_mod},
};

const LIB: &str = "#[spandrel::bridge(package = \"a\")]\nmod ffi { extern \"Rust\" { fn f() -> u32; } }\nfn f() -> u32 { 1 }\n";

fn project() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.project("a", LIB, "");
    sandbox.write(
        "a/go/cmd/main.go",
        "package main\n\nimport \"example.com/a/a\"\n\nfunc main() { println(a.F()) }\n",
    );
    sandbox
}

fn spandrel(sandbox: &Sandbox, environment: &[(&str, &str)], arguments: &[&str]) -> Answer {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spandrel"));
    command.current_dir(sandbox.path().join("a")).envs(environment.iter().copied()).args(arguments);
    Answer::of(&mut command)
}

#[track_caller]
fn nothing_was_compiled(sandbox: &Sandbox, answer: &Answer) {
    assert!(!answer.stderr.contains("Compiling"), "{}", answer.stderr);
    assert!(!sandbox.path().join("a/rust/Cargo.lock").exists(), "Cargo ran:\n{}", answer.stderr);
}

#[test]
fn issue_what_a_build_lacks_is_said_at_once_before_cargo_runs() {
    let sandbox = project();
    sandbox.write("a/go/go.mod", "module example.com/a\n\ngo 1.24\n");
    let tools = sandbox.path().join("tools");
    fs::create_dir(&tools).unwrap();
    for tool in ["cargo", "rustc", "go", "gcc"] {
        std::os::unix::fs::symlink(found(tool), tools.join(tool)).unwrap();
    }
    let path = tools.display().to_string();
    for verb in [&["build"][..], &["run"], &["test"]] {
        let answer = spandrel(&sandbox, &[("PATH", &path)], verb).fails(1);
        let answer = answer.says(&[
            "error: the build cannot begin:",
            "ld: cannot run `ld`",
            "objcopy: cannot run `objcopy`",
            "apt install binutils",
            "go.mod does not require spandrel.dev/spandrel",
            "replace spandrel.dev/spandrel => PATH/go",
        ]);
        nothing_was_compiled(&sandbox, &answer);
    }
    // An object alone needs no Go.
    let answer = spandrel(&sandbox, &[("PATH", &path)], &["build", "--object-only"]).fails(1);
    assert!(!answer.stderr.contains("go.mod"), "{}", answer.stderr);
    nothing_was_compiled(&sandbox, &answer);
}

#[test]
fn issue_a_build_that_cannot_work_is_refused_before_cargo_runs() {
    let sandbox = project();
    let compiler = other_c_library(sandbox.path());
    let rows: [(&[(&str, &str)], &str); 7] = [
        (&[("GOOS", "windows")], "Go builds for windows/amd64"),
        (&[("GOOS", "darwin")], "Go builds for darwin/amd64"),
        (&[("GOARCH", "arm64")], "Go builds for linux/arm64"),
        (&[("CC", &compiler)], "does not build for glibc"),
        (&[("GOFLAGS", "-ldflags=-linkmode=internal")], "asks for internal linking"),
        (&[("GO_EXTLINK_ENABLED", "0")], "asks for internal linking"),
        (&[("CARGO_BUILD_TARGET", "aarch64-unknown-linux-gnu")], "CARGO_BUILD_TARGET is aarch64"),
    ];
    for (environment, says) in rows {
        let answer = spandrel(&sandbox, environment, &["build"]).fails(1).says(&[says, "    cure: "]);
        nothing_was_compiled(&sandbox, &answer);
        let doctor = spandrel(&sandbox, environment, &["doctor", "--json"]).fails(1);
        assert!(doctor.stdout.contains(says), "{says} in\n{}", doctor.stdout);
    }
    fs::rename(sandbox.path().join("a/go/cmd"), sandbox.path().join("a/go/other")).unwrap();
    let answer =
        spandrel(&sandbox, &[], &["build"]).fails(1).says(&["[go] main names ./cmd", "there is no folder"]);
    nothing_was_compiled(&sandbox, &answer);
    sandbox.write("a/go/cmd/lib.go", "package lib\n");
    spandrel(&sandbox, &[], &["build"]).fails(1).says(&["./cmd is package lib, not package main"]);
}

/// The problems of a diagnosis: name and detail.
fn problems(answer: &Answer) -> Vec<(String, String)> {
    let diagnosis: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let checks = diagnosis["checks"].as_array().unwrap();
    let problems = checks.iter().filter(|check| check["state"] == "problem");
    problems.map(|check| (text(&check["name"]), text(&check["detail"]))).collect()
}

#[test]
fn issue_the_doctor_finds_no_problem_where_there_is_none() {
    let sandbox = project();
    sandbox.spandrel("a", &["build"]).succeeds();
    let none: Vec<(String, String)> = Vec::new();
    let doctor = |environment: &[(&str, &str)]| spandrel(&sandbox, environment, &["doctor", "--json"]);
    assert_eq!(problems(&doctor(&[])), none);
    assert_eq!(problems(&doctor(&[("GOFLAGS", "-mod=mod")])), none);

    sandbox.go("a/go", &["mod", "vendor"]).succeeds();
    for flags in ["", "-mod=vendor", "-mod=mod"] {
        assert_eq!(problems(&doctor(&[("GOFLAGS", flags)])), none, "{flags}");
    }
    sandbox.spandrel("a", &["build"]).succeeds();
    fs::remove_dir_all(sandbox.path().join("a/go/vendor")).unwrap();
    let without = doctor(&[("GOFLAGS", "-mod=vendor")]);
    assert_eq!(problems(&without)[0].0, "Go module", "{}", without.stdout);
    assert!(without.stdout.contains("go mod vendor"), "{}", without.stdout);

    sandbox.write("go.work", "go 1.24\n\nuse ./a/go\n");
    assert_eq!(problems(&doctor(&[])), none);

    // go.mod stays as it was.
    assert_eq!(sandbox.read("a/go/go.mod"), go_mod("example.com/a", ""));

    // A truncated object is called one, by doctor and check.
    let object = sandbox.path().join("a/go/a/internal/bridge/a_linux_amd64.syso");
    let whole = fs::read(&object).unwrap();
    for (bytes, says) in [
        (&whole[..whole.len() / 2], "is truncated or damaged"),
        (&whole[..0], "is empty"),
        (&b"version https://git-lfs.github.com/spec/v1\n"[..], "is not an object file"),
    ] {
        fs::write(&object, bytes).unwrap();
        let found = problems(&doctor(&[]));
        assert!(found.len() == 1 && found[0].1.contains(says), "{found:?}");
        sandbox.spandrel("a", &["check"]).fails(1).prints(&[says, "cure: spandrel build"]);
    }
}

#[test]
fn issue_check_says_what_it_did_not_compare() {
    let sandbox = project();
    sandbox.spandrel("a", &["build", "--object-only"]).succeeds();
    let json = |answer: &Answer| -> serde_json::Value { serde_json::from_str(&answer.stdout).unwrap() };
    let clean = sandbox.spandrel("a", &["check", "--json"]).succeeds();
    assert_eq!(json(&clean)["not_compared"].as_array().unwrap().len(), 0, "{}", clean.stdout);

    sandbox.edit("a/rust/src/lib.rs", "{ 1 }", "{ 2 }");
    let later = SystemTime::now() + Duration::from_secs(60);
    let source = sandbox.path().join("a/rust/src/lib.rs");
    fs::File::options().append(true).open(&source).unwrap().set_modified(later).unwrap();
    let changed = sandbox.spandrel("a", &["check", "--json"]).succeeds();
    assert_eq!(json(&changed)["not_compared"][0]["file"], "rust/src/lib.rs", "{}", changed.stdout);
    assert_eq!(json(&changed)["not_compared"][0]["cure"], "spandrel build");
    let listed = sandbox.spandrel("a", &["check"]).succeeds().prints(&[
        "rust/src/lib.rs: changed after the object was built; only the contract was compared",
        "cure: spandrel build",
    ]);
    listed.says(&["the contracts agree"]);
}

#[test]
fn issue_check_prints_json_when_it_cannot_check() {
    let sandbox = project();
    sandbox.write(
        "a/rust/src/lib.rs",
        "#[spandrel::bridge(package = \"a\")]\nmod ffi {\n    extern \"Rust\" {\n        fn f(x: Unknown);\n    }\n}\n",
    );
    let refused = sandbox.spandrel("a", &["check", "--json"]).fails(1);
    let findings: serde_json::Value = serde_json::from_str(&refused.stdout).unwrap();
    assert_eq!(findings["ok"], false);
    let refusal = &findings["refusals"][0];
    assert_eq!(refusal["file"], "rust/src/lib.rs");
    assert_eq!((&refusal["line"], &refusal["column"]), (&4.into(), &17.into()), "{refusal}");
    assert!(refusal["message"].as_str().unwrap().contains("`Unknown` is not declared"), "{refusal}");

    fs::remove_file(sandbox.path().join("a/spandrel.toml")).unwrap();
    let nowhere = sandbox.spandrel("a", &["check", "--json"]).fails(1);
    let findings: serde_json::Value = serde_json::from_str(&nowhere.stdout).unwrap();
    assert!(findings["error"]["message"].as_str().unwrap().contains("no spandrel.toml"), "{findings}");
    assert!(findings["error"]["cure"].as_str().unwrap().contains("spandrel new"), "{findings}");
}
