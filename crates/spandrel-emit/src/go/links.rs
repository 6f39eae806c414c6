//! Links of Rust's documentation as Go writes them: `[Cache::put]` is `[Cache.Put]`, and what Go has no links for is text.

use crate::names::go;

/// A line with its links as Go has them. Code between ticks stays as it is.
pub(super) fn links(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['`', '[']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let (written, after) = match (code(rest), link(rest)) {
            (Some(length), _) => (rest[..length].to_owned(), length),
            (None, Some((link, length))) => (link, length),
            (None, None) => {
                let ticks = rest.len() - rest.trim_start_matches('`').len();
                (rest[..ticks.max(1)].to_owned(), ticks.max(1))
            }
        };
        text.push_str(&written);
        rest = &rest[after..];
    }
    text + rest
}

/// The length of the code that a text begins with, in ticks.
fn code(text: &str) -> Option<usize> {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let inside = text.get(ticks..).filter(|_| ticks > 0)?;
    Some(ticks + inside.find(&text[..ticks])? + ticks)
}

/// The link that a text begins with as Go has it, and its length.
fn link(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix('[')?;
    let end = inside.find(']')?;
    let (label, after) = (&inside[..end], &inside[end + 1..]);
    if label.contains('[') {
        return None;
    }
    let own = 1 + end + 1;
    let target = |open: char, close: char| {
        let target = after.strip_prefix(open)?;
        let end = target.find(close)?;
        Some((&target[..end], own + 1 + end + 1))
    };
    let bare = label.trim_matches('`');
    if let Some((target, length)) = target('(', ')') {
        let is_address = target.contains("://") && target != bare;
        let written = if is_address { format!("{bare} ({target})") } else { bare.to_owned() };
        return Some((written, length));
    }
    if let Some((_, length)) = target('[', ']') {
        return Some((bare.to_owned(), length));
    }
    // Without ticks or a path it can be anything in brackets.
    let in_ticks = label.len() > 2 && label.starts_with('`') && label.ends_with('`');
    let path = bare.trim_end_matches("()").trim_end_matches('!');
    (in_ticks || path.contains("::")).then(|| (item(path).unwrap_or_else(|| bare.to_owned()), own))
}

/// A link to the item of a path, if it can have one name only: that of a variant depends on its enum.
fn item(path: &str) -> Option<String> {
    let is_name = |name: &&str| {
        !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    };
    let begins_large = |name: &str| name.starts_with(|first: char| first.is_ascii_uppercase());
    let names: Vec<&str> = path.split("::").collect();
    if !names.iter().all(is_name) {
        return None;
    }
    match names.as_slice() {
        [.., "Self", method] if !begins_large(method) => Some(format!("[{}]", go::exported(method))),
        [.., owner, name] if begins_large(owner) => {
            (!begins_large(name)).then(|| format!("[{}.{}]", go::camel(owner), go::exported(name)))
        }
        [.., name] if begins_large(name) => Some(format!("[{}]", go::camel(name))),
        [.., name] => Some(format!("[{}]", go::exported(name))),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issue_links_of_rust_are_links_of_go() {
        for (rust, go) in [
            ("See [`Cache::put`] and [Cache::user_ids()].", "See [Cache.Put] and [Cache.UserIDs]."),
            ("[`Hit`], [`crate::find_all`], [`super::store::Cache`]", "[Hit], [FindAll], [Cache]"),
            ("[`Self::open`]", "[Open]"),
            (
                "[puts](Cache::put), [`it`][Cache], [a page](https://a.test/b)",
                "puts, it, a page (https://a.test/b)",
            ),
            ("[https://a.test](https://a.test)", "https://a.test"),
            // Where Go has no link of one form, and where there is none.
            ("[`Shape::Circle`] is [`a b`]", "Shape::Circle is a b"),
            ("[0, 1), a[i], `x[y::z]`, ``[`A`]``, [open", "[0, 1), a[i], `x[y::z]`, ``[`A`]``, [open"),
        ] {
            assert_eq!(links(rust), go);
        }
    }
}
