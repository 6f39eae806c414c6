//! Regenerates every Go package, or says which of the committed ones differs from its source.
//!
//! The packages of `systems/` are committed, so that they can be read and compared. Those of `tests/` and `bench/` are
//! not: each run makes them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use spandrel_cli::{
    Error,
    commands::{check, generate},
    progress::{Progress, Verbosity},
    project::{self, FILE_NAME, Project},
};
use walkdir::WalkDir;

use crate::matrix;

/// Folders that hold projects with committed packages.
const COMMITTED: [&str; 1] = ["systems"];

/// Folders that hold projects whose packages each run makes.
const MADE: [&str; 2] = ["bench", "tests"];

/// Folders that are never looked into.
const SKIPPED: [&str; 4] = ["target", ".git", "node_modules", ".venv"];

/// Options of `generate`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Write only what is not committed; fail if anything else would change.
    #[arg(long)]
    check: bool,
}

/// Runs the task.
pub(crate) fn run(repository: &Path, args: &Args) -> Result<()> {
    let repository = repository.canonicalize().context("find the repository")?;
    let mut differences = matrix::run(&repository, args.check)?;
    for root in projects(&repository, &COMMITTED)? {
        let (project, name) = open(&repository, &root)?;
        if args.check {
            differences += differing(&project, &name)?;
        } else {
            write(&project, &name)?;
        }
    }
    for root in projects(&repository, &MADE)? {
        let (project, name) = open(&repository, &root)?;
        write(&project, &name)?;
    }
    if differences > 0 {
        bail!("{differences} difference(s): run `cargo xtask generate` and commit what it writes");
    }
    Ok(())
}

/// A project and its name. Some share a Go module: the whole repository may be written.
fn open(repository: &Path, root: &Path) -> Result<(Project, String)> {
    let name = root.strip_prefix(repository).unwrap_or(root).display().to_string();
    let project = Project::open(root).and_then(|project| project.allowing(&[repository.to_owned()]));
    Ok((project.map_err(|error| explain(error, &name))?, name))
}

fn write(project: &Project, name: &str) -> Result<()> {
    generate::generate(project, Progress::new(Verbosity::Quiet)).map_err(|error| explain(error, name))?;
    Ok(())
}

fn differing(project: &Project, name: &str) -> Result<usize> {
    let bridges = project::bridges(project).map_err(|error| explain(error, name))?;
    let differences = check::generated(project, &bridges).map_err(|error| explain(error, name))?;
    for difference in &differences {
        eprintln!("{name}/{}: {}", difference.file.display(), difference.what);
    }
    Ok(differences.len())
}

/// The folders of every project in some folders, sorted.
fn projects(repository: &Path, folders: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in folders.iter().map(|folder| repository.join(folder)) {
        if !folder.is_dir() {
            continue;
        }
        let entries = WalkDir::new(&folder).sort_by_file_name().into_iter().filter_entry(|entry| {
            !(entry.file_type().is_dir() && SKIPPED.iter().any(|skipped| entry.file_name() == *skipped))
        });
        for entry in entries {
            let entry = entry.with_context(|| format!("read {}", folder.display()))?;
            if entry.file_name() == FILE_NAME {
                found.push(entry.path().parent().unwrap_or(&folder).to_owned());
            }
        }
    }
    Ok(found)
}

/// Adds the project, the report of the bridge checker, and the cure.
fn explain(error: Error, project: &str) -> anyhow::Error {
    if let Error::Refused { rendered, .. } = &error {
        eprintln!("{rendered}\n");
    }
    let cure = error.cure().map_or_else(String::new, |cure| format!(" (cure: {cure})"));
    anyhow::anyhow!("{project}: {error}{cure}")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const LIB: &str = "#[spandrel::bridge(package = \"a\")]\nmod ffi { extern \"Rust\" { fn f(); } }\n";

    fn file(path: PathBuf, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn project(repository: &Path, name: &str) {
        let root = repository.join(name);
        file(root.join("spandrel.toml"), "[rust]\nmanifest = \"rust\"\n[go]\nout = \"go\"\n");
        file(root.join("rust/Cargo.toml"), "[package]\nname = \"a\"\n");
        file(root.join("rust/src/lib.rs"), LIB);
        file(root.join("go/go.mod"), "module example.com/a\n");
        // A project inside a build folder is not one of the repository's.
        file(root.join("rust/target/spandrel.toml"), "nonsense");
    }

    #[test]
    fn a_seeded_difference_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        project(root, "systems/p");
        let check = || run(root, &Args { check: true });

        assert!(check().is_err(), "nothing was generated yet");
        run(root, &Args { check: false }).unwrap();
        check().unwrap();
        file(root.join("systems/p/rust/src/lib.rs"), &LIB.replace("fn f()", "fn f(); fn g()"));
        assert!(check().is_err(), "the bridge has changed");
    }

    #[test]
    fn what_is_not_committed_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        project(root, "tests/p");
        run(root, &Args { check: true }).unwrap();
        assert!(root.join("tests/p/go/a/a.go").is_file());
    }
}
