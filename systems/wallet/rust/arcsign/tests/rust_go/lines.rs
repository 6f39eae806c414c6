//! Lines of requests, and how the command is used.

use std::{fs, os::unix::fs::PermissionsExt};

use crate::client::{MODES, arcsign, eval};

const TWELVE: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

/// Answers each line by itself, all of them in one run.
fn answers(lines: &[String]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let output = eval(folder.path(), "inproc", lines.join("\n").as_bytes());
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn requests_are_read_as_the_page_says() {
    let check = format!(
        r#""op":"mnemonic.check","args":{{"language":"english"}},"secret":{{"mnemonic":"{TWELVE}"}},"at":1"#
    );
    let right = r#""ok":true,"data":{"languages":["english"],"words":12}}"#;
    let invalid =
        |id: &str| format!(r#"{{"id":{id},"ok":false,"error":{{"code":"INVALID_INPUT","number":101,"#);
    let mut lines = Vec::new();
    let mut wanted = Vec::new();
    let mut case = |line: String, wants: String| {
        lines.push(line);
        wanted.push(wants);
    };
    case(format!(r#"{{"id":1,{check}}}"#), format!(r#"{{"id":1,{right}"#));
    case(format!("{{\"id\":\"a\\u00e9\",{check}}}\r"), format!(r#"{{"id":"a\u00e9",{right}"#));
    case(format!(" \t {{{check},\"id\":-5}} "), format!(r#"{{"id":-5,{right}"#));
    case(format!(r#"{{"id":null,{check}}}"#), format!(r#"{{"id":null,{right}"#));
    case(format!("{{{check}}}"), format!(r#"{{"id":null,{right}"#));
    case(
        format!(r#"{{"id":1,{}}}"#, check.replace("about", r"\u0061bou\u0074")),
        format!(r#"{{"id":1,{right}"#),
    );
    case(
        format!(r#"{{"id":1,{}}}"#, check.replace("\"secret\"", r#""\u0073ecret""#)),
        format!(r#"{{"id":1,{right}"#),
    );
    case(
        format!(r#"{{"id":1,{}}}"#, check.replace("about", "abandon")),
        r#"{"id":1,"ok":false,"error":{"code":"INVALID_CHECKSUM","number":103,"#.to_owned(),
    );
    case(
        format!(r#"{{"id":1,{}}}"#, check.replace("about", "x")),
        r#"{"id":1,"ok":false,"error":{"code":"INVALID_MNEMONIC","number":102,"#.to_owned(),
    );
    for (line, id) in [
        (r#"{"id":1,"op":"info","at":1,"id":2}"#, "1"),
        (r#"{"more":1,"id":2,"op":"info","at":1}"#, "2"),
        (r#"{"id":2.0,"op":"info","at":1}"#, "null"),
        (r#"{"id":01,"op":"info","at":1}"#, "null"),
        (r#"{"id":true,"op":"info","at":1}"#, "null"),
        (r#"{"id":[1],"op":"info","at":1}"#, "null"),
        (r#"{"id":7}"#, "7"),
        (r#"{"id":7,"op":5,"at":1}"#, "7"),
        (r#"{"id":7,"op":"nosuch","at":1}"#, "7"),
        (r#"{"id":7,"op":"info","at":1,"args":[]}"#, "7"),
        (r#"{"id":7,"op":"info","at":1,"args":null}"#, "7"),
        (r#"{"id":7,"op":"info","at":1,"args":{"a":1,"a":1}}"#, "7"),
        (r#"{"id":7,"op":"info","at":1,"args":{"a":}}"#, "7"),
        (r#"{"id":7,"op":"info","at":1,"secret":[]}"#, "7"),
        (r#"{"id":7,"op":"info","at":1,"secret":{"a":1}}"#, "7"),
        (r#"{"id":7,"op":"info","at":1,"secret":{"a":null}}"#, "7"),
        (r#"{"id":7,"op":"info","at":1,"secret":{"a":"x"}}"#, "7"),
        (r#"{"id":7,"op":"info","at":1,"secret":{"a":"x","a":""}}"#, "7"),
        (r#"{"id":7,"op":"info","at":1,"secret":{"a":"x","\u0061":""}}"#, "7"),
        (r#"{"id":7,"op":"info","at":1,"secret":{"a":"\ud800"}}"#, "7"),
        (r#"{"id":7,"op":"info","at":1"#, "7"),
        (r#"{"id":7,"op":"info","at":1}{"#, "7"),
        (r#"{"id":7,"op":"info","at":1,}"#, "7"),
        ("[]", "null"),
        ("{", "null"),
        ("\"", "null"),
        (r#"{"id":7,"op":"info"}"#, "7"),
        (r#"{"id":7,"op":"info","at":-1}"#, "7"),
        (r#"{"id":7,"op":"info","at":1.0}"#, "7"),
        (r#"{"id":7,"op":"info","at":"1"}"#, "7"),
        (r#"{"id":7,"op":"info","at":null}"#, "7"),
        (r#"{"id":7,"op":"info","at":9007199254740992}"#, "7"),
    ] {
        case(line.to_owned(), invalid(id));
    }
    let deep = |n: usize| format!("{{\"a\":{}{}}}", "[".repeat(n), "]".repeat(n));
    case(format!(r#"{{"id":7,"op":"info","at":1,"args":{}}}"#, deep(63)), invalid("7"));
    case(r#"{"id":8,"op":"info","at":9007199254740991}"#.to_owned(), r#"{"id":8,"ok":true,"#.to_owned());

    let found = answers(&lines);
    assert_eq!(found.len(), wanted.len());
    for ((answer, wants), line) in found.iter().zip(&wanted).zip(&lines) {
        assert!(answer.starts_with(wants.as_str()), "{line:.200}: {answer}, not {wants}");
        assert!(serde_json::from_str::<serde_json::Value>(answer).is_ok(), "{line}: {answer}");
    }
}

#[test]
fn long_lines_are_passed_over() {
    const MAX: usize = 1 << 20;
    let pad = |length: usize| {
        let line = r#"{"id":1,"op":"selftest","at":1"#;
        format!("{line}{}}}", " ".repeat(length - line.len() - 1))
    };
    for end in ["\n", "\r\n", ""] {
        let folder = tempfile::tempdir().unwrap();
        let lines = [pad(MAX), pad(MAX + 1), pad(3 * MAX), "x".repeat(5 * MAX), pad(MAX)];
        let output = eval(folder.path(), "inproc", (lines.join("\n") + end).as_bytes());
        let text = String::from_utf8(output.stdout).unwrap();
        let found: Vec<&str> = text.lines().collect();
        assert_eq!(found.len(), 5, "{found:?}");
        for (at, line) in found.iter().enumerate() {
            let wants = match at {
                0 | 4 => r#"{"id":1,"ok":true,"#,
                _ => r#"{"id":null,"ok":false,"error":{"code":"TOO_LARGE","number":106,"#,
            };
            assert!(line.starts_with(wants), "{at}: {line}");
        }
    }
}

#[test]
fn wrong_usage_touches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().to_str().unwrap();
    let cases: [&[&str]; 9] = [
        &[],
        &["nosuch"],
        &["eval"],
        &["eval", "--mode", "inproc"],
        &["eval", "--dir", dir, "--mode", "other"],
        &["eval", "--dir", dir, "--clock", "wall"],
        &["eval", "--dir", dir, "--json"],
        &["eval", "--dir", dir, "more"],
        &["eval", "--dir", dir, "--nosuch"],
    ];
    for arguments in cases {
        let output = arcsign().args(arguments).output().unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
    for arguments in [&["--help"][..], &["eval", "--help"]] {
        let output = arcsign().args(arguments).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty() && !output.stdout.is_empty());
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn folders_of_the_other_clock_are_refused_in_all_modes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for mode in MODES {
        let own = folder.path().join(mode);
        let output = eval(&own, mode, b"{\"op\":\"info\",\"at\":1}\n");
        assert!(output.status.success(), "{output:?}");
        assert_eq!(fs::metadata(&own).unwrap().permissions().mode() & 0o777, 0o700);
        let other = arcsign().args(["eval", "--mode", mode, "--dir"]).arg(&own).output().unwrap();
        assert_eq!((other.status.code(), other.stdout.len()), (Some(2), 0), "{other:?}");
        assert!(String::from_utf8_lossy(&other.stderr).contains("another clock"), "{other:?}");
        for path in [file.clone(), own.join("no/such")] {
            let output = eval(&path, mode, b"");
            assert_eq!(output.status.code(), Some(2), "{}: {output:?}", path.display());
        }
    }
}
