//! Cores that must not be loaded, and the one that must. Only where the core is a shared library.
#![cfg(feature = "shared")]

use std::fs;

use spandrel_host::{LoadError, find, load};

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

/// The hash in the name of a bridge's contract.
fn hash(library: &[u8], package: &str) -> String {
    let before = format!("spandrel1__bridge_{package}_archive_is_stale__run_spandrel_build__");
    let at = library.windows(before.len()).position(|window| window == before.as_bytes()).unwrap();
    String::from_utf8(library[at + before.len()..][..16].to_vec()).unwrap()
}

/// One test: before the core is there, and after.
#[test]
fn only_the_right_core_is_loaded() {
    let early = depot::vacant::answer().unwrap_err();
    assert_eq!(early.kind(), spandrel::GoErrorKind::Missing);

    assert!(matches!(spandrel_host::start(), Err(spandrel_host::StartError::NotLinked)));
    assert!(matches!(find("libnothing.so"), Err(LoadError::NotFound { .. })));
    assert!(matches!(load("/nowhere/libcore.so"), Err(LoadError::File { .. })));

    let path = find("libdepot_core.so").unwrap();
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
    let other = replaced(&library, &hash(&library, "depot"), "0123456789abcdef");
    let other = replaced(&other, "go add(a: i64, b: i32)", "go add(a: i64, b: i64)");
    let error = spoiled("other.so", &other);
    let LoadError::Contract { package, difference, .. } = &error else { panic!("{error}") };
    assert_eq!(package, "depot");
    assert_eq!(
        difference,
        "the library has `go add(a: i64, b: i64) -> i64`, the program `go add(a: i64, b: i32) -> i64`"
    );
    assert!(error.to_string().contains("spandrel build"), "{error}");

    // A core of somebody else's program.
    let foreign = replaced(&library, "bridge_depot_archive", "bridge_tepot_archive");
    let error = spoiled("foreign.so", &foreign);
    assert!(matches!(&error, LoadError::NotExported { package } if package == "tepot"), "{error}");

    // Nothing of these has run: Go is not there yet.
    assert_eq!(depot::vacant::answer().unwrap_err().kind(), spandrel::GoErrorKind::Missing);

    load(&path).unwrap();
    load(&path).unwrap();
    let copy = folder.path().join("copy.so");
    fs::copy(&path, &copy).unwrap();
    assert!(matches!(load(&copy), Err(LoadError::Another { .. })));
    assert_eq!(depot::ffi::add(40, 2), 42);
}
