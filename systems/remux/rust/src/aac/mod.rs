//! AAC encoders behind one trait. An encoder's delay is part of its contract: time stamps depend on it.

#[cfg(feature = "fdk")]
pub mod fdk;

/// What an encoder is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncoderConfig {
    /// Samples per second.
    pub sample_rate: u32,
    /// Channels: 1, 2 or 6 (left, right, centre, LFE, left and right surround).
    pub channels: usize,
    /// Bits per second.
    pub bitrate: u32,
    /// Spend more time on finding the best quantisation.
    pub afterburner: bool,
}

/// An AAC-LC encoder that gives one ADTS frame for each block of samples.
pub trait Encoder: Send + std::marker::Sync {
    /// Samples per channel in one frame.
    fn frame_length(&self) -> usize;

    /// Exact delay in samples per channel: what a decoder gives for frame `n` (from 0) is the input from
    /// sample `n * frame_length - delay` on.
    fn delay(&self) -> usize;

    /// Encodes `frame_length * channels` interleaved samples and appends one ADTS frame to `out`.
    fn encode(&mut self, pcm: &[i16], out: &mut Vec<u8>) -> Result<(), EncoderError>;
}

/// An encoder could not be made or stopped working.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{step} failed with code {code:#x}")]
pub struct EncoderError {
    /// What was being done.
    pub step: &'static str,
    /// The encoder's own number for what went wrong.
    pub code: u32,
}

/// Makes the encoder this build has.
pub fn open(config: EncoderConfig) -> Result<Box<dyn Encoder>, EncoderError> {
    #[cfg(feature = "fdk")]
    return Ok(Box::new(fdk::FdkEncoder::new(config)?));
    #[cfg(not(feature = "fdk"))]
    Err(EncoderError { step: no_encoder(config), code: 0 })
}

#[cfg(not(feature = "fdk"))]
fn no_encoder(_config: EncoderConfig) -> &'static str {
    "opening an AAC encoder in a build without the `fdk` feature (build with it)"
}
