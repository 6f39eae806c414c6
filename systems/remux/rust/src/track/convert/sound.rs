//! The sound of a frame: decoded, or concealed where it is damaged or lost, and fed to the encoder.

use super::Converter;
use crate::aac::EncoderError;
use crate::codec::FrameFormat;
use crate::dsp::channels;

/// Samples per channel that are concealed at a time.
const CONCEALED: usize = 1152;

impl Converter {
    /// Decodes the frame at the front into `pcm` and returns how many samples it holds in all channels; `None`
    /// when it is damaged.
    pub(super) fn samples(&mut self, format: &FrameFormat) -> Option<usize> {
        let count = format.samples * format.channels;
        let frame = self.es.data().get(..format.length)?;
        if self.pcm.len() < count {
            self.pcm.resize(count, 0.0);
        }
        if !self.decoder.decode(frame, format, &mut self.pcm) {
            self.counters.concealed += 1;
            return None;
        }
        self.counters.frames_in += 1;
        if format.dual {
            channels::choose(&mut self.pcm[..count], self.config.dual_mono);
        }
        self.concealer.good(&mut self.pcm[..count], format.channels);
        Some(count)
    }

    pub(super) fn decode(&mut self, format: &FrameFormat, clock: Option<u64>) -> Result<(), EncoderError> {
        let decoded = self.samples(format);
        let cut = self.overlap.min(format.samples);
        self.overlap -= cut;
        let Some(count) = decoded else {
            return self.conceal(format.samples - cut, clock);
        };
        let pcm = std::mem::take(&mut self.pcm);
        let result = self.feed(&pcm[cut * format.channels..count], format.channels, clock);
        self.pcm = pcm;
        result
    }

    /// Puts substitute sound in for `samples` missing ones.
    pub(super) fn conceal(&mut self, samples: usize, clock: Option<u64>) -> Result<(), EncoderError> {
        let mut left = samples;
        while left > 0 {
            let now = left.min(CONCEALED);
            let mut filled = std::mem::take(&mut self.filled);
            filled.clear();
            let channels = self.concealer.fill(now, &mut filled);
            let result = self.feed(&filled, channels, clock);
            self.filled = filled;
            result?;
            left -= now;
        }
        Ok(())
    }

    pub(super) fn feed(
        &mut self,
        samples: &[f32],
        channels: usize,
        clock: Option<u64>,
    ) -> Result<(), EncoderError> {
        let frames = samples.len() / channels;
        let Some((chain, mut sink)) = self.sink(clock) else { return Ok(()) };
        let rate = f64::from(chain.rate_in());
        let result = chain.push(samples, channels, &mut sink);
        self.timeline.advance(frames);
        self.counters.seconds += frames as f64 / rate;
        self.failed |= result.is_err();
        result
    }
}
