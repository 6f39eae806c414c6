//! Imports run down only, among crates and among the modules of a crate.

use std::collections::BTreeSet;

use spandrel_tests::{
    layers::{Modules, circles, crate_faults, modules},
    project, read,
};

/// Circles that are known. Each must still be one: the list only gets shorter.
const KNOWN: [(&str, &[&str]); 4] = [
    ("spandrel", &["go_error", "private"]),
    ("spandrel", &["private::borrow", "private::wire"]),
    ("spandrel", &["private::lost", "private::panics"]),
    ("spandrel", &["private::table::readers", "private::table::slot"]),
];

/// The crates with their folders.
fn crates() -> Vec<(String, std::path::PathBuf)> {
    let mut found: Vec<_> = std::fs::read_dir(project().join("crates"))
        .expect("the crates")
        .flatten()
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .collect();
    found.push(("xtask".to_owned(), project().join("xtask")));
    found
}

#[test]
fn crates_depend_on_those_below_them() {
    let faults: Vec<String> = crates()
        .iter()
        .flat_map(|(name, folder)| crate_faults(name, &read(&folder.join("Cargo.toml"))))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn modules_import_in_no_circle() {
    let mut found = BTreeSet::new();
    for (name, folder) in crates() {
        found.extend(circles(&modules(&folder.join("src"))).into_iter().map(|circle| (name.clone(), circle)));
    }
    let known: BTreeSet<(String, Vec<String>)> = KNOWN
        .iter()
        .map(|(name, circle)| {
            ((*name).to_owned(), circle.iter().map(|module| (*module).to_owned()).collect())
        })
        .collect();
    let new: Vec<_> = found.difference(&known).collect();
    assert!(new.is_empty(), "modules that import each other: {new:?}");
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(gone.is_empty(), "no circles any more, so take them off the list: {gone:?}");
}

#[test]
fn canary_an_arrow_up_is_noticed() {
    let up = "[dependencies]\nspandrel-emit.workspace = true\n";
    assert_eq!(crate_faults("spandrel-plan", up).len(), 1);
    assert_eq!(crate_faults("spandrel-cli", up).len(), 0);
    assert_eq!(crate_faults("spandrel-new", up), ["spandrel-new: stands in no layer"]);
}

#[test]
fn canary_a_circle_of_modules_is_noticed() {
    let source = |modules: &[(&str, &str)]| -> Modules {
        modules
            .iter()
            .map(|(path, text)| (path.split("::").map(str::to_owned).collect(), (*text).to_owned()))
            .collect()
    };
    let circle = source(&[
        ("go::call", "use super::{codec, writer::Code};"),
        ("go::codec", "use crate::go::leaf as other;"),
        ("go::leaf", "use super::call::*;"),
        ("go::writer", "#[cfg(test)] mod tests { use super::super::call; }"),
    ]);
    let found: Vec<Vec<String>> = circles(&circle).into_iter().collect();
    assert_eq!(found, [["go::call", "go::codec", "go::leaf"]]);
    let none = source(&[("a", "use super::b;"), ("b", "use std::fmt;"), ("b::c", "use super::super::b;")]);
    assert!(circles(&none).is_empty());
}
