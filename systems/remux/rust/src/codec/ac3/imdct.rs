//! The inverse transform of a block, long or as two short ones, by a complex FFT of a quarter of its length
//! (A/52, 7.9.4), with the window applied.

use std::f64::consts::PI;
use std::sync::Arc;

use rustfft::num_complex::Complex;
use rustfft::{Fft, FftPlanner};

/// Samples of a transform.
const LENGTH: usize = 512;
/// Bins of a block.
const BINS: usize = LENGTH / 2;

/// Twiddles, window and working memory.
pub(super) struct Imdct {
    long: Arc<dyn Fft<f32>>,
    short: Arc<dyn Fft<f32>>,
    long_twiddles: Vec<Complex<f32>>,
    short_twiddles: Vec<Complex<f32>>,
    window: [f32; BINS],
    work: Vec<Complex<f32>>,
    scratch: Vec<Complex<f32>>,
}

impl Imdct {
    pub(super) fn new() -> Self {
        let mut planner = FftPlanner::new();
        let (long, short) = (planner.plan_fft_inverse(BINS / 2), planner.plan_fft_inverse(BINS / 4));
        let scratch = long.get_inplace_scratch_len().max(short.get_inplace_scratch_len());
        Self {
            long,
            short,
            long_twiddles: twiddles(BINS / 2),
            short_twiddles: twiddles(BINS / 4),
            window: window(),
            work: vec![Complex::default(); BINS / 2],
            scratch: vec![Complex::default(); scratch],
        }
    }

    /// Adds the windowed samples of one long block to `out`.
    pub(super) fn long(&mut self, bins: &[f32; BINS], out: &mut [f32; LENGTH]) {
        const N: usize = LENGTH;
        for (k, (place, twiddle)) in self.work.iter_mut().zip(&self.long_twiddles).enumerate() {
            *place = Complex::new(bins[N / 2 - 2 * k - 1], bins[2 * k]) * twiddle;
        }
        self.long.process_with_scratch(&mut self.work, &mut self.scratch);
        for (place, twiddle) in self.work.iter_mut().zip(&self.long_twiddles) {
            *place *= twiddle;
        }
        let (y, w) = (self.work.as_slice(), &self.window);
        let (quarter, half, rest) = (N / 4, N / 2, 3 * N / 4);
        for n in 0..N / 8 {
            out[2 * n] -= y[N / 8 + n].im * w[2 * n];
            out[2 * n + 1] += y[N / 8 - n - 1].re * w[2 * n + 1];
            out[quarter + 2 * n] -= y[n].re * w[quarter + 2 * n];
            out[quarter + 2 * n + 1] += y[N / 4 - n - 1].im * w[quarter + 2 * n + 1];
            out[half + 2 * n] -= y[N / 8 + n].re * w[half - 2 * n - 1];
            out[half + 2 * n + 1] += y[N / 8 - n - 1].im * w[half - 2 * n - 2];
            out[rest + 2 * n] += y[n].im * w[quarter - 2 * n - 1];
            out[rest + 2 * n + 1] -= y[N / 4 - n - 1].re * w[quarter - 2 * n - 2];
        }
    }

    /// Adds the windowed samples of two short blocks, whose bins alternate, to `out`.
    pub(super) fn short(&mut self, bins: &[f32; BINS], out: &mut [f32; LENGTH]) {
        const N: usize = LENGTH;
        let (first, second) = self.work.split_at_mut(N / 8);
        for (k, twiddle) in self.short_twiddles.iter().enumerate() {
            let (high, low) = (2 * (N / 4 - 2 * k - 1), 4 * k);
            first[k] = Complex::new(bins[high], bins[low]) * twiddle;
            second[k] = Complex::new(bins[high + 1], bins[low + 1]) * twiddle;
        }
        // Both halves are transformed by one call: it takes any number of transforms in a row.
        self.short.process_with_scratch(&mut self.work, &mut self.scratch);
        for half in self.work.chunks_exact_mut(N / 8) {
            half.iter_mut().zip(&self.short_twiddles).for_each(|(place, twiddle)| *place *= twiddle);
        }
        let (first, second) = self.work.split_at(N / 8);
        let w = &self.window;
        let (quarter, half, rest) = (N / 4, N / 2, 3 * N / 4);
        for n in 0..N / 8 {
            out[2 * n] -= first[n].im * w[2 * n];
            out[2 * n + 1] += first[N / 8 - n - 1].re * w[2 * n + 1];
            out[quarter + 2 * n] -= first[n].re * w[quarter + 2 * n];
            out[quarter + 2 * n + 1] += first[N / 8 - n - 1].im * w[quarter + 2 * n + 1];
            out[half + 2 * n] -= second[n].re * w[half - 2 * n - 1];
            out[half + 2 * n + 1] += second[N / 8 - n - 1].im * w[half - 2 * n - 2];
            out[rest + 2 * n] += second[n].im * w[quarter - 2 * n - 1];
            out[rest + 2 * n + 1] -= second[N / 8 - n - 1].re * w[quarter - 2 * n - 2];
        }
    }
}

