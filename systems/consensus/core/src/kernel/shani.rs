//! SHA-NI kernels: one message at a time, and two interleaved ones.
//!
//! The SHA instructions have only legacy encodings. After 256- or 512-bit code has left the upper
//! halves of the registers dirty, each of them pays for a merge (ten to a hundred times slower),
//! so every entry point of this module clears the upper halves first when the processor has AVX.

use core::arch::x86_64::*;

use super::constants::{INITIAL, K, PAIR_PADDING, PAIR_PADDING_BLOCK};

/// Clears the upper vector halves when there are any.
#[inline]
fn clear_upper_halves() {
    if super::detect::has_avx() {
        // SAFETY: the processor has AVX.
        unsafe { zero_upper() };
    }
}

#[target_feature(enable = "avx")]
fn zero_upper() {
    _mm256_zeroupper();
}

/// The state in the register order of `sha256rnds2`: ABEF and CDGH.
type State = (__m128i, __m128i);

#[inline]
#[target_feature(enable = "sha,sse4.1,ssse3")]
fn enter(words: &[u32; 8]) -> State {
    let [a, b, c, d, e, f, g, h] = words.map(u32::cast_signed);
    (_mm_set_epi32(a, b, e, f), _mm_set_epi32(c, d, g, h))
}

#[inline]
#[target_feature(enable = "sha,sse4.1,ssse3")]
fn leave((abef, cdgh): State) -> [u32; 8] {
    [
        _mm_extract_epi32::<3>(abef),
        _mm_extract_epi32::<2>(abef),
        _mm_extract_epi32::<3>(cdgh),
        _mm_extract_epi32::<2>(cdgh),
        _mm_extract_epi32::<1>(abef),
        _mm_extract_epi32::<0>(abef),
        _mm_extract_epi32::<1>(cdgh),
        _mm_extract_epi32::<0>(cdgh),
    ]
    .map(i32::cast_unsigned)
}

/// Four rounds with the four values of `K + W` in `kw`.
macro_rules! four_rounds {
    ($state:ident, $kw:expr) => {
        let kw = $kw;
        $state.1 = _mm_sha256rnds2_epu32($state.1, $state.0, kw);
        $state.0 = _mm_sha256rnds2_epu32($state.0, $state.1, _mm_shuffle_epi32::<0x0e>(kw));
    };
}

#[inline]
#[target_feature(enable = "sha,sse4.1,ssse3")]
fn four_constants(table: &[u32; 64], group: usize) -> __m128i {
    let [a, b, c, d] = [0, 1, 2, 3].map(|t| table[4 * group + t].cast_signed());
    _mm_set_epi32(d, c, b, a)
}

/// The next four schedule words from the last sixteen, the oldest four of which are `group`.
#[inline]
#[target_feature(enable = "sha,sse4.1,ssse3")]
fn next_words(w: &[__m128i; 4], group: usize) -> __m128i {
    let [w0, w1, w2, w3] = [0, 1, 2, 3].map(|i| w[(group + i) % 4]);
    let partial = _mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), _mm_alignr_epi8::<4>(w3, w2));
    _mm_sha256msg2_epu32(partial, w3)
}

/// Reads the sixteen words of a block, four to a vector, big-endian.
#[inline]
#[target_feature(enable = "sha,sse4.1,ssse3")]
fn load(block: &[u8; 64]) -> [__m128i; 4] {
    let order = _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
    let quarters = block.as_chunks::<16>().0;
    core::array::from_fn(|i| {
        // SAFETY: `quarters[i]` is 16 readable bytes; the load is an unaligned one.
        let raw = unsafe { _mm_loadu_si128(quarters[i].as_ptr().cast()) };
        _mm_shuffle_epi8(raw, order)
    })
}

/// Writes a digest, big-endian.
#[inline]
fn digest(words: [u32; 8]) -> [u8; 32] {
    let mut out = [0u8; 32];
    for (bytes, word) in out.as_chunks_mut::<4>().0.iter_mut().zip(words) {
        *bytes = word.to_be_bytes();
    }
    out
}

#[inline]
#[target_feature(enable = "sha,sse4.1,ssse3")]
fn compress_block(state: State, block: &[u8; 64]) -> State {
    let mut s = state;
    let mut w = load(block);
    macro_rules! step {
        ($($group:literal)*) => { $(
            four_rounds!(s, _mm_add_epi32(w[$group % 4], four_constants(&K, $group)));
            w[$group % 4] = next_words(&w, $group);
        )* };
    }
    step!(0 1 2 3 4 5 6 7 8 9 10 11);
    for (i, words) in w.into_iter().enumerate() {
        four_rounds!(s, _mm_add_epi32(words, four_constants(&K, 12 + i)));
    }
    (_mm_add_epi32(state.0, s.0), _mm_add_epi32(state.1, s.1))
}

