//! Wrong input and broken set-ups: each a message with place and cure.

use std::process::Command;

use crate::support::{Answer, Sandbox, found};

const BRIDGE: &str =
    "#[spandrel::bridge(package = \"a\")]\nmod ffi { extern \"Rust\" { fn f(); } }\nfn f() {}\n";

#[test]
fn wrong_usage_exits_with_2() {
    let sandbox = Sandbox::new();
    for arguments in [&["nonsense"][..], &["build", "--object-only", "--static"], &["check", "--xml"], &[]] {
        sandbox.spandrel(".", arguments).fails(2);
    }
    let help = sandbox.spandrel(".", &["build", "--help"]).succeeds();
    assert!(help.stdout.contains("spandrel build --static"), "{}", help.stdout);
}

#[test]
fn a_missing_or_wrong_project_file_is_named() {
    let sandbox = Sandbox::new();
    sandbox.spandrel(".", &["generate"]).fails(1).says(&["no spandrel.toml", "cure: ", "spandrel new"]);

    sandbox.write("spandrel.toml", "[rust]\nmanifest = \"rust\"\nfeature = []\n[go]\nout = \"go\"\n");
    sandbox.spandrel(".", &["generate"]).fails(1).says(&[
        "spandrel.toml: ",
        "line 3",
        "unknown field `feature`",
    ]);

    sandbox.write("spandrel.toml", "[rust]\nmanifest = \"rust\"\n[go]\nout = \"go\"\n");
    sandbox.spandrel(".", &["generate"]).fails(1).says(&["no Cargo.toml at", "[rust] manifest"]);

    sandbox.write("rust/Cargo.toml", "[package]\nname = \"a\"\n");
    sandbox.spandrel(".", &["generate"]).fails(1).says(&["no go.mod in", "go mod init"]);

    sandbox.write("go/go.mod", "module example.com/a\n");
    sandbox.write("rust/src/lib.rs", "fn f() {}\n");
    sandbox.spandrel(".", &["generate"]).fails(1).says(&["no #[spandrel::bridge] module", "rust/src"]);

    sandbox.write("rust/src/lib.rs", BRIDGE);
    sandbox.write("rust/src/more.rs", BRIDGE);
    sandbox.spandrel(".", &["generate"]).fails(1).says(&[
        "`a` is declared by two bridges",
        "lib.rs",
        "more.rs",
    ]);

    std::fs::remove_file(sandbox.path().join("rust/src/more.rs")).unwrap();
    sandbox.spandrel(".", &["generate"]).succeeds();
    sandbox.spandrel(".", &["run"]).fails(1);
}

#[test]
fn refusals_show_the_source_all_at_once() {
    let sandbox = Sandbox::new();
    sandbox.project(
        "a",
        "// ä shifts bytes against columns\n#[spandrel::bridge(package = \"a\")]\nmod ffi {\n    extern \"Rust\" {\n        \
         fn f(x: Unknown);\n        fn g(self: Other);\n    }\n}\n",
        "",
    );
    let answer = sandbox.spandrel("a", &["generate"]).fails(1).says(&[
        "error: type `Unknown` is not declared in this bridge",
        "--> rust/src/lib.rs:5:17",
        "fn f(x: Unknown);",
        "^^^^^^^",
        "hint: declare `struct Unknown`",
        "rust/src/lib.rs:6",
        "error: 2 errors in bridges",
    ]);
    assert!(!answer.stderr.contains('\u{1b}'), "colours without a terminal");
    sandbox.spandrel("a", &["doctor"]).fails(1);
}

#[test]
fn a_profile_that_aborts_is_refused_before_anything_is_compiled() {
    let sandbox = Sandbox::new();
    sandbox.project("a", BRIDGE, "[profile.release]\npanic = \"abort\"\n");
    let answer = sandbox.spandrel("a", &["build"]).fails(1);
    let answer = answer.says(&["panic = \"abort\"", "rust/Cargo.toml", "cure: set panic = \"unwind\""]);
    assert!(!answer.stderr.contains("Compiling"), "{}", answer.stderr);
    let doctor = sandbox.spandrel("a", &["doctor"]).fails(1);
    assert!(doctor.stdout.contains("PROBLEM  profile"), "{}", doctor.stdout);
}

#[test]
fn new_refuses_names_and_folders() {
    let sandbox = Sandbox::new();
    for name in ["Upper", "with-dash-", "func", "../up", "1st"] {
        sandbox.spandrel(".", &["new", name]).fails(1).says(&["cannot be a project name", "cure: "]);
    }
    sandbox.write("taken/x", "");
    sandbox.spandrel(".", &["new", "taken"]).fails(1).says(&["taken already exists"]);
    let answer = Answer::of(
        Command::new(env!("CARGO_BIN_EXE_spandrel"))
            .current_dir(sandbox.path())
            .env("SPANDREL_HOME", sandbox.path())
            .args(["new", "homeless"]),
    );
    answer.fails(1).says(&["source tree of Spandrel is not at", "set SPANDREL_HOME"]);
    assert!(!sandbox.path().join("homeless").exists());
}

