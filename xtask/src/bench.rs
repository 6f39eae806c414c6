//! Runs benchmark suites, which are scripts beside what they measure.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    projects::{self, Suite},
    tool,
};

/// Options of `bench`.
#[derive(clap::Args)]
#[command(
    after_help = "Each suite writes bench/results/SUITE.json and SUITE.md, and the folder of this machine's kind of \
                        processor. bench/README.md says what is measured, and how."
)]
pub(crate) struct Args {
    /// The suites to run; all of them if there is none.
    #[arg(value_name = "SUITE")]
    suites: Vec<String>,
    /// List the suites, and run none.
    #[arg(long)]
    list: bool,
}

/// Runs the task.
pub(crate) fn run(repository: &Path, args: &Args) -> Result<()> {
    let repository = repository.canonicalize().context("find the repository")?;
    let known = projects::suites(&repository)?;
    if args.list {
        for suite in &known {
            #[expect(clippy::print_stdout, reason = "this is what was asked for")]
            {
                println!("{:10} {}", suite.name, suite.about);
            }
        }
        return Ok(());
    }
    let suites = wanted(&known, &args.suites)?;
    let places = Places::new(&repository)?;
    // What measures a system runs its programs.
    let systems = suites.iter().any(|suite| !suite.script.starts_with(repository.join("bench")));
    let target = if systems { "build" } else { "bin/spandrel" };
    tool::step(Command::new("make").current_dir(&repository).args(["--no-print-directory", target]))?;
    for suite in suites {
        tool::step(&mut places.command(&suite.script))?;
        tool::step(places.command(&repository.join("scripts/bench-processors")).arg(&suite.name))?;
    }
    Ok(())
}

/// The suites with these names, in their order; all, if there is none.
fn wanted<'a>(known: &'a [Suite], names: &[String]) -> Result<Vec<&'a Suite>> {
    if names.is_empty() {
        return Ok(known.iter().collect());
    }
    let named = |name: &String| match known.iter().find(|suite| suite.name == *name) {
        Some(suite) => Ok(suite),
        None => {
            let names: Vec<&str> = known.iter().map(|suite| suite.name.as_str()).collect();
            bail!("no benchmark suite is named {name}; there are {}", names.join(", "))
        }
    };
    names.iter().map(named).collect()
}

/// What the scripts of suites are told.
struct Places {
    repository: PathBuf,
    variables: [(&'static str, PathBuf); 5],
}

impl Places {
    fn new(repository: &Path) -> Result<Places> {
        let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
        let home = || variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")));
        let cache = match variable("CACHE") {
            Some(cache) => cache,
            None => home().context("neither CACHE, XDG_CACHE_HOME nor HOME is set")?.join("spandrel"),
        };
        let variables = [
            ("SPANDREL", repository.join("bin/spandrel")),
            ("CARGO_TARGET_DIR", variable("CARGO_TARGET_DIR").unwrap_or_else(|| cache.join("target"))),
            ("WORK", cache.join("bench")),
            ("RAW", repository.join("bench/results/raw")),
            ("CACHE", cache),
        ];
        for (name, folder) in &variables {
            if matches!(*name, "WORK" | "RAW") {
                fs::create_dir_all(folder).with_context(|| format!("make {}", folder.display()))?;
            }
        }
        Ok(Places { repository: repository.to_owned(), variables })
    }

    /// A script, in the folder of the repository.
    fn command(&self, script: &Path) -> Command {
        let mut command = Command::new(script);
        command.current_dir(&self.repository).envs(self.variables.iter().map(|(name, path)| (name, path)));
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<Suite> {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        projects::suites(&repository).unwrap()
    }

    #[test]
    fn suites_are_found_beside_what_they_measure() {
        let known = known();
        let names: Vec<&str> = known.iter().map(|suite| suite.name.as_str()).collect();
        for name in ["calls", "consensus", "migrate", "modes", "remux", "ring"] {
            assert!(names.contains(&name), "{name} is not among {names:?}");
        }
        assert!(
            known.iter().all(|suite| suite.about.ends_with('.')),
            "what a suite measures is its second line"
        );
    }

    #[test]
    fn a_name_that_is_none_is_refused_with_those_there_are() {
        let known = known();
        let error = wanted(&known, &["calls".to_owned(), "cals".to_owned()]).err().unwrap().to_string();
        assert!(
            error.starts_with("no benchmark suite is named cals; there are calls, consensus, "),
            "{error}"
        );
        assert_eq!(wanted(&known, &["ring".to_owned(), "calls".to_owned()]).unwrap()[1].name, "calls");
        assert_eq!(wanted(&known, &[]).unwrap().len(), known.len());
    }
}
