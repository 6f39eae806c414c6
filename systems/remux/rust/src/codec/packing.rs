//! Frames of AAC out of their packing: LATM (ISO/IEC 14496-3, 1.7.3) and ADTS (ISO/IEC 13818-7, 6.2).

/// The longest description of a stream that is understood.
const MOST_CONFIG: usize = 16;

/// How frames are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// ADTS.
    Adts,
    /// LATM with its synchronisation layer, one stream without layers and subframes, as broadcasts have it.
    Latm,
}

/// Takes frames apart.
pub(super) struct Unpacker {
    packing: Packing,
    /// The description of the stream (AudioSpecificConfig), and how many bytes it has.
    config: [u8; MOST_CONFIG],
    config_length: usize,
    /// The raw frame.
    payload: Vec<u8>,
}

impl Unpacker {
    pub(super) fn new(packing: Packing) -> Self {
        Self { packing, config: [0; MOST_CONFIG], config_length: 0, payload: Vec::new() }
    }

    pub(super) fn packing(&self) -> Packing {
        self.packing
    }

    /// The description of the stream; empty before the first frame that carries one.
    pub(super) fn config(&self) -> &[u8] {
        self.config.get(..self.config_length).unwrap_or_default()
    }

    /// The raw frame that came out last.
    pub(super) fn raw(&self) -> &[u8] {
        &self.payload
    }

    /// Takes the raw frame out of a packed one; `None` when it is damaged, or of a kind that is not understood.
    pub(super) fn unpack(&mut self, frame: &[u8]) -> Option<&[u8]> {
        self.payload.clear();
        match self.packing {
            Packing::Adts => self.adts(frame)?,
            Packing::Latm => self.latm(frame)?,
        }
        Some(&self.payload)
    }

    fn adts(&mut self, frame: &[u8]) -> Option<()> {
        let [_, second, third, fourth, _, _, seventh, ..] = *frame else { return None };
        // More than one raw frame, or channels that only the frame describes.
        let channels = (third & 1) << 2 | fourth >> 6;
        if seventh & 3 != 0 || channels == 0 {
            return None;
        }
        let (object, rate) = (third >> 6, third >> 2 & 15);
        self.config[0] = (object + 1) << 3 | rate >> 1;
        self.config[1] = (rate & 1) << 7 | channels << 3;
        self.config_length = 2;
        let header = if second & 1 == 1 { 7 } else { 9 };
        self.payload.extend_from_slice(frame.get(header..)?);
        Some(())
    }

    fn latm(&mut self, frame: &[u8]) -> Option<()> {
        let mut bits = Bits { data: frame.get(3..)?, at: 0 };
        if bits.take(1)? == 0 {
            self.stream_config(&mut bits)?;
        }
        if self.config_length == 0 {
            return None;
        }
        let mut length = 0;
        loop {
            let part = bits.take(8)?;
            length += part as usize;
            if part != 255 {
                break;
            }
        }
        for _ in 0..length {
            self.payload.push(bits.take(8)? as u8);
        }
        Some(())
    }

    /// Reads StreamMuxConfig.
    fn stream_config(&mut self, bits: &mut Bits) -> Option<()> {
        self.config_length = 0;
        // Version 0, the same framing for all, no subframes, one program, one layer.
        if bits.take(1)? != 0
            || bits.take(1)? != 1
            || bits.take(6)? != 0
            || bits.take(4)? != 0
            || bits.take(3)? != 0
        {
            return None;
        }
        let begin = bits.at;
        audio_config(bits)?;
        let (length, mut copy) = (bits.at - begin, Bits { data: bits.data, at: begin });
        let bytes = length.div_ceil(8);
        for (index, byte) in self.config.get_mut(..bytes)?.iter_mut().enumerate() {
            let left = (length - 8 * index).min(8);
            *byte = (copy.take(left)? << (8 - left)) as u8;
        }
        // Frames of any length; how full the buffer is matters to no one here.
        if bits.take(3)? != 0 {
            return None;
        }
        bits.take(8)?;
        if bits.take(1)? == 1 {
            // Other data: its length, in bytes with a mark for more.
            while bits.take(1)? == 1 {
                bits.take(8)?;
            }
            bits.take(8)?;
        }
        if bits.take(1)? == 1 {
            bits.take(8)?;
        }
        self.config_length = bytes;
        Some(())
    }
}

