//! The machine: platform, Go, C compiler and library, binutils, Rust.

use std::{collections::HashMap, path::Path, process::Command};

use super::Check;
use crate::{object::cargo::TARGET, progress::Progress, project::cargo_config, tool};

/// The oldest Go that generated code builds with.
const GO: Version = Version(1, 24, 0);
/// The oldest rustc that Spandrel builds with: the `rust-version` of its workspace.
const RUST: &str = env!("CARGO_PKG_RUST_VERSION");

/// Looks at the machine. `folder` decides about the Go toolchain, which a go.mod can choose.
pub(super) fn checks(folder: &Path, progress: Progress) -> Vec<Check> {
    let go = go_env(folder, progress);
    let mut checks = vec![
        platform(go.as_ref().ok()),
        go_version(&go),
        cgo(go.as_ref().ok()),
        c_compiler(go.as_ref().ok(), progress),
        go_linker(go.as_ref().ok()),
    ];
    checks.extend(object(progress));
    checks.extend(rust_side(progress));
    checks
}

/// What a Go program is built with. The build itself turns cgo on.
pub(super) fn go_side(folder: &Path, progress: Progress) -> Vec<Check> {
    let go = go_env(folder, progress);
    vec![
        platform(go.as_ref().ok()),
        go_version(&go),
        c_compiler(go.as_ref().ok(), progress),
        go_linker(go.as_ref().ok()),
    ]
}

/// What an object is made with.
pub(super) fn object(progress: Progress) -> Vec<Check> {
    vec![binutils("ld", progress), binutils("objcopy", progress)]
}

/// What Rust code is compiled with.
pub(super) fn rust_side(progress: Progress) -> Vec<Check> {
    vec![rust("cargo", progress), rust("rustc", progress), rust_target(progress), rust_linker(progress)]
}

type GoEnv = HashMap<String, String>;

fn go_env(folder: &Path, progress: Progress) -> Result<GoEnv, String> {
    let mut command = Command::new("go");
    command.args(["env", "-json", "GOVERSION", "GOOS", "GOARCH", "CGO_ENABLED", "CC", "GOFLAGS"]);
    if folder.is_dir() {
        command.current_dir(folder);
    }
    let output = tool::capture(&mut command, tool::CURE_GO, progress).map_err(|error| error.to_string())?;
    serde_json::from_slice(&output.stdout).map_err(|error| format!("`go env -json` answered: {error}"))
}

/// The checks of what only cgo requires.
pub(super) const OF_CGO: [&str; 2] = ["cgo", "Go linker"];

fn platform(go: Option<&GoEnv>) -> Check {
    const NAME: &str = "platform";
    let host = format!("{}/{}", std::env::consts::OS, std::env::consts::ARCH);
    if host != "linux/x86_64" {
        return Check::problem(NAME, format!("this machine is {host}"), tool::CURE_TARGET);
    }
    let target = go.map_or_else(|| "linux/amd64".to_owned(), |go| format!("{}/{}", go["GOOS"], go["GOARCH"]));
    if target == "linux/amd64" {
        Check::ok(NAME, target)
    } else {
        Check::problem(NAME, format!("Go builds for {target}"), tool::CURE_TARGET)
    }
}

fn go_version(go: &Result<GoEnv, String>) -> Check {
    const NAME: &str = "Go";
    match go {
        Err(error) => Check::problem(NAME, error, tool::CURE_GO),
        Ok(go) => {
            let text = &go["GOVERSION"];
            match Version::find(text) {
                Some(version) if version >= GO => Check::ok(NAME, text),
                _ => Check::problem(NAME, format!("{text} is older than 1.24"), tool::CURE_GO),
            }
        }
    }
}

fn cgo(go: Option<&GoEnv>) -> Check {
    const NAME: &str = "cgo";
    match go.map(|go| go["CGO_ENABLED"].as_str()) {
        None => Check::skipped(NAME, "no Go"),
        Some("1") => Check::ok(NAME, "CGO_ENABLED=1"),
        Some(_) => Check::problem(
            NAME,
            "CGO_ENABLED=0: Go would leave the Rust object out",
            "unset CGO_ENABLED (also `go env -u CGO_ENABLED`), and install a C compiler: without one Go turns cgo off",
        ),
    }
}

fn c_compiler(go: Option<&GoEnv>, progress: Progress) -> Check {
    const NAME: &str = "C compiler";
    let named = go.map_or("cc", |go| go["CC"].as_str());
    let mut words = named.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("cc"));
    match tool::capture(command.args(words).arg("--version"), tool::CURE_CC, progress) {
        Ok(output) => c_library(named, first_line(&output.stdout), progress),
        Err(error) => Check::problem(NAME, error.to_string(), tool::CURE_CC),
    }
}

/// The library for which a C compiler builds: what Rust's standard library calls is in glibc.
fn c_library(compiler: &str, version: String, progress: Progress) -> Check {
    const NAME: &str = "C compiler";
    let mut words = compiler.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("cc"));
    command.args(words).args(["-E", "-dM", "-x", "c", "-include", "features.h", "/dev/null"]);
    match tool::capture(&mut command, tool::CURE_CC, progress) {
        Ok(output) if String::from_utf8_lossy(&output.stdout).contains("#define __GLIBC__ ") => {
            Check::ok(NAME, version)
        }
        Ok(_) => Check::problem(
            NAME,
            format!("{compiler} does not build for glibc but for another C library, such as musl"),
            "set CC to a gcc for glibc, or unset it; `spandrel build --static` makes a program without shared libraries",
        ),
        Err(_) => Check::problem(NAME, format!("{compiler} finds no C library"), tool::CURE_CC),
    }
}

