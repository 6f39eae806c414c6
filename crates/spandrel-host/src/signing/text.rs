//! The text of a signature: strict both ways, so that there is one text for one statement.

use std::fmt;

use object::{Object, ObjectSymbol};
use semver::Version;
use sha2::{Digest, Sha512};
use spandrel_abi::symbols;

use super::keys::{PublicKey, SecretKey, bytes_of_hex};

/// The first line.
const TITLE: &str = "spandrel signature 1";

/// A bridge that a library was built for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// Its package.
    pub package: String,
    /// The hash of its contract.
    pub hash: String,
}

/// What a signature says of a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The name of its file. A library that is renamed is another library.
    pub name: String,
    /// Its version.
    pub version: Version,
    /// The bridges that it was built for, sorted by package.
    pub contracts: Vec<Contract>,
    /// The SHA-512 of its bytes.
    pub sha512: [u8; 64],
}

/// Why a signature is not valid.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Invalid {
    /// The text is not that of a signature.
    #[error("line {line} of the signature is not `{expected}`")]
    Text {
        /// The line, from 1.
        line: usize,
        /// How it should read.
        expected: &'static str,
    },
    /// The signature was made with a key that is not among those that are trusted.
    #[error("it is signed with key {0}, which this program does not trust")]
    UnknownKey(PublicKey),
    /// The signature was not made for this text with this key: one of the two was changed.
    #[error("its signature does not fit the text above it")]
    Signature,
    /// The signature is of another file.
    #[error("its signature is for a file named {0:?}")]
    Name(String),
    /// The library was changed after it was signed.
    #[error("it is not the file that was signed: its bytes have another SHA-512")]
    Bytes,
    /// The library was built for other bridges than its signature says.
    #[error("it was built for other bridges than its signature says")]
    Contracts,
}

/// A signature that was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The key that made it.
    pub key: PublicKey,
    /// What it says.
    pub statement: Statement,
}

impl Statement {
    /// What can be said of a library.
    pub fn of(name: &str, version: Version, library: &[u8]) -> Statement {
        Statement {
            name: name.to_owned(),
            version,
            contracts: contracts(library),
            sha512: Sha512::digest(library).into(),
        }
    }

    /// The text of the signature's file.
    pub fn sign(&self, key: &SecretKey) -> String {
        let mut text = format!("{TITLE}\nname {}\nversion {}\n", self.name, self.version);
        for contract in &self.contracts {
            text += &format!("contract {} {}\n", contract.package, contract.hash);
        }
        text += &format!("sha512 {}\nkey {}\n", Hex(&self.sha512), key.public());
        let signature = key.sign(text.as_bytes());
        text += &format!("ed25519 {}\n", Hex(&signature));
        text
    }

    /// Whether the statement is about this library.
    pub fn is_about(&self, name: &str, library: &[u8]) -> Result<(), Invalid> {
        if self.name != name {
            return Err(Invalid::Name(self.name.clone()));
        }
        if <[u8; 64]>::from(Sha512::digest(library)) != self.sha512 {
            return Err(Invalid::Bytes);
        }
        if contracts(library) != self.contracts {
            return Err(Invalid::Contracts);
        }
        Ok(())
    }
}

impl Signature {
    /// Reads a signature's file, if it was signed with one of the keys. Nothing of a text that was not is looked at beyond
    /// its form.
    pub fn verified(text: &[u8], keys: &[PublicKey]) -> Result<Signature, Invalid> {
        let mut lines = Lines { rest: text, number: 0 };
        lines.expect(TITLE, |line| (line == TITLE).then_some(()))?;
        let name =
            lines.expect("name FILE", |line| line.strip_prefix("name ").filter(|name| is_name(name)))?;
        let version = lines.expect("version X.Y.Z", |line| {
            let text = line.strip_prefix("version ")?;
            Version::parse(text).ok().filter(|version| version.to_string() == text)
        })?;
        let mut contracts = Vec::new();
        while let Some(line) = lines.peek().and_then(|line| line.strip_prefix("contract ")) {
            let parsed = line
                .split_once(' ')
                .map(|(package, hash)| Contract { package: package.to_owned(), hash: hash.to_owned() });
            contracts.push(lines.expect("contract PACKAGE HASH", |_| parsed)?);
        }
        let sha512 =
            lines.expect("sha512 HEX", |line| bytes_of_hex(line.strip_prefix("sha512 ")?.as_bytes()))?;
        let key = lines.expect("key HEX", |line| PublicKey::parse(line.strip_prefix("key ")?))?;
        let signed = &text[..text.len() - lines.rest.len()];
        let signature =
            lines.expect("ed25519 HEX", |line| bytes_of_hex(line.strip_prefix("ed25519 ")?.as_bytes()))?;
        if !lines.rest.is_empty() {
            return Err(Invalid::Text { line: lines.number + 1, expected: "the end" });
        }
        if !keys.contains(&key) {
            return Err(Invalid::UnknownKey(key));
        }
        if !key.verifies(signed, &signature) {
            return Err(Invalid::Signature);
        }
        Ok(Signature { key, statement: Statement { name: name.to_owned(), version, contracts, sha512 } })
    }
}

