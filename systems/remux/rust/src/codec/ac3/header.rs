//! The first bytes of a frame: what it is and how long (A/52, 5.3.1 and E.1.2.1).

use super::bits::Bits;

/// Bytes that [`Header::parse`] looks at.
pub(super) const HEADER: usize = 8;

const SYNC: u32 = 0x0B77;
/// Hertz by `fscod`.
const SAMPLE_RATES: [u32; 3] = [48_000, 44_100, 32_000];
/// Kilobits per second by half of `frmsizecod`.
const BITRATES: [u32; 19] =
    [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];
/// Blocks in a frame by `numblkscod`.
const BLOCKS: [usize; 4] = [1, 2, 3, 6];
/// Full-bandwidth channels by `acmod`.
const CHANNELS: [usize; 8] = [2, 1, 2, 3, 3, 4, 4, 5];

/// Which part of a programme a frame carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// AC-3: a whole programme.
    Ac3,
    /// E-AC-3: a whole programme, which may have been made from AC-3 (`strmtyp` 2).
    Independent { substream: u32, converted: bool },
    /// E-AC-3: channels that are added to those of the frames before.
    Dependent,
}

/// What the first bytes of a frame say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) kind: Kind,
    /// Bytes of the frame.
    pub(super) length: usize,
    /// Blocks of 256 samples.
    pub(super) blocks: usize,
    /// `fscod` of the full rate: which hearing threshold counts.
    pub(super) rate_code: usize,
    /// How often the sample rate was halved.
    pub(super) rate_shift: u32,
    pub(super) sample_rate: u32,
    /// `acmod`.
    pub(super) mode: usize,
    pub(super) lfe: bool,
    pub(super) bsid: u32,
}

impl Header {
    /// Reads the beginning of `data`; `None` when no frame begins there.
    pub(super) fn parse(data: &[u8]) -> Option<Self> {
        let data = data.first_chunk::<HEADER>()?;
        let mut bits = Bits::new(data);
        if bits.take(16) != SYNC {
            return None;
        }
        match data[5] >> 3 {
            0..=10 => Self::plain(bits),
            11..=16 => Self::enhanced(bits),
            _ => None,
        }
    }

    /// Full-bandwidth channels.
    pub(super) fn channels(&self) -> usize {
        CHANNELS[self.mode & 7]
    }

    /// Samples per channel.
    pub(super) fn samples(&self) -> usize {
        self.blocks * 256
    }

    /// Whether the frame is the one that a decoder plays: the first programme.
    pub(super) fn leads(&self) -> bool {
        matches!(self.kind, Kind::Ac3 | Kind::Independent { substream: 0, .. })
    }

    fn plain(mut bits: Bits) -> Option<Self> {
        bits.skip(16);
        let rate_code = bits.take(2) as usize;
        let size = bits.take(6);
        let bitrate = BITRATES.get(size as usize / 2)?;
        let words = match SAMPLE_RATES.get(rate_code)? {
            48_000 => bitrate * 2,
            32_000 => bitrate * 3,
            _ => bitrate * 320 / 147 + size % 2,
        };
        let bsid = bits.take(5);
        bits.skip(3);
        let mode = bits.take(3) as usize;
        bits.skip(mix_level_bits(mode));
        let rate_shift = bsid.saturating_sub(8);
        Some(Self {
            kind: Kind::Ac3,
            length: words as usize * 2,
            blocks: 6,
            rate_code,
            rate_shift,
            sample_rate: SAMPLE_RATES[rate_code] >> rate_shift,
            mode,
            lfe: bits.flag(),
            bsid,
        })
    }

    fn enhanced(mut bits: Bits) -> Option<Self> {
        let stream_type = bits.take(2);
        let substream = bits.take(3);
        let kind = match stream_type {
            0 => Kind::Independent { substream, converted: false },
            1 => Kind::Dependent,
            2 => Kind::Independent { substream, converted: true },
            _ => return None,
        };
        let length = (bits.take(11) as usize + 1) * 2;
        let (mut rate_code, second) = (bits.take(2) as usize, bits.take(2) as usize);
        let (rate_shift, blocks) = if rate_code == 3 {
            rate_code = second;
            (1, 6)
        } else {
            (0, BLOCKS[second])
        };
        let sample_rate = SAMPLE_RATES.get(rate_code)? >> rate_shift;
        let (mode, lfe, bsid) = (bits.take(3) as usize, bits.flag(), bits.take(5));
        let fits = length > HEADER;
        fits.then_some(Self { kind, length, blocks, rate_code, rate_shift, sample_rate, mode, lfe, bsid })
    }
}

/// Bits between `acmod` and `lfeon` in an AC-3 frame: centre level, surround level, surround mode.
fn mix_level_bits(mode: usize) -> usize {
    let centre = if mode & 1 != 0 && mode != 1 { 2 } else { 0 };
    let surround = if mode & 4 != 0 { 2 } else { 0 };
    let matrixed = if mode == 2 { 2 } else { 0 };
    centre + surround + matrixed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_both_kinds() {
        // 384 kb/s, 48 kHz, 3/2 with LFE.
        let plain = Header::parse(&[0x0B, 0x77, 0, 0, 0x1C, 0x40, 0xE1, 0, 0]).unwrap();
        assert_eq!((plain.kind, plain.length, plain.samples()), (Kind::Ac3, 1536, 1536));
        assert_eq!((plain.sample_rate, plain.channels(), plain.lfe), (48_000, 5, true));
        // One block, 4000 bytes, 3/2 with LFE.
        let enhanced = Header::parse(&[0x0B, 0x77, 0x07, 0xCF, 0x0F, 0x87, 0xC4, 0]).unwrap();
        assert_eq!(enhanced.kind, Kind::Independent { substream: 0, converted: false });
        assert_eq!((enhanced.length, enhanced.blocks, enhanced.bsid), (4000, 1, 16));
        assert!(plain.leads() && enhanced.leads());
    }

    #[test]
    fn lengths_at_44100_hz_follow_the_table() {
        let words =
            |code: u8| Header::parse(&[0x0B, 0x77, 0, 0, 0x40 | code, 0x40, 0x40, 0]).unwrap().length / 2;
        let expected = [(0, 69), (1, 70), (8, 139), (21, 418), (28, 835), (33, 1115), (36, 1393), (37, 1394)];
        for (code, length) in expected {
            assert_eq!(words(code), length, "{code}");
        }
    }

    #[test]
    fn what_is_reserved_is_no_header() {
        for bytes in [
            [0x0B, 0x78, 0, 0, 0x1C, 0x40, 0xE1, 0],       // no sync word
            [0x0B, 0x77, 0, 0, 0xDC, 0x40, 0xE1, 0],       // sample rate
            [0x0B, 0x77, 0, 0, 0x26, 0x40, 0xE1, 0],       // frame size
            [0x0B, 0x77, 0, 0, 0x1C, 0x88, 0xE1, 0],       // bsid 17
            [0x0B, 0x77, 0xC7, 0xCF, 0x0F, 0x87, 0xC4, 0], // stream type
            [0x0B, 0x77, 0x07, 0xCF, 0xFF, 0x87, 0xC4, 0], // half of a reserved rate
            [0x0B, 0x77, 0x00, 0x01, 0x0F, 0x87, 0xC4, 0], // shorter than its header
        ] {
            assert_eq!(Header::parse(&bytes), None, "{bytes:x?}");
        }
        assert_eq!(Header::parse(&[0x0B, 0x77, 0, 0, 0x1C, 0x40, 0xE1]), None);
    }
}
