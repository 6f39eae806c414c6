//! The words of the glossary (CONTRIBUTING.md, "Words") in pages, messages, help texts and comments.

use std::path::Path;

use spandrel_tests::words::{Allowed, Finding, check, files, find, identifiers, of_page, of_source};

fn allowed() -> Vec<Allowed> {
    Allowed::read(include_str!("words_allowed.txt"))
}

fn all() -> Vec<Finding> {
    files().iter().flat_map(|path| check(path)).collect()
}

#[test]
fn issue_the_glossary_is_kept_to() {
    let allowed = allowed();
    let wrong: Vec<String> = all()
        .iter()
        .filter(|finding| !allowed.iter().any(|place| place.covers(finding)))
        .map(|finding| {
            let Finding { path, line, phrase, instead, text } = finding;
            format!("{}:{line}: {phrase:?}, write {instead}: {text}", path.display())
        })
        .collect();
    assert!(wrong.is_empty(), "{} words of the glossary:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_allowed_place_exists() {
    let found = all();
    for place in allowed() {
        assert!(
            found.iter().any(|finding| place.covers(finding)),
            "allowed, and not there any more: {place}"
        );
    }
}

#[test]
fn the_areas_are_not_empty() {
    let files = files();
    let has = |part: &str| files.iter().any(|path| path.to_string_lossy().contains(part));
    for part in [
        "README.md",
        "docs/types.md",
        "spandrel-cli/src/args.rs",
        "templates/README.md.tmpl",
        "go/glue/wire/reader.go",
        "emit/src/lib.rs",
    ] {
        assert!(has(part), "{part} is not among {} files", files.len());
    }
}

/// The phrases that are found in a text.
fn phrases(page: &str) -> Vec<String> {
    let texts = of_page(page);
    texts.iter().flat_map(|text| find(Path::new("docs/canary.md"), text)).map(|found| found.phrase).collect()
}

#[test]
fn canary_words_of_the_glossary_are_found() {
    assert_eq!(phrases("Memory that is lent\nis handed\nback at the wall.").len(), 3);
    assert_eq!(phrases("A closed object is no object."), ["is no"]);
    assert_eq!(
        phrases("Wall-clock time passes a firewall. There is no more, it is no longer needed."),
        [""; 0]
    );
}

#[test]
fn canary_words_in_sources_are_found() {
    let rust = "//! The door.\nfn f() { let wall = format!(\"{} is held\", 1); } // the wall\n/// A crossing.\nfn g() {}\n// It was given\n// back.\n";
    let go = "package a\n\n// F is lent.\nfunc F() { door := 'x'; print(\"a wall\", `taken\nover by a door`, '\"') }\n";
    let found = |path: &str, text: &str| -> Vec<(usize, String)> {
        let path = Path::new(path);
        let mut found: Vec<_> = of_source(path, text).iter().flat_map(|text| find(path, text)).collect();
        found.sort_by_key(|finding| finding.line);
        found.into_iter().map(|finding| (finding.line, finding.phrase)).collect()
    };
    let pairs = |list: &[(usize, &str)]| {
        list.iter().map(|(line, text)| (*line, (*text).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(found("a.rs", rust), pairs(&[(1, "door"), (2, "held"), (3, "crossing"), (5, "given back")]));
    assert_eq!(found("a.go", go), pairs(&[(3, "lent"), (4, "wall"), (5, "door")]));
}

#[test]
fn canary_words_in_identifiers_are_found() {
    let found = |path: &str, text: &str| -> Vec<(usize, String)> {
        let path = Path::new(path);
        let texts = identifiers(path, text);
        texts.iter().flat_map(|part| find(path, part)).map(|found| (found.line, found.phrase)).collect()
    };
    let rust = "// kept\nstruct HeldSlot;\nfn lent_bytes() { let text = \"a door\"; }\n";
    assert_eq!(found("a.rs", rust), [(2, "held".to_owned()), (3, "lent".to_owned())]);
    let go = "package a\n\n// kept\nfunc LendBytes(doorCount int) { print(\"held // x\", 'k', `lent\nkept`) } // wall\n";
    assert_eq!(found("a.go", go), [(4, "lend".to_owned()), (4, "door".to_owned())]);
}
