//! Many messages at once, one per vector lane.

use super::{Hash, padded_tail};
use crate::Error;
use crate::kernel;

/// Messages looked at together; the sort below stays on the stack.
const WINDOW: usize = 64;

/// Fewer messages of one length than this are hashed one by one.
const LEAST: usize = 3;

/// `out[i] = SHA256(messages[i])`.
///
/// Messages of about the same length go through the vector kernel together; the order of lengths
/// does not matter within a window of 64. Nothing is allocated.
///
/// # Errors
/// [`Error::InvalidInput`] when `out` has another length than `messages`.
pub fn sha256_many(messages: &[&[u8]], out: &mut [Hash]) -> Result<(), Error> {
    if messages.len() != out.len() {
        return Err(Error::invalid("out", "must have one place per message"));
    }
    for (messages, out) in messages.chunks(WINDOW).zip(out.chunks_mut(WINDOW)) {
        hash_window(messages, out);
    }
    Ok(())
}

/// `out[i]` is the digest of the i-th of `out.len()` messages of `length` bytes each.
pub(crate) fn sha256_equal<'a>(message: impl Fn(usize) -> &'a [u8], length: usize, out: &mut [Hash]) {
    let engine = kernel::engine();
    let lanes = engine.lanes();
    let whole = length / 64 * 64;
    let mut tails = [[0u8; 128]; 16];
    let mut done = 0;
    while done < out.len() {
        let count = lanes.min(out.len() - done);
        let mut tail_blocks = 0;
        for (lane, tail) in tails[..count].iter_mut().enumerate() {
            (*tail, tail_blocks) = padded_tail(&message(done + lane)[whole..], length as u64);
        }
        engine.same_length(
            |lane| message(done + lane),
            whole / 64,
            &tails[..count],
            tail_blocks,
            &mut out[done..done + count],
        );
        done += count;
    }
}

fn hash_window(messages: &[&[u8]], out: &mut [Hash]) {
    let engine = kernel::engine();
    let lanes = engine.lanes();
    let mut order: [u8; WINDOW] = core::array::from_fn(|i| i as u8);
    let order = &mut order[..messages.len()];
    let shape = |i: u8| {
        let length = messages[usize::from(i)].len();
        (length / 64, (length % 64 + 9).div_ceil(64))
    };
    order.sort_unstable_by_key(|&i| shape(i));

    let mut tails = [[0u8; 128]; 16];
    let mut digests = [[0u8; 32]; 16];
    for run in order.chunk_by(|&a, &b| shape(a) == shape(b)) {
        let (body_blocks, tail_blocks) = shape(run[0]);
        for set in run.chunks(lanes) {
            let message = |lane: usize| messages[usize::from(set[lane])];
            if set.len() < LEAST {
                for &i in set {
                    out[usize::from(i)] = super::sha256(messages[usize::from(i)]);
                }
                continue;
            }
            for (lane, tail) in tails[..set.len()].iter_mut().enumerate() {
                let bytes = message(lane);
                (*tail, _) = padded_tail(&bytes[64 * body_blocks..], bytes.len() as u64);
            }
            engine.same_length(
                message,
                body_blocks,
                &tails[..set.len()],
                tail_blocks,
                &mut digests[..set.len()],
            );
            for (&i, digest) in set.iter().zip(&digests) {
                out[usize::from(i)] = *digest;
            }
        }
    }
}
