//! Whether command, crate and Go module are of one Spandrel.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use cargo_metadata::{Metadata, MetadataCommand};
use spandrel_abi::ABI;

use super::{Check, State, project::runtime_folder};
use crate::{
    Error, Result,
    object::metadata::metadata,
    progress::Progress,
    project::Project,
    tool,
    tree::{self, Part},
};

const NAME: &str = "versions";

/// The parts of the tree that this command was built from.
const CRATES: &str = env!("SPANDREL_CRATES");
const PACKAGES: &str = env!("SPANDREL_PACKAGES");

/// What a project uses of Spandrel on one side.
struct Half {
    /// What it is called, with the file that refers to it.
    name: &'static str,
    file: &'static str,
    /// Its folder: of the crates, or of the Go module.
    folder: PathBuf,
    /// The convention that it speaks, if its sources are there.
    abi: Option<u32>,
    /// The parts whose sources are other than those of this command.
    differences: Vec<String>,
}

impl Half {
    /// The crate `spandrel`, as Cargo resolves it.
    fn rust(project: &Project, progress: Progress) -> Result<Option<Half>> {
        let manifest = project.manifest()?;
        let Some(folder) = crate_folder(&manifest, progress)? else { return Ok(None) };
        let crates = folder.parent().unwrap_or(&folder).to_owned();
        let abi = number(&crates.join("spandrel-abi/src/lib.rs"), "pub const ABI: u32 = ");
        Half::new("the crate spandrel", "Cargo.toml", crates, abi, tree::crates, CRATES).map(Some)
    }

    /// The Go module, as Go finds it.
    fn go(project: &Project, progress: Progress) -> Result<Option<Half>> {
        let Some(module) = runtime_folder(&project.module()?, progress)? else { return Ok(None) };
        let abi = number(&module.join("internal/abi/abi.go"), "const Version = ");
        Half::new("the Go module spandrel.dev/spandrel", "go.mod", module, abi, tree::packages, PACKAGES)
            .map(Some)
    }

    fn new(
        name: &'static str,
        file: &'static str,
        folder: PathBuf,
        abi: Option<u32>,
        parts: fn(&Path) -> io::Result<Vec<Part>>,
        ours: &str,
    ) -> Result<Half> {
        let folder = fs::canonicalize(&folder).unwrap_or(folder);
        let parts = parts(&folder).map_err(Error::file("read", &folder))?;
        Ok(Half { name, file, abi, differences: tree::differences(&parts, ours), folder })
    }

    /// The tree that it is part of: the folder above `crates` or `go`.
    fn tree(&self) -> &Path {
        self.folder.parent().unwrap_or(&self.folder)
    }

    /// What is wrong with it, as the end of a sentence about it.
    fn wrong(&self) -> Option<String> {
        match self.abi {
            Some(abi) if abi != ABI => Some(format!("speaks ABI {abi}, this command ABI {ABI}")),
            _ if self.differences.is_empty() => None,
            _ => Some(format!(
                "has other sources than this command was built from, in {}",
                self.differences
                    .iter()
                    .map(|part| if part.is_empty() { "the package itself" } else { part.as_str() })
                    .collect::<Vec<_>>()
                    .join(", ")
            )),
        }
    }

    /// Whether it is a copy in the folder vendor of the user's module.
    fn is_vendored(&self) -> bool {
        self.folder.components().any(|part| part.as_os_str() == "vendor")
    }

    fn has_other_abi(&self) -> bool {
        self.abi.is_some_and(|abi| abi != ABI)
    }
}

