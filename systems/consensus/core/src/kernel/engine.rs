//! One kernel, or a mix of them, behind safe methods.

use super::constants::{INITIAL, PAIR_PADDING_BLOCK};
use super::detect::Features;
use super::scalar;
use super::{Kernel, Kernels};

/// What hashes single messages on processors without SHA-NI; no [`Kernel`] is called so, as nobody can ask for it.
#[cfg(any(test, target_arch = "x86_64"))]
pub(super) const STREAM: &str = "avx2-bmi2";

/// Folds whole blocks into a state.
type Compress = unsafe fn(&mut [u32; 8], &[u8]);

/// Hashes adjacent 64-byte messages; source and target may be the same.
type Pairs = unsafe fn(*const u8, *mut u8, usize);

/// Hashes one message per lane: bodies, body blocks, tails, tail blocks, target.
type Messages<const LANES: usize> =
    unsafe fn(&[*const u8; LANES], usize, &[*const u8; LANES], usize, *mut u8);

/// Vector code that takes messages of one length, as many as it has lanes.
#[derive(Clone, Copy, Debug)]
enum Lanes {
    One,
    Eight(Messages<8>),
    Sixteen(Messages<16>),
}

/// Pair kernels by the number of pairs that are left.
#[derive(Clone, Copy, Debug)]
struct PairPlan {
    /// What `wide` and `narrow` are called.
    wide_name: &'static str,
    narrow_name: &'static str,
    /// For full sets, and for rests from `wide_from` on.
    wide: Pairs,
    wide_from: usize,
    /// For rests from `middle_from` on.
    middle: Pairs,
    middle_from: usize,
    narrow: Pairs,
    /// Pairs in a full set of `wide`.
    set: usize,
}

/// What hashes in this process. It can only be made for a processor that has the instructions,
/// which is what makes its methods safe.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Engine {
    /// The kernel that was asked for.
    choice: Kernel,
    /// What `compress` is called.
    compress_name: &'static str,
    compress: Compress,
    pairs: PairPlan,
    lanes: Lanes,
}

impl Engine {
    /// Runs everywhere.
    pub(crate) const SCALAR: Engine = Engine {
        choice: Kernel::Scalar,
        compress_name: Kernel::Scalar.name(),
        compress: scalar_compress,
        pairs: PairPlan::only(Kernel::Scalar.name(), scalar_pairs),
        lanes: Lanes::One,
    };

    /// The engine for a kernel, or `None` when the processor cannot run it.
    #[cfg(not(target_arch = "x86_64"))]
    pub(crate) fn new(kernel: Kernel, _: Features) -> Option<Engine> {
        matches!(kernel, Kernel::Auto | Kernel::Scalar).then_some(Engine::SCALAR)
    }

    /// The engine for a kernel, or `None` when the processor cannot run it.
    #[cfg(target_arch = "x86_64")]
    pub(crate) fn new(kernel: Kernel, features: Features) -> Option<Engine> {
        use super::{avx2, avx512, shani};

        let shani = |name, pairs| Engine {
            choice: kernel,
            compress_name: Kernel::ShaNi.name(),
            compress: shani::compress,
            pairs: PairPlan::only(name, pairs),
            lanes: Lanes::One,
        };
        let one = Engine::best_single(features);
        match kernel {
            Kernel::Auto => Some(Engine::best_mix(features)),
            Kernel::Scalar => Some(Engine::SCALAR),
            Kernel::ShaNi => features.shani.then(|| shani(Kernel::ShaNi.name(), shani::pairs_one)),
            Kernel::ShaNi2 => features.shani.then(|| shani(Kernel::ShaNi2.name(), shani::pairs_two)),
            Kernel::Avx2 => features.avx2.then_some(Engine {
                choice: kernel,
                pairs: PairPlan::only(Kernel::Avx2.name(), avx2::pairs),
                lanes: Lanes::Eight(avx2::messages),
                ..one
            }),
            Kernel::Avx512 => features.avx512.then_some(Engine {
                choice: kernel,
                pairs: PairPlan::only(Kernel::Avx512.name(), avx512::pairs),
                lanes: Lanes::Sixteen(avx512::messages),
                ..one
            }),
        }
    }

    /// The fastest way to hash one message, without SHA-NI.
    #[cfg(target_arch = "x86_64")]
    fn best_single(features: Features) -> Engine {
        if features.avx2_and_bmi {
            Engine {
                choice: Kernel::Auto,
                compress_name: STREAM,
                compress: super::stream::compress,
                pairs: PairPlan::only(STREAM, stream_pairs),
                lanes: Lanes::One,
            }
        } else {
            Engine::SCALAR
        }
    }

