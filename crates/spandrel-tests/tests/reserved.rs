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

/// The locals of the methods of a Go file that others call, which have parameters of the user's.
fn declared(source: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut is_method = false;
    for line in source.lines() {
        if let Some(head) = line.strip_prefix("func ") {
            let name =
                head.strip_prefix('(').and_then(|head| head.split_once(") ")).map_or("", |(_, name)| name);
            // A call that became a value has no parameters of the user's.
            is_method =
                name.starts_with(|first: char| first.is_ascii_uppercase()) && !head.starts_with("(c *call");
        }
        let line = line.trim().trim_start_matches("if ").trim_start_matches("for ");
        if let (true, Some((names, _))) = (is_method, line.split_once(" := ")) {
            found.extend(names.split(", ").filter(|name| *name != "_"));
        }
    }
    found
}

#[test]
fn issue_locals_of_hooks_and_clients_are_known() {
    let known: BTreeSet<String> = locals().collect();
    for path in ["hook/hook.go", "remote/client.go"] {
        let files: Vec<File> = files().into_iter().filter(|file| file.path == path).collect();
        let found: BTreeSet<&str> = files.iter().flat_map(|file| declared(&file.text)).collect();
        assert!(found.contains("call") && found.contains("result"), "{path}: {found:?}");
        // One that steps aside has a number behind its name.
        let is_known = |name: &str| known.contains(name) || known.contains(name.trim_end_matches('2'));
        let missing: Vec<_> = found.into_iter().filter(|name| !is_known(name)).collect();
        assert!(missing.is_empty(), "{path} has locals that are not in LOCALS: {missing:?}");
    }
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
