//! `spandrel build`: generate, build the Rust archive, link it into one object, build the Go program.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use crate::{
    Error, Result, files,
    object::{
        LibraryPlace, Place,
        cargo::{self, Sanitizer},
        library, link,
    },
    progress::Progress,
    project::{GoCore, GoModule, Mode, Project},
    tool,
};

use super::{
    doctor::preflight::{Goal, preflight},
    generate, rust_program,
};

/// What to build.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Stop after the object.
    pub object_only: bool,
    /// Link the program statically.
    pub fully_static: bool,
    /// What the build is for, if it does not end with what is built.
    pub goal: Option<Goal>,
    /// Where the program goes; `bin/<name>` of the project if not set.
    pub output: Option<PathBuf>,
}

/// Builds a project. Returns the path of its program, if it has one and was asked for.
pub fn build(project: &Project, options: &Options, progress: Progress) -> Result<Option<PathBuf>> {
    let goal = match (options.goal, &project.file.go) {
        (_, go) if go.core.is_some() => Goal::RustProgram,
        (Some(goal), _) => goal,
        (None, go) if go.main.is_some() && !options.object_only => Goal::Program,
        (None, _) if !options.object_only => Goal::Library,
        (None, _) => Goal::Object,
    };
    if options.fully_static && project.mode == Mode::Dynamic {
        let why = "a program that loads a library is not one without shared libraries";
        return Err(Error::ModeExcludes { option: "--static", mode: "dynamic", why });
    }
    let bridges = generate::generate(project, progress)?;
    preflight(project, goal, progress)?;
    if let Some(core) = GoCore::of(project, &bridges)? {
        if options.fully_static {
            return Err(Error::GoProgramOnly("--static"));
        }
        rust_program::prepare(project, &core, &bridges, progress)?;
        if options.object_only {
            return Ok(None);
        }
        return rust_program::build(project, &core, options.output.as_deref(), progress);
    }

    let start = Instant::now();
    let archive = cargo::build(project, None, progress)?;
    progress.done("cargo", &archive.path.display().to_string(), start);

    let start = Instant::now();
    let debug_info = project.file.rust.debug_info;
    let object = link::link(&archive.path, &bridges, debug_info, progress)?;
    let (path, size, changed, requires) = if project.mode == Mode::Dynamic {
        // Go's own linker would read an object of an earlier build, which only the C linker can.
        Place::of(project, &bridges)?.clear(&project.bounds)?;
        let place = LibraryPlace::of(project, &bridges)?;
        let built = library::link(&object, &archive.native_libraries, debug_info, progress)?;
        let changed = place.fill(&built.bytes, project)?;
        let requires =
            built.glibc.map_or(String::new(), |(major, minor)| format!(", glibc {major}.{minor} or later"));
        (place.library, built.bytes.len(), changed, requires)
    } else {
        let place = Place::of(project, &bridges)?;
        let changed = place.fill(&object, &archive.native_libraries, &project.bounds)?;
        (place.object, object.len(), changed, String::new())
    };
    let state = if changed { "" } else { ", unchanged" };
    let name = files::relative(&path, &project.root);
    progress.done("link", &format!("{name}: {} KiB{requires}{state}", size.div_ceil(1024)), start);

    match &project.file.go.main {
        Some(main) if !options.object_only => {
            let module = project.module()?;
            let output = match &options.output {
                Some(output) => std::path::absolute(output).map_err(Error::file("find", output))?,
                None => project.bounds.file(&project.root.join("bin").join(program_name(main, &module)))?,
            };
            go_build(project, &module, main, &output, options.fully_static, progress)?;
            Ok(Some(output))
        }
        _ => Ok(None),
    }
}

/// Builds the archive with a sanitizer and clears the object out of its way. Returns the value of `CGO_LDFLAGS` with which
/// `go build -asan` and `go test -asan` link it.
pub fn sanitized(project: &Project, sanitizer: Sanitizer, progress: Progress) -> Result<String> {
    if project.file.go.core.is_some() {
        return Err(Error::GoProgramOnly("--sanitizer"));
    }
    let bridges = generate::generate(project, progress)?;
    preflight(project, Goal::Tests, progress)?;
    let start = Instant::now();
    let archive = cargo::build(project, Some(sanitizer), progress)?;
    progress.done("cargo", &archive.path.display().to_string(), start);
    Place::of(project, &bridges)?.open(&project.bounds)?;
    let flags: Vec<String> =
        std::iter::once(archive.path.display().to_string()).chain(archive.native_libraries).collect();
    Ok(flags.join(" "))
}

fn go_build(
    project: &Project,
    module: &GoModule,
    main: &str,
    output: &Path,
    fully_static: bool,
    progress: Progress,
) -> Result<()> {
    let start = Instant::now();
    let mut command = Command::new("go");
    command.current_dir(&module.root).env("CGO_ENABLED", cgo(project)).args(["build", "-o"]).arg(output);
    if fully_static {
        command.args(STATIC);
    }
    tool::capture(command.arg(main), tool::CURE_GO, progress)?;
    progress.done("go", &output.display().to_string(), start);
    Ok(())
}

/// The value of `CGO_ENABLED` with which Go builds a project.
pub(super) fn cgo(project: &Project) -> &'static str {
    if project.mode == Mode::Dynamic { "0" } else { "1" }
}

/// Flags of `go build` for a program that needs no shared library.
const STATIC: [&str; 4] =
    ["-tags", "netgo,osusergo", "-ldflags", "-linkmode external -extldflags \"-static\""];

/// The program's name, as `go build` would choose it: the last part of its path.
pub(crate) fn program_name(main: &str, module: &GoModule) -> String {
    let last = |path: &str| path.rsplit('/').find(|part| !part.is_empty() && *part != ".").map(str::to_owned);
    last(main).or_else(|| last(&module.path)).unwrap_or_else(|| "program".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_named_as_go_names_them() {
        let module = GoModule { root: "/p".into(), path: "example.com/app".into() };
        assert_eq!(program_name("./cmd/remux", &module), "remux");
        assert_eq!(program_name("./cmd/remux/", &module), "remux");
        assert_eq!(program_name(".", &module), "app");
    }
}
