//! One message at a time on processors with AVX2 and BMI but without SHA-NI.
//!
//! The message schedules of two blocks are computed side by side in one 256-bit vector, four words
//! each per step, while the scalar units work on the rounds of the first block; the second block's
//! rounds then find their schedule ready. The scheme follows Gueron and Krasnov, "Simultaneous
//! hashing of multiple messages" and Intel's "Fast SHA-256 implementations" white paper.

use core::arch::x86_64::*;

use super::constants::K;

/// `K + W` of both blocks: entry `g` holds words 4g..4g+4 of the first block, then of the second.
#[repr(align(64))]
struct Schedule([[u32; 8]; 16]);

/// One round. `$b_xor_c` carries `b ^ c` in and the next round's value out.
macro_rules! round {
    ($a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident, $bc:ident, $kw:expr) => {
        let s1 = $e.rotate_right(6) ^ $e.rotate_right(11) ^ $e.rotate_right(25);
        $h = $h.wrapping_add($kw);
        $h = $h.wrapping_add(($e & $f).wrapping_add(!$e & $g));
        $h = $h.wrapping_add(s1);
        $d = $d.wrapping_add($h);
        let s0 = $a.rotate_right(2) ^ $a.rotate_right(13) ^ $a.rotate_right(22);
        let ab = $a ^ $b;
        $h = $h.wrapping_add(($bc & ab) ^ $b);
        $h = $h.wrapping_add(s0);
        $bc = ab;
    };
}

/// Eight rounds with the schedule of two neighbouring groups, after which names are back in place.
macro_rules! eight_rounds {
    ($a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident, $bc:ident,
     $low:expr, $high:expr) => {
        let kw: &[u32; 4] = $low;
        round!($a $b $c $d $e $f $g $h, $bc, kw[0]);
        round!($h $a $b $c $d $e $f $g, $bc, kw[1]);
        round!($g $h $a $b $c $d $e $f, $bc, kw[2]);
        round!($f $g $h $a $b $c $d $e, $bc, kw[3]);
        let kw: &[u32; 4] = $high;
        round!($e $f $g $h $a $b $c $d, $bc, kw[0]);
        round!($d $e $f $g $h $a $b $c, $bc, kw[1]);
        round!($c $d $e $f $g $h $a $b, $bc, kw[2]);
        round!($b $c $d $e $f $g $h $a, $bc, kw[3]);
    };
}

/// The next four words of both schedules from the last sixteen.
#[inline]
#[target_feature(enable = "avx2,bmi1,bmi2")]
fn next_words(w0: __m256i, w1: __m256i, w2: __m256i, w3: __m256i) -> __m256i {
    let x = _mm256_alignr_epi8::<4>(w1, w0);
    let s0 = _mm256_xor_si256(
        _mm256_xor_si256(
            _mm256_xor_si256(_mm256_srli_epi32::<7>(x), _mm256_slli_epi32::<25>(x)),
            _mm256_xor_si256(_mm256_srli_epi32::<18>(x), _mm256_slli_epi32::<14>(x)),
        ),
        _mm256_srli_epi32::<3>(x),
    );
    let partial = _mm256_add_epi32(_mm256_add_epi32(w0, _mm256_alignr_epi8::<4>(w3, w2)), s0);
    // Words 0 and 1 need s1 of the last two words, words 2 and 3 need s1 of those results.
    let low = _mm256_add_epi32(partial, small_sigma1::<0xfa, false>(w3));
    _mm256_add_epi32(low, small_sigma1::<0x50, true>(low))
}

/// s1 of two words of `x` (chosen and doubled by `PICK`), left in words 0 and 1, or 2 and 3.
/// A doubled word turns a 64-bit shift into a 32-bit rotation.
#[inline]
#[target_feature(enable = "avx2,bmi1,bmi2")]
fn small_sigma1<const PICK: i32, const HIGH: bool>(x: __m256i) -> __m256i {
    let doubled = _mm256_shuffle_epi32::<PICK>(x);
    let s1 = _mm256_xor_si256(
        _mm256_xor_si256(_mm256_srli_epi64::<17>(doubled), _mm256_srli_epi64::<19>(doubled)),
        _mm256_srli_epi32::<10>(doubled),
    );
    let order = if HIGH {
        _mm_set_epi8(11, 10, 9, 8, 3, 2, 1, 0, -1, -1, -1, -1, -1, -1, -1, -1)
    } else {
        _mm_set_epi8(-1, -1, -1, -1, -1, -1, -1, -1, 11, 10, 9, 8, 3, 2, 1, 0)
    };
    _mm256_shuffle_epi8(s1, _mm256_broadcastsi128_si256(order))
}

