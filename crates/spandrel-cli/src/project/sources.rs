//! The Rust sources of a project: the files that its crates mount with `mod`, and under which conditions.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use spandrel_syntax::{
    conditions::{Conditions, State},
    source::{self, ModuleFile, Source},
};
use walkdir::WalkDir;

use crate::{Error, Result, files};

/// A source file.
pub(super) struct SourceFile {
    /// Where it lies, without links.
    pub(super) path: PathBuf,
    /// Its text.
    pub(super) text: String,
    /// What was read in it.
    pub(super) source: Source,
}

/// Reads the sources of a Cargo package, sorted by path.
///
/// What `mod` mounts is read under the conditions that stand there, wherever it lies. Every other file in `src` is read as
/// well: a macro may mount it.
pub(super) fn read(manifest: &Path, features: BTreeSet<String>) -> Result<Vec<SourceFile>> {
    let folder = manifest.parent().unwrap_or(Path::new("."));
    let mut reader = Reader { conditions: Conditions { features }, found: BTreeMap::new() };
    for root in roots(manifest, folder)? {
        reader.mount(Mounted { module_folder: parent(&root), path: root, state: State::On })?;
    }
    let sources = folder.join("src");
    for path in if sources.is_dir() { rust_files(&sources)? } else { Vec::new() } {
        if !reader.found.contains_key(&path) {
            reader.mount(Mounted { module_folder: path.with_extension(""), path, state: State::On })?;
        }
    }
    Ok(reader.found.into_values().map(|(_, file)| file).collect())
}

/// The features that are on: those asked for, and what they turn on themselves.
pub(super) fn features(manifest: &Path, asked: &[String], defaults: bool) -> Result<BTreeSet<String>> {
    let table = table(manifest)?;
    let declared = table.get("features").and_then(toml::Value::as_table);
    let mut open: Vec<String> = asked.to_vec();
    if defaults {
        open.push("default".to_owned());
    }
    let mut on = BTreeSet::new();
    while let Some(feature) = open.pop() {
        // `name/feature` turns the optional dependency on, `name?/feature` and `dep:name` no feature of this package.
        let name = match feature.split_once('/') {
            Some((dependency, _)) if !dependency.ends_with('?') => dependency,
            Some(_) => continue,
            None if feature.starts_with("dep:") => continue,
            None => &feature,
        };
        if on.insert(name.to_owned()) {
            let turned_on = declared.and_then(|declared| declared.get(name)).and_then(toml::Value::as_array);
            open.extend(turned_on.into_iter().flatten().filter_map(toml::Value::as_str).map(str::to_owned));
        }
    }
    Ok(on)
}

/// A file, and how it is mounted.
struct Mounted {
    path: PathBuf,
    /// Where the files of its own modules lie.
    module_folder: PathBuf,
    state: State,
}

struct Reader {
    conditions: Conditions,
    /// What was read, by path without links, with the state it was read in: a file that mounts itself has an end.
    found: BTreeMap<PathBuf, (State, SourceFile)>,
}

impl Reader {
    /// Reads a file and what it mounts.
    fn mount(&mut self, first: Mounted) -> Result<()> {
        let mut open = vec![first];
        while let Some(mounted) = open.pop() {
            // A module without a file is for the compiler to complain about, and reading what is not a file might not end.
            let Ok(path) = fs::canonicalize(&mounted.path) else { continue };
            let known = self.found.get(&path).map(|(state, _)| rank(state));
            if known.is_some_and(|known| known >= rank(&mounted.state)) || !path.is_file() {
                continue;
            }
            let text = files::read(&path)?;
            let text = text.trim_start_matches('\u{feff}').to_owned();
            let mut source = source::read(&text, &self.conditions, &mounted.state);
            if !text.contains("bridge") {
                source.report = spandrel_syntax::Report::default();
            }
            let folders = (parent(&mounted.path), mounted.module_folder);
            open.extend(source.modules.iter().filter_map(|module| place(module, &folders)));
            self.found.insert(path.clone(), (mounted.state, SourceFile { path, text, source }));
        }
        Ok(())
    }
}

/// Where the file of a module lies, as rustc looks for it.
fn place(module: &ModuleFile, (beside, inside): &(PathBuf, PathBuf)) -> Option<Mounted> {
    let around = module.around.iter().fold(inside.clone(), |folder, name| folder.join(name));
    let state = module.state.clone();
    if let Some(path) = &module.path {
        let path = if module.around.is_empty() { beside.join(path) } else { around.join(path) };
        return Some(Mounted { module_folder: parent(&path), path, state });
    }
    let module_folder = around.join(&module.name);
    let places = [around.join(format!("{}.rs", module.name)), module_folder.join("mod.rs")];
    let path = places.into_iter().find(|path| path.is_file())?;
    Some(Mounted { path, module_folder, state })
}

/// Something that is compiled in one place is compiled.
fn rank(state: &State) -> u8 {
    match state {
        State::On => 2,
        State::Unknown(_) => 1,
        State::Off(_) => 0,
    }
}

/// The files that Cargo hands to the compiler, if they are there.
fn roots(manifest: &Path, folder: &Path) -> Result<Vec<PathBuf>> {
    let table = table(manifest)?;
    let path = |target: &toml::Value| Some(folder.join(target.get("path")?.as_str()?));
    let library = table.get("lib").and_then(path).unwrap_or_else(|| folder.join("src/lib.rs"));
    let mut roots = vec![library, folder.join("src/main.rs")];
    let programs = table.get("bin").and_then(toml::Value::as_array);
    roots.extend(programs.into_iter().flatten().filter_map(path));
    for entry in fs::read_dir(folder.join("src/bin")).into_iter().flatten().flatten() {
        roots.extend([entry.path(), entry.path().join("main.rs")]);
    }
    roots.retain(|root| root.is_file());
    Ok(roots)
}

/// Whether a bridge stands in the sources below a folder.
pub fn has_bridge(sources: &Path) -> bool {
    let files = rust_files(sources).unwrap_or_default();
    files.iter().filter_map(|path| files::read(path).ok()).any(|text| text.contains("#[spandrel::bridge("))
}

pub(super) fn table(manifest: &Path) -> Result<toml::Table> {
    toml::from_str(&files::read(manifest)?)
        .map_err(|error| Error::Manifest { path: manifest.to_owned(), message: error.to_string() })
}

fn parent(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new(".")).to_owned()
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::File { action: "read", path, source: error.into() }
        })?;
        if entry.file_type().is_file() && entry.path().extension().is_some_and(|extension| extension == "rs")
        {
            found.push(entry.into_path());
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_turn_on_features() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = folder.path().join("Cargo.toml");
        fs::write(
            &manifest,
            "[features]\ndefault = [\"a\"]\na = [\"b\", \"dep:x\", \"y/z\", \"w?/z\"]\nb = [\"a\"]\nc = []\n",
        )
        .unwrap();
        let on = |asked: &[&str], defaults| {
            let asked: Vec<String> = asked.iter().map(|name| (*name).to_owned()).collect();
            features(&manifest, &asked, defaults).unwrap().into_iter().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(on(&[], true), "a b default y");
        assert_eq!(on(&["c"], false), "c");
        assert_eq!(on(&["b"], false), "a b y");
    }
}
