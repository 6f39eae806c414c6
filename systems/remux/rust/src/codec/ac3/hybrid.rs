//! The adaptive hybrid transform: the six blocks of a bin coded together (A/52, E.3.4).

use super::bits::Bits;
use super::mantissas::SCALE;
use super::vectors::codebook;

/// Bits of a mantissa by its code from 8 on.
const BITS: [u32; 12] = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16];

/// The mantissas of one channel for a whole frame, by block and bin.
pub(super) type Mantissas = [[f32; 256]; 6];

/// How mantissas share a gain that adapts to their size.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gains {
    /// Not at all.
    None,
    /// A bit each: 1 or the given power of two.
    One(u32),
    /// One of 1, 2, 4, three in five bits.
    Three,
}

/// Reads the mantissas of a channel's bins and transforms them to those of each block. Bins without bits become
/// zero.
pub(super) fn read(bits: &mut Bits, pointers: &[u8], to: &mut Mantissas, start: usize) {
    let (gains, below) = match bits.take(2) {
        0 => (Gains::None, 0),
        1 => (Gains::One(1), 12),
        2 => (Gains::One(2), 17),
        _ => (Gains::Three, 17),
    };
    let mut shifts = [0_u8; 256];
    let adaptive = |pointer: u8| (8..below).contains(&pointer);
    let places = shifts.iter_mut().zip(pointers).filter(|(_, pointer)| adaptive(**pointer));
    read_gains(bits, gains, places.map(|(shift, _)| shift));
    for (bin, (pointer, shift)) in pointers.iter().zip(shifts).enumerate() {
        let mut values = [0.0; 6];
        if let Some((width, vectors)) = codebook(*pointer) {
            let vector = vectors.get(bits.take(width) as usize).copied().unwrap_or_default();
            values = transform(&vector.map(|value| f32::from(value) / 32768.0));
        } else if *pointer >= 8 {
            let width = BITS.get(usize::from(*pointer) - 8).copied().unwrap_or(16);
            values.iter_mut().for_each(|value| *value = mantissa(bits, width, u32::from(shift)));
            values = transform(&values);
        }
        for (block, value) in to.iter_mut().zip(values) {
            if let Some(place) = block.get_mut(start + bin) {
                *place = value;
            }
        }
    }
}

/// Reads the gains (as powers of two) of those mantissas that have one.
fn read_gains<'a>(bits: &mut Bits, gains: Gains, mut places: impl Iterator<Item = &'a mut u8>) {
    match gains {
        Gains::None => {}
        Gains::One(shift) => places.for_each(|place| {
            if bits.flag() {
                *place = shift as u8;
            }
        }),
        Gains::Three => {
            while let Some(first) = places.next() {
                let group = bits.take(5) as u8;
                *first = (group / 9).min(2);
                for digit in [group / 3 % 3, group % 3] {
                    if let Some(place) = places.next() {
                        *place = digit;
                    }
                }
            }
        }
    }
}

/// Reads one mantissa of `width` bits. With a gain, small ones have fewer bits, and the lowest code announces a
/// large one, which lies outside of what small ones reach.
fn mantissa(bits: &mut Bits, width: u32, shift: u32) -> f32 {
    let short = width - shift;
    let value = bits.signed(short);
    if shift == 0 {
        // Odd numbers of levels that lie evenly around zero.
        return value as f32 * 2.0 / ((1 << width) - 1) as f32;
    }
    if value != -(1 << (short - 1)) {
        return value as f32 * SCALE[(width as usize - 1) & 31];
    }
    let (value, edge, step) = if shift == 1 {
        (bits.signed(width - 1), 0.5, 1.0 / ((1 << (width - 1)) - 1) as f32)
    } else {
        (bits.signed(width), 0.25, 1.5 / ((1 << width) - 1) as f32)
    };
    if value < 0 { (value + 1) as f32 * step - edge } else { value as f32 * step + edge }
}

/// From six coefficients of a bin to its value in each block: a cosine transform of type III.
fn transform(values: &[f32; 6]) -> [f32; 6] {
    const ROOT_2: f32 = std::f32::consts::SQRT_2;
    // √2 cos(π/6), √2 cos(π/12), √2 cos(5π/12)
    const EVEN: f32 = 1.224_744_9;
    const WIDE: f32 = 1.366_025_4;
    const NARROW: f32 = 0.366_025_4;
    let [mean, first, second, third, fourth, fifth] = *values;
    let (sum, middle) = (mean + fourth * (ROOT_2 * 0.5), mean - fourth * ROOT_2);
    let even = [sum + second * EVEN, middle, sum - second * EVEN];
    let odd =
        [first * WIDE + third + fifth * NARROW, first - third - fifth, first * NARROW - third + fifth * WIDE];
    [
        even[0] + odd[0],
        even[1] + odd[1],
        even[2] + odd[2],
        even[2] - odd[2],
        even[1] - odd[1],
        even[0] - odd[0],
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_transform_is_its_definition() {
        for place in 0..6 {
            let mut values = [0.0; 6];
            values[place] = 1.0;
            let expected: [f64; 6] = std::array::from_fn(|block| {
                let angle = std::f64::consts::PI / 12.0 * (place * (2 * block + 1)) as f64;
                if place == 0 { 1.0 } else { std::f64::consts::SQRT_2 * angle.cos() }
            });
            let error = transform(&values).into_iter().zip(expected).map(|(a, b)| (f64::from(a) - b).abs());
            assert!(error.fold(0.0, f64::max) < 1e-6, "{place}");
        }
    }

    /// All values of mantissas with such a width and gain, in order.
    fn values(width: u32, shift: u32) -> Vec<f32> {
        let (short, escape) = (width - shift, 1_u32 << (width - shift - 1));
        let mut values = Vec::new();
        for code in 0..1_u32 << short {
            if shift > 0 && code == escape {
                let long = if shift == 1 { width - 1 } else { width };
                for large in 0..1_u32 << long {
                    let word = (code << long | large) << (32 - short - long);
                    values.push(mantissa(&mut Bits::new(&word.to_be_bytes()), width, shift));
                }
            } else if shift > 0 || code != escape {
                values.push(mantissa(&mut Bits::new(&(code << (32 - short)).to_be_bytes()), width, shift));
            }
        }
        values.sort_by(f32::total_cmp);
        values
    }

    #[test]
    fn levels_are_symmetric_and_reach_one() {
        for width in [3, 4, 5, 6, 7, 8, 9, 10] {
            for shift in 0..3 {
                if width <= shift {
                    continue;
                }
                let values = values(width, shift);
                let mirrored = values.iter().rev().zip(&values).all(|(a, b)| (a + b).abs() < 1e-5);
                assert!(mirrored, "{width} {shift}: {values:?}");
                let last = values.last().copied().unwrap_or_default();
                assert!((0.7..=1.0).contains(&last), "{width} {shift}: {last}");
            }
        }
    }

    #[test]
    fn gains_come_in_threes() {
        let mut shifts = [9; 4];
        // 2, 1, 0 and then 1 for a group of which one is used.
        let word = (2 * 9 + 3) << 11 | 9 << 6;
        read_gains(&mut Bits::new(&(word as u16).to_be_bytes()), Gains::Three, shifts.iter_mut());
        assert_eq!(shifts, [2, 1, 0, 1]);
    }
}
