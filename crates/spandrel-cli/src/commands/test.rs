//! `spandrel test`: every test of both languages.

use std::{ffi::OsString, process::Command, time::Instant};

use super::{
    build::{self, Options},
    doctor::preflight::Goal,
    rust_program,
};
use crate::{
    Result,
    object::program,
    progress::Progress,
    project::{GoCore, Project},
    tool,
};

/// Builds the object, then runs `cargo test`, `go vet` and `go test`. Where the program is a Rust one, its tests run with the
/// Go core in them, and Go code is vetted only: a Go test has no Rust side to link.
///
/// `arguments` go to `go test` after its flags and before its packages, or to `cargo test` where the program is a Rust one.
pub fn test(project: &Project, arguments: &[OsString], progress: Progress) -> Result<()> {
    build::build(
        project,
        &Options { object_only: true, goal: Some(Goal::Tests), ..Options::default() },
        progress,
    )?;

    let core = GoCore::of(project, &[])?;
    let start = Instant::now();
    let mut cargo_test = program::command(project, "test")?;
    if core.is_some() {
        cargo_test.args(arguments);
    }
    tool::run(&mut cargo_test, tool::CURE_CARGO, progress)?;
    progress.done("cargo test", "passed", start);
    if let Some(core) = core {
        return rust_program::vet(&core, progress);
    }

    let module = project.module()?;
    let go = |words: &[&str]| {
        let mut command = Command::new("go");
        command.current_dir(&module.root).env("CGO_ENABLED", build::cgo(project)).args(words);
        command
    };
    let start = Instant::now();
    tool::run(&mut go(&["vet", "./..."]), tool::CURE_GO, progress)?;
    progress.done("go vet", "passed", start);

    let start = Instant::now();
    tool::run(go(&["test"]).args(arguments).arg("./..."), tool::CURE_GO, progress)?;
    progress.done("go test", "passed", start);
    Ok(())
}
