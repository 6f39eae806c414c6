//! What a remuxer is asked to do, and the check of it.

use crate::codec::{Downmix, DynamicRange};
use crate::dsp::channels::DualMono;
use crate::error::Error;

/// Sample rates AAC can name (ISO/IEC 14496-3, table 1.18), from 96 kHz to 8 kHz.
const AAC_SAMPLE_RATES: [u32; 12] =
    [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000];
/// The most bits an AAC frame may spend on one channel (ISO/IEC 14496-3, 4.5.1.3).
const MAX_BITS_PER_CHANNEL: u32 = 6144;
/// Samples in an AAC-LC frame.
const FRAME_SAMPLES: u32 = 1024;

/// Which audio tracks become AAC; the others pass through untouched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tracks {
    /// Every track whose codec is understood.
    #[default]
    All,
    /// The first such track of each program.
    First,
    /// Tracks in one of [`Config::languages`].
    Languages,
}

/// Settings of one remuxer, fixed for its life. Every field has a meaning by itself; [`Config::validate`]
/// says which combinations are refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Sample rate of the AAC in Hz: one of the rates AAC knows, 8000 to 96000, or 0 to follow the source.
    pub sample_rate: u32,
    /// Channels of the AAC: 1, 2 or 6.
    pub channels: u8,
    /// Bit rate of the AAC in bits per second, 32000 to 512000. A source whose sample rate cannot carry it
    /// (6144 bits per channel and frame) gets the most it can.
    pub bitrate: u32,
    /// Convert only this program's audio; `None` for every program.
    pub program: Option<u16>,
    /// Which tracks to convert.
    pub tracks: Tracks,
    /// Three-letter ISO 639-2 codes for [`Tracks::Languages`], lower case.
    pub languages: Vec<String>,
    /// AAC frames in one PES packet, 1 to 8. More save packets and cost delay.
    pub frames_per_pes: u8,
    /// Keep the packet rate: freed packets become null packets, and null packets make room for new ones.
    pub cbr: bool,
    /// Let the encoder spend more time on quality.
    pub afterburner: bool,
    /// Which compression of AC-3's and E-AC-3's dynamic range is applied.
    pub dynamic_range: DynamicRange,
    /// How far below full scale speech is to be in AC-3 and E-AC-3, in dB, 1 to 31; `None` leaves it where it
    /// is.
    pub dialogue_level: Option<u8>,
    /// How two channels are made of more.
    pub downmix: Downmix,
    /// Which of two programmes in one track (dual mono) is heard.
    pub dual_mono: DualMono,
}

impl Default for Config {
    /// Stereo AAC at 192 kb/s and the source's sample rate, for all tracks of all programs.
    fn default() -> Self {
        Self {
            sample_rate: 0,
            channels: 2,
            bitrate: 192_000,
            program: None,
            tracks: Tracks::All,
            languages: Vec::new(),
            frames_per_pes: 1,
            cbr: false,
            afterburner: true,
            dynamic_range: DynamicRange::default(),
            dialogue_level: None,
            downmix: Downmix::default(),
            dual_mono: DualMono::default(),
        }
    }
}

