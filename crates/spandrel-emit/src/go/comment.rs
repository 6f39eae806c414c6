//! Doc comments: Markdown, as Rust writes them, to the notation that Go documents read and gofmt leaves alone.
//!
//! Go knows paragraphs, headings, lists of one level and code; the notation is that of "Go Doc Comments" in Go's
//! documentation. Whatever Markdown has besides stays as it is written, as part of a paragraph.

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
    while let Some(line) = lines.next() {
        let stripped = line.trim_start();
        if stripped.is_empty() {
            after_blank = true;
            continue;
        }
        let fresh = std::mem::take(&mut after_blank);
        let indented = line.starts_with("    ") || line.starts_with('\t');
        if stripped.starts_with("```") {
            let code = lines.by_ref().take_while(|line| !line.trim_start().starts_with("```"));
            push_code(&mut blocks, code.cloned().collect());
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
    part_code_from_lists(&mut blocks);
    blocks
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
    let text = line.replace("[`", "[").replace("`]", "]").replace("``", "“").replace("''", "”");
    match text.strip_prefix('[').and_then(|rest| rest.split_once("]: ")) {
        Some((name, target)) => format!("{name}: {target}"),
        None => text,
    }
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
