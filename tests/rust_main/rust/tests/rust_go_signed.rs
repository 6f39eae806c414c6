//! Cores beside the program: who may have written them, who signed them, how old they are. Only where the core is a shared
//! library.
#![cfg(spandrel_link = "shared")]

mod library;

use std::{
    ffi::CString,
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt, symlink},
    path::{Path, PathBuf},
};

use spandrel_host::{
    Core, LoadError, find_for_tests,
    signing::{Invalid, SecretKey, Statement, Version},
};

/// A file in the folder of this program, under a name of its own, that goes away with the test.
struct Beside(PathBuf);

impl Beside {
    fn new(name: &str) -> Beside {
        let folder = std::env::current_exe().unwrap().parent().unwrap().to_owned();
        let beside = Beside(folder.join(name));
        beside.clear();
        beside
    }

    fn name(&self) -> &str {
        self.0.file_name().unwrap().to_str().unwrap()
    }

    fn signature(&self) -> PathBuf {
        self.0.with_file_name(format!("{}.sig", self.name()))
    }

    /// Writes the library and its signature.
    fn write(&self, library: &[u8], signature: Option<&str>) {
        self.clear();
        fs::write(&self.0, library).unwrap();
        mode(&self.0, 0o755);
        if let Some(text) = signature {
            fs::write(self.signature(), text).unwrap();
            mode(&self.signature(), 0o644);
        }
    }

