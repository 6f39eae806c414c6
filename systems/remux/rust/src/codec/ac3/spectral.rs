//! Spectral extension: upper bins made of lower ones and noise (A/52, E.3.6).

use super::bits::Bits;
use super::damage::Damage;
use super::mantissas::SCALE;
use super::noise::Noise;

/// Sub-bands of twelve bins, from bin 25 on.
const SUB_BANDS: usize = 17;
const FIRST_BIN: usize = 25;
/// Which sub-bands belong to the band before them, unless the stream says otherwise (A/52, table E2.11).
const DEFAULT_STRUCTURE: [bool; SUB_BANDS] = {
    let mut structure = [false; SUB_BANDS];
    let mut at = 8;
    while at < SUB_BANDS {
        structure[at] = true;
        at += 2;
    }
    structure
};

/// Which channels are extended, from where to where, and how.
#[derive(Default)]
pub(super) struct Spectral {
    pub(super) in_use: bool,
    pub(super) channels: [bool; 5],
    /// `spxbegf`, which also says where coupling ends.
    pub(super) begin_code: usize,
    /// First bin copied, first bin made, and the end of those made.
    copy: usize,
    pub(super) begin: usize,
    pub(super) end: usize,
    structure: [bool; SUB_BANDS],
    sizes: [usize; SUB_BANDS],
    bands: usize,
    /// By channel and band: how much of the copy, and how much noise.
    signal: [[f32; SUB_BANDS]; 5],
    noise: [[f32; SUB_BANDS]; 5],
    /// Channels that had no levels yet in this frame.
    first: [bool; 5],
}

impl Spectral {
    /// A frame begins.
    pub(super) fn start_frame(&mut self) {
        self.first = [true; 5];
        self.structure = DEFAULT_STRUCTURE;
        self.disable();
    }

    fn disable(&mut self) {
        self.in_use = false;
        self.channels = [false; 5];
        self.first = [true; 5];
    }

    /// Where coupling has to end (`cplendf`), if there is an extension.
    pub(super) fn coupling_end(&self) -> Option<i32> {
        let begin = self.begin_code as i32;
        self.in_use.then_some(if begin < 6 { begin - 2 } else { 2 * begin - 7 })
    }

    /// Reads whether there is an extension, where, and of which channels.
    pub(super) fn read_strategy(
        &mut self,
        bits: &mut Bits,
        mode: usize,
        channels: usize,
    ) -> Result<(), Damage> {
        if !bits.flag() {
            self.disable();
            return Ok(());
        }
        self.in_use = true;
        self.channels = [false; 5];
        for extended in &mut self.channels[..channels] {
            *extended = mode == 1 || bits.flag();
        }
        self.copy = FIRST_BIN + 12 * bits.take(2) as usize;
        self.begin_code = bits.take(3) as usize;
        let end_code = bits.take(3) as usize;
        let begin = if self.begin_code < 6 { self.begin_code + 2 } else { 2 * self.begin_code - 3 };
        let end = if end_code < 3 { end_code + 5 } else { 2 * end_code + 3 };
        (self.begin, self.end) = (FIRST_BIN + 12 * begin, FIRST_BIN + 12 * end);
        if begin >= end || end > SUB_BANDS || self.copy >= self.begin {
            return Err(Damage::Reserved("the range of the spectral extension"));
        }
        if bits.flag() {
            self.structure[begin + 1..end].iter_mut().for_each(|joined| *joined = bits.flag());
        }
        self.bands = 0;
        for sub_band in begin..end {
            if sub_band > begin && self.structure[sub_band] {
                self.sizes[self.bands - 1] += 12;
            } else {
                self.sizes[self.bands] = 12;
                self.bands += 1;
            }
        }
        Ok(())
    }

    /// Reads the levels of the extended channels.
    pub(super) fn read_levels(&mut self, bits: &mut Bits) {
        for channel in 0..5 {
            if !self.channels[channel] {
                self.first[channel] = true;
                continue;
            }
            if !std::mem::take(&mut self.first[channel]) && !bits.flag() {
                continue;
            }
            let blend = bits.take(5) as f32 / 32.0;
            let master = 3 * bits.take(2);
            let mut bin = self.begin;
            for band in 0..self.bands {
                let middle = (bin + self.sizes[band] / 2) as f32;
                let share = (middle / self.end as f32 - blend).clamp(0.0, 1.0);
                bin += self.sizes[band];
                let (exponent, mantissa) = (bits.take(4), bits.take(2) as f32);
                let mantissa = if exponent == 15 { mantissa / 4.0 } else { (mantissa + 4.0) / 8.0 };
                let level = 32.0 * mantissa * SCALE[(exponent + master) as usize & 31];
                // Noise between -1 and 1 has a third of the power of ±1.
                self.noise[channel][band] = level * (3.0 * share).sqrt();
                self.signal[channel][band] = level * (1.0 - share).sqrt();
            }
        }
    }

