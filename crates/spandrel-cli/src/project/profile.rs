//! The Cargo profile: it must be there, and a panic must unwind.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

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

/// Refuses a profile that is neither one of Cargo's own nor written where Cargo would read it from: the manifest of the workspace, a
/// file of Cargo's configuration or the environment.
pub fn refuse_unknown(project: &Project, workspace_root: &Path) -> Result<()> {
    const CARGO: [&str; 4] = ["dev", "release", "test", "bench"];
    let profile = &project.file.rust.profile;
    let path = workspace_root.join("Cargo.toml");
    let manifest: toml::Table = toml::from_str(&files::read(&path)?)
        .map_err(|error| Error::Manifest { path: path.clone(), message: error.to_string() })?;
    let written = |table: &toml::Table| -> Vec<String> {
        let profiles = table.get("profile").and_then(toml::Value::as_table);
        profiles.map(|profiles| profiles.keys().cloned().collect()).unwrap_or_default()
    };
    let mut known: Vec<String> = CARGO.into_iter().map(str::to_owned).collect();
    known.extend(std::iter::once(&manifest).chain(&cargo_config()).flat_map(written));
    let variable = format!("{}_INHERITS", variable(profile));
    if known.contains(profile) || env::var_os(variable).is_some() {
        return Ok(());
    }
    known.sort();
    known.dedup();
    Err(Error::NoProfile { profile: profile.clone(), manifest: path, known })
}

/// The files of Cargo's configuration that it reads here.
pub fn cargo_config() -> Vec<toml::Table> {
    let here = env::current_dir().unwrap_or_default();
    let beside = here.ancestors().map(|folder| folder.join(".cargo"));
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let files = beside.chain(home).flat_map(|folder| [folder.join("config.toml"), folder.join("config")]);
    files
        .filter_map(|file| fs::read_to_string(file).ok())
        .map(|text| toml::from_str(&text).unwrap_or_default())
        .collect()
}

/// How the variables begin by which the environment sets a profile.
fn variable(profile: &str) -> String {
    format!("CARGO_PROFILE_{}", profile.to_uppercase().replace('-', "_"))
}

/// Where `panic = "abort"` is set for this profile, if it is.
fn abort_place(profile: &str, workspace_root: &Path) -> Result<Option<PathBuf>> {
    let variable = format!("{}_PANIC", variable(profile));
    if let Ok(value) = env::var(&variable) {
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
