//! One crate and one Go module with the code of many bridges, and what the compilers say about each.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use spandrel_syntax::Bridge;

use super::{Case, adopted, stubs};
use crate::{project, read};

/// The Go module of the generated packages.
const MODULE: &str = "accepted.test/module";

/// A bridge that a compiler or gofmt does not take.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Number of the case.
    pub case: usize,
    /// Which tool.
    pub tool: &'static str,
    /// The first lines of what it said about this bridge.
    pub said: String,
}

/// What stands beside a bridge: the functions that it asks for, and the types that it adopts.
fn beside(bridge: &Bridge) -> String {
    stubs::stubs(bridge) + &adopted::definitions(bridge)
}

/// A folder with a crate and a Go module in it.
pub struct Lab {
    folder: PathBuf,
    target: PathBuf,
}

impl Lab {
    /// Writes both sides of the bridges into an empty `folder`; `target` is Cargo's.
    ///
    /// # Panics
    ///
    /// When a case is not a bridge that is accepted, or the folder cannot be written.
    pub fn new(folder: &Path, target: &Path, cases: &[Case]) -> Lab {
        fs::remove_dir_all(folder).ok();
        let lab = Lab { folder: folder.to_owned(), target: target.to_owned() };
        lab.write("rust/Cargo.toml", &manifest(&crate::name(folder)));
        // The versions that this workspace is built with, so that nothing has to be asked of a registry.
        lab.write("rust/Cargo.lock", &read(&project().join("Cargo.lock")));
        lab.write(
            "go/go.mod",
            &format!(
                "module {MODULE}\n\ngo 1.24\n\nrequire spandrel.dev/spandrel v0.0.0\n\n\
                 replace spandrel.dev/spandrel => {}\n",
                project().join("go").display()
            ),
        );
        for (number, case) in cases.iter().enumerate() {
            let import_path = |package: &str| format!("{MODULE}/b{number}/{package}");
            let source = adopted::redirected(&case.text);
            let packages = spandrel_emit::generate(&source, &import_path)
                .unwrap_or_else(|report| panic!("{}: {:?}", case.origin, report.sorted()));
            let mut rust = source;
            for package in packages {
                rust = format!("{rust}\n{}", beside(&package.plan.bridge));
                let name = &package.plan.bridge.package;
                // Without a function of Rust's there is nothing that every package has.
                if package.files.iter().any(|file| file.path == "core.go") {
                    lab.write(&format!("go/b{number}/importer/main.go"), &importer(number, name));
                }
                for file in package.files {
                    lab.write(
                        &format!("go/b{number}/{}/{}", package.plan.bridge.package, file.path),
                        &file.text,
                    );
                }
            }
            lab.write(&format!("rust/src/b{number}.rs"), &rust);
        }
        lab
    }

    /// Puts the code that the macro writes in the place of a bridge, changed: an emitter with a bug.
    ///
    /// # Panics
    ///
    /// When the text is not a bridge that is accepted, or the change changes nothing.
    pub fn expand(&self, case: usize, text: &str, damage: impl Fn(&str) -> String) {
        let plans = spandrel_emit::plans(text).unwrap_or_else(|report| panic!("{:?}", report.sorted()));
        for plan in plans {
            let sound = spandrel_emit::rust::emit(&plan).to_string();
            let damaged = damage(&sound);
            assert_ne!(sound, damaged, "nothing is damaged");
            let rust = format!("{damaged}\n{}", beside(&plan.bridge));
            self.write(&format!("rust/src/b{case}.rs"), &rust);
        }
    }

