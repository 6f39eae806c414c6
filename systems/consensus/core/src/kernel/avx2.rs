//! Eight messages at once in 256-bit vectors (AVX2).

use core::arch::x86_64::*;

use super::constants::{INITIAL, K, PAIR_PADDING};

/// Messages per call of the vector code.
pub(crate) const LANES: usize = 8;

type V = __m256i;

#[inline]
#[target_feature(enable = "avx2")]
fn add(x: V, y: V) -> V {
    _mm256_add_epi32(x, y)
}

/// AVX2 has no rotation: two shifts. `LEFT` is 32 - `RIGHT`, which const generics cannot say.
#[inline]
#[target_feature(enable = "avx2")]
fn ror<const RIGHT: i32, const LEFT: i32>(x: V) -> V {
    _mm256_or_si256(_mm256_srli_epi32::<RIGHT>(x), _mm256_slli_epi32::<LEFT>(x))
}

#[inline]
#[target_feature(enable = "avx2")]
fn shr<const BITS: i32>(x: V) -> V {
    _mm256_srli_epi32::<BITS>(x)
}

#[inline]
#[target_feature(enable = "avx2")]
fn xor3(x: V, y: V, z: V) -> V {
    _mm256_xor_si256(_mm256_xor_si256(x, y), z)
}

#[inline]
#[target_feature(enable = "avx2")]
fn choice(x: V, y: V, z: V) -> V {
    _mm256_xor_si256(_mm256_and_si256(_mm256_xor_si256(y, z), x), z)
}

/// Written so that the `x ^ y` of one round is the `y ^ z` of the next and is computed once.
#[inline]
#[target_feature(enable = "avx2")]
fn majority(x: V, y: V, z: V) -> V {
    _mm256_xor_si256(_mm256_and_si256(_mm256_xor_si256(x, y), _mm256_xor_si256(y, z)), y)
}

#[inline]
#[target_feature(enable = "avx2")]
fn splat(word: u32) -> V {
    _mm256_set1_epi32(word.cast_signed())
}

/// Turns eight rows of eight words into eight columns.
#[inline]
#[target_feature(enable = "avx2")]
fn turn(r: [V; 8]) -> [V; 8] {
    let a = _mm256_unpacklo_epi32(r[0], r[1]);
    let b = _mm256_unpackhi_epi32(r[0], r[1]);
    let c = _mm256_unpacklo_epi32(r[2], r[3]);
    let d = _mm256_unpackhi_epi32(r[2], r[3]);
    let e = _mm256_unpacklo_epi32(r[4], r[5]);
    let f = _mm256_unpackhi_epi32(r[4], r[5]);
    let g = _mm256_unpacklo_epi32(r[6], r[7]);
    let h = _mm256_unpackhi_epi32(r[6], r[7]);
    let front = [
        _mm256_unpacklo_epi64(a, c),
        _mm256_unpackhi_epi64(a, c),
        _mm256_unpacklo_epi64(b, d),
        _mm256_unpackhi_epi64(b, d),
    ];
    let back = [
        _mm256_unpacklo_epi64(e, g),
        _mm256_unpackhi_epi64(e, g),
        _mm256_unpacklo_epi64(f, h),
        _mm256_unpackhi_epi64(f, h),
    ];
    [
        _mm256_permute2x128_si256::<0x20>(front[0], back[0]),
        _mm256_permute2x128_si256::<0x20>(front[1], back[1]),
        _mm256_permute2x128_si256::<0x20>(front[2], back[2]),
        _mm256_permute2x128_si256::<0x20>(front[3], back[3]),
        _mm256_permute2x128_si256::<0x31>(front[0], back[0]),
        _mm256_permute2x128_si256::<0x31>(front[1], back[1]),
        _mm256_permute2x128_si256::<0x31>(front[2], back[2]),
        _mm256_permute2x128_si256::<0x31>(front[3], back[3]),
    ]
}

#[inline]
#[target_feature(enable = "avx2")]
fn swap_bytes(x: V) -> V {
    let order =
        _mm256_broadcastsi128_si256(_mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3));
    _mm256_shuffle_epi8(x, order)
}

/// Reads one block per lane and turns rows (messages) into columns (words), big-endian.
///
/// # Safety
/// Every pointer is valid for reading 64 bytes.
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn load(rows: &[*const u8; LANES]) -> [V; 16] {
    let mut words = [_mm256_setzero_si256(); 16];
    for half in 0..2 {
        // SAFETY: the caller guarantees 64 readable bytes behind every row; both halves lie
        // inside them, and the loads are unaligned ones.
        let halves = rows.map(|row| unsafe { _mm256_loadu_si256(row.add(32 * half).cast()) });
        for (word, column) in turn(halves).into_iter().enumerate() {
            words[8 * half + word] = swap_bytes(column);
        }
    }
    words
}

/// Writes the eight digests, one after the other, big-endian.
///
/// # Safety
/// `target` is valid for writing 256 bytes.
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn store(state: &[V; 8], target: *mut u8) {
    for (message, digest) in turn(*state).into_iter().enumerate() {
        // SAFETY: eight digests of 32 bytes fill the 256 bytes the caller gave.
        unsafe { _mm256_storeu_si256(target.add(32 * message).cast(), swap_bytes(digest)) };
    }
}

lane_functions!("avx2");
