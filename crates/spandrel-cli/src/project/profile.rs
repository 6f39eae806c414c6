//! The Cargo profile: a panic must unwind.

use std::path::{Path, PathBuf};

use super::Project;
use crate::{Error, Result, files};

/// Refuses a profile that aborts on panic, wherever Cargo would read it from: the environment or the manifest of the
/// workspace. (The macro refuses it once more at compile time; this says it before anything is compiled.)
pub fn refuse_abort(project: &Project, workspace_root: &Path) -> Result<()> {
    match abort_place(&project.file.rust.profile, workspace_root)? {
        Some(place) => Err(Error::PanicAbort { profile: project.file.rust.profile.clone(), place }),
        None => Ok(()),
    }
}

/// Where `panic = "abort"` is set for this profile, if it is.
fn abort_place(profile: &str, workspace_root: &Path) -> Result<Option<PathBuf>> {
    let variable = format!("CARGO_PROFILE_{}_PANIC", profile.to_uppercase().replace('-', "_"));
    if let Ok(value) = std::env::var(&variable) {
        return Ok((value == "abort").then(|| PathBuf::from(variable)));
    }
    let path = workspace_root.join("Cargo.toml");
    let text = files::read(&path)?;
    let manifest: toml::Table = toml::from_str(&text)
        .map_err(|error| Error::Manifest { path: path.clone(), message: error.to_string() })?;
    Ok(aborts(&manifest, profile).then_some(path))
}

/// Whether the profile, or the nearest one it inherits from that says anything, aborts.
fn aborts(manifest: &toml::Table, profile: &str) -> bool {
    let mut profile = profile.to_owned();
    for _ in 0..16 {
        let table = manifest.get("profile").and_then(|profiles| profiles.get(&profile));
        if let Some(panic) = table.and_then(|table| table.get("panic")) {
            return panic.as_str() == Some("abort");
        }
        match table.and_then(|table| table.get("inherits")).and_then(toml::Value::as_str) {
            Some(parent) => profile = parent.to_owned(),
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aborts_in(text: &str, profile: &str) -> bool {
        aborts(&toml::from_str(text).unwrap(), profile)
    }

    #[test]
    fn abort_is_seen_through_inheritance() {
        let text = "[profile.release]\npanic = \"abort\"\n[profile.small]\ninherits = \"release\"\n\
                    [profile.safe]\ninherits = \"release\"\npanic = \"unwind\"\n";
        assert!(aborts_in(text, "release"));
        assert!(aborts_in(text, "small"));
        assert!(!aborts_in(text, "safe"));
        assert!(!aborts_in(text, "dev"));
        assert!(!aborts_in("", "release"));
    }
}
