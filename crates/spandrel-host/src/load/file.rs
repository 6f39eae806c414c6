//! Reading a library, and nothing else that a path can lead to.

use std::{
    ffi::{CString, OsStr},
    fs::{File, FileType, OpenOptions},
    io::{self, Read},
    mem::MaybeUninit,
    os::{
        fd::{AsRawFd, FromRawFd},
        unix::{
            ffi::OsStrExt,
            fs::{FileTypeExt, MetadataExt, OpenOptionsExt},
        },
    },
    path::Path,
};

use super::LoadError;

/// The largest library that is read. The Go programs of today have some hundred megabytes at most.
const LARGEST: u64 = 1 << 30;

/// Reads a library whole.
///
/// Opening alone can hang (a named pipe) or have effects (a device), so the path is looked at before; what was then opened
/// is looked at again, because the path may lead elsewhere by now.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    let failed = |source| LoadError::File { path: path.to_owned(), source };
    let regular = |kind: FileType| match other_than_file(kind) {
        None => Ok(()),
        Some(found) => Err(LoadError::NotAFile { path: path.to_owned(), found }),
    };
    regular(path.metadata().map_err(failed)?.file_type())?;
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY)
        .open(path)
        .map_err(failed)?;
    let found = file.metadata().map_err(failed)?;
    regular(found.file_type())?;
    contents(path, &file, found.len(), LARGEST)
}

/// Reads a file of a folder whole, if nobody but the user of this process and root can have written it.
///
/// The folder is opened once and the file by its name in it, never through a link, so that no path changes between two looks.
pub(super) fn read_trusted(folder: &Path, name: &OsStr, limit: u64) -> Result<Vec<u8>, LoadError> {
    let path = folder.join(name);
    let failed = |source| LoadError::File { path: path.clone(), source };
    let directory =
        OpenOptions::new().read(true).custom_flags(libc::O_DIRECTORY).open(folder).map_err(failed)?;
    let name = CString::new(name.as_bytes()).map_err(|error| failed(error.into()))?;
    let distrusted = |owner, mode, link| LoadError::Untrusted { path: path.clone(), owner, mode, link };

    let mut found = MaybeUninit::<libc::stat>::uninit();
    let flags = libc::AT_SYMLINK_NOFOLLOW;
    // SAFETY: the directory is open, the name is a C string, and the structure is there to be written.
    if unsafe { libc::fstatat(directory.as_raw_fd(), name.as_ptr(), found.as_mut_ptr(), flags) } != 0 {
        return Err(failed(io::Error::last_os_error()));
    }
    // SAFETY: the call above has written it.
    let found = unsafe { found.assume_init() };
    match found.st_mode & libc::S_IFMT {
        libc::S_IFREG => {}
        libc::S_IFLNK => return Err(distrusted(found.st_uid, found.st_mode & 0o7777, true)),
        kind => return Err(LoadError::NotAFile { path, found: kind_name(kind) }),
    }

    let flags = libc::O_RDONLY | libc::O_NOFOLLOW | libc::O_NONBLOCK | libc::O_NOCTTY | libc::O_CLOEXEC;
    // SAFETY: the directory is open, and the name is a C string.
    let number = unsafe { libc::openat(directory.as_raw_fd(), name.as_ptr(), flags) };
    if number < 0 {
        return Err(failed(io::Error::last_os_error()));
    }
    // SAFETY: the system has just opened it for us.
    let file = unsafe { File::from_raw_fd(number) };
    let found = file.metadata().map_err(failed)?;
    if let Some(other) = other_than_file(found.file_type()) {
        return Err(LoadError::NotAFile { path, found: other });
    }
    // SAFETY: the call has no conditions.
    let own = unsafe { libc::geteuid() };
    let mode = found.mode() & 0o7777;
    if !(found.uid() == own || found.uid() == 0) || mode & 0o022 != 0 {
        return Err(distrusted(found.uid(), mode, false));
    }
    contents(&path, &file, found.len(), limit)
}

