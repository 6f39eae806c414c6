//! The project: its file, its Rust sources, its Go module.

mod bridges;
mod file;
mod gocore;
mod gomod;
mod mode;
mod profile;
mod sources;
mod workspace;

use std::path::{Path, PathBuf};

pub use bridges::{Bridge, bridges};
pub use file::{FILE_NAME, GoSection, ProjectFile, RustSection};
pub use gocore::GoCore;
pub use gomod::GoModule;
pub use mode::{Mode, Modes};
pub use profile::{cargo_config, refuse_abort, refuse_unknown};
pub use sources::has_bridge;
use spandrel_host::build::Link;
pub use workspace::VirtualWorkspace;

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
    /// How a Go core gets into the program, if the command line says so: it stands before the file.
    pub link: Option<Link>,
    /// How the two sides are linked.
    pub mode: Mode,
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
        let mode = file.go.mode();
        Ok(Project { root: root.to_owned(), file, bounds: Bounds::new(root)?, link: None, mode })
    }

    /// The project, with folders outside of it that commands may write as well.
    pub fn allowing(mut self, folders: &[PathBuf]) -> Result<Project> {
        folders.iter().try_for_each(|folder| self.bounds.allow(folder))?;
        Ok(self)
    }

    /// The project, with its sides linked in another way than the file says.
    pub fn linked(mut self, mode: Option<Mode>) -> Result<Project> {
        let Some(mode) = mode else { return Ok(self) };
        let core = self.file.go.core.is_some();
        if let Some(why) = mode.refused(core) {
            return Err(Error::ModeRefused { mode: mode.name(), why });
        }
        if mode == Mode::Dynamic && !self.file.go.loads() {
            return Err(Error::DynamicNotPrepared);
        }
        self.mode = mode;
        self.link = core.then_some(if mode == Mode::Shared { Link::Shared } else { Link::Static });
        Ok(self)
    }

    /// The manifest of the Cargo package that holds the bridges.
    pub fn manifest(&self) -> Result<PathBuf> {
        let named = self.root.join(&self.file.rust.manifest);
        let manifest = if named.ends_with("Cargo.toml") { named } else { named.join("Cargo.toml") };
        // Cargo names manifests without links and `..`; what it says is compared with this path.
        let manifest = std::fs::canonicalize(&manifest).map_err(|_| Error::NoManifest(manifest))?;
        match VirtualWorkspace::at(&manifest, &self.root)? {
            Some(workspace) => Err(Error::VirtualWorkspace(workspace)),
            None => Ok(manifest),
        }
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
        let (out, module) = (self.out(), GoModule::around(&self.out())?);
        match module.refuses(&out) {
            Some((part, why)) => {
                let out = self.file.go.out.clone();
                Err(Error::OutRefused { out, part, why })
            }
            None => Ok(module),
        }
    }
}
