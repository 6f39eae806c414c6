//! `spandrel keygen`: makes the key that signs libraries.

use std::{
    fs::OpenOptions,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use spandrel_host::signature::{PublicKey, SecretKey};

use crate::{Error, Result, progress::Progress};

/// Writes a new secret key into a new file, which only its owner can read. Returns the public key.
pub fn keygen(path: &Path, progress: Progress) -> Result<PublicKey> {
    let key = SecretKey::generate().map_err(Error::Key)?;
    let text = key.to_pem().map_err(Error::Key)?;
    let mut file = match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Error::Exists(path.to_owned()));
        }
        file => file.map_err(Error::file("create", path))?,
    };
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if let Err(source) = written {
        // Half a key is none, and the name is free for the next attempt. The first error is the one that helps.
        let _ = std::fs::remove_file(path);
        return Err(Error::File { action: "write", path: path.to_owned(), source });
    }
    progress.note("wrote", &format!("{}: the secret key; back it up, and commit it nowhere", path.display()));
    progress.note("next", "put the public key, printed below, into the program: PublicKey::from_hex(\"…\")");
    Ok(key.public())
}
