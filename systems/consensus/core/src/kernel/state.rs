//! The state of a compression and the digest that it becomes.

/// The digest as bytes, big-endian.
#[inline]
pub(crate) fn to_bytes(state: &[u32; 8]) -> [u8; 32] {
    let mut out = [0u8; 32];
    for (bytes, word) in out.as_chunks_mut::<4>().0.iter_mut().zip(state) {
        *bytes = word.to_be_bytes();
    }
    out
}
