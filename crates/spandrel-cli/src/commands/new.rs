//! `spandrel new`: a working project in a new folder.

use std::path::{Path, PathBuf};

use super::generate;
use crate::{
    Error, Result,
    progress::Progress,
    project::Project,
    write::{Bounds, Changes},
};

/// Which side has the main function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Main {
    /// A Go program over Rust code.
    Go,
    /// A Rust program over a Go core.
    Rust,
}

/// The files of a project: path and text. `{{name}}`, `{{crate}}`, `{{host}}`, `{{runtime}}` and `{{go}}` are filled in.
type Files = [(&'static str, &'static str)];

/// A Rust program over a Go core.
const RUST_MAIN: &Files = &[
    ("spandrel.toml", include_str!("../../templates/rustmain/spandrel.toml.tmpl")),
    ("README.md", include_str!("../../templates/rustmain/README.md.tmpl")),
    (".gitignore", include_str!("../../templates/gitignore.tmpl")),
    ("rust/Cargo.toml", include_str!("../../templates/rustmain/Cargo.toml.tmpl")),
    ("rust/build.rs", include_str!("../../templates/rustmain/build.rs.tmpl")),
    ("rust/src/lib.rs", include_str!("../../templates/rustmain/lib.rs.tmpl")),
    ("rust/src/main.rs", include_str!("../../templates/rustmain/main.rs.tmpl")),
    ("rust/tests/core.rs", include_str!("../../templates/rustmain/core.rs.tmpl")),
    ("go/go.mod", include_str!("../../templates/go.mod.tmpl")),
    ("go/core/core.go", include_str!("../../templates/rustmain/core.go.tmpl")),
];

/// A Go program over Rust code.
const GO_MAIN: &Files = &[
    ("spandrel.toml", include_str!("../../templates/spandrel.toml.tmpl")),
    ("README.md", include_str!("../../templates/README.md.tmpl")),
    (".gitignore", include_str!("../../templates/gitignore.tmpl")),
    ("rust/Cargo.toml", include_str!("../../templates/Cargo.toml.tmpl")),
    ("rust/src/lib.rs", include_str!("../../templates/lib.rs.tmpl")),
    ("rust/src/tally.rs", include_str!("../../templates/tally.rs.tmpl")),
    ("go/go.mod", include_str!("../../templates/go.mod.tmpl")),
    ("go/cmd/{{name}}/main.go", include_str!("../../templates/main.go.tmpl")),
    ("go/{{name}}/{{name}}_test.go", include_str!("../../templates/name_test.go.tmpl")),
];

/// Version of Go that a new module asks for.
const GO_VERSION: &str = "1.24";

/// Names that mean something else to Go, to Cargo or to the project's own files.
const TAKEN: [&str; 93] = [
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "bin",
    "box",
    "break",
    "bufio",
    "build",
    "case",
    "chan",
    "cmd",
    "const",
    "continue",
    "core",
    "crate",
    "default",
    "defer",
    "deps",
    "do",
    "dyn",
    "else",
    "enum",
    "errors",
    "examples",
    "extern",
    "fallthrough",
    "false",
    "final",
    "fmt",
    "fn",
    "for",
    "func",
    "gen",
    "glue",
    "go",
    "gocore",
    "goto",
    "host",
    "if",
    "impl",
    "import",
    "in",
    "incremental",
    "init",
    "interface",
    "internal",
    "let",
    "loop",
    "macro",
    "main",
    "map",
    "match",
    "mod",
    "move",
    "mut",
    "os",
    "override",
    "package",
    "priv",
    "pub",
    "range",
    "ref",
    "return",
    "rust",
    "select",
    "self",
    "spandrel",
    "static",
    "std",
    "strings",
    "struct",
    "super",
    "switch",
    "tally",
    "template",
    "test",
    "testing",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "var",
    "vendor",
    "virtual",
    "where",
    "while",
];

