//! The generated Go is as gofmt would write it, passes `go vet` against the runtime, and its header is plain C.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use spandrel_tests::{name, project, sources};

fn goldens() -> PathBuf {
    project().join("tests/golden")
}

/// Runs a tool; what it wrote when it was not content, empty when it was.
fn complaints(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.success() { String::new() } else { format!("{command:?}: {text}") }
}

/// The files below `folder` that gofmt would change.
fn unformatted(folder: &Path) -> String {
    let output = Command::new("gofmt").arg("-l").arg(folder).output().expect("gofmt runs");
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// What the C compiler says about a header on its own.
fn header(path: &Path) -> String {
    let mut gcc = Command::new("gcc");
    gcc.args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only", "-x", "c"]).arg(path);
    complaints(&mut gcc)
}

/// What `go vet` says about the packages below `folder`.
fn vet(folder: &Path) -> String {
    complaints(Command::new("go").args(["vet", "./..."]).current_dir(folder))
}

#[test]
fn gofmt_changes_nothing() {
    assert_eq!(unformatted(&goldens()), "");
}

#[test]
fn headers_are_c() {
    let mut checked = 0;
    for source in sources("tests/golden") {
        let folder = goldens().join(name(&source)).join("internal/bridge");
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "h") {
                assert_eq!(header(&path), "");
                checked += 1;
            }
        }
    }
    assert_eq!(checked, sources("tests/golden").len());
}

#[test]
fn vet_is_content() {
    assert_eq!(vet(&goldens()), "");
}

#[test]
fn canary_bad_go_and_bad_c_are_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| std::fs::write(folder.path().join(file), text).unwrap();
    write("go.mod", "module example.test/canary\n\ngo 1.24\n");
    write("good.go", "package canary\n\nfunc f() int {\n\treturn 1\n}\n\nvar _ = f\n");
    write("good.h", "typedef struct { int x; } point;\n_Static_assert(sizeof(point) == 4, \"size\");\n");
    assert_eq!(unformatted(folder.path()), "");
    assert_eq!(vet(folder.path()), "");
    assert_eq!(header(&folder.path().join("good.h")), "");

    write("bad.h", "typedef struct { int x; } point;\n_Static_assert(sizeof(point) == 8, \"size\");\n");
    assert!(header(&folder.path().join("bad.h")).contains("size"));
    write("loose.go", "package canary\n\nvar  loose = 1\n");
    assert!(unformatted(folder.path()).contains("loose.go"));
    write("loose.go", "package canary\n\nimport \"fmt\"\n\nfunc g() { fmt.Printf(\"%d\\n\", \"text\") }\n");
    assert!(vet(folder.path()).contains("wrong type"));
}
