//! The Rust blocks of the pages: one Cargo package, a crate of it for each page.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

use super::{Page, complaints, rest, write};
use crate::{project, read};

/// The texts in which the bridges of a page stand: its own, what it leaves out, or, where there is neither, those of
/// getting-started.md.
pub fn sources(page: &Page) -> Vec<String> {
    let beside = remainder(page).map(|path| read(&path));
    let found: Vec<String> = [root(page)].into_iter().chain(beside).filter(|text| !text.is_empty()).collect();
    if found.is_empty() && page.blocks_in("go").next().is_some() {
        return sources(&Page::read(&project().join("docs/getting-started.md")));
    }
    found
}

/// The root file of a page's crate, lines as in the page.
fn root(page: &Page) -> String {
    let mut text = String::new();
    for block in page.blocks_in("rust").filter(|block| block.word("file").is_none()) {
        text.push_str(&"\n".repeat(block.line - 1 - text.lines().count()));
        text.push_str(&block.text.replace("{ … }", "{ todo!() }"));
    }
    text
}

/// What the page leaves out of its Rust code, if it leaves out something.
fn remainder(page: &Page) -> Option<PathBuf> {
    Some(rest().join(format!("{}.rs", crate::name(&page.path)))).filter(|path| path.is_file())
}

/// Compiles the Rust blocks of the pages in `folder`, with `target` as Cargo's: what the compiler refuses.
pub fn check(pages: &[Page], folder: &Path, target: &Path) -> Option<String> {
    let mut manifest = manifest();
    let mut places = BTreeMap::new();
    for page in pages {
        let mut text = root(page);
        if let Some(path) = remainder(page) {
            text.push_str(&format!("include!({path:?});\n"));
        }
        if text.is_empty() {
            continue;
        }
        let files: Vec<_> =
            page.blocks_in("rust").filter_map(|block| Some((block.word("file")?, block))).collect();
        for (file, _) in &files {
            let module = file.trim_end_matches(".rs");
            if !text.contains(&format!("mod {module};")) {
                text.push_str(&format!("#[path = {file:?}]\nmod {module};\n"));
            }
        }
        let name = page.name();
        manifest.push_str(&format!(
            "\n[[example]]\nname = \"{name}\"\npath = \"{name}/root.rs\"\ncrate-type = [\"lib\"]\n"
        ));
        let mut place = |file: &str, text: &str| {
            let path = format!("{name}/{file}");
            write(&folder.join(&path), text);
            places.insert(path, page.path.display().to_string());
        };
        place("root.rs", &text);
        for (file, block) in files {
            place(file, &block.at_its_line());
        }
    }
    write(&folder.join("Cargo.toml"), &manifest);
    write(&folder.join("src/lib.rs"), "");
    // The versions that this workspace is built with, so that nothing has to be asked of a registry.
    write(&folder.join("Cargo.lock"), &read(&project().join("Cargo.lock")));

    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--examples", "--keep-going", "--offline", "--quiet", "--color=never"]);
    cargo.current_dir(folder).env("CARGO_TARGET_DIR", target);
    let said = complaints(&mut cargo)?;
    // Lines are those of the page; now the file is, too.
    Some(places.iter().fold(said, |said, (path, page)| said.replace(path, page)))
}

fn manifest() -> String {
    let crates = project().join("crates");
    let [spandrel, host, migrate] =
        ["spandrel", "spandrel-host", "spandrel-migrate"].map(|name| crates.join(name));
    format!(
        "[package]\nname = \"pages\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [lints.rust]\nwarnings = \"allow\"\n\n[dependencies]\n\
         futures-util = {{ version = \"0.3\", default-features = false, features = [\"std\"] }}\n\
         spandrel = {{ path = {spandrel:?}, features = [\"async\", \"ring\"] }}\n\
         spandrel-host = {{ path = {host:?}, features = [\"build\", \"load\", \"worker\"] }}\n\
         spandrel-migrate = {{ path = {migrate:?} }}\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"rt\", \"time\"] }}\n"
    )
}
