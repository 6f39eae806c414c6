//! Program association and program map tables (ISO/IEC 13818-1, 2.4.4), read in place, and the rewriting of a
//! program map for audio that has become AAC.

use super::section::seal;

/// Stream type of AAC in ADTS frames.
pub const STREAM_TYPE_AAC_ADTS: u8 = 0x0F;
/// Stream type of AAC in LATM.
pub const STREAM_TYPE_AAC_LATM: u8 = 0x11;

const TABLE_PAT: u8 = 0x00;
const TABLE_PMT: u8 = 0x02;
const DESCRIPTOR_MPEG_AUDIO: u8 = 0x03;
const DESCRIPTOR_REGISTRATION: u8 = 0x05;
const DESCRIPTOR_LANGUAGE: u8 = 0x0A;
const DESCRIPTOR_MPEG4_AUDIO: u8 = 0x1C;
const DESCRIPTOR_AC3: u8 = 0x6A;
const DESCRIPTOR_EAC3: u8 = 0x7A;
const DESCRIPTOR_DTS: u8 = 0x7B;
const DESCRIPTOR_AAC: u8 = 0x7C;
const DESCRIPTOR_DVB_EXTENSION: u8 = 0x7F;
/// ATSC's descriptors of AC-3 and E-AC-3 (A/52, A.4.3 and G.3.5).
const DESCRIPTOR_ATSC_AC3: u8 = 0x81;
const DESCRIPTOR_ATSC_EAC3: u8 = 0xCC;

/// What both tables have in front.
struct LongHeader<'a> {
    extension: u16,
    current: bool,
    body: &'a [u8],
}

fn long_header(section: &[u8], table: u8) -> Option<LongHeader<'_>> {
    let body = section.get(8..section.len().checked_sub(4)?)?;
    if section[0] != table || section[1] & 0x80 == 0 {
        return None;
    }
    Some(LongHeader {
        extension: u16::from_be_bytes([section[3], section[4]]),
        current: section[5] & 1 != 0,
        body,
    })
}

/// One section of a program association table.
pub struct Pat<'a> {
    /// Whether the table is valid now (and not announced for later).
    pub current: bool,
    /// Which of the table's sections this is.
    pub section: u8,
    entries: &'a [u8],
}

impl<'a> Pat<'a> {
    /// Reads a section whose CRC was checked; `None` when it is not an association table.
    pub fn parse(section: &'a [u8]) -> Option<Self> {
        let header = long_header(section, TABLE_PAT)?;
        Some(Self { current: header.current, section: section[6], entries: header.body })
    }

    /// Program numbers and the PIDs of their maps; the network entry (program 0) is left out.
    pub fn programs(&self) -> impl Iterator<Item = (u16, u16)> + 'a {
        let entries = self.entries.as_chunks::<4>().0.iter();
        entries
            .map(|e| (u16::from_be_bytes([e[0], e[1]]), u16::from_be_bytes([e[2], e[3]]) & 0x1FFF))
            .filter(|(number, _)| *number != 0)
    }
}

/// A program map.
pub struct Pmt<'a> {
    /// The program it belongs to.
    pub program: u16,
    /// Whether the table is valid now (and not announced for later).
    pub current: bool,
    /// The PID that carries the program's clock.
    pub pcr_pid: u16,
    /// Bytes of the section before the stream loop.
    loop_at: usize,
    section: &'a [u8],
}

impl<'a> Pmt<'a> {
    /// Reads a section whose CRC was checked; `None` when it is not a program map or its lengths do not fit.
    pub fn parse(section: &'a [u8]) -> Option<Self> {
        let header = long_header(section, TABLE_PMT)?;
        let [pcr_high, pcr_low, info_high, info_low, ..] = *header.body else { return None };
        let loop_at = 12 + (usize::from(info_high & 0x0F) << 8 | usize::from(info_low));
        if loop_at > section.len() - 4 {
            return None;
        }
        Some(Self {
            program: header.extension,
            current: header.current,
            pcr_pid: u16::from_be_bytes([pcr_high, pcr_low]) & 0x1FFF,
            loop_at,
            section,
        })
    }

