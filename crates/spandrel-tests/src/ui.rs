//! Refusals as text, and the rules that the error table knows.

use std::path::Path;

use spandrel_syntax::{Error, Reason};

use crate::{project, read};

/// What the checker says about a source: position, message and hint, in the order in which it reports.
///
/// The generator is asked, not the compiler: this is the same table read without rustc.
pub fn refusals(source: &str) -> Vec<Error> {
    match spandrel_emit::generate(source, &|package| format!("spandrel.dev/ui/{package}")) {
        Ok(_) => Vec::new(),
        Err(report) => report.sorted(),
    }
}

/// A refusal with its place, for a file that is compared.
pub fn describe(error: &Error) -> String {
    let (start, end) = (error.span.start(), error.span.end());
    let mut text = format!("{}:{}-{}:{}: {error}\n", start.line, start.column + 1, end.line, end.column + 1);
    if let Some(hint) = error.reason.hint() {
        text.push_str(&format!("    hint: {hint}\n"));
    }
    text
}

/// The rule of a reason: the name of its variant, as file names spell it.
pub fn rule(reason: &Reason) -> String {
    let text = format!("{reason:?}");
    let name: String = text.chars().take_while(|character| character.is_alphanumeric()).collect();
    snake(&name)
}

/// Every rule of the error table, read from the table's own source.
///
/// # Panics
///
/// When the table is not where it was: then nothing could be proved about it.
pub fn rules() -> Vec<String> {
    let path = project().join("crates/spandrel-syntax/src/error.rs");
    rules_of(&read(&path), &path)
}

/// Every rule of an error table given as text.
///
/// # Panics
///
/// When the text has no enum `Reason`.
pub fn rules_of(text: &str, path: &Path) -> Vec<String> {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let table = file.items.iter().find_map(|item| match item {
        syn::Item::Enum(item) if item.ident == "Reason" => Some(item),
        _ => None,
    });
    let table = table.unwrap_or_else(|| panic!("{}: has no enum `Reason`", path.display()));
    table.variants.iter().map(|variant| snake(&variant.ident.to_string())).collect()
}

/// The rule that a case is named for: the longest rule that its name begins with.
pub fn rule_of_case<'a>(case: &str, rules: &'a [String]) -> Option<&'a str> {
    rules
        .iter()
        .filter(|rule| {
            case.strip_prefix(rule.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        })
        .max_by_key(|rule| rule.len())
        .map(String::as_str)
}

fn snake(name: &str) -> String {
    let mut text = String::new();
    for (index, character) in name.chars().enumerate() {
        if character.is_uppercase() && index > 0 {
            text.push('_');
        }
        text.extend(character.to_lowercase());
    }
    text
}
