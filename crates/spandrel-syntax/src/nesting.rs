//! How deeply a bridge may be nested: the Rust parser, and what becomes of its tree, recurse once a level.
//!
//! Only what the parser gets is measured. Code outside of bridges is looked at token by token, without recursion,
//! and may be nested as deeply as its compiler allows.

use proc_macro2::{Delimiter, Spacing, Span, TokenStream, TokenTree};

/// The most levels that a bridge module may have. Unoptimised, the parser takes up to 54 KiB of stack for one, and threads
/// may have no more than 2 MiB.
pub const LEVELS: usize = 32;

/// The place at which tokens are nested too deeply for the parser, if there is one.
///
/// Brackets are not all that nests: `Vec<Vec<…`, `- - 1`, `&&&T`, `fn() -> fn() -> …`, `a + b + c`, `else if` each put
/// a tree into a tree without any. So within one pair of brackets every operator and every keyword of expressions and
/// types counts as a level until a comma, a semicolon or the next item shows that the parser is back where it began. This
/// never counts too little.
pub fn too_deep(tokens: TokenStream) -> Option<Span> {
    let mut open = vec![Level::new(tokens, 0)];
    while let Some(level) = open.last_mut() {
        let Some(token) = level.tokens.next() else {
            open.pop();
            continue;
        };
        level.count(&token);
        if level.depth > LEVELS {
            return Some(token.span());
        }
        if let TokenTree::Group(group) = &token {
            let inner = Level::new(group.stream(), level.depth);
            level.close(group.delimiter());
            open.push(inner);
        }
    }
    None
}

/// Words with an expression, a pattern or a type behind them. Between any other two words stands an operator.
#[rustfmt::skip]
const KEYWORDS: [&str; 30] = [
    "as", "async", "become", "box", "break", "builtin", "const", "do", "dyn", "else", "fn", "for", "gen", "if", "impl",
    "in", "is", "let", "loop", "match", "move", "mut", "raw", "ref", "return", "static", "try", "unsafe", "while",
    "yield",
];

/// The tokens between two brackets.
struct Level {
    tokens: std::iter::Peekable<proc_macro2::token_stream::IntoIter>,
    /// The depth outside.
    base: usize,
    /// The depth at the token that was read last.
    depth: usize,
    /// How many `<` are open.
    angles: usize,
    /// Whether there was a `|`: the parameters of a closure have commas, and its body follows.
    pipe: bool,
    /// Whether this is the part of an attribute that is in brackets, and the depth in front of it.
    attribute: Option<usize>,
    before: Before,
}

/// What the token before was, where that matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Literal,
    /// A `<` that compares or shifts, and the next one may belong to it.
    Operator,
    /// The `-` of `->` or the `=` of `=>`.
    Arrow,
    Hash,
    Other,
}

impl Level {
    fn new(tokens: TokenStream, base: usize) -> Level {
        Level {
            tokens: tokens.into_iter().peekable(),
            base,
            depth: base,
            angles: 0,
            pipe: false,
            attribute: None,
            before: Before::Other,
        }
    }

    fn count(&mut self, token: &TokenTree) {
        let before = std::mem::replace(&mut self.before, Before::Other);
        let depth = self.depth;
        match token {
            TokenTree::Literal(_) => self.before = Before::Literal,
            TokenTree::Ident(word) => self.depth += usize::from(KEYWORDS.iter().any(|known| word == known)),
            TokenTree::Group(_) => {
                self.depth += 1;
                if before == Before::Hash {
                    self.before = Before::Hash;
                }
            }
            TokenTree::Punct(punct) => match punct.as_char() {
                '<' if before == Before::Literal || before == Before::Operator => {
                    self.depth += 1;
                    self.before = Before::Operator;
                }
                '<' => {
                    self.depth += 1;
                    self.angles += 1;
                }
                '>' if before == Before::Arrow => {}
                // It closes what was counted when it opened.
                '>' if self.angles > 0 => self.angles -= 1,
                '-' | '=' if punct.spacing() == Spacing::Joint => {
                    self.depth += 1;
                    self.before = Before::Arrow;
                }
                '|' => {
                    self.depth += 1;
                    self.pipe = true;
                }
                '#' => {
                    self.attribute = Some(depth);
                    self.before = Before::Hash;
                }
                '!' if before == Before::Hash => self.before = Before::Hash,
                ',' if self.angles == 0 && !self.pipe => self.depth = self.base,
                ';' => self.back(),
                ',' | ':' | '\'' => {}
                _ => self.depth += 1,
            },
        }
    }

    /// Goes back to where a bracket that was counted began, if it ends something: attributes stand side by side, and so
    /// do items.
    fn close(&mut self, delimiter: Delimiter) {
        if self.before == Before::Hash {
            self.before = Before::Other;
            if let (Delimiter::Bracket, Some(depth)) = (delimiter, self.attribute.take()) {
                self.depth = depth;
            }
        } else if delimiter == Delimiter::Brace && self.begins_item() {
            self.back();
        }
    }

