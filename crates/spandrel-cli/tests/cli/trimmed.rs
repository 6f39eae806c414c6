//! No path of the building machine in a program that is built with `-trimpath`.

use std::{fs, path::Path, process::Command};

use crate::support::{Answer, Sandbox, home, target_folder};

/// Panics in the crate, in the runtime, in a crate outside of the workspace, and in C: each message names its file.
const LIB: &str = r#"
#[spandrel::bridge(package = "leaky")]
mod ffi {
    extern "Rust" {
        fn fail(index: u64) -> u64;
        fn sort(text: &str) -> Vec<String>;
    }
}

fn fail(index: u64) -> u64 {
    [1, 2, 3][beside::checked(index) as usize]
}

fn sort(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    words.sort();
    words
}
"#;

const MAIN: &str = "package main\n\nimport (\n\t\"fmt\"\n\n\t\"example.com/leaky/leaky\"\n)\n\n\
                    func main() { fmt.Println(leaky.Sort(\"b a\")); fmt.Println(leaky.Fail(1)) }\n";

/// Whether bytes hold a text.
fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn issue_trimpath_leaves_no_path_of_the_machine() {
    let sandbox = Sandbox::new();
    sandbox.project("leaky", LIB, "[dependencies.beside]\npath = \"../../beside\"\n");
    sandbox.write(
        "beside/Cargo.toml",
        "[package]\nname = \"beside\"\nversion = \"0.3.0\"\nedition = \"2024\"\n[workspace]\n",
    );
    sandbox.write(
        "beside/src/lib.rs",
        "#[inline(never)]\npub fn checked(index: u64) -> u64 {\n    assert!(index < 3, \"{index} is too large\");\n    index\n}\n",
    );
    sandbox.write("leaky/go/cmd/main.go", MAIN);
    // Go itself records what go.mod puts in the place of a module. A relative path through a link names no folder.
    std::os::unix::fs::symlink(home().join("go"), sandbox.path().join("runtime")).unwrap();
    let runtime = home().join("go").display().to_string();
    sandbox.edit("leaky/go/go.mod", &runtime, "../../runtime");
    // Flags of the user's stay: without the one of the file, the crate does not compile.
    sandbox.edit(
        "leaky/rust/src/lib.rs",
        "fn sort(text: &str) -> Vec<String> {",
        "#[cfg(theirs)]\nfn sort(text: &str) -> Vec<String> {",
    );
    let config = "[build]\nrustflags = [\"--cfg\", \"theirs\"]\n";
    sandbox.write("leaky/.cargo/config.toml", config);
    sandbox.spandrel("leaky", &["build", "--object-only"]).succeeds();

    sandbox.go("leaky/go", &["build", "-trimpath", "-o", "trimmed", "./cmd"]).succeeds();
    let program = sandbox.path().join("leaky/go/trimmed");
    assert_eq!(Answer::of(&mut Command::new(&program)).succeeds().stdout, "[a b] <nil>\n2\n");
    let bytes = fs::read(&program).unwrap();
    let user = std::env::var("HOME").unwrap();
    let cargo = std::env::var("CARGO_HOME").unwrap_or_else(|_| format!("{user}/.cargo"));
    let folders = [
        ("project", sandbox.path().to_owned()),
        ("home folder", Path::new(&user).to_owned()),
        ("Cargo's folder", Path::new(&cargo).to_owned()),
        ("target folder", target_folder()),
        ("source tree of Spandrel", home()),
    ];
    for (what, folder) in &folders {
        let folder = format!("{}/", folder.display());
        let found = bytes.windows(folder.len()).position(|window| window == folder.as_bytes());
        let around =
            found.map(|at| String::from_utf8_lossy(&bytes[at..(at + 120).min(bytes.len())]).into_owned());
        assert_eq!(around, None, "the program has a path in the {what}");
    }
    // The names that stand for them are there, so that a panic still says where it was.
    assert!(holds(&bytes, "beside-0.3.0/src/lib.rs") && holds(&bytes, "src/lib.rs"));

    // Canary: the same archive by Cargo alone has them.
    let mut cargo = Command::new("cargo");
    cargo.current_dir(sandbox.path().join("leaky")).args([
        "rustc",
        "--release",
        "--manifest-path",
        "rust/Cargo.toml",
    ]);
    Answer::of(cargo.args(["--lib", "--crate-type", "staticlib"])).succeeds();
    let archive = fs::read(target_folder().join("release/libleaky.a")).unwrap();
    assert!(holds(&archive, &format!("{}/beside/", sandbox.path().display())), "the canary hides its paths");

    // Flags of a target take the place of those of `build`: ours then go with them.
    sandbox.write(
        "leaky/.cargo/config.toml",
        "[target.x86_64-unknown-linux-gnu]\nrustflags = [\"--cfg\", \"theirs\"]\n",
    );
    sandbox.spandrel("leaky", &["build", "--object-only"]).succeeds();
    let object =
        fs::read(sandbox.path().join("leaky/go/leaky/internal/bridge/leaky_linux_amd64.syso")).unwrap();
    assert!(!holds(&object, &format!("{}/", sandbox.path().display())));
}
