//! Noise in place of what was not coded: the same sequence in every run.

/// A generator of white noise.
#[derive(Clone)]
pub(super) struct Noise(u32);

impl Noise {
    pub(super) fn new() -> Self {
        Self(0x1234_5678)
    }

    /// The next value, evenly spread over -1 to 1.
    #[inline]
    pub(super) fn next(&mut self) -> f32 {
        // The multiplier and increment of Numerical Recipes; the upper bits, which the float keeps, are good.
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.0 as i32 as f32 * (1.0 / 2_147_483_648.0)
    }

    /// The next value for a mantissa without bits: evenly spread over ±0.707 (A/52, 7.3.4).
    #[inline]
    pub(super) fn mantissa(&mut self) -> f32 {
        self.next() * std::f32::consts::FRAC_1_SQRT_2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_even_and_without_bias() {
        let mut noise = Noise::new();
        let values: Vec<f64> = (0..100_000).map(|_| f64::from(noise.next())).collect();
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let power = values.iter().map(|value| value * value).sum::<f64>() / count;
        let next: f64 = values.windows(2).map(|pair| pair[0] * pair[1]).sum::<f64>() / count;
        assert!(mean.abs() < 0.01 && (power - 1.0 / 3.0).abs() < 0.01 && next.abs() < 0.01);
        assert!(values.iter().all(|value| (-1.0..=1.0).contains(value)));
    }
}
