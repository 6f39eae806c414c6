//! The copy of the tree that everything runs in.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::tool;

/// What is copied.
const PARTS: [&str; 9] = [
    "Cargo.toml",
    "Cargo.lock",
    "crates",
    "go",
    "tests/go_main",
    "tests/faults",
    "tests/canary",
    "tests/mismatch",
    "tests/matrix",
];

/// A copy of the sources, with a Cargo target folder beside it.
pub(crate) struct Tree {
    /// Folder of the copy.
    pub(crate) root: PathBuf,
    cargo_target: PathBuf,
    spandrel: PathBuf,
}

impl Tree {
    /// Copies what is new or changed since the last run, and builds the `spandrel` command.
    pub(crate) fn copy(repository: &Path) -> Result<Tree> {
        let repository = repository.canonicalize().context("find the repository")?;
        let spandrel = tool::spandrel(&repository)?;
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or(repository.join("target"), PathBuf::from);
        let root = target.join("faults").join("tree");
        let mut copied = HashSet::new();
        for part in PARTS {
            copy(&repository, &root, Path::new(part), &mut copied)?;
        }
        sweep(&root, &copied)?;
        Ok(Tree { root, cargo_target: target.join("faults").join("cargo"), spandrel })
    }

    /// A command in a folder of the copy.
    pub(crate) fn command(&self, program: &str, folder: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.root.join(folder)).env("CARGO_TARGET_DIR", &self.cargo_target);
        // The workspace's own Cargo runs this; its settings are not for the crates under test.
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CGO_LDFLAGS"] {
            command.env_remove(name);
        }
        command.env("CGO_ENABLED", "1");
        command
    }

    /// `spandrel` in a folder of the copy, all of which it may write: some projects share a Go module.
    pub(crate) fn spandrel(&self, folder: &str) -> Command {
        let mut command = self.command(&self.spandrel.to_string_lossy(), folder);
        command.arg("--allow-outside").arg(&self.root);
        command
    }

    /// Builds the object of a project.
    pub(crate) fn build(&self, project: &str) -> Result<()> {
        tool::must(self.spandrel(project).args(["build", "--object-only"])).map(|_| ())
    }

    /// The Cargo target folder.
    pub(crate) fn cargo_target(&self) -> &Path {
        &self.cargo_target
    }
}

/// Build products stay where they are and are not copied.
fn is_product(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name == "target" || name.ends_with(".syso") || name.starts_with("link_linux_")
}

fn copy(from: &Path, to: &Path, part: &Path, copied: &mut HashSet<PathBuf>) -> Result<()> {
    for entry in WalkDir::new(from.join(part)).into_iter().filter_entry(|entry| !is_product(entry.path())) {
        let entry = entry.with_context(|| format!("read {}", part.display()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let target = to.join(entry.path().strip_prefix(from)?);
        let new = fs::read(entry.path()).with_context(|| format!("read {}", entry.path().display()))?;
        // What is the same keeps its time, so that Cargo does not build it again.
        if fs::read(&target).ok().as_ref() != Some(&new) {
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder).with_context(|| format!("make {}", folder.display()))?;
            }
            fs::write(&target, new).with_context(|| format!("write {}", target.display()))?;
        }
        copied.insert(target);
    }
    Ok(())
}

/// Removes what is no longer in the sources.
fn sweep(root: &Path, copied: &HashSet<PathBuf>) -> Result<()> {
    for entry in WalkDir::new(root) {
        let entry = entry.context("read the copy of the tree")?;
        let path = entry.path();
        if entry.file_type().is_file() && !is_product(path) && !copied.contains(path) {
            fs::remove_file(path).with_context(|| format!("remove {}", path.display()))?;
        }
    }
    Ok(())
}
