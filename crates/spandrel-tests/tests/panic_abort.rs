//! A profile with `panic = "abort"` is refused when the bridge is compiled: a panic would end the Go program.

use std::{path::Path, process::Command};

use spandrel_tests::project;

const SOURCE: &str = r#"
#[spandrel::bridge(package = "abort")]
mod ffi {
    extern "Rust" {
        fn run() -> u32;
    }
}

fn run() -> u32 {
    1
}
"#;

/// Checks a crate with a bridge under a panic strategy: whether it compiles, and what cargo said.
fn check(strategy: &str) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let manifest = format!(
        "[package]\nname = \"strategy\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [lib]\npath = \"lib.rs\"\n\n\
         [dependencies]\nspandrel = {{ path = {:?} }}\n\n\
         [profile.dev]\npanic = \"{strategy}\"\n\n[workspace]\n",
        project().join("crates/spandrel")
    );
    std::fs::write(folder.path().join("Cargo.toml"), manifest).expect("Cargo.toml is written");
    std::fs::write(folder.path().join("lib.rs"), SOURCE).expect("lib.rs is written");
    // The versions that this workspace is built with, so that nothing has to be asked of a registry.
    std::fs::copy(project().join("Cargo.lock"), folder.path().join("Cargo.lock"))
        .expect("Cargo.lock is copied");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--color=never"])
        .current_dir(folder.path())
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("panic_abort"))
        .output()
        .expect("cargo runs");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn abort_is_refused_and_unwind_is_not() {
    let (compiles, said) = check("abort");
    assert!(!compiles, "panic = \"abort\" compiles:\n{said}");
    let wanted = "spandrel: this profile has panic = \"abort\"";
    assert!(said.contains(wanted) && said.contains("hint: set panic = \"unwind\" in the profile"), "{said}");
    assert_eq!(
        said.matches("error: ").count(),
        2,
        "more is said than the refusal and cargo's last line:\n{said}"
    );

    let (compiles, said) = check("unwind");
    assert!(compiles, "panic = \"unwind\" does not compile:\n{said}");
}
