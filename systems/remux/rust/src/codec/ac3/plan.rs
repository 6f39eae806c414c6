//! What holds for all blocks of a frame: in E-AC-3 the frame says it once (A/52, E.1.2.3), in AC-3 each block
//! does.

use super::bits::Bits;
use super::exponents::{Strategy, of_frame};
use super::header::{Header, Kind};

/// Index of the LFE channel among a frame's channels, after up to five full-bandwidth ones.
pub(super) const LFE: usize = 5;
/// Index of the coupling channel.
pub(super) const COUPLING: usize = 6;
/// Channels with exponents of their own.
pub(super) const CHANNELS: usize = 7;

/// Where the signal-to-noise offsets of E-AC-3 are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offsets {
    /// The frame's: coarse and fine.
    Frame(u32, u32),
    /// In blocks, one fine offset for all channels.
    Block,
    /// In blocks, a fine offset for each channel.
    Channel,
}

/// The fields of an E-AC-3 frame that say which fields its blocks have.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) block_switches: bool,
    pub(super) dither_flags: bool,
    pub(super) shapes: bool,
    pub(super) offsets: Offsets,
    pub(super) fast_gains: bool,
    pub(super) deltas: bool,
    pub(super) skips: bool,
    /// Blocks with offsets for a converter to AC-3, which a decoder passes over.
    pub(super) converter: bool,
    /// By block: whether its coupling is told, and whether it has any.
    pub(super) coupling_told: [bool; 6],
    pub(super) coupling: [bool; 6],
    pub(super) strategies: [[Strategy; CHANNELS]; 6],
    /// Channels with the adaptive hybrid transform.
    pub(super) hybrid: [bool; CHANNELS],
    /// How deep the seams of the spectral extension are notched.
    pub(super) notches: [Option<u32>; 5],
}

impl Plan {
    /// Reads the fields of a frame, whose audio begins at `bits`.
    pub(super) fn parse(bits: &mut Bits, header: &Header) -> Self {
        let six = header.blocks == 6;
        let (told_in_blocks, hybrid) = if six { (bits.flag(), bits.flag()) } else { (true, false) };
        let offsets = bits.take(2);
        let transients = bits.flag();
        let mut plan = Self {
            block_switches: bits.flag(),
            dither_flags: bits.flag(),
            shapes: bits.flag(),
            offsets: Offsets::Channel,
            fast_gains: bits.flag(),
            deltas: bits.flag(),
            skips: bits.flag(),
            converter: matches!(header.kind, Kind::Independent { converted: false, .. }),
            coupling_told: [false; 6],
            coupling: [false; 6],
            strategies: [[Strategy::Reuse; CHANNELS]; 6],
            hybrid: [false; CHANNELS],
            notches: [None; 5],
        };
        let notched = bits.flag();
        if header.mode > 1 {
            plan.read_coupling(bits, header.blocks);
        }
        plan.read_strategies(bits, header, told_in_blocks);
        if plan.converter && (six || bits.flag()) {
            bits.skip(5 * header.channels());
        }
        if hybrid {
            plan.read_hybrid(bits, header);
        }
        plan.offsets = match offsets {
            0 => Offsets::Frame(bits.take(6), bits.take(4)),
            1 => Offsets::Block,
            _ => Offsets::Channel,
        };
        if transients {
            // Where to smooth before a transient: an improvement that decoders may leave out.
            (0..header.channels()).for_each(|_| {
                bits.optional(18);
            });
        }
        if notched {
            plan.notches[..header.channels()].iter_mut().for_each(|notch| *notch = bits.optional(5));
        }
        if header.blocks > 1 && bits.flag() {
            // Where each block begins, for decoders that skip blocks.
            let words = (header.length / 2) as u32;
            let width = 4 + words.next_power_of_two().trailing_zeros() as usize;
            bits.skip((header.blocks - 1) * width);
        }
        plan
    }

    fn read_coupling(&mut self, bits: &mut Bits, blocks: usize) {
        for block in 0..blocks {
            self.coupling_told[block] = block == 0 || bits.flag();
            self.coupling[block] =
                if self.coupling_told[block] { bits.flag() } else { self.coupling[block - 1] };
        }
    }

    fn read_strategies(&mut self, bits: &mut Bits, header: &Header, told_in_blocks: bool) {
        let channels = header.channels();
        if told_in_blocks {
            for (strategies, coupling) in self.strategies.iter_mut().zip(self.coupling).take(header.blocks) {
                if coupling {
                    strategies[COUPLING] = Strategy::from_code(bits.take(2));
                }
                strategies[..channels].iter_mut().for_each(|to| *to = Strategy::from_code(bits.take(2)));
            }
        } else {
            if self.coupling.contains(&true) {
                self.set(COUPLING, of_frame(bits.take(5)));
            }
            (0..channels).for_each(|channel| self.set(channel, of_frame(bits.take(5))));
        }
        if header.lfe {
            for strategies in self.strategies.iter_mut().take(header.blocks) {
                strategies[LFE] = Strategy::from_code(bits.take(1));
            }
        }
    }

    fn set(&mut self, channel: usize, strategies: [Strategy; 6]) {
        self.strategies.iter_mut().zip(strategies).for_each(|(to, strategy)| to[channel] = strategy);
    }

    /// A channel can be transformed over the whole frame if its exponents are those of the first block.
    fn read_hybrid(&mut self, bits: &mut Bits, header: &Header) {
        let told = |plan: &Self, channel: usize| {
            let blocks = plan.strategies.iter().zip(plan.coupling_told);
            blocks
                .filter(|(strategies, told)| {
                    strategies[channel] != Strategy::Reuse || (channel == COUPLING && *told)
                })
                .count()
        };
        if self.coupling == [true; 6] && told(self, COUPLING) == 1 {
            self.hybrid[COUPLING] = bits.flag();
        }
        for channel in (0..header.channels()).chain(header.lfe.then_some(LFE)) {
            if told(self, channel) == 1 {
                self.hybrid[channel] = bits.flag();
            }
        }
    }
}