    /// The program's elementary streams, in order. Stops at the first entry that overruns the section.
    pub fn streams(&self) -> Streams<'a> {
        Streams { rest: &self.section[self.loop_at..self.section.len() - 4] }
    }

    /// Writes this map into `out` with each stream for which `declared` gives a stream type declared as that: the
    /// type changes, descriptors of the old codec go, all others (language, stream identifier, …) stay. The version
    /// is moved on by `versions`: 0 as long as the new map depends on nothing but the old one.
    pub fn rewrite_into(
        &self,
        mut declared: impl FnMut(&Stream<'a>) -> Option<u8>,
        versions: u8,
        out: &mut Vec<u8>,
    ) {
        out.clear();
        out.extend_from_slice(&self.section[..self.loop_at]);
        out[5] = out[5] & 0xC1 | (out[5] >> 1).wrapping_add(versions) << 1 & 0x3E;
        for stream in self.streams() {
            let entry = out.len();
            out.extend_from_slice(stream.entry);
            let Some(stream_type) = declared(&stream) else { continue };
            out[entry] = stream_type;
            out.truncate(entry + 5);
            for descriptor in stream.descriptors().filter(|descriptor| !descriptor.names_old_codec()) {
                out.extend_from_slice(descriptor.bytes);
            }
            let length = (out.len() - entry - 5) as u16;
            out[entry + 3] = (out[entry + 3] & 0xF0) | (length >> 8) as u8;
            out[entry + 4] = length as u8;
        }
        out.extend_from_slice(&[0; 4]);
        let length = (out.len() - 3) as u16;
        out[1] = (out[1] & 0xF0) | (length >> 8) as u8;
        out[2] = length as u8;
        seal(out);
    }
}

/// Iterator over a program's streams.
pub struct Streams<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Streams<'a> {
    type Item = Stream<'a>;

    fn next(&mut self) -> Option<Stream<'a>> {
        let [stream_type, pid_high, pid_low, high, low, ..] = *self.rest else { return None };
        let length = 5 + (usize::from(high & 0x0F) << 8 | usize::from(low));
        let Some((entry, rest)) = self.rest.split_at_checked(length) else {
            self.rest = &[];
            return None;
        };
        self.rest = rest;
        Some(Stream { stream_type, pid: u16::from_be_bytes([pid_high, pid_low]) & 0x1FFF, entry })
    }
}

/// One elementary stream of a program map.
pub struct Stream<'a> {
    /// The stream type byte.
    pub stream_type: u8,
    /// The PID the stream is carried on.
    pub pid: u16,
    entry: &'a [u8],
}

impl<'a> Stream<'a> {
    /// The stream's descriptors. Stops at the first that overruns its loop.
    pub fn descriptors(&self) -> Descriptors<'a> {
        Descriptors { rest: &self.entry[5..] }
    }

    /// The ISO 639 language, lower case, of the language descriptor.
    pub fn language(&self) -> Option<[u8; 3]> {
        let descriptor = self.descriptors().find(|d| d.tag == DESCRIPTOR_LANGUAGE)?;
        let code = descriptor.data.first_chunk::<3>()?;
        code.iter().all(u8::is_ascii_alphabetic).then(|| code.map(|letter| letter.to_ascii_lowercase()))
    }

    /// Which audio codec the stream carries, if it is audio at all.
    pub fn audio_codec(&self) -> Option<AudioCodec> {
        match self.stream_type {
            0x03 | 0x04 => Some(AudioCodec::MpegAudio),
            STREAM_TYPE_AAC_ADTS => Some(AudioCodec::AacAdts),
            STREAM_TYPE_AAC_LATM => Some(AudioCodec::AacLatm),
            0x81 => Some(AudioCodec::Ac3),
            0x82 | 0x85 | 0x86 if self.registered(b"DTS") => Some(AudioCodec::Dts),
            0x87 => Some(AudioCodec::Eac3),
            0x06 => self.private_codec(),
            _ => None,
        }
    }

    fn registered(&self, prefix: &[u8]) -> bool {
        self.descriptors().any(|d| d.tag == DESCRIPTOR_REGISTRATION && d.data.starts_with(prefix))
    }

    fn private_codec(&self) -> Option<AudioCodec> {
        self.descriptors().find_map(|descriptor| match (descriptor.tag, descriptor.data) {
            (DESCRIPTOR_AC3, _) => Some(AudioCodec::Ac3),
            (DESCRIPTOR_EAC3, _) => Some(AudioCodec::Eac3),
            (DESCRIPTOR_DTS, _) => Some(AudioCodec::Dts),
            (DESCRIPTOR_AAC, _) => Some(AudioCodec::AacLatm),
            (DESCRIPTOR_DVB_EXTENSION, [0x15, ..]) => Some(AudioCodec::Ac4),
            (DESCRIPTOR_DVB_EXTENSION, [0x0E | 0x0F, ..]) => Some(AudioCodec::Dts),
            (DESCRIPTOR_REGISTRATION, data) => match data {
                [b'A', b'C', b'-', b'3', ..] => Some(AudioCodec::Ac3),
                [b'E', b'A', b'C', b'3', ..] => Some(AudioCodec::Eac3),
                [b'D', b'T', b'S', ..] => Some(AudioCodec::Dts),
                [b'A', b'C', b'-', b'4', ..] => Some(AudioCodec::Ac4),
                [b'O', b'p', b'u', b's', ..] => Some(AudioCodec::Opus),
                [b'B', b'S', b'S', b'D', ..] => Some(AudioCodec::Smpte302),
                _ => None,
            },
            _ => None,
        })
    }
}

