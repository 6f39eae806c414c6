//! The portable kernel: one message at a time, plain integer arithmetic, any processor.

use super::constants::K;

/// One round on eight named words; the caller rotates the names instead of moving values.
macro_rules! round {
    ($a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident, $kw:expr) => {
        let s1 = $e.rotate_right(6) ^ $e.rotate_right(11) ^ $e.rotate_right(25);
        let choice = ($e & $f) ^ (!$e & $g);
        let t1 = $h.wrapping_add($kw).wrapping_add(choice).wrapping_add(s1);
        let s0 = $a.rotate_right(2) ^ $a.rotate_right(13) ^ $a.rotate_right(22);
        let majority = ($a & $b) ^ ($c & ($a ^ $b));
        $d = $d.wrapping_add(t1);
        $h = t1.wrapping_add(s0).wrapping_add(majority);
    };
}

/// Folds every 64-byte block of `blocks` into `state`; a rest shorter than a block is not read.
pub(crate) fn compress(state: &mut [u32; 8], blocks: &[u8]) {
    let (blocks, _) = blocks.as_chunks::<64>();
    for block in blocks {
        compress_one(state, block);
    }
}

fn compress_one(state: &mut [u32; 8], block: &[u8; 64]) {
    let (words, _) = block.as_chunks::<4>();
    let mut w: [u32; 16] = core::array::from_fn(|t| u32::from_be_bytes(words[t]));
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    for base in (0..64).step_by(16) {
        if base > 0 {
            extend(&mut w);
        }
        let k: [u32; 16] = core::array::from_fn(|t| K[base + t].wrapping_add(w[t]));
        round!(a b c d e f g h, k[0]);
        round!(h a b c d e f g, k[1]);
        round!(g h a b c d e f, k[2]);
        round!(f g h a b c d e, k[3]);
        round!(e f g h a b c d, k[4]);
        round!(d e f g h a b c, k[5]);
        round!(c d e f g h a b, k[6]);
        round!(b c d e f g h a, k[7]);
        round!(a b c d e f g h, k[8]);
        round!(h a b c d e f g, k[9]);
        round!(g h a b c d e f, k[10]);
        round!(f g h a b c d e, k[11]);
        round!(e f g h a b c d, k[12]);
        round!(d e f g h a b c, k[13]);
        round!(c d e f g h a b, k[14]);
        round!(b c d e f g h a, k[15]);
    }
    for (word, value) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *word = word.wrapping_add(value);
    }
}

/// Replaces the sixteen schedule words by the next sixteen.
fn extend(w: &mut [u32; 16]) {
    for t in 0..16 {
        let x = w[(t + 1) % 16];
        let s0 = x.rotate_right(7) ^ x.rotate_right(18) ^ (x >> 3);
        let y = w[(t + 14) % 16];
        let s1 = y.rotate_right(17) ^ y.rotate_right(19) ^ (y >> 10);
        w[t] = w[t].wrapping_add(s0).wrapping_add(w[(t + 9) % 16]).wrapping_add(s1);
    }
}
