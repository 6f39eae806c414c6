//! Exponents: differences in groups of three (A/52, 7.1).

use super::bits::Bits;
use super::damage::Damage;

/// The greatest exponent.
pub(super) const LARGEST: u8 = 24;

/// How a channel's exponents are sent in a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Strategy {
    /// Those of the block before count.
    #[default]
    Reuse,
    /// One for each bin.
    D15,
    /// One for two bins.
    D25,
    /// One for four bins.
    D45,
}

impl Strategy {
    pub(super) fn from_code(code: u32) -> Self {
        [Self::Reuse, Self::D15, Self::D25, Self::D45][code as usize & 3]
    }

    /// Bins that share an exponent.
    fn bins(self) -> usize {
        match self {
            Self::Reuse | Self::D15 => 1,
            Self::D25 => 2,
            Self::D45 => 4,
        }
    }
}

/// Strategies of the six blocks by `frmchexpstr` (A/52, table E2.10), a digit each: the code of the strategy.
const FRAME: [[u8; 6]; 32] = [
    *b"100000", *b"100003", *b"100020", *b"100033", *b"200200", *b"200203", *b"200320", *b"200333",
    *b"201000", *b"202003", *b"202020", *b"202033", *b"203200", *b"203203", *b"203320", *b"203333",
    *b"310000", *b"310003", *b"320020", *b"320033", *b"320200", *b"320203", *b"320320", *b"320333",
    *b"331000", *b"332003", *b"332020", *b"332033", *b"333200", *b"333203", *b"333320", *b"333333",
];

/// The strategies of all blocks of a frame by its code of five bits.
pub(super) fn of_frame(code: u32) -> [Strategy; 6] {
    FRAME[code as usize & 31].map(|digit| Strategy::from_code(u32::from(digit & 3)))
}

/// Reads the exponents of a channel with `end` bins; the first stands alone in front.
pub(super) fn read_channel(
    bits: &mut Bits,
    strategy: Strategy,
    end: usize,
    exponents: &mut [u8; 256],
) -> Result<(), Damage> {
    let first = bits.take(4) as u8;
    exponents[0] = first;
    let step = 3 * strategy.bins();
    let groups = (end.saturating_sub(1) + step - 3) / step;
    read(bits, strategy, groups, first, exponents.get_mut(1..).unwrap_or_default())
}

/// Reads the exponents of the coupling channel; only differences are sent for its bins.
pub(super) fn read_coupling(
    bits: &mut Bits,
    strategy: Strategy,
    bins: std::ops::Range<usize>,
    exponents: &mut [u8; 256],
) -> Result<(), Damage> {
    let first = (bits.take(4) << 1) as u8;
    let groups = bins.len() / (3 * strategy.bins());
    read(bits, strategy, groups, first, exponents.get_mut(bins).unwrap_or_default())
}

fn read(bits: &mut Bits, strategy: Strategy, groups: usize, first: u8, to: &mut [u8]) -> Result<(), Damage> {
    let mut places = to.chunks_mut(strategy.bins());
    let mut exponent = first;
    for _ in 0..groups {
        let group = bits.take(7) as u8;
        for digit in [group / 25, group / 5 % 5, group % 5] {
            // Differences are from -2 to 2; what falls below zero wraps to a great number.
            exponent = exponent.wrapping_add(digit).wrapping_sub(2);
            if exponent > LARGEST {
                return Err(Damage::Reserved("an exponent"));
            }
            if let Some(place) = places.next() {
                place.fill(exponent);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_spread_over_their_bins() {
        // First exponent 3, then differences +1, 0, -2 and +2, +2, +2, in groups of seven bits.
        let groups = [3 * 25 + 2 * 5, 4 * 25 + 4 * 5 + 4];
        let word = (3_u64 << 14 | groups[0] << 7 | groups[1]) << (64 - 18);
        for (strategy, end) in [(Strategy::D15, 7), (Strategy::D25, 13), (Strategy::D45, 25)] {
            let mut exponents = [0; 256];
            read_channel(&mut Bits::new(&word.to_be_bytes()), strategy, end, &mut exponents).unwrap();
            let expected = [4, 4, 2, 4, 6, 8].map(|exponent| [exponent; 4]);
            let expected = expected.iter().flat_map(|bins| &bins[..strategy.bins()]);
            assert_eq!(exponents[0], 3);
            assert!(exponents[1..end].iter().eq(expected), "{strategy:?} {exponents:?}");
        }
    }

    #[test]
    fn exponents_out_of_range_are_damage() {
        let mut exponents = [0; 256];
        let below = [0_u8; 4];
        let result = read_channel(&mut Bits::new(&below), Strategy::D15, 7, &mut exponents);
        assert_eq!(result, Err(Damage::Reserved("an exponent")));
        let above = [0xFF; 16];
        let result = read_coupling(&mut Bits::new(&above), Strategy::D45, 37..109, &mut exponents);
        assert_eq!(result, Err(Damage::Reserved("an exponent")));
    }
}
