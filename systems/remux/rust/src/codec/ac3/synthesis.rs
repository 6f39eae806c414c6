//! From the bins of a block to samples of the output.
//!
//! The transform is linear and both its kinds have the same window, so channels are mixed before it: an output
//! needs one transform for all its channels with a long block and one for those with short blocks.

use super::downmix::{MOST, Matrix};
use super::imdct::Imdct;

/// Samples of a block.
pub(super) const BLOCK: usize = 256;

/// What overlaps from block to block, for each channel of the output.
pub(super) struct Synthesis {
    imdct: Imdct,
    overlap: [[f32; BLOCK]; MOST],
    /// The samples of the last block.
    pub(super) samples: [[f32; BLOCK]; MOST],
}

impl Synthesis {
    pub(super) fn new() -> Self {
        let silence = [[0.0; BLOCK]; MOST];
        Self { imdct: Imdct::new(), overlap: silence, samples: silence }
    }

    /// Forgets what overlaps: the next block follows none.
    pub(super) fn reset(&mut self) {
        self.overlap = [[0.0; BLOCK]; MOST];
    }

    /// Turns the bins of six channels, each with a gain and with long or short blocks, into samples.
    pub(super) fn block(&mut self, bins: &[[f32; 256]], gains: [f32; 6], short: [bool; 6], matrix: &Matrix) {
        for (output, row) in matrix.rows.iter().enumerate().take(matrix.outputs.min(MOST)) {
            let mut time = [0.0; 2 * BLOCK];
            for kind in [false, true] {
                let mut mixed = [0.0; BLOCK];
                let mut any = false;
                for (channel, bins) in bins.iter().enumerate().take(6) {
                    // Samples are twice what the transform and its overlap give (A/52, 7.9.5).
                    let level = 2.0 * row[channel] * gains[channel];
                    if level == 0.0 || short[channel] != kind {
                        continue;
                    }
                    any = true;
                    mixed.iter_mut().zip(bins).for_each(|(sum, bin)| *sum += level * bin);
                }
                match (any, kind) {
                    (false, _) => {}
                    (true, false) => self.imdct.long(&mixed, &mut time),
                    (true, true) => self.imdct.short(&mixed, &mut time),
                }
            }
            let (now, later) = time.split_at(BLOCK);
            let overlap = &mut self.overlap[output];
            for ((sample, now), overlap) in self.samples[output].iter_mut().zip(now).zip(&*overlap) {
                *sample = now + overlap;
            }
            overlap.copy_from_slice(later);
        }
    }
}