/// Reads AudioSpecificConfig of AAC-LC, also under SBR and parametric stereo.
fn audio_config(bits: &mut Bits) -> Option<()> {
    let object = bits.take(5)?;
    rate(bits)?;
    let channels = bits.take(4)?;
    let core = if object == 5 || object == 29 {
        rate(bits)?;
        bits.take(5)?
    } else {
        object
    };
    // Frame length, dependence on another coder, an extension.
    let plain = bits.take(1)? == 0 && bits.take(1)? == 0 && bits.take(1)? == 0;
    (core == 2 && channels != 0 && plain).then_some(())
}

fn rate(bits: &mut Bits) -> Option<()> {
    if bits.take(4)? == 15 {
        bits.take(24)?;
    }
    Some(())
}

/// Bits from the most significant one on.
struct Bits<'a> {
    data: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, count: usize) -> Option<u32> {
        let mut value = 0;
        for _ in 0..count {
            let byte = *self.data.get(self.at / 8)?;
            value = value << 1 | u32::from(byte >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_out_of_adts() {
        let mut unpacker = Unpacker::new(Packing::Adts);
        let frame = [0xFF, 0xF1, 0x58, 0x80, 0x01, 0x3F, 0xFC, 7, 8];
        assert_eq!(unpacker.unpack(&frame), Some(&[7, 8][..]));
        assert_eq!(unpacker.config(), [0x13, 0x10], "AAC-LC, 24 kHz, stereo");
        let checked = [0xFF, 0xF0, 0x58, 0x80, 0x01, 0x7F, 0xFC, 1, 2, 7, 8];
        assert_eq!(unpacker.unpack(&checked), Some(&[7, 8][..]));
        assert_eq!(unpacker.unpack(&frame[..5]), None);
    }

    #[test]
    fn frames_come_out_of_latm() {
        // A new description: version 0, same framing, one stream of AAC-LC at 48 kHz in stereo; then 2 bytes.
        let fields = [
            (0, 1),
            (0, 1),
            (1, 1),
            (0, 6),
            (0, 4),
            (0, 3), // frame and stream
            (2, 5),
            (3, 4),
            (2, 4),
            (0, 3), // AudioSpecificConfig
            (0, 3),
            (0xFF, 8),
            (0, 1),
            (0, 1), // frames
            (2, 8),
            (0xAB, 8),
            (0xCD, 8),
            (0, 7),
        ];
        let mut bits: Vec<u8> = Vec::new();
        for (value, count) in fields {
            bits.extend((0..count).rev().map(|bit| (value >> bit & 1) as u8));
        }
        let bytes =
            bits.chunks(8).map(|byte| byte.iter().fold(0, |value, bit| value << 1 | bit) << (8 - byte.len()));
        let frame: Vec<u8> = [0x56, 0xE0, 0].into_iter().chain(bytes).collect();
        let mut unpacker = Unpacker::new(Packing::Latm);
        assert_eq!(unpacker.unpack(&frame), Some(&[0xAB, 0xCD][..]));
        assert_eq!(unpacker.config(), [0x11, 0x90]);
        // The next one refers to the description: a bit, the length 1, a byte.
        assert_eq!(unpacker.unpack(&[0x56, 0xE0, 3, 0x80, 0x80 | 0x55, 0x80]), Some(&[0xAB][..]));
        assert_eq!(
            Unpacker::new(Packing::Latm).unpack(&[0x56, 0xE0, 2, 0x80, 0x80, 0]),
            None,
            "no description yet"
        );
        for length in 0..frame.len() - 1 {
            assert_eq!(Unpacker::new(Packing::Latm).unpack(&frame[..length]), None, "{length}");
        }
    }
}
