//! A core beside the program, and all that is asked of it before its code runs.

use std::{
    ffi::OsString,
    fmt,
    path::{Path, PathBuf},
};

use super::{Asked, KnownAnswer, LoadError, Sealed, enter, file, find, find_for_tests, verify};
use crate::signing::{PublicKey, Signature, Version};

/// The largest library that is read unless [`Core::largest`] says otherwise, in bytes.
const LARGEST: u64 = 64 << 20;

/// A core that lies beside the program, and what it must be before any of its code runs.
///
/// ```no_run
/// # mod app { pub fn add(a: i64, b: i64) -> i64 { a + b } }
/// use spandrel_host::{Core, LoadError, signing::{PublicKey, Version}};
///
/// const KEYS: [PublicKey; 1] =
///     [PublicKey::from_hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")];
///
/// fn main() -> Result<(), LoadError> {
///     Core::beside("libapp_core.so")
///         .signed_by(KEYS)
///         .at_least(Version::new(1, 4, 0))
///         .known_answer(|| if app::add(40, 2) == 42 { Ok(()) } else { Err("40 + 2 is wrong") })
///         .load()
/// }
/// ```
///
/// [`load`](Core::load) checks in this order, and stops at the first thing that is not so:
///
/// 1. The file has this name in the program's own folder, not a link, a pipe or a device; the user of this process or root
///    owns it, and nobody else can write to it. It is not too large. It is read once: all that follows is about what was read.
/// 2. Its signature was made by one of the keys for this name and these bytes, and the version in it is not too old.
/// 3. It is for this machine, and was built for the bridges of this program.
/// 4. A sealed copy of it in memory can be loaded, starts, and speaks this program's convention.
/// 5. The known answer is right.
///
/// Up to point 3 nothing of the library runs.
#[must_use = "`load` loads it"]
pub struct Core {
    name: OsString,
    in_tests: bool,
    largest: u64,
    asked: Option<Asked>,
    known_answer: Option<KnownAnswer>,
}

impl Core {
    /// The core with this file name in the folder of the program.
    pub fn beside(name: impl Into<OsString>) -> Core {
        Core { name: name.into(), in_tests: false, largest: LARGEST, asked: None, known_answer: None }
    }

    /// Looks one folder up as well, where Cargo puts the library for tests, examples and benchmarks. For these alone.
    pub fn in_tests(mut self) -> Core {
        self.in_tests = true;
        self
    }

    /// The largest library that is read, in bytes, instead of 64 MiB.
    pub fn largest(mut self, bytes: u64) -> Core {
        self.largest = bytes;
        self
    }

    /// Requires a signature by one of these keys, in the file `NAME.sig` beside the library. With two keys a key can be
    /// replaced: ship programs that know both, then libraries that are signed with the new one.
    pub fn signed_by(mut self, keys: impl IntoIterator<Item = PublicKey>) -> Core {
        self.asked.get_or_insert_default().keys = keys.into_iter().collect();
        self
    }

    /// Requires that the signature names this version or a later one: an old library with known faults is signed, too.
    /// Without [`signed_by`](Core::signed_by) no key is trusted, and no library is loaded.
    pub fn at_least(mut self, version: Version) -> Core {
        self.asked.get_or_insert_default().least = Some(version);
        self
    }

    /// A test that calls the core as soon as it has started and knows the right answer. If it fails, so does
    /// [`load`](Core::load).
    pub fn known_answer<E: fmt::Display>(mut self, test: impl FnOnce() -> Result<(), E> + 'static) -> Core {
        self.known_answer = Some(Box::new(move || test().map_err(|error| error.to_string())));
        self
    }

    /// Verifies the core, loads it and waits until it is initialised, at most 30 seconds.
    ///
    /// As with the function [`load`](fn@crate::load), a core stays in the process, and there is one per process. Loading it
    /// again does nothing if the first time asked for as much.
    pub fn load(mut self) -> Result<(), LoadError> {
        let (path, known_answer) = (self.path()?, self.known_answer.take());
        enter(&path, path.clone(), || self.read(&path), self.asked.as_ref(), known_answer)
    }

    /// Verifies the core for a worker, which gets the sealed copy, and the test of it.
    #[cfg(feature = "worker")]
    pub(crate) fn verified(self) -> Result<(std::fs::File, KnownAnswerOf), LoadError> {
        let path = self.path()?;
        let (copy, _) = self.read(&path)?;
        Ok((copy.into_file(), KnownAnswerOf { path, test: self.known_answer }))
    }

    fn path(&self) -> Result<PathBuf, LoadError> {
        if self.in_tests { find_for_tests(&self.name) } else { find(&self.name) }
    }

    fn read(&self, path: &Path) -> Result<(Sealed, Option<Signature>), LoadError> {
        let folder = path.parent().unwrap_or(Path::new("/"));
        let bytes = file::read_trusted(folder, &self.name, self.largest)?;
        let signature =
            self.asked.as_ref().map(|asked| asked.signature(folder, &self.name, &bytes)).transpose()?;
        Ok((verify(path, &bytes)?, signature))
    }
}

/// The test of a core that runs in a worker.
#[cfg(feature = "worker")]
pub(crate) struct KnownAnswerOf {
    path: PathBuf,
    test: Option<KnownAnswer>,
}

#[cfg(feature = "worker")]
impl KnownAnswerOf {
    /// Runs it, if there is one.
    pub(crate) fn run(self) -> Result<(), LoadError> {
        let KnownAnswerOf { path, test } = self;
        test.map_or(Ok(()), |test| test()).map_err(|message| LoadError::KnownAnswer { path, message })
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core").field("name", &self.name).field("asked", &self.asked).finish_non_exhaustive()
    }
}
