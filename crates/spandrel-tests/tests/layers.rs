//! Imports run down only: among crates, among the modules of a crate, and among the packages of the Go runtime.

use spandrel_tests::{
    layers::{GO_LAYERS, Modules, circles, crate_faults, go_faults, go_files, modules},
    project, read,
};

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
    let found: Vec<_> = crates()
        .iter()
        .flat_map(|(name, folder)| {
            circles(&modules(&folder.join("src"))).into_iter().map(move |circle| (name.clone(), circle))
        })
        .collect();
    assert!(found.is_empty(), "modules that import each other: {found:?}");
}

#[test]
fn go_packages_import_those_below_them() {
    let files = go_files(&project().join("go"));
    let faults: Vec<String> = files.iter().flat_map(|(package, source)| go_faults(package, source)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for package in GO_LAYERS.iter().flat_map(|layer| layer.iter()) {
        assert!(files.iter().any(|(known, _)| known == package), "{package:?} is not there any more");
    }
}

#[test]
fn canary_an_import_of_a_package_above_is_noticed() {
    let source = |path: &str| {
        format!(
            "package a\n\nimport (\n\t\"fmt\"\n\n\t\"spandrel.dev/spandrel{path}\"\n)\n\nfunc f() {{ _ = \"spandrel.dev/spandrel/glue\" }}\n"
        )
    };
    assert_eq!(go_faults("glue/wire", &source("/glue/calls")).len(), 1);
    assert_eq!(go_faults("glue/wire", &source("/glue/values")).len(), 1, "one beside it");
    assert_eq!(go_faults("glue/wire", &source("/glue/new")).len(), 1, "one of no layer");
    assert_eq!(go_faults("glue/wire", "package wire\n\nimport \"spandrel.dev/spandrel/glue\"\n").len(), 1);
    assert!(go_faults("glue/wire", &source("")).is_empty());
    assert!(
        go_faults("glue/wire", "package wire\n\nconst scope = \"spandrel.dev/spandrel/glue\"\n").is_empty()
    );
    assert!(go_faults("glue/calls", &source("/glue/wire")).is_empty());
    assert_eq!(go_faults("glue/new", "package new\n"), ["\"glue/new\": stands in no layer"]);
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
