//! The decoder for a track.

use crate::codec::AudioDecoder;
#[cfg(feature = "fdk")]
use crate::codec::aac::{Aac, Packing};
use crate::codec::ac3::{Ac3, Output, Settings};
use crate::codec::mpeg::MpegAudio;
use crate::config::Config;
use crate::ts::psi::AudioCodec;

/// A decoder of any codec.
pub(super) type Decoder = Box<dyn AudioDecoder + Send + Sync>;

/// Whether tracks of a codec can be converted.
pub(crate) fn understands(codec: AudioCodec) -> bool {
    match codec {
        AudioCodec::MpegAudio | AudioCodec::Ac3 | AudioCodec::Eac3 => true,
        // Their decoder comes with the encoder.
        AudioCodec::AacLatm | AudioCodec::HeAac => cfg!(feature = "fdk"),
        _ => false,
    }
}

/// The decoder for a codec that is understood.
pub(super) fn decoder(codec: AudioCodec, config: &Config) -> Decoder {
    match codec {
        AudioCodec::Ac3 | AudioCodec::Eac3 => Box::new(Ac3::new(Settings {
            output: if config.channels > 2 { Output::Surround } else { Output::Stereo },
            downmix: config.downmix,
            range: config.dynamic_range,
            dialogue: config.dialogue_level,
        })),
        #[cfg(feature = "fdk")]
        AudioCodec::AacLatm => Box::new(Aac::new(Packing::Latm, config.channels)),
        #[cfg(feature = "fdk")]
        AudioCodec::HeAac => Box::new(Aac::new(Packing::Adts, config.channels)),
        _ => Box::new(MpegAudio::new()),
    }
}
