//! The glossary as a program: words that the project replaces by others, wherever people read them.
//!
//! Pages are read whole. Of sources, what reaches people counts: comments, documentation, string literals, which are
//! messages, help texts and the text of generated code, and identifiers.

mod texts;

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

pub use texts::{Text, identifiers, of_page, of_source};

use crate::{project, read};

/// A phrase, word by word; `|` separates alternatives. Behind it, what to write instead.
const GLOSSARY: [(&[&str], &str); 20] = [
    (&["wall|walls"], "boundary"),
    (&["door|doors"], "entry point, API"),
    (&["crossing|crossings"], CALL),
    (&["cross|crosses|crossed"], PASS),
    (&["lend|lends|lent|lending|loan|loans"], "borrow"),
    (&["hand|hands|handing", "over|back|out"], "transfer, return, release, pass"),
    (&["handed"], GIVEN),
    (&["give|gives|gave|given|giving", "back|up|away"], "release, return, transfer"),
    (&["take|takes|took|taken|taking", "over|back"], "own, replace"),
    (&["settle|settles|settled|settling"], "complete, cancel"),
    (&["forgot|forgotten"], "never closed"),
    (&["content", "with"], "requires"),
    (&["is|are|was", "no"], "is not a"),
    (&["time", "that", "passes"], "wall-clock time"),
    (&["kept"], "retained, stored"),
    (&["held"], "owned, retained"),
    (&["whoever|whomever"], "the caller, the thread that, everyone who"),
    (&["told", "as"], "named"),
    (&["belong|belongs", "into"], "belong in"),
    (&["vouch|vouches|vouched"], "guarantee, confirm, authenticate"),
];

/// What to write instead of a crossing, and of the verb.
const CALL: &str = "call, bridge function";
const PASS: &str = "pass, be passed";
/// What to write instead of handed.
const GIVEN: &str = "passed, transferred, given";

/// A phrase of the glossary in a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, inside the project.
    pub path: PathBuf,
    /// Its line, from 1.
    pub line: usize,
    /// The phrase as it stands there.
    pub phrase: String,
    /// What to write instead.
    pub instead: &'static str,
    /// The line's text.
    pub text: String,
}

/// Every page and source in which people read, sorted.
pub fn files() -> Vec<PathBuf> {
    let skipped = ["target", "bin", "venv", "golden", "results", "node_modules"];
    let entries = WalkDir::new(project()).sort_by_file_name().into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name.starts_with('.') || skipped.contains(&name.as_ref()))
    });
    let files = entries.filter_map(Result::ok).map(|entry| entry.into_path());
    files.filter(|path| path.is_file() && (is_page(path) || is_source(path))).collect()
}

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "md" || ending == "tmpl")
}

/// The folders whose sources are read, without tests of a package or crate.
const AREAS: [&str; 21] = [
    "bench/",
    "crates/spandrel/",
    "crates/spandrel-abi/",
    "crates/spandrel-cli/",
    "crates/spandrel-emit/",
    "crates/spandrel-host/",
    "crates/spandrel-macro/",
    "crates/spandrel-plan/",
    "crates/spandrel-ring/",
    "crates/spandrel-syntax/",
    "crates/spandrel-tests/",
    "examples/",
    "fuzz/",
    "go/",
    "systems/consensus/",
    "systems/pubsub/",
    "systems/remux/go/",
    "systems/remux/rust/",
    "systems/wallet/",
    "tests/",
    "xtask/",
];

/// Where identifiers do not count: names that bridges under test share with Go, and columns of results.
const NAMED: [&str; 2] = ["bench/", "tests/"];

/// Generated code is not read, and neither are the glossary itself and the bridges that are wrong on purpose, of which some are
/// not Rust.
const SKIPPED: [&str; 4] = [
    "crates/spandrel-tests/src/words",
    "crates/spandrel-tests/tests/words.rs",
    "systems/remux/go/remux/",
    "tests/ui/",
];

fn is_source(path: &Path) -> bool {
    let inside = path.strip_prefix(project()).unwrap_or(path).to_string_lossy().into_owned();
    let code = inside.ends_with(".rs") || inside.ends_with(".go");
    let tests = inside.contains("/tests/") && !inside.starts_with("crates/spandrel-tests/");
    code && !tests && !inside.ends_with("_test.go") && starts(&inside, &AREAS) && !starts(&inside, &SKIPPED)
}

