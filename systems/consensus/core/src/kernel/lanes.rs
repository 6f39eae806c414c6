//! The rounds of SHA-256 over one message per vector lane, written once for every vector width.
//!
//! A module that uses [`lane_functions!`] first defines, for its own vector type `V`, the functions
//! `add`, `ror`, `shr`, `xor3`, `choice`, `majority`, `splat`, `load` and `store`; the macro adds
//! the two entry points on top of them.

/// One round on eight named vectors; names rotate, values stay where they are.
macro_rules! lane_round {
    ($a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident, $kw:expr) => {
        let s1 = xor3(ror::<6, 26>($e), ror::<11, 21>($e), ror::<25, 7>($e));
        let t1 = add(add(add($h, $kw), choice($e, $f, $g)), s1);
        let s0 = xor3(ror::<2, 30>($a), ror::<13, 19>($a), ror::<22, 10>($a));
        $d = add($d, t1);
        $h = add(add(t1, majority($a, $b, $c)), s0);
    };
}

/// Sixteen rounds; `$kw!(t)` is the expression for `K[t] + W[t]`.
macro_rules! lane_rounds_16 {
    ($a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident, |$t:ident| $kw:expr) => {
        lane_rounds_16!(@8 $a $b $c $d $e $f $g $h, $t, $kw, 0, 1, 2, 3, 4, 5, 6, 7);
        lane_rounds_16!(@8 $a $b $c $d $e $f $g $h, $t, $kw, 8, 9, 10, 11, 12, 13, 14, 15);
    };
    (@8 $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident, $t:ident, $kw:expr,
     $t0:literal, $t1:literal, $t2:literal, $t3:literal, $t4:literal, $t5:literal, $t6:literal, $t7:literal) => {
        { const $t: usize = $t0; let kw = $kw; lane_round!($a $b $c $d $e $f $g $h, kw); }
        { const $t: usize = $t1; let kw = $kw; lane_round!($h $a $b $c $d $e $f $g, kw); }
        { const $t: usize = $t2; let kw = $kw; lane_round!($g $h $a $b $c $d $e $f, kw); }
        { const $t: usize = $t3; let kw = $kw; lane_round!($f $g $h $a $b $c $d $e, kw); }
        { const $t: usize = $t4; let kw = $kw; lane_round!($e $f $g $h $a $b $c $d, kw); }
        { const $t: usize = $t5; let kw = $kw; lane_round!($d $e $f $g $h $a $b $c, kw); }
        { const $t: usize = $t6; let kw = $kw; lane_round!($c $d $e $f $g $h $a $b, kw); }
        { const $t: usize = $t7; let kw = $kw; lane_round!($b $c $d $e $f $g $h $a, kw); }
    };
}

/// Folds one block per lane into `$state`; `$words` are the sixteen big-endian words. A macro and
/// not a function, so that state and words stay in registers.
macro_rules! lane_compress {
    ($state:ident, $words:expr) => {{
        let mut w: [V; 16] = $words;
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = $state;
        for k in &K.as_chunks::<16>().0[..3] {
            lane_rounds_16!(a b c d e f g h, |T| {
                let kw = add(w[T], splat(k[T]));
                let x = w[(T + 1) % 16];
                let s0 = xor3(ror::<7, 25>(x), ror::<18, 14>(x), shr::<3>(x));
                let y = w[(T + 14) % 16];
                let s1 = xor3(ror::<17, 15>(y), ror::<19, 13>(y), shr::<10>(y));
                w[T] = add(add(w[T], w[(T + 9) % 16]), add(s0, s1));
                kw
            });
        }
        lane_rounds_16!(a b c d e f g h, |T| add(w[T], splat(K[48 + T])));
        lane_add!($state, [a, b, c, d, e, f, g, h]);
    }};
}

