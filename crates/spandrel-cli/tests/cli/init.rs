//! `spandrel init` in modules and packages that are there already, and `spandrel new` with names and paths of all kinds.

use std::{fs, process::Command};

use crate::support::{Answer, Sandbox, home};

const GO_MAIN: &str = "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"mine\") }\n";

/// How often a line stands in a file.
fn count(text: &str, line: &str) -> usize {
    text.lines().filter(|there| *there == line).count()
}

#[test]
fn issue_init_adds_a_bridge_to_a_go_module() {
    let sandbox = Sandbox::new();
    sandbox.write("app/go.mod", "module github.com/ada/word-app\n\ngo 1.24 // at least\n");
    sandbox.write("app/main.go", GO_MAIN);
    sandbox.write("app/.gitignore", "*.log\n/bin/\n");
    let said = sandbox.spandrel("app", &["init"]).succeeds();
    let said = said.says(&[
        "created  rust/Cargo.toml",
        "created  rust/src/lib.rs",
        "edited  go.mod: requires spandrel.dev/spandrel",
        "created  spandrel.toml",
        "edited  .gitignore",
        "next  spandrel build && spandrel test",
    ]);
    assert_eq!(said.stdout, "");
    assert_eq!(sandbox.read("app/main.go"), GO_MAIN);
    let module = sandbox.read("app/go.mod");
    assert!(module.contains("go 1.24 // at least") && module.contains("=> "), "{module}");
    let ignored = sandbox.read("app/.gitignore");
    assert!(ignored.starts_with("*.log\n/bin/\n\n"), "{ignored}");
    for (line, times) in [("/bin/", 1), ("/rust/target/", 1), ("**/internal/bridge/*_linux_amd64.syso", 1)] {
        assert_eq!(count(&ignored, line), times, "{line} in\n{ignored}");
    }

    sandbox.spandrel("app", &["test"]).succeeds();
    let run = sandbox.spandrel("app", &["run"]).succeeds();
    assert_eq!(run.stdout, "mine\n");
    assert!(sandbox.path().join("app/bin/word-app").is_file());
    Answer::of(Command::new("git").arg("init").arg("-q").current_dir(sandbox.path().join("app"))).succeeds();
    let status = Answer::of(
        Command::new("git").args(["status", "--porcelain", "-uall"]).current_dir(sandbox.path().join("app")),
    );
    let unknown = status.succeeds().stdout;
    for product in [".syso", "link_linux", "bin/", "target/"] {
        assert!(!unknown.contains(product), "git would add {product}:\n{unknown}");
    }

    // A second time there is a project, and nothing changes.
    let before = sandbox.read("app/spandrel.toml");
    sandbox.spandrel("app", &["init"]).fails(1).says(&["spandrel.toml already exists", "cure: "]);
    assert_eq!(sandbox.read("app/spandrel.toml"), before);
    fs::remove_file(sandbox.path().join("app/spandrel.toml")).unwrap();
    sandbox
        .spandrel("app", &["init"])
        .fails(1)
        .says(&["wordapp is not empty", "cure: choose another name for the bridge"]);
    // With a Cargo package that has a bridge, and the lines in their places, only the project file is missing.
    fs::remove_dir_all(sandbox.path().join("app/wordapp")).unwrap();
    let said = sandbox.spandrel("app", &["init"]).succeeds().stderr;
    assert!(!said.contains("edited") && said.contains("created  spandrel.toml"), "{said}");
    assert_eq!(sandbox.read("app/.gitignore"), ignored);
    assert_eq!(sandbox.read("app/spandrel.toml"), before);
}

#[test]
fn issue_init_adds_a_bridge_to_a_cargo_package() {
    let sandbox = Sandbox::new();
    let manifest = "[package]\nname = \"sums\" # mine\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[lib]\n\n[workspace]\n";
    sandbox.write("sums/Cargo.toml", manifest);
    sandbox.write("sums/src/lib.rs", "//! Sums.\n\npub fn sum(a: u64, b: u64) -> u64 {\n    a + b\n}");
    sandbox.spandrel("sums", &["init", "--module", "github.com/ada/sums/go"]).succeeds().says(&[
        "created  go/go.mod",
        "edited  Cargo.toml: depends on spandrel",
        "created  src/bridge.rs",
        "edited  src/lib.rs: declares the module `bridge`",
    ]);
    let lib = sandbox.read("sums/src/lib.rs");
    assert!(lib.starts_with("//! Sums.") && lib.ends_with("}\n\nmod bridge;\n"), "{lib}");
    assert!(sandbox.read("sums/Cargo.toml").starts_with("[package]\nname = \"sums\" # mine\n"));
    assert!(sandbox.read("sums/go/go.mod").starts_with("module github.com/ada/sums/go\n"));
    sandbox.spandrel("sums", &["build"]).succeeds();
    let test = sandbox.go("sums/go", &["test", "-v", "./..."]).succeeds();
    assert!(test.stdout.contains("--- PASS: ExampleGreet"), "{}", test.stdout);
}

