//! The message of an error variant: its doc comment, with `{field}` placeholders.

use crate::bridge::Variant;

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it stands.
    Text(String),
    /// The value of this field.
    Field(String),
}

/// A message template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
}

impl Message {
    /// The message of a variant: the first paragraph of its doc comment, unless it says that the variant is deprecated, or
    /// its name in words.
    pub fn of<T>(variant: &Variant<T>) -> Message {
        let paragraph: Vec<&str> = variant
            .docs
            .0
            .iter()
            .map(String::as_str)
            .skip_while(|line| line.is_empty())
            .take_while(|line| !line.is_empty() && !line.trim_start().starts_with("Deprecated:"))
            .collect();
        if paragraph.is_empty() {
            return Message { pieces: vec![Piece::Text(words(&variant.name.to_string()))] };
        }
        Message::parse(&paragraph.join(" "))
    }

    /// The names of its placeholders.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Field(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// The message with every placeholder in braces: what a sentinel without values says.
    pub fn template(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Field(name) => format!("{{{name}}}"),
            })
            .collect()
    }

    /// Reads `{field}`; `{{` and `}}` stand for braces, a lone brace for itself.
    fn parse(text: &str) -> Message {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            rest = &rest[character.len_utf8()..];
            if (character == '{' || character == '}') && rest.starts_with(character) {
                plain.push(character);
                rest = &rest[1..];
                continue;
            }
            if character == '{'
                && let Some((name, after)) = rest.split_once('}')
                && is_placeholder(name)
            {
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                pieces.push(Piece::Field(name.to_owned()));
                rest = after;
                continue;
            }
            plain.push(character);
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Message { pieces }
    }
}

/// Whether text between braces is meant as a placeholder: a name, also one that is written as for `format!`, or nothing. What is
/// not the name of a field is refused.
fn is_placeholder(text: &str) -> bool {
    let name = text.split_once(':').map_or(text, |(name, _)| name).trim();
    is_name(name) || text.trim().is_empty() || text.starts_with(':')
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_alphanumeric() || character == '_')
}

/// `NotTransportStream` as "not transport stream".
fn words(name: &str) -> String {
    let mut words = String::new();
    for (index, character) in name.chars().enumerate() {
        if character.is_uppercase() && index > 0 {
            words.push(' ');
        }
        words.extend(character.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_and_braces() {
        let message = Message::parse("{field} is {{not}} {a b} ok: {reason}");
        assert_eq!(message.placeholders().collect::<Vec<_>>(), ["field", "reason"]);
        assert_eq!(message.template(), "{field} is {not} {a b} ok: {reason}");
    }

    #[test]
    fn issue_what_format_would_take_is_a_placeholder_too() {
        let message = Message::parse("{host:?} {host:>10} { host } {} {:?} {\"a\": 1} {a b}");
        let found: Vec<_> = message.placeholders().collect();
        assert_eq!(found, ["host:?", "host:>10", " host ", "", ":?"]);
    }

    #[test]
    fn names_become_words() {
        assert_eq!(words("NotTransportStream"), "not transport stream");
    }
}
