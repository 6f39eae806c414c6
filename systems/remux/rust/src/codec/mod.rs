//! Audio decoders behind one trait: finding frames in an elementary stream and turning them into samples.

#[cfg(feature = "fdk")]
pub mod aac;
pub mod ac3;
pub mod identify;
pub mod mpeg;
#[cfg(feature = "fdk")]
mod packing;

mod settings;

pub use settings::{Downmix, DynamicRange};

/// The shape of a frame, known from its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameFormat {
    /// Bytes of the whole frame.
    pub length: usize,
    /// Samples per channel.
    pub samples: usize,
    /// Samples per second.
    pub sample_rate: u32,
    /// Channels.
    pub channels: usize,
    /// Whether the two channels are two programmes: one of them is to be heard, not both.
    pub dual: bool,
    /// The codec's name in statistics.
    pub codec: &'static str,
}

/// What a look at the waiting bytes found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The first `skip` bytes are of no use; what follows needs more bytes.
    NeedMore {
        /// Bytes to drop.
        skip: usize,
    },
    /// After `skip` useless bytes a whole frame is there.
    Frame {
        /// Bytes to drop.
        skip: usize,
        /// The frame after them.
        format: FrameFormat,
    },
}

/// A decoder for one elementary stream.
pub trait AudioDecoder {
    /// Looks for the next whole frame. `marked` says whether a PES packet with a time stamp begins at an
    /// offset into `data`, which makes a header there trustworthy without a second one behind it.
    fn find(&mut self, data: &[u8], marked: &dyn Fn(usize) -> bool) -> Found;

    /// Decodes the frame `find` reported into interleaved samples, nominally within ±1. `pcm` has room for
    /// `samples * channels`. `false` when the frame is damaged; `pcm` then holds nothing of use.
    fn decode(&mut self, frame: &[u8], format: &FrameFormat, pcm: &mut [f32]) -> bool;

    /// Bytes are missing before the next ones: a frame must be found anew.
    fn interrupt(&mut self);
}
