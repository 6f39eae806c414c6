//! The inputs of a request, read by name and kind. What is wrong is remembered and asked for once,
//! at the end, so that the whole request is read before it is judged.

use coinjecture::merkle::ProofEntry;
use coinjecture::{Hash, ProblemType, Rule, Tier, TxType};

use crate::json::{Token, Value};

/// The inputs by name; every one has to be taken.
pub(crate) struct Fields<'d> {
    rest: Vec<(&'d str, Value<'d>)>,
}

/// A fault of code 1, for people.
pub(crate) type Fault = String;

impl<'d> Fields<'d> {
    pub(crate) fn new(entries: impl Iterator<Item = (&'d str, Value<'d>)>) -> Self {
        Fields { rest: entries.collect() }
    }

    pub(crate) fn take(&mut self, name: &str) -> Result<Value<'d>, Fault> {
        match self.rest.iter().position(|&(key, _)| key == name) {
            Some(place) => Ok(self.rest.swap_remove(place).1),
            None => Err(format!("{name}: missing; every input is required")),
        }
    }

    /// Nothing may be left.
    pub(crate) fn end(self) -> Result<(), Fault> {
        match self.rest.first() {
            None => Ok(()),
            Some((name, _)) => Err(format!("{name}: this operation has no such input")),
        }
    }

    pub(crate) fn u64(&mut self, name: &str) -> Result<u64, Fault> {
        integer(name, self.take(name)?, "u64")
    }

    pub(crate) fn i64(&mut self, name: &str) -> Result<i64, Fault> {
        integer(name, self.take(name)?, "i64")
    }

    pub(crate) fn bytes(&mut self, name: &str) -> Result<Vec<u8>, Fault> {
        bytes(name, self.take(name)?)
    }

    pub(crate) fn array<const N: usize>(&mut self, name: &str) -> Result<[u8; N], Fault> {
        array(name, self.take(name)?)
    }

    pub(crate) fn hash(&mut self, name: &str) -> Result<Hash, Fault> {
        self.array(name)
    }

    pub(crate) fn i64_list(&mut self, name: &str) -> Result<Vec<i64>, Fault> {
        list(name, self.take(name)?, |item| integer(name, item, "i64"))
    }

    pub(crate) fn u32_list(&mut self, name: &str) -> Result<Vec<u32>, Fault> {
        list(name, self.take(name)?, |item| integer(name, item, "u32"))
    }

    pub(crate) fn version(&mut self) -> Result<u8, Fault> {
        match self.u64("codec_version")? {
            1 => Ok(1),
            other => Err(format!("codec_version: {other} is not 1")),
        }
    }

    fn variant<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>, known: &str) -> Result<T, Fault> {
        let text = self.take(name)?.text();
        text.and_then(parse).ok_or_else(|| format!("{name}: not one of {known}"))
    }

    pub(crate) fn rule(&mut self) -> Result<Rule, Fault> {
        self.variant("rule", Rule::from_name, "promote, duplicate, rfc6962")
    }

    pub(crate) fn problem_type(&mut self) -> Result<ProblemType, Fault> {
        self.variant("problem_type", ProblemType::from_name, "SubsetSum")
    }

    pub(crate) fn tx_type(&mut self) -> Result<TxType, Fault> {
        let known = "Transfer, ProblemSubmission, BountyPayment";
        self.variant("tx_type", TxType::from_name, known)
    }

    pub(crate) fn tier(&mut self) -> Result<Tier, Fault> {
        let value = self.take("tier")?;
        let tier = match value.token() {
            Token::Text(name) => Tier::from_name(name),
            Token::Number(_) => integer("tier", value, "number from 0 to 4").ok().and_then(Tier::from_number),
            _ => None,
        };
        tier.ok_or_else(|| "tier: not one of Mobile, Desktop, Workstation, Server, Cluster or 0 to 4".into())
    }

    pub(crate) fn text(&mut self, name: &str) -> Result<&'d str, Fault> {
        self.take(name)?.text().ok_or_else(|| format!("{name}: not a string"))
    }

    pub(crate) fn bytes_list(&mut self, name: &str) -> Result<Vec<Vec<u8>>, Fault> {
        list(name, self.take(name)?, |item| bytes(name, item))
    }

    pub(crate) fn hash_list(&mut self, name: &str) -> Result<Vec<Hash>, Fault> {
        list(name, self.take(name)?, |item| array(name, item))
    }

    pub(crate) fn proof(&mut self) -> Result<Vec<ProofEntry>, Fault> {
        list("proof", self.take("proof")?, |item| {
            let entries = item.entries().ok_or("proof: an entry is not an object")?;
            let mut fields = Fields::new(entries);
            let sibling = fields.hash("sibling")?;
            let Token::Bool(is_right) = *fields.take("is_right")?.token() else {
                return Err("is_right: not a boolean".into());
            };
            fields.end()?;
            Ok(ProofEntry { sibling, is_right })
        })
    }
}

fn list<'d, T>(
    name: &str,
    value: Value<'d>,
    read: impl Fn(Value<'d>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    value.items().ok_or_else(|| format!("{name}: not an array"))?.map(read).collect()
}

/// An integer, written as JSON number or as string.
fn integer<T: std::str::FromStr>(name: &str, value: Value<'_>, kind: &str) -> Result<T, Fault> {
    let text = match value.token() {
        Token::Number(text) => text,
        Token::Text(text) => &text[..],
        _ => return Err(format!("{name}: not an integer")),
    };
    if !is_integer(text) {
        return Err(format!("{name}: not an integer"));
    }
    text.parse().map_err(|_| format!("{name}: {} is not a {kind}", shortened(text)))
}

/// `0` or `-?[1-9][0-9]*`.
pub(crate) fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    match digits {
        [b'0'] => text == "0",
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

fn shortened(text: &str) -> &str {
    text.get(..40).unwrap_or(text)
}

fn bytes(name: &str, value: Value<'_>) -> Result<Vec<u8>, Fault> {
    let text = value.text().ok_or_else(|| format!("{name}: not a hex string"))?;
    let (pairs, odd) = text.as_bytes().as_chunks::<2>();
    if !odd.is_empty() {
        return Err(format!("{name}: an odd number of hex digits"));
    }
    pairs
        .iter()
        .map(|&[high, low]| Some(digit(high)? << 4 | digit(low)?))
        .collect::<Option<_>>()
        .ok_or_else(|| format!("{name}: not lowercase hex digits"))
}

fn digit(character: u8) -> Option<u8> {
    match character {
        b'0'..=b'9' => Some(character - b'0'),
        b'a'..=b'f' => Some(character - b'a' + 10),
        _ => None,
    }
}

fn array<const N: usize>(name: &str, value: Value<'_>) -> Result<[u8; N], Fault> {
    let bytes = bytes(name, value)?;
    let length = bytes.len();
    bytes.try_into().map_err(|_| format!("{name}: {length} bytes, not {N}"))
}
