//! A copy in memory that nobody can change: what was verified is what is loaded.

use std::{
    ffi::CString,
    fs::File,
    io::{self, Write},
    os::fd::{AsRawFd, FromRawFd, IntoRawFd},
};

/// Copies a library into sealed memory and returns the name under which the loader finds it.
///
/// The file stays open for as long as the process lives: the loader knows libraries by their names, and the next file with
/// this number would have the same name.
pub(super) fn copy(bytes: &[u8]) -> io::Result<CString> {
    // SAFETY: the name is a C string.
    let number =
        unsafe { libc::memfd_create(c"spandrel-core".as_ptr(), libc::MFD_CLOEXEC | libc::MFD_ALLOW_SEALING) };
    if number < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the system has just opened it for us.
    let mut file = unsafe { File::from_raw_fd(number) };
    file.write_all(bytes)?;
    let seals = libc::F_SEAL_SHRINK | libc::F_SEAL_GROW | libc::F_SEAL_WRITE | libc::F_SEAL_SEAL;
    // SAFETY: the file is open; sealing changes nothing of ours.
    if unsafe { libc::fcntl(file.as_raw_fd(), libc::F_ADD_SEALS, seals) } < 0 {
        return Err(io::Error::last_os_error());
    }
    let name = format!("/proc/self/fd/{}", file.into_raw_fd());
    CString::new(name).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_cannot_be_changed() {
        let name = copy(b"library").unwrap().into_string().unwrap();
        assert_eq!(std::fs::read(&name).unwrap(), b"library");
        let changed =
            std::fs::OpenOptions::new().write(true).open(&name).and_then(|mut file| file.write(b"x"));
        assert_eq!(changed.unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    }
}
