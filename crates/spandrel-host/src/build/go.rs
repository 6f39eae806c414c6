//! What `go` is asked for.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

use super::{BuildError, Link, Project};

/// Variables that change what Go builds.
pub(super) const VARIABLES: [&str; 7] =
    ["CC", "CGO_CFLAGS", "CGO_ENABLED", "CGO_LDFLAGS", "GOFLAGS", "GOTOOLCHAIN", "PATH"];

/// The tags of a core. The first is that of its main package: without it `go build ./...` would try to link a program of it.
/// In a shared library, leaf calls go through cgo: their trampolines call Rust by its address, which only a linker that sees
/// both sides knows.
fn tags(link: Link) -> &'static str {
    match link {
        Link::Static => "-tags=spandrel_core",
        Link::Shared => "-tags=spandrel_core,spandrel_nofast",
    }
}

/// A package of the core, as `go list` tells it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Package {
    dir: PathBuf,
    #[serde(default)]
    standard: bool,
    #[serde(default, rename = "CgoLDFLAGS")]
    linker_flags: Vec<String>,
    module: Option<Module>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Module {
    /// Empty in the main module and where it is replaced by a folder.
    #[serde(default)]
    version: String,
    #[serde(default)]
    go_mod: PathBuf,
    replace: Option<Box<Module>>,
}

impl Package {
    /// Whether its files may change: not those of Go itself, nor of a downloaded module.
    fn is_local(&self) -> bool {
        let Some(module) = &self.module else { return !self.standard };
        module.replace.as_deref().unwrap_or(module).version.is_empty()
    }
}

/// Every package that the core consists of.
pub(super) fn packages(project: &Project) -> Result<Vec<Package>, BuildError> {
    let mut command = go(project);
    command.args(["list", tags(project.link), "-deps", "-json=Dir,Standard,CgoLDFLAGS,Module", "."]);
    let output = run(command)?;
    serde_json::Deserializer::from_slice(&output)
        .into_iter()
        .collect::<Result<_, _>>()
        .map_err(|error| BuildError::Product { path: project.main.clone(), message: error.to_string() })
}

/// Files and folders that the core is made of.
pub(super) fn inputs(packages: &[Package]) -> BTreeSet<PathBuf> {
    let mut inputs = BTreeSet::new();
    for package in packages.iter().filter(|package| package.is_local()) {
        // Cargo looks at a folder with all that is below. A module that shares its root with the Cargo package would
        // always look changed.
        if package.dir.join("Cargo.toml").exists() || package.dir.join("target").exists() {
            inputs.extend(files(&package.dir));
        } else {
            inputs.insert(package.dir.clone());
        }
        inputs
            .extend(package.module.iter().map(|module| module.go_mod.clone()).filter(|path| path.is_file()));
    }
    inputs
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect()
}

/// What the C parts of the core ask the linker for, each once.
pub(super) fn linker_flags(packages: &[Package]) -> Vec<String> {
    let mut flags: Vec<String> = Vec::new();
    for flag in packages.iter().flat_map(|package| &package.linker_flags) {
        if !flags.contains(flag) {
            flags.push(flag.clone());
        }
    }
    flags
}

/// Builds the core.
pub(super) fn build(project: &Project, mode: &str, output: &Path) -> Result<(), BuildError> {
    let mut command = go(project);
    command.args(["build", tags(project.link), &format!("-buildmode={mode}"), "-o"]).arg(output).arg(".");
    run(command).map(drop)
}

fn go(project: &Project) -> Command {
    let mut command = Command::new("go");
    command.current_dir(&project.main).env("CGO_ENABLED", "1");
    command
}

fn run(mut command: Command) -> Result<Vec<u8>, BuildError> {
    let output = command.output().map_err(BuildError::NoGo)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
    let said = String::from_utf8_lossy(&output.stderr).trim_end().to_owned();
    Err(BuildError::Go { command: format!("go {}", words.join(" ")), said })
}
