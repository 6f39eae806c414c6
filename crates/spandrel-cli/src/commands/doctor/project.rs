//! The project: its file, its profile, its module, its generated code, its object.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use cargo_metadata::{Dependency, Package};
use serde::Deserialize;
use spandrel_host::build::Link;

use super::Check;
use crate::{
    Error, Result,
    commands::{check, rust_program},
    files,
    object::metadata::metadata,
    progress::Progress,
    project::{self, GoCore, GoModule, Project},
    tool,
};

/// Import path of the Go half of Spandrel.
const RUNTIME: &str = "spandrel.dev/spandrel";

/// The library that loads shared libraries without cgo.
const PUREGO: &str = "github.com/ebitengine/purego";

/// Looks at the project around a folder, if there is one.
pub(super) fn checks(folder: &Path, outside: &[PathBuf], progress: Progress) -> Vec<Check> {
    let project = match Project::find(folder).and_then(|project| project.allowing(outside)) {
        Ok(project) => project,
        Err(Error::NoProject(_)) => return vec![Check::skipped("project", "no spandrel.toml here or above")],
        Err(error) => return vec![from_error("project", &error)],
    };
    let mut checks = vec![Check::ok("project", project.root.display().to_string())];
    let manifest = project.manifest();
    if let Err(error) = &manifest {
        checks.push(from_error("Cargo package", error));
    } else {
        checks.extend(cargo_package(&project, progress));
    }
    checks.push(result("Go module", runtime(&project, progress)));
    checks.extend(loader(&project, progress));
    match go_main(&project, progress) {
        Ok(check) => checks.extend(check),
        Err(error) => checks.push(from_error("program", &error)),
    }
    // Without its manifest there are no bridges to look at.
    match manifest.and_then(|_| project::bridges(&project)) {
        Err(Error::NoManifest(_) | Error::VirtualWorkspace(_) | Error::Manifest { .. }) => {}
        Err(Error::Refused { count, .. }) => checks.push(Check::problem(
            "bridges",
            tool::counted(count, "error"),
            "run `spandrel generate` to see where they are",
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

pub(super) fn from_error(name: &'static str, error: &Error) -> Check {
    Check::problem(name, error.to_string(), error.cure().unwrap_or_default())
}

pub(super) fn result(name: &'static str, result: Result<Check>) -> Check {
    result.unwrap_or_else(|error| from_error(name, &error))
}

/// The Cargo package: whether Cargo can build it with the profile and the features of the project file.
pub(super) fn cargo_package(project: &Project, progress: Progress) -> Vec<Check> {
    let found = project.manifest().and_then(|manifest| Ok((metadata(&manifest, progress)?, manifest)));
    let (metadata, manifest) = match found {
        Ok(found) => found,
        Err(error) => return vec![from_error("profile", &error)],
    };
    let profile = || -> Result<Check> {
        let root = metadata.workspace_root.as_std_path();
        project::refuse_unknown(project, root)?;
        project::refuse_abort(project, root)?;
        Ok(Check::ok("profile", format!("{} unwinds", project.file.rust.profile)))
    };
    let package = metadata.packages.iter().find(|package| package.manifest_path == manifest);
    let features = package.filter(|_| !project.file.rust.features.is_empty());
    let features = features.map(|package| result("features", features_of(project, package, &manifest)));
    std::iter::once(result("profile", profile())).chain(features).collect()
}

/// The features that are asked for. `name/feature` is one of a dependency, whose manifest Cargo reads.
fn features_of(project: &Project, package: &Package, manifest: &Path) -> Result<Check> {
    let asked = &project.file.rust.features;
    let is_known = |feature: &String| match feature.split_once('/') {
        Some((name, _)) => {
            let name = name.trim_end_matches('?');
            let named = |other: &Dependency| other.rename.as_deref().unwrap_or(&other.name) == name;
            package.dependencies.iter().any(named)
        }
        None => feature == "default" || package.features.contains_key(feature),
    };
    let unknown: Vec<String> = asked.iter().filter(|feature| !is_known(feature)).cloned().collect();
    if unknown.is_empty() {
        return Ok(Check::ok("features", asked.join(", ")));
    }
    let known = package.features.keys().cloned().collect();
    Err(Error::NoFeature { unknown, manifest: manifest.to_owned(), known })
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

/// What `go list -json` says about a package.
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Listed {
    dir: String,
    name: String,
    module: Option<Module>,
    error: Option<Told>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Module {
    path: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    main: bool,
    replace: Option<Replacement>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Replacement {
    path: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Told {
    err: String,
}

/// Asks Go for one package as a build would find it: in a workspace, in `vendor`, by a replacement. go.mod stays as it is.
/// What Go says against the module as a whole is the other case.
fn listed(
    module: &GoModule,
    package: &str,
    progress: Progress,
) -> Result<std::result::Result<Listed, String>> {
    let mut command = Command::new("go");
    command.current_dir(&module.root).env("GOOS", "linux").env("GOARCH", "amd64").arg("list");
    let mut flags = Command::new("go");
    flags.current_dir(&module.root).args(["env", "GOFLAGS"]);
    let flags = tool::capture(&mut flags, tool::CURE_GO, progress)?;
    if String::from_utf8_lossy(&flags.stdout).contains("-mod=mod") {
        command.arg("-mod=readonly");
    }
    command.args(["-e", "-find", "-json=Dir,Name,Module,Error", "--", package]);
    match tool::capture(&mut command, tool::CURE_GO, progress) {
        Ok(output) => serde_json::from_slice(&output.stdout).map(Ok).map_err(|error| Error::Manifest {
            path: module.root.join("go.mod"),
            message: error.to_string(),
        }),
        Err(Error::Failed { output, .. }) => Ok(Err(said(&output))),
        Err(error) => Err(error),
    }
}

/// The line of Go's answer that says what is wrong.
fn said(output: &str) -> String {
    let lines = || output.lines().map(str::trim).filter(|line| !line.is_empty() && *line != ":");
    let line = lines().find(|line| line.starts_with("go:")).or_else(|| lines().next()).unwrap_or_default();
    line.trim_start_matches("go: ").trim_end_matches(':').to_owned()
}

/// The Go module: whether a build finds the runtime.
pub(super) fn runtime(project: &Project, progress: Progress) -> Result<Check> {
    const NAME: &str = "Go module";
    let module = project.module()?;
    if let Some(workspace) = left_out_by(&module, progress)? {
        return Ok(Check::problem(
            NAME,
            format!("{} is not among the modules of {workspace}", module.path),
            format!("run `go work use {}`, or set GOWORK=off", tool::quote_path(&module.root)),
        ));
    }
    let found = match listed(&module, &format!("{RUNTIME}/glue"), progress)? {
        Ok(Listed { error: Some(told), .. }) => Err(told.err),
        Ok(found) => Ok(found),
        Err(said) => Err(said),
    };
    Ok(match found {
        Err(said) => missing_runtime(&module, &said),
        Ok(found) => {
            let from = match &found.module {
                Some(Module { main: true, path, .. }) if *path == module.path => "is this module".to_owned(),
                Some(Module { main: true, .. }) => "from go.work".to_owned(),
                Some(Module { replace: Some(replace), .. }) => format!("from {}", replace.path),
                Some(found) => found.version.clone(),
                None => "from the workspace".to_owned(),
            };
            let vendor = module.root.join("vendor");
            let place = if Path::new(&found.dir).starts_with(&vendor) { ", vendored" } else { "" };
            Check::ok(NAME, format!("{}, {RUNTIME} {from}{place}", module.path))
        }
    })
}

/// The folder of the runtime's module, if Go finds it.
pub(super) fn runtime_folder(module: &GoModule, progress: Progress) -> Result<Option<PathBuf>> {
    let found = listed(module, &format!("{RUNTIME}/glue"), progress)?;
    let found = found.ok().filter(|found| found.error.is_none() && !found.dir.is_empty());
    Ok(found.and_then(|found| Path::new(&found.dir).parent().map(Path::to_owned)))
}

/// The module of the loader, where the generated packages import it: in every mode, once `link` lists `dynamic`.
pub(super) fn loader(project: &Project, progress: Progress) -> Option<Check> {
    project.file.go.loads().then(|| result("loader", loader_module(project, progress)))
}

fn loader_module(project: &Project, progress: Progress) -> Result<Check> {
    const NAME: &str = "loader";
    let module = project.module()?;
    // Of what the package imports, the first that Go does not find.
    for package in [&format!("{RUNTIME}/dynamic"), PUREGO] {
        let said = match listed(&module, package, progress)? {
            Ok(Listed { error: Some(told), .. }) => told.err,
            Ok(_) => continue,
            Err(said) => said,
        };
        // The loader of the tree that the module refers to, as it must be of one version with the runtime.
        let beside = runtime_folder(&module, progress)?.map(|runtime| runtime.join("dynamic"));
        let home = match beside.filter(|folder| folder.join("go.mod").is_file()) {
            Some(folder) => folder,
            None => crate::commands::new::home()?.join("go/dynamic"),
        };
        return Ok(Check::problem(
            NAME,
            format!("{}: {package} is not found: {said}", module.root.join("go.mod").display()),
            format!(
                "run `go mod edit -require={RUNTIME}/dynamic@v0.0.0 -replace={RUNTIME}/dynamic={} && go mod tidy` in {}",
                tool::quote_path(&home),
                tool::quote_path(&module.root)
            ),
        ));
    }
    Ok(Check::ok(NAME, format!("{RUNTIME}/dynamic")))
}

/// Why Go does not find the runtime, and what to do, as far as what it said tells.
fn missing_runtime(module: &GoModule, said: &str) -> Check {
    const REQUIRE: &str = "add `require spandrel.dev/spandrel v0.0.0` and `replace spandrel.dev/spandrel => PATH/go` to go.mod, \
                           with PATH a checkout of Spandrel";
    let file = module.root.join("go.mod");
    let cure = [
        ("inconsistent vendoring", "run `go mod vendor`"),
        ("vendor", "run `go mod vendor`"),
        ("updates to go.mod needed", "run `go mod tidy`"),
        ("requires go >=", tool::CURE_GO),
        ("-mod may only be set", "remove -mod from GOFLAGS: a workspace allows readonly and vendor only"),
        ("errors parsing", "fix the line that it names"),
    ]
    .into_iter()
    .find_map(|(part, cure)| said.contains(part).then_some(cure));
    if let Some(cure) = cure {
        return Check::problem("Go module", format!("{}: {said}", file.display()), cure);
    }
    let what = if said.contains("no required module provides") {
        format!("{} does not require {RUNTIME}", file.display())
    } else {
        format!("{}: {RUNTIME} is not found: {said}", file.display())
    };
    Check::problem("Go module", what, REQUIRE)
}

/// The program that `[go] main` names, if it names one.
pub(super) fn go_main(project: &Project, progress: Progress) -> Result<Option<Check>> {
    const NAME: &str = "program";
    let Some(main) = &project.file.go.main else { return Ok(None) };
    let module = project.module()?;
    let folder = module.root.join(main.trim_start_matches("./"));
    if !folder.is_dir() {
        return Ok(Some(Check::problem(
            NAME,
            format!("[go] main names {main}, and there is no folder {}", folder.display()),
            "write the program there, or name the folder of package main, relative to the Go module",
        )));
    }
    let (name, said) = match listed(&module, main, progress)? {
        Ok(found) => (found.name, found.error.map(|told| told.err).unwrap_or_default()),
        // What is wrong with the module as a whole is said of the module.
        Err(_) => return Ok(None),
    };
    Ok(Some(match name.as_str() {
        "main" => Check::ok(NAME, format!("{main} of {}", module.path)),
        "" => {
            Check::problem(NAME, format!("{main} is not a Go package: {said}"), "write `package main` there")
        }
        other => Check::problem(
            NAME,
            format!("{main} is package {other}, not package main"),
            "name the folder of package main in [go] main",
        ),
    }))
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
            None => Check::ok(name, "matches the bridges"),
            Some(first) => {
                Check::problem(name, format!("{} {}", first.file.display(), first.what), first.cure.clone())
            }
        },
    }
}
