//! Finding frames: one of the first programme together with those that belong to it, which follow it.

use super::header::{HEADER, Header};
use crate::codec::{Found, FrameFormat};

/// What is known of a stream.
#[derive(Default)]
pub(super) struct Finder {
    /// The sample rate and the number of frames that follow the first of each unit, while units come without a
    /// break.
    locked: Option<(u32, usize)>,
}

/// What was found at a place.
enum Look {
    /// A unit of so many bytes.
    Unit { header: Header, length: usize, followers: usize },
    /// More bytes are needed to tell.
    Short,
    /// No unit begins here; the next may, after so many bytes.
    No(usize),
}

impl Finder {
    /// See [`crate::codec::AudioDecoder::find`]; `describe` gives the format of a unit.
    pub(super) fn find(
        &mut self,
        data: &[u8],
        marked: &dyn Fn(usize) -> bool,
        describe: impl Fn(&[u8], &Header) -> FrameFormat,
    ) -> Found {
        let mut at = 0;
        while data.len() - at >= HEADER {
            let rest = data.get(at..).unwrap_or_default();
            match self.look(rest, marked(at)) {
                Look::Unit { header, length, followers } => {
                    self.locked = Some((header.sample_rate, followers));
                    let unit = rest.get(..length).unwrap_or_default();
                    return Found::Frame { skip: at, format: describe(unit, &header) };
                }
                Look::Short => return Found::NeedMore { skip: at },
                Look::No(step) => {
                    self.locked = None;
                    at += step;
                }
            }
        }
        Found::NeedMore { skip: at }
    }

    pub(super) fn interrupt(&mut self) {
        self.locked = None;
    }

    fn look(&self, data: &[u8], marked: bool) -> Look {
        let known =
            self.locked.filter(|(rate, _)| Header::parse(data).is_some_and(|h| h.sample_rate == *rate));
        let Some(header) = Header::parse(data) else { return Look::No(1) };
        if !header.leads() {
            // A frame that belongs to one that is not there.
            return Look::No(if known.is_some() { header.length } else { 1 });
        }
        let (mut length, mut followers) = (header.length, 0);
        loop {
            let needed = known.map_or(0, |(_, count)| count);
            match data.get(length..).filter(|rest| rest.len() >= HEADER).map(Header::parse) {
                Some(Some(next)) if !next.leads() => {
                    length += next.length;
                    followers += 1;
                }
                Some(Some(_)) => break,
                // What follows is not a frame: only a time stamp or the frames before confirm this one.
                Some(None) if known.is_some() || marked => break,
                Some(None) => return Look::No(1),
                None if known.is_some() && followers >= needed => break,
                // AC-3 has no frames that follow. Of E-AC-3 that is not known before the next frame.
                None if known.is_none() && marked && header.bsid <= 10 => break,
                None => return Look::Short,
            }
        }
        if data.len() < length { Look::Short } else { Look::Unit { header, length, followers } }
    }
}
