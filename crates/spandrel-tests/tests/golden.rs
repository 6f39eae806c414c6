//! The generated code of every golden bridge is what is committed.
//!
//! `SPANDREL_BLESS=1 cargo test -p spandrel-tests --test golden` replaces what is committed.

use spandrel_emit::names::files;
use spandrel_tests::{golden, name, read, sources};

#[test]
fn goldens_are_what_is_generated() {
    let bless = std::env::var_os("SPANDREL_BLESS").is_some();
    let mut wrong = Vec::new();
    for source in sources("tests/golden") {
        match golden::generate(&source) {
            Ok(generated) if bless => golden::bless(&source, &generated).unwrap(),
            Ok(generated) => {
                let found = golden::differences(&golden::committed(&source), &generated);
                wrong.extend(found.into_iter().map(|text| format!("{}/{text}", name(&source))));
            }
            Err(refused) => wrong.push(format!("{}: {refused}", name(&source))),
        }
    }
    assert!(
        wrong.is_empty(),
        "generated code differs from the goldens:\n{}\n\
         if that is meant: SPANDREL_BLESS=1 cargo test -p spandrel-tests --test golden",
        wrong.join("\n")
    );
}

#[test]
fn generation_is_deterministic() {
    for source in sources("tests/golden") {
        assert_eq!(golden::generate(&source), golden::generate(&source), "{}", source.display());
    }
}

#[test]
fn canary_an_altered_golden_is_noticed() {
    let source = &sources("tests/golden")[0];
    let generated = golden::generate(source).unwrap();
    let mut altered = generated.clone();
    let (path, text) = altered.iter_mut().next().unwrap();
    text.push_str("// one line more\n");
    let path = path.clone();
    let found = golden::differences(&altered, &generated);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with(&path) && found[0].contains("one line more"), "{found:?}");

    altered.remove(&path);
    altered.insert("left_over.go".to_owned(), String::new());
    let found = golden::differences(&altered, &generated);
    assert_eq!(
        found,
        [
            format!("{path}: is not committed"),
            "left_over.go: is committed and no longer generated".to_owned()
        ]
    );
}

/// A file of another name would not be known as generated: it could meet a user's, and would stay when it is not
/// generated any more. Names are declared in `spandrel-emit/src/names/files.rs`.
#[test]
fn issue_every_generated_file_has_a_reserved_name() {
    let unreserved = |package: &str, path: &str| !files::reserved(package).iter().any(|name| name == path);
    for source in sources("tests/golden") {
        let packages = spandrel_emit::generate(&read(&source), &|package| package.to_owned()).unwrap();
        for package in packages {
            let name = &package.plan.bridge.package;
            let wrong: Vec<_> = package.files.iter().filter(|file| unreserved(name, &file.path)).collect();
            assert!(wrong.is_empty(), "{}: {wrong:?}", source.display());
        }
    }
    // Canary.
    assert!(unreserved("search", "methods.go"));
}