fn starts(inside: &str, folders: &[&str]) -> bool {
    folders.iter().any(|folder| inside.starts_with(folder))
}

/// The phrases of the glossary in a file.
pub fn check(path: &Path) -> Vec<Finding> {
    let inside = path.strip_prefix(project()).unwrap_or(path);
    let text = read(path);
    if is_page(path) {
        return of_page(&text).iter().flat_map(|part| find(inside, part)).collect();
    }
    let texts = of_source(inside, &text);
    let mut found: Vec<Finding> = texts.iter().flat_map(|part| find(inside, part)).collect();
    if starts(&inside.to_string_lossy(), &NAMED) {
        return found;
    }
    let named = identifiers(inside, &text).iter().flat_map(|part| find(inside, part)).collect::<Vec<_>>();
    // A crossing is the plan's word for how one value is passed; what was handed is what a promise has got.
    found.extend(
        named.into_iter().filter(|finding| {
            !finding.phrase.contains(' ') && ![CALL, PASS, GIVEN].contains(&finding.instead)
        }),
    );
    found
}

/// The phrases of the glossary in a text.
pub fn find(path: &Path, text: &Text) -> Vec<Finding> {
    let words = words(text);
    let mut found = Vec::new();
    for (phrase, instead) in GLOSSARY {
        for (at, window) in words.windows(phrase.len()).enumerate() {
            let matches =
                window.iter().zip(phrase).all(|(word, any)| any.split('|').any(|one| one == word.lower));
            let before = at.checked_sub(1).map(|at| words[at].lower.as_str());
            let after = words.get(at + phrase.len()).map(|word| word.lower.as_str());
            // "There is no …" and "is no longer" say what they mean.
            let meant = phrase.last() == Some(&"no") && (before == Some("there") || after == Some("longer"));
            if matches && !meant {
                let line = window[0].line;
                found.push(Finding {
                    path: path.to_owned(),
                    line,
                    phrase: window.iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" "),
                    instead,
                    text: text.text.lines().nth(line - text.line).unwrap_or_default().trim().to_owned(),
                });
            }
        }
    }
    found
}

/// A word in lower case, and its line.
struct Word {
    lower: String,
    line: usize,
}

/// The words of a text. Hyphens and underscores are part of a word: wall-clock is not a wall.
fn words(text: &Text) -> Vec<Word> {
    let mut found = Vec::new();
    for (index, line) in text.text.lines().enumerate() {
        let inside = |character: char| character.is_alphanumeric() || "-_'".contains(character);
        for word in line.split(|character: char| !inside(character)).filter(|word| !word.is_empty()) {
            found.push(Word { lower: word.to_lowercase(), line: text.line + index });
        }
    }
    found
}

/// A place where a word of the glossary is the right one: the file, part of the line, and the reason.
pub struct Allowed {
    path: String,
    part: String,
    reason: String,
}

impl Allowed {
    /// Reads a list: a line each, `path ~ part of the line ~ reason`; `#` begins a comment.
    ///
    /// # Panics
    ///
    /// When a line lacks its reason.
    pub fn read(list: &str) -> Vec<Allowed> {
        let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines
            .map(|line| {
                let parts: Vec<&str> = line.split(" ~ ").collect();
                let [path, part, reason] = parts[..] else { panic!("not `path ~ part ~ reason`: {line}") };
                assert!(reason.len() > 10, "no reason: {line}");
                Allowed { path: path.to_owned(), part: part.to_owned(), reason: reason.to_owned() }
            })
            .collect()
    }

    /// Whether a finding is at this place. A path that ends in `/` is every file below.
    pub fn covers(&self, finding: &Finding) -> bool {
        let path = finding.path.to_string_lossy();
        let here = if self.path.ends_with('/') { path.starts_with(&self.path) } else { path == self.path };
        here && finding.text.contains(&self.part)
    }
}

impl std::fmt::Display for Allowed {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} ~ {} ~ {}", self.path, self.part, self.reason)
    }
}
