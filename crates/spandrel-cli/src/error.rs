//! What can go wrong, where, and how to fix it.

use std::{io, path::PathBuf};

use crate::{
    commands::doctor::{self, preflight},
    diagnostics::Refusal,
    explain::Known,
    project::VirtualWorkspace,
    tool,
};

use spandrel_host::signing;

use crate::{
    tool::counted,
    write::ours::{CURE_NOT_OURS, Foreign},
};

/// The result of a command.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No project file here or above.
    #[error("no spandrel.toml in {} or above", .0.display())]
    NoProject(PathBuf),
    /// The project file cannot be understood. The text carries line and column.
    #[error("{}: {message}", path.display())]
    ProjectFile {
        /// The file.
        path: PathBuf,
        /// What the reader said, with the line.
        message: String,
    },
    /// A file or folder cannot be read, written or made.
    #[error("cannot {action} {}: {source}", path.display())]
    File {
        /// Such as "read".
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// A file that would be written or removed is outside the project.
    #[error("{} is outside the project {}: it is {}", path.display(), root.display(), real.display())]
    Outside {
        /// The file, as the project names it.
        path: PathBuf,
        /// Where it really is.
        real: PathBuf,
        /// The project's folder.
        root: PathBuf,
    },
    /// Files that Spandrel did not write, where it would write.
    #[error("{}", in_the_way(.0))]
    NotOurs(Vec<(PathBuf, Foreign)>),
    /// The folder named by `[rust] manifest` contains no Cargo package.
    #[error("no Cargo.toml at {}", .0.display())]
    NoManifest(PathBuf),
    /// The folder named by `[rust] manifest` contains a Cargo workspace, and no package of its own.
    #[error("{} is a Cargo workspace without a package of its own", .0.manifest.display())]
    VirtualWorkspace(VirtualWorkspace),
    /// A Cargo manifest cannot be understood.
    #[error("{}: {message}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What the reader said.
        message: String,
    },
    /// No go.mod at or above the generated package.
    #[error("no go.mod in {} or above", .0.display())]
    NoGoModule(PathBuf),
    /// A go.mod without a module line.
    #[error("{} has no module line", .0.display())]
    GoModule(PathBuf),
    /// Generated packages would go where Go does not build them.
    #[error("[go] out = \"{}\" cannot be: Go does not build packages in `{part}`, as {why}", out.display())]
    OutRefused {
        /// As the project file has it.
        out: PathBuf,
        /// The part of it.
        part: String,
        /// What Go makes of that.
        why: &'static str,
    },
    /// A core, or what else a command names, is not there.
    #[error("`{name}`: {reason}")]
    Core {
        /// As it was named.
        name: String,
        /// What is wrong, with the fix.
        reason: String,
    },
    /// No bridge in the Rust sources.
    #[error("no #[spandrel::bridge] module in the sources under {}", .0.display())]
    NoBridge(PathBuf),
    /// There are bridges, and none is compiled.
    #[error("no bridge is compiled: `#[cfg({0})]` is off")]
    BridgeOff(String),
    /// `[go] remote` for a bridge without functions in Rust.
    #[error(
        "[go] remote is set, and bridge `{0}` has no function in Rust that could be called in another process"
    )]
    RemoteWithoutFunctions(String),
    /// Two bridges of one package name.
    #[error("package `{package}` is declared by two bridges: {} and {}", first.display(), second.display())]
    PackageTwice {
        /// The package.
        package: String,
        /// The file of the first bridge.
        first: PathBuf,
        /// The file of the second bridge.
        second: PathBuf,
    },
    /// The checker rejected bridges. The report is already rendered.
    #[error("{} in bridges", counted(*count, "error"))]
    Refused {
        /// How many refusals.
        count: usize,
        /// The report, ready to print.
        rendered: String,
        /// The same for machines.
        refusals: Vec<Refusal>,
    },
    /// A profile that Cargo does not know.
    #[error("there is no profile `{profile}` in {}", manifest.display())]
    NoProfile {
        /// The profile.
        profile: String,
        /// The manifest of the workspace.
        manifest: PathBuf,
        /// The profiles that there are.
        known: Vec<String>,
    },
    /// Features that the Cargo package does not have.
    #[error("{} has no feature `{}`", manifest.display(), unknown.join("`, `"))]
    NoFeature {
        /// The features.
        unknown: Vec<String>,
        /// The manifest.
        manifest: PathBuf,
        /// The features that there are.
        known: Vec<String>,
    },
    /// A profile that aborts on panic.
    #[error("profile `{profile}` has panic = \"abort\" ({}): a panic in Rust would end the Go program", place.display())]
    PanicAbort {
        /// The profile.
        profile: String,
        /// Where it is set.
        place: PathBuf,
    },
    /// A required program is not installed.
    #[error("cannot run `{program}`: {source}")]
    Missing {
        /// The program.
        program: String,
        /// The system's error.
        source: io::Error,
        /// How to get it.
        cure: &'static str,
    },
    /// A build lacks something. Each item has its fix.
    #[error("the build cannot begin:{}", preflight::text(.0))]
    NotReady(Vec<doctor::Check>),
    /// A program failed.
    #[error("{command} failed ({status}){output}")]
    Failed {
        /// Its name, with the subcommand.
        command: String,
        /// Its exit status.
        status: String,
        /// What it said, on lines of its own; empty when it went to the terminal.
        output: String,
        /// Why, if that is known.
        known: Option<Known>,
    },
    /// Cargo made no archive.
    #[error("cargo built {} without a static library", .0.display())]
    NoArchive(PathBuf),
    /// Cargo did not name the native libraries.
    #[error("rustc did not print the native libraries of {}", .0.display())]
    NoNativeLibraries(PathBuf),
    /// An object or archive cannot be read.
    #[error("{} {message}", path.display())]
    Object {
        /// The file.
        path: PathBuf,
        /// What the reader said.
        message: String,
    },
    /// The archive carries another contract than the one just generated.
    #[error("{} does not carry the contract of package `{package}` ({wanted}){found}", archive.display())]
    OtherContract {
        /// The archive.
        archive: PathBuf,
        /// The package.
        package: String,
        /// The symbol that should be there.
        wanted: String,
        /// What is there instead, as a sentence; empty if nothing.
        found: String,
    },
    /// The link dropped something that must stay.
    #[error("the linked object lost {0}")]
    LinkLost(String),
    /// Neither `[go] main` nor `[rust] main` is set, and one is needed.
    #[error("spandrel.toml names no program")]
    NoMain,
    /// A mode that is for programs of the other language.
    #[error("--link {mode}: {why}")]
    ModeRefused {
        /// The mode.
        mode: &'static str,
        /// Why not.
        why: &'static str,
    },
    /// The generated packages of the project cannot load their Rust side.
    #[error("--link dynamic: the generated packages of this project have no loader")]
    DynamicNotPrepared,
    /// An option that a mode excludes.
    #[error("{option} excludes --link {mode}: {why}")]
    ModeExcludes {
        /// The option.
        option: &'static str,
        /// The mode.
        mode: &'static str,
        /// Why.
        why: &'static str,
    },
    /// Cargo built no program of this name.
    #[error("cargo built no program `{name}` of {}", manifest.display())]
    NoProgram {
        /// The name.
        name: String,
        /// The Cargo package.
        manifest: PathBuf,
    },
    /// The core of a Rust program is a Go program.
    #[error("{0} is a Go program (package main), not a core")]
    CoreIsMain(String),
    /// An option for Go programs, in a project whose program is a Rust one.
    #[error("{0} is for Go programs, and this project has a Rust program")]
    GoProgramOnly(&'static str),
    /// A project name that cannot be used.
    #[error("`{name}` cannot be a project name: {reason}")]
    ProjectName {
        /// The name.
        name: String,
        /// Why.
        reason: &'static str,
        /// A name like it that can.
        instead: String,
    },
    /// Files cannot be watched.
    #[error("cannot watch the project's files: {0}")]
    Watch(String),
    /// `init` in an existing project.
    #[error("{} already exists: this is a Spandrel project", .0.display())]
    ProjectThere(PathBuf),
    /// `init` where there is nothing to add a bridge to.
    #[error("no go.mod and no Cargo.toml in {}, nor in its folders go and rust", .0.display())]
    NothingThere(PathBuf),
    /// `init` would generate a package into a folder that is in use.
    #[error("the folder {} is not empty, and the package is generated there", .0.display())]
    PackageThere(PathBuf),
    /// Another module path than that of the module which is there.
    #[error("{} says that the module is {path}", file.display())]
    ModuleThere {
        /// The module's path.
        path: String,
        /// Its go.mod.
        file: PathBuf,
    },
    /// A module of an older Go.
    #[error("{} requires Go {version}: generated code requires 1.24", file.display())]
    OldGo {
        /// The go.mod.
        file: PathBuf,
        /// What it requires.
        version: String,
    },
    /// A Go module path that Go would refuse.
    #[error("`{path}` cannot be a Go module: {reason}")]
    ModulePath {
        /// The path.
        path: String,
        /// Why.
        reason: &'static str,
    },
    /// The folder that `-C` names is not there.
    #[error("there is no folder {}", .0.display())]
    NoFolder(PathBuf),
    /// The folder for a new project is there already.
    #[error("{} already exists", .0.display())]
    Exists(PathBuf),
    /// The source tree of Spandrel is not where it was.
    #[error("the source tree of Spandrel is not at {}", .0.display())]
    NoHome(PathBuf),
    /// There is no key.
    #[error(transparent)]
    Key(signing::KeyError),
    /// Others can read a secret key.
    #[error("others can read the secret key {} (mode {mode:o})", path.display())]
    OpenKey {
        /// Its file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// A file cannot be signed, or its signature cannot be written.
    #[error("cannot sign {}: {reason}", path.display())]
    Unsignable {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: &'static str,
    },
    /// A library's signature does not fit.
    #[error("{}: {reason}", path.display())]
    BadSignature {
        /// The library.
        path: PathBuf,
        /// What does not fit.
        reason: signing::Invalid,
    },
    /// `check` found differences. They have been printed already.
    #[error("{}", counted(*.0, "difference"))]
    Stale(usize),
    /// `doctor` found problems. They have been printed already.
    #[error("{}", counted(*.0, "problem"))]
    Unwell(usize),
}

impl Error {
    /// A file error, for `map_err`.
    pub fn file(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Error {
        let path = path.into();
        move |source| Error::File { action, path, source }
    }

    /// How to fix it, if there is one way.
    pub fn cure(&self) -> Option<String> {
        let text = match self {
            Error::NoProject(_) => {
                "run this in a project folder, or make one with `spandrel new NAME`; `-C DIR` names another folder"
            }
            Error::ProjectFile { .. } => "see `spandrel help` for an example of the file",
            Error::Outside { real, .. } => {
                let folder = tool::quote_path(real.parent().unwrap_or(real));
                return Some(format!(
                    "let spandrel.toml and links name folders inside the project; if that is intended, add `--allow-outside {folder}`"
                ));
            }
            Error::NotOurs(_) => CURE_NOT_OURS,
            Error::NoManifest(_) => "set [rust] manifest in spandrel.toml to the folder of the Cargo package",
            Error::VirtualWorkspace(workspace) => return Some(workspace.cure()),
            Error::NoGoModule(_) => "run `go mod init MODULE/PATH` in the folder of the Go code",
            Error::OutRefused { .. } => {
                "name another folder in [go] out of spandrel.toml, such as `go` or `internal`"
            }
            Error::GoModule(_) => "add `module MODULE/PATH` to it",
            Error::NoBridge(_) => {
                "write a module such as `#[spandrel::bridge(package = \"name\")] mod ffi { … }`; a bridge that a macro writes is not found"
            }
            Error::BridgeOff(_) => "name its feature in [rust] features of spandrel.toml",
            Error::RemoteWithoutFunctions(_) => {
                "declare a function in extern \"Rust\", or remove [go] remote from spandrel.toml"
            }
            Error::PackageTwice { .. } => "rename one of them",
            Error::NoProfile { profile, known, .. } => {
                return Some(format!(
                    "correct [rust] profile in spandrel.toml ({}), or write [profile.{profile}] with `inherits = \"release\"` there",
                    known.join(", ")
                ));
            }
            Error::NoFeature { known, .. } if known.is_empty() => {
                "remove it from [rust] features in spandrel.toml: the package has no features"
            }
            Error::NoFeature { known, .. } => {
                return Some(format!(
                    "correct [rust] features in spandrel.toml: there are {}",
                    known.join(", ")
                ));
            }
            Error::PanicAbort { .. } => {
                "set panic = \"unwind\" there, or name another profile in [rust] profile"
            }
            Error::Missing { cure, .. } => cure,
            Error::NoArchive(_) => "add a library to the package: src/lib.rs",
            Error::NoNativeLibraries(_) => {
                "use the rustc of a release: --print native-static-libs printed nothing"
            }
            Error::OtherContract { .. } => {
                "declare the file of the bridge with `mod` in the crate; if it is declared, the `spandrel` crate and command differ in version: install both from one source"
            }
            Error::LinkLost(_) => "report this with the output of `spandrel build --verbose`",
            Error::NoMain => {
                "add `main = \"./cmd/NAME\"` under [go], relative to the Go module, or `main = \"NAME\"` under [rust]"
            }
            Error::ModeRefused { .. } => "use another mode, or omit --link",
            Error::ModeExcludes { .. } => "omit one of the two",
            Error::DynamicNotPrepared => {
                "add `link = [\"static\", \"dynamic\"]` under [go] in spandrel.toml; the first is the default"
            }
            Error::NoProgram { .. } => "name a binary of the package in [rust] main",
            Error::CoreIsMain(_) => {
                "make it an ordinary package, and move the code of its main into an init or another function: the main package around it is generated"
            }
            Error::GoProgramOnly(_) => {
                "omit it; a Rust program has its Go core linked in, and gets other flags through Cargo"
            }
            Error::ProjectName { instead, .. } => {
                return Some(format!(
                    "use lower-case letters, digits, `-` and `_`, starting with a letter: `{instead}`"
                ));
            }
            Error::Watch(_) => {
                "if the limit of watches is reached, raise it: `sysctl fs.inotify.max_user_watches=524288`"
            }
            Error::ProjectThere(_) => "run `spandrel build` in it",
            Error::NothingThere(_) => {
                "run this in the folder of a Go module, Cargo package or workspace, or make a project with `spandrel new NAME`"
            }
            Error::PackageThere(_) => "choose another name for the bridge: `spandrel init NAME`",
            Error::ModuleThere { .. } => "omit --module",
            Error::OldGo { .. } => {
                "run `go mod edit -go=1.24` in its folder, and check that the module's tests pass"
            }
            Error::ModulePath { .. } => "use a path such as `github.com/ada/search`",
            Error::NoFolder(_) => "create it, or name another one with `-C DIR`",
            Error::Failed { known: Some(known), .. } => known.cure,
            Error::Exists(_) => "choose another name, or remove it",
            Error::Key(_) => {
                "make a key with `spandrel keygen FILE`, or with `openssl genpkey -algorithm ed25519`"
            }
            Error::OpenKey { path, .. } => {
                return Some(format!(
                    "run `chmod 600 {}`; if others may have read it, make another key",
                    tool::quote_path(path)
                ));
            }
            Error::Unsignable { .. } => {
                "name the shared library of a Go core: `spandrel build` with `link = \"shared\"` writes one beside the program"
            }
            Error::BadSignature { .. } => {
                "sign it again with `spandrel sign`, if it is the file that you built"
            }
            Error::NoHome(_) => "set SPANDREL_HOME to a checkout of Spandrel",
            Error::Object { .. } => "remove it, then run `spandrel build`",
            Error::Manifest { .. } => "fix what the message names",
            Error::File { source, .. } => return cure_of(source),
            Error::Core { .. } => "`spandrel agree --help` lists what a core can be",
            Error::Refused { .. }
            | Error::NotReady(_)
            | Error::Failed { .. }
            | Error::Stale(_)
            | Error::Unwell(_) => return None,
        };
        Some(text.to_owned())
    }
}

/// Each file with the reason, a line each.
fn in_the_way(files: &[(PathBuf, Foreign)]) -> String {
    let mut text = "nothing was written, because this would be lost:".to_owned();
    for (path, why) in files {
        text.push_str(&format!("\n  {}: it {}", path.display(), why.reason()));
    }
    text
}

/// What to do when the system refuses a file.
fn cure_of(error: &io::Error) -> Option<String> {
    let text = match error.kind() {
        io::ErrorKind::PermissionDenied => "change its owner or its permissions, or run this as its owner",
        io::ErrorKind::StorageFull => "free space on that disk",
        io::ErrorKind::ReadOnlyFilesystem => "work in a writable copy",
        io::ErrorKind::NotFound => "check the spelling of the path",
        io::ErrorKind::InvalidData => "save it as UTF-8",
        _ => return None,
    };
    Some(text.to_owned())
}
