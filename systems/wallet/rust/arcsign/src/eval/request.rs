//! Reads a request.

use std::ops::Range;

use super::scan::{Wrong, members, text, unquote};
use crate::Packed;

/// The largest time: the largest integer that every reader of JSON has.
const LAST: i64 = (1 << 53) - 1;

/// A request. Its secrets are in locked memory.
pub(super) struct Request {
    pub(super) op: String,
    /// A JSON object as it is written, or nothing.
    pub(super) args: String,
    pub(super) secrets: Packed,
    /// Its time, if requests bring theirs.
    pub(super) at: Option<i64>,
}

/// The values of a request as they are written.
#[derive(Default)]
struct Values<'a> {
    op: Option<&'a [u8]>,
    id: Option<&'a [u8]>,
    args: Option<&'a [u8]>,
    secret: Option<&'a [u8]>,
    at: Option<&'a [u8]>,
}

/// Reads a line. The id comes as JSON also with an error, where it could be read; else it is null.
pub(super) fn read(line: &[u8], given_clock: bool) -> (String, Result<Request, Wrong>) {
    let mut values = Values::default();
    let mut unknown = Ok(());
    let whole = members(line, |key, value| {
        let place = match key_of(key) {
            Some("op") => Some(&mut values.op),
            Some("id") => Some(&mut values.id),
            Some("args") => Some(&mut values.args),
            Some("secret") => Some(&mut values.secret),
            Some("at") if given_clock => Some(&mut values.at),
            _ => None,
        };
        match place {
            Some(place) if place.is_none() => *place = Some(value),
            // Read on: the id may come later.
            _ => unknown = Err("a request has op, id, args and secret, each once"),
        }
        Ok(())
    });
    let id = values.id.map_or(Ok("null".to_owned()), id);
    let shown = id.clone().unwrap_or_else(|_| "null".to_owned());
    let request = whole.and(unknown).and(id.map(drop)).and_then(|()| values.request(given_clock));
    (shown, request)
}

/// A key of requests. Others are not copied out of the line.
fn key_of(quoted: &[u8]) -> Option<&'static str> {
    // The longest, each letter as an escape.
    const ROOM: usize = 6 * 6 + 2;
    let mut key = [0; ROOM];
    let length = unquote(quoted.get(..quoted.len().min(ROOM))?, &mut key)?;
    ["op", "id", "args", "secret", "at"].into_iter().find(|known| known.as_bytes() == &key[..length])
}

/// An id as it is written, if it is one.
fn id(value: &[u8]) -> Result<String, Wrong> {
    let written = str::from_utf8(value).ok();
    written
        .filter(|written| *written == "null" || is_integer(value) || text(value).is_some())
        .map(str::to_owned)
        .ok_or("id is a text or an integer")
}

/// Whether a value is a number without fraction and exponent.
fn is_integer(value: &[u8]) -> bool {
    match value.strip_prefix(b"-").unwrap_or(value) {
        [b'0'] => true,
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

impl Values<'_> {
    fn request(&self, given_clock: bool) -> Result<Request, Wrong> {
        let op = self.op.and_then(text).ok_or("op is missing, or no text")?;
        let args = match self.args {
            None => String::new(),
            Some(value) if value.starts_with(b"{") => {
                String::from_utf8(value.to_vec()).map_err(|_| "args are not text")?
            }
            Some(_) => return Err("args are an object"),
        };
        let at = given_clock.then(|| self.time()).transpose()?;
        let secrets = self.secret.map_or(Ok(Packed::none()), secrets)?;
        Ok(Request { op, args, secrets, at })
    }

    fn time(&self) -> Result<i64, Wrong> {
        let written = self.at.filter(|value| is_integer(value)).ok_or("at is missing, or no integer")?;
        let number = str::from_utf8(written).ok().and_then(|written| written.parse().ok());
        number.filter(|number| (0..=LAST).contains(number)).ok_or("at is from 0 to 2^53−1")
    }
}

/// Decodes the texts of `secret` into locked memory.
fn secrets(object: &[u8]) -> Result<Packed, Wrong> {
    const NO_TEXTS: Wrong = "secrets are texts";
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    let mut room = 0;
    members(object, |key, value| {
        // Names of secrets are none themselves.
        let name = text(key).ok_or(NO_TEXTS)?;
        if found.iter().any(|(other, _)| *other == name) {
            return Err("a secret comes twice");
        }
        if !value.starts_with(b"\"") || !value.ends_with(b"\"") {
            return Err(NO_TEXTS);
        }
        let start = value.as_ptr().addr() - object.as_ptr().addr();
        found.push((name, start..start + value.len()));
        room += value.len();
        Ok(())
    })?;
    Packed::write(found, room, |place, memory| unquote(&object[place.clone()], memory)).ok_or(NO_TEXTS)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// The secrets of a request, as another reader would have them.
    fn unpacked(packed: Packed) -> Vec<(String, Vec<u8>)> {
        let (names, content) = packed.into_parts();
        let mut rest = content.expose();
        let each = names.into_iter().map(|name| {
            let (length, tail) = rest.split_first_chunk::<4>().unwrap();
            let (secret, tail) = tail.split_at(u32::from_be_bytes(*length) as usize);
            rest = tail;
            (name, secret.to_vec())
        });
        each.collect()
    }

    /// What is taken out of a line is what the ordinary reader of JSON finds, wherever a line is taken. Lines are valid ones with
    /// bytes changed, from one seed.
    #[test]
    fn lines_are_read_as_json_is() {
        let lines: [&[u8]; 3] = [
            br#"{"id":1,"op":"info","secret":{"a":"\u00e9\ud83d\ude00\\\"","b":""}}"#,
            br#"{"secret":{},"id":"\"}","op":"x"} "#,
            br#" {"op" : "\u0069nfo" ,"secret":{"p":"x","q":"\n"},"id":-17}"#,
        ];
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        let mut random = move |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % below as u64).unwrap()
        };
        let (mut taken, mut refused) = (0, 0);
        for round in 0..60_000 {
            let mut line = lines[round % 3].to_vec();
            for _ in 0..random(4) {
                let (at, with) = (random(line.len()), random(line.len()));
                match random(4) {
                    0 => line[at] = br#""\{}[]:,u0 e"#[random(12)],
                    1 => drop(line.remove(at)),
                    2 => line.insert(at, line[with]),
                    _ => line[at] ^= 1 << random(8),
                }
            }
            let (id, request) = read(&line, false);
            assert!(serde_json::from_str::<Value>(&id).is_ok(), "{}", line.escape_ascii());
            let Ok(request) = request else {
                refused += 1;
                continue;
            };
            taken += 1;
            // Whether arguments are valid is for the core to say.
            if !request.args.is_empty() {
                continue;
            }
            let known: Value = serde_json::from_slice(&line).unwrap_or_else(|error| {
                panic!("{} is taken: {error}", line.escape_ascii());
            });
            assert_eq!(known["op"], request.op.as_str(), "{}", line.escape_ascii());
            let secrets: Vec<(String, Vec<u8>)> = known["secret"].as_object().map_or(Vec::new(), |all| {
                all.iter().map(|(name, text)| (name.clone(), text.as_str().unwrap().into())).collect()
            });
            assert_eq!(secrets, unpacked(request.secrets), "{}", line.escape_ascii());
        }
        assert!(taken > 10_000 && refused > 10_000, "{taken} lines are taken, {refused} refused");
    }
}
