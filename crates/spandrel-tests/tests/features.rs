//! A bridge with async functions or rings in a crate that did not ask for them says so, once.

use std::{path::Path, process::Command};

use spandrel_tests::project;

/// A bridge with async functions and streams.
const ASYNC: &str = r#"
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

#[cfg(feature = "own")]
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

/// A bridge with rings.
const RING: &str = r#"
#[spandrel::bridge(package = "feature")]
mod ffi {
    #[derive(Clone, Copy)]
    pub struct Sample {
        pub at: u64,
        pub valid: bool,
    }
    #[error]
    pub enum Error {
        Off,
    }
    extern "Rust" {
        type Meter;
        #[constructor]
        fn open() -> Meter;
        fn samples(self: &Meter) -> Result<ring::Receiver<Sample>, Error>;
        fn log(factor: f64) -> ring::Sender<[u8]>;
    }
}

pub struct Meter;

impl Meter {
    fn open() -> Meter {
        Meter
    }
}

#[cfg(feature = "own")]
impl Meter {
    fn samples(&self) -> Result<spandrel::ring::Receiver<ffi::Sample>, ffi::Error> {
        spandrel::ring::channel(spandrel::ring::Config::new()).map(|ends| ends.1).map_err(|_| ffi::Error::Off)
    }
}

#[cfg(feature = "own")]
fn log(_factor: f64) -> spandrel::ring::Sender<[u8]> {
    spandrel::ring::channel(spandrel::ring::Config::new()).unwrap().0
}
"#;

/// Checks a crate with a bridge: whether it compiles, and what cargo said.
fn check(source: &str, features: &str) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let manifest = format!(
        "[package]\nname = \"feature\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [lib]\npath = \"lib.rs\"\n\n[features]\nown = []\n\n\
         [dependencies]\nspandrel = {{ path = {:?}, features = [{features}] }}\n\n[workspace]\n",
        project().join("crates/spandrel")
    );
    std::fs::write(folder.path().join("Cargo.toml"), manifest).expect("Cargo.toml is written");
    std::fs::write(folder.path().join("lib.rs"), source).expect("lib.rs is written");
    // The versions that this workspace is built with, so that nothing has to be asked of a registry.
    std::fs::copy(project().join("Cargo.lock"), folder.path().join("Cargo.lock"))
        .expect("Cargo.lock is copied");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--color=never"])
        .args((!features.is_empty()).then_some("--features=own"))
        .current_dir(folder.path())
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("features"))
        .output()
        .expect("cargo runs");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Checks that what is missing is said at the function with this declaration, and nothing else.
fn said_once(source: &str, first: &str, wanted: &str, feature: &str) {
    let (compiles, said) = check(source, "");
    assert!(!compiles, "the bridge compiles without the feature:\n{said}");
    assert!(said.contains(wanted) && said.contains(&format!("features = [\"{feature}\"]")), "{said}");
    // At the first function that needs it, and nothing else beside cargo's word that it stops.
    let (line, text) = source.lines().enumerate().find(|(_, text)| text.contains(first)).expect("a function");
    let column = 4 + text.find("fn ").expect("a function");
    assert!(said.contains(&format!("lib.rs:{}:{column}", line + 1)), "{said}");
    let more = said.lines().filter(|line| line.starts_with("error") || line.starts_with("warning")).count();
    assert_eq!(more, 2, "more is said than what is missing:\n{said}");

    let (compiles, said) = check(source, &format!("\"{feature}\""));
    assert!(compiles, "with the feature it does not compile:\n{said}");
}

#[test]
fn async_that_is_missing_is_said_once() {
    let wanted = "spandrel: this bridge has async functions or streams, and spandrel is built without them";
    said_once(ASYNC, "async fn load(self", wanted, "async");
}

#[test]
fn rings_that_are_missing_are_said_once() {
    let wanted = "spandrel: this bridge has rings, and spandrel is built without them";
    said_once(RING, "fn samples(self: &Meter)", wanted, "ring");
}
