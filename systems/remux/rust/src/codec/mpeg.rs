//! MPEG-1 and MPEG-2 audio, layers I to III (ISO/IEC 11172-3 and 13818-3), decoded by nanomp3.

use nanomp3::{Decoder, MAX_SAMPLES_PER_FRAME};

use super::{AudioDecoder, Found, FrameFormat};

const HEADER: usize = 4;

/// Kilobits per second by index 1–14: MPEG-1 layers I, II, III, then MPEG-2 layer I, and layers II and III.
const BITRATES: [[u16; 14]; 5] = [
    [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const SAMPLE_RATES: [u32; 3] = [44_100, 48_000, 32_000];
const CODECS: [&str; 3] = ["mp1", "mp2", "mp3"];

/// Reads a frame header. Free format, reserved values and MPEG-2.5 are not a header: broadcasts do not use them
/// and each makes a false match likelier.
fn parse_header(bytes: [u8; HEADER]) -> Option<FrameFormat> {
    let [sync, second, third, fourth] = bytes;
    if sync != 0xFF || second & 0xF0 != 0xF0 {
        return None;
    }
    let mpeg1 = second & 0x08 != 0;
    let layer = match second >> 1 & 3 {
        3 => 1,
        2 => 2,
        1 => 3,
        _ => return None,
    };
    let bitrates = match (mpeg1, layer) {
        (true, layer) => &BITRATES[layer - 1],
        (false, 1) => &BITRATES[3],
        (false, _) => &BITRATES[4],
    };
    let bitrate = usize::from(*bitrates.get(usize::from(third >> 4).checked_sub(1)?)?) * 1000;
    let full_rate = *SAMPLE_RATES.get(usize::from(third >> 2 & 3))?;
    let sample_rate = if mpeg1 { full_rate } else { full_rate / 2 };
    let padding = usize::from(third >> 1 & 1);
    let rate = sample_rate as usize;
    let (samples, length) = match (layer, mpeg1) {
        (1, _) => (384, (12 * bitrate / rate + padding) * 4),
        (3, false) => (576, 72 * bitrate / rate + padding),
        _ => (1152, 144 * bitrate / rate + padding),
    };
    let mode = fourth >> 6;
    let channels = if mode == 3 { 1 } else { 2 };
    Some(FrameFormat { length, samples, sample_rate, channels, dual: mode == 2, codec: CODECS[layer - 1] })
}

/// Length in bytes and sample rate of the frame that `data` begins with.
pub fn frame(data: &[u8]) -> Option<(usize, u32)> {
    header_at(data, 0).map(|header| (header.length, header.sample_rate))
}

fn header_at(data: &[u8], at: usize) -> Option<FrameFormat> {
    data.get(at..)?.first_chunk().and_then(|bytes| parse_header(*bytes))
}

/// The decoder. About 22 KiB of state, nothing allocated later.
pub struct MpegAudio {
    decoder: Box<Decoder>,
    pcm: Box<[f32; MAX_SAMPLES_PER_FRAME]>,
    /// The stream's layer and rate while frames follow each other without a break.
    locked: Option<(&'static str, u32)>,
}

impl MpegAudio {
    /// A decoder that has seen nothing yet.
    pub fn new() -> Self {
        Self { decoder: Box::default(), pcm: Box::new([0.0; MAX_SAMPLES_PER_FRAME]), locked: None }
    }
}

impl Default for MpegAudio {
    fn default() -> Self {
        Self::new()
    }
}

impl AudioDecoder for MpegAudio {
    fn find(&mut self, data: &[u8], marked: &dyn Fn(usize) -> bool) -> Found {
        let mut at = 0;
        while data.len() - at >= HEADER {
            let header = header_at(data, at).filter(|header| {
                self.locked.is_none_or(|locked| locked == (header.codec, header.sample_rate))
            });
            if let Some(format) = header {
                let end = at + format.length;
                if self.locked.is_none() && !marked(at) {
                    if data.len() < end + HEADER {
                        return Found::NeedMore { skip: at };
                    }
                    let follows = header_at(data, end).is_some_and(|next| {
                        (next.codec, next.sample_rate) == (format.codec, format.sample_rate)
                    });
                    if !follows {
                        at += 1;
                        continue;
                    }
                }
                if data.len() < end {
                    return Found::NeedMore { skip: at };
                }
                self.locked = Some((format.codec, format.sample_rate));
                return Found::Frame { skip: at, format };
            }
            if self.locked.take().is_none() {
                at += 1;
            }
        }
        Found::NeedMore { skip: at }
    }

    fn decode(&mut self, frame: &[u8], format: &FrameFormat, pcm: &mut [f32]) -> bool {
        let (_, result) = self.decoder.decode(frame, self.pcm.as_mut_slice());
        let Ok(info) = result else { return false };
        let count = format.samples * format.channels;
        if info.samples_produced != format.samples || usize::from(info.channels.num()) != format.channels {
            return false;
        }
        let (Some(to), Some(from)) = (pcm.get_mut(..count), self.pcm.get(..count)) else { return false };
        to.copy_from_slice(from);
        true
    }

    fn interrupt(&mut self) {
        self.locked = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 192 kb/s, 48 kHz, stereo, layer II: 576 bytes.
    const LAYER2: [u8; 4] = [0xFF, 0xFD, 0xA4, 0x00];

    fn frames(count: usize) -> Vec<u8> {
        let mut frame = vec![0; 576];
        frame[..4].copy_from_slice(&LAYER2);
        frame.repeat(count)
    }

    #[test]
    fn headers_give_lengths() {
        let format = parse_header(LAYER2).unwrap();
        assert_eq!(
            (format.length, format.samples, format.sample_rate, format.channels),
            (576, 1152, 48_000, 2)
        );
        let mp3 = parse_header([0xFF, 0xFB, 0x92, 0xC4]).unwrap();
        assert_eq!((mp3.length, mp3.codec, mp3.channels), (418, "mp3", 1));
        let lsf = parse_header([0xFF, 0xF5, 0x84, 0x00]).unwrap();
        assert_eq!((lsf.sample_rate, lsf.length, lsf.samples), (24_000, 384, 1152));
        for bad in
            [[0xFF, 0xF1, 0x50, 0x80], [0xFF, 0xFD, 0x04, 0], [0xFF, 0xFD, 0xF4, 0], [0xFF, 0xFD, 0xAC, 0]]
        {
            assert!(parse_header(bad).is_none(), "{bad:x?}");
        }
    }

    #[test]
    fn a_frame_is_found_after_junk_only_with_a_successor_or_a_mark() {
        let data = [&[1, 2, 0xFF, 0xFD, 7][..], &frames(1)].concat();
        assert_eq!(MpegAudio::new().find(&data, &|_| false), Found::NeedMore { skip: 5 });
        assert!(matches!(MpegAudio::new().find(&data, &|at| at == 5), Found::Frame { skip: 5, .. }));
        let data = [&[1, 2, 0xFF, 0xFD, 7][..], &frames(2)].concat();
        let mut codec = MpegAudio::new();
        let Found::Frame { skip: 5, format } = codec.find(&data, &|_| false) else { panic!("no frame") };
        let rest = &data[5 + format.length..];
        assert!(
            matches!(codec.find(rest, &|_| false), Found::Frame { skip: 0, .. }),
            "locked frames need no successor"
        );
    }

    #[test]
    fn a_change_of_rate_is_followed() {
        let mut frame = vec![0; 522];
        frame[..4].copy_from_slice(&[0xFF, 0xFD, 0x90, 0x00]);
        let other = frame.repeat(2);
        let data = [frames(2), other].concat();
        let mut codec = MpegAudio::new();
        let (mut at, mut rates) = (0, Vec::new());
        while let Found::Frame { skip, format } = codec.find(&data[at..], &|_| false) {
            at += skip + format.length;
            rates.push(format.sample_rate);
        }
        assert_eq!(rates[..2], [48_000, 48_000]);
        assert_eq!(rates.get(2), Some(&44_100));
    }
}
