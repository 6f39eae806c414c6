//! Loading a core that is a shared library.
//!
//! The file is looked at before the system's loader runs any of its code: a core of another contract would otherwise end
//! in the loader's message about a symbol, or in nothing at all.

mod contract;
mod sealed;

use std::{
    env,
    ffi::{CStr, OsStr},
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::{
    core::{READY, Ready},
    start::{self, StartError},
};

/// How long a core may take to be initialised.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a core cannot be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The library is not where it is looked for.
    #[error("no {name} beside the program or one folder up ({}): run `spandrel build`, and ship both files together", folder.display())]
    NotFound {
        /// The library's file name.
        name: String,
        /// The folder of the program.
        folder: PathBuf,
    },
    /// The file cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    File {
        /// The library.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// The file is no core of Spandrel's.
    #[error("{} is no Go core: {reason}", path.display())]
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
    /// The system's loader refused. The text is its own.
    #[error("{} cannot be loaded: {message}", path.display())]
    Loader {
        /// The library.
        path: PathBuf,
        /// What the loader said.
        message: String,
    },
    /// The library was loaded, but did not start.
    #[error("{}: {source}", path.display())]
    Start {
        /// The library.
        path: PathBuf,
        /// Why.
        source: StartError,
    },
}

/// Finds a core by its file name: beside the program, or one folder up, where Cargo puts it for tests.
pub fn find(name: impl AsRef<OsStr>) -> Result<PathBuf, LoadError> {
    let name = name.as_ref();
    let program = env::current_exe()
        .map_err(|source| LoadError::File { path: PathBuf::from("the program's own file"), source })?;
    let folder = program.parent().unwrap_or(Path::new("/"));
    folder.ancestors().take(2).map(|folder| folder.join(name)).find(|path| path.is_file()).ok_or_else(|| {
        LoadError::NotFound { name: name.to_string_lossy().into_owned(), folder: folder.to_owned() }
    })
}

/// Verifies a core, loads it and waits until it is initialised, at most 30 seconds.
///
/// The bridges that the library was built for must be those of this program: that is compared before any code of the
/// library runs, and what was compared is what is loaded, whatever happens to the file meanwhile. When this has returned,
/// the bridges are registered. A core is never unloaded; loading the same file again does nothing, and a second core is
/// refused, since there can be one Go runtime only.
///
/// Give a path that only trusted people can write to: the library runs with all rights of the program.
pub fn load(path: impl AsRef<Path>) -> Result<(), LoadError> {
    static LOADED: Mutex<Option<PathBuf>> = Mutex::new(None);
    let path = path.as_ref();
    let file = |source| LoadError::File { path: path.to_owned(), source };
    let whole = fs::canonicalize(path).map_err(file)?;
    // The lock guards a path: whatever happened to another holder, the path is right.
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    match &*loaded {
        Some(first) if *first == whole => return Ok(()),
        Some(first) => return Err(LoadError::Another { path: whole, first: first.clone() }),
        None if crate::core::entry().is_some() => {
            let first = env::current_exe().unwrap_or_default();
            return Err(LoadError::Another { path: whole, first });
        }
        None => {}
    }
    let bytes = fs::read(&whole).map_err(file)?;
    contract::verify(path, &bytes)?;
    let library = open(path, &sealed::copy(&bytes).map_err(file)?)?;
    *loaded = Some(whole);
    let ready = symbol(library, READY).ok_or_else(|| LoadError::NoCore {
        path: path.to_owned(),
        reason: format!("it does not export {}", READY.to_string_lossy()),
    })?;
    // SAFETY: every core exports a function of this type under this name.
    let ready = unsafe { std::mem::transmute::<*mut libc::c_void, Ready>(ready) };
    start::ask(ready, PATIENCE)
        .and_then(start::same_abi)
        .map_err(|source| LoadError::Start { path: path.to_owned(), source })
}

/// Opens a library for as long as the process lives.
fn open(path: &Path, copy: &CStr) -> Result<*mut libc::c_void, LoadError> {
    // SAFETY: the name is a C string; the constructors of a Go library start Go's runtime and touch nothing of ours.
    let library = unsafe { libc::dlopen(copy.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) };
    if library.is_null() {
        return Err(LoadError::Loader { path: path.to_owned(), message: loader_message() });
    }
    Ok(library)
}

/// What the loader said last on this thread.
fn loader_message() -> String {
    // SAFETY: the text is valid until the next call of the loader on this thread, and is copied before.
    unsafe {
        let text = libc::dlerror();
        if text.is_null() {
            "the loader does not say why".to_owned()
        } else {
            CStr::from_ptr(text).to_string_lossy().into_owned()
        }
    }
}

/// The address of a symbol in a library, or in the program for a null library.
fn symbol(library: *mut libc::c_void, name: &CStr) -> Option<*mut libc::c_void> {
    // SAFETY: the library is one that was opened, or null for the program and what it was started with.
    let address = unsafe { libc::dlsym(library, name.as_ptr()) };
    (!address.is_null()).then_some(address)
}
