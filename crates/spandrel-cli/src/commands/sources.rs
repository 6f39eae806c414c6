//! The Rust sources behind an object.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use walkdir::WalkDir;

/// Files of a Cargo package, and of the packages that it depends on by path, that changed after `built`.
pub(super) fn newer(manifest: &Path, built: SystemTime) -> Vec<PathBuf> {
    let (mut folders, mut found) = (BTreeSet::new(), Vec::new());
    packages(manifest, &mut folders);
    for folder in &folders {
        let files = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0 || !(name.starts_with('.') || name == "target" || name == "tests")
        });
        for file in files.flatten().filter(|entry| entry.file_type().is_file() && is_source(entry.path())) {
            let changed = file.metadata().ok().and_then(|found| found.modified().ok());
            if changed.is_some_and(|changed| changed > built) {
                found.push(file.into_path());
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs") || path.ends_with("Cargo.toml")
}

/// The folders of a package and of its path dependencies.
fn packages(manifest: &Path, folders: &mut BTreeSet<PathBuf>) {
    let Some(folder) = manifest.parent() else { return };
    if !folders.insert(folder.to_owned()) {
        return;
    }
    let table = fs::read_to_string(manifest).ok().and_then(|text| text.parse::<toml::Table>().ok());
    let Some(table) = table else { return };
    for kind in ["dependencies", "build-dependencies"] {
        let dependencies = table.get(kind).and_then(toml::Value::as_table);
        for path in dependencies
            .into_iter()
            .flat_map(toml::Table::values)
            .filter_map(|dependency| dependency.get("path")?.as_str())
        {
            if let Ok(manifest) = fs::canonicalize(folder.join(path).join("Cargo.toml")) {
                packages(&manifest, folders);
            }
        }
    }
}