/// Iterator over descriptors.
pub struct Descriptors<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Descriptors<'a> {
    type Item = Descriptor<'a>;

    fn next(&mut self) -> Option<Descriptor<'a>> {
        let [tag, length, ..] = *self.rest else { return None };
        let Some((bytes, rest)) = self.rest.split_at_checked(2 + usize::from(length)) else {
            self.rest = &[];
            return None;
        };
        self.rest = rest;
        Some(Descriptor { tag, data: &bytes[2..], bytes })
    }
}

/// One descriptor.
pub struct Descriptor<'a> {
    /// What it describes.
    pub tag: u8,
    /// Its content.
    pub data: &'a [u8],
    bytes: &'a [u8],
}

impl Descriptor<'_> {
    /// Whether it says something about a codec that is no longer in the stream.
    fn names_old_codec(&self) -> bool {
        matches!(
            self.tag,
            DESCRIPTOR_MPEG_AUDIO
                | DESCRIPTOR_MPEG4_AUDIO
                | DESCRIPTOR_AAC
                | DESCRIPTOR_REGISTRATION
                | DESCRIPTOR_AC3
                | DESCRIPTOR_EAC3
                | DESCRIPTOR_ATSC_AC3
                | DESCRIPTOR_ATSC_EAC3
        )
    }
}

/// Audio codecs told apart by a program map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AudioCodec {
    /// MPEG-1 or MPEG-2 audio; the layer is only known from a frame, layer II is meant until then.
    MpegAudio,
    /// AAC in ADTS frames.
    AacAdts,
    /// AAC in LATM.
    AacLatm,
    /// AAC with SBR in ADTS frames. Maps name it like any AAC in ADTS.
    HeAac,
    /// Dolby Digital.
    Ac3,
    /// Dolby Digital Plus.
    Eac3,
    /// Dolby AC-4.
    Ac4,
    /// DTS of any kind.
    Dts,
    /// Opus.
    Opus,
    /// Uncompressed audio after SMPTE 302M.
    Smpte302,
    /// Something that no map names and whose frames are not known.
    Unknown,
}

impl AudioCodec {
    /// The name used in statistics.
    pub fn name(self) -> &'static str {
        match self {
            Self::MpegAudio => "mp2",
            Self::AacAdts => "aac",
            Self::AacLatm => "aac_latm",
            Self::HeAac => "aac_he",
            Self::Ac3 => "ac3",
            Self::Eac3 => "eac3",
            Self::Ac4 => "ac4",
            Self::Dts => "dts",
            Self::Opus => "opus",
            Self::Smpte302 => "s302m",
            Self::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ts::section::crc_ok;

    fn pmt(streams: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0x02, 0xB0, 0, 0, 7, 0xC3, 0, 0, 0xE1, 0x00, 0xF0, 0x03, 0x09, 0x01, 0xAA];
        bytes.extend_from_slice(streams);
        bytes.extend_from_slice(&[0; 4]);
        let length = (bytes.len() - 3) as u16 | 0xB000;
        bytes[1..3].copy_from_slice(&length.to_be_bytes());
        seal(&mut bytes);
        bytes
    }

