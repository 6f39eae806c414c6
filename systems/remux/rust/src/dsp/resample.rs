//! Sample rate conversion with rubato's synchronous FFT resampler, its delay taken out.

use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Resampler as _};

/// Frames per FFT block aimed at; the delay is half a block.
const BLOCK: usize = 512;

/// Converts interleaved samples from one fixed rate to another. Output sample `n` lies exactly at input time
/// `n / rate_out`: the resampler's own delay is cut from the front.
pub struct Resampler {
    inner: Fft<f32>,
    channels: usize,
    rates: (u64, u64),
    waiting: Vec<f32>,
    block: Vec<f32>,
    /// Delay still to be cut, in output frames.
    cut: usize,
    taken: u64,
    given: u64,
}

impl Resampler {
    /// A resampler between two rates in Hz; `None` when rubato refuses them.
    pub fn new(rate_in: u32, rate_out: u32, channels: usize) -> Option<Self> {
        let inner = Fft::new(rate_in as usize, rate_out as usize, BLOCK, channels, FixedSync::Both).ok()?;
        let cut = inner.output_delay();
        let block = vec![0.0; inner.output_frames_max() * channels];
        Some(Self {
            inner,
            channels,
            rates: (u64::from(rate_in), u64::from(rate_out)),
            waiting: Vec::new(),
            block,
            cut,
            taken: 0,
            given: 0,
        })
    }

    /// Takes samples and appends those that are ready to `out`.
    pub fn push(&mut self, samples: &[f32], out: &mut Vec<f32>) {
        self.taken += (samples.len() / self.channels) as u64;
        self.waiting.extend_from_slice(samples);
        self.run(out);
    }

    /// Appends the samples still inside, so that the output is as long as the input, and starts anew.
    pub fn drain(&mut self, out: &mut Vec<f32>) {
        let due = (self.taken * self.rates.1 + self.rates.0 / 2) / self.rates.0;
        let start = out.len();
        let owed = due.saturating_sub(self.given) as usize;
        while out.len() - start < owed * self.channels {
            let missing = self.inner.input_frames_next() * self.channels;
            self.waiting.resize(missing, 0.0);
            self.run(out);
        }
        out.truncate(start + owed * self.channels);
        self.waiting.clear();
        self.inner.reset();
        self.cut = self.inner.output_delay();
        (self.taken, self.given) = (0, 0);
    }

    fn run(&mut self, out: &mut Vec<f32>) {
        let mut at = 0;
        loop {
            let frames = self.inner.input_frames_next();
            let Some(input) = self.waiting.get(at..at + frames * self.channels) else { break };
            let room = self.block.len() / self.channels;
            let (Ok(from), Ok(mut to)) = (
                InterleavedSlice::new(input, self.channels, frames),
                InterleavedSlice::new_mut(self.block.as_mut_slice(), self.channels, room),
            ) else {
                break;
            };
            let Ok((used, written)) = self.inner.process_into_buffer(&from, &mut to, None) else { break };
            at += used * self.channels;
            let cut = self.cut.min(written);
            self.cut -= cut;
            self.given += (written - cut) as u64;
            out.extend_from_slice(&self.block[cut * self.channels..written * self.channels]);
        }
        self.waiting.drain(..at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sine(rate: u32, seconds: f64, hertz: f64) -> Vec<f32> {
        (0..(f64::from(rate) * seconds) as usize)
            .flat_map(|n| {
                let phase = std::f64::consts::TAU * hertz * n as f64 / f64::from(rate);
                [phase.sin() as f32, phase.cos() as f32]
            })
            .collect()
    }

    #[test]
    fn output_has_the_length_and_phase_of_the_input() {
        for (from, to) in
            [(48_000, 44_100), (44_100, 48_000), (32_000, 48_000), (16_000, 96_000), (48_000, 8000)]
        {
            let mut resampler = Resampler::new(from, to, 2).unwrap();
            for _ in 0..2 {
                let mut out = Vec::new();
                for part in sine(from, 1.0, 440.0).chunks(2304) {
                    resampler.push(part, &mut out);
                }
                resampler.drain(&mut out);
                let expected = sine(to, 1.0, 440.0);
                assert_eq!(out.len(), expected.len(), "{from} to {to}");
                let middle = to as usize / 10 * 2..to as usize / 10 * 18;
                let error = out[middle.clone()]
                    .iter()
                    .zip(&expected[middle])
                    .map(|(a, b)| (a - b).abs())
                    .fold(0.0, f32::max);
                assert!(error < 1e-3, "{from} to {to}: {error}");
            }
        }
    }
}