impl Config {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Error::InvalidConfig`] naming the first field that is out of range and what would be in range.
    pub fn validate(&self) -> Result<(), Error> {
        if self.sample_rate != 0 && !AAC_SAMPLE_RATES.contains(&self.sample_rate) {
            return Err(invalid(
                "sample_rate",
                format!(
                    "{} is none of AAC's rates; use 0 to follow the source or one of {AAC_SAMPLE_RATES:?}",
                    self.sample_rate
                ),
            ));
        }
        match self.channels {
            1 | 2 | 6 => {}
            3..=8 => {
                return Err(invalid(
                    "channels",
                    format!("{} channels cannot be encoded yet; use 1, 2 or 6", self.channels),
                ));
            }
            _ => {
                return Err(invalid(
                    "channels",
                    format!("{} is not within 1 to 8; use 1, 2 or 6", self.channels),
                ));
            }
        }
        if !(32_000..=512_000).contains(&self.bitrate) {
            return Err(invalid("bitrate", format!("{} bit/s is not within 32000 to 512000", self.bitrate)));
        }
        if self.sample_rate != 0 && self.bitrate > self.bitrate_limit(self.sample_rate) {
            return Err(invalid(
                "bitrate",
                format!(
                    "{} bit/s does not fit {} channels at {} Hz; the most is {}",
                    self.bitrate,
                    self.channels,
                    self.sample_rate,
                    self.bitrate_limit(self.sample_rate)
                ),
            ));
        }
        if self.program == Some(0) {
            return Err(invalid("program", "0 names the network table; programs count from 1".into()));
        }
        if !(1..=8).contains(&self.frames_per_pes) {
            return Err(invalid("frames_per_pes", format!("{} is not within 1 to 8", self.frames_per_pes)));
        }
        if self.dialogue_level.is_some_and(|level| !(1..=31).contains(&level)) {
            let level = self.dialogue_level.unwrap_or_default();
            return Err(invalid(
                "dialogue_level",
                format!("{level} dB below full scale is not within 1 to 31"),
            ));
        }
        if self.tracks == Tracks::Languages {
            if self.languages.is_empty() {
                return Err(invalid(
                    "tracks",
                    "the list of languages is empty; name one or choose all tracks".into(),
                ));
            }
            let is_code =
                |code: &String| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_lowercase());
            if let Some(code) = self.languages.iter().find(|code| !is_code(code)) {
                return Err(invalid(
                    "languages",
                    format!("{code:?} is not a three-letter ISO 639-2 code in lower case, such as \"deu\""),
                ));
            }
        }
        Ok(())
    }

    /// The most bits per second AAC allows at a sample rate with the configured channels.
    pub(crate) fn bitrate_limit(&self, sample_rate: u32) -> u32 {
        let per_frame = u64::from(MAX_BITS_PER_CHANNEL) * u64::from(self.channels);
        (per_frame * u64::from(sample_rate) / u64::from(FRAME_SAMPLES)) as u32
    }
}

fn invalid(field: &'static str, reason: String) -> Error {
    Error::InvalidConfig { field: field.to_owned(), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(change: impl FnOnce(&mut Config)) -> String {
        let mut config = Config::default();
        change(&mut config);
        match config.validate() {
            Err(Error::InvalidConfig { field, reason }) => {
                assert!(reason.len() > 10, "{reason}");
                field
            }
            other => panic!("accepted: {other:?}"),
        }
    }

    fn languages(codes: &[&str]) -> Config {
        let languages = codes.iter().map(|code| (*code).to_owned()).collect();
        Config { tracks: Tracks::Languages, languages, ..Config::default() }
    }

    #[test]
    fn the_default_is_valid_and_so_are_the_edges() {
        for sample_rate in AAC_SAMPLE_RATES.into_iter().chain([0]) {
            for channels in [1, 2, 6] {
                let config = Config { sample_rate, channels, bitrate: 32_000, ..Config::default() };
                config.validate().unwrap();
            }
        }
        Config { bitrate: 512_000, ..Config::default() }.validate().unwrap();
        languages(&["deu", "eng"]).validate().unwrap();
    }

    #[test]
    fn each_field_out_of_range_is_named() {
        for rate in [1, 7999, 8001, 47_999, 96_001, u32::MAX] {
            assert_eq!(refused(|c| c.sample_rate = rate), "sample_rate");
        }
        for channels in [0, 3, 4, 5, 7, 8, 9, 255] {
            assert_eq!(refused(|c| c.channels = channels), "channels");
        }
        for bitrate in [0, 31_999, 512_001, u32::MAX] {
            assert_eq!(refused(|c| c.bitrate = bitrate), "bitrate");
        }
        assert_eq!(refused(|c| (c.sample_rate, c.bitrate) = (16_000, 192_001)), "bitrate");
        assert_eq!(refused(|c| c.program = Some(0)), "program");
        for level in [0, 32, 255] {
            assert_eq!(refused(|c| c.dialogue_level = Some(level)), "dialogue_level");
        }
        for frames in [0, 9, 255] {
            assert_eq!(refused(|c| c.frames_per_pes = frames), "frames_per_pes");
        }
        assert_eq!(refused(|c| *c = languages(&[])), "tracks");
        for code in ["DEU", "de", "", "deutsch", "d\u{e9}u", "de1"] {
            assert_eq!(refused(|c| *c = languages(&["eng", code])), "languages", "{code:?}");
        }
    }
}
