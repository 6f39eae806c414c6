//! `#[cfg]` on modules: what is compiled, as far as a generator can know that does not compile.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};

use crate::nesting;

/// Whether something is compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is.
    On,
    /// It is not, for this condition.
    Off(String),
    /// This condition decides, and only the compiler knows it.
    Unknown(String),
}

impl State {
    /// The state of something that stands in something else.
    pub fn and(&self, inner: State) -> State {
        match (self, inner) {
            (State::Off(_), _) | (State::Unknown(_), State::On) => self.clone(),
            (_, inner) => inner,
        }
    }
}

/// What is known of the crate that a source belongs to.
#[derive(Clone, Debug, Default)]
pub struct Conditions {
    /// Its features that are on.
    pub features: BTreeSet<String>,
}

impl Conditions {
    /// The state that `#[cfg(…)]` with this predicate gives.
    pub fn state(&self, predicate: &TokenStream) -> State {
        if nesting::too_deep(predicate.clone()).is_some() {
            return State::Unknown("a condition that is nested too deeply".to_owned());
        }
        match self.evaluate(predicate) {
            Ok(true) => State::On,
            Ok(false) => State::Off(written(predicate)),
            Err(unknown) => State::Unknown(unknown),
        }
    }

    /// Whether the predicate holds, or the part of it on which that depends and that is not known.
    fn evaluate(&self, predicate: &TokenStream) -> Result<bool, String> {
        let tokens: Vec<TokenTree> = predicate.clone().into_iter().collect();
        let unknown = || Err(written(predicate));
        match tokens.as_slice() {
            [TokenTree::Ident(name)] => match name.to_string().as_str() {
                "true" | "unix" => Ok(true),
                "false" | "windows" | "test" | "doctest" | "doc" => Ok(false),
                _ => unknown(),
            },
            [TokenTree::Ident(name), TokenTree::Punct(equals), TokenTree::Literal(value)]
                if equals.as_char() == '=' =>
            {
                let value = value.to_string();
                let value = value.trim_matches('"');
                match name.to_string().as_str() {
                    "feature" => Ok(self.features.contains(value)),
                    // The one platform that there is.
                    "target_os" => Ok(value == "linux"),
                    "target_family" => Ok(value == "unix"),
                    "target_arch" => Ok(value == "x86_64"),
                    "target_pointer_width" => Ok(value == "64"),
                    "target_endian" => Ok(value == "little"),
                    "panic" => Ok(value == "unwind"),
                    _ => unknown(),
                }
            }
            [TokenTree::Ident(name), TokenTree::Group(group)] => {
                let parts = split(group.stream());
                match (name.to_string().as_str(), parts.as_slice()) {
                    ("not", [part]) => self.evaluate(part).map(|holds| !holds),
                    ("all", parts) => self.first(false, parts),
                    ("any", parts) => self.first(true, parts),
                    _ => unknown(),
                }
            }
            _ => unknown(),
        }
    }

    /// `wanted` if one of the parts is that, otherwise what is not known of them, otherwise the opposite.
    fn first(&self, wanted: bool, parts: &[TokenStream]) -> Result<bool, String> {
        let mut unknown = None;
        for part in parts {
            match self.evaluate(part) {
                Ok(holds) if holds == wanted => return Ok(wanted),
                Ok(_) => {}
                Err(text) => unknown = unknown.or(Some(text)),
            }
        }
        unknown.map_or(Ok(!wanted), Err)
    }
}

/// The predicate as one would write it.
fn written(predicate: &TokenStream) -> String {
    predicate.to_string().replace(" (", "(").replace(" ,", ",")
}

/// The parts between commas.
pub(crate) fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let parts = tokens.split(is_comma).filter(|part| !part.is_empty());
    parts.map(|part| part.iter().cloned().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(text: &str) -> State {
        let conditions = Conditions { features: ["extra".to_owned()].into() };
        conditions.state(&text.parse().unwrap())
    }

    #[test]
    fn features_and_the_platform_are_known() {
        let on = [
            "feature = \"extra\"",
            "not(feature = \"other\")",
            "all(unix, target_os = \"linux\")",
            "all()",
            "any(windows, feature = \"extra\")",
            "any(debug_assertions, feature = \"extra\",)",
            "not(test)",
            "true",
        ];
        for text in on {
            assert_eq!(state(text), State::On, "{text}");
        }
        for text in ["feature = \"other\"", "any()", "all(debug_assertions, windows)", "not(unix)", "false"] {
            assert_eq!(state(text), State::Off(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_only_the_compiler_knows_is_named() {
        for (text, unknown) in [
            ("debug_assertions", "debug_assertions"),
            ("all(unix, not(debug_assertions))", "debug_assertions"),
            ("any(windows, tokio_unstable)", "tokio_unstable"),
            ("target_env = \"musl\"", "target_env = \"musl\""),
            ("not(unix, windows)", "not(unix, windows)"),
        ] {
            assert_eq!(state(text), State::Unknown(unknown.to_owned()), "{text}");
        }
        let deep = format!("{}unix{}", "not(".repeat(5000), ")".repeat(5000));
        assert!(matches!(state(&deep), State::Unknown(_)));
    }

    #[test]
    fn what_stands_in_something_off_is_off() {
        let off = State::Off("a".to_owned());
        let unknown = State::Unknown("b".to_owned());
        assert_eq!(State::On.and(off.clone()), off);
        assert_eq!(off.and(State::On), off);
        assert_eq!(unknown.and(off.clone()), off);
        assert_eq!(unknown.and(State::On), unknown);
    }
}
