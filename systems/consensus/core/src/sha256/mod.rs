//! SHA-256 (FIPS 180-4) over the kernels: one message, a stream, many messages.

mod many;

pub(crate) use many::sha256_equal;
pub use many::sha256_many;

use crate::kernel::{self, INITIAL, to_bytes};

/// A SHA-256 digest, or any other 32 bytes that the chain calls a hash.
pub type Hash = [u8; 32];

/// The SHA-256 digest of `data`.
///
/// ```
/// assert_eq!(coinjecture::sha256(b"abc")[..4], [0xba, 0x78, 0x16, 0xbf]);
/// ```
pub fn sha256(data: &[u8]) -> Hash {
    let engine = kernel::engine();
    let mut state = INITIAL;
    let whole = data.len() / 64 * 64;
    if whole > 0 {
        engine.compress(&mut state, &data[..whole]);
    }
    let (tail, blocks) = padded_tail(&data[whole..], data.len() as u64);
    engine.compress(&mut state, &tail[..64 * blocks]);
    to_bytes(&state)
}

/// The blocks that end a message: its last `rest` (under 64 bytes), 0x80, zeros, the length in bits.
pub(crate) fn padded_tail(rest: &[u8], message_bytes: u64) -> ([u8; 128], usize) {
    let mut tail = [0u8; 128];
    tail[..rest.len()].copy_from_slice(rest);
    let blocks = pad(&mut tail, rest.len(), message_bytes);
    (tail, blocks)
}

/// Pads a message that ends at `end` of a zeroed `buffer` and returns its number of blocks.
pub(crate) fn pad(buffer: &mut [u8], end: usize, message_bytes: u64) -> usize {
    let blocks = (end + 9).div_ceil(64);
    buffer[end] = 0x80;
    buffer[64 * blocks - 8..64 * blocks].copy_from_slice(&message_bytes.wrapping_mul(8).to_be_bytes());
    blocks
}

/// The digest of a message that ends at `end` of a zeroed buffer with room for the padding.
/// One call of the kernel, no copy.
#[inline]
pub(crate) fn sha256_in_buffer(buffer: &mut [u8], end: usize) -> Hash {
    let blocks = pad(buffer, end, end as u64);
    let mut state = INITIAL;
    kernel::engine().compress(&mut state, &buffer[..64 * blocks]);
    to_bytes(&state)
}

/// SHA-256 of a message that comes in pieces.
///
/// ```
/// let mut hasher = coinjecture::Sha256::new();
/// hasher.update(b"a");
/// hasher.update(b"bc");
/// assert_eq!(hasher.finish(), coinjecture::sha256(b"abc"));
/// ```
#[derive(Clone, Debug)]
pub struct Sha256 {
    state: [u32; 8],
    buffer: [u8; 64],
    filled: usize,
    length: u64,
}

impl Sha256 {
    /// A hasher that has seen nothing yet.
    pub const fn new() -> Sha256 {
        Sha256 { state: INITIAL, buffer: [0; 64], filled: 0, length: 0 }
    }

    /// Takes the next piece.
    pub fn update(&mut self, data: &[u8]) {
        self.length = self.length.wrapping_add(data.len() as u64);
        let mut data = data;
        if self.filled > 0 {
            let room = 64 - self.filled;
            if data.len() < room {
                self.buffer[self.filled..self.filled + data.len()].copy_from_slice(data);
                self.filled += data.len();
                return;
            }
            self.buffer[self.filled..].copy_from_slice(&data[..room]);
            data = &data[room..];
            kernel::engine().compress(&mut self.state, &self.buffer);
        }
        let whole = data.len() / 64 * 64;
        if whole > 0 {
            kernel::engine().compress(&mut self.state, &data[..whole]);
        }
        self.filled = data.len() - whole;
        self.buffer[..self.filled].copy_from_slice(&data[whole..]);
    }

    /// The digest of everything taken.
    pub fn finish(mut self) -> Hash {
        let (tail, blocks) = padded_tail(&self.buffer[..self.filled], self.length);
        kernel::engine().compress(&mut self.state, &tail[..64 * blocks]);
        to_bytes(&self.state)
    }
}

impl Default for Sha256 {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests;