#[inline]
#[target_feature(enable = "avx2,bmi1,bmi2")]
fn load(first: &[u8; 64], second: &[u8; 64], quarter: usize) -> __m256i {
    let order =
        _mm256_broadcastsi128_si256(_mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3));
    let (x, y) = (&first.as_chunks::<16>().0[quarter], &second.as_chunks::<16>().0[quarter]);
    // SAFETY: both are references to 16 bytes; the loads are unaligned ones.
    let both = unsafe { _mm256_loadu2_m128i(y.as_ptr().cast(), x.as_ptr().cast()) };
    _mm256_shuffle_epi8(both, order)
}

#[inline]
#[target_feature(enable = "avx2,bmi1,bmi2")]
fn keep(schedule: &mut Schedule, group: usize, words: __m256i) {
    let k = K.as_chunks::<4>().0[group];
    // SAFETY: `k` is 16 readable bytes and the entry 32 writable ones; both accesses are unaligned ones.
    unsafe {
        let k = _mm256_broadcastsi128_si256(_mm_loadu_si128(k.as_ptr().cast()));
        _mm256_storeu_si256(schedule.0[group].as_mut_ptr().cast(), _mm256_add_epi32(words, k));
    }
}

/// Folds `first`, then (unless `single`) `second` into `state`.
#[expect(
    unused_assignments,
    reason = "the value that a block's last round leaves for a next round is not used"
)]
#[inline]
#[target_feature(enable = "avx2,bmi1,bmi2")]
fn compress_two(state: &mut [u32; 8], first: &[u8; 64], second: &[u8; 64], single: bool) {
    let mut schedule = Schedule([[0; 8]; 16]);
    let mut w: [__m256i; 4] = core::array::from_fn(|i| load(first, second, i));
    for (group, words) in w.into_iter().enumerate() {
        keep(&mut schedule, group, words);
    }

    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    let mut bc = b ^ c;
    macro_rules! rounds_and_schedule {
        ($($group:literal)*) => { $(
            w[$group % 4] = next_words(
                w[$group % 4], w[($group + 1) % 4], w[($group + 2) % 4], w[($group + 3) % 4],
            );
            w[($group + 1) % 4] = next_words(
                w[($group + 1) % 4], w[($group + 2) % 4], w[($group + 3) % 4], w[$group % 4],
            );
            eight_rounds!(
                a b c d e f g h, bc,
                half::<0>(&schedule, $group), half::<0>(&schedule, $group + 1)
            );
            keep(&mut schedule, $group + 4, w[$group % 4]);
            keep(&mut schedule, $group + 5, w[($group + 1) % 4]);
        )* };
    }
    rounds_and_schedule!(0 2 4 6 8 10);
    eight_rounds!(a b c d e f g h, bc, half::<0>(&schedule, 12), half::<0>(&schedule, 13));
    eight_rounds!(a b c d e f g h, bc, half::<0>(&schedule, 14), half::<0>(&schedule, 15));
    add_into(state, [a, b, c, d, e, f, g, h]);
    if single {
        return;
    }

    [a, b, c, d, e, f, g, h] = *state;
    bc = b ^ c;
    for group in (0..16).step_by(2) {
        eight_rounds!(
            a b c d e f g h, bc,
            half::<1>(&schedule, group), half::<1>(&schedule, group + 1)
        );
    }
    add_into(state, [a, b, c, d, e, f, g, h]);
}

#[inline]
fn half<const SECOND: usize>(schedule: &Schedule, group: usize) -> &[u32; 4] {
    &schedule.0[group].as_chunks::<4>().0[SECOND]
}

#[inline]
fn add_into(state: &mut [u32; 8], values: [u32; 8]) {
    for (word, value) in state.iter_mut().zip(values) {
        *word = word.wrapping_add(value);
    }
}

/// Folds every 64-byte block of `blocks` into `state`.
///
/// # Safety
/// The processor has AVX2, BMI1 and BMI2.
#[target_feature(enable = "avx2,bmi1,bmi2")]
pub(crate) unsafe fn compress(state: &mut [u32; 8], blocks: &[u8]) {
    let (twos, rest) = blocks.as_chunks::<128>();
    for two in twos {
        let halves = two.as_chunks::<64>().0;
        compress_two(state, &halves[0], &halves[1], false);
    }
    if let Some(last) = rest.first_chunk::<64>() {
        compress_two(state, last, last, true);
    }
}
