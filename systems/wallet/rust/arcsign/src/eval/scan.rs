//! Cuts a line into its values where it lies.
//!
//! A line is in locked memory. It is cut into the spans of its top-level values; the texts of secrets are decoded from there into
//! locked memory, and only what is public is copied out.

/// What is wrong with a line, for people.
pub(super) type Wrong = &'static str;

/// Goes through a line.
struct Cutter<'a> {
    rest: &'a [u8],
}

impl<'a> Cutter<'a> {
    fn space(&mut self) {
        self.rest = self.rest.trim_ascii_start_json();
    }

    fn next(&mut self, byte: u8) -> bool {
        let found = self.rest.first() == Some(&byte);
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    /// A text with its quotes.
    fn quoted(&mut self) -> Option<&'a [u8]> {
        if self.rest.first() != Some(&b'"') {
            return None;
        }
        let mut at = 1;
        while let Some(byte) = self.rest.get(at) {
            match byte {
                b'\\' => at += 2,
                b'"' => {
                    let (text, rest) = self.rest.split_at(at + 1);
                    self.rest = rest;
                    return Some(text);
                }
                _ => at += 1,
            }
        }
        None
    }

    /// A value as it is written. Whether it is a valid one is for others to say.
    fn value(&mut self) -> Option<&'a [u8]> {
        let whole = self.rest;
        let mut depth = 0_usize;
        while let Some(byte) = self.rest.first() {
            match byte {
                b'"' => drop(self.quoted()?),
                b'{' | b'[' => {
                    depth += 1;
                    self.rest = &self.rest[1..];
                }
                b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    self.rest = &self.rest[1..];
                }
                b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => break,
                _ => {
                    self.rest = &self.rest[1..];
                    continue;
                }
            }
            if depth == 0 {
                break;
            }
        }
        let value = &whole[..whole.len() - self.rest.len()];
        (depth == 0 && !value.is_empty() && !self.rest.is_empty()).then_some(value)
    }
}

/// White space as JSON has it.
trait Json {
    fn trim_ascii_start_json(&self) -> &Self;
}

impl Json for [u8] {
    fn trim_ascii_start_json(&self) -> &[u8] {
        let start = self.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
        &self[start.unwrap_or(self.len())..]
    }
}

/// Calls `each` with the keys, in their quotes, and the values of an object, which has nothing behind it.
pub(super) fn members<'a>(
    object: &'a [u8],
    mut each: impl FnMut(&'a [u8], &'a [u8]) -> Result<(), Wrong>,
) -> Result<(), Wrong> {
    const INVALID: Wrong = "a request is not valid JSON";
    let mut cutter = Cutter { rest: object };
    cutter.space();
    if !cutter.next(b'{') {
        return Err("a request is a JSON object");
    }
    cutter.space();
    if !cutter.next(b'}') {
        loop {
            cutter.space();
            let key = cutter.quoted().ok_or(INVALID)?;
            cutter.space();
            if !cutter.next(b':') {
                return Err(INVALID);
            }
            cutter.space();
            each(key, cutter.value().ok_or(INVALID)?)?;
            cutter.space();
            if cutter.next(b'}') {
                break;
            }
            if !cutter.next(b',') {
                return Err(INVALID);
            }
        }
    }
    cutter.space();
    if cutter.rest.is_empty() { Ok(()) } else { Err("something stands behind a request") }
}

/// Writes what a text says, which may be a secret, and returns its length; `None` for what is not a JSON text. `out` is as
/// long as the text.
pub(super) fn unquote(quoted: &[u8], out: &mut [u8]) -> Option<usize> {
    let mut rest = quoted.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    let mut length = 0;
    while let Some(&byte) = rest.first() {
        let (size, decoded) = match byte {
            0..0x20 => return None,
            b'\\' => escaped(rest)?,
            0x20..0x80 => (1, char::from(byte)),
            _ => character(rest)?,
        };
        length += decoded.encode_utf8(&mut out[length..]).len();
        rest = &rest[size..];
    }
    Some(length)
}

/// A text that is not secret.
pub(super) fn text(quoted: &[u8]) -> Option<String> {
    let mut out = vec![0; quoted.len()];
    let length = unquote(quoted, &mut out)?;
    out.truncate(length);
    String::from_utf8(out).ok()
}

/// The first character of UTF-8, which has more than one byte.
fn character(text: &[u8]) -> Option<(usize, char)> {
    let size = match text[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let first = std::str::from_utf8(text.get(..size)?).ok()?;
    Some((size, first.chars().next()?))
}

/// What a backslash begins, and how long it is.
fn escaped(text: &[u8]) -> Option<(usize, char)> {
    let simple = match text.get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        _ => {
            let first = unit(text)?;
            if let Some(character) = char::from_u32(first) {
                return Some((6, character));
            }
            // Two halves of one character.
            let second = unit(&text[6..])?;
            if !(0xD800..0xDC00).contains(&first) || !(0xDC00..0xE000).contains(&second) {
                return None;
            }
            return Some((12, char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))?));
        }
    };
    Some((2, simple))
}

/// The number of `\u` and four digits.
fn unit(text: &[u8]) -> Option<u32> {
    let digits = text.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |number, digit| Some(number << 4 | char::from(*digit).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_say_what_json_says() {
        for valid in [
            r#""""#,
            r#""plain""#,
            r#""\" \\ \/ \b \f \n \r \t""#,
            r#""\u0061\u00e9\u20ac\ud83d\ude00 é€😀""#,
            "\"\u{7f}\"",
        ] {
            let expected: String = serde_json::from_str(valid).unwrap();
            assert_eq!(text(valid.as_bytes()).as_deref(), Some(&*expected), "{valid}");
        }
        let invalid: [&[u8]; 13] = [
            b"",
            b"\"",
            b"\"a",
            b"a\"",
            br#""\x""#,
            br#""\u12""#,
            br#""\u+123""#,
            br#""\ud800""#,
            br#""\ud800\u0061""#,
            br#""\udc00\ud800""#,
            b"\"\n\"",
            b"\"\xff\"",
            b"\"\xc3\"",
        ];
        for text in invalid {
            assert_eq!(super::text(text), None, "{}", String::from_utf8_lossy(text));
            assert!(serde_json::from_slice::<String>(text).is_err(), "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn objects_are_cut_where_they_lie() {
        let line = br#" { "a" : [1,"}"], "b":{"c":"\"]"} ,"d":-1.5e3,"e":null } "#;
        let mut found = Vec::new();
        members(line, |key, value| {
            found.push((text(key).unwrap(), String::from_utf8(value.to_vec()).unwrap()));
            Ok(())
        })
        .unwrap();
        let expected = [("a", r#"[1,"}"]"#), ("b", r#"{"c":"\"]"}"#), ("d", "-1.5e3"), ("e", "null")];
        assert_eq!(found, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
        let nothing = |line: &str| members(line.as_bytes(), |_, _| Ok(())).is_err();
        for line in [
            "",
            "{",
            "[]",
            "\"",
            "{}x",
            "{a:1}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1",
            "{\"a\":1,}",
            "{\"a\":[}",
        ] {
            assert!(nothing(line), "{line}");
        }
        assert!(!nothing("{}") && !nothing(" {\t} "));
    }
}
