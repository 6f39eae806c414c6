//! Builds projects of this repository and runs their tests: those of `tests/` in every build that changes what runs.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use spandrel_cli::project::Project;

use crate::{projects, tool};

/// Folders whose projects are tested here. Those of `tests/faults` and `tests/mismatch` are `cargo xtask faults`'s.
const FOLDERS: [&str; 3] = ["tests/go_main", "tests/matrix", "tests/rust_main"];

/// Where the examples are, and the benchmarks.
const EXAMPLES: &str = "examples";
const BENCH: &str = "bench";

/// Its bridge is some 50,000 lines of generated code: each build of it takes a minute, and rustfmt has no part in it.
const MATRIX: &str = "tests/matrix";

/// Copies of large values take more stack in it when nothing is optimised.
const SIZES: &str = "tests/go_main/sizes";

/// Options of `test`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only the projects whose path ends with one of these, as in `places`; all if there is none.
    projects: Vec<String>,
    /// Whose projects are tested.
    #[arg(long, value_enum, default_value_t = Of::Tests)]
    of: Of,
}

/// Whose projects these are.
#[derive(Clone, Copy, ValueEnum)]
enum Of {
    /// Those of tests/: plain, with spandrel_debug, without fast leaves, under -race.
    Tests,
    /// The examples, which print what their READMEs say.
    Examples,
    /// The benchmarks, which find a planted wrong result.
    Bench,
}

impl Of {
    fn folders(self) -> &'static [&'static str] {
        match self {
            Of::Tests => &FOLDERS,
            Of::Examples => &[EXAMPLES],
            Of::Bench => &[BENCH],
        }
    }
}

/// How the Go side of a project is built.
#[derive(Clone, Copy)]
enum Build {
    /// As a user builds it.
    Plain,
    /// With the checks of `spandrel_debug`.
    Debug,
    /// Without the trampolines of leaf calls.
    NoFast,
    /// Under the race detector, with cgo's second check of pointers.
    Race,
    /// Without cgo, with the Rust side as a library that is loaded.
    Dynamic,
    /// The same, with a library that the program does not carry.
    External,
}

/// The test that writes down what every call answers.
const TRANSCRIPT: &str = "e2e/transcript_test.go";

/// The tests that load libraries by their paths.
const LOADING: &str = "./loading";

const ALL: [Build; 4] = [Build::Plain, Build::Debug, Build::NoFast, Build::Race];

impl Build {
    fn go_test(self, module: &Path) -> Command {
        let mut go = Command::new("go");
        go.current_dir(module).env("CGO_ENABLED", "1").arg("test");
        match self {
            Build::Plain => {}
            Build::Debug => {
                go.args(["-tags", "spandrel_debug"]);
            }
            Build::NoFast => {
                go.args(["-tags", "spandrel_nofast"]);
            }
            Build::Race => {
                go.env("GOEXPERIMENT", "cgocheck2").arg("-race");
            }
            Build::Dynamic => {
                go.env("CGO_ENABLED", "0");
            }
            Build::External => {
                go.env("CGO_ENABLED", "0").args(["-tags", "spandrel_external", LOADING]);
                return go;
            }
        }
        go.arg("./...");
        go
    }
}

/// Runs the task.
pub(crate) fn run(repository: &Path, args: &Args) -> Result<()> {
    let repository = repository.canonicalize().context("find the repository")?;
    let spandrel = tool::spandrel(&repository)?;
    let wanted =
        |root: &PathBuf| args.projects.is_empty() || args.projects.iter().any(|name| root.ends_with(name));
    let roots: Vec<PathBuf> =
        projects::below(&repository, args.of.folders())?.into_iter().filter(wanted).collect();
    if roots.is_empty() {
        bail!("no project is named {}: see tests/README.md", args.projects.join(" or "));
    }
    for root in &roots {
        let (project, name) = projects::open(&repository, root)?;
        match args.of {
            Of::Tests if project.file.go.core.is_some() => rust_main(&project, &spandrel)?,
            Of::Tests => go_main(&project, &name, &spandrel)?,
            Of::Examples => example(&project, &spandrel)?,
            Of::Bench if project.file.go.core.is_some() => guest(root, &spandrel)?,
            Of::Bench => {
                let mut build = Command::new(&spandrel);
                build.current_dir(root).args(["build", "--object-only", "--allow-outside"]);
                tool::step(build.arg(&repository))?;
            }
        }
    }
    if matches!(args.of, Of::Bench) { benchmarks(&repository.join(BENCH)) } else { Ok(()) }
}

/// What a newcomer runs.
fn example(project: &Project, spandrel: &Path) -> Result<()> {
    let manifest = project.root.join(&project.file.rust.manifest);
    tool::step(Command::new("cargo").current_dir(manifest).args(["fmt", "--check"]))?;
    tool::step(Command::new(spandrel).current_dir(&project.root).args(["test", "--quiet"]))
}

/// The Rust program of the benchmarks, in each way to link its core: it compares every answer.
fn guest(root: &Path, spandrel: &Path) -> Result<()> {
    for link in ["static", "shared"] {
        tool::step(Command::new(spandrel).current_dir(root).args(["build", "--quiet", "--link", link]))?;
        tool::step(Command::new(root.join("bin/bench_guest")).arg("1"))?;
    }
    Ok(())
}

