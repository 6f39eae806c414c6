//! `spandrel init`: adds a bridge to an existing Go module, Cargo package or Cargo workspace.
//!
//! It makes files that are not there and adds lines to manifests, and says of each what it did. What is there already is
//! left as it is; a file that is in the way stops everything.

mod go;
mod ignore;
mod rust;

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    generate,
    names::{self, Names},
    new::Words,
};
use crate::{
    Error, Result, files,
    progress::Progress,
    project::{FILE_NAME, Project},
    write::{Bounds, Changes},
};

/// What to add.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The name of the bridge; that of the Go module or of the folder if not set.
    pub name: Option<String>,
    /// The path of the Go module, where there is none yet.
    pub module: Option<String>,
}

/// What will be done, and what to say about it.
struct Steps<'a> {
    root: &'a Path,
    words: Words,
    changes: Changes,
    said: Vec<(&'static str, String)>,
}

impl Steps<'_> {
    /// Makes a file of a template, relative to the project.
    fn make(&mut self, path: impl AsRef<Path>, template: &str) {
        let path = plain(path.as_ref());
        self.changes.new_file(self.root.join(path), self.words.fill(template));
        self.said.push(("created", path.display().to_string()));
    }

    /// Changes a file of the user's, or makes it; `what` says how.
    fn edit(&mut self, path: impl AsRef<Path>, old: String, new: String, what: &str) {
        let path = plain(path.as_ref());
        let word = if self.root.join(path).exists() { "edited" } else { "created" };
        self.changes.edit(self.root.join(path), old, new);
        self.said.push((word, format!("{}: {what}", path.display())));
    }
}

/// A path without `./` in front.
fn plain(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

/// Adds a bridge to what is in a folder, and returns the folder.
pub fn init(folder: &Path, options: &Options, progress: Progress) -> Result<PathBuf> {
    let root = fs::canonicalize(folder).map_err(Error::file("find", folder))?;
    if root.join(FILE_NAME).exists() {
        return Err(Error::ProjectThere(root.join(FILE_NAME)));
    }
    let (go, rust) = (go::Side::find(&root)?, rust::Side::find(&root)?);
    if !go.exists() && !rust.exists() {
        return Err(Error::NothingThere(root));
    }
    let names = Names::of(&match &options.name {
        Some(name) => name.clone(),
        None => {
            names::like(go.last_name().unwrap_or(&root.file_name().unwrap_or_default().to_string_lossy()))
        }
    })?;
    let module = go.module(options.module.as_deref(), &names)?;
    let package = root.join(go.folder()).join(&names.package);
    if fs::read_dir(&package).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Error::PackageThere(files::relative(&package, &root).to_string().into()));
    }

    let mut steps =
        Steps { root: &root, words: Words::of(&names, &module)?, changes: Changes::new(), said: Vec::new() };
    let (manifest, has_bridge) = rust.add(&mut steps, &names)?;
    go.add(&mut steps, progress)?;
    if !has_bridge {
        let test = Path::new(go.folder()).join(&names.package).join(format!("{}_test.go", names.package));
        steps.make(test, include_str!("../../templates/init/name_test.go.tmpl"));
    }
    let main = go.program(&root);
    let main_line = main.as_ref().map(|main| format!("main = {main:?}\n")).unwrap_or_default();
    let (manifest, out) = (manifest.display().to_string(), go.folder());
    steps.make(FILE_NAME, &format!("[rust]\nmanifest = {manifest:?}\n\n[go]\nout = {out:?}\n{main_line}"));
    ignore::add(&mut steps, main.is_some(), !rust.exists())?;

    let Steps { changes, said, .. } = steps;
    changes.apply(&Bounds::new(&root)?)?;
    for (word, what) in said {
        progress.note(word, &what);
    }
    generate::generate(&Project::open(&root)?, progress)?;
    if go.is_vendored(&root) {
        progress.note("next", "go mod vendor, because the module keeps its dependencies in vendor/");
    }
    progress.note("next", "spandrel build && spandrel test");
    Ok(root)
}
