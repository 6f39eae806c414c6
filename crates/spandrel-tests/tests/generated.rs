//! What is generated in tests/ and bench/ is not committed: it is made by `cargo xtask generate`, and ignored by Git.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use spandrel_tests::project;

/// What Git would commit below a folder: tracked files, and those that no `.gitignore` names.
fn committed(folder: &Path) -> BTreeSet<String> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(folder)
        .output()
        .expect("git runs");
    assert!(output.status.success(), "git ls-files: {}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8(output.stdout).expect("names are UTF-8");
    names.split_terminator('\0').map(str::to_owned).collect()
}

/// Whether a text was generated: code says so in its first lines, the contract of a bridge begins with its ABI.
fn is_generated(text: &str) -> bool {
    let says_so = |line: &str| {
        let line = line.trim_start_matches(['/', '*', '#', ' ']);
        line.starts_with("Code generated ") && line.ends_with(" DO NOT EDIT.")
    };
    text.lines().take(3).any(says_so) || text.starts_with("abi ") && text.contains("\npackage ")
}

/// The generated files that Git would commit below a folder, but for those in `except`.
fn faults(folder: &Path, except: &str) -> Vec<String> {
    let files = committed(folder).into_iter().filter(|name| except.is_empty() || !name.starts_with(except));
    let generated = |name: &String| {
        // A file that was removed is still listed.
        fs::read(folder.join(name)).is_ok_and(|bytes| is_generated(&String::from_utf8_lossy(&bytes)))
    };
    files.filter(generated).collect()
}

#[test]
fn issue_generated_files_of_tests_and_bench_are_ignored() {
    for (folder, except) in [("tests", "golden/"), ("bench", "")] {
        let found = faults(&project().join(folder), except);
        assert!(
            found.is_empty(),
            "{folder}/.gitignore does not name these generated files:\n{}",
            found.join("\n")
        );
    }
}

#[test]
fn canary_a_generated_file_that_is_not_ignored_is_found() {
    let goldens = faults(&project().join("tests/golden"), "");
    for file in ["text/text.go", "text/contract.txt", "text/internal/bridge/text.h"] {
        assert!(goldens.iter().any(|name| name == file), "{file} is not found among {goldens:?}");
    }
    assert!(!goldens.iter().any(|name| name == "text.rs"), "a bridge is taken for generated code");
}