#[test]
fn the_doctor_names_what_is_missing() {
    let sandbox = Sandbox::new();
    sandbox.project("a", BRIDGE, "");
    sandbox.write("a/go/go.mod", "module example.com/a\n\ngo 1.24\n");
    let doctor = |change: &dyn Fn(&mut Command)| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_spandrel"));
        command.current_dir(sandbox.path().join("a")).arg("doctor");
        change(&mut command);
        let answer = command.output().unwrap();
        assert_eq!(answer.status.code(), Some(1));
        String::from_utf8(answer.stdout).unwrap()
    };
    let problem = |text: &str, name: &str| {
        text.lines().any(|line| line.trim_start().starts_with("PROBLEM") && line.contains(name))
    };

    let empty = sandbox.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let bare = doctor(&|command| {
        command.env("PATH", &empty);
    });
    for name in ["Go", "C compiler", "ld", "objcopy", "cargo", "rustc"] {
        assert!(problem(&bare, name), "{name} in\n{bare}");
    }
    assert!(bare.contains("https://go.dev/dl/"), "{bare}");

    let without_cgo = doctor(&|command| {
        command.env("CGO_ENABLED", "0");
    });
    assert!(problem(&without_cgo, "cgo"), "{without_cgo}");

    let elsewhere = doctor(&|command| {
        command.env("GOOS", "windows").env("CGO_ENABLED", "1");
    });
    assert!(problem(&elsewhere, "platform"), "{elsewhere}");

    let no_compiler = doctor(&|command| {
        command.env("CC", "no-such-cc");
    });
    assert!(problem(&no_compiler, "C compiler"), "{no_compiler}");

    // This go.mod does not know the runtime, and nothing was generated.
    let here = doctor(&|_| {});
    assert!(problem(&here, "Go module"), "{here}");
    assert!(problem(&here, "generated code"), "{here}");
    assert!(!problem(&here, "platform"), "{here}");
}

#[test]
fn a_name_that_cannot_be_is_answered_with_one_that_can() {
    let sandbox = Sandbox::new();
    sandbox
        .spandrel(".", &["new", "My-App"])
        .fails(1)
        .says(&["`My-App` cannot be a project name", "`my-app`"]);
    sandbox
        .spandrel(".", &["new", "app", "--module", "https://example.com/app"])
        .fails(1)
        .says(&["`https://example.com/app` cannot be a Go module", "cure: use a path such as"]);
    sandbox.spandrel(".", &["new", "func"]).fails(1).says(&["means something else in Go", "`myfunc`"]);
    assert_eq!(std::fs::read_dir(sandbox.path()).unwrap().count(), 0);
}

#[test]
fn a_project_is_not_made_in_a_folder_that_is_not_there() {
    let sandbox = Sandbox::new();
    sandbox.spandrel(".", &["-C", "misspelt", "new", "a"]).fails(1).says(&[
        "there is no folder",
        "misspelt",
        "cure: ",
    ]);
    assert!(!sandbox.path().join("misspelt").exists());
}

#[test]
fn without_a_c_compiler_the_cure_is_to_install_one() {
    let sandbox = Sandbox::new();
    sandbox.project("a", BRIDGE, "");
    sandbox
        .write("a/go/cmd/main.go", "package main\n\nimport \"example.com/a/a\"\n\nfunc main() { a.F() }\n");
    // Every tool but a C compiler, under the names by which they are called.
    let tools = sandbox.path().join("tools");
    std::fs::create_dir(&tools).unwrap();
    for tool in ["cargo", "rustc", "go", "ld", "objcopy"] {
        std::os::unix::fs::symlink(found(tool), tools.join(tool)).unwrap();
    }
    let mut build = Command::new(env!("CARGO_BIN_EXE_spandrel"));
    build.args(["-C", "a", "build"]).current_dir(sandbox.path()).env("PATH", &tools).env_remove("CC");
    // Cargo links nothing where it has compiled the dependencies before: then it is Go that asks for the compiler.
    Answer::of(&mut build).fails(1).says(&["cure: install a C compiler", "apt install gcc"]);
}

#[test]
fn a_workspace_of_go_that_leaves_the_project_out_is_named() {
    let sandbox = Sandbox::new();
    sandbox.project("a", BRIDGE, "");
    sandbox.write("other/go.mod", "module example.com/other\n\ngo 1.24\n");
    sandbox.write("go.work", "go 1.24\n\nuse ./other\n");
    let doctor = sandbox.spandrel("a", &["doctor"]).fails(1);
    let place = sandbox.path().join("a/go");
    assert!(doctor.stdout.contains("example.com/a is not among the modules of"), "{}", doctor.stdout);
    assert!(doctor.stdout.contains(&format!("go work use {}", place.display())), "{}", doctor.stdout);

    sandbox.go("a/go", &["work", "use", "."]).succeeds();
    let doctor = sandbox.spandrel("a", &["doctor"]).fails(1);
    assert!(!doctor.stdout.contains("not among the modules"), "{}", doctor.stdout);
}
