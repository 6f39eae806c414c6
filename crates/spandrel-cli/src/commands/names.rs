//! Names of a new project: what it is called for Go, for Cargo and on the disk.

use crate::{Error, Result};

/// The names of a project, all made of the one that the user gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Names {
    /// Of the folder, the Cargo package and the program: `word-count`.
    pub(crate) project: String,
    /// Of the bridge and its Go package: `wordcount`.
    pub(crate) package: String,
    /// Of the Rust crate in code: `word_count`.
    pub(crate) ident: String,
}

impl Names {
    /// Reads a name, or says what is wrong with it and offers another.
    pub(crate) fn of(name: &str) -> Result<Names> {
        let refuse = |reason| Err(Error::ProjectName { name: name.to_owned(), reason, instead: like(name) });
        let plain = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit();
        if !name.starts_with(|first: char| first.is_ascii_lowercase()) {
            return refuse("it does not begin with a lower-case letter");
        }
        if !name.chars().all(|character| plain(character) || "-_".contains(character)) {
            return refuse("it has characters other than lower-case letters, digits, `-` and `_`");
        }
        if !name.ends_with(plain) {
            return refuse("it ends with `-` or `_`");
        }
        if name.len() > 40 {
            return refuse("it is longer than 40 characters");
        }
        let package: String = name.chars().filter(|character| plain(*character)).collect();
        let ident = name.replace('-', "_");
        if is_taken(&package) || ["spandrel_host", "spandrel_macro"].contains(&ident.as_str()) {
            return refuse("it means something else in Go, Rust or the project");
        }
        Ok(Names { project: name.to_owned(), package, ident })
    }
}

/// A name that would do, made of one that does not.
pub(crate) fn like(name: &str) -> String {
    let plain = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit();
    let allowed: String = name
        .to_lowercase()
        .chars()
        .filter(|character| plain(*character) || "-_".contains(*character))
        .collect();
    let allowed = allowed.trim_start_matches(|first: char| !first.is_ascii_lowercase());
    let allowed = allowed[..allowed.len().min(38)].trim_end_matches(['-', '_']);
    let package: String = allowed.chars().filter(|character| plain(*character)).collect();
    match allowed {
        "" => "greeter".to_owned(),
        _ if is_taken(&package) => format!("my{package}"),
        _ => allowed.to_owned(),
    }
}

/// Refuses a Go module path that Go would refuse.
pub(crate) fn check_module(path: &str) -> Result<()> {
    let refuse = |reason| Err(Error::ModulePath { path: path.to_owned(), reason });
    let plain = |character: char| character.is_ascii_alphanumeric() || "-._~".contains(character);
    if !path.split('/').all(|part| !part.is_empty() && part.chars().all(plain)) {
        return refuse("its parts are letters, digits, `-`, `.`, `_` and `~`, with `/` between them");
    }
    if path.split('/').any(|part| part.starts_with('.') || part.ends_with('.')) {
        return refuse("a part of it begins or ends with a dot");
    }
    if path.starts_with('-') || path == "spandrel.dev/spandrel" {
        return refuse("it means something else to Go");
    }
    Ok(())
}

/// Whether a name means something else to Go, to Cargo or in the project's own files.
fn is_taken(package: &str) -> bool {
    TAKEN.contains(&package) || spandrel_syntax::package_refusal(package).is_some()
}

/// Such names, beside those that no bridge may have.
const TAKEN: [&str; 82] = [
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "bin",
    "box",
    "bufio",
    "build",
    "cmd",
    "core",
    "count",
    "crate",
    "deps",
    "distinct",
    "do",
    "dyn",
    "enum",
    "err",
    "errors",
    "examples",
    "extern",
    "false",
    "final",
    "fmt",
    "fn",
    "functions",
    "gen",
    "glue",
    "gocore",
    "host",
    "impl",
    "in",
    "incremental",
    "init",
    "internal",
    "let",
    "line",
    "lines",
    "loop",
    "macro",
    "main",
    "match",
    "mod",
    "move",
    "mut",
    "os",
    "out",
    "override",
    "parsed",
    "priv",
    "pub",
    "ref",
    "run",
    "rust",
    "seen",
    "self",
    "spandrel",
    "static",
    "std",
    "strings",
    "super",
    "tally",
    "template",
    "test",
    "testing",
    "text",
    "trait",
    "true",
    "try",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "values",
    "vendor",
    "virtual",
    "where",
    "while",
    "word",
    "words",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_gives_all() {
        let names = Names::of("word-count2").unwrap();
        assert_eq!((names.package.as_str(), names.ident.as_str()), ("wordcount2", "word_count2"));
        assert!(Names::of("a_b").is_ok() && Names::of("greeter").is_ok());
        for refused in [
            "testdata",
            "documentation",
            "test-data",
            "",
            "-a",
            "a-",
            "1a",
            "A",
            "a b",
            "a.b",
            "../a",
            "f-n",
            "func",
            "spandrel-host",
        ] {
            assert!(Names::of(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn a_name_that_would_do_is_offered() {
        for (given, offered) in [
            ("My-App", "my-app"),
            ("my app", "myapp"),
            ("2fast", "fast"),
            ("func", "myfunc"),
            ("FMT", "myfmt"),
            ("f-mt-", "myfmt"),
            ("---", "greeter"),
            ("\u{e4}", "greeter"),
        ] {
            assert_eq!(like(given), offered);
            assert!(Names::of(offered).is_ok(), "{offered}");
        }
        assert!(Names::of(&like(&"a".repeat(99))).is_ok());
    }

    #[test]
    fn module_paths_are_those_of_go() {
        for path in ["example.com/a", "github.com/ada/word-count/go", "search", "gopkg.in/yaml.v3"] {
            assert!(check_module(path).is_ok(), "{path}");
        }
        for path in ["", "/a", "a/", "a//b", "a b", "../a", "a/.hidden", "-x", "https://a.org/b"] {
            assert!(check_module(path).is_err(), "{path}");
        }
    }

    #[test]
    fn taken_names_are_sorted_and_unique() {
        assert!(TAKEN.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
