//! Keeps paths of the building machine out of the object: panic messages, debug information, `__FILE__` in C.
//!
//! `go build -trimpath` does so for Go. For Rust there are `--remap-path-prefix` and, for C that crates compile,
//! `-ffile-prefix-map`. Cargo must not lose flags that the user has set: where they come from decides where ours go.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use cargo_metadata::{DependencyKind, Metadata, Package, camino::Utf8PathBuf};

use super::metadata::metadata;
use crate::{Result, progress::Progress, project::cargo_config, tool};

/// What is written instead of a folder.
struct Remap {
    folder: PathBuf,
    name: String,
}

/// Paths to hide in a build of Cargo.
pub(super) struct Hidden {
    /// Those of every crate, the most general first: of several that fit, rustc takes the last.
    everywhere: Vec<Remap>,
    /// The workspace. Crates in it are compiled by relative paths; only for the last one can the whole path matter, and
    /// without it here, crates that projects share are compiled once.
    workspace: Vec<Remap>,
}

impl Hidden {
    /// The paths that a build of this manifest sees.
    pub(super) fn of(manifest: &Path, progress: Progress) -> Result<Hidden> {
        let own = metadata(manifest, progress)?;
        let mut rustc = Command::new("rustc");
        let output = tool::capture(rustc.args(["--print", "sysroot"]), tool::CURE_CARGO, progress)?;
        let sysroot = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());

        let home = env::var_os("HOME").map(PathBuf::from);
        let cargo = env::var_os("CARGO_HOME").map(PathBuf::from);
        let cargo = cargo.or_else(|| home.as_ref().map(|home| home.join(".cargo")));
        let mut everywhere = Vec::new();
        let mut hide = |folder: Option<PathBuf>, name: &str| everywhere.extend(remaps(folder, name));
        hide(home, "~");
        hide(cargo, "cargo");
        hide(Some(sysroot), "rust");
        hide(Some(own.target_directory.clone().into_std_path_buf()), "target");
        let root = own.workspace_root.clone().into_std_path_buf();
        for package in packages_elsewhere(&own, manifest, progress) {
            hide(folder_of(&package), &format!("{}-{}", package.name, package.version));
        }
        Ok(Hidden { everywhere, workspace: remaps(Some(root), ".") })
    }

    /// Has Cargo hide the paths in every crate, beside the flags that the user has set.
    pub(super) fn apply(&self, cargo: &mut Command) {
        const SEPARATOR: &str = "\u{1f}";
        let flags: Vec<String> = self.everywhere.iter().map(Remap::for_rustc).collect();
        let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        if let Some(theirs) = set("CARGO_ENCODED_RUSTFLAGS") {
            let all = [&[theirs][..], &flags].concat();
            cargo.env("CARGO_ENCODED_RUSTFLAGS", all.join(SEPARATOR));
        } else if let Some(theirs) = set("RUSTFLAGS") {
            let theirs = theirs.split_whitespace().map(str::to_owned);
            let all: Vec<String> = theirs.chain(flags).collect();
            cargo.env("CARGO_ENCODED_RUSTFLAGS", all.join(SEPARATOR));
        } else {
            // Cargo joins lists of one key, and passes over `build` where there is one for the target.
            let key = if targets_have_flags() { "target.'cfg(all())'" } else { "build" };
            let list = toml::Value::Array(flags.into_iter().map(toml::Value::String).collect());
            cargo.arg("--config").arg(format!("{key}.rustflags={list}"));
        }
        for name in ["CFLAGS", "CXXFLAGS"] {
            let flags = self.everywhere.iter().filter_map(Remap::for_c);
            let all: Vec<String> = set(name).into_iter().chain(flags).collect();
            cargo.env(name, all.join(" "));
        }
    }

    /// Flags for the compiler of the last crate.
    pub(super) fn of_last_crate(&self) -> impl Iterator<Item = String> {
        self.workspace.iter().map(Remap::for_rustc)
    }
}

impl Remap {
    fn for_rustc(&self) -> String {
        format!("--remap-path-prefix={}={}", self.folder.display(), self.name)
    }

