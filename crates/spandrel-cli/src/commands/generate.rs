//! `spandrel generate`: writes the Go package of every bridge. Needs no compiler of either language.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use spandrel_emit::names::files as names;

use crate::{
    Result, files,
    progress::Progress,
    project::{self, Bridge, GoCore, Project},
    write::{Changes, ours},
};

/// Writes the Go packages of a project, all of them or none, and returns its bridges.
pub fn generate(project: &Project, progress: Progress) -> Result<Vec<Bridge>> {
    let start = Instant::now();
    let bridges = project::bridges(project)?;
    let core = GoCore::of(project, &bridges)?;
    let changed = changes(&bridges, core.as_ref())?.apply(&project.bounds)?;

    let packages = bridges.iter().map(|bridge| (&bridge.folder, bridge.package.files.len()));
    for (folder, count) in packages.chain(core.iter().map(|core| (&core.main, core.files.len()))) {
        let changed = changed.below(&project.bounds, folder)?;
        let folder = files::relative(folder, &project.root);
        progress.done("generate", &format!("{folder}: {count} files, {changed} changed"), start);
    }
    for orphan in orphans(project, &bridges) {
        let folder = files::relative(&orphan, &project.root);
        progress.note(
            "warning",
            &format!("{folder} was generated from a bridge that is gone, or whose feature is off: remove it"),
        );
    }
    Ok(bridges)
}

/// What has to be written and removed.
pub fn changes(bridges: &[Bridge], core: Option<&GoCore>) -> Result<Changes> {
    let mut changes = Changes::new();
    for bridge in bridges {
        for file in &bridge.package.files {
            changes.generated(bridge.folder.join(&file.path), file.text.as_bytes());
        }
        for leftover in leftovers(bridge)? {
            changes.remove(leftover);
        }
    }
    if let Some(core) = core {
        for file in &core.files {
            changes.generated(core.main.join(&file.path), file.text.as_bytes());
        }
    }
    Ok(changes)
}

/// Generated files in the folders of a bridge that it no longer has: those of the reserved names that Spandrel wrote for
/// this package.
pub fn leftovers(bridge: &Bridge) -> Result<Vec<PathBuf>> {
    let current = |path: &String| bridge.package.files.iter().any(|file| file.path == *path);
    let mut found = Vec::new();
    for path in names::reserved(bridge.name()).into_iter().filter(|path| !current(path)) {
        let place = bridge.folder.join(&path);
        if ours::is_of_package(&place, package_of(&path, bridge.name()))? {
            found.push(place);
        }
    }
    found.sort();
    Ok(found)
}

/// The Go package that a reserved path belongs to.
pub fn package_of<'a>(path: &'a str, package: &'a str) -> &'a str {
    path.rsplit('/').nth(1).unwrap_or(package)
}

/// Folders of packages that Spandrel generated and that no bridge stands behind.
pub fn orphans(project: &Project, bridges: &[Bridge]) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(project.out()) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|folder| !bridges.iter().any(|bridge| bridge.folder == *folder))
        .filter(|folder| is_generated(folder))
        .collect();
    found.sort();
    found
}

/// Whether Spandrel wrote the package in a folder: its contract, and the Go file that is named for it. A link is a package of
/// another name.
fn is_generated(folder: &Path) -> bool {
    let Some(name) = folder.file_name().and_then(|name| name.to_str()) else { return false };
    let is_ours =
        |path: &str, package: &str| ours::is_of_package(&folder.join(path), package).unwrap_or(false);
    !folder.is_symlink() && is_ours(names::CONTRACT, name) && is_ours(&format!("{name}.go"), name)
}
