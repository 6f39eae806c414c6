//! Builds the archive with Cargo.

use std::{
    io::BufReader,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use cargo_metadata::{Message, diagnostic::DiagnosticLevel};

use super::{metadata::metadata, paths::Hidden};
use crate::{
    Error, Result,
    progress::{Progress, Verbosity},
    project::{self, Project},
    tool,
};

/// A static library, and what has to be linked with it.
#[derive(Clone, Debug)]
pub struct Archive {
    /// The `.a` file.
    pub path: PathBuf,
    /// Flags for the linker, such as `-lm`.
    pub native_libraries: Vec<String>,
}

/// A sanitizer to build with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Sanitizer {
    /// AddressSanitizer, with its leak check.
    Address,
}

/// Target triple that Spandrel builds for.
pub const TARGET: &str = "x86_64-unknown-linux-gnu";

/// Builds the Cargo package of a project as a static library.
///
/// Cargo decides about the target folder, offline mode and so on, as in any other call of Cargo.
pub fn build(project: &Project, sanitizer: Option<Sanitizer>, progress: Progress) -> Result<Archive> {
    let manifest = project.manifest_to_build()?;
    project::refuse_abort(project, &workspace_root(&manifest, progress)?)?;
    let mut command = command(project, &manifest, sanitizer, progress)?;
    if progress.verbosity() == Verbosity::Quiet {
        command.env("CARGO_TERM_QUIET", "true");
    }
    progress.detail(&tool::line(&command));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|source| tool::missing(&command, source, tool::CURE_CARGO))?;
    let mut answer = Answer::default();
    if let Some(stdout) = child.stdout.take() {
        for message in Message::parse_stream(BufReader::new(stdout)) {
            answer.take(message.map_err(Error::file("read the messages of", "cargo"))?, &manifest, progress);
        }
    }
    let status = child.wait().map_err(Error::file("wait for", "cargo"))?;
    if !status.success() {
        return Err(tool::failed(&command, status, String::new()));
    }
    let path = answer.archive.ok_or_else(|| Error::NoArchive(manifest.clone()))?;
    let native_libraries = answer.native_libraries.ok_or(Error::NoNativeLibraries(manifest))?;
    Ok(Archive { path, native_libraries })
}

/// The folder of the workspace that a manifest belongs to.
pub fn workspace_root(manifest: &Path, progress: Progress) -> Result<PathBuf> {
    Ok(metadata(manifest, progress)?.workspace_root.into_std_path_buf())
}

fn command(
    project: &Project,
    manifest: &Path,
    sanitizer: Option<Sanitizer>,
    progress: Progress,
) -> Result<Command> {
    let rust = &project.file.rust;
    let mut command = Command::new("cargo");
    command.args(["rustc", "--lib", "--crate-type", "staticlib", "--message-format", "json"]);
    command.args(["--profile", &rust.profile, "--manifest-path"]).arg(manifest);
    if !rust.features.is_empty() {
        command.args(["--features", &rust.features.join(",")]);
    }
    if !rust.default_features {
        command.arg("--no-default-features");
    }
    match sanitizer {
        None => {
            // With crt-static, rustc asks for the unwinder as -lgcc_eh and not as -lgcc_s, which has no static form. It
            // is asked of the last crate alone: build scripts and proc macros stay as they are.
            // A debugger needs the paths to show the sources.
            let hidden = if rust.debug_info { None } else { Some(Hidden::of(manifest, progress)?) };
            hidden.iter().for_each(|hidden| hidden.apply(&mut command));
            command.args(["--", "-C", "target-feature=+crt-static"]);
            command.args(hidden.iter().flat_map(Hidden::of_last_crate));
        }
        Some(Sanitizer::Address) => {
            let flags = std::env::var("RUSTFLAGS").unwrap_or_default();
            command.env("RUSTC_BOOTSTRAP", "1");
            command.env("RUSTFLAGS", format!("{flags} -Zsanitizer=address").trim());
            command.args(["--target", TARGET, "--"]);
        }
    }
    command.args(["--print", "native-static-libs"]);
    Ok(command)
}

/// What Cargo said.
#[derive(Default)]
struct Answer {
    archive: Option<PathBuf>,
    native_libraries: Option<Vec<String>>,
}

impl Answer {
    fn take(&mut self, message: Message, manifest: &Path, progress: Progress) {
        match message {
            Message::CompilerArtifact(artifact) if artifact.manifest_path == manifest => {
                let archive = artifact.filenames.iter().find(|name| name.extension() == Some("a"));
                if let Some(archive) = archive {
                    self.archive = Some(archive.clone().into_std_path_buf());
                }
            }
            Message::CompilerMessage(message) => {
                let message = message.message;
                if let Some(libraries) = message.message.strip_prefix("native-static-libs:") {
                    self.native_libraries = Some(without_repeats(libraries));
                } else if message.message.starts_with("link against the following native artifacts") {
                    // The heading of the list above.
                } else if message.level == DiagnosticLevel::Error || progress.verbosity() >= Verbosity::Normal
                {
                    eprint!("{}", message.rendered.unwrap_or(message.message));
                }
            }
            _ => {}
        }
    }
}

/// Libraries in their order; of neighbours that are equal, one.
fn without_repeats(text: &str) -> Vec<String> {
    let mut libraries: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    libraries.dedup();
    libraries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_neighbours_are_dropped() {
        assert_eq!(without_repeats(" -lgcc_eh -lgcc -lgcc -lc"), ["-lgcc_eh", "-lgcc", "-lc"]);
    }
}
