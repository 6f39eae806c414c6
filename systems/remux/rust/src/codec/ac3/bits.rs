//! Reading a frame bit by bit, most significant bit first.

/// A place in a frame. Reading past the end gives zeros and is noticed by [`Bits::overrun`], so that a parser
/// need not check every field.
#[derive(Clone)]
pub(super) struct Bits<'a> {
    data: &'a [u8],
    at: usize,
}

impl<'a> Bits<'a> {
    pub(super) fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0 }
    }

    /// The next `count` bits, at most 32, as a number.
    #[inline]
    pub(super) fn take(&mut self, count: u32) -> u32 {
        debug_assert!(count <= 32);
        if count == 0 {
            return 0;
        }
        let byte = self.at >> 3;
        let word = match self.data.get(byte..).and_then(|rest| rest.first_chunk::<8>()) {
            Some(bytes) => u64::from_be_bytes(*bytes),
            None => self.tail(byte),
        };
        let value = (word << (self.at & 7)) >> (64 - count);
        self.at += count as usize;
        value as u32
    }

    /// The next `count` bits as a number in two's complement.
    #[inline]
    pub(super) fn signed(&mut self, count: u32) -> i32 {
        debug_assert!((1..=32).contains(&count));
        (self.take(count) << (32 - count)) as i32 >> (32 - count)
    }

    /// The next bit.
    #[inline]
    pub(super) fn flag(&mut self) -> bool {
        self.take(1) != 0
    }

    /// The next `count` bits if the bit before them is set.
    pub(super) fn optional(&mut self, count: u32) -> Option<u32> {
        if self.flag() { Some(self.take(count)) } else { None }
    }

    /// Passes over bits.
    pub(super) fn skip(&mut self, count: usize) {
        self.at = self.at.saturating_add(count);
    }

    /// Bits read so far.
    #[cfg(test)]
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Whether more was read than there is.
    pub(super) fn overrun(&self) -> bool {
        self.at > self.data.len() * 8
    }

    #[cold]
    fn tail(&self, byte: usize) -> u64 {
        let rest = self.data.get(byte..).unwrap_or_default();
        let mut bytes = [0; 8];
        bytes.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        u64::from_be_bytes(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_every_width_are_read_across_bytes_and_past_the_end() {
        let data: Vec<u8> = (0..40).map(|n: u8| n.wrapping_mul(73) ^ 0x5A).collect();
        let bit = |at: usize| data.get(at / 8).map_or(0, |byte| u32::from(byte >> (7 - at % 8) & 1));
        for width in 1..=32 {
            let (mut bits, mut at) = (Bits::new(&data), 0);
            while at < 400 {
                let expected = (at..at + width).fold(0_u32, |value, at| value << 1 | bit(at));
                assert_eq!(bits.take(width as u32), expected, "{width} bits at {at}");
                at += width;
                assert_eq!((bits.position(), bits.overrun()), (at, at > 320));
            }
        }
    }

    #[test]
    fn signs_and_options() {
        let mut bits = Bits::new(&[0b1000_1111, 0b0110_0000]);
        assert_eq!((bits.signed(4), bits.signed(4)), (-8, -1));
        assert_eq!((bits.optional(3), bits.optional(2)), (None, Some(0b10)));
        bits.skip(4);
        assert!(!bits.overrun());
        bits.skip(1);
        assert!(bits.overrun());
    }
}
