//! The generated code of every golden bridge is what is committed.
//!
//! `SPANDREL_BLESS=1 cargo test -p spandrel-tests --test golden` replaces what is committed.

use spandrel_tests::{golden, name, sources};

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