/// The Go module of the benchmarks, whose projects are built.
fn benchmarks(bench: &Path) -> Result<()> {
    // The hand-written side lies where the cgo flags of go/internal/handwritten look for it.
    let mut plain = Command::new("cargo");
    plain.current_dir(bench.join("rust")).args(["build", "--quiet", "--release", "--package", "plain"]);
    tool::step(plain.args(["--target-dir", "target"]))?;
    let module = bench.join("go");
    tool::step(Command::new("go").current_dir(&module).args(["vet", "./..."]))?;
    tool::step(&mut Build::Plain.go_test(&module))
}

/// A Go program, or Go tests, over Rust code.
fn go_main(project: &Project, name: &str, spandrel: &Path) -> Result<()> {
    let module = project.module().map_err(|error| projects::explain(error, name))?.root;
    let build = || {
        let mut command = Command::new(spandrel);
        command.current_dir(&project.root).args(["build", "--link", "static"]);
        command
    };
    tool::step(&mut build())?;
    if name == MATRIX {
        // Its rows write values as short as Go allows.
        vet(&module, &["-composites=false"])?;
        return [Build::Plain, Build::Race]
            .iter()
            .try_for_each(|build| tool::step(&mut build.go_test(&module)));
    }
    rust(project)?;
    vet(&module, &[])?;
    ALL.iter().try_for_each(|build| tool::step(&mut build.go_test(&module)))?;
    let linked = module.join(TRANSCRIPT).is_file().then(|| transcript(&module, Build::Plain)).transpose()?;
    if project.file.go.loads() {
        let mut dynamic = Command::new(spandrel);
        tool::step(dynamic.current_dir(&project.root).args(["build", "--link", "dynamic"]))?;
        let mut go = Command::new("go");
        tool::step(go.current_dir(&module).env("CGO_ENABLED", "0").args(["vet", "./..."]))?;
        tool::step(&mut Build::Dynamic.go_test(&module))?;
        if let Some(linked) = linked {
            let loaded = transcript(&module, Build::Dynamic)?;
            same_answers(&linked, &loaded).with_context(|| format!("{name}: linked and loaded"))?;
        }
        if module.join(LOADING).is_dir() {
            tool::step(&mut Build::External.go_test(&module))?;
        }
    }
    if name == SIZES {
        let profile = [("OPT_LEVEL", "0"), ("LTO", "off"), ("DEBUG_ASSERTIONS", "true")];
        let profile = profile.map(|(key, value)| (format!("CARGO_PROFILE_RELEASE_{key}"), value));
        tool::step(build().envs(profile))?;
        [Build::Plain, Build::Race].iter().try_for_each(|build| tool::step(&mut build.go_test(&module)))?;
    }
    Ok(())
}

/// What every call of a project answers in a program that is built like this.
fn transcript(module: &Path, build: Build) -> Result<String> {
    let folder = tempfile::tempdir().context("make a folder for answers")?;
    let file = folder.path().join("answers");
    let cgo = if matches!(build, Build::Dynamic) { "0" } else { "1" };
    let mut go = Command::new("go");
    go.current_dir(module).env("CGO_ENABLED", cgo).args(["test", "-count=1", "-run", "^TestTranscript$"]);
    tool::step(go.args(["./e2e", "-transcript"]).arg(&file))?;
    fs::read_to_string(&file).context("read the answers")
}

/// The answers of a program that is linked with its Rust side, and of one that has loaded it.
fn same_answers(linked: &str, loaded: &str) -> Result<()> {
    let mut lines = linked.lines().zip(loaded.lines());
    if let Some((linked, loaded)) = lines.find(|(linked, loaded)| linked != loaded) {
        bail!("a call is answered with\n{linked}\nlinked, and loaded with\n{loaded}");
    }
    let [linked, loaded] = [linked, loaded].map(|answers| answers.lines().count());
    if linked != loaded || linked == 0 {
        bail!("{linked} calls were answered linked, and {loaded} loaded");
    }
    Ok(())
}

/// A Rust program over Go code, in each way to link them.
fn rust_main(project: &Project, spandrel: &Path) -> Result<()> {
    for link in ["static", "shared"] {
        for verb in ["test", "build"] {
            tool::step(Command::new(spandrel).current_dir(&project.root).args([verb, "--link", link]))?;
        }
    }
    rust(project)
}

/// The Rust side of a project by itself.
fn rust(project: &Project) -> Result<()> {
    let cargo = |words: &[&str]| {
        let mut command = Command::new("cargo");
        command.current_dir(project.root.join(&project.file.rust.manifest)).args(words);
        command
    };
    tool::step(&mut cargo(&["fmt", "--check"]))?;
    tool::step(&mut cargo(&["clippy", "--all-targets", "--quiet", "--", "-D", "warnings"]))?;
    if project.file.go.core.is_none() {
        tool::step(&mut cargo(&["test", "--quiet"]))?;
    }
    Ok(())
}

fn vet(module: &Path, flags: &[&str]) -> Result<()> {
    for tags in ["", "spandrel_debug"] {
        let mut go = Command::new("go");
        go.current_dir(module).arg("vet").args(flags);
        tool::step(go.args(["-tags", tags, "./..."]))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::same_answers;

    #[test]
    fn other_answers_are_found() {
        assert!(same_answers("a\nb\n", "a\nb\n").is_ok());
        for (linked, loaded) in [("a\nb\n", "a\nc\n"), ("a\nb\n", "a\n"), ("a\n", "a\nb\n"), ("", "")] {
            assert!(same_answers(linked, loaded).is_err(), "{linked:?} and {loaded:?}");
        }
    }
}
