//! Regenerates every Go package, or says which of the committed ones differs from its source.
//!
//! The packages of `examples/` and `systems/` are committed, so that they can be read and compared. Those of `tests/` and `bench/` are
//! not: each run makes them.

use std::path::Path;

use anyhow::{Context, Result, bail};
use spandrel_cli::{
    commands::{check, generate},
    progress::{Progress, Verbosity},
    project::{self, Project},
};

use crate::{
    abi, matrix,
    projects::{self, explain},
};

/// Folders that hold projects with committed packages.
const COMMITTED: [&str; 2] = ["examples", "systems"];

/// Folders that hold projects whose packages each run makes.
const MADE: [&str; 2] = ["bench", "tests"];

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
    let mut differences = abi::run(&repository, args.check)? + matrix::run(&repository, args.check)?;
    for root in projects::below(&repository, &COMMITTED)? {
        let (project, name) = projects::open(&repository, &root)?;
        if args.check {
            differences += differing(&project, &name)?;
        } else {
            write(&project, &name)?;
        }
    }
    for root in projects::below(&repository, &MADE)? {
        let (project, name) = projects::open(&repository, &root)?;
        write(&project, &name)?;
    }
    if differences > 0 {
        bail!("{differences} difference(s): run `cargo xtask generate` and commit what it writes");
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use std::{fs, path::PathBuf};

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