    /// The mix for this processor; the limits between kernels were measured.
    #[cfg(target_arch = "x86_64")]
    fn best_mix(features: Features) -> Engine {
        use super::{avx2, avx512, shani};

        let mut best = Engine { choice: Kernel::Auto, ..Engine::best_single(features) };
        if features.shani {
            best.compress_name = Kernel::ShaNi.name();
            best.compress = shani::compress;
            best.pairs = PairPlan::only(Kernel::ShaNi2.name(), shani::pairs_two);
        } else if features.avx2 {
            best.pairs.wide_name = Kernel::Avx2.name();
            best.pairs.middle = avx2::pairs;
            best.pairs.middle_from = 2;
            best.pairs.wide = avx2::pairs;
            best.pairs.wide_from = 2;
            best.pairs.set = avx2::LANES;
            best.lanes = Lanes::Eight(avx2::messages);
        }
        if features.avx512 {
            best.pairs.wide_name = Kernel::Avx512.name();
            best.pairs.wide = avx512::pairs;
            // A set of sixteen takes as long as two single messages, but SHA-NI hashes eight in that
            // time.
            best.pairs.wide_from = if features.shani { 9 } else { 2 };
            best.pairs.set = avx512::LANES;
            best.lanes = Lanes::Sixteen(avx512::messages);
        }
        best
    }

    /// What this engine hashes with.
    pub(crate) fn kernels(&self) -> Kernels {
        Kernels {
            choice: self.choice,
            single: self.compress_name,
            tree: self.pairs.wide_name,
            tree_small: self.pairs.narrow_name,
            tree_from: self.pairs.wide_from,
        }
    }

    /// Folds every 64-byte block of `blocks` into `state`; a shorter rest is not read.
    #[inline]
    pub(crate) fn compress(&self, state: &mut [u32; 8], blocks: &[u8]) {
        // SAFETY: an engine exists only where its instructions do.
        unsafe { (self.compress)(state, blocks) };
    }

    /// `out[i] = SHA256(pairs[i][0] ‖ pairs[i][1])`, for as many as both slices hold.
    #[inline]
    pub(crate) fn pairs(&self, pairs: &[[[u8; 32]; 2]], out: &mut [[u8; 32]]) {
        let count = pairs.len().min(out.len());
        // SAFETY: `count` pairs of 64 bytes can be read and `count` digests written.
        unsafe { self.run_pairs(pairs.as_ptr().cast(), out.as_mut_ptr().cast(), count) };
    }

    /// Replaces the first half of `nodes` by the parents of all its pairs.
    #[inline]
    pub(crate) fn pairs_in_place(&self, nodes: &mut [[u8; 32]]) {
        let start: *mut u8 = nodes.as_mut_ptr().cast();
        // SAFETY: the nodes hold `len / 2` pairs, and the digests need half of that room. Source
        // and target are made from the same pointer.
        unsafe { self.run_pairs(start, start, nodes.len() / 2) };
    }

    /// # Safety
    /// `count * 64` bytes can be read at `source` and `count * 32` written at `target`.
    #[inline]
    unsafe fn run_pairs(&self, source: *const u8, target: *mut u8, count: usize) {
        let plan = &self.pairs;
        let mut rest = count % plan.set;
        if rest >= plan.wide_from {
            rest = 0;
        }
        let full = count - rest;
        // SAFETY: the parts lie one after the other inside what the caller gave, and an engine
        // exists only where its instructions do.
        unsafe {
            if full > 0 {
                (plan.wide)(source, target, full);
            }
            if rest > 0 {
                let kernel = if rest >= plan.middle_from { plan.middle } else { plan.narrow };
                kernel(source.add(64 * full), target.add(32 * full), rest);
            }
        }
    }

    /// Messages that [`Engine::same_length`] takes at once; 1 when there is no vector code.
    #[inline]
    pub(crate) fn lanes(&self) -> usize {
        match self.lanes {
            Lanes::One => 1,
            Lanes::Eight(_) => 8,
            Lanes::Sixteen(_) => 16,
        }
    }

