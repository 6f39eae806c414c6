//! A strict JSON reader (RFC 8259) that keeps what other readers lose: numbers stay text, so that
//! 64-bit integers are exact and `1.0` is no integer, and a key given twice is an error.
//!
//! A document becomes a flat list of tokens instead of a tree, so that nesting has no limit and
//! costs no stack.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

/// One value, or the head of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    Null,
    Bool(bool),
    /// As written.
    Number(&'a str),
    Text(Cow<'a, str>),
    /// The values follow; `end` is the token after the last.
    Array {
        end: usize,
    },
    /// Keys (as [`Token::Text`]) and values follow in turn; `end` is the token after the last.
    Object {
        end: usize,
    },
}

/// Why a text is not one JSON document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) at: usize,
    pub(crate) what: &'static str,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not JSON: byte {}: {}", self.at, self.what)
    }
}

/// A parsed document.
#[derive(Clone, Debug)]
pub(crate) struct Document<'a> {
    tokens: Vec<Token<'a>>,
}

impl<'a> Document<'a> {
    pub(crate) fn parse(text: &'a str) -> Result<Document<'a>, Fault> {
        let mut parser = Parser { text, at: 0, tokens: Vec::new(), open: Vec::new() };
        parser.document()?;
        Ok(Document { tokens: parser.tokens })
    }

    pub(crate) fn root(&self) -> Value<'_> {
        Value { tokens: &self.tokens, at: 0 }
    }
}

/// A place in a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'d> {
    tokens: &'d [Token<'d>],
    at: usize,
}

impl<'d> Value<'d> {
    pub(crate) fn token(self) -> &'d Token<'d> {
        &self.tokens[self.at]
    }

    pub(crate) fn text(self) -> Option<&'d str> {
        match self.token() {
            Token::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn items(self) -> Option<impl Iterator<Item = Value<'d>>> {
        match *self.token() {
            Token::Array { end } => Some(self.children(end)),
            _ => None,
        }
    }

    /// Keys and values.
    pub(crate) fn entries(self) -> Option<impl Iterator<Item = (&'d str, Value<'d>)>> {
        let Token::Object { end } = *self.token() else {
            return None;
        };
        let mut children = self.children(end);
        Some(std::iter::from_fn(move || {
            let key = children.next()?.text()?;
            Some((key, children.next()?))
        }))
    }

    fn children(self, end: usize) -> impl Iterator<Item = Value<'d>> {
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            let child = Value { at, ..self };
            (at < end).then(|| {
                at = child.end();
                child
            })
        })
    }

    fn end(self) -> usize {
        match *self.token() {
            Token::Array { end } | Token::Object { end } => end,
            _ => self.at + 1,
        }
    }

    /// JSON equality: the order of keys does not matter, numbers are compared as written.
    pub(crate) fn equals(self, other: Value<'_>) -> bool {
        match (self.token(), other.token()) {
            (Token::Null, Token::Null) => true,
            (Token::Bool(a), Token::Bool(b)) => a == b,
            (Token::Number(a), Token::Number(b)) => a == b,
            (Token::Text(a), Token::Text(b)) => a == b,
            _ => match (self.items(), other.items()) {
                (Some(mine), Some(theirs)) => {
                    let (mine, theirs): (Vec<_>, Vec<_>) = (mine.collect(), theirs.collect());
                    mine.len() == theirs.len() && mine.iter().zip(&theirs).all(|(a, b)| a.equals(*b))
                }
                _ => self.equals_as_object(other),
            },
        }
    }

    fn equals_as_object(self, other: Value<'_>) -> bool {
        let (Some(mine), Some(theirs)) = (self.entries(), other.entries()) else {
            return false;
        };
        let mut mine: Vec<_> = mine.collect();
        let mut theirs: Vec<_> = theirs.collect();
        mine.sort_by_key(|&(key, _)| key);
        theirs.sort_by_key(|&(key, _)| key);
        mine.len() == theirs.len() && mine.iter().zip(&theirs).all(|(a, b)| a.0 == b.0 && a.1.equals(b.1))
    }
}