#[inline]
#[target_feature(enable = "sha,sse4.1,ssse3")]
fn compress_two(first: State, second: State, block1: &[u8; 64], block2: &[u8; 64]) -> (State, State) {
    let (mut s, mut t) = (first, second);
    let (mut w, mut x) = (load(block1), load(block2));
    macro_rules! step {
        ($($group:literal)*) => { $(
            let k = four_constants(&K, $group);
            four_rounds!(s, _mm_add_epi32(w[$group % 4], k));
            four_rounds!(t, _mm_add_epi32(x[$group % 4], k));
            w[$group % 4] = next_words(&w, $group);
            x[$group % 4] = next_words(&x, $group);
        )* };
    }
    step!(0 1 2 3 4 5 6 7 8 9 10 11);
    for (i, (words, words2)) in w.into_iter().zip(x).enumerate() {
        let k = four_constants(&K, 12 + i);
        four_rounds!(s, _mm_add_epi32(words, k));
        four_rounds!(t, _mm_add_epi32(words2, k));
    }
    (
        (_mm_add_epi32(first.0, s.0), _mm_add_epi32(first.1, s.1)),
        (_mm_add_epi32(second.0, t.0), _mm_add_epi32(second.1, t.1)),
    )
}

/// Both streams take the constant padding block of a 64-byte message.
#[inline]
#[target_feature(enable = "sha,sse4.1,ssse3")]
fn pad_two(first: State, second: State) -> (State, State) {
    let (mut s, mut t) = (first, second);
    macro_rules! step {
        ($($group:literal)*) => { $(
            let kw = four_constants(&PAIR_PADDING, $group);
            four_rounds!(s, kw);
            four_rounds!(t, kw);
        )* };
    }
    step!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
    (
        (_mm_add_epi32(first.0, s.0), _mm_add_epi32(first.1, s.1)),
        (_mm_add_epi32(second.0, t.0), _mm_add_epi32(second.1, t.1)),
    )
}

#[target_feature(enable = "sha,sse4.1,ssse3")]
fn compress_blocks(state: &mut [u32; 8], blocks: &[u8]) {
    let mut s = enter(state);
    for block in blocks.as_chunks::<64>().0 {
        s = compress_block(s, block);
    }
    *state = leave(s);
}

#[target_feature(enable = "sha,sse4.1,ssse3")]
fn hash_pair(message: &[u8; 64]) -> [u8; 32] {
    let s = compress_block(enter(&INITIAL), message);
    digest(leave(compress_block(s, &PAIR_PADDING_BLOCK)))
}

#[target_feature(enable = "sha,sse4.1,ssse3")]
fn hash_two_pairs(messages: &[[u8; 64]; 2]) -> [[u8; 32]; 2] {
    let start = enter(&INITIAL);
    let (s, t) = compress_two(start, start, &messages[0], &messages[1]);
    let (s, t) = pad_two(s, t);
    [digest(leave(s)), digest(leave(t))]
}

/// Folds every 64-byte block of `blocks` into `state`.
///
/// # Safety
/// The processor has SHA, SSE4.1 and SSSE3.
pub(crate) unsafe fn compress(state: &mut [u32; 8], blocks: &[u8]) {
    clear_upper_halves();
    // SAFETY: the caller guarantees the features.
    unsafe { compress_blocks(state, blocks) };
}

/// Hashes `count` adjacent 64-byte messages, one after the other.
///
/// # Safety
/// As [`pairs_two`].
pub(crate) unsafe fn pairs_one(source: *const u8, target: *mut u8, count: usize) {
    clear_upper_halves();
    for i in 0..count {
        // SAFETY: message i lies inside the source; it is copied before digest i, which may lie
        // over messages already read, is written. The caller guarantees the features.
        unsafe {
            let message = source.add(64 * i).cast::<[u8; 64]>().read();
            target.add(32 * i).cast::<[u8; 32]>().write(hash_pair(&message));
        }
    }
}

/// Hashes `count` adjacent 64-byte messages, two interleaved streams at a time.
///
/// # Safety
/// The processor has SHA, SSE4.1 and SSSE3; `source` is valid for reading `count * 64` bytes and
/// `target` for writing `count * 32`. `target` may be `source` itself.
pub(crate) unsafe fn pairs_two(source: *const u8, target: *mut u8, count: usize) {
    clear_upper_halves();
    let mut done = 0;
    while count - done >= 2 {
        // SAFETY: two messages are left at `done`; both are copied before the digests, which may
        // lie over messages already read, are written. The caller guarantees the features.
        unsafe {
            let messages = source.add(64 * done).cast::<[[u8; 64]; 2]>().read();
            target.add(32 * done).cast::<[[u8; 32]; 2]>().write(hash_two_pairs(&messages));
        }
        done += 2;
    }
    if done < count {
        // SAFETY: one message is left at `done`; the rest as above.
        unsafe { pairs_one(source.add(64 * done), target.add(32 * done), 1) };
    }
}