/// The bytes of an open file, or why it cannot be a library.
fn contents(path: &Path, file: &File, size: u64, limit: u64) -> Result<Vec<u8>, LoadError> {
    let failed = |source| LoadError::File { path: path.to_owned(), source };
    whole(file, size, limit).map_err(failed)?.map_err(|size| {
        if size == 0 {
            LoadError::NoCore { path: path.to_owned(), reason: "it is empty".to_owned() }
        } else {
            LoadError::TooLarge { path: path.to_owned(), size, limit }
        }
    })
}

/// The bytes of a file that says how large it is; the size if it is nothing or above the limit, at once or while it grows.
fn whole(file: &File, size: u64, limit: u64) -> io::Result<Result<Vec<u8>, u64>> {
    if size == 0 || size > limit {
        return Ok(Err(size));
    }
    let mut bytes = Vec::new();
    let read = file.take(limit + 1).read_to_end(&mut bytes)? as u64;
    Ok(if read == 0 || read > limit { Err(read) } else { Ok(bytes) })
}

/// What lies under a path that is not a file.
fn other_than_file(kind: FileType) -> Option<&'static str> {
    let bits = match kind {
        kind if kind.is_file() => return None,
        kind if kind.is_dir() => libc::S_IFDIR,
        kind if kind.is_fifo() => libc::S_IFIFO,
        kind if kind.is_socket() => libc::S_IFSOCK,
        kind if kind.is_char_device() => libc::S_IFCHR,
        kind if kind.is_block_device() => libc::S_IFBLK,
        _ => 0,
    };
    Some(kind_name(bits))
}

/// The name of a kind of file.
fn kind_name(kind: libc::mode_t) -> &'static str {
    match kind {
        libc::S_IFDIR => "a directory",
        libc::S_IFIFO => "a named pipe",
        libc::S_IFSOCK => "a socket",
        libc::S_IFCHR | libc::S_IFBLK => "a device",
        _ => "something unknown",
    }
}

#[cfg(test)]
mod tests {
    use std::{ffi::CString, fs, os::unix::net::UnixListener};

    use super::*;

    #[test]
    fn issue_what_is_not_a_file_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let pipe = CString::new(at("pipe").to_str().unwrap()).unwrap();
        // SAFETY: the path is a C string.
        assert_eq!(unsafe { libc::mkfifo(pipe.as_ptr(), 0o600) }, 0);
        let _socket = UnixListener::bind(at("socket")).unwrap();
        std::os::unix::fs::symlink(at("pipe"), at("link")).unwrap();
        for (path, expected) in [
            (at("pipe"), "a named pipe"),
            (at("link"), "a named pipe"),
            (at("socket"), "a socket"),
            (folder.path().to_owned(), "a directory"),
            ("/dev/null".into(), "a device"),
            ("/dev/zero".into(), "a device"),
        ] {
            let error = read(&path).unwrap_err();
            assert!(
                matches!(&error, LoadError::NotAFile { found, .. } if *found == expected),
                "{}: {error}",
                path.display()
            );
        }
    }

    #[test]
    fn issue_empty_and_huge_files_are_refused_unread() {
        let folder = tempfile::tempdir().unwrap();
        let empty = folder.path().join("empty.so");
        fs::write(&empty, b"").unwrap();
        let error = read(&empty).unwrap_err();
        assert!(matches!(&error, LoadError::NoCore { reason, .. } if reason == "it is empty"), "{error}");
        // The system says of its own files that they have no bytes.
        let error = read(Path::new("/proc/self/maps")).unwrap_err();
        assert!(matches!(error, LoadError::NoCore { .. }), "{error}");

        let huge = folder.path().join("huge.so");
        File::create(&huge).unwrap().set_len(1 << 40).unwrap();
        let error = read(&huge).unwrap_err();
        assert!(
            matches!(error, LoadError::TooLarge { size: 0x100_0000_0000, limit: LARGEST, .. }),
            "{error}"
        );
    }

    #[test]
    fn a_file_that_grows_is_not_read_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("grows.so");
        fs::write(&path, [1; 100]).unwrap();
        let file = File::open(&path).unwrap();
        assert_eq!(whole(&file, 10, 50).unwrap(), Err(51));
    }
}
