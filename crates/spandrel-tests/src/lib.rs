//! What the tests of the generator share: where the cases lie, how a golden is made, how a refusal is written down.
//!
//! The cases are in `tests/ui` (one bridge per rule of the checker, refused) and `tests/golden` (one bridge per feature
//! of the emitter, with what is generated from it). The tests themselves are in this crate's `tests` folder.

#![forbid(unsafe_code)]

pub mod accepted;
pub mod docs;
pub mod figure;
pub mod golden;
pub mod layers;
pub mod mutate;
pub mod ui;
pub mod words;

use std::path::{Path, PathBuf};

/// The folder of the whole project.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_owned).unwrap_or_default()
}

/// The Rust sources in a folder of the project, sorted by name.
///
/// # Panics
///
/// When the folder cannot be read: a test without its cases proves nothing.
pub fn sources(folder: &str) -> Vec<PathBuf> {
    let folder = project().join(folder);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    assert!(!found.is_empty(), "no cases in {}", folder.display());
    found.sort();
    found
}

/// The name of a case: its file name without the ending.
pub fn name(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The text of a file.
///
/// # Panics
///
/// When it cannot be read as text.
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
