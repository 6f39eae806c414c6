//! Mantissas: numbers of few levels in groups, longer ones alone (A/52, 7.3).

use super::bits::Bits;
use super::noise::Noise;

/// Powers of a half by exponent. Exponents are at most 24; the rest of the table only makes looking up safe.
pub(super) const SCALE: [f32; 32] = {
    let mut scale = [1.0; 32];
    let mut exponent = 1;
    while exponent < 32 {
        scale[exponent] = scale[exponent - 1] * 0.5;
        exponent += 1;
    }
    scale
};

/// Bits of a mantissa by its code from 6 on.
const BITS: [u32; 16] = [0, 0, 0, 0, 0, 0, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16];

/// The value of a code of so many levels that lie evenly around zero.
const fn level(code: usize, levels: usize) -> f32 {
    (2.0 * code as f32 - (levels as f32 - 1.0)) / levels as f32
}

/// Values of groups of `N` mantissas with `levels` levels each; the first is the most significant. Codes that
/// no encoder writes give silence.
const fn groups<const N: usize, const CODES: usize>(levels: usize) -> [[f32; N]; CODES] {
    let mut table = [[0.0; N]; CODES];
    let mut code = 0;
    while code < CODES && code < levels.pow(N as u32) {
        let (mut place, mut rest) = (N, code);
        while place > 0 {
            place -= 1;
            table[code][place] = level(rest % levels, levels);
            rest /= levels;
        }
        code += 1;
    }
    table
}

const fn singles<const CODES: usize>(levels: usize) -> [f32; CODES] {
    let mut table = [0.0; CODES];
    let mut code = 0;
    while code < levels && code < CODES {
        table[code] = level(code, levels);
        code += 1;
    }
    table
}

static THREE: [[f32; 3]; 32] = groups(3);
static FIVE: [[f32; 3]; 128] = groups(5);
static ELEVEN: [[f32; 2]; 128] = groups(11);
const SEVEN: [f32; 8] = singles(7);
const FIFTEEN: [f32; 16] = singles(15);

/// Mantissas of groups that were begun and not used up; they go on over the channels of a block.
#[derive(Default)]
pub(super) struct Open {
    three: ([f32; 3], usize),
    five: ([f32; 3], usize),
    eleven: (f32, bool),
}

impl Open {
    /// Reads the mantissas of a channel's bins and scales them by their exponents. Bins without bits become
    /// `noise`, or silence.
    pub(super) fn read(
        &mut self,
        bits: &mut Bits,
        pointers: &[u8],
        exponents: &[u8],
        mut noise: Option<&mut Noise>,
        to: &mut [f32],
    ) {
        for ((to, pointer), exponent) in to.iter_mut().zip(pointers).zip(exponents) {
            let mantissa = match pointer {
                0 => match &mut noise {
                    Some(noise) => noise.mantissa(),
                    None => 0.0,
                },
                1 => third(&mut self.three, || THREE[bits.take(5) as usize & 31]),
                2 => third(&mut self.five, || FIVE[bits.take(7) as usize & 127]),
                3 => SEVEN[bits.take(3) as usize & 7],
                4 => {
                    if self.eleven.1 {
                        self.eleven.1 = false;
                        self.eleven.0
                    } else {
                        let [first, second] = ELEVEN[bits.take(7) as usize & 127];
                        self.eleven = (second, true);
                        first
                    }
                }
                5 => FIFTEEN[bits.take(4) as usize & 15],
                pointer => {
                    let count = BITS[usize::from(*pointer) & 15];
                    bits.signed(count.max(1)) as f32 * SCALE[(count as usize).saturating_sub(1) & 31]
                }
            };
            *to = mantissa * SCALE[usize::from(*exponent) & 31];
        }
    }
}

/// The next of a group of three, read anew when the last was used up.
#[inline]
fn third(open: &mut ([f32; 3], usize), read: impl FnOnce() -> [f32; 3]) -> f32 {
    let (group, left) = open;
    if *left == 0 {
        *group = read();
        *left = 3;
    }
    *left -= 1;
    group[2 - (*left).min(2)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_lie_evenly_around_zero() {
        assert_eq!(THREE[0], [-2.0 / 3.0; 3]);
        assert_eq!(THREE[14], [0.0, 0.0, 2.0 / 3.0].map(|level: f32| level));
        assert_eq!(FIVE[124], [0.8; 3]);
        assert_eq!(ELEVEN[120], [10.0 / 11.0; 2]);
        assert_eq!((SEVEN[3], FIFTEEN[0]), (0.0, -14.0 / 15.0));
        assert_eq!((THREE[31], SEVEN[7]), ([0.0; 3], 0.0));
    }

    #[test]
    fn groups_go_on_over_channels() {
        // 26 of 27 in five bits, then a code of five bits, then 124 of 125 in seven.
        let word = 26_u32 << 27 | 0b10000 << 22 | 124 << 15;
        let bytes = word.to_be_bytes();
        let (mut bits, mut open, mut to) = (Bits::new(&bytes), Open::default(), [9.0; 6]);
        open.read(&mut bits, &[1, 6, 2, 0], &[0, 1, 0, 3], None, &mut to[..4]);
        open.read(&mut bits, &[1, 2], &[2, 0], None, &mut to[4..]);
        assert_eq!(to, [2.0 / 3.0, -0.5, 0.8, 0.0, 2.0 / 12.0, 0.8]);
        assert_eq!(bits.position(), 17);
    }

    #[test]
    fn nothing_coded_is_noise_of_the_right_size() {
        let mut to = [0.0; 200];
        let mut noise = Noise::new();
        Open::default().read(&mut Bits::new(&[]), &[0; 200], &[4; 200], Some(&mut noise), &mut to);
        let loudest = to.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
        assert!((0.035..=0.0442).contains(&loudest), "{loudest}");
    }
}
