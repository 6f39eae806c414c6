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

/// The linter, in a version of its own: `go run` builds it once and keeps it in Go's build cache.
const STATICCHECK: &str = "honnef.co/go/tools/cmd/staticcheck@v0.8.2";

/// What staticcheck says about the packages below `folder`: its default checks, and bad names (ST1003) of what the users of
/// a package see.
fn staticcheck(folder: &Path) -> String {
    let run = |checks: &str| {
        let mut go = Command::new("go");
        go.args(["run", STATICCHECK, "-checks", checks, "./..."]).current_dir(folder);
        complaints(&mut go)
    };
    let names = run("ST1003");
    let is_public = |line: &&str| {
        let name = line.split_whitespace().find(|word| word.contains('_')).unwrap_or("");
        line.contains("ST1003")
            && !line.starts_with("internal/")
            && !line.contains("/internal/")
            && (line.contains("func parameter") || name.starts_with(char::is_uppercase))
    };
    let names: Vec<&str> = names.lines().filter(is_public).collect();
    format!("{}{}", run("inherit"), names.join("\n"))
}

/// What editors show, in a version that the supported Go builds.
const GOPLS: &str = "golang.org/x/tools/gopls@v0.23.0";

/// What gopls says about the files below `folder`, hints included. Without the files for other machines and for builds
/// without cgo: given one of them, it looks at all of its package as that build does, where nothing is defined.
fn gopls(folder: &Path) -> String {
    let elsewhere = ["platform.go", "nocgo.go", "slow.go"];
    let files =
        walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    let files: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "go"))
        .filter(|path| !elsewhere.iter().any(|other| path.ends_with(other)))
        .collect();
    assert!(!files.is_empty(), "no Go files in {}", folder.display());
    let mut go = Command::new("go");
    go.args(["run", GOPLS, "check", "-severity=hint"]).args(files).current_dir(folder);
    let output = go.output().expect("go runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A module with the package of this bridge in `it`, and a file of a user's beside it.
#[expect(clippy::unwrap_used, reason = "a helper of tests: a panic is their failure")]
fn module(bridge: &str, user: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let runtime = project().join("go").canonicalize().unwrap();
    write(
        "go.mod",
        &format!(
            "module example.test/user\n\ngo 1.24\n\nrequire spandrel.dev/spandrel v0.0.0\n\n\
             replace spandrel.dev/spandrel => {}\n",
            runtime.display()
        ),
    );
    let packages = spandrel_emit::generate(bridge, &|_| "example.test/user/it".to_owned()).unwrap();
    for file in packages.into_iter().flat_map(|package| package.files) {
        write(&format!("it/{}", file.path), &file.text);
    }
    write("user.go", user);
    folder
}

#[test]
fn issue_staticcheck_is_content() {
    assert_eq!(staticcheck(&goldens()), "");
}

#[test]
fn canary_staticcheck_sees_bad_code_and_bad_names() {
    let folder = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| std::fs::write(folder.path().join(file), text).unwrap();
    write("go.mod", "module example.test/canary\n\ngo 1.24\n");
    write("good.go", "package canary\n\n// F is good.\nfunc F(v int) int { return v }\n");
    assert_eq!(staticcheck(folder.path()), "");
    write(
        "bad.go",
        "package canary\n\nimport \"unsafe\"\n\ntype t struct{ a int }\n\n\
         const _ = -(unsafe.Offsetof(t{}.a) ^ 0)\n\n// G has a bad name.\nfunc G(old_v int) int { return old_v }\n",
    );
    let found = staticcheck(folder.path());
    assert!(found.contains("SA4016") && found.contains("func parameter old_v should be oldV"), "{found}");
}

#[test]
fn issue_gopls_is_content() {
    assert_eq!(gopls(&goldens()), "");
}

#[test]
fn canary_gopls_sees_what_could_be_written_better() {
    // Not a hidden folder, in which gopls finds nothing.
    let folder = tempfile::Builder::new().prefix("gopls").tempdir().unwrap();
    let write = |file: &str, text: &str| std::fs::write(folder.path().join(file), text).unwrap();
    write("go.mod", "module example.test/canary\n\ngo 1.24\n");
    write("good.go", "package canary\n\n// F is good.\nfunc F(v int) int { return v }\n");
    assert_eq!(gopls(folder.path()), "");
    write("bad.go", "package canary\n\n// G is old.\nfunc G(v interface{}) {}\n");
    let found = gopls(folder.path());
    assert!(found.contains("interface{} can be replaced by any"), "{found}");
}

/// What a bridge calls deprecated, in words or by its attribute, Go's tools find where it is used.
#[test]
fn issue_deprecated_is_found_where_it_is_used() {
    let bridge = r#"
        #[spandrel::bridge(package = "it")]
        mod ffi {
            pub struct Span {
                pub start: u32,
                /// Where it ends.
                /// Deprecated: use start.
                pub end: u32,
            }
            /// A span of old.
            #[deprecated(since = "2", note = "use Span")]
            pub struct OldSpan { pub at: u32 }
            pub enum Color { Red, #[deprecated = "use Red"] Pink }
            #[error]
            pub enum ItError {
                /// Deprecated: no longer returned.
                Gone { at: u32 },
            }
            extern "Rust" {
                type Index;
                #[constructor]
                fn open() -> Index;
                /// Finds a word.
                ///
                /// Deprecated: use search.
                ///
                /// Both read the index.
                fn find(self: &Index, word: &str) -> Vec<u8>;
                #[deprecated]
                fn count() -> u32;
                fn find_span() -> Span;
                fn pick() -> Result<Color, ItError>;
                fn find_old() -> OldSpan;
            }
        }
    "#;
    let user = r#"// Package user uses what it should not.
package user

import (
	"errors"
	"fmt"

	"example.test/user/it"
)

// Use uses all of it.
func Use(index *it.Index) {
	fmt.Println(index.Find("a"))
	fmt.Println(index.FindInto(nil, "a"))
	fmt.Println(it.Count())
	fmt.Println(it.Span{}.End)
	fmt.Println(it.OldSpan{})
	fmt.Println(it.ColorPink)
	fmt.Println(errors.Is(it.NewGoneError(1), it.ErrGone))
	fmt.Println(it.ErrorKindGone)
	var core it.Core = it.Embedded()
	fmt.Println(core.Count())
}

// UseNew uses what is left.
func UseNew() {
	fmt.Println(it.Span{}.Start, it.ColorRed)
}
"#;
    let found = staticcheck(module(bridge, user).path());
    for (what, cure) in [
        ("it.Index).Find ", "use search."),
        ("it.Index).FindInto ", "use search."),
        ("it.Count ", "do not use it any more."),
        ("it.Span).End ", "use start."),
        ("it.OldSpan ", "since 2: use Span"),
        ("it.ColorPink ", "use Red"),
        ("it.NewGoneError ", "no longer returned."),
        ("it.ErrGone ", "no longer returned."),
        ("it.ErrorKindGone ", "no longer returned."),
        ("it.Core).Count ", "do not use it any more."),
    ] {
        let named = |line: &str| line.contains("SA1019") && line.contains(what) && line.contains(cure);
        assert!(found.lines().any(named), "{what}is not found as deprecated:\n{found}");
    }
    assert_eq!(found.matches("SA1019").count(), 10, "{found}");
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

/// What `go build` without cgo says about packages of the goldens for a platform.
fn built_for(os: &str, arch: &str, packages: &[String]) -> String {
    let mut go = Command::new("go");
    go.arg("build").args(packages).env("CGO_ENABLED", "0").env("GOOS", os).env("GOARCH", arch);
    complaints(go.current_dir(goldens()))
}

/// The contract, hooks and the codec need neither cgo nor Rust.
#[test]
fn contracts_build_everywhere() {
    let mut packages = Vec::new();
    for source in sources("tests/golden") {
        let below = |package: &&str| goldens().join(name(&source)).join(package).is_dir();
        let folders = ["contract", "internal/codec", "hook"].into_iter().filter(below);
        packages.extend(folders.map(|package| format!("./{}/{package}", name(&source))));
    }
    assert!(packages.len() > 2 * sources("tests/golden").len(), "{packages:?}");
    for (os, arch) in
        [("windows", "amd64"), ("darwin", "arm64"), ("js", "wasm"), ("linux", "386"), ("linux", "s390x")]
    {
        assert_eq!(built_for(os, arch, &packages), "", "{os} {arch}");
    }
    // Canary: the package with the embedded core.
    assert_ne!(built_for("windows", "amd64", &["./errors".to_owned()]), "");
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