    fn clear(&self) {
        let _ = fs::remove_file(&self.0);
        let _ = fs::remove_file(self.signature());
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.clear();
    }
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn flipped(library: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = library.to_vec();
    bytes[at] ^= 1;
    bytes
}

/// One test: what must not get in, and then the one that may. There is one core per process.
#[test]
fn only_the_signed_core_is_loaded() {
    let key = SecretKey::generate().unwrap();
    let other = SecretKey::generate().unwrap();
    let keys = [key.public()];
    let library = fs::read(find_for_tests("libguest_core.so").unwrap()).unwrap();
    let beside = Beside::new("libguest_signed_test.so");
    let name = beside.name().to_owned();
    let text = |key: &SecretKey, name: &str, version: u64, library: &[u8]| {
        Statement::of(name, Version::new(version, 0, 0), library).sign(key)
    };
    let right = text(&key, &name, 2, &library);
    let core = || Core::beside(name.as_str()).signed_by(keys).at_least(Version::new(2, 0, 0));
    let refused = |what: &str, core: Core| core.load().expect_err(what);
    let nothing_ran = || {
        let missing = guest::bare::answer().unwrap_err();
        assert_eq!(missing.kind(), spandrel::GoErrorKind::Missing);
    };

    // Who can have written it.
    beside.write(&library, Some(&right));
    mode(&beside.0, 0o775);
    let error = refused("a file that its group can write", core());
    assert!(matches!(error, LoadError::Untrusted { mode: 0o775, link: false, .. }), "{error}");
    assert!(error.to_string().contains("chmod go-w"), "{error}");
    mode(&beside.0, 0o755);
    mode(&beside.signature(), 0o666);
    let error = refused("a signature that all can write", core());
    assert!(matches!(&error, LoadError::Untrusted { path, .. } if *path == beside.signature()), "{error}");

    let folder = tempfile::tempdir().unwrap();
    let elsewhere = folder.path().join("real.so");
    fs::write(&elsewhere, &library).unwrap();
    beside.clear();
    symlink(&elsewhere, &beside.0).unwrap();
    let error = refused("a link", core());
    assert!(matches!(error, LoadError::Untrusted { link: true, .. }), "{error}");

    beside.clear();
    let path = CString::new(beside.0.to_str().unwrap()).unwrap();
    // SAFETY: the path is a C string.
    assert_eq!(unsafe { libc::mkfifo(path.as_ptr(), 0o600) }, 0);
    let error = refused("a named pipe", core());
    assert!(matches!(error, LoadError::NotFound { .. }), "{error}");

    beside.clear();
    let error = refused("nothing", core());
    assert!(matches!(error, LoadError::NotFound { above: false, .. }), "{error}");
    for path in ["../libguest_core.so", "/etc/hostname", ""] {
        let error = refused(path, Core::beside(path).signed_by(keys));
        assert!(matches!(error, LoadError::NotAName { .. }), "{error}");
    }

    // SAFETY: the call has no conditions.
    if unsafe { libc::geteuid() } == 0 {
        beside.write(&library, Some(&right));
        std::os::unix::fs::chown(&beside.0, Some(12_345), None).unwrap();
        assert_eq!(fs::metadata(&beside.0).unwrap().uid(), 12_345);
        let error = refused("a stranger's file", core());
        assert!(matches!(error, LoadError::Untrusted { owner: 12_345, .. }), "{error}");
    }

    // Who signed it, and what.
    beside.write(&library, None);
    let error = refused("no signature", core());
    assert!(matches!(error, LoadError::Unsigned { .. }), "{error}");
    let reason = |what: &str, library: &[u8], signature: &str| {
        beside.write(library, Some(signature));
        match refused(what, core()) {
            LoadError::BadSignature { reason, .. } => reason,
            error => panic!("{what}: {error}"),
        }
    };
    assert_eq!(
        reason("other key", &library, &text(&other, &name, 2, &library)),
        Invalid::UnknownKey(other.public())
    );
    let claimed =
        text(&other, &name, 2, &library).replace(&other.public().to_string(), &key.public().to_string());
    assert_eq!(reason("other key under our name", &library, &claimed), Invalid::Signature);
    assert_eq!(
        reason("renamed", &library, &text(&key, "libother.so", 2, &library)),
        Invalid::Name("libother.so".to_owned())
    );
    assert!(matches!(reason("no text", &library, "hello"), Invalid::Text { line: 1, .. }));
    assert!(matches!(reason("cut", &library, &right[..right.len() - 1]), Invalid::Text { .. }));
    assert_eq!(
        reason("a newer version claimed", &library, &right.replace("2.0.0", "9.0.0")),
        Invalid::Signature
    );
    for at in [0, 18, library.len() / 2, library.len() - 1] {
        assert_eq!(reason("one bit", &flipped(&library, at), &right), Invalid::Bytes);
    }
    assert_eq!(reason("longer", &[&library[..], b"x"].concat(), &right), Invalid::Bytes);

    // How old it is, and what it was built for: signed as well.
    beside.write(&library, Some(&text(&key, &name, 1, &library)));
    let error = refused("old", core());
    assert!(matches!(&error, LoadError::TooOld { found, .. } if *found == Version::new(1, 0, 0)), "{error}");
    let arm = {
        let mut arm = library.clone();
        arm[18] = 183;
        arm
    };
    beside.write(&arm, Some(&text(&key, &name, 2, &arm)));
    let error = refused("another machine", core());
    assert!(matches!(error, LoadError::Machine { .. }), "{error}");
    beside.write(&library, Some(&right));
    let error = refused("large", core().largest(1000));
    assert!(matches!(error, LoadError::TooLarge { limit: 1000, .. }), "{error}");
    let error = refused("no key", Core::beside(name.as_str()).at_least(Version::new(1, 0, 0)));
    assert!(matches!(error, LoadError::BadSignature { reason: Invalid::UnknownKey(_), .. }), "{error}");

    // Signed by the right key, and no core: a constructor that would tell.
    let ran = folder.path().join("ran");
    let planted = folder.path().join("planted.so");
    let code = format!(
        "#include <stdio.h>\n__attribute__((constructor)) void run(void) {{ fopen({ran:?}, \"w\"); }}"
    );
    library::build(&planted, &library::contract(&library, "guest"), &code);
    let planted = fs::read(&planted).unwrap();
    beside.write(&planted, Some(&right));
    let error = refused("planted", core());
    assert!(matches!(error, LoadError::BadSignature { reason: Invalid::Bytes, .. }), "{error}");
    assert!(!ran.exists(), "a constructor of a rejected library ran");
    nothing_ran();

    // The right one, which first fails its test.
    beside.write(&library, Some(&right));
    let error = refused("wrong answer", core().known_answer(|| Err::<(), _>("40 + 2 is 41")));
    assert!(matches!(&error, LoadError::KnownAnswer { message, .. } if message == "40 + 2 is 41"), "{error}");
    let test = || if guest::ffi::add(40, 2) == 42 { Ok(()) } else { Err("40 + 2 is wrong") };
    core().known_answer(test).load().unwrap();
    core().known_answer(|| Err::<(), _>("it has passed its test")).load().unwrap();

    // It is there. Who asks for more than was asked then is told.
    let error = refused("another key", Core::beside(name.as_str()).signed_by([other.public()]));
    assert!(matches!(error, LoadError::LoadedUnverified { .. }), "{error}");
    let error = refused("a later version", core().at_least(Version::new(3, 0, 0)));
    assert!(matches!(error, LoadError::TooOld { .. }), "{error}");
    // What lies beside the program now does not matter any more.
    beside.write(&planted, None);
    core().load().unwrap();
    assert_eq!(guest::ffi::add(40, 2), 42);
}
