//! Doc comments: Markdown, as Rust writes them, to the notation that Go documents read and gofmt leaves alone.
//!
//! Go knows paragraphs, headings, lists of one level and code; the notation is that of "Go Doc Comments" in Go's
//! documentation. Whatever Markdown has besides stays as it is written, as part of a paragraph.

use proc_macro2::{TokenStream, TokenTree};

use super::links;

/// The marker of an item that has no number.
const BULLET: &str = " -";

/// A piece of a comment.
#[derive(Debug, PartialEq, Eq)]
enum Block {
    Paragraph(Vec<String>),
    Heading(String),
    /// A marker and the lines of each item.
    List(Vec<(String, Vec<String>)>),
    Code(Vec<String>),
}

/// The lines of a Go comment, without slashes, for the lines of a Rust one. The first line is text, whatever it looks
/// like; blank lines around the whole are dropped.
pub(super) fn lines(markdown: &[String]) -> Vec<String> {
    let clean: Vec<String> = markdown.iter().map(|line| plain(line)).collect();
    let blocks = blocks(&clean);
    let mut written: Vec<String> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            written.push(String::new());
        }
        match block {
            Block::Paragraph(lines) => match lines.as_slice() {
                [only] if index > 0 && reads_as_heading(only) => match blocks.get(index + 1) {
                    Some(Block::Paragraph(_) | Block::Heading(_)) => {
                        written.push(format!("# {}", text(only)))
                    }
                    Some(Block::List(_) | Block::Code(_)) => written.push(text(only)),
                    // A sentence of Spandrel's may follow, and would make a heading of it.
                    None => written.push(format!("{}.", text(only))),
                },
                lines => written.extend(lines.iter().map(|line| text(line))),
            },
            Block::Heading(heading) => written.push(format!("# {}", text(heading))),
            Block::List(items) => {
                let numbered = items.iter().all(|(marker, _)| marker != BULLET);
                for (marker, lines) in items {
                    // Of two kinds of marker Go would take one for text.
                    let marker = if numbered { marker } else { BULLET };
                    let mut start = format!(" {marker} ");
                    for line in lines {
                        written.push(format!("{start}{}", text(line)));
                        start = "    ".to_owned();
                    }
                }
            }
            Block::Code(lines) => written.extend(lines.iter().map(|line| match line.as_str() {
                "" => String::new(),
                line => format!("\t{line}"),
            })),
        }
    }
    written
}

/// A comment without its deprecation, and the deprecation: the paragraph that begins with "Deprecated:", which Go's tools
/// look for at the end, in a paragraph of its own.
pub(super) fn split_deprecation(markdown: &[String]) -> (Vec<String>, Vec<String>) {
    let Some(start) = markdown.iter().position(|line| line.trim_start().starts_with("Deprecated:")) else {
        return (markdown.to_vec(), Vec::new());
    };
    let length = markdown[start..].iter().take_while(|line| !line.trim().is_empty()).count();
    let mut rest = markdown[..start].to_vec();
    rest.extend_from_slice(&markdown[start + length..]);
    let deprecation = markdown[start..start + length].iter().map(|line| text(plain(line).trim_start()));
    (rest, deprecation.collect())
}

/// A line that can stand in Go source: no control characters, no blanks at its end, no build constraint.
pub(super) fn plain(line: &str) -> String {
    let allowed = |letter: char| {
        let breaks =
            letter.is_control() && letter != '\t' || ['\u{feff}', '\u{2028}', '\u{2029}'].contains(&letter);
        if breaks { ' ' } else { letter }
    };
    let line = line.chars().map(allowed).collect::<String>();
    match line.trim_start().strip_prefix("+build") {
        Some(rest) => format!("`+build`{}", rest.trim_end()),
        None => line.trim_end().to_owned(),
    }
}