/// Go's own linker cannot take a Rust object in: it makes no unwind tables for it and runs no constructors of it.
fn go_linker(go: Option<&GoEnv>) -> Check {
    const NAME: &str = "Go linker";
    const CURE: &str = "remove it: Go then calls the C linker by itself";
    let flags = go.and_then(|go| go.get("GOFLAGS")).map_or("", String::as_str);
    if flags.contains("linkmode=internal") || flags.contains("linkmode internal") {
        return Check::problem(NAME, format!("GOFLAGS={flags} asks for internal linking"), CURE);
    }
    if std::env::var("GO_EXTLINK_ENABLED").is_ok_and(|value| value == "0") {
        return Check::problem(NAME, "GO_EXTLINK_ENABLED=0 asks for internal linking", CURE);
    }
    Check::ok(NAME, "calls the C linker")
}

/// What Cargo builds for, unless a file of its configuration says otherwise.
fn rust_target(progress: Progress) -> Check {
    const NAME: &str = "Rust target";
    if let Ok(target) = std::env::var("CARGO_BUILD_TARGET")
        && !target.is_empty()
        && target != TARGET
    {
        return Check::problem(
            NAME,
            format!("CARGO_BUILD_TARGET is {target}; objects are built for {TARGET}"),
            "unset CARGO_BUILD_TARGET",
        );
    }
    let Ok(output) = tool::capture(Command::new("rustc").arg("-vV"), tool::CURE_CARGO, progress) else {
        return Check::skipped(NAME, "no rustc");
    };
    let text = String::from_utf8_lossy(&output.stdout);
    match text.lines().find_map(|line| line.strip_prefix("host: ")) {
        Some(TARGET) => Check::ok(NAME, TARGET),
        host => Check::problem(
            NAME,
            format!("rustc builds for {}; objects are built for {TARGET}", host.unwrap_or("an unknown host")),
            format!("build on {TARGET}, with a toolchain of that name: `rustup default stable-{TARGET}`"),
        ),
    }
}

/// What rustc links build scripts and macros with: `cc`, unless the environment or a file of Cargo's configuration names another.
fn rust_linker(progress: Progress) -> Check {
    const NAME: &str = "Rust linker";
    let set = |name: &str| std::env::var(name).unwrap_or_default();
    let flags = ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"].map(set).concat();
    let by_target = |config: &toml::Table| {
        let targets = config.get("target").and_then(toml::Value::as_table);
        targets.is_some_and(|targets| targets.values().any(|target| target.get("linker").is_some()))
    };
    let named = !set("CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER").is_empty() || flags.contains("linker=");
    if named || cargo_config().iter().any(by_target) {
        return Check::ok(NAME, "as Cargo is configured");
    }
    match tool::capture(Command::new("cc").arg("--version"), tool::CURE_CC, progress) {
        Ok(output) => Check::ok(NAME, first_line(&output.stdout)),
        Err(error) => Check::problem(NAME, error.to_string(), tool::CURE_CC),
    }
}

fn binutils(name: &'static str, progress: Progress) -> Check {
    match tool::capture(Command::new(name).arg("--version"), tool::CURE_BINUTILS, progress) {
        Err(error) => Check::problem(name, error.to_string(), tool::CURE_BINUTILS),
        Ok(output) => {
            let line = first_line(&output.stdout);
            if line.starts_with("GNU") {
                Check::ok(name, line)
            } else {
                Check::problem(name, format!("{line} is not GNU {name}"), tool::CURE_BINUTILS)
            }
        }
    }
}

fn rust(name: &'static str, progress: Progress) -> Check {
    match tool::capture(Command::new(name).arg("--version"), tool::CURE_CARGO, progress) {
        Err(error) => Check::problem(name, error.to_string(), tool::CURE_CARGO),
        Ok(output) => {
            let line = first_line(&output.stdout);
            match (Version::find(&line), Version::find(RUST)) {
                (Some(found), Some(wanted)) if found >= wanted => Check::ok(name, line),
                _ => {
                    Check::problem(name, format!("{line} is older than {RUST}"), "run `rustup update stable`")
                }
            }
        }
    }
}

fn first_line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).lines().next().unwrap_or_default().to_owned()
}

/// A version of three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version(u32, u32, u32);

impl Version {
    /// The first version in a text, such as "go1.26.8" or "cargo 1.95.0 (…)". A missing third number counts as 0.
    fn find(text: &str) -> Option<Version> {
        let start = text.find(|character: char| character.is_ascii_digit())?;
        let end = text[start..]
            .find(|character: char| !character.is_ascii_digit() && character != '.')
            .map_or(text.len(), |length| start + length);
        let mut numbers = text[start..end].split('.').map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some(Version(next()?, next()?, next().unwrap_or(0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_tools_say() {
        assert_eq!(Version::find("go1.26.8"), Some(Version(1, 26, 8)));
        assert_eq!(Version::find("go1.24rc1"), Some(Version(1, 24, 0)));
        assert_eq!(Version::find("rustc 1.95.0 (f2d3ce0bd 2026-03-21)"), Some(Version(1, 95, 0)));
        assert_eq!(Version::find("devel"), None);
        assert!(Version(1, 9, 0) < Version(1, 24, 0));
    }
}
