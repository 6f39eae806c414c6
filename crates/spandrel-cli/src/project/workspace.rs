//! A Cargo workspace where a package is expected.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::sources::{has_bridge, table};
use crate::{Result, files};

/// A manifest with `[workspace]` and without `[package]`, and which of its members could be meant.
#[derive(Clone, Debug)]
pub struct VirtualWorkspace {
    /// The manifest.
    pub manifest: PathBuf,
    /// The folders of members that contain a bridge, relative to the project.
    pub with_bridge: Vec<String>,
    /// A folder of any member, relative to the project.
    pub any: Option<String>,
}

impl VirtualWorkspace {
    /// The workspace of a manifest, unless the manifest has a package.
    pub(super) fn at(manifest: &Path, project: &Path) -> Result<Option<VirtualWorkspace>> {
        let table = table(manifest)?;
        if table.contains_key("package") || !table.contains_key("workspace") {
            return Ok(None);
        }
        let packages = packages(manifest.parent().unwrap_or(project));
        let name = |folder: &PathBuf| files::relative(folder, project).to_string();
        let with_bridge =
            packages.iter().filter(|folder| has_bridge(&folder.join("src"))).map(name).collect();
        let any = packages.first().map(name);
        Ok(Some(VirtualWorkspace { manifest: manifest.to_owned(), with_bridge, any }))
    }

    /// What to do: with the line to write, where there is one answer.
    pub fn cure(&self) -> String {
        let place = "in spandrel.toml";
        match (self.with_bridge.as_slice(), &self.any) {
            ([only], _) => {
                format!("write `manifest = {only:?}` under [rust] {place}: this member contains a bridge")
            }
            ([_, _, ..], _) => format!(
                "name one member in [rust] manifest {place}; these contain a bridge: {}",
                self.with_bridge.join(", ")
            ),
            ([], Some(any)) => format!(
                "name the folder of a member in [rust] manifest {place}, such as {any:?}, and write the bridge there; no member contains one"
            ),
            ([], None) => format!("name the folder of a member in [rust] manifest {place}"),
        }
    }
}

/// The folders below a workspace that contain a package, sorted.
fn packages(root: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name.starts_with('.') || name == "target" || name == "vendor")
    });
    let manifests = entries.flatten().filter(|entry| entry.file_name() == "Cargo.toml");
    let of_package = |path: &Path| table(path).is_ok_and(|table| table.contains_key("package"));
    manifests
        .map(walkdir::DirEntry::into_path)
        .filter(|path| of_package(path))
        .filter_map(|path| path.parent().map(Path::to_owned))
        .collect()
}