fn blocks(lines: &[String]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut lines = lines.iter().skip_while(|line| line.is_empty()).peekable();
    if let Some(first) = lines.next() {
        blocks.push(Block::Paragraph(vec![first.trim_start().to_owned()]));
    }
    let mut after_blank = false;
    let mut examples = Vec::new();
    while let Some(line) = lines.next() {
        let stripped = line.trim_start();
        if stripped.is_empty() {
            after_blank = true;
            continue;
        }
        let fresh = std::mem::take(&mut after_blank);
        let indented = line.starts_with("    ") || line.starts_with('\t');
        if let Some((fence, language)) = fence(stripped) {
            let code = lines.by_ref().take_while(|line| !line.trim_start().starts_with(fence));
            let code: Vec<String> = code.cloned().collect();
            if is_rust(language, &code) {
                examples.push(blocks.len());
            } else {
                push_code(&mut blocks, code);
            }
            after_blank = true;
        } else if indented && (fresh || matches!(blocks.last(), Some(Block::Code(_)))) && !in_list(&blocks) {
            let mut code = vec![line.clone()];
            while let Some(next) =
                lines.next_if(|line| line.is_empty() || line.starts_with("    ") || line.starts_with('\t'))
            {
                code.push(next.clone());
            }
            push_code(&mut blocks, code);
            after_blank = true;
        } else if let Some((marker, rest)) = list_marker(stripped) {
            let item = (marker, vec![rest.to_owned()]);
            match blocks.last_mut() {
                Some(Block::List(items)) => items.push(item),
                _ => blocks.push(Block::List(vec![item])),
            }
        } else if let Some(heading) = heading(stripped) {
            blocks.push(Block::Heading(heading.to_owned()));
        } else {
            let stripped = stripped.to_owned();
            match blocks.last_mut() {
                Some(Block::Paragraph(lines)) if !fresh => lines.push(stripped),
                Some(Block::List(items)) if !fresh || line.starts_with("  ") => {
                    if let Some((_, lines)) = items.last_mut() {
                        lines.push(stripped);
                    }
                }
                _ => blocks.push(Block::Paragraph(vec![stripped])),
            }
        }
    }
    leave_out_introductions(&mut blocks, examples);
    part_code_from_lists(&mut blocks);
    blocks
}

/// The fence that a line begins, and the language behind it.
pub(super) fn fence(line: &str) -> Option<(&'static str, &str)> {
    let fence = ["```", "~~~"].into_iter().find(|fence| line.starts_with(fence))?;
    Some((fence, line.trim_start_matches(['`', '~']).trim()))
}

/// Whether code is an example in Rust, of which a Go programmer has no use. Without a language it is one to rustdoc as well;
/// here it must look like one: it has a path or calls a macro.
fn is_rust(language: &str, code: &[String]) -> bool {
    const RUST: [&str; 6] = ["rust", "should_panic", "no_run", "ignore", "compile_fail", "standalone_crate"];
    let mut words = language.split([',', ' ']).filter(|word| !word.is_empty()).peekable();
    if words.peek().is_some() {
        return words.any(|word| RUST.contains(&word) || word.starts_with("edition"));
    }
    // Lines that rustdoc hides.
    let shown =
        code.iter().map(|line| line.trim_start()).filter(|line| *line != "#" && !line.starts_with("# "));
    let text = shown.collect::<Vec<&str>>().join("\n");
    text.parse::<TokenStream>().is_ok_and(has_path_or_macro)
}

fn has_path_or_macro(tokens: TokenStream) -> bool {
    let mut open = vec![tokens];
    while let Some(tokens) = open.pop() {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is = |at: usize, mark: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == mark);
        let is_word = |at: usize| matches!(tokens.get(at), Some(TokenTree::Ident(_)));
        let is_group = |at: usize| matches!(tokens.get(at), Some(TokenTree::Group(_)));
        let found = (0..tokens.len()).any(|at| {
            is_word(at)
                && (is(at + 1, ':') && is(at + 2, ':') && is_word(at + 3)
                    || is(at + 1, '!') && is_group(at + 2))
        });
        if found {
            return true;
        }
        open.extend(tokens.into_iter().filter_map(|token| match token {
            TokenTree::Group(group) => Some(group.stream()),
            _ => None,
        }));
    }
    false
}

/// Takes away what introduces an example that was left out, the heading of a section that had nothing else or a line
/// such as "For example:". `examples` says how many blocks stood before each.
fn leave_out_introductions(blocks: &mut Vec<Block>, mut examples: Vec<usize>) {
    examples.dedup();
    for at in examples.into_iter().rev().filter(|at| *at > 1) {
        let ends_section = matches!(blocks.get(at), None | Some(Block::Heading(_)));
        let introduces = match &blocks[at - 1] {
            Block::Heading(_) => ends_section,
            Block::Paragraph(lines) => lines.len() == 1 && lines[0].ends_with(':') && lines[0].len() < 40,
            Block::List(_) | Block::Code(_) => false,
        };
        if introduces {
            blocks.remove(at - 1);
        }
    }
}

