//! Project files and dependencies in the pages: keys and features must exist.

use spandrel_cli::project::ProjectFile;

use super::{Block, Page};
use crate::{project, read};

/// What is wrong in the TOML blocks of the pages, with their places.
pub fn wrong(pages: &[Page]) -> Vec<String> {
    let mut found = Vec::new();
    for page in pages {
        for block in page.blocks_in("toml") {
            found.extend(refused(block).map(|why| format!("{}: {why}", page.place(block.line))));
        }
    }
    found
}

/// Why a block is not part of a `spandrel.toml`, or of a `Cargo.toml` that Cargo would take.
fn refused(block: &Block) -> Option<String> {
    // What stands for the path of a crate.
    let text = block.text.replace("{ …,", "{").replace("{ …", "{");
    if text.starts_with("[rust]") {
        return ProjectFile::parse(&text).err();
    }
    let manifest: toml::Table = match toml::from_str(&text) {
        Ok(manifest) => manifest,
        Err(error) => return Some(error.to_string()),
    };
    let tables = ["dependencies", "build-dependencies"];
    let tables = tables.iter().filter_map(|name| manifest.get(*name)?.as_table()).chain([&manifest]);
    tables.flatten().find_map(|(name, wanted)| unknown_feature(name, wanted))
}

/// A feature that is asked of one of Spandrel's crates, and which it does not have.
fn unknown_feature(name: &str, wanted: &toml::Value) -> Option<String> {
    if !["spandrel", "spandrel-host"].contains(&name) {
        return None;
    }
    let manifest = read(&project().join("crates").join(name).join("Cargo.toml"));
    let manifest: toml::Table = toml::from_str(&manifest).ok()?;
    let known = manifest.get("features")?.as_table()?;
    let features = wanted.get("features")?.as_array()?.iter().filter_map(toml::Value::as_str);
    let mut unknown = features.filter(|feature| !known.contains_key(*feature));
    unknown.next().map(|feature| format!("{name} has no feature `{feature}`"))
}
