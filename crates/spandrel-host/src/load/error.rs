//! Why a core cannot be found or loaded.

use std::{fmt, io, path::PathBuf};

use crate::{
    signing::{Invalid, Version},
    start::StartError,
};

/// Why a core cannot be found or loaded. `Debug` reads like `Display`: it is what a failed test or `main` shows.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The library is not where it is looked for.
    #[error("no {name} in {folder}: run `spandrel build`, and ship the library beside the program{}", tests(*above), folder = folder.display())]
    NotFound {
        /// The library's file name.
        name: String,
        /// The folder of the program.
        folder: PathBuf,
        /// Whether the library is in the folder above, where [`find`](crate::find) does not look.
        above: bool,
    },
    /// What was asked for is a path, and not the name of a file beside the program.
    #[error("{name:?} is not a file name: give `find` the name alone, or give the path to `load`")]
    NotAName {
        /// What was asked for.
        name: String,
    },
    /// The file cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    File {
        /// The library.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// There is something else under this path. It was not opened.
    #[error("{} is {found}, not a file: give the path of the library that `spandrel build` wrote", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
        /// What is there: "a directory", "a named pipe", …
        found: &'static str,
    },
    /// Somebody else can change the file, or decides what it is. It was not read.
    #[error("{} is not trusted: {}", path.display(), distrust(*owner, *mode, *link))]
    Untrusted {
        /// The library or its signature.
        path: PathBuf,
        /// The user that owns it.
        owner: u32,
        /// Its permission bits.
        mode: u32,
        /// Whether it is a symbolic link.
        link: bool,
    },
    /// There is no signature beside the library, and the program asks for one.
    #[error("{0} has no signature: sign it with `spandrel sign`, and ship {0}.sig beside it", path.display())]
    Unsigned {
        /// The library.
        path: PathBuf,
    },
    /// The signature is not one of this library by a key that the program trusts.
    #[error("{} is not loaded: {reason}; install the program again from where you trust it, or sign the library again", path.display())]
    BadSignature {
        /// The library.
        path: PathBuf,
        /// What does not fit.
        reason: Invalid,
    },
    /// The library is signed, and older than the program accepts.
    #[error("{} is version {found}, older than {least}, the least that this program accepts: install the newer one", path.display())]
    TooOld {
        /// The library.
        path: PathBuf,
        /// Its version, as it was signed.
        found: Version,
        /// The least version.
        least: Version,
    },
    /// The library is in the process already, and the call that loaded it asked for less.
    #[error("{} was loaded before without this signature: load it once, with all that is asked of it", path.display())]
    LoadedUnverified {
        /// The library.
        path: PathBuf,
    },
    /// The core started, and does not compute what it should. It stays in the process.
    #[error("{} failed its self-test: {message}", path.display())]
    KnownAnswer {
        /// The library.
        path: PathBuf,
        /// What the test said.
        message: String,
    },
    /// The file is larger than a core may be. It was not read.
    #[error("{} has {size} bytes, more than the {limit} that a Go core may have", path.display())]
    TooLarge {
        /// The library.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
        /// The largest size in bytes.
        limit: u64,
    },
    /// The library was built for another machine or system.
    #[error("{} is built for {found}, this program for {expected}: build the core on, or for, the machine that runs it", path.display())]
    Machine {
        /// The library.
        path: PathBuf,
        /// What it was built for.
        found: String,
        /// What this program was built for.
        expected: &'static str,
    },
    /// The file is not a core of Spandrel's.
    #[error("{} is not a Go core: {reason}", path.display())]
    NoCore {
        /// The library.
        path: PathBuf,
        /// What is missing.
        reason: String,
    },
    /// The core was built for another contract.
    #[error("{} and this program differ in bridge {package}: {difference}; run `spandrel build`", path.display())]
    Contract {
        /// The library.
        path: PathBuf,
        /// The bridge.
        package: String,
        /// The first item that differs, as a sentence.
        difference: String,
    },
    /// The program offers nothing to a core.
    #[error(
        "this program exports no bridge {package}; call `spandrel_host::build::core()` in its build script, with `link = \"shared\"`"
    )]
    NotExported {
        /// The bridge.
        package: String,
    },
    /// Another core is in the process already.
    #[error("{} cannot be loaded beside {}: a process has one Go core", path.display(), first.display())]
    Another {
        /// The library.
        path: PathBuf,
        /// The core that is there: a library, or the program itself.
        first: PathBuf,
    },
    /// The sealed copy in memory, which is what is loaded, cannot be made.
    #[error(
        "cannot copy {} into sealed memory: {step}: {source}; the system must allow `memfd_create` and have /proc mounted",
        path.display()
    )]
    Copy {
        /// The library.
        path: PathBuf,
        /// What failed.
        step: &'static str,
        /// The system's answer.
        source: io::Error,
    },
    /// The system's loader refused. The text is its own, with the library's path in place of the copy's.
    #[error("{} cannot be loaded: {message}", path.display())]
    Loader {
        /// The library.
        path: PathBuf,
        /// What the loader said.
        message: String,
    },
    /// The library was loaded, but did not start. It stays in the process; loading it again asks it again.
    #[error("{}: {source}", path.display())]
    Start {
        /// The library.
        path: PathBuf,
        /// Why.
        source: StartError,
    },
}

/// What to do about a library that lies where only tests look for it.
fn tests(above: bool) -> &'static str {
    if above { "; it is one folder up, where Cargo puts it: tests call `find_for_tests`" } else { "" }
}

/// Why a file is not trusted, and the cure.
fn distrust(owner: u32, mode: u32, link: bool) -> String {
    if link {
        return "it is a symbolic link; put the file itself beside the program".to_owned();
    }
    if mode & 0o022 != 0 {
        return format!("others can write to it (mode {mode:o}); run `chmod go-w` on it");
    }
    format!("user {owner} owns it, neither root nor the user of this process; install it as one of these")
}

impl fmt::Debug for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
