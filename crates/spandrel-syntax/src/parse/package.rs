//! Which names a Go package may have.

use crate::{Reason, keywords};

/// Why a bridge cannot have this package name.
///
/// What passes can be imported by any Go program under its own name. Predeclared names and those of the standard library
/// pass: a package may be called `errors`, and a program that needs both renames one import.
pub(crate) fn refusal(name: &str) -> Option<Reason> {
    let mut bytes = name.bytes();
    let well_formed = bytes.next().is_some_and(|first| first.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if !well_formed {
        return Some(Reason::PackageName(name.to_owned()));
    }
    let meaning = match name {
        "main" => "a program, which cannot be imported",
        "init" => "a function that runs before `main`, and no import may be called that",
        "documentation" => "a package of comments, whose files are not compiled",
        "testdata" => "a folder that `./...` leaves out",
        "internal" => "a folder that other modules cannot import from",
        "vendor" => "the folder of vendored modules",
        _ if keywords::GO.contains(&name) => "a keyword",
        _ => return None,
    };
    Some(Reason::PackageReserved { name: name.to_owned(), meaning })
}
