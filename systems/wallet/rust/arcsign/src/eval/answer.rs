//! Writes an answer.

use spandrel::Secret;

use crate::{Code, WalletError, contract::ffi::Answer};

/// The answer of a request that was refused.
pub(super) fn failure(id: &str, error: &WalletError) -> String {
    let code = error.code();
    let mut line = format!(
        r#"{{"id":{id},"ok":false,"error":{{"code":"{}","number":{},"message":{}"#,
        code.name(),
        code.number(),
        quoted(&error.to_string()),
    );
    if let WalletError::Refused { word: Some(word), .. } = error {
        line += &format!(r#","word":{word}"#);
    }
    if let WalletError::Refused { code: Code::RateLimited, retry_ms: Some(wait), .. } = error {
        line += &format!(r#","retry_ms":{wait}"#);
    }
    line + "}}\n"
}

/// The answer of a request that had one without a secret.
pub(super) fn success(id: &str, answer: &Answer) -> String {
    format!("{{\"id\":{id},\"ok\":true,\"data\":{}}}\n", answer.data)
}

/// An answer with a secret, in locked memory.
pub(super) fn with_secret(id: &str, answer: &Answer, name: &str, secret: &Secret<str>) -> Secret<[u8]> {
    let data = &answer.data;
    let head = format!(r#"{{"id":{id},"ok":true,"data":{data},"secret":{{{}:"#, quoted(name));
    const TAIL: &[u8] = b"}}\n";
    let length = head.len() + escaped(secret.expose(), |_| {}) + TAIL.len();
    Secret::fill(length, |line| {
        let (start, rest) = line.split_at_mut(head.len());
        start.copy_from_slice(head.as_bytes());
        let mut at = 0;
        escaped(secret.expose(), |byte| {
            rest[at] = byte;
            at += 1;
        });
        rest[at..].copy_from_slice(TAIL);
    })
}

/// A JSON text that is not secret.
fn quoted(text: &str) -> String {
    let mut out = Vec::new();
    escaped(text, |byte| out.push(byte));
    String::from_utf8_lossy(&out).into_owned()
}

/// Gives the bytes of a JSON text one by one, and returns how many there are: what JSON wants escaped is, and nothing else.
fn escaped(text: &str, mut each: impl FnMut(u8)) -> usize {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut length = 0;
    let mut put = |bytes: &[u8]| {
        bytes.iter().for_each(|byte| each(*byte));
        length += bytes.len();
    };
    put(b"\"");
    for &byte in text.as_bytes() {
        match byte {
            b'"' | b'\\' => put(&[b'\\', byte]),
            0..0x20 => {
                put(&[
                    b'\\',
                    b'u',
                    b'0',
                    b'0',
                    DIGITS[usize::from(byte >> 4)],
                    DIGITS[usize::from(byte & 15)],
                ]);
            }
            _ => put(&[byte]),
        }
    }
    put(b"\"");
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_as_json_wants_it() {
        let text = "a \"b\" \\ \n\u{1} é 😀 \u{7f}";
        assert_eq!(serde_json::from_str::<String>(&quoted(text)).unwrap(), text);
        let answer = Answer { data: "{}".to_owned(), secret: None };
        let line = with_secret("7", &answer, "mnemonic", &Secret::new(text));
        let value: serde_json::Value = serde_json::from_slice(line.expose()).unwrap();
        assert_eq!(value["secret"]["mnemonic"], text);
        assert!(line.expose().ends_with(b"}}\n"));
    }
}
