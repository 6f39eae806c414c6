//! What a core needs from the program.

use std::{collections::BTreeSet, fs, path::Path};

use object::{Object, ObjectSymbol, read::archive::ArchiveFile};
use spandrel_abi::symbols;

use super::BuildError;

/// The names of bridges that an archive leaves open.
pub(super) fn needed_by_archive(path: &Path) -> Result<BTreeSet<String>, BuildError> {
    let (mut open, mut defined) = (BTreeSet::new(), BTreeSet::new());
    let bytes = read(path)?;
    let archive = ArchiveFile::parse(&*bytes).map_err(failed(path))?;
    for member in archive.members() {
        let data = member.map_err(failed(path))?.data(&*bytes).map_err(failed(path))?;
        let Ok(file) = object::File::parse(data) else { continue };
        for symbol in file.symbols().filter(|symbol| symbol.is_global()) {
            let Ok(name) = symbol.name() else { continue };
            if name.starts_with(symbols::OWN) {
                if symbol.is_undefined() { &mut open } else { &mut defined }.insert(name.to_owned());
            }
        }
    }
    Ok(&open - &defined)
}

/// The names of bridges that a shared library leaves open.
pub(super) fn needed_by_library(path: &Path) -> Result<BTreeSet<String>, BuildError> {
    let bytes = read(path)?;
    let file = object::File::parse(&*bytes).map_err(failed(path))?;
    Ok(file
        .dynamic_symbols()
        .filter(|symbol| symbol.is_undefined())
        .filter_map(|symbol| symbol.name().ok())
        .filter(|name| name.starts_with(symbols::OWN))
        .map(str::to_owned)
        .collect())
}

/// The packages whose contracts are among these names.
pub(super) fn packages(names: &BTreeSet<String>) -> impl Iterator<Item = &str> {
    names.iter().filter_map(|name| symbols::package_of(name))
}

fn read(path: &Path) -> Result<Vec<u8>, BuildError> {
    fs::read(path).map_err(|error| BuildError::Product { path: path.to_owned(), message: error.to_string() })
}

fn failed(path: &Path) -> impl Fn(object::Error) -> BuildError {
    move |error| BuildError::Product { path: path.to_owned(), message: error.to_string() }
}
