//! The files that a build may write, and those of them that are there.

use std::path::{Path, PathBuf};

use crate::{
    Result,
    project::{Bridge, Project},
    write::ours,
};

/// The package that has the object of several bridges.
pub(super) const SHARED: &str = "rustobject";

/// The folder of that package.
pub(super) fn shared_folder(project: &Project) -> PathBuf {
    project.out().join("internal").join(SHARED)
}

/// Every file that a build of some bridges may write, also one from before a bridge was added or removed.
#[derive(Clone, Debug)]
pub(super) struct Products {
    /// Each with the name of its Go package.
    possible: Vec<(PathBuf, &'static str)>,
}

impl Products {
    /// The files of these bridges, each alone and all together: those that `files` names for a package's folder and the name
    /// of its object.
    pub(super) fn of(
        project: &Project,
        bridges: &[Bridge],
        files: impl Fn(&Path, &str) -> Vec<PathBuf>,
    ) -> Products {
        let shared = files(&shared_folder(project), SHARED).into_iter().map(|path| (path, SHARED));
        let own = bridges.iter().flat_map(|bridge| files(&bridge.cgo_package(), bridge.name()));
        Products { possible: shared.chain(own.map(|path| (path, "bridge"))).collect() }
    }

    /// Those that are there. Only what Spandrel has built is among them.
    pub(super) fn found(&self) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for (path, package) in &self.possible {
            if ours::is_of_package(path, package)? {
                found.push(path.clone());
            }
        }
        Ok(found)
    }
}
