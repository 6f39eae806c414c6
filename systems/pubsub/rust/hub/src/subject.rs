use crate::Error;

/// The most bytes of a subject.
const LONGEST: usize = 1024;

/// What the subjects of replies begin with.
pub(crate) const INBOX: &str = "_INBOX.";

/// Checks a subject to publish on: tokens between dots, none empty, none `*` or `>`, no white space, at most 1,024 bytes.
pub fn check_subject(subject: &str) -> Result<(), Error> {
    check(subject)?;
    match subject.split('.').find(|token| matches!(*token, "*" | ">")) {
        Some(wildcard) => Err(bad(subject, format!("nothing can be published on the wildcard {wildcard}"))),
        None => Ok(()),
    }
}

/// Checks a pattern: a subject in which the token `*` matches any one token, and `>` at the end one or more.
pub fn check_pattern(pattern: &str) -> Result<(), Error> {
    check(pattern)?;
    let mut tokens = pattern.split('.').rev();
    tokens.next();
    if tokens.any(|token| token == ">") {
        return Err(bad(pattern, "> is not the last token".to_owned()));
    }
    Ok(())
}

/// Reports whether a pattern matches a subject. Both are valid.
pub fn matches(pattern: &str, subject: &str) -> bool {
    let mut subject = subject.split('.');
    for token in pattern.split('.') {
        match (token, subject.next()) {
            (">", Some(_)) => return true,
            ("*", Some(_)) => {}
            (token, Some(other)) if token == other => {}
            _ => return false,
        }
    }
    subject.next().is_none()
}

fn check(subject: &str) -> Result<(), Error> {
    if subject.len() > LONGEST {
        let start: String = subject.chars().take(32).collect();
        return Err(bad(&format!("{start}…"), format!("{} bytes are more than {LONGEST}", subject.len())));
    }
    if let Some(position) = subject.split('.').position(str::is_empty) {
        return Err(bad(subject, format!("token {} is empty", position + 1)));
    }
    match subject.bytes().position(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0)) {
        Some(at) => Err(bad(subject, format!("byte {} is white space or NUL", at + 1))),
        None => Ok(()),
    }
}

fn bad(subject: &str, why: String) -> Error {
    Error::BadSubject { subject: subject.escape_debug().to_string(), why }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects() {
        for good in ["a", "a.b", "foo*", ">x", "a.*b", "ü.日本", "$SYS.x", "_INBOX.1", &"x".repeat(1024)] {
            assert_eq!(check_subject(good), Ok(()), "{good}");
        }
        let bad = [
            "",
            ".",
            "a.",
            ".a",
            "a..b",
            "*",
            "a.*",
            ">",
            "a.>",
            "a b",
            "a\tb",
            "a\r",
            "a\n",
            "a\0",
            &"x".repeat(1025),
        ];
        for bad in bad {
            assert!(matches!(check_subject(bad), Err(Error::BadSubject { .. })), "{bad:?}");
        }
        assert_eq!(check_subject("a..b").unwrap_err().to_string(), "subject a..b: token 2 is empty");
    }

    #[test]
    fn patterns() {
        for good in ["*", ">", "a.*", "a.>", "*.*.>", "foo*", ">x", "a.*b.>"] {
            assert_eq!(check_pattern(good), Ok(()), "{good}");
        }
        for bad in ["", "a..b", ">.a", "a.>.b", "a.> "] {
            assert!(matches!(check_pattern(bad), Err(Error::BadSubject { .. })), "{bad:?}");
        }
    }

    #[test]
    fn matching() {
        for (pattern, subject, want) in [
            ("a", "a", true),
            ("a", "a.b", false),
            ("*", "a", true),
            ("*", "a.b", false),
            (">", "a", true),
            (">", "a.b.c", true),
            ("a.>", "a", false),
            ("a.>", "a.b.c", true),
            ("a.*.c", "a.b.c", true),
            ("a.*.c", "a.b.d", false),
            ("a.*", "a", false),
            ("foo*", "foo*", true),
            ("foo*", "foobar", false),
            ("*.b.>", "a.b.c.d", true),
        ] {
            assert_eq!(matches(pattern, subject), want, "{pattern} {subject}");
        }
    }
}
