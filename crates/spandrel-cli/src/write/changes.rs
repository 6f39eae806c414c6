//! Files to write and to remove, as one change.
//!
//! Before anything is touched, every place is looked at: whether it lies inside the bounds, and whether what lies there is
//! Spandrel's. Then all new text is written beside its place, under a name that Go passes over, and only when the last
//! byte is on the disk are the files renamed. A full disk or a kill before that leaves everything as it was.

use std::{
    fs::{self, File, Permissions},
    io::{self, Write as _},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use super::{
    Bounds,
    ours::{self, Foreign, Found},
};
use crate::{Error, Result};

/// How names of files begin and end that are being written. What a kill left behind is removed by the next change.
const UNFINISHED: (&str, &str) = (".spandrel-", ".tmp");

/// What has to hold of the file that is replaced.
enum Replaces {
    /// Spandrel wrote it.
    Ours,
    /// There is none.
    Nothing,
    /// It holds these bytes, from which the new ones were made.
    Known(Vec<u8>),
    /// Nothing has to hold: its place is Spandrel's or was named by the user.
    Anything,
}

struct Write {
    path: PathBuf,
    bytes: Vec<u8>,
    replaces: Replaces,
    mode: u32,
}

/// Files to write and to remove.
#[derive(Default)]
pub struct Changes {
    writes: Vec<Write>,
    removals: Vec<PathBuf>,
}

/// What a change did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Files that were written. Those that had the same bytes already are not touched, so that caches stay warm.
    pub written: Vec<PathBuf>,
    /// Files that were removed.
    pub removed: Vec<PathBuf>,
}

impl Changed {
    /// How many files changed.
    pub fn count(&self) -> usize {
        self.written.len() + self.removed.len()
    }

    /// How many of them lie in a folder, at any depth.
    pub fn below(&self, bounds: &Bounds, folder: &Path) -> Result<usize> {
        let folder = bounds.file(&folder.join("any"))?;
        let folder = folder.parent().unwrap_or(&folder);
        Ok(self.written.iter().chain(&self.removed).filter(|path| path.starts_with(folder)).count())
    }
}

impl Changes {
    /// No changes yet.
    pub fn new() -> Changes {
        Changes::default()
    }

    /// Writes a generated file. One that Spandrel did not write is refused.
    pub fn generated(&mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) {
        self.push(path.into(), bytes.into(), Replaces::Ours, 0o666);
    }

    /// Makes a file that is not there.
    pub fn new_file(&mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) {
        self.push(path.into(), bytes.into(), Replaces::Nothing, 0o666);
    }

    /// Changes a file of the user's, as the command has announced.
    pub fn edit(&mut self, path: impl Into<PathBuf>, old: impl Into<Vec<u8>>, new: impl Into<Vec<u8>>) {
        let path = path.into();
        let mode = fs::metadata(&path).map_or(0o666, |found| found.permissions().mode() & 0o777);
        self.push(path, new.into(), Replaces::Known(old.into()), mode);
    }

    /// Puts a built program into its place.
    pub fn program(&mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) {
        self.push(path.into(), bytes.into(), Replaces::Anything, 0o777);
    }

    /// Removes a file that was found to be Spandrel's.
    pub fn remove(&mut self, path: impl Into<PathBuf>) {
        self.removals.push(path.into());
    }

    /// Makes the changes, or none of them.
    pub fn apply(self, bounds: &Bounds) -> Result<Changed> {
        let writes = self.examined(bounds)?;
        let removals = self.removals.iter().map(|path| bounds.file(path)).collect::<Result<Vec<_>>>()?;
        if writes.is_empty() && removals.is_empty() {
            return Ok(Changed::default());
        }
        let _alone = bounds.lock()?;
        let mut made = Folders::default();
        let mut ready = Vec::new();
        for (write, place) in writes {
            ready.push((made.prepare(write, &place)?, place));
        }
        made.stay();
        let mut changed = Changed::default();
        for (temporary, place) in ready {
            temporary.persist(&place).map_err(|error| Error::file("write", &place)(error.error))?;
            changed.written.push(place);
        }
        for path in removals {
            if remove(&path)? {
                changed.removed.push(path);
            }
        }
        Ok(changed)
    }