/// Writes `text` as a JSON string.
pub(crate) fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{0}'..='\u{1f}' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token<'a>>,
    /// Tokens of the arrays and objects that are not closed yet.
    open: Vec<usize>,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Value,
    /// A value or the end of an array that has just begun.
    ValueOrClose,
    /// A key or the end of an object that has just begun.
    KeyOrClose,
    Key,
    /// A comma or the end of the innermost array or object.
    CommaOrClose,
}

impl<'a> Parser<'a> {
    fn fault<T>(&self, what: &'static str) -> Result<T, Fault> {
        Err(Fault { at: self.at, what })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn document(&mut self) -> Result<(), Fault> {
        let mut expect = Expect::Value;
        loop {
            self.skip_space();
            expect = match (expect, self.peek()) {
                (Expect::ValueOrClose, Some(b']')) | (Expect::KeyOrClose, Some(b'}')) => self.close()?,
                (Expect::Value | Expect::ValueOrClose, _) => self.value()?,
                (Expect::Key | Expect::KeyOrClose, Some(b'"')) => self.key()?,
                (Expect::Key | Expect::KeyOrClose, _) => return self.fault("a key is missing"),
                (Expect::CommaOrClose, Some(b',')) => self.comma()?,
                (Expect::CommaOrClose, _) => self.close()?,
            };
            if self.open.is_empty() {
                break;
            }
        }
        self.skip_space();
        if self.at < self.text.len() {
            return self.fault("something follows the value");
        }
        Ok(())
    }

    fn in_object(&self) -> bool {
        self.open.last().is_some_and(|&at| matches!(self.tokens[at], Token::Object { .. }))
    }

    fn comma(&mut self) -> Result<Expect, Fault> {
        self.at += 1;
        Ok(if self.in_object() { Expect::Key } else { Expect::Value })
    }

    fn key(&mut self) -> Result<Expect, Fault> {
        let key = self.string()?;
        self.tokens.push(Token::Text(key));
        self.skip_space();
        if self.peek() != Some(b':') {
            return self.fault("a colon is missing");
        }
        self.at += 1;
        Ok(Expect::Value)
    }

    fn close(&mut self) -> Result<Expect, Fault> {
        let wanted = if self.in_object() { b'}' } else { b']' };
        if self.peek() != Some(wanted) {
            return self.fault("a comma or the end of the array or object is missing");
        }
        let end = self.tokens.len();
        let Some(at) = self.open.pop() else {
            return self.fault("nothing is open here");
        };
        if wanted == b'}' {
            self.check_keys(at, end)?;
            self.tokens[at] = Token::Object { end };
        } else {
            self.tokens[at] = Token::Array { end };
        }
        self.at += 1;
        Ok(Expect::CommaOrClose)
    }

    fn check_keys(&self, object: usize, end: usize) -> Result<(), Fault> {
        let mut keys = HashSet::new();
        let mut at = object + 1;
        while at < end {
            if let Token::Text(key) = &self.tokens[at]
                && !keys.insert(&key[..])
            {
                return self.fault("a key occurs twice in this object");
            }
            let value = Value { tokens: &self.tokens, at: at + 1 };
            at = value.end();
        }
        Ok(())
    }

    fn value(&mut self) -> Result<Expect, Fault> {
        let token = match self.peek() {
            Some(b'{') => {
                self.at += 1;
                self.open.push(self.tokens.len());
                self.tokens.push(Token::Object { end: 0 });
                return Ok(Expect::KeyOrClose);
            }
            Some(b'[') => {
                self.at += 1;
                self.open.push(self.tokens.len());
                self.tokens.push(Token::Array { end: 0 });
                return Ok(Expect::ValueOrClose);
            }
            Some(b'"') => Token::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => self.word()?,
        };
        self.tokens.push(token);
        Ok(Expect::CommaOrClose)
    }

    fn word(&mut self) -> Result<Token<'a>, Fault> {
        let rest = &self.text.as_bytes()[self.at..];
        for (word, token) in
            [("null", Token::Null), ("true", Token::Bool(true)), ("false", Token::Bool(false))]
        {
            if rest.starts_with(word.as_bytes()) {
                self.at += word.len();
                return Ok(token);
            }
        }
        self.fault("a value is missing")
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start {
            return self.fault("a digit is missing");
        }
        Ok(())
    }

