//! Coupling: channels that share their upper bins and differ there in level alone (A/52, 7.4).

use super::bits::Bits;
use super::damage::Damage;
use super::mantissas::SCALE;
use super::noise::Noise;

/// Most bands; also the sub-bands of twelve bins.
const BANDS: usize = 18;
/// First bin of the first sub-band.
const FIRST_BIN: usize = 37;
/// Which sub-bands belong to the band before them, unless the stream says otherwise (A/52, table E2.12).
const DEFAULT_STRUCTURE: [bool; BANDS] = {
    let mut structure = [false; BANDS];
    let joined = [8, 10, 11, 13, 14, 15, 16, 17];
    let mut at = 0;
    while at < joined.len() {
        structure[joined[at]] = true;
        at += 1;
    }
    structure
};

/// Which channels are coupled, where, and how loud each is in each band.
#[derive(Default)]
pub(super) struct Coupling {
    pub(super) in_use: bool,
    pub(super) channels: [bool; 5],
    /// Bins of the coupling channel.
    pub(super) bins: std::ops::Range<usize>,
    /// `cplbegf`.
    pub(super) begin: usize,
    /// Whether the right channel may be turned over in a band.
    phased: bool,
    structure: [bool; BANDS],
    /// Bins of each band.
    sizes: [usize; BANDS],
    bands: usize,
    levels: [[f32; BANDS]; 5],
    turned: [bool; BANDS],
    /// Channels that had no levels yet in this frame (E-AC-3 sends the first without a flag).
    first: [bool; 5],
    /// Whether the leaks of its masking curve were not sent yet in this frame, likewise.
    pub(super) first_leak: bool,
}

impl Coupling {
    /// A frame begins.
    pub(super) fn start_frame(&mut self) {
        self.disable();
        self.structure = DEFAULT_STRUCTURE;
    }

    /// Coupling ends with this block.
    pub(super) fn disable(&mut self) {
        self.in_use = false;
        self.channels = [false; 5];
        self.phased = false;
        self.first = [true; 5];
        self.first_leak = true;
    }

    /// Reads which channels are coupled and where; `end` is `cplendf` where spectral extension dictates it.
    pub(super) fn read_strategy(
        &mut self,
        bits: &mut Bits,
        mode: usize,
        channels: usize,
        enhanced: bool,
        end: Option<i32>,
    ) -> Result<(), Damage> {
        if enhanced && bits.flag() {
            return Err(Damage::Unsupported("enhanced coupling"));
        }
        self.in_use = true;
        self.channels = [false; 5];
        for coupled in &mut self.channels[..channels] {
            *coupled = (enhanced && mode == 2) || bits.flag();
        }
        self.phased = mode == 2 && bits.flag();
        self.begin = bits.take(4) as usize;
        let last = end.unwrap_or_else(|| bits.take(4) as i32) + 3;
        let last = usize::try_from(last).unwrap_or(0);
        if last <= self.begin || last > BANDS {
            return Err(Damage::Reserved("the coupling range"));
        }
        if !enhanced || bits.flag() {
            self.structure[self.begin + 1..last].iter_mut().for_each(|joined| *joined = bits.flag());
        }
        self.bands = 0;
        for sub_band in self.begin..last {
            if sub_band > self.begin && self.structure[sub_band] {
                self.sizes[self.bands - 1] += 12;
            } else {
                self.sizes[self.bands] = 12;
                self.bands += 1;
            }
        }
        self.bins = FIRST_BIN + 12 * self.begin..FIRST_BIN + 12 * last;
        Ok(())
    }

    /// Reads the levels of the coupled channels.
    pub(super) fn read_levels(&mut self, bits: &mut Bits, mode: usize, enhanced: bool) {
        let mut any = false;
        for channel in 0..5 {
            if !self.channels[channel] {
                self.first[channel] = true;
                continue;
            }
            let first = std::mem::take(&mut self.first[channel]);
            let told = (enhanced && first) || bits.flag();
            if !told {
                continue;
            }
            any = true;
            let master = 3 * bits.take(2);
            for level in &mut self.levels[channel][..self.bands] {
                let (exponent, mantissa) = (bits.take(4), bits.take(4) as f32);
                let mantissa = if exponent == 15 { mantissa / 16.0 } else { (mantissa + 16.0) / 32.0 };
                *level = 8.0 * mantissa * SCALE[(exponent + master) as usize & 31];
            }
        }
        if mode == 2 && self.phased && any {
            self.turned[..self.bands].iter_mut().for_each(|turned| *turned = bits.flag());
        }
    }

