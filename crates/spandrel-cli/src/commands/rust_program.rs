//! A Rust program over a Go core: Cargo builds both, the core in the program's build script.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use spandrel_host::build::{Link, library_name};

use crate::{
    Error, Result,
    object::{Place, program},
    progress::Progress,
    project::{self, Bridge, GoCore, Project},
    tool,
    write::Changes,
};

/// Builds core and program, which were prepared, and puts the program where it is asked for, or into `bin`. Returns its path,
/// if the project has one.
pub(crate) fn build(
    project: &Project,
    core: &GoCore,
    output: Option<&Path>,
    progress: Progress,
) -> Result<Option<PathBuf>> {
    let Some(main) = project.file.rust.main.as_deref() else { return Ok(None) };
    let start = Instant::now();
    let built = program::build(project, main, progress)?;
    progress.done("cargo", &built.display().to_string(), start);
    // A user's own words may send the program anywhere; those of the project file may not.
    let (output, bounds) = match output {
        Some(output) => {
            let output = std::path::absolute(output).map_err(Error::file("find", output))?;
            let mut bounds = project.bounds.clone();
            bounds.allow(output.parent().unwrap_or(&output))?;
            (output, bounds)
        }
        None => (project.root.join("bin").join(main), project.bounds.clone()),
    };
    let mut changes = Changes::new();
    changes.program(&output, read(&built)?);
    if core.link == Link::Shared {
        let name = library_name(&program::package_name(&project.manifest()?)?);
        changes.program(output.with_file_name(&name), read(&built.with_file_name(&name))?);
    }
    changes.apply(&bounds)?;
    Ok(Some(output))
}

/// What has to be in order before Cargo begins: nothing of the other way round in the core, and Go code that compiles,
/// so that its errors are seen as Go writes them.
pub(crate) fn prepare(
    project: &Project,
    core: &GoCore,
    bridges: &[Bridge],
    progress: Progress,
) -> Result<()> {
    let manifest = project.manifest_to_build()?;
    project::refuse_abort(project, &crate::object::cargo::workspace_root(&manifest, progress)?)?;
    Place::of(project, bridges)?.clear(&project.bounds)?;
    let start = Instant::now();
    if package_name(core, progress)? == "main" {
        return Err(Error::CoreIsMain(core.package.clone()));
    }
    tool::capture(go(core).args(["build", &core.package]), tool::CURE_GO, progress)?;
    progress.done("go", &format!("{} compiles", core.package), start);
    Ok(())
}

/// The name of the package that is the core.
pub(crate) fn package_name(core: &GoCore, progress: Progress) -> Result<String> {
    let mut list = go(core);
    list.args(["list", "-f", "{{.Name}}", &core.package]);
    let output = tool::capture(&mut list, tool::CURE_GO, progress)?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn go(core: &GoCore) -> Command {
    let mut command = Command::new("go");
    command.current_dir(&core.module.root).env("CGO_ENABLED", "1");
    command
}

/// Runs `go vet` over the module of a core.
pub(crate) fn vet(core: &GoCore, progress: Progress) -> Result<()> {
    let start = Instant::now();
    tool::run(go(core).args(["vet", "./..."]), tool::CURE_GO, progress)?;
    progress.done("go vet", "passed", start);
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(Error::file("read", path))
}
