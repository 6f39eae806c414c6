//! `spandrel clean`: removes what builds have written and the next one writes again.
//!
//! Only what Spandrel wrote goes, of bridges that are there to make it again. Packages of bridges that are gone stay, and so
//! does what Cargo and Go keep in places of their own.

use std::path::PathBuf;

use spandrel_emit::names::files as names;
use spandrel_host::build::library_name;

use super::{build::program_name, generate::package_of};
use crate::{
    Result, files,
    object::{LibraryPlace, Place, program},
    progress::Progress,
    project::{self, Bridge, GoCore, Project},
    write::{
        Changes,
        changes::unfinished,
        ours::{self, Found},
    },
};

/// What to remove.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The generated Go packages, too.
    pub generated: bool,
    /// Only say what would be removed.
    pub dry_run: bool,
}

/// Removes build products. Returns what was removed, or would be, relative to the project.
pub fn clean(project: &Project, options: Options, progress: Progress) -> Result<Vec<PathBuf>> {
    let bridges = project::bridges(project)?;
    let core = GoCore::of(project, &bridges)?;
    let mut found = Place::of(project, &bridges)?.products()?;
    found.extend(LibraryPlace::of(project, &bridges)?.products()?);
    found.extend(programs(project, &bridges, core.is_some())?);
    for folder in bridges.iter().flat_map(|bridge| [bridge.folder.clone(), bridge.cgo_package()]) {
        found.extend(unfinished(&folder)?);
    }
    if options.generated {
        for bridge in &bridges {
            for path in names::reserved(bridge.name()) {
                let place = bridge.folder.join(&path);
                if ours::is_of_package(&place, package_of(&path, bridge.name()))? {
                    found.push(place);
                }
            }
        }
        if let Some(core) = &core {
            for file in &core.files {
                let place = core.main.join(&file.path);
                if ours::is_of_package(&place, "main")? {
                    found.push(place);
                }
            }
        }
    }
    if !options.dry_run {
        let mut changes = Changes::new();
        found.iter().for_each(|path| changes.remove(path));
        changes.apply(&project.bounds)?;
    }
    let relative = |path: &PathBuf| PathBuf::from(files::relative(path, &project.root).to_string());
    let found: Vec<PathBuf> = found.iter().map(relative).collect();
    if !options.dry_run {
        for path in &found {
            progress.note("removed", &path.display().to_string());
        }
    }
    if found.is_empty() {
        progress.note("clean", "nothing to remove");
    }
    Ok(found)
}

/// The program that `build` puts into `bin`, and the library beside it, as far as they hold the project's bridges.
fn programs(project: &Project, bridges: &[Bridge], has_core: bool) -> Result<Vec<PathBuf>> {
    let mut expected = Vec::new();
    if let Some(main) = &project.file.rust.main {
        expected.push(main.clone());
    }
    if let Some(main) = &project.file.go.main {
        expected.push(program_name(main, &project.module()?));
    }
    if has_core {
        expected.push(library_name(&program::package_name(&project.manifest()?)?));
    }
    let packages: Vec<&str> = bridges.iter().map(Bridge::name).collect();
    let mut found = Vec::new();
    for name in expected {
        let path = project.root.join("bin").join(name);
        if let Found::File(bytes) = ours::look(&path)?
            && ours::is_program(&bytes, &packages)
        {
            found.push(path);
        }
    }
    Ok(found)
}
