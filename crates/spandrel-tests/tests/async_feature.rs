//! A bridge with async functions in a crate that did not ask for them says so, once.

use std::{path::Path, process::Command};

use spandrel_tests::project;

const SOURCE: &str = r#"
#[spandrel::bridge(package = "feature")]
mod ffi {
    extern "Rust" {
        type Store;
        #[constructor]
        fn open(path: &str) -> Store;
        async fn load(self: &Store, key: &str) -> String;
        async fn fetch(url: &str) -> String;
        async fn again(url: &str) -> String;
        async fn status() -> u32;
        async fn put(words: Vec<String>);
        fn lines() -> impl Stream<Item = String>;
    }
    extern "Go" {
        type Sink;
        async fn write(self: &Sink, text: &str) -> Result<u32>;
        async fn notify(what: &str, r#type: u32) -> Result<()>;
    }
}

use ffi::notify;

pub struct Store;

impl Store {
    fn open(_path: &str) -> Store {
        Store
    }

    async fn load(&self, key: &str) -> String {
        key.to_owned()
    }
}

async fn fetch(url: &str) -> String {
    // Nothing is said about calls of what is there with the feature.
    let told: Result<(), spandrel::GoError> = notify(url, 1).await;
    told.map_or_else(|error| error.to_string(), |()| url.to_owned())
}

async fn again(url: &str) -> String {
    ffi::notify(url, 2).await.map_or_else(|error| error.to_string(), |()| url.to_owned())
}

async fn status() -> u32 {
    200
}

async fn put(_words: Vec<String>) {}

pub async fn write(sink: &ffi::Sink) -> u32 {
    sink.write("text").await.unwrap_or_default()
}

fn lines() -> Nothing {
    Nothing
}

struct Nothing;

#[cfg(feature = "stream")]
impl spandrel::Stream for Nothing {
    type Item = String;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<String>> {
        std::task::Poll::Ready(None)
    }
}
"#;

/// Checks a crate with an async bridge: whether it compiles, and what cargo said.
fn check(features: &str) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let manifest = format!(
        "[package]\nname = \"feature\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [lib]\npath = \"lib.rs\"\n\n[features]\nstream = []\n\n\
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
        .args((!features.is_empty()).then_some("--features=stream"))
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
    // At the first function that needs it, and nothing else beside cargo's word that it stops.
    let first = 1 + SOURCE.lines().position(|line| line.contains("async fn load(self")).expect("a function");
    assert!(said.contains(&format!("lib.rs:{first}:18")), "{said}");
    let more = said.lines().filter(|line| line.starts_with("error") || line.starts_with("warning")).count();
    assert_eq!(more, 2, "more is said than what is missing:\n{said}");

    let (compiles, said) = check("\"async\"");
    assert!(compiles, "with the feature it does not compile:\n{said}");
}