    /// Gives a channel its bins of the coupling channel. Bins without bits become noise of its own, if the
    /// channel wants noise.
    pub(super) fn apply(
        &self,
        channel: usize,
        shared: &[f32; 256],
        pointers: &[u8; 256],
        exponents: &[u8; 256],
        mut noise: Option<&mut Noise>,
        to: &mut [f32; 256],
    ) {
        let mut bin = self.bins.start;
        for band in 0..self.bands {
            let turned = self.phased && channel == 1 && self.turned[band];
            let level = if turned { -self.levels[channel][band] } else { self.levels[channel][band] };
            let end = (bin + self.sizes[band]).min(256);
            for bin in bin..end {
                to[bin] = match &mut noise {
                    Some(noise) if pointers[bin] == 0 => {
                        noise.mantissa() * SCALE[usize::from(exponents[bin]) & 31] * level
                    }
                    _ => shared[bin] * level,
                };
            }
            bin = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both channels coupled from sub-band 2 to 5, of which the third joins the second, with levels and phases.
    fn coupled() -> Coupling {
        let mut coupling = Coupling::default();
        coupling.start_frame();
        // chincpl 11, phsflginu 1, cplbegf 2, cplendf 3, cplbndstrc 010; then for each channel: cplcoe 1,
        // mstrcplco 1, levels (2, 0), (15, 8), (0, 15); phsflg 010.
        let strategy = [0b1110_0100, 0b0110_1000];
        coupling.read_strategy(&mut Bits::new(&strategy), 2, 2, false, None).unwrap();
        let one = 0b101_0010_0000_1111_1000_0000_1111_u64;
        let word = (one << 27 | one) << 3 | 0b010;
        coupling.read_levels(&mut Bits::new(&(word << 7).to_be_bytes()), 2, false);
        coupling
    }

    #[test]
    fn bands_levels_and_phases() {
        let coupling = coupled();
        assert_eq!((coupling.bins.clone(), coupling.bands), (61..109, 3));
        assert_eq!(coupling.sizes[..3], [12, 24, 12]);
        let expected = [0.5 / 4.0, 0.5, 31.0 / 32.0];
        let expected = [8.0 * expected[0] / 8.0, 8.0 * 0.5 / 32768.0 / 8.0, 8.0 * expected[2] / 8.0];
        assert_eq!(coupling.levels[0][..3], expected);
        let mut to = [0.0; 256];
        coupling.apply(1, &[1.0; 256], &[1; 256], &[0; 256], None, &mut to);
        assert_eq!(
            (to[60], to[61], to[73], to[97], to[109]),
            (0.0, expected[0], -expected[1], expected[2], 0.0)
        );
    }

    #[test]
    fn each_channel_has_its_own_noise() {
        let coupling = coupled();
        let (mut noise, mut left, mut right) = (Noise::new(), [0.0; 256], [0.0; 256]);
        coupling.apply(0, &[0.0; 256], &[0; 256], &[0; 256], Some(&mut noise), &mut left);
        coupling.apply(1, &[0.0; 256], &[0; 256], &[0; 256], Some(&mut noise), &mut right);
        assert!((61..109).all(|bin| left[bin] != 0.0 && left[bin].abs() != right[bin].abs()));
    }

    #[test]
    fn ranges_that_are_empty_or_too_long_are_damage() {
        let mut coupling = Coupling::default();
        for (begin, end) in [(15, 0), (3, 0)] {
            let bytes = [0b1100_0000 | begin << 1, end << 5];
            assert!(coupling.read_strategy(&mut Bits::new(&bytes), 2, 2, false, None).is_err());
        }
        assert!(coupling.read_strategy(&mut Bits::new(&[0xFF; 4]), 2, 2, true, None).is_err());
        assert!(coupling.read_strategy(&mut Bits::new(&[0; 4]), 7, 5, true, Some(-7)).is_err());
    }
}