    /// A file below the folder: `rust/src/b0.rs`, or `go/b0/PACKAGE/…`.
    pub fn file(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// What rustc, gofmt and vet do not take of the first `count` cases.
    pub fn failures(&self, count: usize) -> Vec<Failure> {
        let mut failures = self.rust(count);
        failures.extend(self.format());
        failures.extend(self.vet("go vet", "", "./..."));
        // Leaf calls without assembly: nothing else of what is generated depends on how it is built.
        failures.extend(self.vet("go vet -tags", "spandrel_nofast", "./.../internal/leaf"));
        failures.sort_by_key(|failure| failure.case);
        failures
    }

    /// `cargo check`, again without the modules that fail until none does: a name that is not found hides what is wrong
    /// with types.
    fn rust(&self, count: usize) -> Vec<Failure> {
        let mut found: BTreeMap<usize, String> = BTreeMap::new();
        loop {
            let modules = (0..count).filter(|number| !found.contains_key(number));
            let modules: String = modules.map(|number| format!("pub mod b{number};\n")).collect();
            self.write("rust/src/lib.rs", &format!("{CRATE}{modules}"));
            let mut cargo = Command::new(env!("CARGO"));
            cargo.args(["check", "--offline", "--quiet", "--color=never", "--message-format=short"]);
            cargo.current_dir(self.folder.join("rust")).env("CARGO_TARGET_DIR", &self.target);
            let output = output(&mut cargo);
            if output.status.success() {
                return failures("cargo check", found);
            }
            let new = by_case(&text(&output), |line| line.contains("error"));
            assert!(!new.is_empty(), "cargo check fails, and names no bridge:\n{}", text(&output));
            found.extend(new);
        }
    }

    fn format(&self) -> Vec<Failure> {
        let output = output(Command::new("gofmt").args(["-l", "."]).current_dir(self.folder.join("go")));
        let mut found = by_case(&text(&output), |_| true);
        for (number, said) in &mut found {
            // The list has names of files only: the first of them, with what would change.
            let Some(file) = said.lines().next() else { continue };
            let mut gofmt = Command::new("gofmt");
            let difference =
                text(&self::output(gofmt.args(["-d", file]).current_dir(self.folder.join("go"))));
            *said = format!("b{number}: {}", head(&difference, 30));
        }
        failures("gofmt", found)
    }

    fn vet(&self, tool: &'static str, tags: &str, packages: &str) -> Vec<Failure> {
        let mut go = Command::new("go");
        go.args(["vet", "-tags", tags, packages]).current_dir(self.folder.join("go"));
        // What the C compiler would make faster is never run.
        go.env("CGO_ENABLED", "1").env("CGO_CFLAGS", "-O0").env("GOWORK", "off").env_remove("CGO_LDFLAGS");
        let output = output(&mut go);
        let found = by_case(&text(&output), |_| true);
        assert!(
            output.status.success() || !found.is_empty(),
            "{tool} fails, and names no bridge:\n{}",
            text(&output)
        );
        failures(tool, found)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        let parent = path.parent().unwrap_or(&self.folder);
        let written = fs::create_dir_all(parent).and_then(|()| fs::write(&path, text));
        written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

/// The root of the crate: a stream without items, for functions that return one.
const CRATE: &str = "\
//! Bridges that the checker accepts.
#![allow(warnings, reason = \"names are chosen to be odd\")]

pub struct Items<T>(::std::marker::PhantomData<fn() -> T>);

impl<T> Items<T> {
    pub fn none() -> Items<T> {
        Items(::std::marker::PhantomData)
    }
}

impl<T> ::spandrel::Stream for Items<T> {
    type Item = T;

    fn poll_next(
        self: ::std::pin::Pin<&mut Self>,
        _: &mut ::std::task::Context<'_>,
    ) -> ::std::task::Poll<Option<T>> {
        ::std::task::Poll::Ready(None)
    }
}

";

/// A program that imports a package under its own name.
fn importer(number: usize, package: &str) -> String {
    format!(
        "package main\n\nimport \"{MODULE}/b{number}/{package}\"\n\nvar _ {package}.Core\n\nfunc main() {{}}\n"
    )
}

/// To Cargo, crates of one name in one target folder are the same, wherever they lie: the name is that of the folder.
fn manifest(name: &str) -> String {
    let spandrel = project().join("crates/spandrel");
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nspandrel = {{ path = {spandrel:?}, features = [\"async\", \"ring\"] }}\n"
    )
}

fn output(command: &mut Command) -> Output {
    command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn head(text: &str, lines: usize) -> String {
    text.lines().take(lines).collect::<Vec<_>>().join("\n")
}

/// The lines that name a file of a bridge, `…b17/…` or `…b17.rs…`, by bridge.
fn by_case(text: &str, wanted: impl Fn(&str) -> bool) -> BTreeMap<usize, String> {
    let mut found: BTreeMap<usize, String> = BTreeMap::new();
    for line in text.lines().filter(|line| wanted(line) && !line.starts_with('#')) {
        if let Some(number) = case_of(line) {
            let said = found.entry(number).or_default();
            if said.lines().count() < 6 {
                said.push_str(line);
                said.push('\n');
            }
        }
    }
    found
}

/// The number in the first `b17/` or `b17.rs` of a line.
fn case_of(line: &str) -> Option<usize> {
    let starts: BTreeSet<usize> = line.match_indices('b').map(|(at, _)| at + 1).collect();
    starts.into_iter().find_map(|at| {
        let rest = &line[at..];
        let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let follows = rest[digits..].starts_with('/') || rest[digits..].starts_with(".rs");
        let begins = !line[..at - 1].ends_with(|letter: char| letter.is_ascii_alphanumeric());
        (digits > 0 && follows && begins).then(|| rest[..digits].parse().ok()).flatten()
    })
}

fn failures(tool: &'static str, found: BTreeMap<usize, String>) -> Vec<Failure> {
    found.into_iter().map(|(case, said)| Failure { case, tool, said }).collect()
}
