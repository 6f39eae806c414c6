//! Strict JSON (RFC 8259) over the reader of `struson`. It keeps what other readers lose: numbers stay text, so that
//! 64-bit integers are exact and `1.0` is not an integer, and a key given twice is an error.
//!
//! A document becomes a flat list of tokens instead of a tree, so that nesting costs no stack.

use std::collections::HashSet;
use std::fmt::Write as _;

use struson::reader::{JsonReader as _, JsonStreamReader, ReaderError, ReaderSettings, ValueType};

/// What every implementation of the protocol reads, and no more.
const DEEPEST: u32 = 10_000;

/// One value, or the head of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Null,
    Bool(bool),
    /// As written.
    Number(String),
    Text(String),
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
pub(crate) struct Fault(String);

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not JSON: {}", self.0)
    }
}

impl From<ReaderError> for Fault {
    fn from(error: ReaderError) -> Fault {
        Fault(error.to_string())
    }
}

/// A parsed document.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    tokens: Vec<Token>,
}

/// A place in a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'d> {
    tokens: &'d [Token],
    at: usize,
}

impl<'d> Value<'d> {
    pub(crate) fn token(self) -> &'d Token {
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

/// An array or object that is not closed yet.
struct Open {
    /// Its token.
    at: usize,
    /// The keys of an object so far.
    keys: Option<HashSet<String>>,
}

impl Document {
    /// Reads one value, with spaces around it.
    pub(crate) fn parse(text: &str) -> Result<Document, Fault> {
        let mut reader = JsonStreamReader::new_custom(
            text.as_bytes(),
            ReaderSettings {
                max_nesting_depth: Some(DEEPEST),
                restrict_number_values: false,
                track_path: false,
                ..ReaderSettings::default()
            },
        );
        let mut tokens = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        loop {
            let Some(inner) = open.last_mut() else {
                read_value(&mut reader, &mut tokens, &mut open)?;
                if open.is_empty() {
                    break;
                }
                continue;
            };
            if reader.has_next()? {
                if let Some(keys) = &mut inner.keys {
                    let key = reader.next_name_owned()?;
                    if !keys.insert(key.clone()) {
                        return Err(Fault(format!("key {key:?} for the second time")));
                    }
                    tokens.push(Token::Text(key));
                }
                read_value(&mut reader, &mut tokens, &mut open)?;
                continue;
            }
            let end = tokens.len();
            tokens[inner.at] = if inner.keys.is_some() {
                reader.end_object()?;
                Token::Object { end }
            } else {
                reader.end_array()?;
                Token::Array { end }
            };
            open.pop();
            if open.is_empty() {
                break;
            }
        }
        reader.consume_trailing_whitespace()?;
        Ok(Document { tokens })
    }

    pub(crate) fn root(&self) -> Value<'_> {
        Value { tokens: &self.tokens, at: 0 }
    }
}

/// Reads a value, or the head of one.
fn read_value(
    reader: &mut JsonStreamReader<&[u8]>,
    tokens: &mut Vec<Token>,
    open: &mut Vec<Open>,
) -> Result<(), Fault> {
    let at = tokens.len();
    tokens.push(match reader.peek()? {
        ValueType::Null => {
            reader.next_null()?;
            Token::Null
        }
        ValueType::Boolean => Token::Bool(reader.next_bool()?),
        ValueType::Number => Token::Number(reader.next_number_as_string()?),
        ValueType::String => Token::Text(reader.next_string()?),
        ValueType::Array => {
            reader.begin_array()?;
            open.push(Open { at, keys: None });
            Token::Array { end: at }
        }
        ValueType::Object => {
            reader.begin_object()?;
            open.push(Open { at, keys: Some(HashSet::new()) });
            Token::Object { end: at }
        }
    });
    Ok(())
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
        let deep = "[".repeat(10_000) + &"]".repeat(10_000);
        assert!(Document::parse(&deep).is_ok());
        for levels in [10_001, 1_000_000] {
            let deeper = "[".repeat(levels) + &"]".repeat(levels);
            assert!(Document::parse(&deeper).is_err());
        }
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
            "\u{feff}{}",
            "// no\n1",
            "[1] [2]",
            &format!("[{}", "1,".repeat(10)),
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
