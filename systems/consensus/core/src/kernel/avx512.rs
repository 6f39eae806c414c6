//! Sixteen messages at once in 512-bit vectors (AVX-512 F and BW).
//!
//! Rotations are one instruction here, and every three-input boolean of SHA-256 is one
//! `vpternlogd`, so a round costs seventeen instructions for sixteen messages.

use core::arch::x86_64::*;

use super::constants::{INITIAL, K, PAIR_PADDING};

/// Messages per call of the vector code.
pub(crate) const LANES: usize = 16;

type V = __m512i;

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn add(x: V, y: V) -> V {
    _mm512_add_epi32(x, y)
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn ror<const RIGHT: i32, const LEFT: i32>(x: V) -> V {
    _mm512_ror_epi32::<RIGHT>(x)
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn shr<const BITS: u32>(x: V) -> V {
    _mm512_srli_epi32::<BITS>(x)
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn xor3(x: V, y: V, z: V) -> V {
    _mm512_ternarylogic_epi32::<0x96>(x, y, z)
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn choice(x: V, y: V, z: V) -> V {
    _mm512_ternarylogic_epi32::<0xca>(x, y, z)
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn majority(x: V, y: V, z: V) -> V {
    _mm512_ternarylogic_epi32::<0xe8>(x, y, z)
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn splat(word: u32) -> V {
    _mm512_set1_epi32(word.cast_signed())
}

/// Reads one block per lane and turns rows (messages) into columns (words), big-endian.
///
/// # Safety
/// Every pointer is valid for reading 64 bytes.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
unsafe fn load(rows: &[*const u8; LANES]) -> [V; 16] {
    let swap = _mm512_broadcast_i32x4(_mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3));
    let mut words = [_mm512_setzero_si512(); 16];
    for quarter in 0..4 {
        // Entry i: the same quarter of rows i, 4 + i, 8 + i and 12 + i. Gathering by 128-bit loads
        // leaves the one shuffle unit to the turn below.
        let gathered = [0, 1, 2, 3].map(|i| {
            // SAFETY: the caller guarantees 64 readable bytes behind every row, of which this is
            // one quarter; the loads are unaligned ones.
            let part = |row: usize| unsafe { _mm_loadu_si128(rows[row].add(16 * quarter).cast()) };
            let x = _mm512_castsi128_si512(part(i));
            let x = _mm512_inserti32x4::<1>(x, part(4 + i));
            let x = _mm512_inserti32x4::<2>(x, part(8 + i));
            let x = _mm512_inserti32x4::<3>(x, part(12 + i));
            // Before the turn and not after it, where the compiler would melt the two into more
            // shuffles than they are.
            _mm512_shuffle_epi8(x, swap)
        });
        let [x0, x1, x2, x3] = gathered;
        words[4 * quarter..4 * quarter + 4].copy_from_slice(&turn(x0, x1, x2, x3));
    }
    words
}

/// Turns the 4x4 words inside each 128-bit lane of four vectors.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn turn(r0: V, r1: V, r2: V, r3: V) -> [V; 4] {
    let a = _mm512_unpacklo_epi32(r0, r1);
    let b = _mm512_unpackhi_epi32(r0, r1);
    let c = _mm512_unpacklo_epi32(r2, r3);
    let d = _mm512_unpackhi_epi32(r2, r3);
    [
        _mm512_unpacklo_epi64(a, c),
        _mm512_unpackhi_epi64(a, c),
        _mm512_unpacklo_epi64(b, d),
        _mm512_unpackhi_epi64(b, d),
    ]
}

/// Writes the sixteen digests, one after the other, big-endian.
///
/// # Safety
/// `target` is valid for writing 512 bytes.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
unsafe fn store(state: &[V; 8], target: *mut u8) {
    let swap = _mm512_broadcast_i32x4(_mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3));
    let [a, b, c, d, e, f, g, h] = state.map(|word| _mm512_shuffle_epi8(word, swap));
    let first = turn(a, b, c, d);
    let second = turn(e, f, g, h);
    // After `turn`, 128-bit lane q of entry c belongs to message 4q + c.
    let even = _mm512_set_epi64(11, 10, 3, 2, 9, 8, 1, 0);
    let odd = _mm512_set_epi64(15, 14, 7, 6, 13, 12, 5, 4);
    for c in 0..4 {
        let (x, y) = (first[c], second[c]);
        let messages_0_and_4 = _mm512_permutex2var_epi64(x, even, y);
        let messages_8_and_12 = _mm512_permutex2var_epi64(x, odd, y);
        // SAFETY: the highest store ends at 32 * (12 + 3) + 32 = 512; stores are unaligned ones.
        unsafe {
            let at = |message: usize| target.add(32 * message).cast::<__m256i>();
            _mm256_storeu_si256(at(c), _mm512_castsi512_si256(messages_0_and_4));
            _mm256_storeu_si256(at(4 + c), _mm512_extracti64x4_epi64::<1>(messages_0_and_4));
            _mm256_storeu_si256(at(8 + c), _mm512_castsi512_si256(messages_8_and_12));
            _mm256_storeu_si256(at(12 + c), _mm512_extracti64x4_epi64::<1>(messages_8_and_12));
        }
    }
}

lane_functions!("avx512f,avx512bw");
