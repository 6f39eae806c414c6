//! `spandrel run`: build, then become the program.

use std::{ffi::OsString, os::unix::process::CommandExt, process::Command};

use super::build::{self, Options};
use crate::{Error, Result, progress::Progress, project::Project, tool};

/// Builds the program of a project and replaces this process with it, so that signals and the exit status are the program's own.
/// Returns only if that failed.
pub fn run(project: &Project, fully_static: bool, arguments: &[OsString], progress: Progress) -> Result<()> {
    let options = Options { fully_static, ..Options::default() };
    let program = build::build(project, &options, progress)?.ok_or(Error::NoMain)?;
    let mut command = Command::new(&program);
    command.args(arguments);
    progress.detail(&tool::line(&command));
    let source = command.exec();
    Err(tool::missing(&command, source, "look at its permissions"))
}
