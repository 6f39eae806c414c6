//! Regenerates every committed Go package, or says which of them differs from its source.

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
const FOLDERS: [&str; 3] = ["bench", "systems", "tests"];

/// Folders that are never looked into.
const SKIPPED: [&str; 4] = ["target", ".git", "node_modules", ".venv"];

/// Options of `generate`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Write nothing; fail if anything would change.
    #[arg(long)]
    check: bool,
}

/// Runs the task.
pub(crate) fn run(repository: &Path, args: &Args) -> Result<()> {
    let repository = repository.canonicalize().context("find the repository")?;
    let mut differences = matrix::run(&repository, args.check)?;
    for root in projects(&repository)? {
        let name = root.strip_prefix(&repository).unwrap_or(&root).display().to_string();
        // Some projects share a Go module: the whole repository may be written.
        let project =
            Project::open(&root).and_then(|project| project.allowing(std::slice::from_ref(&repository)));
        let project = project.map_err(|error| explain(error, &name))?;
        differences += if args.check {
            differing(&project, &name)?
        } else {
            generate::generate(&project, Progress::new(Verbosity::Normal))
                .map_err(|error| explain(error, &name))?;
            0
        };
    }
    if differences > 0 {
        bail!("{differences} difference(s): run `cargo xtask generate` and commit what it writes");
    }
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

/// The folders of every project, sorted.
fn projects(repository: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in FOLDERS.map(|folder| repository.join(folder)) {
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

    #[test]
    fn a_seeded_difference_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let write = |path: &str, text: &str| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("tests/p/spandrel.toml", "[rust]\nmanifest = \"rust\"\n[go]\nout = \"go\"\n");
        write("tests/p/rust/Cargo.toml", "[package]\nname = \"a\"\n");
        write("tests/p/rust/src/lib.rs", LIB);
        write("tests/p/go/go.mod", "module example.com/a\n");
        // A project inside a build folder is none of the repository's.
        write("tests/p/rust/target/spandrel.toml", "nonsense");
        let check = || run(root, &Args { check: true });

        assert!(check().is_err(), "nothing was generated yet");
        run(root, &Args { check: false }).unwrap();
        check().unwrap();
        write("tests/p/rust/src/lib.rs", &LIB.replace("fn f()", "fn f(); fn g()"));
        assert!(check().is_err(), "the bridge has changed");
    }
}