    /// Makes a channel's upper bins. `attenuation` says how deep the seams between copies are notched.
    pub(super) fn apply(
        &self,
        channel: usize,
        attenuation: Option<u32>,
        noise: &mut Noise,
        bins: &mut [f32; 256],
    ) {
        let mut from = self.copy;
        let mut to = self.begin;
        let mut loudness = [0.0; SUB_BANDS];
        let mut seams = [false; SUB_BANDS];
        seams[0] = true;
        for band in 0..self.bands {
            let size = self.sizes[band];
            if from + size > self.begin {
                from = self.copy;
                seams[band] = true;
            }
            let mut power = 0.0;
            for _ in 0..size {
                if from == self.begin {
                    from = self.copy;
                }
                let value = bins[from.min(255)];
                bins[to.min(255)] = value;
                power += value * value;
                (from, to) = (from + 1, to + 1);
            }
            loudness[band] = (power / size as f32).sqrt();
        }
        if let Some(code) = attenuation {
            self.notch(code, &seams, bins);
        }
        let mut bin = self.begin;
        for (band, loudness) in loudness[..self.bands].iter().enumerate() {
            let (signal, noisy) = (self.signal[channel][band], self.noise[channel][band] * loudness);
            let end = (bin + self.sizes[band]).min(256);
            for value in &mut bins[bin..end] {
                *value = *value * signal + noisy * noise.next();
            }
            bin = end;
        }
    }

    /// Weakens the two bins before each seam and the three from it on, the middle one most.
    fn notch(&self, code: u32, seams: &[bool; SUB_BANDS], bins: &mut [f32; 256]) {
        let depth = |step: f32| (-(code as f32 + 1.0) * step / 15.0).exp2();
        let gains = [depth(1.0), depth(2.0), depth(3.0), depth(2.0), depth(1.0)];
        let mut bin = self.begin;
        for (seam, size) in seams.iter().zip(&self.sizes[..self.bands]) {
            if *seam {
                bins.iter_mut().skip(bin - 2).zip(gains).for_each(|(value, gain)| *value *= gain);
            }
            bin += size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One channel extended from bin 49 (copied from 25 on) to 109, in bands of 24 and 36 bins.
    fn extended(blend: u32) -> Spectral {
        let mut spectral = Spectral::default();
        spectral.start_frame();
        // spxinu 1, chinspx -, spxstrtf 0, spxbegf 0, spxendf 2, spxbndstrce 1, spxbndstrc 1011.
        let strategy = [0b1000_0001, 0b0110_1100];
        spectral.read_strategy(&mut Bits::new(&strategy), 1, 1).unwrap();
        // spxblnd, mstrspxco 0, levels (5, 0), (15, 2).
        let word = (blend << 14 | 5 << 8 | 15 << 2 | 2) << 13;
        spectral.read_levels(&mut Bits::new(&word.to_be_bytes()));
        spectral
    }

    #[test]
    fn bands_are_copied_from_below() {
        let spectral = extended(31);
        assert_eq!((spectral.begin, spectral.end, spectral.bands), (49, 109, 2));
        assert_eq!(spectral.sizes[..2], [24, 36]);
        let mut bins = std::array::from_fn(|bin| bin as f32);
        spectral.apply(0, None, &mut Noise::new(), &mut bins);
        // Up to the blending code the bands are without noise: level 0.5 / 32 * 32.
        let share: f32 = (61.0 / 109.0 - 31.0 / 32.0_f32).clamp(0.0, 1.0);
        assert_eq!(share, 0.0);
        assert_eq!((bins[49], bins[72]), (12.5, 24.0));
        assert_eq!((bins[73] / bins[74] * 26.0).round(), 25.0);
    }

    #[test]
    fn noise_has_the_loudness_of_the_copy() {
        let spectral = extended(0);
        let mut power = [0.0, 0.0];
        let mut noise = Noise::new();
        for _ in 0..400 {
            let mut bins = [1.0; 256];
            spectral.apply(0, None, &mut noise, &mut bins);
            power[0] += bins[49..73].iter().map(|bin| f64::from(bin * bin)).sum::<f64>() / 24.0 / 400.0;
        }
        assert!((power[0] - 0.25).abs() < 0.01, "{power:?}");
    }

    #[test]
    fn seams_are_notched() {
        let spectral = extended(31);
        let mut bins = [1.0; 256];
        spectral.notch(14, &[true; SUB_BANDS], &mut bins);
        assert_eq!(bins[46..53], [1.0, 0.5, 0.25, 0.125, 0.25, 0.5, 1.0]);
    }

    #[test]
    fn ranges_that_contradict_are_damage() {
        // spxstrtf 3 lies above spxbegf 0; spxbegf 7 above spxendf 0.
        for bytes in [[0b1110_0010, 0], [0b1001_1100, 0]] {
            assert!(Spectral::default().read_strategy(&mut Bits::new(&bytes), 1, 1).is_err());
        }
    }
}
