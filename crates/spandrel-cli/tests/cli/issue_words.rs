//! What commands print: lists on standard output, short errors, projects in the usual format.

use std::process::Command;

use crate::support::{Answer, Sandbox, found, home};

#[test]
fn issue_a_new_project_is_formatted_and_says_its_source() {
    let sandbox = Sandbox::new();
    let long = "abcdefghij-klmnopqrst-uvwxyzabcd-efghijkl";
    for name in ["ab", &long[..40]] {
        for options in [&[][..], &["--link", "dynamic"], &["--rust-main"]] {
            let folder = format!("f{}{}", options.len(), options.join("").len());
            std::fs::create_dir_all(sandbox.path().join(&folder)).unwrap();
            let said = sandbox.spandrel(&folder, &[&["new", name], options].concat()).succeeds();
            said.says(&[&format!("source  spandrel, from {}", home().display()), "SPANDREL_HOME"]);
            let project = sandbox.path().join(folder).join(name);
            let mut fmt = Command::new("cargo");
            Answer::of(fmt.args(["fmt", "--check"]).current_dir(project.join("rust"))).succeeds();
            let gofmt = Answer::of(Command::new("gofmt").arg("-l").arg(project.join("go"))).succeeds();
            assert_eq!(gofmt.stdout, "");
        }
    }
    sandbox.spandrel(".", &["new", "log_sift"]).succeeds();
    let help = sandbox.spandrel(".", &["new", "--help"]).succeeds();
    assert!(help.stdout.contains("lower-case letters, digits, `-` and `_`"), "{}", help.stdout);
}

#[test]
fn issue_the_last_lines_of_a_failed_build_are_the_compilers() {
    let sandbox = Sandbox::new();
    sandbox.project(
        "a",
        "#[spandrel::bridge(package = \"a\")]\nmod ffi { extern \"Rust\" { fn f() -> u32; } }\nfn f() -> u64 { 1 }\n",
        "",
    );
    let failed = sandbox.spandrel("a", &["build", "--object-only"]).fails(1).says(&["error[E0308]"]);
    assert!(failed.stderr.ends_with("error: cargo failed (exit status 101)\n"), "{}", failed.stderr);
    assert!(!failed.stderr.contains("remap-path-prefix"), "{}", failed.stderr);
    // The command is there when it is asked for, with paths of crates that the project uses and of no others.
    let shown =
        sandbox.spandrel("a", &["build", "--object-only", "-v"]).fails(1).says(&["cargo rustc --lib"]);
    shown.stderr.lines().find(|line| line.contains("cargo rustc --lib")).map_or_else(
        || panic!("{}", shown.stderr),
        |line| {
            assert!(line.contains("crates/spandrel=") && line.contains("crates/spandrel-syntax="), "{line}");
            assert!(!line.contains("xtask") && !line.contains("spandrel-host"), "{line}");
        },
    );
}

#[test]
fn issue_the_profile_and_the_features_are_looked_for() {
    let sandbox = Sandbox::new();
    let lib = "#[spandrel::bridge(package = \"a\")]\nmod ffi { extern \"Rust\" { fn f(); } }\nfn f() {}\n";
    sandbox.project("a", lib, "[features]\nfast = []\n[profile.small]\ninherits = \"release\"\n");
    let doctor = || sandbox.spandrel("a", &["doctor"]).stdout;
    sandbox.edit(
        "a/spandrel.toml",
        "[go]",
        "profile = \"smal\"\nfeatures = [\"fast\", \"fats\", \"spandrel/async\", \"no/x\"]\n[go]",
    );
    let said = doctor();
    for part in [
        "PROBLEM  profile",
        "there is no profile `smal` in ",
        "(bench, dev, release, small, test), or write [profile.smal]",
        "PROBLEM  features",
        "has no feature `fats`, `no/x`",
        "there are fast",
    ] {
        assert!(said.contains(part), "no {part:?} in\n{said}");
    }
    let build = sandbox.spandrel("a", &["build", "--object-only"]).fails(1);
    build.says(&["the build cannot begin:", "there is no profile `smal`", "has no feature `fats`, `no/x`"]);
    assert!(!sandbox.path().join("a/rust/Cargo.lock").exists(), "Cargo ran");

    sandbox.edit("a/spandrel.toml", "\"smal\"", "\"small\"");
    sandbox.edit("a/spandrel.toml", ", \"fats\", \"spandrel/async\", \"no/x\"", "");
    let said = doctor();
    assert!(said.contains("ok  profile") && said.contains("ok  features"), "{said}");
}

#[test]
fn issue_an_object_needs_a_linker_for_macros() {
    let sandbox = Sandbox::new();
    let lib = "#[spandrel::bridge(package = \"a\")]\nmod ffi { extern \"Rust\" { fn f(); } }\nfn f() {}\n";
    sandbox.project("a", lib, "");
    let tools = sandbox.path().join("tools");
    std::fs::create_dir(&tools).unwrap();
    for tool in ["cargo", "rustc", "ld", "objcopy"] {
        std::os::unix::fs::symlink(found(tool), tools.join(tool)).unwrap();
    }
    let mut build = Command::new(env!("CARGO_BIN_EXE_spandrel"));
    build.args(["-C", "a", "build", "--object-only"]).current_dir(sandbox.path()).env("PATH", &tools);
    let answer = Answer::of(&mut build).fails(1);
    answer.says(&["the build cannot begin:", "Rust linker: cannot run `cc`", "cure: install a C compiler"]);
    assert!(!sandbox.path().join("a/rust/Cargo.lock").exists(), "Cargo ran");
}

#[test]
fn issue_lists_are_on_standard_output() {
    let sandbox = Sandbox::new();
    let lib = "#[spandrel::bridge(package = \"a\")]\nmod ffi { extern \"Rust\" { fn f(); } }\nfn f() {}\n";
    sandbox.project("a", lib, "");
    let check = sandbox.spandrel("a", &["check"]).fails(1).prints(&["a/contract.txt: is missing", "cure: "]);
    assert!(check.stderr.ends_with("error: 2 differences\n"), "{}", check.stderr);
    sandbox.spandrel("a", &["generate"]).succeeds();
    let check = sandbox.spandrel("a", &["check"]).fails(1).prints(&["is missing: not built yet"]);
    assert_eq!(check.stderr, "error: 1 difference\n");
    let clean = sandbox.spandrel("a", &["clean", "--dry-run", "--generated"]).succeeds();
    clean.prints(&["would remove  go/a/contract.txt"]);

    // A file that was not there was created.
    sandbox.write("module/go.mod", "module example.com/module\n\ngo 1.24\n");
    let init = sandbox.spandrel("module", &["init"]).succeeds();
    init.says(&["created  .gitignore: ignores build products"]);
}
