//! Loading a core that is a shared library.
//!
//! The file is looked at before the system's loader runs any of its code: a core of another contract would otherwise end
//! in the loader's message about a symbol, or in nothing at all.

mod asked;
mod beside;
mod contract;
mod error;
mod file;
mod machine;
mod sealed;

use std::{
    env,
    ffi::{CStr, OsStr},
    fs,
    path::{Component, Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use asked::Asked;
pub use beside::Core;
pub use error::LoadError;
use sealed::Sealed;

use spandrel_abi::{symbol, symbols::CORE_READY};

use crate::{core::Ready, signing::Signature, start};

/// The name of the function by which a core starts, for the loader.
const READY: &CStr = match CStr::from_bytes_with_nul(symbol!("_core_ready\0").as_bytes()) {
    Ok(name) => name,
    Err(_) => panic!("the name ends with its only zero byte"),
};

/// Finds a core by its file name, beside the program.
///
/// Nowhere else: those who can write to the program's own folder can change the program, but a folder above may be anybody's.
pub fn find(name: impl AsRef<OsStr>) -> Result<PathBuf, LoadError> {
    find_in(name.as_ref(), &folder_of_program()?, 1)
}

/// Finds a core by its file name, beside the program or one folder up, where Cargo puts it for tests.
///
/// For tests, examples and benchmarks alone. A program that is shipped calls [`find`].
pub fn find_for_tests(name: impl AsRef<OsStr>) -> Result<PathBuf, LoadError> {
    find_in(name.as_ref(), &folder_of_program()?, 2)
}

fn folder_of_program() -> Result<PathBuf, LoadError> {
    let program = env::current_exe()
        .map_err(|source| LoadError::File { path: PathBuf::from("the program's own file"), source })?;
    Ok(program.parent().unwrap_or(Path::new("/")).to_owned())
}

/// Looks for a file in a folder and those above it.
fn find_in(name: &OsStr, folder: &Path, folders: usize) -> Result<PathBuf, LoadError> {
    let mut parts = Path::new(name).components();
    if !matches!((parts.next(), parts.next()), (Some(Component::Normal(only)), None) if only == name) {
        return Err(LoadError::NotAName { name: name.to_string_lossy().into_owned() });
    }
    let there = |folder: &Path| Some(folder.join(name)).filter(|path| path.is_file());
    folder.ancestors().take(folders).find_map(there).ok_or_else(|| LoadError::NotFound {
        name: name.to_string_lossy().into_owned(),
        folder: folder.to_owned(),
        above: folder.parent().and_then(there).is_some(),
    })
}

/// A test of a core that has started. Its error is a message.
type KnownAnswer = Box<dyn FnOnce() -> Result<(), String>>;

/// A core that is in the process.
struct Loaded {
    path: PathBuf,
    /// Its signature, if one was asked for.
    signature: Option<Signature>,
    /// Waits until the core is initialised. It was seen in the file, but the loader may see it otherwise.
    ready: Option<Ready>,
    /// Whether the core has said that it is.
    started: bool,
    /// Whether it has passed a test.
    tested: bool,
}

/// Verifies a core, loads it and waits until it is initialised, at most 30 seconds.
///
/// The library must be one for this machine, and the bridges that it was built for must be those of this program: that is
/// compared before any code of the library runs, and what was compared is what is loaded, whatever happens to the file
/// meanwhile. When this has returned, the bridges are registered. A core is never unloaded; loading the same file again does
/// nothing, and a second core is refused, since there can be one Go runtime only. Loading a core again that did not start
/// asks it again: the error is the same, unless it only took longer than 30 seconds.
///
/// Give a path that only trusted people can write to: the library runs with all rights of the program. The libraries that
/// it needs itself are looked for by the system's loader, as for any library.
pub fn load(path: impl AsRef<Path>) -> Result<(), LoadError> {
    let path = path.as_ref();
    let whole = fs::canonicalize(path).map_err(|source| LoadError::File { path: path.to_owned(), source })?;
    let read = || Ok((verify(path, &file::read(&whole)?)?, None));
    enter(path, whole.clone(), read, None, None)
}

/// Lets one core into the process: reads it if it is not there yet, starts it, tests it.
fn enter(
    path: &Path,
    whole: PathBuf,
    read: impl FnOnce() -> Result<(Sealed, Option<Signature>), LoadError>,
    asked: Option<&Asked>,
    test: Option<KnownAnswer>,
) -> Result<(), LoadError> {
    static LOADED: Mutex<Option<Loaded>> = Mutex::new(None);
    // Whatever happened to another holder, what the lock guards is written in one step.
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    let core = match &mut *loaded {
        Some(first) if first.path == whole => {
            asked.map_or(Ok(()), |asked| asked.accepts(path, first.signature.as_ref()))?;
            first
        }
        Some(first) => return Err(LoadError::Another { path: whole, first: first.path.clone() }),
        None if crate::core::entry().is_some() => {
            let first = env::current_exe().unwrap_or_default();
            return Err(LoadError::Another { path: whole, first });
        }
        empty => {
            let (copy, signature) = read()?;
            let library = open(path, copy)?;
            let ready = self::symbol(library, READY);
            // SAFETY: every core exports a function of this type under this name.
            let ready = ready.map(|ready| unsafe { std::mem::transmute::<*mut libc::c_void, Ready>(ready) });
            empty.insert(Loaded { path: whole, signature, ready, started: false, tested: false })
        }
    };
    if !core.started {
        started(path, core.ready)?;
        core.started = true;
    }
    if let Some(test) = test.filter(|_| !core.tested) {
        test().map_err(|message| LoadError::KnownAnswer { path: path.to_owned(), message })?;
        core.tested = true;
    }
    Ok(())
}

/// Asks a core whether it is initialised.
fn started(path: &Path, ready: Option<Ready>) -> Result<(), LoadError> {
    let ready = ready.ok_or_else(|| LoadError::NoCore {
        path: path.to_owned(),
        reason: format!("it does not export {}", CORE_READY),
    })?;
    start::ask(ready, start::PATIENCE)
        .and_then(start::same_abi)
        .map_err(|source| LoadError::Start { path: path.to_owned(), source })
}

/// Loads a core that the program has verified, in a worker, which gets the sealed copy and no path.
#[cfg(feature = "worker")]
pub(crate) fn load_inherited(copy: fs::File) -> Result<(), LoadError> {
    let path = Path::new("the library that this worker was given");
    let copy = Sealed::inherited(path, copy)?;
    enter(path, path.to_owned(), || Ok((copy, None)), None, None)
}

/// A sealed copy of a library, if it is a core for this program.
fn verify(path: &Path, bytes: &[u8]) -> Result<Sealed, LoadError> {
    machine::verify(path, bytes)?;
    contract::verify(path, bytes)?;
    Sealed::copy(path, bytes)
}

/// Opens a library for as long as the process lives.
fn open(path: &Path, copy: Sealed) -> Result<*mut libc::c_void, LoadError> {
    // SAFETY: the name is a C string; the constructors of a Go library start Go's runtime and touch nothing of ours.
    let library = unsafe { libc::dlopen(copy.name().as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) };
    if library.is_null() {
        let message = loader_message().replace(&*copy.name().to_string_lossy(), &path.display().to_string());
        return Err(LoadError::Loader { path: path.to_owned(), message });
    }
    copy.leave_open();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issue_a_library_in_the_folder_above_is_found_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let bin = folder.path().join("bin");
        fs::create_dir(&bin).unwrap();
        let planted = folder.path().join("libapp_core.so");
        fs::write(&planted, b"planted").unwrap();
        let name = OsStr::new("libapp_core.so");
        let error = find_in(name, &bin, 1).unwrap_err();
        assert!(matches!(error, LoadError::NotFound { above: true, .. }), "{error}");
        assert!(error.to_string().contains("tests call `find_for_tests`"), "{error}");
        assert_eq!(find_in(name, &bin, 2).unwrap(), planted);

        let beside = bin.join(name);
        fs::write(&beside, b"ours").unwrap();
        assert_eq!(find_in(name, &bin, 1).unwrap(), beside);
        assert_eq!(find_in(name, &bin, 2).unwrap(), beside);
        let error = find("libnothing.so").unwrap_err();
        assert!(!error.to_string().contains("find_for_tests"), "{error}");
    }

    #[test]
    fn issue_a_path_is_not_the_name_of_a_core() {
        for name in
            ["", ".", "..", "/etc/hostname", "../libapp_core.so", "a/b.so", "./libapp_core.so", "a.so/"]
        {
            assert!(matches!(find(name), Err(LoadError::NotAName { .. })), "{name:?}");
            assert!(matches!(find_for_tests(name), Err(LoadError::NotAName { .. })), "{name:?}");
        }
    }
}