#[test]
fn issue_init_adds_a_member_to_a_cargo_workspace() {
    let sandbox = Sandbox::new();
    for (folder, workspace, member) in [
        ("flat", "[workspace]\nresolver = \"3\"\nmembers = [\n    \"core\", # the rest\n]\n", "flat-bridge"),
        ("deep", "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n", "crates/deep-bridge"),
    ] {
        let core = if folder == "flat" { "core" } else { "crates/core" };
        sandbox.write(&format!("{folder}/Cargo.toml"), workspace);
        sandbox.write(
            &format!("{folder}/{core}/Cargo.toml"),
            &format!("[package]\nname = \"{folder}-core\"\nversion = \"0.1.0\"\nedition = \"2024\"\n"),
        );
        sandbox.write(&format!("{folder}/{core}/src/lib.rs"), "");
        sandbox.write(&format!("{folder}/go/go.mod"), &format!("module example.com/{folder}\n\ngo 1.25.0\n"));
        sandbox.spandrel(folder, &["init"]).succeeds();
        let manifest = sandbox.read(&format!("{folder}/Cargo.toml"));
        assert_eq!(manifest.contains("flat-bridge"), folder == "flat", "{manifest}");
        assert!(manifest.contains("# the rest") || folder == "deep", "{manifest}");
        assert!(
            sandbox.read(&format!("{folder}/spandrel.toml")).contains(&format!("manifest = \"{member}\""))
        );
        let mut metadata = Command::new("cargo");
        metadata.current_dir(sandbox.path().join(folder)).args([
            "metadata",
            "--no-deps",
            "--format-version=1",
        ]);
        let listed = Answer::of(&mut metadata).succeeds().stdout;
        assert!(listed.contains(&format!("\"name\":\"{folder}-bridge\"")), "{listed}");
    }
    sandbox.spandrel("flat", &["build", "--object-only"]).succeeds();
    sandbox.go("flat/go", &["test", "./..."]).succeeds();
}

#[test]
fn issue_init_requires_the_runtime_where_it_is_only_mentioned() {
    let sandbox = Sandbox::new();
    let mentions = [
        ("comment", "// spandrel.dev/spandrel comes later\n".to_owned()),
        ("exclude", "exclude spandrel.dev/spandrel v0.9.0\n".to_owned()),
        ("other", "replace spandrel.dev/spandrel/dynamic => ./dynamic\n".to_owned()),
        ("mine", format!("replace spandrel.dev/spandrel => {} // mine\n", home().join("go").display())),
    ];
    for (folder, line) in mentions {
        sandbox
            .write(&format!("{folder}/go.mod"), &format!("module example.com/{folder}\n\ngo 1.24\n\n{line}"));
        sandbox
            .spandrel(folder, &["init", "greeter"])
            .succeeds()
            .says(&["edited  go.mod: requires spandrel.dev/spandrel"]);
        let module = sandbox.read(&format!("{folder}/go.mod"));
        assert!(
            module.contains("\nrequire spandrel.dev/spandrel v0.0.0\n") && module.contains(&line),
            "{module}"
        );
        assert_eq!(module.matches("spandrel.dev/spandrel => ").count(), 1, "{module}");
    }
    // What is required stays as it is, in whatever form.
    let module = "module example.com/there\n\ngo 1.24\n\nrequire (\n\tspandrel.dev/spandrel v0.1.0\n)\n";
    sandbox.write("there/go.mod", module);
    sandbox.spandrel("there", &["init", "greeter"]).succeeds();
    assert_eq!(sandbox.read("there/go.mod"), module);
}

#[test]
fn issue_init_refuses_what_it_would_lose_or_cannot_use() {
    let sandbox = Sandbox::new();
    sandbox.write("none/README.md", "");
    sandbox.spandrel("none", &["init"]).fails(1).says(&["no go.mod and no Cargo.toml", "spandrel new NAME"]);

    sandbox.write("old/go.mod", "module example.com/old\n\ngo 1.21\n");
    sandbox.spandrel("old", &["init"]).fails(1).says(&["requires Go 1.21", "go mod edit -go=1.24"]);
    sandbox
        .spandrel("old", &["init", "--module", "example.com/other"])
        .fails(1)
        .says(&["module is example.com/old"]);

    sandbox.write("taken/go.mod", "module example.com/taken\n\ngo 1.24\n");
    sandbox.write("taken/rust/src/lib.rs", "fn mine() {}\n");
    sandbox
        .spandrel("taken", &["init"])
        .fails(1)
        .says(&["nothing was written", "rust/src/lib.rs: it already exists"]);
    assert_eq!(sandbox.read("taken/rust/src/lib.rs"), "fn mine() {}\n");
    assert!(!sandbox.path().join("taken/spandrel.toml").exists());
    assert_eq!(sandbox.read("taken/go.mod"), "module example.com/taken\n\ngo 1.24\n");
}

#[test]
fn issue_new_takes_a_module_path_and_names_with_dashes() {
    let sandbox = Sandbox::new();
    let module = ["--module", "zeta.example.org/ada/word-count/go"];
    sandbox.spandrel(".", &[&["new", "word-count"][..], &module].concat()).succeeds();
    for file in ["go/wordcount/wordcount.go", "go/wordcount/wordcount_test.go", "go/cmd/word-count/main.go"] {
        assert!(sandbox.path().join("word-count").join(file).is_file(), "{file}");
    }
    assert!(sandbox.read("word-count/rust/Cargo.toml").contains("name = \"word-count\""));
    assert!(sandbox.read("word-count/go/go.mod").starts_with("module zeta.example.org/ada/word-count/go\n"));
    sandbox.spandrel("word-count", &["test"]).succeeds();
    let run = sandbox.spandrel("word-count", &["run", "--", "a b a"]).succeeds();
    assert_eq!(run.stdout, "  2 a\n  1 b\n");

    sandbox.spandrel(".", &[&["new", "form-letters", "--rust-main"][..], &module].concat()).succeeds();
    let run = sandbox.spandrel("form-letters", &["run", "--", "ada"]).succeeds();
    assert_eq!(run.stdout, "hello, ADA!\n");
    let gofmt = Answer::of(Command::new("gofmt").arg("-l").arg(sandbox.path()));
    assert_eq!(gofmt.succeeds().stdout, "");
}
