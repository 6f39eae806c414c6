//! `spandrel test`: every test of both languages.

use std::{ffi::OsString, process::Command, time::Instant};

use super::build::{self, Options};
use crate::{Result, progress::Progress, project::Project, tool};

/// Builds the object, then runs `cargo test`, `go vet` and `go test`.
///
/// `arguments` go to `go test` after its flags and before its packages.
pub fn test(project: &Project, arguments: &[OsString], progress: Progress) -> Result<()> {
    build::build(project, &Options { object_only: true, ..Options::default() }, progress)?;

    let start = Instant::now();
    tool::run(&mut cargo_test(project)?, tool::CURE_CARGO, progress)?;
    progress.done("cargo test", "passed", start);

    let module = project.module()?;
    let go = |words: &[&str]| {
        let mut command = Command::new("go");
        command.current_dir(&module.root).env("CGO_ENABLED", "1").args(words);
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

fn cargo_test(project: &Project) -> Result<Command> {
    let rust = &project.file.rust;
    let mut command = Command::new("cargo");
    command.arg("test").arg("--manifest-path").arg(project.manifest()?);
    if !rust.features.is_empty() {
        command.args(["--features", &rust.features.join(",")]);
    }
    if !rust.default_features {
        command.arg("--no-default-features");
    }
    Ok(command)
}
