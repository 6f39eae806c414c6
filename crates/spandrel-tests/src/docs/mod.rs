//! The documentation as a program: what its pages show is compiled, what they name is looked up.
//!
//! A page's Rust blocks are one crate and its Go blocks one package over the bridge in them, both laid out with the
//! lines of the page, so that what a compiler says names the page. What the blocks leave out, such as the code
//! behind a bridge, lies in `tests/docs/PAGE.rs` and `tests/docs/PAGE.go`.
//!
//! | words of a fence | the block |
//! |---|---|
//! | `rust` | is part of the page's crate |
//! | `rust file=index.rs` | is that file of the crate |
//! | `go` | is a file, declarations, or statements of a function: told by how it begins |
//! | `go excerpt` | stands in the generated package, line by line |
//! | `toml` | is a project file, or dependencies: keys and features exist |
//! | `sh`, `console` | holds commands; in `console`, and in blocks without a word, behind `$` |

pub mod figures;
pub mod go;
pub mod links;
pub mod manifests;
pub mod mode_figures;
mod page;
pub mod reference;
pub mod rust;
pub mod shell;

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

pub use page::{Block, Page};

use crate::project;

/// The folder of what the pages leave out.
pub fn rest() -> PathBuf {
    project().join("tests/docs")
}

/// Every page of the repository, sorted by path.
pub fn pages() -> Vec<Page> {
    let mut found = Vec::new();
    collect(&project(), &mut found);
    found.sort();
    found.iter().map(|path| Page::read(path)).collect()
}

/// The pages that say how Spandrel is used: README.md and docs/.
pub fn manual() -> Vec<Page> {
    let of_the_manual = |page: &Page| page.path == Path::new("README.md") || page.path.starts_with("docs");
    pages().into_iter().filter(of_the_manual).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        // Build products and tools lie in folders of these names; what is in them is nobody's page.
        if path.is_dir() && !name.starts_with('.') && !["target", "bin", "venv"].contains(&name.as_str()) {
            collect(&path, found);
        } else if name.ends_with(".md") {
            found.push(path);
        }
    }
}

/// Runs a tool: what it wrote if it failed.
fn complaints(command: &mut Command) -> Option<String> {
    let Output { status, stdout, stderr } =
        command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    (!status.success()).then_some(text)
}

/// Writes a file, and its folder; untouched if it is the same, so that nothing is compiled again.
fn write(path: &Path, text: &str) {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    let folder = path.parent().expect("the path of a file has a folder");
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