/// Adds the working values to the state.
macro_rules! lane_add {
    ($state:ident, $values:expr) => {
        for (word, value) in $state.iter_mut().zip($values) {
            *word = add(*word, value);
        }
    };
}

/// Adds `pairs` and `messages` for one vector type to the calling module.
macro_rules! lane_functions {
    ($features:literal) => {
        #[inline]
        #[target_feature(enable = $features)]
        fn initial() -> [V; 8] {
            INITIAL.map(|word| splat(word))
        }

        /// Hashes `count` adjacent 64-byte messages into `count` adjacent 32-byte digests.
        ///
        /// # Safety
        /// The processor has the features of this module; `source` is valid for reading
        /// `count * 64` bytes and `target` for writing `count * 32`. `target` may be `source`
        /// itself: no digest is written over a message not yet read.
        #[target_feature(enable = $features)]
        pub(crate) unsafe fn pairs(source: *const u8, target: *mut u8, count: usize) {
            // Lanes without a message of their own hash zeros; their digests are dropped.
            let mut messages = [0u8; 64 * LANES];
            let mut digests = [0u8; 32 * LANES];
            let mut done = 0;
            while done < count {
                let rest = count - done;
                let (from, to) = if rest >= LANES {
                    // SAFETY: a full set of messages and digests is left at these positions.
                    unsafe { (source.add(64 * done), target.add(32 * done)) }
                } else {
                    // SAFETY: `rest` messages are left to read; the buffer holds a full set.
                    unsafe {
                        let from = source.add(64 * done);
                        core::ptr::copy_nonoverlapping(from, messages.as_mut_ptr(), 64 * rest);
                    }
                    (messages.as_ptr(), digests.as_mut_ptr())
                };
                let mut state = initial();
                // SAFETY: lane l reads 64 bytes at from + 64 * l, inside a full set.
                let words = unsafe { load(&core::array::from_fn(|lane| from.add(64 * lane))) };
                lane_compress!(state, words);

                // The padding block is the same for every pair.
                let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
                for kw in PAIR_PADDING.as_chunks::<16>().0 {
                    lane_rounds_16!(a b c d e f g h, |T| splat(kw[T]));
                }
                lane_add!(state, [a, b, c, d, e, f, g, h]);
                // SAFETY: a full set of digests fits at `to`; everything that they may lie over
                // was read above.
                unsafe { store(&state, to) };
                if rest < LANES {
                    // SAFETY: `rest` digests are left to write.
                    unsafe {
                        let to = target.add(32 * done);
                        core::ptr::copy_nonoverlapping(digests.as_ptr(), to, 32 * rest);
                    }
                }
                done += LANES;
            }
        }

        /// Hashes one message per lane: first `body_blocks` blocks from `bodies`, then
        /// `tail_blocks` blocks (already padded) from `tails`.
        ///
        /// # Safety
        /// The processor has the features of this module; every pointer in `bodies` is valid for
        /// reading `body_blocks * 64` bytes, every one in `tails` for `tail_blocks * 64`, and
        /// `target` for writing `LANES * 32`.
        #[target_feature(enable = $features)]
        pub(crate) unsafe fn messages(
            bodies: &[*const u8; LANES],
            body_blocks: usize,
            tails: &[*const u8; LANES],
            tail_blocks: usize,
            target: *mut u8,
        ) {
            let mut state = initial();
            for block in 0..body_blocks + tail_blocks {
                let (pointers, block) = match block.checked_sub(body_blocks) {
                    None => (bodies, block),
                    Some(block) => (tails, block),
                };
                // SAFETY: `block` is below the number of blocks that each pointer covers.
                let rows = unsafe { pointers.map(|pointer| pointer.add(64 * block)) };
                // SAFETY: at each of the rows a whole block is left.
                let words = unsafe { load(&rows) };
                lane_compress!(state, words);
            }
            // SAFETY: the caller gave LANES * 32 writable bytes.
            unsafe { store(&state, target) };
        }
    };
}
