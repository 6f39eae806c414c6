//! Doc comments that a writer of comments gets wrong.

use super::names::pick;
use crate::mutate::Numbers;

/// Lines of a comment, as the text of a string literal.
const TEXTS: &[&str] = &[
    "A plain sentence.",
    "Returns the value; see [Point] and `code`.",
    "Two\\nlines.",
    "A paragraph.\\n\\nAnother paragraph.",
    " A list:\\n - one\\n - two\\n   more of two",
    "A list:\\n\\n* one\\n* two\\n\\n1. first\\n2. second",
    "# Heading\\n\\nText below.",
    "Text.\\n\\n# Errors\\n\\nFails when it fails.",
    "Code:\\n\\n```\\nlet x = 1;\\n\\tindented();\\n```\\nAfter.",
    "Indented:\\n    four spaces\\n\\ttab",
    "ends a comment */ here",
    "opens /* one",
    "// slashes",
    "go:noinline",
    "go:build ignore",
    "export Point",
    "line 1:2",
    "Deprecated: use another.",
    "quotes \\\" and ' and ` and \\\\ and %d %v %",
    "braces {{ }} {} { } {nothing here}",
    "",
    "\\n",
    "\\n\\n",
    "   ",
    "trailing blanks   \\nand a tab\\t",
    "Größe in µm — «weit» 名前 \\u{1F980}",
    "carriage\\r\\nreturn",
    "nul \\u{0} and bell \\u{7} and mark \\u{feff}",
    "line\\u{2028}separator \\u{85} and \\u{b} and \\u{c}",
    "+build linux",
    "[link]: https://example.test/x",
    "Text\\n[link]: https://example.test/x",
    "TODO(x): something",
    "BUG(x): something",
    "a very long line that goes on and on and on and on and on and on and on and on and on and on and on and on and on and on",
    "#include <stdio.h>",
    "extern int x;",
    "``quoted''",
    "1. one\\n2. two",
    "\\ta tab first",
    "Text.\\n\\nUsage\\n\\nMore of it.\\n\\nRust's way\\n\\n- one\\n\\n      two\\n\\nEnd",
    "Text:\\n\\n```\\ncode();\\n```\\n\\n- one\\n\\n```\\nmore();\\n```\\n1. one",
    "Text\\n* * *\\n---\\n| a | b |\\n|---|---|\\n> quoted\\n+ one\\n  - inner\\n\\n    deep",
    "- one\\n- two",
    "```\\ncode();\\n```",
    "Text\\n\\n\\n\\n    code\\n\\n\\n    more\\n## Heading\\nText",
    "See [`Point`], [Point::x], [ x ], [x](https://example.test), <https://example.test>.",
];

/// A doc attribute, or nothing.
pub(super) fn attribute(numbers: &mut Numbers) -> String {
    if numbers.below(2) == 0 {
        return String::new();
    }
    format!("#[doc = \"{}\"] ", pick(TEXTS, numbers))
}

/// The doc attribute of an error's variant: a message with some of its fields.
pub(super) fn message(fields: &[String], numbers: &mut Numbers) -> String {
    let mut text = pick(TEXTS, numbers).to_owned();
    for field in fields {
        if numbers.below(2) == 0 {
            text = format!(
                "{} {{{}}} {text}",
                pick(&["is", "\\\"", "%", "{{", "ends in", "}}"], numbers),
                field
            );
        }
    }
    if numbers.below(3) == 0 { String::new() } else { format!("#[doc = \"{text}\"] ") }
}
