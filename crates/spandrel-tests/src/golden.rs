//! Goldens: what is generated from a bridge, committed, and compared.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use proc_macro2::{Group, TokenStream, TokenTree};

use crate::{name, project, read};

/// The module that the Go packages of all goldens belong to.
pub const MODULE: &str = "spandrel.dev/golden";

/// In a source whose golden has the package that calls and serves the core elsewhere.
const REMOTE: &str = "// golden: remote";

/// Everything generated from one source: path below the case's folder, and text.
pub type Tree = BTreeMap<String, String>;

/// The folder in which a source's generated files are committed.
pub fn folder(source: &Path) -> PathBuf {
    project().join("tests/golden").join(name(source))
}

/// Generates the Go package of a source and the Rust half of its bridge.
///
/// Fails with the checker's refusals, one a line.
pub fn generate(source: &Path) -> Result<Tree, String> {
    let text = read(source);
    let import_path = |_: &str| format!("{MODULE}/{}", name(source));
    let packages = spandrel_emit::generate(&text, &import_path)
        .map_err(|report| report.sorted().iter().map(|error| format!("{error}\n")).collect::<String>())?;
    let mut tree = Tree::new();
    for package in packages {
        tree.insert("expanded.rs".to_owned(), expanded(&package.plan)?);
        let mut files = package.files;
        if text.contains(REMOTE) {
            files.extend(spandrel_emit::go::remote::emit(&package.plan, &import_path(&name(source))));
        }
        for file in files {
            if tree.insert(file.path.clone(), file.text).is_some() {
                return Err(format!("two generated files are called {}", file.path));
            }
        }
    }
    Ok(tree)
}

/// The Rust half as the macro writes it, laid out for reading.
fn expanded(plan: &spandrel_emit::Named) -> Result<String, String> {
    let file = syn::parse2(ungated(spandrel_emit::rust::emit(plan)))
        .map_err(|error| format!("the Rust half of `{}` does not parse: {error}", plan.bridge.package))?;
    Ok(format!("// Written by the macro; laid out by prettyplease.\n\n{}", prettyplease::unparse(&file)))
}

/// The tokens without the macro that stands around async glue: what it passes on can be laid out, an argument cannot.
fn ungated(tokens: TokenStream) -> TokenStream {
    let mut plain: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let inner = ungated(group.stream());
                let gate = plain.iter().rev().map(ToString::to_string).take(6).collect::<Vec<_>>();
                let gate = gate.iter().map(String::as_str).collect::<Vec<_>>();
                let [glue, body] = ["__async_glue", "__async_body"]
                    .map(|name| gate == ["!", name, ":", ":", "spandrel", ":"]);
                if glue || body {
                    plain.truncate(plain.len() - 7);
                    // In front of a body stand the names of its parameters.
                    plain.extend(inner.into_iter().skip(usize::from(body)));
                } else {
                    plain.push(Group::new(group.delimiter(), inner).into());
                }
            }
            other => plain.push(other),
        }
    }
    plain.into_iter().collect()
}

/// What is committed for a source.
pub fn committed(source: &Path) -> Tree {
    let mut tree = Tree::new();
    collect(&folder(source), "", &mut tree);
    tree
}

/// The first lines in which two trees differ, one entry a file; empty when they are equal.
pub fn differences(committed: &Tree, generated: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in generated {
        match committed.get(path) {
            None => found.push(format!("{path}: is not committed")),
            Some(old) if old != text => found.push(format!("{path}: {}", first_difference(old, text))),
            Some(_) => {}
        }
    }
    let gone = committed.keys().filter(|path| !generated.contains_key(*path));
    found.extend(gone.map(|path| format!("{path}: is committed and no longer generated")));
    found
}

/// Replaces what is committed for a source.
pub fn bless(source: &Path, generated: &Tree) -> std::io::Result<()> {
    let folder = folder(source);
    for path in committed(source).keys().filter(|path| !generated.contains_key(*path)) {
        std::fs::remove_file(folder.join(path))?;
    }
    for (path, text) in generated {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, text)?;
    }
    Ok(())
}

fn collect(folder: &Path, prefix: &str, tree: &mut Tree) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), tree);
        } else {
            tree.insert(path, read(&entry.path()));
        }
    }
}

fn first_difference(old: &str, new: &str) -> String {
    let (mut old, mut new) = (old.lines(), new.lines());
    let mut number = 1;
    loop {
        match (old.next(), new.next()) {
            (None, None) => return "differs at its end".to_owned(),
            (a, b) if a == b => number += 1,
            (a, b) => {
                let show = |line: Option<&str>| line.unwrap_or("(end of file)").to_owned();
                return format!("line {number}\n    committed: {}\n    generated: {}", show(a), show(b));
            }
        }
    }
}
