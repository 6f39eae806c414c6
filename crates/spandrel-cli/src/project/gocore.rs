//! The Go core of a Rust program.

use std::path::PathBuf;

use spandrel_emit::{File, go};
use spandrel_host::build::{Link, MAIN_FOLDER};

use super::{Bridge, GoModule, Mode, Project};
use crate::Result;

/// The core of a project, with the main package that is generated around it.
#[derive(Clone, Debug)]
pub struct GoCore {
    /// The package that the user wrote, relative to the Go module.
    pub package: String,
    /// How it gets into the program.
    pub link: Link,
    /// The folder of the generated main package.
    pub main: PathBuf,
    /// The files of that package.
    pub files: Vec<File>,
    /// The Go module.
    pub module: GoModule,
}

impl GoCore {
    /// The core of a project, if it has one.
    pub fn of(project: &Project, bridges: &[Bridge]) -> Result<Option<GoCore>> {
        let Some(core) = &project.file.go.core else { return Ok(None) };
        let module = project.module()?;
        let inside = core.trim_start_matches("./").trim_matches(['/', '.']);
        let import =
            if inside.is_empty() { module.path.clone() } else { format!("{}/{inside}", module.path) };
        let plans: Vec<_> = bridges.iter().map(|bridge| &**bridge.package.plan).collect();
        Ok(Some(GoCore {
            package: core.clone(),
            link: if project.mode == Mode::Shared { Link::Shared } else { Link::Static },
            main: project.out().join(MAIN_FOLDER),
            files: go::main_package(&import, &plans),
            module,
        }))
    }
}
