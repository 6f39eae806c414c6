//! Which codec an elementary stream is, by its frames alone: what a map says can be wrong, or missing.

use super::{ac3, mpeg};
use crate::ts::psi::AudioCodec;

/// Where the first whole frame begins at the latest; the longest frame is shorter.
const SEARCHED: usize = 8192;
/// Frames that must follow each other to be believed, and where a PES packet begins.
const CHAIN: usize = 3;
const CHAIN_AT_START: usize = 2;

/// What a header says of its frame.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Header {
    length: usize,
    codec: AudioCodec,
    /// What stays the same from frame to frame.
    shape: u32,
}

/// Reads the header of a frame of one codec.
type Reader = fn(&[u8]) -> Option<Header>;

/// The codec whose frames follow each other in `data`, `None` while that cannot be told. `aligned` says that a PES
/// packet begins with it.
pub fn identify(data: &[u8], aligned: bool) -> Option<AudioCodec> {
    const READERS: [Reader; 4] = [mpeg_audio, dolby, adts, latm];
    for at in 0..data.len().min(SEARCHED) {
        let needed = if at == 0 && aligned { CHAIN_AT_START } else { CHAIN };
        let chained = |reader: &&Reader| chain(&data[at..], **reader, needed);
        if let Some(reader) = READERS.iter().find(chained) {
            return reader(&data[at..]).map(|header| header.codec);
        }
    }
    None
}

fn chain(data: &[u8], reader: Reader, needed: usize) -> bool {
    let Some(first) = reader(data) else { return false };
    let mut at = first.length;
    (1..needed).all(|_| {
        let next = data.get(at..).and_then(reader);
        at += next.map_or(0, |next| next.length);
        next.is_some_and(|next| (next.codec, next.shape) == (first.codec, first.shape))
    })
}

fn mpeg_audio(data: &[u8]) -> Option<Header> {
    let (length, sample_rate) = mpeg::frame(data)?;
    Some(Header { length, codec: AudioCodec::MpegAudio, shape: sample_rate })
}

fn dolby(data: &[u8]) -> Option<Header> {
    let (length, enhanced) = ac3::frame(data)?;
    let codec = if enhanced { AudioCodec::Eac3 } else { AudioCodec::Ac3 };
    Some(Header { length, codec, shape: 0 })
}

/// AAC in ADTS (ISO/IEC 13818-7, 6.2).
fn adts(data: &[u8]) -> Option<Header> {
    let length = adts_length(data)?;
    let codec = if adts_is_slow(data) { AudioCodec::HeAac } else { AudioCodec::AacAdts };
    let [_, second, third, fourth, ..] = *data else { return None };
    let shape = u32::from(second) << 16 | u32::from(third & 0xFD) << 8 | u32::from(fourth & 0xC0);
    Some(Header { length, codec, shape })
}

/// Length in bytes of the ADTS frame that `data` begins with.
pub fn adts_length(data: &[u8]) -> Option<usize> {
    let [0xFF, second, third, fourth, fifth, sixth, ..] = *data else { return None };
    let length = usize::from(fourth & 3) << 11 | usize::from(fifth) << 3 | usize::from(sixth >> 5);
    (second & 0xF6 == 0xF0 && third >> 2 & 15 <= 12 && length >= 8).then_some(length)
}

/// Whether an ADTS frame begins with `data` whose rate is 24 kHz or less. Broadcasts use such rates only under SBR,
/// which doubles them, and of which the header says nothing.
pub fn adts_is_slow(data: &[u8]) -> bool {
    adts_length(data).is_some() && data[2] >> 2 & 15 >= 6
}

/// AAC in LATM with its synchronisation layer (ISO/IEC 14496-3, 1.7.2).
fn latm(data: &[u8]) -> Option<Header> {
    Some(Header { length: latm_length(data)?, codec: AudioCodec::AacLatm, shape: 0 })
}

/// Length in bytes of the frame of LATM that `data` begins with.
pub fn latm_length(data: &[u8]) -> Option<usize> {
    let [0x56, second, third, ..] = *data else { return None };
    let length = 3 + (usize::from(second & 0x1F) << 8 | usize::from(third));
    (second & 0xE0 == 0xE0 && length > 4).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(header: &[u8], length: usize, count: usize) -> Vec<u8> {
        let mut frame = vec![0x11; length];
        frame[..header.len()].copy_from_slice(header);
        frame.repeat(count)
    }

    #[test]
    fn frames_tell_their_codec() {
        let adts = [0xFF, 0xF1, 0x4C, 0x80, 0x0F, 0x1F, 0xFC]; // 48 kHz, stereo, 120 bytes
        let slow = [0xFF, 0xF1, 0x58, 0x80, 0x0F, 0x1F, 0xFC]; // 24 kHz
        let latm = [0x56, 0xE0, 57];
        for (header, length, codec) in [
            (&[0xFF, 0xFD, 0xA4, 0x00][..], 576, AudioCodec::MpegAudio),
            (&adts, 120, AudioCodec::AacAdts),
            (&slow, 120, AudioCodec::HeAac),
            (&latm, 60, AudioCodec::AacLatm),
            (&[0x0B, 0x77, 1, 2, 0x14, 0x40, 0x43, 0xE1], 768, AudioCodec::Ac3),
        ] {
            let data = frames(header, length, 3);
            assert_eq!(identify(&data, false), Some(codec), "{codec:?}");
            assert_eq!(identify(&data[..length + 8], true), Some(codec), "{codec:?} at a start");
            assert_eq!(identify(&data[..length + 8], false), None, "{codec:?}, two frames anywhere");
            assert_eq!(identify(&data[5..], true), None, "{codec:?}, cut");
            let longer = [&[0x47; 50][..], &frames(header, length, 4)].concat();
            assert_eq!(identify(&longer, false), Some(codec), "{codec:?} after something else");
        }
        let noise: Vec<u8> = (0..65_536_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 21) as u8).collect();
        assert_eq!(identify(&noise, true), None);
    }
}
