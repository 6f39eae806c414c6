//! The project: its file, its profile, its module, its generated code, its object.

use std::{path::Path, process::Command};

use serde::Deserialize;
use spandrel_host::build::Link;

use super::Check;
use crate::{
    Error, Result,
    commands::{check, rust_program},
    files,
    object::cargo,
    progress::Progress,
    project::{self, GoCore, GoModule, Project},
    tool,
};

/// Import path of the Go half of Spandrel.
const RUNTIME: &str = "spandrel.dev/spandrel";

/// Looks at the project around a folder, if there is one.
pub(super) fn checks(folder: &Path, progress: Progress) -> Vec<Check> {
    let project = match Project::find(folder) {
        Ok(project) => project,
        Err(Error::NoProject(_)) => return vec![Check::skipped("project", "no spandrel.toml here or above")],
        Err(error) => return vec![from_error("project", &error)],
    };
    let mut checks = vec![Check::ok("project", project.root.display().to_string())];
    checks.push(result("profile", profile(&project, progress)));
    checks.push(result("Go module", runtime(&project, progress)));
    match project::bridges(&project) {
        Err(Error::Refused { count, .. }) => checks.push(Check::problem(
            "bridges",
            format!("{count} error(s)"),
            "run `spandrel generate` to see them with their places",
        )),
        Err(error) => checks.push(from_error("bridges", &error)),
        Ok(bridges) => {
            let names: Vec<&str> = bridges.iter().map(project::Bridge::name).collect();
            checks.push(Check::ok("bridges", names.join(", ")));
            checks.push(compared("generated code", check::generated(&project, &bridges)));
            match GoCore::of(&project, &bridges) {
                Ok(Some(core)) => checks.push(result("Go core", go_core(&project, &core, progress))),
                Ok(None) => checks.push(compared("object", check::object(&project, &bridges))),
                Err(error) => checks.push(from_error("Go core", &error)),
            }
        }
    }
    checks
}

fn from_error(name: &'static str, error: &Error) -> Check {
    Check::problem(name, error.to_string(), error.cure().unwrap_or_default())
}

fn result(name: &'static str, result: Result<Check>) -> Check {
    result.unwrap_or_else(|error| from_error(name, &error))
}

fn profile(project: &Project, progress: Progress) -> Result<Check> {
    let root = cargo::workspace_root(&project.manifest()?, progress)?;
    project::refuse_abort(project, &root)?;
    Ok(Check::ok("profile", format!("{} unwinds", project.file.rust.profile)))
}

/// The core of a Rust program: a package, and a build script that builds it.
fn go_core(project: &Project, core: &GoCore, progress: Progress) -> Result<Check> {
    const NAME: &str = "Go core";
    if rust_program::package_name(core, progress)? == "main" {
        return Err(Error::CoreIsMain(core.package.clone()));
    }
    let script = project.manifest()?.with_file_name("build.rs");
    if !std::fs::read_to_string(&script).is_ok_and(|text| text.contains("spandrel_host::build::core")) {
        let script = files::relative(&script, &project.root);
        return Ok(Check::problem(
            NAME,
            format!("{script} does not build {}", core.package),
            "call `spandrel_host::build::core()` in it, with spandrel-host and its feature `build` among the build-dependencies",
        ));
    }
    let link = match core.link {
        Link::Static => "linked in",
        Link::Shared => "a shared library",
    };
    Ok(Check::ok(NAME, format!("{}, {link}", core.package)))
}

/// What `go list -m -json` says about a module.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Listed {
    #[serde(default)]
    version: String,
    #[serde(default)]
    dir: String,
    #[serde(default)]
    main: bool,
    replace: Option<Replacement>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Replacement {
    path: String,
}

fn runtime(project: &Project, progress: Progress) -> Result<Check> {
    const NAME: &str = "Go module";
    const CURE: &str = "add `require spandrel.dev/spandrel v0.0.0` and `replace spandrel.dev/spandrel => PATH/go` to go.mod, \
                        with PATH a checkout of Spandrel";
    let module = project.module()?;
    if let Some(workspace) = left_out_by(&module, progress)? {
        return Ok(Check::problem(
            NAME,
            format!("{} is not among the modules of {workspace}", module.path),
            format!(
                "run `go work use {}`, or set GOWORK=off",
                tool::quote(&module.root.display().to_string())
            ),
        ));
    }
    let mut command = Command::new("go");
    command.current_dir(&module.root).args(["list", "-m", "-json", RUNTIME]);
    let output = match tool::capture(&mut command, tool::CURE_GO, progress) {
        Ok(output) => output,
        Err(Error::Failed { output, .. }) => {
            let said = output.lines().map(str::trim).find(|line| line.starts_with("go:")).unwrap_or_default();
            return Ok(Check::problem(
                NAME,
                format!("{} does not find {RUNTIME}: {said}", module.path),
                CURE,
            ));
        }
        Err(error) => return Err(error),
    };
    let listed: Listed = serde_json::from_slice(&output.stdout)
        .map_err(|error| Error::Manifest { path: module.root.join("go.mod"), message: error.to_string() })?;
    let from = match (&listed.replace, listed.main) {
        (_, true) => "is this module".to_owned(),
        (Some(replace), _) => format!("from {}", replace.path),
        (None, _) => listed.version.clone(),
    };
    if listed.dir.is_empty() || !Path::new(&listed.dir).join("glue").is_dir() {
        return Ok(Check::problem(NAME, format!("{RUNTIME} {from} has no package glue"), CURE));
    }
    Ok(Check::ok(NAME, format!("{}, {RUNTIME} {from}", module.path)))
}

/// The `go.work` above a module that does not name it: Go then builds nothing of the module.
fn left_out_by(module: &GoModule, progress: Progress) -> Result<Option<String>> {
    let ask = |words: &[&str]| -> Result<String> {
        let mut go = Command::new("go");
        let output = tool::capture(go.current_dir(&module.root).args(words), tool::CURE_GO, progress)?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let workspace = ask(&["env", "GOWORK"])?;
    if workspace.is_empty() || workspace == "off" {
        return Ok(None);
    }
    let named = ask(&["list", "-m"])?.lines().any(|name| name == module.path);
    Ok((!named).then_some(workspace))
}

/// The first difference stands for all.
fn compared(name: &'static str, differences: Result<Vec<check::Difference>>) -> Check {
    match differences {
        Err(error) => from_error(name, &error),
        Ok(differences) => match differences.first() {
            None => Check::ok(name, "belongs to the bridges as they are"),
            Some(first) => {
                Check::problem(name, format!("{} {}", first.file.display(), first.what), first.cure.clone())
            }
        },
    }
}
