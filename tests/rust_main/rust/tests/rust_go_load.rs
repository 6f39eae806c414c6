//! Cores that must not be loaded, and the one that must. Only where the core is a shared library.
#![cfg(spandrel_link = "shared")]

mod library;

use std::fs;

use library::{contract, hash};
use spandrel_host::{LoadError, find, find_for_tests, load};

fn replaced(library: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = library.to_vec();
    let places: Vec<usize> = library
        .windows(from.len())
        .enumerate()
        .filter(|(_, window)| *window == from.as_bytes())
        .map(|(at, _)| at)
        .collect();
    assert!(!places.is_empty(), "{from} is not in the library");
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    bytes
}

/// One test: before the core is there, and after.
#[test]
fn only_the_right_core_is_loaded() {
    let early = guest::bare::answer().unwrap_err();
    assert_eq!(early.kind(), spandrel::GoErrorKind::Missing);

    assert!(matches!(spandrel_host::start(), Err(spandrel_host::StartError::NotLinked)));
    assert!(matches!(find("libnothing.so"), Err(LoadError::NotFound { .. })));
    assert!(matches!(load("/nowhere/libcore.so"), Err(LoadError::File { .. })));

    // Cargo puts the library above the programs of tests. Only who asks for that gets it.
    assert!(matches!(find("libguest_core.so"), Err(LoadError::NotFound { above: true, .. })));
    let path = find_for_tests("libguest_core.so").unwrap();
    let library = fs::read(&path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let spoiled = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        load(&path).unwrap_err()
    };

    assert!(matches!(spoiled("text.so", b"text"), LoadError::NoCore { .. }));
    assert!(matches!(spoiled("half.so", &library[..library.len() / 2]), LoadError::NoCore { .. }));

    // A core of an older bridge: another hash, another item.
    let other = replaced(&library, &hash(&library, "guest"), "0123456789abcdef");
    let other = replaced(&other, "go add(a: i64, b: i32)", "go add(a: i64, b: i64)");
    let error = spoiled("other.so", &other);
    let LoadError::Contract { package, difference, .. } = &error else { panic!("{error}") };
    assert_eq!(package, "guest");
    assert_eq!(
        difference,
        "the library has `go add(a: i64, b: i64) -> i64`, the program `go add(a: i64, b: i32) -> i64`"
    );
    assert!(error.to_string().contains("spandrel build"), "{error}");

    // A core of somebody else's program.
    let foreign = replaced(&library, "bridge_guest_archive", "bridge_tepot_archive");
    let error = spoiled("foreign.so", &foreign);
    assert!(matches!(&error, LoadError::NotExported { package } if package == "tepot"), "{error}");

    // The same core for another machine.
    let mut arm = library.clone();
    arm[18] = 183;
    let error = spoiled("arm.so", &arm);
    assert!(matches!(&error, LoadError::Machine { found, .. } if found == "linux/arm64"), "{error}");

    // A library that asks for the bridge, but is no core: its code must not run either.
    let dud = folder.path().join("dud.so");
    let ran = folder.path().join("ran");
    let code = format!(
        "#include <stdio.h>\n__attribute__((constructor)) void run(void) {{ fopen({ran:?}, \"w\"); }}"
    );
    library::build(&dud, &contract(&library, "guest"), &code);
    for _ in 0..2 {
        let error = load(&dud).unwrap_err();
        let LoadError::NoCore { reason, .. } = &error else { panic!("{error}") };
        assert_eq!(reason, "it does not export spandrel2_core_ready");
    }
    assert!(!ran.exists(), "a constructor of a library that is no core ran");

    // The loader refuses a core that needs a library that is not there, and leaves no memory behind.
    let code = "unsigned spandrel2_core_ready(void) { return 2; } extern int nowhere(void); int (*needed)(void) = nowhere;";
    let needy = folder.path().join("needy.so");
    library::build(&needy, &contract(&library, "guest"), code);
    let copies = || {
        let files = fs::read_dir("/proc/self/fd").unwrap().flatten();
        files
            .filter_map(|file| fs::read_link(file.path()).ok())
            .filter(|to| to.to_string_lossy().starts_with("/memfd:spandrel-core"))
            .count()
    };
    let error = load(&needy).unwrap_err();
    let LoadError::Loader { message, .. } = &error else { panic!("{error}") };
    assert!(
        message.contains("nowhere") && message.contains("needy.so") && !message.contains("/proc/"),
        "{message}"
    );
    assert_eq!(copies(), 0);

    // Nothing of these has run: Go is not there yet.
    assert_eq!(guest::bare::answer().unwrap_err().kind(), spandrel::GoErrorKind::Missing);

    load(&path).unwrap();
    load(&path).unwrap();
    let copy = folder.path().join("copy.so");
    fs::copy(&path, &copy).unwrap();
    assert!(matches!(load(&copy), Err(LoadError::Another { .. })));
    assert_eq!(copies(), 1);
    assert_eq!(guest::ffi::add(40, 2), 42);
}
