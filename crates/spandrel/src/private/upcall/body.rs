//! What travels between processes: bytes whose parts begin at multiples of 16, and memory with an owner.

use bytes::Bytes;

use crate::private::owned::secret::Secret;

/// Bytes whose memory is aligned for every plain value.
#[derive(Clone, Debug, Default)]
pub struct Body {
    blocks: Vec<u128>,
    len: usize,
}

/// Memory with an owner, on its way between processes.
#[derive(Debug)]
pub enum Owned {
    /// `Bytes`.
    Bytes(Bytes),
    /// A secret.
    Secret(Secret<[u8]>),
}

impl Owned {
    /// The content.
    pub fn as_slice(&self) -> &[u8] {
        match self {
            Owned::Bytes(bytes) => bytes,
            Owned::Secret(secret) => secret.expose(),
        }
    }
}

/// What the parts of a body are aligned to.
pub(super) const ALIGN: usize = align_of::<u128>();

impl Body {
    /// No bytes.
    pub const fn new() -> Body {
        Body { blocks: Vec::new(), len: 0 }
    }

    /// So many zeros.
    pub fn zeroed(len: usize) -> Body {
        Body { blocks: vec![0; len.div_ceil(ALIGN)], len }
    }

    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        // SAFETY: the blocks are initialised, have at least `len` bytes, and any alignment does for bytes.
        unsafe { std::slice::from_raw_parts(self.blocks.as_ptr().cast(), self.len) }
    }

    /// The bytes, to be written.
    pub fn as_mut_slice(&mut self) -> &mut [u8] {
        // SAFETY: see `as_slice`; any bytes are numbers.
        unsafe { std::slice::from_raw_parts_mut(self.blocks.as_mut_ptr().cast(), self.len) }
    }

    /// Appends bytes.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        let start = self.len;
        self.len += bytes.len();
        self.blocks.resize(self.len.div_ceil(ALIGN), 0);
        self.as_mut_slice()[start..].copy_from_slice(bytes);
    }

    /// Appends zeros up to the next multiple of 16.
    pub(super) fn pad(&mut self) {
        self.len = self.len.next_multiple_of(ALIGN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_begin_at_multiples_of_16() {
        let mut body = Body::new();
        body.push(b"seventeen letters");
        body.pad();
        body.push(b"x");
        assert_eq!(body.as_slice().len(), 33);
        assert_eq!(&body.as_slice()[..17], b"seventeen letters");
        assert!(body.as_slice()[17..32].iter().all(|byte| *byte == 0));
        assert_eq!(body.as_slice()[32], b'x');
        assert_eq!(body.as_slice().as_ptr() as usize % ALIGN, 0);
    }
}
