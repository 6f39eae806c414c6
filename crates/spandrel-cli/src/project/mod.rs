//! The project: its file, its Rust sources, its Go module.

mod bridges;
mod file;
mod gocore;
mod gomod;
mod profile;
mod sources;

use std::path::{Path, PathBuf};

pub use bridges::{Bridge, bridges};
pub use file::{FILE_NAME, GoSection, ProjectFile, RustSection};
pub use gocore::GoCore;
pub use gomod::GoModule;
pub use profile::refuse_abort;
use spandrel_host::build::Link;

use crate::{Error, Result, files, write::Bounds};

/// A project on disk.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder of `spandrel.toml`.
    pub root: PathBuf,
    /// What the file says.
    pub file: ProjectFile,
    /// Where commands may write.
    pub bounds: Bounds,
    /// How the core gets into the program, if the command line says so: it stands before the file.
    pub link: Option<Link>,
}

impl Project {
    /// Finds the project of a folder: its `spandrel.toml`, or the nearest one above.
    pub fn find(folder: &Path) -> Result<Project> {
        let start = std::fs::canonicalize(folder).map_err(Error::file("find", folder))?;
        let root = start
            .ancestors()
            .find(|folder| folder.join(FILE_NAME).is_file())
            .ok_or_else(|| Error::NoProject(start.clone()))?;
        Project::open(root)
    }

    /// Opens the project whose `spandrel.toml` is in this folder.
    pub fn open(root: &Path) -> Result<Project> {
        let path = root.join(FILE_NAME);
        let file = ProjectFile::parse(&files::read(&path)?)
            .map_err(|message| Error::ProjectFile { path, message })?;
        Ok(Project { root: root.to_owned(), file, bounds: Bounds::new(root)?, link: None })
    }

    /// The project, with folders outside of it that commands may write as well.
    pub fn allowing(mut self, folders: &[PathBuf]) -> Result<Project> {
        folders.iter().try_for_each(|folder| self.bounds.allow(folder))?;
        Ok(self)
    }

    /// The project, with its core linked in another way than the file says.
    pub fn linked(mut self, link: Option<Link>) -> Result<Project> {
        if link.is_some() && self.file.go.core.is_none() {
            return Err(Error::LinkWithoutCore);
        }
        self.link = link;
        Ok(self)
    }

    /// The manifest of the Cargo package that holds the bridges.
    pub fn manifest(&self) -> Result<PathBuf> {
        let named = self.root.join(&self.file.rust.manifest);
        let manifest = if named.ends_with("Cargo.toml") { named } else { named.join("Cargo.toml") };
        // Cargo names manifests without links and `..`; what it says is compared with this path.
        std::fs::canonicalize(&manifest).map_err(|_| Error::NoManifest(manifest))
    }

    /// The manifest, for commands that run Cargo: it writes a lock file and build products beside it.
    pub fn manifest_to_build(&self) -> Result<PathBuf> {
        let manifest = self.manifest()?;
        self.bounds.file(&manifest)
    }

    /// The folder that generated Go packages go into.
    pub fn out(&self) -> PathBuf {
        self.root.join(&self.file.go.out)
    }

    /// The Go module around the generated packages.
    pub fn module(&self) -> Result<GoModule> {
        GoModule::around(&self.out())
    }
}
