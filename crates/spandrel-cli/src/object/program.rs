//! Builds a program with Cargo.

use std::{
    io::BufReader,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use cargo_metadata::Message;
use spandrel_host::build::LINK_VARIABLE;

use crate::{
    Error, Result, files,
    progress::{Progress, Verbosity},
    project::Project,
    tool,
};

/// Builds a binary of the project's Cargo package and returns where it lies.
pub fn build(project: &Project, name: &str, progress: Progress) -> Result<PathBuf> {
    let manifest = project.manifest_to_build()?;
    let mut command = command(project, "build")?;
    command.args(["--message-format", "json-render-diagnostics", "--bin", name]);
    command.args(["--profile", &project.file.rust.profile]);
    if progress.verbosity() == Verbosity::Quiet {
        command.env("CARGO_TERM_QUIET", "true");
    }
    progress.detail(&tool::line(&command));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|source| tool::missing(&command, source, tool::CURE_CARGO))?;
    let mut program = None;
    if let Some(stdout) = child.stdout.take() {
        for message in Message::parse_stream(BufReader::new(stdout)) {
            let message = message.map_err(Error::file("read the messages of", "cargo"))?;
            if let Message::CompilerArtifact(artifact) = message
                && artifact.manifest_path == manifest
                && artifact.target.name == name
            {
                program = artifact.executable.map(|path| path.into_std_path_buf()).or(program);
            }
        }
    }
    let status = child.wait().map_err(Error::file("wait for", "cargo"))?;
    if !status.success() {
        return Err(tool::failed(&command, status, String::new()));
    }
    program.ok_or_else(|| Error::NoProgram { name: name.to_owned(), manifest })
}

/// A command of Cargo for the project's package, with its features.
pub fn command(project: &Project, verb: &str) -> Result<Command> {
    let rust = &project.file.rust;
    let mut command = Command::new("cargo");
    command.arg(verb).arg("--manifest-path").arg(project.manifest_to_build()?);
    if !rust.features.is_empty() {
        command.args(["--features", &rust.features.join(",")]);
    }
    if !rust.default_features {
        command.arg("--no-default-features");
    }
    if let Some(link) = project.link {
        command.env(LINK_VARIABLE, link.name());
    }
    Ok(command)
}

/// The name of the package of a manifest.
pub fn package_name(manifest: &Path) -> Result<String> {
    let wrong = |message: String| Error::Manifest { path: manifest.to_owned(), message };
    let table: toml::Table =
        toml::from_str(&files::read(manifest)?).map_err(|error| wrong(error.to_string()))?;
    let name = table.get("package").and_then(|package| package.get("name")).and_then(toml::Value::as_str);
    name.map(str::to_owned).ok_or_else(|| wrong("it names no package".to_owned()))
}
