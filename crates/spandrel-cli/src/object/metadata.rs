//! What Cargo says about manifests.

use std::path::Path;

use cargo_metadata::{Metadata, MetadataCommand};

use crate::{Error, Result, progress::Progress, tool};

/// What Cargo says of the workspace around a manifest. It resolves nothing, and so needs no network.
pub fn metadata(manifest: &Path, progress: Progress) -> Result<Metadata> {
    let mut command = MetadataCommand::new().manifest_path(manifest).no_deps().cargo_command();
    let output = tool::capture(&mut command, tool::CURE_CARGO, progress)?;
    MetadataCommand::parse(String::from_utf8_lossy(&output.stdout))
        .map_err(|error| Error::Manifest { path: manifest.to_owned(), message: error.to_string() })
}