/// Compares command, crate and Go module. `with_go` is off where a build needs no Go.
pub(super) fn check(project: &Project, with_go: bool, progress: Progress) -> Result<Check> {
    let halves = halves(project, with_go, progress)?;
    let wrong: Vec<String> = halves
        .iter()
        .filter_map(|half| Some(format!("{} ({}) {}", half.name, half.folder.display(), half.wrong()?)))
        .collect();
    if wrong.is_empty() {
        return Ok(Check::ok(NAME, format!("command, crate and Go module fit together (ABI {ABI})")));
    }
    let cure = match halves.as_slice() {
        [rust, go] if rust.wrong().is_none() && go.is_vendored() => {
            "run `go mod vendor`, which copies the module again".to_owned()
        }
        [rust, go] if rust.tree() != go.tree() => format!(
            "{} refers to {}, {} to {}: let both refer to one tree, and install the command from it with `cargo install --path TREE/crates/spandrel-cli`",
            rust.file,
            rust.tree().display(),
            go.file,
            go.tree().display()
        ),
        [half, ..] => format!(
            "run `cargo install --path {}`, then `spandrel build`",
            tool::quote_path(&half.tree().join("crates/spandrel-cli"))
        ),
        [] => String::new(),
    };
    Ok(Check::problem(NAME, wrong.join("; "), cure))
}

/// The same before a build: only another ABI is in its way, other sources are worth a warning.
pub(super) fn before_build(project: &Project, with_go: bool, progress: Progress) -> Result<Option<Check>> {
    let found = check(project, with_go, progress)?;
    if found.state != State::Problem {
        return Ok(None);
    }
    if halves(project, with_go, progress)?.iter().any(Half::has_other_abi) {
        return Ok(Some(found));
    }
    progress.note("warning", &format!("{}: {}", found.detail, found.cure));
    Ok(None)
}

fn halves(project: &Project, with_go: bool, progress: Progress) -> Result<Vec<Half>> {
    let go = if with_go { Half::go(project, progress)? } else { None };
    Ok(Half::rust(project, progress)?.into_iter().chain(go).collect())
}

/// The folder of the crate `spandrel` that a package uses. What is not named by a path is looked for where Cargo has resolved it
/// before; nothing is downloaded or written.
fn crate_folder(manifest: &Path, progress: Progress) -> Result<Option<PathBuf>> {
    let own = metadata(manifest, progress)?;
    let package = own.packages.iter().find(|package| package.manifest_path == manifest);
    let mut dependencies = package.into_iter().flat_map(|package| &package.dependencies);
    match dependencies.find(|other| other.name == "spandrel").map(|other| other.path.clone()) {
        Some(Some(path)) => Ok(Some(path.into_std_path_buf())),
        Some(None) => Ok(resolved(manifest, progress)),
        None => Ok(None),
    }
}

fn resolved(manifest: &Path, progress: Progress) -> Option<PathBuf> {
    let mut command = MetadataCommand::new().manifest_path(manifest).cargo_command();
    let output = tool::capture(command.args(["--locked", "--offline"]), tool::CURE_CARGO, progress).ok()?;
    let all: Metadata = MetadataCommand::parse(String::from_utf8_lossy(&output.stdout)).ok()?;
    let package = all.packages.iter().find(|package| package.name.as_str() == "spandrel")?;
    package.manifest_path.parent().map(|folder| folder.as_std_path().to_owned())
}

/// The number behind the beginning of a line.
fn number(file: &Path, start: &str) -> Option<u32> {
    let text = fs::read_to_string(file).ok()?;
    text.lines().find_map(|line| line.strip_prefix(start)?.trim_end_matches(';').parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_this_tree_are_found() {
        let tree = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let rust = number(&tree.join("crates/spandrel-abi/src/lib.rs"), "pub const ABI: u32 = ");
        let go = number(&tree.join("go/internal/abi/abi.go"), "const Version = ");
        assert_eq!((rust, go), (Some(ABI), Some(ABI)));
        assert_eq!(tree::differences(&tree::crates(&tree.join("crates")).unwrap(), CRATES), [""; 0]);
        assert_eq!(tree::differences(&tree::packages(&tree.join("go")).unwrap(), PACKAGES), [""; 0]);
        assert!(CRATES.contains("spandrel-macro=") && PACKAGES.contains("glue="));
    }
}
