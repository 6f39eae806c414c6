//! Reading a library, and nothing else that a path can lead to.

use std::{
    fs::{File, FileType, OpenOptions},
    io::{self, Read},
    os::unix::fs::{FileTypeExt, OpenOptionsExt},
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
    whole(&file, found.len(), LARGEST).map_err(failed)?.map_err(|size| {
        if size == 0 {
            LoadError::NoCore { path: path.to_owned(), reason: "it is empty".to_owned() }
        } else {
            LoadError::TooLarge { path: path.to_owned(), size, limit: LARGEST }
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
    match kind {
        kind if kind.is_file() => None,
        kind if kind.is_dir() => Some("a directory"),
        kind if kind.is_fifo() => Some("a named pipe"),
        kind if kind.is_socket() => Some("a socket"),
        kind if kind.is_char_device() || kind.is_block_device() => Some("a device"),
        _ => Some("something unknown"),
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
