//! Single files at a place that the user has named, inside a project or not.

use std::{
    fs::{self, OpenOptions, Permissions},
    io::{self, Write as _},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

use tempfile::NamedTempFile;

use crate::{Error, Result};

/// Writes a new file that only its owner can read. An existing one stays as it is.
pub fn private(path: &Path, text: &str) -> Result<()> {
    let mut file = match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Error::Exists(path.to_owned()));
        }
        file => file.map_err(Error::file("create", path))?,
    };
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|source| {
        // Half a file is of no use, and the name is free for the next attempt. The first error is the one that helps.
        let _ = fs::remove_file(path);
        Error::File { action: "write", path: path.to_owned(), source }
    })
}

/// Writes a file that all can read, in one step: a reader finds the old text or the new one. The caller knows that what
/// is there may be replaced.
pub fn replaced(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder).map_err(Error::file("create a file in", folder))?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.as_file().set_permissions(Permissions::from_mode(0o644)))
        .and_then(|()| file.as_file().sync_all());
    written.map_err(Error::file("write", path))?;
    file.persist(path).map(|_| ()).map_err(|error| Error::File {
        action: "write",
        path: path.to_owned(),
        source: error.error,
    })
}
