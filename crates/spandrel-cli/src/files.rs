//! Reading files, with errors that name them. Writing is in [`crate::write`].

use std::{fs, path::Path};

use crate::{Error, Result};

/// Reads a text file.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(Error::file("read", path))
}

/// The path as seen from a folder, for messages.
pub fn relative<'a>(path: &'a Path, folder: &Path) -> std::path::Display<'a> {
    path.strip_prefix(folder).unwrap_or(path).display()
}

/// Marks a file as written now: also one that stays the same was built now. `spandrel check` asks which sources are newer; Go's
/// caches go by content.
pub fn touch(path: &Path) -> Result<()> {
    fs::File::options()
        .append(true)
        .open(path)
        .and_then(|file| file.set_modified(std::time::SystemTime::now()))
        .map_err(Error::file("mark as built", path))
}