    /// What would refuse this change, without making it.
    pub fn refusal(&self, bounds: &Bounds) -> Result<()> {
        self.examined(bounds).map(drop)
    }

    fn push(&mut self, path: PathBuf, bytes: Vec<u8>, replaces: Replaces, mode: u32) {
        self.writes.push(Write { path, bytes, replaces, mode });
    }

    /// What has to be written, and where it really lies. Everything that is in the way is named at once.
    fn examined(&self, bounds: &Bounds) -> Result<Vec<(&Write, PathBuf)>> {
        let (mut needed, mut refused) = (Vec::new(), Vec::new());
        for write in &self.writes {
            let place = bounds.file(&write.path)?;
            let why = match (ours::look(&place)?, &write.replaces) {
                (Found::Nothing, Replaces::Known(old)) if !old.is_empty() => Some(Foreign::Changed),
                (Found::Nothing, _) => None,
                (Found::File(_), Replaces::Nothing) => Some(Foreign::Exists),
                (Found::File(old), _) if old == write.bytes => continue,
                (Found::File(old), Replaces::Ours) => ours::foreign(&place, &old),
                (Found::File(old), Replaces::Known(known)) => (old != *known).then_some(Foreign::Changed),
                (Found::File(_), Replaces::Anything) => None,
                (Found::Other(why), _) => Some(why),
            };
            match why {
                Some(why) => refused.push((write.path.clone(), why)),
                None => needed.push((write, place)),
            }
        }
        if refused.is_empty() { Ok(needed) } else { Err(Error::NotOurs(refused)) }
    }
}

impl Bounds {
    /// Waits until no other command writes into this project. The lock ends with the value.
    fn lock(&self) -> Result<File> {
        let folder = File::open(self.root()).map_err(Error::file("open", self.root()))?;
        match folder.lock() {
            // A file system without locks: two commands at once are the user's to avoid.
            Err(error) if error.kind() != io::ErrorKind::Unsupported => {
                Err(Error::file("lock", self.root())(error))
            }
            _ => Ok(folder),
        }
    }
}

/// Folders that were made for the change, and go again with it if it fails.
#[derive(Default)]
struct Folders {
    made: Vec<PathBuf>,
    swept: Vec<PathBuf>,
}

impl Folders {
    /// Writes the new text beside its place.
    fn prepare(&mut self, write: &Write, place: &Path) -> Result<NamedTempFile> {
        let folder = place.parent().unwrap_or(Path::new("."));
        let missing = folder.ancestors().take_while(|folder| !folder.exists());
        let mut missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        while let Some(folder) = missing.pop() {
            fs::create_dir(&folder).map_err(Error::file("make folder", &folder))?;
            self.made.push(folder);
        }
        if !self.swept.iter().any(|swept| swept == folder) {
            sweep(folder)?;
            self.swept.push(folder.to_owned());
        }
        let mut temporary = tempfile::Builder::new()
            .prefix(UNFINISHED.0)
            .suffix(UNFINISHED.1)
            .permissions(Permissions::from_mode(write.mode))
            .tempfile_in(folder)
            .map_err(Error::file("write", place))?;
        temporary.write_all(&write.bytes).map_err(Error::file("write", place))?;
        Ok(temporary)
    }

    fn stay(&mut self) {
        self.made.clear();
    }
}

impl Drop for Folders {
    fn drop(&mut self) {
        while let Some(folder) = self.made.pop() {
            fs::remove_dir(folder).ok();
        }
    }
}

/// Removes what commands that were killed have left in a folder.
fn sweep(folder: &Path) -> Result<()> {
    for path in unfinished(folder)? {
        // The folder stays, also an empty one: it is about to be written to.
        fs::remove_file(&path).map_err(Error::file("remove", &path))?;
    }
    Ok(())
}

/// Files in a folder that a command was writing when it was killed.
pub fn unfinished(folder: &Path) -> Result<Vec<PathBuf>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::file("read", folder))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// Removes a file, and its folder if that is empty then. Says whether the file was there.
fn remove(path: &Path) -> Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => {
            // Anything but an empty folder stays.
            path.parent().map(fs::remove_dir);
            Ok(true)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::file("remove", path)(error)),
    }
}
