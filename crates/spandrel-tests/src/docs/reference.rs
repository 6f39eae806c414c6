//! Pages that are lists: the keys of the project file, the messages of the troubleshooting page.

use std::{collections::BTreeSet, path::Path};

use spandrel_cli::project::ProjectFile;
use walkdir::WalkDir;

use super::Page;
use crate::{project, read};

/// Whose messages are not in this repository.
const OTHERS: [&str; 3] = ["Go: ", "ld: ", "rustc: "];

/// The keys of each section of `spandrel.toml` that the page and the parser do not have in common.
pub fn keys(page: &Page) -> Vec<String> {
    let mut wrong = Vec::new();
    for section in ["rust", "go"] {
        let (told, known) = (told_keys(page, section), known_keys(section));
        wrong.extend(known.difference(&told).map(|key| format!("[{section}] {key} is not on the page")));
        wrong.extend(told.difference(&known).map(|key| format!("[{section}] {key} is not a key")));
    }
    wrong
}

/// The first cells of the table below a section's heading.
fn told_keys(page: &Page, section: &str) -> BTreeSet<String> {
    let heading = format!("## `[{section}]`");
    let lines = page.prose().map(|(_, line)| line).skip_while(|line| *line != heading).skip(1);
    let rows = lines.take_while(|line| !line.starts_with("## ")).filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| Some(row.split_once("` |")?.0.to_owned())).collect()
}

/// The keys that the parser names when it meets one that it does not know.
fn known_keys(section: &str) -> BTreeSet<String> {
    let error = ProjectFile::parse(&format!("[{section}]\nunheard-of = 1\n")).expect_err("no such key");
    let names = error.split_once("expected one of").map_or("", |parts| parts.1);
    names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The messages in the headings of the page that no source of the repository has, with their places.
pub fn messages(page: &Page) -> Vec<String> {
    let sources = sources();
    let unknown = |message: &str| {
        let mut parts: Vec<&str> = message.split('…').filter(|part| part.trim().len() > 1).collect();
        parts.retain(|part| !sources.contains(part));
        let longest = message.split('…').map(|part| part.trim().len()).max().unwrap_or_default();
        if longest < 10 {
            Some("too short to be looked up".to_owned())
        } else {
            parts.first().map(|part| format!("{part:?}"))
        }
    };
    quoted(page)
        .filter_map(|(line, message)| Some(format!("{}: {message}: {}", page.place(line), unknown(message)?)))
        .collect()
}

/// The messages of this repository's own in the headings of a page.
fn quoted(page: &Page) -> impl Iterator<Item = (usize, &str)> {
    page.prose().filter_map(|(line, text)| {
        let heading = text.strip_prefix("### ")?;
        let own = !OTHERS.iter().any(|tool| heading.starts_with(tool));
        own.then_some(())?;
        Some((line, heading.strip_prefix('`')?.strip_suffix('`')?))
    })
}

/// What programs of this repository may say: the text of its sources, literals over several lines as one.
fn sources() -> String {
    let mut text = String::new();
    for folder in ["crates", "go"] {
        for entry in WalkDir::new(project().join(folder)).into_iter().filter_map(Result::ok) {
            let path = entry.path();
            let source = path
                .extension()
                .is_some_and(|ending| ["rs", "go", "tmpl"].iter().any(|known| ending == *known));
            if source && !is_test(path) {
                text.push_str(&read(path));
            }
        }
    }
    let mut joined = String::new();
    for line in text.replace("\\\"", "\"").lines() {
        match joined.strip_suffix('\\').map(str::len) {
            Some(length) => {
                joined.truncate(length);
                joined.push_str(line.trim_start());
            }
            None => {
                joined.push('\n');
                joined.push_str(line);
            }
        }
    }
    joined
}

fn is_test(path: &Path) -> bool {
    let inside = path.strip_prefix(project()).unwrap_or(path).to_string_lossy();
    inside.starts_with("crates/spandrel-tests") || inside.contains("/tests/") || inside.ends_with("_test.go")
}
