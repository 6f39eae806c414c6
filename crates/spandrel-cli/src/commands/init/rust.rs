//! The Rust side: a package that is there, a new member of a workspace, or a new package in `rust/`.

use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value};

use super::Steps;
use crate::{Error, Result, commands::names::Names, commands::new, files, project::has_bridge};

/// The bridge to begin with.
const BRIDGE: &str = include_str!("../../../templates/init/bridge.rs.tmpl");

/// The Cargo package of a project.
pub(super) struct Side {
    /// The folder of the manifest that is there, relative to the project, with what it says.
    found: Option<(PathBuf, String, DocumentMut)>,
}

impl Side {
    /// Looks in the folder itself and in `rust/`.
    pub(super) fn find(root: &Path) -> Result<Side> {
        for folder in [".", "rust"] {
            let path = root.join(folder).join("Cargo.toml");
            if path.is_file() {
                let text = files::read(&path)?;
                let document = text.parse().map_err(|error: toml_edit::TomlError| Error::Manifest {
                    path,
                    message: error.to_string(),
                })?;
                return Ok(Side { found: Some((folder.into(), text, document)) });
            }
        }
        Ok(Side { found: None })
    }

    pub(super) fn exists(&self) -> bool {
        self.found.is_some()
    }

    /// Adds a bridge; returns the folder of its package, and whether a bridge was there before.
    pub(super) fn add(&self, steps: &mut Steps<'_>, names: &Names) -> Result<(PathBuf, bool)> {
        match &self.found {
            None => {
                steps.make("rust/Cargo.toml", include_str!("../../../templates/Cargo.toml.tmpl"));
                steps.make("rust/src/lib.rs", BRIDGE);
                Ok(("rust".into(), false))
            }
            Some((folder, text, manifest)) if manifest.contains_key("package") => {
                to_package(steps, folder, text, manifest)
            }
            Some((folder, text, manifest)) => to_workspace(steps, folder, text, manifest, names),
        }
    }
}

/// A module of the package's library, and the runtime among its dependencies.
fn to_package(
    steps: &mut Steps<'_>,
    folder: &Path,
    text: &str,
    manifest: &DocumentMut,
) -> Result<(PathBuf, bool)> {
    let mut changed = manifest.clone();
    let dependencies = changed.entry("dependencies").or_insert(Item::Table(Table::new()));
    let dependencies = dependencies.as_table_like_mut().filter(|known| !known.contains_key("spandrel"));
    if let Some(dependencies) = dependencies {
        let mut spandrel = InlineTable::new();
        let place = new::home()?.join("crates/spandrel").display().to_string();
        spandrel.insert("path", Value::from(place.clone()));
        dependencies.insert("spandrel", Item::Value(Value::InlineTable(spandrel)));
        let what = format!("depends on spandrel, from {place}");
        steps.edit(folder.join("Cargo.toml"), text.to_owned(), changed.to_string(), &what);
    }
    if has_bridge(&steps.root.join(folder).join("src")) {
        return Ok((folder.to_owned(), true));
    }
    let library = manifest.get("lib").and_then(|lib| lib.get("path")).and_then(Item::as_str);
    let library = folder.join(library.unwrap_or("src/lib.rs"));
    match files::read(&steps.root.join(&library)) {
        Ok(old) => {
            let end = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
            let new = format!("{old}{end}\nmod bridge;\n");
            steps.make(library.with_file_name("bridge.rs"), BRIDGE);
            steps.edit(library, old, new, "declares the module `bridge`");
        }
        Err(_) => steps.make(library, BRIDGE),
    }
    Ok((folder.to_owned(), false))
}

/// A package of its own, beside those of the workspace.
fn to_workspace(
    steps: &mut Steps<'_>,
    folder: &Path,
    text: &str,
    manifest: &DocumentMut,
    names: &Names,
) -> Result<(PathBuf, bool)> {
    let members: Vec<&str> = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("members"))
        .and_then(Item::as_array)
        .map(|members| members.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let name = format!("{}-bridge", names.project);
    // Where the others are.
    let beside = members.iter().find_map(|member| member.strip_suffix("/*"));
    let member = beside.map_or_else(|| name.clone(), |beside| format!("{beside}/{name}"));
    if beside.is_none() {
        let mut changed = manifest.clone();
        let list = changed["workspace"]
            .as_table_like_mut()
            .map(|workspace| workspace.entry("members").or_insert(Item::Value(Value::Array(Array::new()))));
        if let Some(list) = list.and_then(Item::as_array_mut) {
            list.push(member.as_str());
        }
        let what = format!("lists {member} as a member");
        steps.edit(folder.join("Cargo.toml"), text.to_owned(), changed.to_string(), &what);
    }
    let package = if folder == Path::new(".") { PathBuf::from(&member) } else { folder.join(&member) };
    steps.make(package.join("Cargo.toml"), include_str!("../../../templates/init/member.toml.tmpl"));
    steps.make(package.join("src/lib.rs"), BRIDGE);
    Ok((package, false))
}
