//! A copy in memory that nobody can change: what was verified is what is loaded.

use std::{
    ffi::CString,
    fs::{self, File},
    io::{self, Write},
    os::fd::{AsRawFd, FromRawFd},
    path::Path,
};

use super::LoadError;

/// A library in sealed memory. Dropped, it is gone; a library that was loaded keeps its copy for ever.
#[derive(Debug)]
pub(super) struct Sealed {
    file: File,
    name: CString,
}

/// Nobody changes the bytes, or this.
const SEALS: libc::c_int = libc::F_SEAL_SHRINK | libc::F_SEAL_GROW | libc::F_SEAL_WRITE | libc::F_SEAL_SEAL;

impl Sealed {
    /// Copies the bytes of a library into sealed memory.
    pub(super) fn copy(path: &Path, bytes: &[u8]) -> Result<Sealed, LoadError> {
        let failed = |step| move |source| LoadError::Copy { path: path.to_owned(), step, source };
        // Beyond the limit, the system ends the process and returns no error.
        if bytes.len() as u64 > file_size_limit() {
            return Err(failed("writing")(io::ErrorKind::FileTooLarge.into()));
        }
        let mut file = memory(create).map_err(failed("memfd_create"))?;
        file.write_all(bytes).map_err(failed("writing"))?;
        // SAFETY: the file is open; sealing changes nothing of ours.
        if unsafe { libc::fcntl(file.as_raw_fd(), libc::F_ADD_SEALS, SEALS) } < 0 {
            return Err(failed("sealing")(io::Error::last_os_error()));
        }
        Sealed::named(path, file)
    }

    fn named(path: &Path, file: File) -> Result<Sealed, LoadError> {
        let failed = |step| move |source| LoadError::Copy { path: path.to_owned(), step, source };
        let name = format!("/proc/self/fd/{}", file.as_raw_fd());
        fs::metadata(&name).map_err(failed("looking it up in /proc/self/fd"))?;
        let name = CString::new(name).map_err(|error| failed("naming it")(io::Error::other(error)))?;
        Ok(Sealed { file, name })
    }

    /// A copy that another process of this program has verified and sealed.
    #[cfg(feature = "worker")]
    pub(super) fn inherited(path: &Path, file: File) -> Result<Sealed, LoadError> {
        // SAFETY: the file is open; it only asks.
        let seals = unsafe { libc::fcntl(file.as_raw_fd(), libc::F_GET_SEALS) };
        if seals < 0 || seals & SEALS != SEALS {
            let source = io::Error::from(io::ErrorKind::PermissionDenied);
            return Err(LoadError::Copy {
                path: path.to_owned(),
                step: "inheriting it: it is not sealed",
                source,
            });
        }
        Sealed::named(path, file)
    }

    /// The file.
    #[cfg(feature = "worker")]
    pub(super) fn into_file(self) -> File {
        self.file
    }

    /// The name under which the loader finds it.
    pub(super) fn name(&self) -> &CString {
        &self.name
    }

    /// Leaves the file open for as long as the process lives: the loader knows libraries by their names, and the next file
    /// with this number would have the same name.
    pub(super) fn leave_open(self) {
        std::mem::forget(self.file);
    }
}

/// The largest file that this process may write, also in memory.
fn file_size_limit() -> u64 {
    let mut limit = libc::rlimit { rlim_cur: libc::RLIM_INFINITY, rlim_max: libc::RLIM_INFINITY };
    // SAFETY: the structure is there to be written.
    unsafe { libc::getrlimit(libc::RLIMIT_FSIZE, &raw mut limit) };
    limit.rlim_cur
}

/// Makes a file in memory whose pages may be executed.
///
/// Since Linux 6.3 a program says whether it means to execute the file; where `vm.memfd_noexec` is 1, one that says nothing
/// gets a file without the right. Older kernels do not know the word. Where the setting is 2, only files without the right
/// can be had; they cannot be started as programs, which a library is not: it is mapped.
fn memory(create: impl Fn(libc::c_uint) -> io::Result<File>) -> io::Result<File> {
    create(libc::MFD_EXEC).or_else(|error| match error.raw_os_error() {
        Some(libc::EINVAL) => create(0),
        Some(libc::EACCES) => create(libc::MFD_NOEXEC_SEAL),
        _ => Err(error),
    })
}

fn create(flags: libc::c_uint) -> io::Result<File> {
    let flags = flags | libc::MFD_CLOEXEC | libc::MFD_ALLOW_SEALING;
    // SAFETY: the name is a C string.
    let number = unsafe { libc::memfd_create(c"spandrel-core".as_ptr(), flags) };
    if number < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the system has just opened it for us.
    Ok(unsafe { File::from_raw_fd(number) })
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn the_copy_cannot_be_changed() {
        let copy = Sealed::copy(Path::new("x.so"), b"library").unwrap();
        let name = copy.name().to_str().unwrap();
        assert_eq!(std::fs::read(name).unwrap(), b"library");
        let changed =
            std::fs::OpenOptions::new().write(true).open(name).and_then(|mut file| file.write(b"x"));
        assert_eq!(changed.unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    }

    /// What a kernel answers to a file that is to be executed, and what is then asked for.
    #[test]
    fn issue_memory_is_asked_for_as_the_kernel_wants_it() {
        for (kernel, answer, expected) in [
            ("6.3 and later", None, &[libc::MFD_EXEC][..]),
            ("before 6.3", Some(libc::EINVAL), &[libc::MFD_EXEC, 0]),
            ("memfd_noexec = 2", Some(libc::EACCES), &[libc::MFD_EXEC, libc::MFD_NOEXEC_SEAL]),
            ("without memfd", Some(libc::ENOSYS), &[libc::MFD_EXEC]),
        ] {
            let asked = RefCell::new(Vec::new());
            let file = memory(|flags| {
                asked.borrow_mut().push(flags);
                match answer.filter(|_| flags == libc::MFD_EXEC) {
                    Some(error) => Err(io::Error::from_raw_os_error(error)),
                    None => create(0),
                }
            });
            assert_eq!(*asked.borrow(), expected, "{kernel}");
            assert_eq!(file.is_ok(), kernel != "without memfd", "{kernel}");
        }
    }
}
