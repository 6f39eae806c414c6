//! Filling in for lost frames: the last good frame once more, fading to silence, then silence; the first good
//! frame after it fades in.

/// Samples per channel over which sound comes back after a loss.
const FADE_IN: usize = 256;

/// Keeps the last good frame of one track.
#[derive(Default)]
pub struct Concealer {
    last: Vec<f32>,
    channels: usize,
    /// Whether `last` was already played as a substitute.
    spent: bool,
}

impl Concealer {
    /// Takes a good frame; after a loss its beginning is faded in, in place.
    pub fn good(&mut self, frame: &mut [f32], channels: usize) {
        self.channels = channels;
        if self.spent {
            let frames = FADE_IN.min(frame.len() / channels.max(1));
            for (index, samples) in frame.chunks_exact_mut(channels).take(frames).enumerate() {
                let gain = (index + 1) as f32 / (frames + 1) as f32;
                samples.iter_mut().for_each(|sample| *sample *= gain);
            }
        }
        self.spent = false;
        self.last.clear();
        self.last.extend_from_slice(frame);
    }

    /// Appends `samples` frames of substitute sound with the channels of the last good frame and returns
    /// their number (of channels).
    pub fn fill(&mut self, samples: usize, out: &mut Vec<f32>) -> usize {
        let channels = self.channels.max(1);
        let end = out.len() + samples * channels;
        if !self.spent {
            let frames = samples.min(self.last.len() / channels);
            let stored = self.last.chunks_exact(channels).take(frames).enumerate();
            out.extend(stored.flat_map(|(index, samples)| {
                let gain = 1.0 - (index + 1) as f32 / frames as f32;
                samples.iter().map(move |sample| sample * gain)
            }));
        }
        out.resize(end, 0.0);
        self.spent = true;
        channels
    }

    /// Forgets the last frame (a new stretch of time begins).
    pub fn reset(&mut self) {
        self.last.clear();
        self.spent = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn substitutes_have_the_right_length_and_fade() {
        let mut concealer = Concealer::default();
        let mut out = Vec::new();
        assert_eq!(concealer.fill(10, &mut out), 1);
        assert_eq!(out, [0.0; 10]);
        let mut frame = vec![1.0; 2 * 1152];
        concealer.good(&mut frame, 2);
        assert!(frame[0] < 0.01 && frame[2 * FADE_IN] == 1.0);
        out.clear();
        assert_eq!(concealer.fill(2000, &mut out), 2);
        assert_eq!(out.len(), 4000);
        assert!(out[2 * 1151..].iter().all(|sample| *sample == 0.0));
        assert!((out[2 * 576] - 0.5).abs() < 0.01);
        out.clear();
        concealer.fill(100, &mut out);
        assert_eq!(out, [0.0; 200]);
    }
}
