//! What one substream's decoder remembers from block to block.

use super::allocation::{Delta, Shape};
use super::coupling::Coupling;
use super::hybrid;
use super::noise::Noise;
use super::plan::CHANNELS;
use super::spectral::Spectral;
use super::tables::BANDS;

/// The decoder of one substream up to the bins of each block.
pub(super) struct State {
    pub(super) coupling: Coupling,
    pub(super) spectral: Spectral,
    pub(super) noise: Noise,
    /// Channels (full-bandwidth only) with two short blocks.
    pub(super) short: [bool; 6],
    pub(super) dither: [bool; 5],
    /// `dynrng` of each programme.
    pub(super) ranges: [u8; 2],
    pub(super) rematrixed: [bool; 4],
    pub(super) exponents: [[u8; 256]; CHANNELS],
    pub(super) pointers: [[u8; 256]; CHANNELS],
    /// End of each channel's own bins.
    pub(super) ends: [usize; CHANNELS],
    pub(super) shape: Shape,
    pub(super) coarse: u32,
    pub(super) fine: [u32; CHANNELS],
    pub(super) fast_gains: [u32; CHANNELS],
    pub(super) leaks: (u32, u32),
    pub(super) deltas: [Delta; CHANNELS],
    /// Channels whose allocation is out of date.
    pub(super) stale: [bool; CHANNELS],
    /// The bins of a block.
    pub(super) bins: [[f32; 256]; CHANNELS],
    /// The mantissas of a frame of channels with the adaptive hybrid transform.
    pub(super) hybrid: [hybrid::Mantissas; CHANNELS],
}

impl State {
    pub(super) fn new() -> Self {
        Self {
            coupling: Coupling::default(),
            spectral: Spectral::default(),
            noise: Noise::new(),
            short: [false; 6],
            dither: [true; 5],
            ranges: [0; 2],
            rematrixed: [false; 4],
            exponents: [[0; 256]; CHANNELS],
            pointers: [[0; 256]; CHANNELS],
            ends: [0; CHANNELS],
            shape: Shape::default(),
            coarse: 0,
            fine: [0; CHANNELS],
            fast_gains: [4; CHANNELS],
            leaks: (0, 0),
            deltas: [[0; BANDS]; CHANNELS],
            stale: [true; CHANNELS],
            bins: [[0.0; 256]; CHANNELS],
            hybrid: [[[0.0; 256]; 6]; CHANNELS],
        }
    }

    /// A frame begins. It depends on none before it, except for its noise.
    pub(super) fn start_frame(&mut self) {
        self.coupling.start_frame();
        self.spectral.start_frame();
        self.short = [false; 6];
        self.dither = [true; 5];
        self.ranges = [0; 2];
        self.rematrixed = [false; 4];
        self.deltas = [[0; BANDS]; CHANNELS];
        self.stale = [true; CHANNELS];
    }
}
