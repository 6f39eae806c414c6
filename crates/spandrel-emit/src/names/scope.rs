//! The names inside a Go function: the user's win.
//!
//! Emitters write the names of parameters marked. When a file is whole, each function gets its table: a parameter keeps
//! its name unless that is a keyword or something else that this very body uses (a package, a helper, `len`); a local of
//! generated code that has the name of a parameter steps aside.

use std::collections::BTreeMap;

use spandrel_syntax::keywords::GO as KEYWORDS;

use super::reserved::is_generated_local;

/// In front of the name of a parameter of the user's.
const USER: char = '\u{1}';

/// In front of a local of generated code that no list knows.
const OWN: char = '\u{2}';

/// A parameter of the user's, to be named when its function is whole.
pub(super) fn user(name: &str) -> String {
    format!("{USER}{name}")
}

/// A local of generated code, to be named when its function is whole.
pub(super) fn own(name: &str) -> String {
    format!("{OWN}{name}")
}

/// A text without marks, for comparisons and messages.
pub fn unmarked(text: &str) -> String {
    text.replace([USER, OWN], "")
}

/// A file with the names of each function chosen.
pub fn resolve(text: &str) -> String {
    if !text.contains([USER, OWN]) {
        return text.to_owned();
    }
    let mut resolved = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let mut body = String::new();
        if line.starts_with("func ") && line.trim_end().ends_with('{') {
            for inner in lines.by_ref() {
                body.push_str(inner);
                if inner.trim_end() == "}" && inner.starts_with('}') {
                    break;
                }
            }
        }
        let names = choose(line, &body);
        rename(line, &names, &mut resolved);
        rename(&body, &names, &mut resolved);
    }
    resolved
}

/// The names of one function, by the names that were asked for with their marks.
fn choose(head: &str, body: &str) -> BTreeMap<String, String> {
    let (mut users, mut own, mut fixed) = (Vec::new(), Vec::new(), Vec::new());
    for (part, is_body) in [(head, false), (body, true)] {
        words(part, &mut |word, selected| {
            if word.starts_with(USER) {
                users.push(word.to_owned());
            } else if word.starts_with(OWN) || !selected && is_generated_local(word) {
                own.push(word.to_owned());
            } else if is_body && !selected {
                fixed.push(word.to_owned());
            }
        });
    }
    let mut names = BTreeMap::new();
    for (word, suffix) in users.iter().map(|word| (word, "Arg")).chain(own.iter().map(|word| (word, "2"))) {
        let is_taken = |name: &String, names: &BTreeMap<String, String>| {
            KEYWORDS.contains(&name.as_str())
                || fixed.contains(name)
                || names.values().any(|known| known == name)
        };
        if names.contains_key(word) {
            continue;
        }
        let mut name = unmarked(word);
        while is_taken(&name, &names) {
            name.push_str(suffix);
        }
        names.insert(word.clone(), name);
    }
    names
}

fn rename(text: &str, names: &BTreeMap<String, String>, resolved: &mut String) {
    let mut rest = text;
    words(text, &mut |word, selected| {
        let at = word.as_ptr() as usize - rest.as_ptr() as usize;
        resolved.push_str(&unmarked(&rest[..at]));
        match names.get(word) {
            Some(name) if !selected => resolved.push_str(name),
            _ => resolved.push_str(&unmarked(word)),
        }
        rest = &rest[at + word.len()..];
    });
    resolved.push_str(&unmarked(rest));
}

/// Calls `see` with every identifier outside strings and comments, with its mark, and whether it follows a dot.
fn words<'a>(text: &'a str, see: &mut dyn FnMut(&'a str, bool)) {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut previous = ' ';
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' | '`' => literal(rest, first),
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            USER | OWN => 1 + rest[1..].find(|letter| !is_part(letter)).unwrap_or(rest.len() - 1),
            letter if is_part(letter) => rest.find(|letter| !is_part(letter)).unwrap_or(rest.len()),
            letter => letter.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        if [USER, OWN].contains(&first) || is_part(first) && !first.is_ascii_digit() {
            see(word, previous == '.');
        }
        previous = first;
        rest = after;
    }
}

/// The length of a literal with its quotation marks.
fn literal(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quote != '`' => escaped = true,
            letter if letter == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_users_win() {
        let frame = user("frame");
        let text = format!(
            "func Decode({frame} []byte) {{\n\tframe := bridge.Decode({frame})\n\treturn frame.frame, \"frame\" // frame\n}}\n"
        );
        let want = "func Decode(frame []byte) {\n\tframe2 := bridge.Decode(frame)\n\treturn frame2.frame, \"frame\" // frame\n}\n";
        assert_eq!(resolve(&text), want);
    }

    #[test]
    fn a_parameter_hides_nothing_that_its_body_uses() {
        let param = user("len");
        let uses = format!("func F({param} int) int {{\n\treturn len(s) + {param}\n}}\n");
        assert_eq!(resolve(&uses), "func F(lenArg int) int {\n\treturn len(s) + lenArg\n}\n");
        let other = format!("func F({param} int) int {{\n\treturn {param}\n}}\n");
        assert_eq!(resolve(&other), "func F(len int) int {\n\treturn len\n}\n");
        assert_eq!(
            resolve(&format!("\tF({} string, s string)\n", user("string"))),
            "\tF(string string, s string)\n"
        );
        assert_eq!(resolve(&format!("\tF({} int)\n", user("type"))), "\tF(typeArg int)\n");
        let context = format!("func F(ctx context.Context, {} int) {{\n\tg(ctx, {0})\n}}\n", user("ctx"));
        assert_eq!(resolve(&context), "func F(ctx2 context.Context, ctx int) {\n\tg(ctx2, ctx)\n}\n");
    }

    #[test]
    fn every_name_is_another_one() {
        let (a, b) = (user("type"), user("typeArg"));
        let text = format!("func F({a} int, {b} int) {{\n\t{} := 1\n}}\n", own("typeArg"));
        let resolved = resolve(&text);
        assert_eq!(resolved, "func F(typeArg int, typeArgArg int) {\n\ttypeArg2 := 1\n}\n");
    }
}
