//! What a program asks of a core's signature.

use std::{
    ffi::{OsStr, OsString},
    io,
    path::Path,
};

use super::{LoadError, file};
use crate::signing::{self, PublicKey, Signature, Version};

/// The keys that are trusted, and the least version.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) keys: Vec<PublicKey>,
    pub(super) least: Option<Version>,
}

impl Asked {
    /// Reads the signature of a library from the file beside it, and verifies both.
    pub(super) fn signature(
        &self,
        folder: &Path,
        name: &OsStr,
        library: &[u8],
    ) -> Result<Signature, LoadError> {
        let path = folder.join(name);
        let mut file_name = OsString::from(name);
        file_name.push(signing::EXTENSION);
        let text = match file::read_trusted(folder, &file_name, signing::LARGEST) {
            Err(LoadError::File { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                return Err(LoadError::Unsigned { path });
            }
            text => text?,
        };
        let invalid = |reason| LoadError::BadSignature { path: path.clone(), reason };
        let found = Signature::verified(&text, &self.keys).map_err(invalid)?;
        found.statement.is_about(&name.to_string_lossy(), library).map_err(invalid)?;
        self.is_recent(&path, &found)?;
        Ok(found)
    }

    /// Whether a library that is in the process already is what is asked for now.
    pub(super) fn accepts(&self, path: &Path, found: Option<&Signature>) -> Result<(), LoadError> {
        match found.filter(|found| self.keys.contains(&found.key)) {
            Some(found) => self.is_recent(path, found),
            None => Err(LoadError::LoadedUnverified { path: path.to_owned() }),
        }
    }

    fn is_recent(&self, path: &Path, found: &Signature) -> Result<(), LoadError> {
        match &self.least {
            Some(least) if found.statement.version < *least => Err(LoadError::TooOld {
                path: path.to_owned(),
                found: found.statement.version.clone(),
                least: least.clone(),
            }),
            _ => Ok(()),
        }
    }
}