    fn number(&mut self) -> Result<Token<'a>, Fault> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(Token::Number(&self.text[start..self.at]))
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        self.at += 1;
        let start = self.at;
        let mut copy: Option<String> = None;
        let mut plain_from = start;
        loop {
            match self.peek() {
                None => return self.fault("a string is not closed"),
                Some(b'"') => {
                    let plain = &self.text[plain_from..self.at];
                    self.at += 1;
                    return Ok(match copy {
                        None => Cow::Borrowed(plain),
                        Some(copy) => Cow::Owned(copy + plain),
                    });
                }
                Some(b'\\') => {
                    let copy = copy.get_or_insert_default();
                    copy.push_str(&self.text[plain_from..self.at]);
                    let character = self.escape()?;
                    copy.push(character);
                    plain_from = self.at;
                }
                Some(0..=0x1f) => return self.fault("a control character inside a string"),
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        self.at += 1;
        let Some(kind) = self.peek() else {
            return self.fault("a string is not closed");
        };
        self.at += 1;
        Ok(match kind {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return self.fault("an escape that JSON does not have"),
        })
    }

    fn unicode(&mut self) -> Result<char, Fault> {
        let first = self.four_digits()?;
        let scalar = match first {
            0xd800..=0xdbff => {
                if !self.text[self.at..].starts_with("\\u") {
                    return self.fault("half of a surrogate pair");
                }
                self.at += 2;
                let second = self.four_digits()?;
                if !(0xdc00..=0xdfff).contains(&second) {
                    return self.fault("half of a surrogate pair");
                }
                0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)
            }
            _ => first,
        };
        match char::from_u32(scalar) {
            Some(character) => Ok(character),
            None => self.fault("half of a surrogate pair"),
        }
    }

    fn four_digits(&mut self) -> Result<u32, Fault> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4);
        let Some(digits) = digits.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit)) else {
            return self.fault("four hex digits are missing");
        };
        let value =
            digits.iter().fold(0, |value, &digit| 16 * value + char::from(digit).to_digit(16).unwrap_or(0));
        self.at += 4;
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_that_are_json() {
        for text in [
            "0",
            "-0.5e+3",
            " [ ] ",
            "{}",
            r#"{"a":[1,{"b":null}],"c":"\u00e9\ud83d\ude00\n"}"#,
            "[[[[]]],true,false]",
        ] {
            assert!(Document::parse(text).is_ok(), "{text}");
        }
        let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
        assert!(Document::parse(&deep).is_ok());
    }

    #[test]
    fn documents_that_are_not() {
        for text in [
            "",
            " ",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "+1",
            "[1,]",
            "[1 2]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1,\"\\u0061\":2}",
            "[{\"x\":{\"a\":1,\"a\":1}}]",
            "\"",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\udc00\"",
            "\"\t\"",
            "nul",
            "[}",
            "{]",
            "1 2",
            "]",
            "NaN",
        ] {
            assert!(Document::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn equality_ignores_the_order_of_keys_only() {
        let same = |a: &str, b: &str| {
            let (a, b) = (Document::parse(a).unwrap(), Document::parse(b).unwrap());
            a.root().equals(b.root())
        };
        assert!(same(r#"{"a":1,"b":[true,null]}"#, r#"{"b":[true,null],"a":1}"#));
        assert!(!same("[1,2]", "[2,1]"));
        assert!(!same("1", "\"1\""));
        assert!(!same("{}", "[]"));
        assert!(!same(r#"{"a":1}"#, r#"{"a":1,"b":1}"#));
    }
}
