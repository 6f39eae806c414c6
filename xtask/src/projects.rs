//! The projects of this repository, every folder with a `spandrel.toml`, and its benchmark suites: found in one place.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use spandrel_cli::{
    Error,
    project::{FILE_NAME, Project},
};
use walkdir::WalkDir;

/// Folders that are never looked into.
const SKIPPED: [&str; 4] = ["target", ".git", "node_modules", ".venv"];

/// The folders of every project below some folders of the repository, sorted. A folder that is not there holds none.
pub(crate) fn below(repository: &Path, folders: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in folders.iter().map(|folder| repository.join(folder)) {
        if !folder.is_dir() {
            continue;
        }
        let entries = WalkDir::new(&folder).sort_by_file_name().into_iter().filter_entry(|entry| {
            !(entry.file_type().is_dir() && SKIPPED.iter().any(|skipped| entry.file_name() == *skipped))
        });
        for entry in entries {
            let entry = entry.with_context(|| format!("read {}", folder.display()))?;
            if entry.file_name() == FILE_NAME {
                found.push(entry.path().parent().unwrap_or(&folder).to_owned());
            }
        }
    }
    Ok(found)
}

/// A benchmark suite: a script in a folder `bench/suites`.
pub(crate) struct Suite {
    /// The script's name.
    pub(crate) name: String,
    /// What it measures: the script's second line.
    pub(crate) about: String,
    /// The script.
    pub(crate) script: PathBuf,
}

/// The benchmark suites of the repository and of its systems, by name.
pub(crate) fn suites(repository: &Path) -> Result<Vec<Suite>> {
    let mut folders = vec![repository.join("bench/suites")];
    let systems = repository.join("systems");
    for system in fs::read_dir(&systems).with_context(|| format!("read {}", systems.display()))? {
        folders.push(system?.path().join("bench/suites"));
    }
    let mut found = Vec::new();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        for script in fs::read_dir(folder).with_context(|| format!("read {}", folder.display()))? {
            let script = script?;
            let text = fs::read_to_string(script.path())
                .with_context(|| format!("read {}", script.path().display()))?;
            let about = text.lines().nth(1).unwrap_or_default().trim_start_matches(['#', ' ']).to_owned();
            let name = script.file_name().to_string_lossy().into_owned();
            found.push(Suite { name, about, script: script.path() });
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// A project and its name. Some share a Go module: the whole repository may be written.
pub(crate) fn open(repository: &Path, root: &Path) -> Result<(Project, String)> {
    let name = root.strip_prefix(repository).unwrap_or(root).display().to_string();
    let project = Project::open(root).and_then(|project| project.allowing(&[repository.to_owned()]));
    Ok((project.map_err(|error| explain(error, &name))?, name))
}

/// Adds the project, the report of the bridge checker, and the cure.
pub(crate) fn explain(error: Error, project: &str) -> anyhow::Error {
    if let Error::Refused { rendered, .. } = &error {
        eprintln!("{rendered}\n");
    }
    let cure = error.cure().map_or_else(String::new, |cure| format!(" (cure: {cure})"));
    anyhow::anyhow!("{project}: {error}{cure}")
}
