//! The folders that a command may write: the project's own, and those that the command line names.
//!
//! `spandrel.toml` may come from a checkout of someone else's. So it cannot send files elsewhere, whether by `..`, by an
//! absolute path or by a symbolic link at any depth.

use std::{
    ffi::OsString,
    fs,
    path::{Component, Path, PathBuf},
};

use crate::{Error, Result};

/// Where files may be written and removed.
#[derive(Clone, Debug)]
pub struct Bounds {
    root: PathBuf,
    allowed: Vec<PathBuf>,
}

impl Bounds {
    /// A folder and everything below it.
    pub fn new(root: &Path) -> Result<Bounds> {
        let root = fs::canonicalize(root).map_err(Error::file("find", root))?;
        Ok(Bounds { root, allowed: Vec::new() })
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Adds a folder that the user has named on the command line. It need not exist yet.
    pub fn allow(&mut self, folder: &Path) -> Result<()> {
        let folder = std::path::absolute(folder).map_err(Error::file("find", folder))?;
        self.allowed.push(real(&folder)?);
        Ok(())
    }

    /// Where a file really lies: its folder without links and `..`, then its name. Refuses what lies outside.
    ///
    /// The file itself is not followed if it is a link, since a link is replaced or removed and not written through.
    pub fn file(&self, path: &Path) -> Result<PathBuf> {
        let outside = |real: PathBuf| Error::Outside { path: path.to_owned(), real, root: self.root.clone() };
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(outside(path.to_owned()));
        };
        let folder = real(&self.root.join(folder))?;
        let inside = std::iter::once(&self.root).chain(&self.allowed).any(|root| folder.starts_with(root));
        if inside { Ok(folder.join(name)) } else { Err(outside(folder.join(name))) }
    }
}

/// An absolute path without links and `..`. What does not exist is taken as it is written.
fn real(path: &Path) -> Result<PathBuf> {
    let mut found = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                found.pop();
            }
            Component::Normal(name) => {
                found.push(name);
                if found.is_symlink() {
                    found = fs::canonicalize(&found).map_err(Error::file("follow", &found))?;
                }
            }
            Component::RootDir | Component::Prefix(_) => found.push(OsString::from(part.as_os_str())),
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn only_what_lies_inside_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let (project, other) = (root.join("project"), root.join("other"));
        for made in [project.join("real/deep"), other.clone()] {
            fs::create_dir_all(made).unwrap();
        }
        symlink("real", project.join("inside")).unwrap();
        symlink(&other, project.join("outside")).unwrap();
        symlink("../../../other", project.join("real/deep/outside")).unwrap();
        symlink("nowhere", project.join("dangling")).unwrap();
        symlink(other.join("file"), project.join("link.go")).unwrap();
        let mut bounds = Bounds::new(&project).unwrap();

        let place = |bounds: &Bounds, path: &str| bounds.file(Path::new(path));
        for (path, real) in [
            ("new/file.go", "new/file.go"),
            ("new/../file.go", "file.go"),
            ("./inside/deep/file.go", "real/deep/file.go"),
            ("inside/../file.go", "file.go"),
            // A link in the place of a file is not followed: it would be replaced.
            ("link.go", "link.go"),
        ] {
            assert_eq!(place(&bounds, path).unwrap(), project.join(real), "{path}");
        }
        let absolute = other.join("file.go").display().to_string();
        let beside = format!("{}-beside/file.go", project.display());
        let outside = [
            "../other/file.go",
            "new/../../other/file.go",
            "outside/file.go",
            "outside/new/file.go",
            "inside/deep/outside/file.go",
            "inside/deep/../../../other/file.go",
            &absolute,
            &beside,
            "/",
            "..",
        ];
        for path in outside {
            assert!(matches!(place(&bounds, path), Err(Error::Outside { .. })), "{path}");
        }
        assert!(matches!(place(&bounds, "dangling/file.go"), Err(Error::File { action: "follow", .. })));

        bounds.allow(&other).unwrap();
        assert_eq!(place(&bounds, "outside/file.go").unwrap(), other.join("file.go"));
        assert!(place(&bounds, &beside).is_err());
    }
}
