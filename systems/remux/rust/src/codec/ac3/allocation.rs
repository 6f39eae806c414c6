//! Bit allocation: from exponents to the size of each mantissa (A/52, 7.2). All of it is in whole numbers, the
//! same in every decoder, in units of 1/128 of a doubling.

use std::ops::Range;

use super::tables::{
    BAND_OF, BAND_START, BANDS, FAST_DECAY, FLOOR, HEARING, HYBRID_POINTERS, KNEE, LOG_ADD, POINTERS,
    SLOW_DECAY, SLOW_GAIN,
};

/// What shapes the masking curves of all channels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) slow_decay: usize,
    pub(super) fast_decay: usize,
    pub(super) slow_gain: usize,
    pub(super) knee: usize,
    pub(super) floor: usize,
}

/// What an E-AC-3 frame uses that sends no shape.
pub(super) const DEFAULT_SHAPE: Shape =
    Shape { slow_decay: 2, fast_decay: 1, slow_gain: 1, knee: 2, floor: 7 };

/// Corrections of a masking curve by an encoder that knows better, for each band.
pub(super) type Delta = [i16; BANDS];

/// What the allocation of one channel depends on beside its exponents.
pub(super) struct Demand<'a> {
    pub(super) shape: Shape,
    /// `fscod`, and how often the rate was halved.
    pub(super) rate_code: usize,
    pub(super) rate_shift: u32,
    pub(super) bins: Range<usize>,
    /// `fgaincod`.
    pub(super) fast_gain: u32,
    /// Where the curve of the coupling channel begins (`cplfleak`, `cplsleak`).
    pub(super) leaks: Option<(u32, u32)>,
    pub(super) snr_offset: i32,
    pub(super) delta: &'a Delta,
    /// Whether the channel uses the adaptive hybrid transform.
    pub(super) hybrid: bool,
}

/// The offset between masking curve and quantisation noise by its coarse and fine parts.
pub(super) fn snr_offset(coarse: u32, fine: u32) -> i32 {
    ((coarse as i32 - 15) * 16 + fine as i32) * 4
}

/// An offset of zero in both parts: nothing is allocated.
const NOTHING: i32 = -960;

/// Fills in the mantissa codes of a channel.
pub(super) fn allocate(demand: &Demand, exponents: &[u8; 256], pointers: &mut [u8; 256]) {
    let bins = demand.bins.start.min(255)..demand.bins.end.min(253);
    if bins.is_empty() {
        return;
    }
    if demand.snr_offset == NOTHING {
        pointers[bins].fill(0);
        return;
    }
    let bands = usize::from(BAND_OF[bins.start])..usize::from(BAND_OF[bins.end - 1]) + 1;
    let mut power = [0; BANDS + 1];
    integrate(&bins, exponents, &mut power);
    let mut mask = [0; BANDS];
    excite(demand, &bands, &power, &mut mask);
    let (floor, knee) = (FLOOR[demand.shape.floor & 7], KNEE[demand.shape.knee & 3]);
    let table = if demand.hybrid { &HYBRID_POINTERS } else { &POINTERS };
    let hearing = &HEARING[demand.rate_code.min(2)];
    for band in bands {
        let bend = (knee - power[band]).max(0) >> 2;
        let threshold = i32::from(hearing[band >> demand.rate_shift]);
        let masked = (mask[band] + bend).max(threshold) + i32::from(demand.delta[band]);
        let masked = ((masked - demand.snr_offset - floor).max(0) & 0x1FE0) + floor;
        let start = usize::from(BAND_START[band]).max(bins.start);
        let end = usize::from(BAND_START[band + 1]).min(bins.end);
        for bin in start..end {
            let address = ((density(exponents[bin]) - masked) >> 5).clamp(0, 63);
            pointers[bin] = table[address as usize];
        }
    }
}

fn density(exponent: u8) -> i32 {
    3072 - (i32::from(exponent) << 7)
}

/// The power of each band.
fn integrate(bins: &Range<usize>, exponents: &[u8; 256], power: &mut [i32; BANDS + 1]) {
    let mut bin = bins.start;
    while bin < bins.end {
        let band = usize::from(BAND_OF[bin]);
        let end = usize::from(BAND_START[band + 1]).min(bins.end);
        let mut sum = density(exponents[bin]);
        for exponent in &exponents[bin + 1..end] {
            let next = density(*exponent);
            let half = (sum - next).unsigned_abs() as usize >> 1;
            sum = sum.max(next) + i32::from(LOG_ADD[half.min(255)]);
        }
        power[band] = sum;
        bin = end;
    }
}

