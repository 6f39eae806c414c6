//! Links between pages: the file must be there, and the heading.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Component, Path, PathBuf},
};

use super::Page;
use crate::project;

/// The links of the pages that lead nowhere, with their places.
pub fn broken(pages: &[Page]) -> Vec<String> {
    let headings: BTreeMap<&Path, BTreeSet<String>> =
        pages.iter().map(|page| (page.path.as_path(), anchors(page))).collect();
    let mut found = Vec::new();
    for page in pages {
        for (line, text) in page.prose() {
            for target in targets(text).filter(|target| !target.contains("://")) {
                if let Some(why) = lacks(page, target, &headings) {
                    found.push(format!("{}: {target}: {why}", page.place(line)));
                }
            }
        }
    }
    found
}

/// What a link lacks to lead somewhere.
fn lacks(page: &Page, target: &str, headings: &BTreeMap<&Path, BTreeSet<String>>) -> Option<String> {
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = match file {
        "" => page.path.clone(),
        file => inside(&page.path.parent().unwrap_or(Path::new("")).join(file)),
    };
    if !project().join(&path).exists() {
        return Some("there is no such file".to_owned());
    }
    let there = anchor.is_empty() || headings.get(path.as_path()).is_some_and(|all| all.contains(anchor));
    (!there).then(|| "there is no such heading".to_owned())
}

/// The targets of the links in a line: `](target)`.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

/// A page's headings as anchors: in lower case, hyphens for blanks, without other marks; repeated ones counted.
fn anchors(page: &Page) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, line) in page.prose() {
        let Some(heading) = line.starts_with('#').then(|| line.trim_start_matches('#').trim()) else {
            continue;
        };
        let retained =
            heading.chars().filter(|character| character.is_alphanumeric() || "-_ ".contains(*character));
        let anchor = retained.collect::<String>().to_lowercase().replace(' ', "-");
        let mut numbered = anchor.clone();
        for number in 1.. {
            if found.insert(numbered) {
                break;
            }
            numbered = format!("{anchor}-{number}");
        }
    }
    found
}

/// A path without `..`.
fn inside(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}