    /// Flags in CFLAGS are separated by blanks and cannot hold any.
    fn for_c(&self) -> Option<String> {
        let flag = format!("-ffile-prefix-map={}={}", self.folder.display(), self.name);
        (!flag.contains(char::is_whitespace)).then_some(flag)
    }
}

/// The packages outside of its workspace that a package refers to by path, and those that they refer to, sorted by folder: Cargo
/// compiles them by their whole path.
fn packages_elsewhere(own: &Metadata, manifest: &Path, progress: Progress) -> Vec<Package> {
    let real = |folder: PathBuf| fs::canonicalize(&folder).unwrap_or(folder);
    let by_folder = |workspace: &Metadata| -> BTreeMap<PathBuf, Package> {
        let packages = workspace.packages.iter();
        packages.filter_map(|package| Some((real(folder_of(package)?), package.clone()))).collect()
    };
    let members = by_folder(own);
    let (mut known, mut used) = (members.clone(), BTreeMap::new());
    let mut waiting: Vec<PathBuf> = manifest.parent().map(Path::to_owned).into_iter().collect();
    while let Some(named) = waiting.pop() {
        let folder = real(named.clone());
        if used.contains_key(&folder) {
            continue;
        }
        if !known.contains_key(&folder) {
            // A package that cannot be read is Cargo's to complain of.
            known.extend(metadata(&named.join("Cargo.toml"), progress).iter().flat_map(by_folder));
        }
        let Some(package) = known.get(&folder) else { continue };
        let built = package.dependencies.iter().filter(|other| other.kind != DependencyKind::Development);
        waiting.extend(built.filter_map(|other| other.path.clone()).map(Utf8PathBuf::into_std_path_buf));
        used.insert(folder, package.clone());
    }
    used.into_iter().filter(|(folder, _)| !members.contains_key(folder)).map(|(_, package)| package).collect()
}

fn folder_of(package: &Package) -> Option<PathBuf> {
    package.manifest_path.parent().map(|folder| folder.as_std_path().to_owned())
}

/// A folder as it is named, and as it is without links.
fn remaps(folder: Option<PathBuf>, name: &str) -> Vec<Remap> {
    let Some(folder) = folder.filter(|folder| folder.is_absolute() && folder.parent().is_some()) else {
        return Vec::new();
    };
    let real = fs::canonicalize(&folder).ok().filter(|real| *real != folder);
    let remap = |folder| Remap { folder, name: name.to_owned() };
    [Some(folder), real].into_iter().flatten().map(remap).collect()
}

/// Whether flags are set for a target, in the environment or in a configuration file that Cargo reads.
fn targets_have_flags() -> bool {
    let in_environment = env::vars_os().any(|(name, _)| {
        let name = name.to_string_lossy();
        name.starts_with("CARGO_TARGET_") && name.ends_with("_RUSTFLAGS")
    });
    in_environment || cargo_config().iter().any(has_target_flags)
}

fn has_target_flags(config: &toml::Table) -> bool {
    let targets = config.get("target").and_then(toml::Value::as_table);
    targets.is_some_and(|targets| targets.values().any(|target| target.get("rustflags").is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_of_targets_are_seen() {
        let has = |text: &str| has_target_flags(&toml::from_str(text).unwrap());
        assert!(has("[target.x86_64-unknown-linux-gnu]\nrustflags = [\"-Cdebuginfo=0\"]\n"));
        assert!(has("[target.'cfg(unix)']\nrustflags = \"-g\"\n"));
        assert!(!has("[build]\nrustflags = [\"-g\"]\n[target.x86_64-unknown-linux-gnu]\nlinker = \"ld\"\n"));
    }

    #[test]
    fn a_root_folder_hides_nothing() {
        assert!(remaps(Some(PathBuf::from("/")), "~").is_empty());
        assert!(remaps(None, "~").is_empty());
        assert_eq!(
            remaps(Some(PathBuf::from("/no/where")), "~")[0].for_rustc(),
            "--remap-path-prefix=/no/where=~"
        );
        assert_eq!(remaps(Some(PathBuf::from("/no where")), "~")[0].for_c(), None);
    }
}
