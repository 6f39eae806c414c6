//! The rounds of SHA-256 over one message per vector lane, written once for every vector width.
//!
//! A module that uses [`lane_functions!`] first defines, for its own vector type `V`, the functions
//! `add`, `ror`, `shr`, `xor3`, `choice`, `majority`, `splat`, `load` and `store`; the macro adds
//! the compression function and the two entry points on top of them.

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

/// Adds `compress_lanes`, `pairs` and `messages` for one vector type to the calling module.
macro_rules! lane_functions {
    ($features:literal) => {
        /// Folds one block per lane into `state`; `w` holds the sixteen big-endian words.
        #[inline]
        #[target_feature(enable = $features)]
        fn compress_lanes(state: &mut [V; 8], mut w: [V; 16]) {
            let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
            let mut base = 0;
            while base < 48 {
                let k: &[u32; 16] = K[base..]
                    .first_chunk()
                    .expect("base is at most 47, so sixteen constants follow");
                lane_rounds_16!(a b c d e f g h, |T| {
                    let kw = add(w[T], splat(k[T]));
                    let x = w[(T + 1) % 16];
                    let s0 = xor3(ror::<7, 25>(x), ror::<18, 14>(x), shr::<3>(x));
                    let y = w[(T + 14) % 16];
                    let s1 = xor3(ror::<17, 15>(y), ror::<19, 13>(y), shr::<10>(y));
                    w[T] = add(add(w[T], w[(T + 9) % 16]), add(s0, s1));
                    kw
                });
                base += 16;
            }
            lane_rounds_16!(a b c d e f g h, |T| add(w[T], splat(K[48 + T])));
            for (word, value) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
                *word = add(*word, value);
            }
        }

        /// Folds the constant padding block of a 64-byte message into every lane of `state`.
        #[inline]
        #[target_feature(enable = $features)]
        fn compress_pair_padding(state: &mut [V; 8]) {
            let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
            let mut base = 0;
            while base < 64 {
                let kw: &[u32; 16] = PAIR_PADDING[base..]
                    .first_chunk()
                    .expect("base is at most 48, so sixteen constants follow");
                lane_rounds_16!(a b c d e f g h, |T| splat(kw[T]));
                base += 16;
            }
            for (word, value) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
                *word = add(*word, value);
            }
        }

        #[inline]
        #[target_feature(enable = $features)]
        fn initial() -> [V; 8] {
            INITIAL.map(|word| splat(word))
        }

        /// Hashes one full set of adjacent 64-byte messages at `source` into adjacent digests.
        ///
        /// # Safety
        /// `source` is valid for reading `LANES * 64` bytes and `target` for writing `LANES * 32`.
        /// They may overlap: everything is read before anything is written.
        #[inline]
        #[target_feature(enable = $features)]
        unsafe fn pair_set(source: *const u8, target: *mut u8) {
            let mut state = initial();
            // SAFETY: lane l reads 64 bytes at source + 64 * l, inside the LANES * 64 the caller gave.
            let words = unsafe { load(&core::array::from_fn(|lane| source.add(64 * lane))) };
            compress_lanes(&mut state, words);
            compress_pair_padding(&mut state);
            // SAFETY: the caller gave LANES * 32 writable bytes.
            unsafe { store(&state, target) };
        }

        /// Hashes `count` adjacent 64-byte messages into `count` adjacent 32-byte digests.
        ///
        /// # Safety
        /// The processor has the features of this module; `source` is valid for reading
        /// `count * 64` bytes and `target` for writing `count * 32`. `target` may be `source`
        /// itself: no digest is written over a message not yet read.
        #[target_feature(enable = $features)]
        pub(crate) unsafe fn pairs(source: *const u8, target: *mut u8, count: usize) {
            let mut done = 0;
            while count - done >= LANES {
                // SAFETY: LANES messages and digests are left at these positions; in place, the
                // digests end at or before the next unread message.
                unsafe { pair_set(source.add(64 * done), target.add(32 * done)) };
                done += LANES;
            }
            let rest = count - done;
            if rest > 0 {
                // Lanes without a message of their own hash zeros; their digests are dropped.
                let mut messages = [0u8; 64 * LANES];
                let mut digests = [0u8; 32 * LANES];
                // SAFETY: `rest` messages are left to read and `rest` digests to write; the local
                // buffers hold a full set.
                unsafe {
                    core::ptr::copy_nonoverlapping(
                        source.add(64 * done),
                        messages.as_mut_ptr(),
                        64 * rest,
                    );
                    pair_set(messages.as_ptr(), digests.as_mut_ptr());
                    core::ptr::copy_nonoverlapping(
                        digests.as_ptr(),
                        target.add(32 * done),
                        32 * rest,
                    );
                }
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
            for (pointers, blocks) in [(bodies, body_blocks), (tails, tail_blocks)] {
                for block in 0..blocks {
                    // SAFETY: `block` is below the number of blocks that each pointer covers.
                    let words = unsafe {
                        load(&core::array::from_fn(|lane| pointers[lane].add(64 * block)))
                    };
                    compress_lanes(&mut state, words);
                }
            }
            // SAFETY: the caller gave LANES * 32 writable bytes.
            unsafe { store(&state, target) };
        }
    };
}