/// Whether a file begins as a signature does.
pub fn is_signature(text: &[u8]) -> bool {
    text.strip_prefix(TITLE.as_bytes()).is_some_and(|rest| rest.starts_with(b"\n"))
}

/// Whether a text can be the name of a file in one line of a signature.
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= 255 && !text.contains('/') && !text.chars().any(char::is_control)
}

/// The bridges that a library asks its program for.
fn contracts(library: &[u8]) -> Vec<Contract> {
    let Ok(file) = object::File::parse(library) else { return Vec::new() };
    let mut contracts: Vec<Contract> = file
        .dynamic_symbols()
        .filter(|symbol| symbol.is_undefined())
        .filter_map(|symbol| symbols::contract_of(symbol.name().ok()?))
        .map(|(package, hash)| Contract { package: package.to_owned(), hash: hash.to_owned() })
        .collect();
    contracts.sort_by(|one, other| one.package.cmp(&other.package));
    contracts
}

/// Lines that each end with a line feed.
struct Lines<'a> {
    rest: &'a [u8],
    number: usize,
}

impl<'a> Lines<'a> {
    /// The next line.
    fn peek(&self) -> Option<&'a str> {
        let end = self.rest.iter().position(|byte| *byte == b'\n')?;
        str::from_utf8(&self.rest[..end]).ok()
    }

    /// Reads the next line, or says how it should read.
    fn expect<T>(
        &mut self,
        expected: &'static str,
        read: impl FnOnce(&'a str) -> Option<T>,
    ) -> Result<T, Invalid> {
        self.number += 1;
        let line = self.peek();
        let value = line.and_then(read).ok_or(Invalid::Text { line: self.number, expected })?;
        self.rest = &self.rest[line.map_or(0, |line| line.len() + 1)..];
        Ok(value)
    }
}

/// Bytes as lower-case hexadecimal digits.
struct Hex<'a>(&'a [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed() -> (String, PublicKey) {
        let key = SecretKey::generate().unwrap();
        (Statement::of("libapp_core.so", Version::new(1, 4, 0), b"library").sign(&key), key.public())
    }

    #[test]
    fn a_statement_returns_as_it_was() {
        let (text, key) = signed();
        let signature = Signature::verified(text.as_bytes(), &[key]).unwrap();
        assert_eq!(signature.key, key);
        let statement = signature.statement;
        assert_eq!(statement.version, Version::new(1, 4, 0));
        statement.is_about("libapp_core.so", b"library").unwrap();
        assert_eq!(
            statement.is_about("other.so", b"library"),
            Err(Invalid::Name("libapp_core.so".to_owned()))
        );
        assert_eq!(statement.is_about("libapp_core.so", b"Library"), Err(Invalid::Bytes));
    }

    #[test]
    fn no_byte_of_it_can_change() {
        let (text, key) = signed();
        for at in 0..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[at] ^= 1 << (at % 8);
            assert!(Signature::verified(&changed, &[key]).is_err(), "byte {at} changed");
            assert!(Signature::verified(&text.as_bytes()[..at], &[key]).is_err(), "cut at {at}");
        }
        assert!(Signature::verified(format!("{text}\n").as_bytes(), &[key]).is_err());
        let carriage = text.replace('\n', "\r\n");
        assert!(Signature::verified(carriage.as_bytes(), &[key]).is_err());
    }

    #[test]
    fn only_trusted_keys_count() {
        let (text, key) = signed();
        let other = SecretKey::generate().unwrap().public();
        assert_eq!(Signature::verified(text.as_bytes(), &[other]), Err(Invalid::UnknownKey(key)));
        assert_eq!(Signature::verified(text.as_bytes(), &[]), Err(Invalid::UnknownKey(key)));
        assert!(Signature::verified(text.as_bytes(), &[other, key]).is_ok());
    }

    #[test]
    fn a_name_is_one_line_and_no_path() {
        assert!(is_name("libapp core.so"));
        assert!(!is_name("") && !is_name("a/b") && !is_name("a\nb") && !is_name(&"a".repeat(256)));
    }
}
