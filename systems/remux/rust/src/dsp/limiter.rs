//! Keeps samples within full scale without clipping: a downmix of several loud channels can exceed it.

/// Frames over which the gain moves from one value to the next.
const STEP: usize = 64;
/// How much of what is missing to full gain comes back in one step: about half in a second.
const RELEASE: f32 = 0.001;

/// The gain of one track.
pub struct Limiter {
    gain: f32,
}

impl Limiter {
    /// A limiter that does nothing yet.
    pub fn new() -> Self {
        Self { gain: 1.0 }
    }

    /// Limits interleaved samples in place. It looks as far ahead as `samples` reach; what would still exceed
    /// full scale at their very beginning is left to the conversion to whole numbers.
    pub fn apply(&mut self, samples: &mut [f32], channels: usize) {
        let step = STEP * channels.max(1);
        let needed = |part: &[f32]| {
            let peak = part.iter().fold(1.0_f32, |peak, sample| peak.max(sample.abs()));
            1.0 / peak
        };
        let mut this = samples.chunks(step).next().map_or(1.0, needed);
        let count = samples.len().div_ceil(step);
        for index in 0..count {
            let (start, end) = (index * step, ((index + 1) * step).min(samples.len()));
            let next = samples.get(end..).and_then(|rest| rest.chunks(step).next()).map_or(1.0, needed);
            let limit = this.min(next);
            this = next;
            let target = (self.gain + (1.0 - self.gain) * RELEASE).min(limit);
            if self.gain < 1.0 || target < 1.0 {
                self.ramp(&mut samples[start..end], channels.max(1), target);
            }
        }
    }

    fn ramp(&mut self, part: &mut [f32], channels: usize, target: f32) {
        let frames = part.len() / channels;
        let change = (target - self.gain) / frames.max(1) as f32;
        for frame in part.chunks_exact_mut(channels) {
            self.gain += change;
            frame.iter_mut().for_each(|sample| *sample *= self.gain);
        }
        // Full gain is reached in the end, so that nothing is left to do.
        self.gain = if target > 0.9999 { 1.0 } else { target };
    }
}

impl Default for Limiter {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sine(level: f32, frames: usize) -> Vec<f32> {
        (0..frames).flat_map(|n| [(n as f32 * 0.05).sin() * level, (n as f32 * 0.05).cos() * level]).collect()
    }

    #[test]
    fn what_fits_is_untouched() {
        let mut samples = sine(1.0, 5000);
        Limiter::new().apply(&mut samples, 2);
        assert_eq!(samples, sine(1.0, 5000));
    }

    #[test]
    fn what_does_not_is_weakened_and_comes_back() {
        let mut limiter = Limiter::new();
        let mut samples = [sine(0.5, 1000), sine(2.5, 1000), sine(0.5, 200_000)].concat();
        limiter.apply(&mut samples, 2);
        assert!(samples.iter().all(|sample| sample.abs() <= 1.0001));
        assert!(samples[2400..3600].iter().any(|sample| sample.abs() > 0.9));
        assert_eq!(samples[..1600], sine(0.5, 800)[..]);
        let before = [sine(0.5, 1000), sine(2.5, 1000), sine(0.5, 200_000)].concat();
        let gains = samples.iter().zip(&before).filter(|(_, before)| before.abs() > 0.1).map(|(a, b)| a / b);
        let gains: Vec<f32> = gains.collect();
        assert!(gains.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.05), "the gain jumps");
        let end = &samples[samples.len() - 2000..];
        assert!(end.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs())) > 0.4);
    }

    #[test]
    fn frames_are_limited_one_after_the_other() {
        let mut limiter = Limiter::new();
        let mut all = sine(1.8, 15_360);
        all.chunks_mut(2 * 1536).for_each(|frame| limiter.apply(frame, 2));
        assert!(all[3072..].iter().all(|sample| sample.abs() <= 1.001));
    }
}
