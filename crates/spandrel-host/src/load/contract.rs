//! What a core was built for, and what this program is.

use std::{ffi::CString, path::Path};

use object::{Object, ObjectSection, ObjectSymbol};
use spandrel::private::Start;
use spandrel_abi::{manifest, symbols};

use super::{LoadError, symbol};

/// Where a core carries its contracts: one text after the other, each ended by a zero byte.
const SECTION: &str = "spandrel_contracts";

/// How much of a line of a library is shown.
const SHOWN: usize = 200;

/// Compares every bridge that the library was built for with that of this program, and looks for the function by which a
/// core starts: nothing of a library without it shall run.
pub(super) fn verify(path: &Path, bytes: &[u8]) -> Result<(), LoadError> {
    let no_core = |reason: String| LoadError::NoCore { path: path.to_owned(), reason };
    let file = object::File::parse(bytes).map_err(|error| no_core(error.to_string()))?;
    let wanted: Vec<&str> = file
        .dynamic_symbols()
        .filter(|symbol| symbol.is_undefined())
        .filter_map(|symbol| symbol.name().ok())
        .filter(|name| symbols::is_contract(name))
        .collect();
    if wanted.is_empty() {
        return Err(no_core("it asks for no bridge".to_owned()));
    }
    if !exports_ready(&file) {
        return Err(no_core(format!("it does not export {}", symbols::CORE_READY)));
    }
    for name in wanted {
        let package = symbols::package_of(name).filter(|package| is_package(package));
        let package = package.ok_or_else(|| no_core(format!("it asks for {}", printable(name))))?;
        if offers(name) {
            continue;
        }
        let ours = own_manifest(package).ok_or(LoadError::NotExported { package: package.to_owned() })?;
        let theirs = carried(&file, package).unwrap_or_default();
        return Err(LoadError::Contract {
            path: path.to_owned(),
            package: package.to_owned(),
            difference: difference(&ours, &theirs),
        });
    }
    Ok(())
}

/// Whether a library defines the function by which a core starts.
fn exports_ready(file: &object::File<'_>) -> bool {
    file.dynamic_symbols().any(|symbol| symbol.is_definition() && symbol.name() == Ok(symbols::CORE_READY))
}

/// Whether a text can be the name of a bridge's package.
fn is_package(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// A line of a library, which may hold anything, as it can be shown on a terminal.
fn printable(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).flat_map(shown).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

fn shown(letter: char) -> impl Iterator<Item = char> {
    let hidden = letter.is_control().then(|| letter.escape_default());
    let plain = hidden.is_none().then_some(letter);
    hidden.into_iter().flatten().chain(plain)
}

/// Whether this program has a symbol.
fn offers(name: &str) -> bool {
    CString::new(name).is_ok_and(|name| symbol(std::ptr::null_mut(), &name).is_some())
}

/// The contract of one of this program's own bridges.
fn own_manifest(package: &str) -> Option<String> {
    let name = CString::new(symbols::support(package, "start")).ok()?;
    let start = symbol(std::ptr::null_mut(), &name)?;
    // SAFETY: every bridge of this convention defines a function of this type under this name.
    let start = unsafe { std::mem::transmute::<*mut libc::c_void, extern "C" fn() -> Start>(start) };
    Some(start().manifest().to_owned())
}

/// The contract that a library carries for a package.
fn carried(file: &object::File<'_>, package: &str) -> Option<String> {
    let data = file.section_by_name(SECTION)?.data().ok()?;
    let line = format!("\npackage {package}\n");
    data.split(|byte| *byte == 0)
        .map(|text| String::from_utf8_lossy(text).into_owned())
        .find(|text| text.contains(&line))
}

/// The first line in which two contracts differ, as a sentence.
fn difference(ours: &str, theirs: &str) -> String {
    if theirs.is_empty() {
        return "the library does not say what it was built for".to_owned();
    }
    let Some((ours, theirs)) = manifest::first_difference(ours, theirs) else {
        return "the texts are equal, the hashes are not".to_owned();
    };
    match (ours.unwrap_or_default(), theirs.map(printable).unwrap_or_default()) {
        (ours, theirs) if theirs.is_empty() => format!("the library lacks `{ours}`"),
        ("", theirs) => format!("the library has `{theirs}`, which the program does not have"),
        (ours, theirs) => format!("the library has `{theirs}`, the program `{ours}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_item_that_differs_is_named() {
        let ours = "abi 1\npackage app\ngo add(a: i64) -> i64\n";
        assert_eq!(
            difference(ours, "abi 1\npackage app\ngo add(a: i32) -> i64\n"),
            "the library has `go add(a: i32) -> i64`, the program `go add(a: i64) -> i64`"
        );
        assert_eq!(difference(ours, "abi 1\npackage app\n"), "the library lacks `go add(a: i64) -> i64`");
        assert!(difference("abi 1\n", ours).contains("`package app`, which the program does not have"));
        assert!(difference(ours, "").contains("does not say"));
    }

    #[test]
    fn what_a_library_says_cannot_write_to_the_terminal() {
        let said =
            difference("go add() -> i64\n", &format!("go \u{1b}]0;owned\u{7}{}\n", "a".repeat(10_000)));
        assert!(said.starts_with("the library has `go \\u{1b}]0;owned\\u{7}aaa"), "{said}");
        assert!(said.len() < 300 && said.contains("…`, the program `go add() -> i64`"), "{said}");
    }

    #[test]
    fn a_package_has_the_letters_of_a_package() {
        assert!(is_package("app_2"));
        assert!(!is_package("") && !is_package("a b") && !is_package("a\u{1b}") && !is_package("A"));
    }

    #[test]
    fn what_is_no_core_is_refused() {
        let says = |bytes: &[u8]| verify(Path::new("x.so"), bytes).unwrap_err().to_string();
        assert!(says(b"not even an object").starts_with("x.so is not a Go core"));
        let own = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        assert_eq!(says(&own), "x.so is not a Go core: it asks for no bridge");
    }
}
