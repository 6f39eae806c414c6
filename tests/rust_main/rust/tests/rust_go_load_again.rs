//! A core that is loaded and does not start. Only where the core is a shared library.
#![cfg(spandrel_link = "shared")]

mod library;

use spandrel_host::{LoadError, StartError, find_for_tests, load};

/// The library stays in the process, and there is no other answer than the first.
#[test]
fn issue_a_core_that_does_not_start_never_loads() {
    // No core has registered the bridges of this program yet. That also links them.
    assert_eq!(guest::bare::answer().unwrap_err().kind(), spandrel::GoErrorKind::Missing);
    let folder = tempfile::tempdir().unwrap();
    let dud = folder.path().join("dud.so");
    let real = std::fs::read(find_for_tests("libguest_core.so").unwrap()).unwrap();
    library::build(
        &dud,
        &library::contract(&real, "guest"),
        "unsigned spandrel2_core_ready(void) { return 7; }",
    );
    let mut first = None;
    for round in 1..=3 {
        let error = load(&dud).unwrap_err();
        let LoadError::Start { source: StartError::OtherAbi { found: 7, .. }, .. } = &error else {
            panic!("load {round}: {error}");
        };
        assert_eq!(*first.get_or_insert(error.to_string()), error.to_string(), "load {round}");
    }
    let other = load(find_for_tests("libguest_core.so").unwrap()).unwrap_err();
    assert!(matches!(other, LoadError::Another { .. }), "{other}");
}
