//! Small signal work between decoder and encoder: channels, rate, lost frames, level, whole numbers.

pub mod channels;
pub mod conceal;
pub mod limiter;
pub mod resample;

/// Appends samples (nominally ±1) as 16-bit numbers, rounded and limited.
pub fn append_i16(samples: &[f32], out: &mut Vec<i16>) {
    // Adding 1.5 * 2^23 leaves the rounded value in the low bits of the mantissa: a way to round to nearest
    // that every x86-64 and ARM vectorises, where f32::round would be a call per sample.
    const ROUND: f32 = 12_582_912.0;
    out.extend(samples.iter().map(|sample| {
        let scaled = (sample * 32_768.0).clamp(-32_768.0, 32_767.0);
        ((scaled + ROUND).to_bits() as i32 - ROUND.to_bits() as i32) as i16
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_rounded_and_limited() {
        let mut out = Vec::new();
        append_i16(&[0.0, 1.0, -1.0, 2.0, -9.0, 1.6 / 32768.0, -1.6 / 32768.0, 0.5, f32::INFINITY], &mut out);
        assert_eq!(out, [0, 32767, -32768, 32767, -32768, 2, -2, 16384, 32767]);
    }
}
