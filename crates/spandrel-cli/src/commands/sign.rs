//! `spandrel sign`: signs the libraries that a program loads, or verifies their signatures.

use std::{
    ffi::OsString,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use spandrel_host::signing::{self, PublicKey, SecretKey, Signature, Statement, Version};

use crate::{Error, Result, progress::Progress, write::named};

/// Signs each library: writes `LIBRARY.sig` beside it, in one step. An older signature is replaced, another file is not.
pub fn sign(key: &Path, version: &Version, libraries: &[PathBuf], progress: Progress) -> Result<()> {
    let secret = secret(key)?;
    for library in libraries {
        let name = name_of(library)?;
        let bytes = fs::read(library).map_err(Error::file("read", library))?;
        let statement = Statement::of(name, version.clone(), &bytes);
        if statement.contracts.is_empty() {
            return Err(Error::Unsignable {
                path: library.clone(),
                reason: "it is not a Go core: it asks for no bridge",
            });
        }
        let to = signature_of(library);
        write(&to, &statement.sign(&secret))?;
        progress.note("signed", &format!("{} {version} -> {}", library.display(), to.display()));
    }
    Ok(())
}

/// Verifies the signature of each library with one of the keys, as a program does before it loads it.
pub fn verify(keys: &[PublicKey], libraries: &[PathBuf], progress: Progress) -> Result<()> {
    for library in libraries {
        let name = name_of(library)?;
        let bytes = fs::read(library).map_err(Error::file("read", library))?;
        let from = signature_of(library);
        let text = fs::read(&from).map_err(Error::file("read", &from))?;
        let invalid = |reason| Error::BadSignature { path: library.clone(), reason };
        let found = Signature::verified(&text, keys).map_err(invalid)?;
        found.statement.is_about(name, &bytes).map_err(invalid)?;
        let version = &found.statement.version;
        progress.note("verified", &format!("{} {version}, key {}", library.display(), found.key));
    }
    Ok(())
}

/// Reads a secret key that nobody else can read.
fn secret(path: &Path) -> Result<SecretKey> {
    let file = fs::metadata(path).map_err(Error::file("read", path))?;
    let mode = file.permissions().mode() & 0o7777;
    if mode & 0o077 != 0 {
        return Err(Error::OpenKey { path: path.to_owned(), mode });
    }
    let text = zeroize::Zeroizing::new(fs::read_to_string(path).map_err(Error::file("read", path))?);
    SecretKey::from_pem(&text).map_err(Error::Key)
}

/// The name of a library's file, as its signature can hold it.
fn name_of(library: &Path) -> Result<&str> {
    let name = library.file_name().and_then(|name| name.to_str()).filter(|name| signing::is_name(name));
    name.ok_or_else(|| Error::Unsignable {
        path: library.to_owned(),
        reason: "its name is not one of UTF-8 without control characters",
    })
}

fn signature_of(library: &Path) -> PathBuf {
    let mut path = OsString::from(library);
    path.push(signing::EXTENSION);
    path.into()
}

fn write(to: &Path, text: &str) -> Result<()> {
    if to.symlink_metadata().is_ok() && !fs::read(to).is_ok_and(|bytes| signing::is_signature(&bytes)) {
        return Err(Error::Unsignable { path: to.to_owned(), reason: "it is there, and is not a signature" });
    }
    named::replaced(to, text)
}
