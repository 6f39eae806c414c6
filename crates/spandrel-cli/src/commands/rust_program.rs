//! A Rust program over a Go core: Cargo builds both, the core in the program's build script.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use spandrel_host::build::{Link, library_name};

use crate::{
    Error, Result, files,
    object::{Place, program},
    progress::Progress,
    project::{self, Bridge, GoCore, Project},
    tool,
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
    let output = match output {
        Some(output) => std::path::absolute(output).map_err(Error::file("find", output))?,
        None => project.root.join("bin").join(main),
    };
    install(&built, &output)?;
    if core.link == Link::Shared {
        let name = library_name(&program::package_name(&project.manifest()?)?);
        install(&built.with_file_name(&name), &output.with_file_name(&name))?;
    }
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
    let manifest = project.manifest()?;
    project::refuse_abort(project, &crate::object::cargo::workspace_root(&manifest, progress)?)?;
    Place::of(project, bridges)?.clear()?;
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

/// Copies a file to where it is wanted. A program that is running keeps the old one.
fn install(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::file("make folder", folder))?;
    files::remove(to)?;
    fs::copy(from, to).map_err(Error::file("copy", from)).map(drop)
}
