//! What a build needs, looked at before it begins: each missing thing with its cure, all at once.

use super::{Check, State, machine, project, versions};
use crate::{
    Error, Result,
    progress::Progress,
    project::{Mode, Project},
    tool,
};

/// What is going to be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The object alone, which needs no Go.
    Object,
    /// All of a project without a program: the object, for packages that Go builds later.
    Library,
    /// The object and the tests of the Go module.
    Tests,
    /// A Go program.
    Program,
    /// A Rust program with its Go core.
    RustProgram,
}

/// Refuses a build that cannot end well, before Cargo has compiled anything.
pub fn preflight(project: &Project, goal: Goal, progress: Progress) -> Result<()> {
    let mut checks = machine::rust_side(progress);
    if !checks.iter().any(|check| check.name == "cargo" && check.state == State::Problem) {
        checks.extend(project::cargo_package(project, progress));
    }
    if goal != Goal::RustProgram {
        checks.extend(machine::object(progress));
    }
    if !matches!(goal, Goal::Object | Goal::Library) {
        let folder = project.module()?.root;
        let mut go = machine::go_side(&folder, progress);
        if project.mode == Mode::Dynamic {
            go.retain(|check| !machine::OF_CGO.contains(&check.name));
        }
        let has_go = !go.iter().any(|check| check.name == "Go" && check.state == State::Problem);
        checks.extend(go);
        if has_go {
            checks.push(project::result("Go module", project::runtime(project, progress)));
            checks.extend(project::loader(project, progress));
        }
        if has_go && goal == Goal::Program {
            checks.extend(project::go_main(project, progress)?);
        }
    }
    // Where there is no Go, the object is all that is built here.
    if goal == Goal::Library && tool::is_there("go") {
        checks.extend(project::loader(project, progress));
    }
    // Where something is missing, the rest may not be found.
    if !checks.iter().any(|check| check.state == State::Problem) {
        let with_go = !matches!(goal, Goal::Object | Goal::Library);
        checks.extend(versions::before_build(project, with_go, progress)?);
    }
    checks.retain(|check| check.state == State::Problem);
    if checks.is_empty() { Ok(()) } else { Err(Error::NotReady(checks)) }
}

/// The problems as text, one paragraph each.
pub fn text(problems: &[Check]) -> String {
    let one = |problem: &Check| {
        let cure =
            if problem.cure.is_empty() { String::new() } else { format!("\n    cure: {}", problem.cure) };
        format!("\n  {}: {}{cure}", problem.name, problem.detail)
    };
    problems.iter().map(one).collect()
}
