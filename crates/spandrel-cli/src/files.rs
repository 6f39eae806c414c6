//! Reading and writing files, with errors that name them.

use std::{fs, path::Path};

use crate::{Error, Result};

/// Reads a text file.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(Error::file("read", path))
}

/// Writes a file, and the folders above it, unless it holds these bytes already. Says whether it wrote.
///
/// A file that does not change keeps its time, so that Go's and Cargo's caches stay warm. The new text replaces the old
/// in one step: a reader sees one or the other.
pub fn write(path: &Path, bytes: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::file("make folder", folder))?;
    let temporary = folder.join(format!(".spandrel-{}.tmp", std::process::id()));
    fs::write(&temporary, bytes).map_err(Error::file("write", &temporary))?;
    fs::rename(&temporary, path).map_err(Error::file("write", path))?;
    Ok(true)
}

/// Removes a file if it is there. Says whether it was.
pub fn remove(path: &Path) -> Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::file("remove", path)(error)),
    }
}

/// The path as seen from a folder, for messages.
pub fn relative<'a>(path: &'a Path, folder: &Path) -> std::path::Display<'a> {
    path.strip_prefix(folder).unwrap_or(path).display()
}