    #[test]
    fn rewriting_keeps_language_and_drops_the_old_codec() {
        let video = [0x1B, 0xE1, 0x00, 0xF0, 0];
        let audio = [0x03, 0xE1, 0x01, 0xF0, 11, 0x03, 1, 0x67, 0x0A, 4, b'D', b'e', b'u', 0, 0x52, 0];
        let section = pmt(&[&video[..], &audio].concat());
        let map = Pmt::parse(&section).unwrap();
        assert_eq!((map.program, map.pcr_pid, map.current), (7, 0x100, true));
        let mut out = Vec::new();
        let aac = |stream: &Stream| {
            (stream.audio_codec() == Some(AudioCodec::MpegAudio)).then_some(STREAM_TYPE_AAC_ADTS)
        };
        map.rewrite_into(aac, 0, &mut out);
        assert!(crc_ok(&out));
        let map = Pmt::parse(&out).unwrap();
        let streams: Vec<_> = map.streams().collect();
        assert_eq!(streams.len(), 2);
        assert_eq!(streams[0].stream_type, 0x1B);
        assert_eq!((streams[1].stream_type, streams[1].pid), (STREAM_TYPE_AAC_ADTS, 0x101));
        assert_eq!(streams[1].language(), Some(*b"deu"));
        assert_eq!(streams[1].descriptors().map(|d| d.tag).collect::<Vec<_>>(), [0x0A, 0x52]);
        assert_eq!(out[5], section[5], "version");
    }

    #[test]
    fn ac3_is_known_by_type_descriptor_or_registration() {
        let stream = |kind: u8, descriptors: &[u8]| {
            let head = [kind, 0xE1, 0x01, 0xF0, descriptors.len() as u8];
            pmt(&[&head[..], descriptors].concat())
        };
        for (kind, descriptors, codec, stay) in [
            // ATSC, with its own descriptors and a language.
            (
                0x81,
                &[5, 4, b'A', b'C', b'-', b'3', 0x81, 3, 8, 0x34, 0x0F, 10, 4, b'e', b'n', b'g', 0][..],
                AudioCodec::Ac3,
                1,
            ),
            (0x87, &[0xCC, 2, 0xC0, 0x3C], AudioCodec::Eac3, 0),
            // DVB.
            (0x06, &[0x52, 1, 9, 0x6A, 1, 0], AudioCodec::Ac3, 1),
            (0x06, &[0x7A, 1, 0, 0x52, 1, 9], AudioCodec::Eac3, 1),
            (0x06, &[5, 4, b'E', b'A', b'C', b'3'], AudioCodec::Eac3, 0),
        ] {
            let section = stream(kind, descriptors);
            let map = Pmt::parse(&section).unwrap();
            assert_eq!(map.streams().next().and_then(|stream| stream.audio_codec()), Some(codec));
            let mut out = Vec::new();
            map.rewrite_into(|_| Some(STREAM_TYPE_AAC_ADTS), 0, &mut out);
            let map = Pmt::parse(&out).unwrap();
            let stream = map.streams().next().unwrap();
            assert_eq!((stream.stream_type, stream.descriptors().count()), (STREAM_TYPE_AAC_ADTS, stay));
        }
    }

    #[test]
    fn an_untouched_map_stays_identical() {
        let section = pmt(&[0x1B, 0xE1, 0x00, 0xF0, 0]);
        let mut out = Vec::new();
        Pmt::parse(&section).unwrap().rewrite_into(|_| None, 0, &mut out);
        assert_eq!(out, section);
        Pmt::parse(&section).unwrap().rewrite_into(|_| None, 31, &mut out);
        assert_eq!((out[5], crc_ok(&out)), (0xC1, true), "version 0 after 1, 31 later");
    }

    #[test]
    fn lengths_that_overrun_end_the_loops() {
        let section = pmt(&[0x03, 0xE1, 0x01, 0xF0, 200, 0x0A, 4]);
        assert_eq!(Pmt::parse(&section).unwrap().streams().count(), 0);
        let section = pmt(&[0x06, 0xE1, 0x01, 0xF0, 3, 0x6A, 9, 1]);
        let map = Pmt::parse(&section).unwrap();
        assert!(map.streams().next().unwrap().audio_codec().is_none());
        assert!(Pmt::parse(&section[..9]).is_none());
    }
}