    /// Hashes up to [`Engine::lanes`] messages that all need the same number of blocks.
    ///
    /// `tails` holds for every message what follows its last whole block, padded to `tail_blocks`
    /// blocks; `message(i)` is read for `body_blocks` blocks.
    ///
    /// # Panics
    /// When the slices do not fit together; a mistake in this crate.
    pub(crate) fn same_length<'a>(
        &self,
        message: impl Fn(usize) -> &'a [u8],
        body_blocks: usize,
        tails: &[[u8; 128]],
        tail_blocks: usize,
        out: &mut [[u8; 32]],
    ) {
        let count = out.len();
        assert!(count > 0 && count <= self.lanes() && tails.len() >= count && tail_blocks <= 2);
        let body = |lane: usize| {
            let bytes = message(lane.min(count - 1));
            assert!(bytes.len() >= 64 * body_blocks);
            bytes.as_ptr()
        };
        let tail = |lane: usize| tails[lane.min(count - 1)].as_ptr();
        match self.lanes {
            Lanes::One => {
                let mut state = INITIAL;
                self.compress(&mut state, &message(0)[..64 * body_blocks]);
                self.compress(&mut state, &tails[0][..64 * tail_blocks]);
                out[0] = super::state::to_bytes(&state);
            }
            Lanes::Eight(kernel) => {
                let mut digests = [[0u8; 32]; 8];
                let (bodies, ends) = (core::array::from_fn(body), core::array::from_fn(tail));
                // SAFETY: lengths were checked above; idle lanes repeat the last message.
                unsafe {
                    let target = digests.as_mut_ptr().cast();
                    kernel(&bodies, body_blocks, &ends, tail_blocks, target);
                }
                out.copy_from_slice(&digests[..count]);
            }
            Lanes::Sixteen(kernel) => {
                let mut digests = [[0u8; 32]; 16];
                let (bodies, ends) = (core::array::from_fn(body), core::array::from_fn(tail));
                // SAFETY: lengths were checked above; idle lanes repeat the last message.
                unsafe {
                    let target = digests.as_mut_ptr().cast();
                    kernel(&bodies, body_blocks, &ends, tail_blocks, target);
                }
                out.copy_from_slice(&digests[..count]);
            }
        }
    }

    /// An engine with a fault, to show that the self-test finds one.
    #[cfg(test)]
    pub(crate) fn with_planted_fault() -> Engine {
        unsafe fn swapped(source: *const u8, target: *mut u8, count: usize) {
            // SAFETY: the caller keeps the contract of `Pairs`.
            unsafe {
                scalar_pairs(source, target, count);
                *target.add(32 * (count - 1)) ^= 1;
            }
        }
        Engine { pairs: PairPlan::only("swapped", swapped), ..Engine::SCALAR }
    }
}

impl PairPlan {
    /// One kernel for every amount of work.
    const fn only(name: &'static str, kernel: Pairs) -> PairPlan {
        PairPlan {
            wide_name: name,
            narrow_name: name,
            wide: kernel,
            wide_from: 1,
            middle: kernel,
            middle_from: 1,
            narrow: kernel,
            set: 1,
        }
    }
}

/// In the type of [`Compress`]; it asks nothing of the processor.
unsafe fn scalar_compress(state: &mut [u32; 8], blocks: &[u8]) {
    scalar::compress(state, blocks);
}

/// # Safety
/// As [`Pairs`].
unsafe fn scalar_pairs(source: *const u8, target: *mut u8, count: usize) {
    // SAFETY: the caller keeps the contract of `Pairs`; the scalar kernel runs everywhere.
    unsafe { one_by_one(scalar_compress, source, target, count) };
}

/// # Safety
/// As [`Pairs`], on a processor with AVX2 and BMI.
#[cfg(target_arch = "x86_64")]
unsafe fn stream_pairs(source: *const u8, target: *mut u8, count: usize) {
    // SAFETY: the caller keeps the contract of `Pairs` and guarantees the instructions.
    unsafe { one_by_one(super::stream::compress, source, target, count) };
}

/// Hashes pairs with a single-message kernel.
///
/// # Safety
/// `count * 64` bytes can be read at `source` and `count * 32` written at `target`, and the
/// processor has the instructions of `compress`.
#[inline]
unsafe fn one_by_one(compress: Compress, source: *const u8, target: *mut u8, count: usize) {
    let mut blocks = [[0u8; 64], PAIR_PADDING_BLOCK];
    for i in 0..count {
        let mut state = INITIAL;
        // SAFETY: pair i is read before digest i, which lies at or before it, is written.
        unsafe {
            blocks[0] = source.add(64 * i).cast::<[u8; 64]>().read();
            compress(&mut state, blocks.as_flattened());
            let digest = super::state::to_bytes(&state);
            target.add(32 * i).cast::<[u8; 32]>().write(digest);
        }
    }
}
