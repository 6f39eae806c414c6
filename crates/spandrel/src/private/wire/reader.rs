//! Reading the flat encoding.

use super::refusal::Refusal;

/// A type that can be read from the flat encoding.
pub trait Decode<B>: Sized {
    /// Fewest bytes that a value takes, at least one: what bounds the count of a hostile list.
    const MIN_SIZE: usize;

    /// Reads a value.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal>;

    /// Reads this many values.
    fn decode_many(count: usize, reader: &mut Reader<'_>) -> Result<Vec<Self>, Refusal> {
        // A value may take far more memory than bytes. What a wrong count reserves is bounded by the bytes that are there.
        let most =
            reader.rest.len().saturating_mul(RESERVED_PER_BYTE).max(RESERVED) / size_of::<Self>().max(1);
        let mut values = Vec::with_capacity(count.min(most));
        for _ in 0..count {
            values.push(Self::decode(reader)?);
        }
        Ok(values)
    }
}

/// Memory that is reserved for a list before its first value was read, for each byte that is left, …
const RESERVED_PER_BYTE: usize = 4;

/// … or altogether, if that is more.
const RESERVED: usize = 1 << 20;

/// A cursor over encoded bytes.
#[derive(Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// A reader at the start of the bytes.
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { rest: bytes }
    }

    /// The next `count` bytes.
    #[inline]
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Refusal> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(Refusal::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    /// The next `N` bytes.
    #[inline]
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Refusal> {
        let (taken, rest) = self.rest.split_first_chunk::<N>().ok_or(Refusal::Truncated)?;
        self.rest = rest;
        Ok(*taken)
    }

    /// The byte of a value without content.
    #[inline]
    pub fn nothing(&mut self) -> Result<(), Refusal> {
        self.take(1).map(drop)
    }

    /// A count of elements that take at least `size` bytes each, which is not 0.
    #[inline]
    pub fn count(&mut self, size: usize) -> Result<usize, Refusal> {
        let count = u64::from_le_bytes(self.array()?);
        if count > (self.rest.len() / size) as u64 {
            return Err(Refusal::Truncated);
        }
        Ok(count as usize)
    }

    /// The index of a variant.
    #[inline]
    pub fn variant(&mut self) -> Result<u32, Refusal> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    /// The bytes that are left.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Refuses bytes that are left over.
    #[inline]
    pub fn finish(self) -> Result<(), Refusal> {
        if self.rest.is_empty() { Ok(()) } else { Err(Refusal::Trailing(self.rest.len())) }
    }
}
