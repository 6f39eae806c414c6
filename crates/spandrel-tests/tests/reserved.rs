//! The words that generated Go uses are those that the emitter knows of: no parameter and no receiver hides one.

use std::collections::BTreeSet;

use spandrel_emit::{
    File, go,
    names::reserved::{LEAF_PACKAGES, PACKAGES, locals},
};
use spandrel_tests::{accepted, read, sources};

/// Everything that may be generated from the goldens.
fn files() -> Vec<File> {
    let mut files = Vec::new();
    for source in sources("tests/golden") {
        let import_path = |package: &str| format!("golden.test/{package}");
        for mut package in spandrel_emit::generate(&read(&source), &import_path).expect("a golden") {
            let path = import_path(&package.plan.bridge.package);
            package.files.extend(go::remote::emit(&package.plan, &path));
            let without_cgo = package.files.clone();
            go::dynamic::add(&package.plan, &path, &mut package.files);
            files.extend(without_cgo.into_iter().chain(package.files));
        }
    }
    files
}

/// The names of the packages that a Go file imports, but for those that are only linked and the generated package itself,
/// whose name is the user's.
fn imported(source: &str) -> BTreeSet<&str> {
    let block = source.split_once("\nimport (\n").and_then(|(_, rest)| rest.split_once("\n)"));
    let paths = block.map_or("", |(block, _)| block).lines().filter_map(|line| {
        let line = line.trim();
        line.strip_prefix('"').and_then(|path| path.strip_suffix('"'))
    });
    paths
        .filter(|path| path.strip_prefix("golden.test/").is_none_or(|below| below.contains('/')))
        .map(|path| path.rsplit('/').next().unwrap_or(path))
        .collect()
}

#[test]
fn issue_packages_of_generated_code_are_reserved() {
    let files = files();
    let names = |of_leaf: bool| {
        let go = files.iter().filter(|file| file.path.ends_with(".go"));
        let of = go.filter(|file| !of_leaf || file.path.starts_with("internal/leaf/"));
        of.flat_map(|file| imported(&file.text)).collect::<BTreeSet<&str>>()
    };
    assert_eq!(names(false), PACKAGES.iter().copied().collect(), "what generated code imports, and PACKAGES");
    assert_eq!(
        names(true),
        LEAF_PACKAGES.iter().copied().collect(),
        "what leaf calls import, and LEAF_PACKAGES"
    );
}

#[test]
fn canary_an_import_is_found() {
    let source = "package a\n\nimport (\n\t\"sync/atomic\"\n\t_ \"embed\"\n\n\t\"golden.test/a\"\n\t\"golden.test/a/hook\"\n)\n";
    assert_eq!(imported(source), BTreeSet::from(["atomic", "hook"]));
    assert!(imported("package a\n").is_empty());
}

#[test]
fn issue_a_bridge_has_the_names_of_all_generated_locals() {
    let cases = accepted::named();
    let case = cases.iter().find(|case| case.origin.contains("locals")).expect("the bridge");
    let packages = spandrel_emit::generate(&case.text, &str::to_owned)
        .unwrap_or_else(|report| panic!("{:?}", report.sorted()));
    let text = &packages[0].files.iter().find(|file| file.path == "locals.go").expect("locals.go").text;
    for local in locals() {
        // The user's name wins in the public function.
        assert!(text.contains(&format!("{local} uint8")), "{local} is not a parameter");
    }
    assert!(text.contains("borrowed02 := bridge.Rust.BorrowBytes(data)"), "the local steps aside:\n{text}");
}
