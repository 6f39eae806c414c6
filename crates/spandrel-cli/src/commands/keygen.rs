//! `spandrel keygen`: makes the key that signs libraries.

use std::path::Path;

use spandrel_host::signing::{PublicKey, SecretKey};

use crate::{Error, Result, progress::Progress, write::named};

/// Writes a new secret key into a new file, which only its owner can read. Returns the public key.
pub fn keygen(path: &Path, progress: Progress) -> Result<PublicKey> {
    let key = SecretKey::generate().map_err(Error::Key)?;
    let text = key.to_pem().map_err(Error::Key)?;
    named::private(path, &text)?;
    progress.note("wrote", &format!("{}: the secret key; back it up, and commit it nowhere", path.display()));
    progress.note("next", "put the public key, printed below, into the program: PublicKey::from_hex(\"…\")");
    Ok(key.public())
}
