//! Samples to AAC frames: channels, rate, encoding, and the arithmetic of time stamps for one unbroken
//! stretch.

use super::timeline::ticks;
use super::writer::Writer;
use crate::aac::{self, Encoder, EncoderConfig, EncoderError};
use crate::config::Config;
use crate::dsp::limiter::Limiter;
use crate::dsp::resample::Resampler;
use crate::dsp::{append_i16, channels};
use crate::ts::clock::unwrap;

/// Where finished frames go and what is known when they do.
pub(super) struct Sink<'a> {
    pub(super) writer: &'a mut Writer,
    pub(super) stream_id: u8,
    /// Time of the stretch's first sample, in ticks.
    pub(super) origin: i64,
    /// The program clock, as a 33-bit stamp.
    pub(super) clock: Option<u64>,
    pub(super) frames_out: &'a mut u64,
    pub(super) late: &'a mut u64,
}

/// The way from decoded samples to the writer, for one sample rate of the source.
pub(super) struct Chain {
    encoder: Box<dyn Encoder>,
    resampler: Option<Resampler>,
    limiter: Limiter,
    rate_in: u32,
    rate_out: u32,
    channels: usize,
    mapped: Vec<f32>,
    resampled: Vec<f32>,
    pcm: Vec<i16>,
    /// Frames encoded since the stretch began.
    frames: i64,
    /// Samples per channel given to the encoder's queue since the stretch began.
    samples: i64,
}

impl Chain {
    pub(super) fn new(config: &Config, rate_in: u32) -> Result<Self, EncoderError> {
        let rate_out = if config.sample_rate == 0 { rate_in } else { config.sample_rate };
        let channels = usize::from(config.channels);
        let encoder = aac::open(EncoderConfig {
            sample_rate: rate_out,
            channels,
            bitrate: config.bitrate.min(config.bitrate_limit(rate_out)),
            afterburner: config.afterburner,
        })?;
        let resampler = if rate_in == rate_out {
            None
        } else {
            let made = Resampler::new(rate_in, rate_out, channels);
            Some(made.ok_or(EncoderError { step: "preparing the change of sample rate", code: rate_in })?)
        };
        Ok(Self {
            encoder,
            resampler,
            limiter: Limiter::new(),
            rate_in,
            rate_out,
            channels,
            mapped: Vec::new(),
            resampled: Vec::new(),
            pcm: Vec::new(),
            frames: 0,
            samples: 0,
        })
    }

    pub(super) fn rate_in(&self) -> u32 {
        self.rate_in
    }

    pub(super) fn rate_out(&self) -> u32 {
        self.rate_out
    }

    /// Takes decoded samples and passes every full frame on.
    pub(super) fn push(
        &mut self,
        samples: &[f32],
        channels: usize,
        sink: &mut Sink,
    ) -> Result<(), EncoderError> {
        self.mapped.clear();
        channels::map_into(samples, channels, self.channels, &mut self.mapped);
        let ready = match &mut self.resampler {
            None => &mut self.mapped,
            Some(resampler) => {
                self.resampled.clear();
                resampler.push(&self.mapped, &mut self.resampled);
                &mut self.resampled
            }
        };
        self.limiter.apply(ready, self.channels);
        self.samples += (ready.len() / self.channels) as i64;
        append_i16(ready, &mut self.pcm);
        self.encode_full(sink)
    }

    /// Ends the stretch: pads the last frame with silence and encodes until the last sample is out.
    pub(super) fn finish(&mut self, sink: &mut Sink) -> Result<(), EncoderError> {
        if let Some(resampler) = &mut self.resampler {
            self.resampled.clear();
            resampler.drain(&mut self.resampled);
            self.samples += (self.resampled.len() / self.channels) as i64;
            self.limiter.apply(&mut self.resampled, self.channels);
            append_i16(&self.resampled, &mut self.pcm);
            self.encode_full(sink)?;
        }
        let frame = self.encoder.frame_length() as i64;
        let delay = self.encoder.delay() as i64;
        while self.samples > 0 && self.frames * frame - delay < self.samples {
            self.pcm.resize(self.encoder.frame_length() * self.channels, 0);
            self.encode_full(sink)?;
        }
        sink.writer.finish(sink.stream_id);
        self.pcm.clear();
        (self.frames, self.samples) = (0, 0);
        Ok(())
    }

    fn encode_full(&mut self, sink: &mut Sink) -> Result<(), EncoderError> {
        let frame = self.encoder.frame_length();
        let block = frame * self.channels;
        let mut at = 0;
        while let Some(pcm) = self.pcm.get(at..at + block) {
            at += block;
            let start = self.frames * frame as i64 - self.encoder.delay() as i64;
            self.frames += 1;
            let payload = sink.writer.payload();
            let before = payload.len();
            self.encoder.encode(pcm, payload)?;
            // Of the encoder's run-in only the last frame is of use: a decoder needs it to overlap with the
            // first that holds sound.
            if start < -(frame as i64) {
                payload.truncate(before);
                continue;
            }
            let pts = sink.origin + ticks(start, i64::from(self.rate_out));
            *sink.frames_out += 1;
            if sink.clock.is_some_and(|clock| unwrap(clock, pts) > pts) {
                *sink.late += 1;
            }
            sink.writer.frame_done(pts, sink.stream_id);
        }
        self.pcm.drain(..at);
        Ok(())
    }
}
