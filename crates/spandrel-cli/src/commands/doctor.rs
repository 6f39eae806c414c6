//! `spandrel doctor`: what is missing on this machine or in this project, and the cure.

mod machine;
pub mod preflight;
mod project;
mod versions;

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::{Result, progress::Progress, project::Project};

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// All is well.
    Ok,
    /// Something has to be done.
    Problem,
    /// It could not be looked at, because of another problem or because there is no project here.
    Skipped,
}

/// One thing that was looked at.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    /// What was looked at.
    pub name: &'static str,
    /// How it ended.
    pub state: State,
    /// What was found.
    pub detail: String,
    /// What to do. Empty unless there is a problem.
    pub cure: String,
}

impl Check {
    fn ok(name: &'static str, detail: impl Into<String>) -> Check {
        Check { name, state: State::Ok, detail: detail.into(), cure: String::new() }
    }

    fn problem(name: &'static str, detail: impl Into<String>, cure: impl Into<String>) -> Check {
        Check { name, state: State::Problem, detail: detail.into(), cure: cure.into() }
    }

    fn skipped(name: &'static str, detail: impl Into<String>) -> Check {
        Check { name, state: State::Skipped, detail: detail.into(), cure: String::new() }
    }
}

/// What the doctor says.
#[derive(Clone, Debug, Serialize)]
pub struct Diagnosis {
    /// Whether nothing has to be done.
    pub ok: bool,
    /// Everything that was looked at.
    pub checks: Vec<Check>,
}

/// Looks at the machine, and at the project around a folder if there is one.
/// `outside` are folders outside of the project that commands may write.
pub fn doctor(folder: &Path, outside: &[PathBuf], progress: Progress) -> Result<Diagnosis> {
    let mut checks = machine::checks(folder, progress);
    checks.extend(project::checks(folder, outside, progress));
    // Without its manifest there is nothing to compare.
    if let Ok(project) = Project::find(folder)
        && project.manifest().is_ok()
    {
        checks.push(project::result("versions", versions::check(&project, true, progress)));
    }
    Ok(Diagnosis { ok: !checks.iter().any(|check| check.state == State::Problem), checks })
}

/// The diagnosis as text, one line a check.
pub fn text(diagnosis: &Diagnosis) -> String {
    let width = diagnosis.checks.iter().map(|check| check.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for check in &diagnosis.checks {
        let word = match check.state {
            State::Ok => "ok",
            State::Problem => "PROBLEM",
            State::Skipped => "-",
        };
        text.push_str(&format!("{word:>7}  {:width$}  {}\n", check.name, check.detail));
        if !check.cure.is_empty() {
            text.push_str(&format!("{:>7}  {:width$}  cure: {}\n", "", "", check.cure));
        }
    }
    text
}