    /// Whether what follows a block cannot belong to the expression in front of it.
    fn begins_item(&mut self) -> bool {
        match self.tokens.peek() {
            Some(TokenTree::Ident(word)) => !["else", "as", "is"].iter().any(|known| word == known),
            Some(TokenTree::Punct(punct)) => punct.as_char() == '#',
            _ => false,
        }
    }

    fn back(&mut self) {
        self.depth = self.base;
        self.angles = 0;
        self.pipe = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_too_deep(text: &str) -> bool {
        too_deep(text.parse().unwrap()).is_some()
    }

    #[test]
    fn what_nests_is_counted() {
        let many = |piece: &str| piece.repeat(LEVELS + 1);
        for text in [
            many("-"),
            many("! "),
            many("&"),
            many("Vec<"),
            many("HashMap<u8, "),
            many("1 + "),
            many("a.b()"),
            many("x? "),
            many("if x {} else "),
            many("|a, b| "),
            many("|a| { 1 } + "),
            many("fn() -> "),
            many("fn(a: u8, b: u8) -> "),
            many("a as A<B, C> as "),
            many("match "),
            many("S {} + "),
            many("x = "),
            format!("{}{}", many("("), many(")")),
            format!("{}{}", many("mod a {"), many("}")),
            format!("#[doc = {}1] struct S;", many("-")),
            format!("struct S; enum E {{ A = {}1 }}", many("-")),
        ] {
            assert!(is_too_deep(&text), "{text}");
        }
    }

    #[test]
    fn the_parser_bears_what_passes() {
        for (before, open, inner, close, after) in [
            ("const A: u8 = ", "-", "1", "", ";"),
            ("const A: u8 = ", "&", "1", "", ";"),
            ("const A: u8 = ", "(", "1", ")", ";"),
            ("const A: u8 = ", "[", "1", "]", ";"),
            ("const A: u8 = ", "{", "1", "}", ";"),
            ("const A: u8 = ", "|a| ", "1", "", ";"),
            ("const A: u8 = ", "", "1", " + 1", ";"),
            ("const A: u8 = ", "async {", "1", "}", ";"),
            ("const A: u8 = ", "match a { _ => ", "1", "}", ";"),
            ("const A: u8 = ", "{ let x = ", "1", ";}", ";"),
            ("const A: u8 = ", "a::<", "u8", ">()", ";"),
            ("const A: u8 = ", "f(", "1", ")", ";"),
            ("fn f(x: ", "Vec<", "u8", ">", ");"),
            ("fn f(x: ", "&'a ", "u8", "", ");"),
            ("fn f(x: ", "*const ", "u8", "", ");"),
            ("fn f(x: ", "[", "u8", "]", ");"),
            ("fn f(x: ", "(", "u8", ")", ");"),
            ("fn f(x: ", "fn() -> ", "u8", "", ");"),
            ("fn f(x: ", "impl A<B = ", "u8", ">", ");"),
            ("fn f(x: ", "Box<dyn Fn(", "u8", ")>", ");"),
            ("fn f(x: ", "<", "u8", " as A>::B", ");"),
            ("", "mod a {", "", "}", ""),
            ("", "fn f() {", "", "}", ""),
            ("fn f(", "&", "x", "", ": u8);"),
            ("fn f(", "(", "x", ")", ": u8);"),
        ] {
            let text = |count: usize| {
                let (open, close) = (open.repeat(count), close.repeat(count));
                format!("mod ffi {{ extern \"Rust\" {{ {before}{open}{inner}{close}{after} }} }}")
            };
            let most = (1..=LEVELS).rev().map(text).find(|text| !is_too_deep(text)).unwrap();
            // Whether it is Rust does not matter here. Dropping it must not overflow, either.
            let parse = move || drop(syn::parse_str::<syn::ItemMod>(&most));
            let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(parse).unwrap();
            thread.join().unwrap();
        }
    }

    #[test]
    fn what_stands_side_by_side_is_not() {
        let many = |piece: &str| piece.repeat(10 * LEVELS);
        for text in [
            many("/// A line of a comment.\n") + "struct S;",
            many("#[derive(Clone)] pub struct S { a: Vec<HashMap<u8, Vec<u8>>>, b: fn(u8) -> u8 } "),
            many("struct S(u8);"),
            format!("enum E {{ {} }}", many("A = 1 << 3, ")),
            format!("enum E {{ {} }}", many("A { x: u8 }, B(u8), ")),
            format!("extern \"Rust\" {{ {} }}", many("async fn f(self: &S, a: &[u8]) -> Result<A, B>;")),
            format!("fn f({})", many("a: Option<(A, B)>, ")),
        ] {
            assert!(!is_too_deep(&text), "{text}");
        }
    }
}
