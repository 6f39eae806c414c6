//! A bridge with async functions in a crate that did not ask for them says so, once.

use std::{path::Path, process::Command};

use spandrel_tests::project;

const SOURCE: &str = r#"
#[spandrel::bridge(package = "feature")]
mod ffi {
    extern "Rust" {
        async fn fetch(url: &str) -> String;
    }
}

async fn fetch(url: &str) -> String {
    url.to_owned()
}
"#;

/// Checks a crate with an async bridge: whether it compiles, and what cargo said.
fn check(features: &str) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let manifest = format!(
        "[package]\nname = \"feature\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [lib]\npath = \"lib.rs\"\n\n\
         [dependencies]\nspandrel = {{ path = {:?}, features = [{features}] }}\n\n[workspace]\n",
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
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("async_feature"))
        .output()
        .expect("cargo runs");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn what_is_missing_is_said_once() {
    let (compiles, said) = check("");
    assert!(!compiles, "a bridge with async functions compiles without the feature:\n{said}");
    let wanted = "spandrel: this bridge has async functions or streams, and spandrel is built without them";
    assert!(said.contains(wanted) && said.contains("features = [\"async\"]"), "{said}");
    // Beside the cure, the compiler and cargo each say that they stop.
    assert_eq!(said.matches("error: ").count(), 2, "more is said than what is missing:\n{said}");

    let (compiles, said) = check("\"async\"");
    assert!(compiles, "with the feature it does not compile:\n{said}");
}