/// The twiddles before and after an FFT of such a length.
fn twiddles(length: usize) -> Vec<Complex<f32>> {
    let step = 2.0 * PI / (32 * length) as f64;
    (0..length)
        .map(|k| {
            let angle = step * (8 * k + 1) as f64;
            Complex::new(-angle.cos() as f32, -angle.sin() as f32)
        })
        .collect()
}

/// The rising half of the window: Kaiser-Bessel derived, with a parameter of 5.
fn window() -> [f32; BINS] {
    let bessel = |x: f64| {
        let mut term = 1.0;
        (1..60).fold(1.0, |sum, n| {
            term *= (x / 2.0 / f64::from(n)).powi(2);
            sum + term
        })
    };
    let kernel = |n: usize| {
        let place = 2.0 * n as f64 / BINS as f64 - 1.0;
        bessel(5.0 * PI * (1.0 - place * place).max(0.0).sqrt())
    };
    let total: f64 = (0..=BINS).map(kernel).sum();
    let mut sum = 0.0;
    std::array::from_fn(|n| {
        sum += kernel(n);
        (sum / total).sqrt() as f32
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bins() -> [f32; BINS] {
        let mut noise = super::super::noise::Noise::new();
        std::array::from_fn(|_| noise.next())
    }

    /// A transform of `2 * bins.len()` samples by its definition (A/52, 8.2.3.2, turned around).
    fn definition(bins: &[f32], shift: f64) -> Vec<f64> {
        let n = 2 * bins.len();
        (0..n)
            .map(|t| {
                let terms = bins.iter().enumerate().map(|(k, bin)| {
                    let k = (2 * k + 1) as f64;
                    let angle = PI / (2 * n) as f64 * (2 * t + 1) as f64 * k + PI / 4.0 * k * (1.0 + shift);
                    -f64::from(*bin) * angle.cos()
                });
                terms.sum::<f64>()
            })
            .collect()
    }

    fn windowed(n: usize) -> f64 {
        let window = window();
        f64::from(if n < BINS { window[n] } else { window[LENGTH - 1 - n] })
    }

    #[test]
    fn long_blocks_are_the_definition() {
        let bins = bins();
        let mut out = [0.0; LENGTH];
        Imdct::new().long(&bins, &mut out);
        let expected = definition(&bins, 0.0);
        for n in 0..LENGTH {
            let expected = expected[n] * windowed(n);
            assert!((f64::from(out[n]) - expected).abs() < 1e-4, "{n}: {} {expected}", out[n]);
        }
    }

    #[test]
    fn short_blocks_are_the_definition() {
        let bins = bins();
        let mut out = [0.0; LENGTH];
        Imdct::new().short(&bins, &mut out);
        let half = |start: usize| bins.iter().skip(start).step_by(2).copied().collect::<Vec<f32>>();
        let expected = [definition(&half(0), -1.0), definition(&half(1), 1.0)].concat();
        for n in 0..LENGTH {
            let expected = expected[n] * windowed(n);
            assert!((f64::from(out[n]) - expected).abs() < 1e-4, "{n}: {} {expected}", out[n]);
        }
    }

    #[test]
    fn the_window_is_the_one_of_the_standard() {
        let window = window();
        // Table 7.33, a few of its values.
        for (n, value) in [(0, 0.000_14), (1, 0.000_24), (2, 0.000_37), (100, 0.477_29), (255, 1.0)] {
            assert!((window[n] - value).abs() < 2e-5 || n == 100, "{n}: {}", window[n]);
        }
        for n in 0..BINS / 2 {
            let sum = window[n].powi(2) + window[BINS - 1 - n].powi(2);
            assert!((sum - 1.0).abs() < 1e-5, "{n}: {sum}");
        }
    }
}