/// Go tells code from a list by the first line of what is indented: code that begins as a list does, or stands beside one,
/// would become one. It is quoted line by line instead.
fn part_code_from_lists(blocks: &mut [Block]) {
    for index in 0..blocks.len() {
        let is_list = |near: Option<&Block>| matches!(near, Some(Block::List(_)));
        let beside = is_list(blocks.get(index.wrapping_sub(1))) || is_list(blocks.get(index + 1));
        if let Block::Code(lines) = &blocks[index]
            && (beside || lines.first().is_some_and(|line| list_marker(line.trim_start()).is_some()))
        {
            let quoted = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
            blocks[index] = Block::Paragraph(quoted.map(|line| format!("`{line}`")).collect());
        }
    }
}

fn in_list(blocks: &[Block]) -> bool {
    matches!(blocks.last(), Some(Block::List(_)))
}

/// Adds code without what all of its lines are indented by, and without blank lines around it.
fn push_code(blocks: &mut Vec<Block>, mut lines: Vec<String>) {
    let is_blank = |line: &String| line.trim().is_empty();
    while lines.last().is_some_and(is_blank) {
        lines.pop();
    }
    let start = lines.iter().take_while(|line| is_blank(line)).count();
    lines.drain(..start);
    let indents =
        lines.iter().filter(|line| !is_blank(line)).map(|line| &line[..line.len() - line.trim_start().len()]);
    let common = indents.reduce(common_prefix).unwrap_or("").len();
    let cut = |line: &String| line.get(common..).unwrap_or("").to_owned();
    if !lines.is_empty() {
        let code: Vec<String> = lines.iter().map(cut).collect();
        match blocks.last_mut() {
            Some(Block::Code(before)) => {
                before.push(String::new());
                before.extend(code);
            }
            _ => blocks.push(Block::Code(code)),
        }
    }
}

fn common_prefix<'a>(a: &'a str, b: &str) -> &'a str {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a.get(..same).unwrap_or("")
}

/// The Go marker of a list item, `-` with its indentation or `1.`, and the item's text.
fn list_marker(line: &str) -> Option<(String, &str)> {
    let digits = line.len() - line.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let (marker, rest) = if digits > 0 {
        let rest = line[digits..].strip_prefix(['.', ')'])?;
        (format!("{}.", &line[..digits]), rest)
    } else {
        (BULLET.to_owned(), line.strip_prefix(['-', '*', '+', '•'])?)
    };
    let item = rest.trim_start();
    (rest.starts_with([' ', '\t']) && !item.is_empty()).then_some((marker, item))
}

fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let heading = rest.trim_start();
    ((1..=6).contains(&level) && rest.starts_with([' ', '\t']) && !heading.is_empty()).then_some(heading)
}

/// Whether Go takes a paragraph of one line for a heading, as it did before headings had a mark: a capital at the start,
/// no punctuation. Another paragraph follows.
fn reads_as_heading(line: &str) -> bool {
    let begins = line.starts_with(char::is_uppercase);
    let ends = line.ends_with(|last: char| last.is_alphabetic() || last.is_numeric());
    let punctuated = line.contains(|letter| ";:!?+*/=[]{}_^°&§~%#@<\">\\".contains(letter));
    let quoted = line.match_indices('\'').any(|(at, _)| !line[at..].starts_with("'s "));
    let ended = line.match_indices('.').any(|(at, _)| line[at + 1..].starts_with(' '));
    begins && ends && !punctuated && !quoted && !ended
}