/// The masking that each band's power causes in it and in the bands above.
fn excite(demand: &Demand, bands: &Range<usize>, power: &[i32; BANDS + 1], mask: &mut [i32; BANDS]) {
    let fast_gain = ((demand.fast_gain as i32) + 1) << 7;
    let slow_gain = SLOW_GAIN[demand.shape.slow_gain & 3];
    let fast_decay = FAST_DECAY[demand.shape.fast_decay & 3] >> demand.rate_shift;
    let slow_decay = SLOW_DECAY[demand.shape.slow_decay & 3] >> demand.rate_shift;
    let (mut fast, mut slow) = (0, 0);
    let mut band = bands.start;
    if let Some((fast_leak, slow_leak)) = demand.leaks {
        fast = ((fast_leak as i32) << 8) + 768;
        slow = ((slow_leak as i32) << 8) + 768;
    } else {
        // The lowest bands mask little: a tone there must not hide what is beside it. An LFE channel ends with
        // band 6, which has no band above to be compared with.
        let alone = |band: usize| bands.end == 7 && band == 6;
        let (mut low, mut fresh) = (0, true);
        while band < bands.end.min(22) {
            if !alone(band) {
                low = low_compensation(low, power[band], power[band + 1], band);
            }
            if band < 2 {
                mask[band] = power[band] - fast_gain - low;
            } else if band < 7 && fresh {
                (fast, slow) = (power[band] - fast_gain, power[band] - slow_gain);
                mask[band] = fast - low;
                fresh = alone(band) || power[band] > power[band + 1];
            } else {
                fast = (fast - fast_decay).max(power[band] - fast_gain);
                slow = (slow - slow_decay).max(power[band] - slow_gain);
                mask[band] = (fast - low).max(slow);
            }
            band += 1;
        }
    }
    while band < bands.end {
        fast = (fast - fast_decay).max(power[band] - fast_gain);
        slow = (slow - slow_decay).max(power[band] - slow_gain);
        mask[band] = fast.max(slow);
        band += 1;
    }
}

fn low_compensation(low: i32, this: i32, next: i32, band: usize) -> i32 {
    if band < 20 {
        if this + 256 == next {
            return if band < 7 { 384 } else { 320 };
        }
        if this > next { (low - 64).max(0) } else { low }
    } else {
        (low - 128).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointers(snr_offset: i32, hybrid: bool, delta: &Delta, exponents: &[u8; 256]) -> [u8; 256] {
        let demand = Demand {
            shape: DEFAULT_SHAPE,
            rate_code: 0,
            rate_shift: 0,
            bins: 0..253,
            fast_gain: 4,
            leaks: None,
            snr_offset,
            delta,
            hybrid,
        };
        let mut pointers = [0; 256];
        allocate(&demand, exponents, &mut pointers);
        pointers
    }

    #[test]
    fn offsets_move_the_noise() {
        let exponents = std::array::from_fn(|bin| (bin / 16) as u8);
        let mut last = 0;
        for coarse in 0..64 {
            let sum = pointers(snr_offset(coarse, 0), false, &[0; BANDS], &exponents);
            let sum = sum.iter().map(|code| u32::from(*code)).sum();
            assert!(sum >= last, "{coarse}: {sum} after {last}");
            last = sum;
        }
        assert!(last > 2000, "{last}");
        assert_eq!(snr_offset(0, 0), NOTHING);
        assert_eq!(pointers(NOTHING, false, &[0; BANDS], &exponents), [0; 256]);
    }

    #[test]
    fn deltas_reach_their_band_alone() {
        let exponents = [6; 256];
        let plain = pointers(snr_offset(20, 3), true, &[0; BANDS], &exponents);
        let mut delta = [0; BANDS];
        delta[40] = -512;
        let changed = pointers(snr_offset(20, 3), true, &delta, &exponents);
        for bin in 0..256 {
            let inside = bin < 253 && BAND_OF[bin] == 40;
            assert_eq!(changed[bin] > plain[bin], inside, "{bin}");
        }
    }

    #[test]
    fn no_demand_leaves_its_tables() {
        let exponents = std::array::from_fn(|bin| (bin % 25) as u8);
        for bins in [0..7, 0..0, 37..37, 37..253, 252..253, 0..400] {
            let mut codes = [99; 256];
            let leaks = (bins.start > 0).then_some((7, 7));
            let shape = Shape { slow_decay: 9, fast_decay: 9, slow_gain: 9, knee: 9, floor: 15 };
            let demand = Demand {
                shape,
                rate_code: 7,
                rate_shift: 2,
                bins: bins.clone(),
                fast_gain: 7,
                leaks,
                snr_offset: 4000,
                delta: &[i16::MIN; BANDS],
                hybrid: true,
            };
            allocate(&demand, &exponents, &mut codes);
            let filled = codes.iter().filter(|code| **code != 99).count();
            assert_eq!(filled, bins.end.min(253).saturating_sub(bins.start), "{bins:?}");
        }
    }
}
