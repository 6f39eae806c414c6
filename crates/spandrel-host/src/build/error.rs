//! Why a core cannot be built.

use std::{fmt, io, path::PathBuf};

/// Why a core cannot be built. `Debug` reads like `Display`, because that is what a build script shows.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// A variable that Cargo sets for build scripts is missing.
    #[error("{0} is not set: call this from a build script")]
    NotABuildScript(&'static str),
    /// Another platform.
    #[error("a Go core cannot be linked for {target} yet: build for {supported}")]
    Target {
        /// What was asked for.
        target: String,
        /// What there is.
        supported: &'static str,
    },
    /// No project file here or above.
    #[error("no spandrel.toml in {} or above", .0.display())]
    NoProject(PathBuf),
    /// The project file cannot be understood. The text carries line and column.
    #[error("{}: {message}", path.display())]
    ProjectFile {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// The variable that says how to link says something else. The text names what it may say.
    #[error("SPANDREL_LINK: {0}")]
    Link(String),
    /// The main package of the core was not generated.
    #[error("{} is missing: run `spandrel generate`", .0.display())]
    NotGenerated(PathBuf),
    /// Go is not installed.
    #[error("go cannot be run ({0}): install Go 1.24 or later and put it on the PATH")]
    NoGo(io::Error),
    /// Go refused. The text is Go's own.
    #[error("the Go core cannot be built{cure}:\n{said}", cure = cure(said))]
    Go {
        /// The command.
        command: String,
        /// What it said.
        said: String,
    },
    /// What Go built cannot be read.
    #[error("cannot read {}: {message}", path.display())]
    Product {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
}

/// What cures a failure that Go explains in its own words only.
fn cure(said: &str) -> &'static str {
    if said.contains("C compiler") {
        " (a C compiler is needed: install gcc, or name one in CC)"
    } else if said.contains("cgo is not enabled") || said.contains("build constraints exclude all Go files") {
        " (cgo is needed: set CGO_ENABLED=1)"
    } else {
        ""
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