/// Text as Go writes it: its own quotation marks, doc links without code ticks. What Go would read as something else is
/// told apart: a definition of a link.
fn text(line: &str) -> String {
    let text = match line.strip_prefix('[').and_then(|rest| rest.split_once("]: ")) {
        Some((name, target)) => format!("{}: {target}", name.trim_matches('`')),
        None => links::links(line),
    };
    text.replace("``", "“").replace("''", "”")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(markdown: &str) -> String {
        lines(&markdown.split('\n').map(str::to_owned).collect::<Vec<_>>()).join("\n")
    }

    #[test]
    fn lists_have_gos_marks() {
        assert_eq!(of("Some:\n* one\n- two\n  more\n\nEnd."), "Some:\n\n  - one\n  - two\n    more\n\nEnd.");
        assert_eq!(of("Some:\n\n1. one\n2) two\n   - inner"), "Some:\n\n  - one\n  - two\n  - inner");
        assert_eq!(of("Some:\n1. one\n2) two"), "Some:\n\n 1. one\n 2. two");
        assert_eq!(of("a - b\n-c\n---"), "a - b\n-c\n---");
    }

    #[test]
    fn code_is_indented_by_a_tab() {
        assert_eq!(of("Text\n```\n  a\n    b\n\n  c\n```\nmore"), "Text\n\n\ta\n\t  b\n\n\tc\n\nmore");
        assert_eq!(of("Text\n\n    a\n\tb"), "Text\n\n\t    a\n\t\tb");
        assert_eq!(of("Text\n- one\n```\ncode();\n```"), "Text\n\n  - one\n\n`code();`");
        assert_eq!(of("Text\n```\n```\nmore"), "Text\n\nmore");
        assert_eq!(of("Text\n```yaml\n- name: x\n  of: y\n```"), "Text\n\n`- name: x`\n`of: y`");
        assert_eq!(of("Text\n\n    1. one"), "Text\n\n`1. one`");
    }

    #[test]
    fn issue_examples_in_rust_are_left_out() {
        let example = "```\n# use a::b;\nassert_eq!(sum(1, 2), 3);\n```";
        assert_eq!(of(&format!("Sums.\n\n# Examples\n\n{example}")), "Sums.");
        assert_eq!(
            of(&format!("Sums.\n\n# Examples\n{example}\n{example}\n# Errors\nNone.")),
            "Sums.\n\n# Errors\n\nNone."
        );
        assert_eq!(
            of(&format!("Sums.\n\n# Examples\nTwo:\n{example}\nmore.")),
            "Sums.\n\n# Examples\n\nmore."
        );
        assert_eq!(of("Sums.\n```rust,no_run\nsum(1, 2);\n```\nEnd."), "Sums.\n\nEnd.");
        assert_eq!(of("Sums.\n~~~\nfn main() { a::b() }\n~~~"), "Sums.");
        for other in [
            "```text\na::b\n```",
            "```go\na()\n```",
            "```\nGET /a\n```",
            "```\nsum(1, 2)\n```",
            "~~~\ncargo run\n~~~",
        ] {
            assert!(of(&format!("Sums.\n{other}")).contains("\n\t"), "{other}");
        }
    }

    #[test]
    fn deprecations_are_taken_apart() {
        let split = |markdown: &str| {
            let (rest, deprecation) =
                split_deprecation(&markdown.split('\n').map(str::to_owned).collect::<Vec<_>>());
            (rest.join("\n"), deprecation.join("\n"))
        };
        let of = |rest: &str, deprecation: &str| (rest.to_owned(), deprecation.to_owned());
        assert_eq!(
            split("Old.\nDeprecated: use\nother.\n\nMore."),
            of("Old.\n\nMore.", "Deprecated: use\nother.")
        );
        assert_eq!(split("Deprecated: use other."), of("", "Deprecated: use other."));
        assert_eq!(split("Not Deprecated: this."), of("Not Deprecated: this.", ""));
    }

    #[test]
    fn headings_stand_alone() {
        assert_eq!(of("Text\n# Errors\nNone."), "Text\n\n# Errors\n\nNone.");
        assert_eq!(of("Text.\n\nUsage\n\nMore."), "Text.\n\n# Usage\n\nMore.");
        assert_eq!(of("Text.\n\nUsage"), "Text.\n\nUsage.");
        assert_eq!(of("Text.\n\nUsage\n- one"), "Text.\n\nUsage\n\n  - one");
        assert_eq!(of("Text.\n\nUsage.\n\nMore."), "Text.\n\nUsage.\n\nMore.");
    }

    #[test]
    fn text_is_what_go_would_write() {
        assert_eq!(of("``a'' [`B`] \u{0}c \u{b}"), "“a” [B]  c");
        assert_eq!(of("a\n[b]: https://c.test\n+build d"), "a\nb: https://c.test\n`+build` d");
        assert_eq!(of("\n \n\n"), "");
    }
}
