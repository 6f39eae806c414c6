//! The Go side: the module that is there, or a new one in `go/`.

use std::{fs, path::Path, process::Command};

use serde::Deserialize;

use super::Steps;
use crate::{
    Error, Result,
    commands::{
        names::{self, Names},
        new::{self, GO_VERSION},
    },
    files,
    progress::Progress,
    project::GoModule,
    tool,
};

/// Import path of the Go half of Spandrel.
const RUNTIME: &str = "spandrel.dev/spandrel";

/// The Go module of a project.
pub(super) struct Side {
    /// Its folder, relative to the project.
    folder: &'static str,
    /// The module that is there.
    found: Option<GoModule>,
}

impl Side {
    /// Looks in the folder itself and in `go/`.
    pub(super) fn find(root: &Path) -> Result<Side> {
        for folder in [".", "go"] {
            let inside = if folder == "." { root.to_owned() } else { root.join(folder) };
            if inside.join("go.mod").is_file() {
                return Ok(Side { folder, found: Some(GoModule::around(&inside)?) });
            }
        }
        Ok(Side { folder: "go", found: None })
    }

    pub(super) fn exists(&self) -> bool {
        self.found.is_some()
    }

    pub(super) fn folder(&self) -> &'static str {
        self.folder
    }

    /// The last part of the module's path that is a name, not `go` or a version.
    pub(super) fn last_name(&self) -> Option<&str> {
        let is_version = |part: &str| part.strip_prefix('v').is_some_and(|rest| rest.parse::<u32>().is_ok());
        self.found.as_ref()?.path.rsplit('/').find(|part| *part != "go" && !is_version(part))
    }

    /// The path of the module: of the one that is there, or as wished.
    pub(super) fn module(&self, wished: Option<&str>, names: &Names) -> Result<String> {
        match (&self.found, wished) {
            (Some(found), Some(wished)) if found.path != wished => {
                Err(Error::ModuleThere { path: found.path.clone(), file: found.root.join("go.mod") })
            }
            (Some(found), _) => Ok(found.path.clone()),
            (None, Some(wished)) => names::check_module(wished).map(|()| wished.to_owned()),
            (None, None) => Ok(format!("example.com/{}", names.project)),
        }
    }

    /// Makes the module, or has the one that is there require the runtime.
    pub(super) fn add(&self, steps: &mut Steps<'_>, progress: Progress) -> Result<()> {
        let Some(found) = &self.found else {
            steps
                .make("go/go.mod", &include_str!("../../../templates/go.mod.tmpl").replace("{{loader}}", ""));
            return Ok(());
        };
        let file = Path::new(self.folder).join("go.mod");
        let old = files::read(&found.root.join("go.mod"))?;
        if let Some(version) = version(&old).filter(|version| is_older(version)) {
            return Err(Error::OldGo { file, version: version.to_owned() });
        }
        let there = Requirements::of(&found.root, progress)?;
        if there.requires(RUNTIME) {
            return Ok(());
        }
        let mut edit = Command::new("go");
        edit.current_dir(&found.root).args(["mod", "edit", "-print"]);
        edit.arg(format!("-require={RUNTIME}@v0.0.0"));
        let what = if there.replaces(RUNTIME) {
            format!("requires {RUNTIME}, which it replaces already")
        } else {
            let runtime = new::home()?.join("go");
            edit.arg(format!("-replace={RUNTIME}={}", runtime.display()));
            format!("requires {RUNTIME}, from {}", runtime.display())
        };
        let output = tool::capture(&mut edit, tool::CURE_GO, progress)?;
        let new = String::from_utf8_lossy(&output.stdout).into_owned();
        steps.edit(file, old, new, &what);
        Ok(())
    }

    /// The one program of the module, if there is one: the module's own folder or the only one in `cmd/`.
    pub(super) fn program(&self, root: &Path) -> Option<String> {
        let folder = root.join(self.folder);
        if is_program(&folder) {
            return Some(".".to_owned());
        }
        let commands = fs::read_dir(folder.join("cmd")).ok()?.flatten();
        let mut programs = commands.filter(|entry| is_program(&entry.path()));
        match (programs.next(), programs.next()) {
            (Some(only), None) => Some(format!("./cmd/{}", only.file_name().to_string_lossy())),
            _ => None,
        }
    }

    pub(super) fn is_vendored(&self, root: &Path) -> bool {
        root.join(self.folder).join("vendor/modules.txt").is_file()
    }
}

/// The modules that a go.mod names, as Go reads it: comments, blocks and other directives name some as well.
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Requirements {
    require: Option<Vec<Module>>,
    replace: Option<Vec<Replacement>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Module {
    path: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Replacement {
    old: Module,
}

impl Requirements {
    fn of(root: &Path, progress: Progress) -> Result<Requirements> {
        let mut edit = Command::new("go");
        edit.current_dir(root).args(["mod", "edit", "-json"]);
        let output = tool::capture(&mut edit, tool::CURE_GO, progress)?;
        let path = root.join("go.mod");
        serde_json::from_slice(&output.stdout)
            .map_err(|error| Error::Manifest { path, message: error.to_string() })
    }

    fn requires(&self, path: &str) -> bool {
        self.require.iter().flatten().any(|module| module.path == path)
    }

    fn replaces(&self, path: &str) -> bool {
        self.replace.iter().flatten().any(|replacement| replacement.old.path == path)
    }
}

/// Whether a folder holds Go code of package main.
fn is_program(folder: &Path) -> bool {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let go = files.filter(|path| path.extension().is_some_and(|extension| extension == "go"));
    go.filter_map(|path| fs::read_to_string(path).ok())
        .any(|text| text.lines().any(|line| line.trim_end() == "package main"))
}

/// The version of Go that a go.mod asks for.
fn version(text: &str) -> Option<&str> {
    text.lines().find_map(|line| line.split("//").next()?.trim().strip_prefix("go ")).map(str::trim)
}

/// Whether generated code would not build with this version's language.
fn is_older(version: &str) -> bool {
    let number = |text: &str| -> Option<(u32, u32)> {
        let mut parts = text.split('.');
        let minor = parts.nth(1).map(|part| part.trim_end_matches(|last: char| !last.is_ascii_digit()));
        Some((
            text.split('.').next()?.parse().ok()?,
            minor?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?,
        ))
    };
    matches!((number(version), number(GO_VERSION)), (Some(theirs), Some(ours)) if theirs < ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(is_older("1.9") && is_older("1.23.4") && is_older("1.21rc2"));
        assert!(!is_older("1.24") && !is_older("1.24rc1") && !is_older("1.100.1") && !is_older("2.0"));
        assert_eq!(version("module a\n\ngo 1.22 // old\n"), Some("1.22"));
        assert_eq!(version("module a\n"), None);
    }
}