/// Makes a project in the folder `parent/name`.
pub fn new(parent: &Path, name: &str, main: Main, progress: Progress) -> Result<PathBuf> {
    check_name(name)?;
    let home = home()?;
    let parent = std::path::absolute(parent).map_err(Error::file("find", parent))?;
    if !parent.is_dir() {
        return Err(Error::NoFolder(parent));
    }
    let root = parent.join(name);
    if root.exists() {
        return Err(Error::Exists(root));
    }
    let fill = |text: &str| {
        text.replace("{{name}}", name)
            .replace("{{crate}}", &home.join("crates/spandrel").display().to_string())
            .replace("{{host}}", &home.join("crates/spandrel-host").display().to_string())
            .replace("{{runtime}}", &home.join("go").display().to_string())
            .replace("{{go}}", GO_VERSION)
    };
    let project = match main {
        Main::Go => GO_MAIN,
        Main::Rust => RUST_MAIN,
    };
    let mut changes = Changes::new();
    for (path, text) in project {
        changes.new_file(root.join(fill(path)), fill(text));
    }
    changes.apply(&Bounds::new(&parent)?)?;
    generate::generate(&Project::open(&root)?, progress)?;
    progress.note("created", &root.display().to_string());
    progress.note("next", &format!("cd {name} && spandrel run && spandrel test"));
    Ok(root)
}

/// The name becomes a Go package, a Go program, a Cargo package and a folder.
fn check_name(name: &str) -> Result<()> {
    let refuse = |reason| Err(Error::ProjectName { name: name.to_owned(), reason, instead: name_like(name) });
    if !name.starts_with(|first: char| first.is_ascii_lowercase()) {
        return refuse("it does not begin with a lower-case letter");
    }
    if !name.chars().all(|character| character.is_ascii_lowercase() || character.is_ascii_digit()) {
        return refuse("it has characters other than lower-case letters and digits");
    }
    if name.len() > 40 {
        return refuse("it is longer than 40 characters");
    }
    if TAKEN.contains(&name) {
        return refuse("it means something else in Go, Rust or the project");
    }
    Ok(())
}

/// A name that would do, made of one that does not.
fn name_like(name: &str) -> String {
    let plain = |character: &char| character.is_ascii_lowercase() || character.is_ascii_digit();
    let kept: String = name.to_lowercase().chars().filter(plain).collect();
    let kept = kept.trim_start_matches(|first: char| first.is_ascii_digit());
    let kept = &kept[..kept.len().min(38)];
    match kept {
        "" => "greeter".to_owned(),
        taken if TAKEN.contains(&taken) => format!("my{taken}"),
        _ => kept.to_owned(),
    }
}

/// The source tree of Spandrel: until its packages are published, a new project refers to them by path.
fn home() -> Result<PathBuf> {
    let home = match std::env::var_os("SPANDREL_HOME").filter(|home| !home.is_empty()) {
        Some(home) => std::path::absolute(&home).map_err(Error::file("find", PathBuf::from(&home)))?,
        None => Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("/")).to_owned(),
    };
    let complete = home.join("crates/spandrel/Cargo.toml").is_file() && home.join("go/go.mod").is_file();
    if complete { Ok(home) } else { Err(Error::NoHome(home)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_both_languages() {
        for good in ["greeter", "a1", "remux"] {
            assert!(check_name(good).is_ok(), "{good}");
        }
        for bad in
            ["", "1a", "Greeter", "my-app", "my_app", "a/b", "../x", "func", "fn", "main", "test", "ä", "fmt"]
        {
            assert!(check_name(bad).is_err(), "{bad}");
        }
        assert!(check_name(&"a".repeat(41)).is_err());
    }

    #[test]
    fn a_name_that_does_is_offered() {
        for (given, offered) in [
            ("my-app", "myapp"),
            ("Greeter", "greeter"),
            ("1st", "st"),
            ("fmt", "myfmt"),
            ("_", "greeter"),
            ("ä", "greeter"),
        ] {
            assert_eq!(name_like(given), offered);
            assert!(check_name(offered).is_ok(), "{offered}");
        }
        assert!(check_name(&name_like(&"a".repeat(99))).is_ok());
    }

    #[test]
    fn taken_names_are_sorted_and_unique() {
        assert!(TAKEN.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
