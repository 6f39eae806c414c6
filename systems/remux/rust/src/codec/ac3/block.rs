//! One audio block: its fields in order, and the bins that they give (A/52, 5.3.3 and E.1.2.4).

use super::allocation::{DEFAULT_SHAPE, Shape};
use super::bits::Bits;
use super::damage::Damage;
use super::exponents::{self, Strategy};
use super::header::Header;
use super::plan::{CHANNELS, COUPLING, LFE, Offsets, Plan};
use super::rematrix;
use super::state::State;
use super::tables::{BAND_OF, BANDS};

/// Bins of the LFE channel.
const LFE_BINS: usize = 7;

/// A block's place and the fields of its frame. AC-3 frames have no plan.
pub(super) struct Block<'a> {
    pub(super) header: &'a Header,
    pub(super) plan: Option<&'a Plan>,
    pub(super) number: usize,
}

impl Block<'_> {
    /// Reads a block up to its mantissas, and says which exponents are new.
    pub(super) fn read_side(&self, bits: &mut Bits, state: &mut State) -> Result<(), Damage> {
        let channels = self.header.channels();
        self.read_flags(bits, state);
        if self.plan.is_some() && (self.number == 0 || bits.flag()) {
            state.spectral.read_strategy(bits, self.header.mode, channels)?;
        }
        if state.spectral.in_use {
            state.spectral.read_levels(bits);
        }
        let coupling_told = self.read_coupling(bits, state)?;
        if self.header.mode == 2 {
            self.read_rematrixing(bits, state);
        }
        let strategies = match self.plan {
            Some(plan) => plan.strategies[self.number],
            None => self.read_strategies(bits, state),
        };
        if self.number == 0 {
            let coded = (0..channels).chain(self.header.lfe.then_some(LFE));
            let coded = coded.chain(state.coupling.in_use.then_some(COUPLING));
            if coded.into_iter().any(|channel| strategies[channel] == Strategy::Reuse) {
                return Err(Damage::Missing("exponents"));
            }
        }
        if coupling_told && state.coupling.in_use && strategies[COUPLING] == Strategy::Reuse {
            // Exponents of other bins cannot be used again.
            state.stale[COUPLING] = true;
        }
        self.read_exponents(bits, state, &strategies)?;
        self.read_allocation(bits, state)?;
        if self.plan.is_none_or(|plan| plan.deltas) {
            self.read_deltas(bits, state)?;
        }
        if self.plan.is_none_or(|plan| plan.skips)
            && let Some(length) = bits.optional(9)
        {
            bits.skip(8 * length as usize);
        }
        Ok(())
    }

    fn read_flags(&self, bits: &mut Bits, state: &mut State) {
        let channels = self.header.channels();
        if self.plan.is_none_or(|plan| plan.block_switches) {
            state.short[..channels].iter_mut().for_each(|short| *short = bits.flag());
        }
        if self.plan.is_none_or(|plan| plan.dither_flags) {
            state.dither[..channels].iter_mut().for_each(|dither| *dither = bits.flag());
        }
        let programmes = if self.header.mode == 0 { 2 } else { 1 };
        for range in &mut state.ranges[..programmes] {
            if let Some(code) = bits.optional(8) {
                *range = code as u8;
            }
        }
    }

    /// Whether this block says anew which channels are coupled.
    fn read_coupling(&self, bits: &mut Bits, state: &mut State) -> Result<bool, Damage> {
        let (mode, channels) = (self.header.mode, self.header.channels());
        let told = self.plan.map_or_else(|| bits.flag(), |plan| plan.coupling_told[self.number]);
        if !told && self.plan.is_none() && self.number == 0 {
            return Err(Damage::Missing("coupling strategy"));
        }
        if told {
            let was = state.coupling.in_use;
            if self.plan.map_or_else(|| bits.flag(), |plan| plan.coupling[self.number]) {
                let end = state.spectral.coupling_end();
                state.coupling.read_strategy(bits, mode, channels, self.plan.is_some(), end)?;
            } else {
                state.coupling.disable();
            }
            if was || state.coupling.in_use {
                state.stale = [true; CHANNELS];
            }
        }
        if state.coupling.in_use {
            state.coupling.read_levels(bits, mode, self.plan.is_some());
        }
        Ok(told)
    }

    fn read_rematrixing(&self, bits: &mut Bits, state: &mut State) {
        if (self.plan.is_some() && self.number == 0) || bits.flag() {
            let coupling = state.coupling.in_use.then_some(state.coupling.begin);
            let spectral = state.spectral.in_use.then_some(state.spectral.begin_code);
            state.rematrixed = [false; 4];
            let bands = rematrix::bands(coupling, spectral);
            state.rematrixed[..bands].iter_mut().for_each(|flag| *flag = bits.flag());
        }
    }

    fn read_strategies(&self, bits: &mut Bits, state: &State) -> [Strategy; CHANNELS] {
        let mut strategies = [Strategy::Reuse; CHANNELS];
        if state.coupling.in_use {
            strategies[COUPLING] = Strategy::from_code(bits.take(2));
        }
        let channels = self.header.channels();
        strategies[..channels].iter_mut().for_each(|to| *to = Strategy::from_code(bits.take(2)));
        if self.header.lfe {
            strategies[LFE] = Strategy::from_code(bits.take(1));
        }
        strategies
    }

    fn read_exponents(
        &self,
        bits: &mut Bits,
        state: &mut State,
        strategies: &[Strategy; CHANNELS],
    ) -> Result<(), Damage> {
        let channels = self.header.channels();
        for channel in (0..channels).filter(|channel| strategies[*channel] != Strategy::Reuse) {
            state.ends[channel] = if state.coupling.channels[channel] {
                state.coupling.bins.start
            } else if state.spectral.channels[channel] {
                state.spectral.begin
            } else {
                let code = bits.take(6) as usize;
                if code > 60 {
                    return Err(Damage::Reserved("the bandwidth"));
                }
                37 + 3 * (code + 12)
            };
        }
        if state.coupling.in_use {
            state.ends[COUPLING] = state.coupling.bins.end;
            if strategies[COUPLING] != Strategy::Reuse {
                let bins = state.coupling.bins.clone();
                exponents::read_coupling(bits, strategies[COUPLING], bins, &mut state.exponents[COUPLING])?;
                state.stale[COUPLING] = true;
            }
        }
        for (channel, strategy) in strategies[..channels].iter().enumerate() {
            if *strategy != Strategy::Reuse {
                let (end, to) = (state.ends[channel], &mut state.exponents[channel]);
                exponents::read_channel(bits, *strategy, end, to)?;
                // The range of the gain, of use to encoders only.
                bits.skip(2);
                state.stale[channel] = true;
            }
        }
        if strategies[LFE] != Strategy::Reuse {
            exponents::read_channel(bits, Strategy::D15, LFE_BINS, &mut state.exponents[LFE])?;
            state.ends[LFE] = LFE_BINS;
            state.stale[LFE] = true;
        }
        Ok(())
    }

    fn read_allocation(&self, bits: &mut Bits, state: &mut State) -> Result<(), Damage> {
        let first = self.number == 0;
        if self.plan.is_some_and(|plan| !plan.shapes) {
            state.shape = DEFAULT_SHAPE;
        } else if bits.flag() {
            state.shape = Shape {
                slow_decay: bits.take(2) as usize,
                fast_decay: bits.take(2) as usize,
                slow_gain: bits.take(2) as usize,
                knee: bits.take(2) as usize,
                floor: bits.take(3) as usize,
            };
            state.stale = [true; CHANNELS];
        } else if first {
            return Err(Damage::Missing("bit allocation"));
        }
        match self.plan {
            Some(plan) => self.read_offsets(bits, state, plan),
            None if bits.flag() => {
                state.coarse = bits.take(6);
                for channel in self.coded(state) {
                    state.fine[channel] = bits.take(4);
                    state.fast_gains[channel] = bits.take(3);
                }
                state.stale = [true; CHANNELS];
            }
            None if first => return Err(Damage::Missing("signal-to-noise offset")),
            None => {}
        }
        if state.coupling.in_use {
            let first = self.plan.is_some() && std::mem::take(&mut state.coupling.first_leak);
            if first || bits.flag() {
                state.leaks = (bits.take(3), bits.take(3));
                state.stale[COUPLING] = true;
            }
        }
        Ok(())
    }

    /// The signal-to-noise offsets and fast gains of E-AC-3.
    fn read_offsets(&self, bits: &mut Bits, state: &mut State, plan: &Plan) {
        let first = self.number == 0;
        match plan.offsets {
            Offsets::Frame(coarse, fine) => (state.coarse, state.fine) = (coarse, [fine; CHANNELS]),
            Offsets::Block | Offsets::Channel => {
                if first || bits.flag() {
                    state.coarse = bits.take(6);
                    if plan.offsets == Offsets::Block {
                        state.fine = [bits.take(4); CHANNELS];
                    } else {
                        self.coded(state).for_each(|channel| state.fine[channel] = bits.take(4));
                    }
                    state.stale = [true; CHANNELS];
                }
            }
        }
        let mut gains = [4; CHANNELS];
        if plan.fast_gains && bits.flag() {
            self.coded(state).for_each(|channel| gains[channel] = bits.take(3));
        }
        if gains != state.fast_gains {
            state.fast_gains = gains;
            state.stale = [true; CHANNELS];
        }
        if plan.converter {
            bits.optional(10);
        }
    }

    fn read_deltas(&self, bits: &mut Bits, state: &mut State) -> Result<(), Damage> {
        if !bits.flag() {
            return Ok(());
        }
        let coupling = state.coupling.in_use.then_some(COUPLING);
        let coded = || coupling.into_iter().chain(0..self.header.channels());
        let mut codes = [0; CHANNELS];
        coded().for_each(|channel| codes[channel] = bits.take(2));
        for channel in coded() {
            match codes[channel] {
                0 => continue,
                1 => {
                    let start =
                        if channel == COUPLING { BAND_OF[state.coupling.bins.start.min(252)] } else { 0 };
                    state.deltas[channel] = read_delta(bits, usize::from(start));
                }
                2 => state.deltas[channel] = [0; BANDS],
                _ => return Err(Damage::Reserved("the delta bit allocation")),
            }
            state.stale[channel] = true;
        }
        Ok(())
    }

    /// Channels with offsets of their own, in the order of the stream.
    fn coded(&self, state: &State) -> impl Iterator<Item = usize> + use<> {
        let coupling = state.coupling.in_use.then_some(COUPLING);
        coupling.into_iter().chain(0..self.header.channels()).chain(self.header.lfe.then_some(LFE))
    }
}

/// Reads the segments of one channel; the first is counted from band `band`.
fn read_delta(bits: &mut Bits, mut band: usize) -> [i16; BANDS] {
    let mut delta = [0; BANDS];
    for _ in 0..bits.take(3) + 1 {
        band += bits.take(5) as usize;
        let (length, code) = (bits.take(4) as usize, bits.take(3) as i16);
        let change = (if code >= 4 { code - 3 } else { code - 4 }) * 128;
        delta.iter_mut().skip(band).take(length).for_each(|to| *to += change);
        band += length;
    }
    delta
}
