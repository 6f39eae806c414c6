//! Packages with names that mean something in generated code, and in places that Go leaves out.

use std::{fs, process::Command};

use crate::support::{Answer, Sandbox, go_mod, home};

/// Names that mean something in the package that loads a library: its own imports, a parameter, predeclared names.
const NAMES: [&str; 5] = ["bridge", "dynamic", "error", "nil", "path"];

fn bridge(package: &str) -> String {
    format!(
        "#[spandrel::bridge(package = \"{package}\")]\nmod {package}_ffi {{ extern \"Rust\" {{ fn {package}_one() -> u32; }} }}\n\
         fn {package}_one() -> u32 {{ 1 }}\n"
    )
}

#[test]
fn issue_packages_that_load_have_any_name() {
    let sandbox = Sandbox::new();
    sandbox.project("a", &NAMES.map(bridge).concat(), "");
    sandbox.edit("a/spandrel.toml", "main = \"./cmd\"", "link = [\"static\", \"dynamic\"]");
    let loader = home().join("go/dynamic");
    let module = format!(
        "require spandrel.dev/spandrel/dynamic v0.0.0\nreplace spandrel.dev/spandrel/dynamic => {}\n",
        loader.display()
    );
    sandbox.write("a/go/go.mod", &go_mod("example.com/a", &module));
    // With the sums, Go needs no network.
    sandbox.write("a/go/go.sum", &fs::read_to_string(loader.join("go.sum")).expect("the sums"));
    sandbox.spandrel("a", &["generate"]).succeeds();
    sandbox.go("a/go", &["mod", "tidy"]).succeeds();
    let loaders: Vec<String> = NAMES.iter().map(|name| format!("./{name}/dynamic")).collect();
    let vet: Vec<&str> = ["vet"].into_iter().chain(loaders.iter().map(String::as_str)).collect();
    sandbox.go("a/go", &vet).succeeds();
    let gofmt = Answer::of(Command::new("gofmt").arg("-l").arg(sandbox.path()));
    assert_eq!(gofmt.succeeds().stdout, "");

    // Without cgo it takes the libraries.
    sandbox.spandrel("a", &["build", "--link", "dynamic", "--object-only"]).succeeds();
    let mut without = Command::new("env");
    without.current_dir(sandbox.path().join("a/go")).args(["CGO_ENABLED=0", "go"]).args(&vet);
    Answer::of(&mut without).succeeds();
}

#[test]
fn issue_folders_that_go_leaves_out_are_refused() {
    let sandbox = Sandbox::new();
    sandbox.project("a", &bridge("a"), "");
    let mut out = "out = \"go\"".to_owned();
    for (folder, part) in
        [("_gen", "_gen"), ("testdata/gen", "testdata"), (".gen", ".gen"), ("sp ace", "sp ace")]
    {
        let new = format!("out = \"go/{folder}\"");
        sandbox.edit("a/spandrel.toml", &out, &new);
        out = new;
        sandbox.spandrel("a", &["generate"]).fails(1).says(&[
            &format!("Go does not build packages in `{part}`"),
            "cure: name another folder in [go] out",
        ]);
        assert!(!sandbox.path().join("a/go").join(folder).exists(), "{folder}");
    }
    sandbox.edit("a/spandrel.toml", &out, "out = \"go/internal\"");
    sandbox.spandrel("a", &["generate"]).succeeds();
}
