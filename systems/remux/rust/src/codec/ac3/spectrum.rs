//! From a block's mantissas to the bins of its channels.

use super::allocation::{Demand, allocate, snr_offset};
use super::bits::Bits;
use super::block::Block;
use super::hybrid;
use super::mantissas::{Open, SCALE};
use super::plan::{COUPLING, LFE};
use super::rematrix;
use super::state::State;

impl Block<'_> {
    /// Reads the mantissas of a block, whose other fields were read, and makes the bins of all its channels.
    pub(super) fn read_bins(&self, bits: &mut Bits, state: &mut State) {
        let channels = self.header.channels();
        let mut open = Open::default();
        let mut shared = false;
        for channel in 0..channels {
            self.read_channel(bits, state, channel, &mut open);
            if state.coupling.channels[channel] && !std::mem::replace(&mut shared, true) {
                self.read_channel(bits, state, COUPLING, &mut open);
            }
        }
        if self.header.lfe {
            self.read_channel(bits, state, LFE, &mut open);
        }
        for channel in (0..channels).filter(|channel| state.coupling.channels[*channel]) {
            let noise = state.dither[channel].then_some(&mut state.noise);
            let (own, [.., shared]) = state.bins.split_at_mut(COUPLING) else { continue };
            let (pointers, exponents) = (&state.pointers[COUPLING], &state.exponents[COUPLING]);
            state.coupling.apply(channel, shared, pointers, exponents, noise, &mut own[channel]);
        }
        if self.header.mode == 2 {
            let end = state.ends[0].min(state.ends[1]);
            let [left, right, ..] = &mut state.bins;
            rematrix::apply(state.rematrixed, end, left, right);
        }
        for channel in (0..channels).filter(|channel| state.spectral.channels[*channel]) {
            let notch = self.plan.and_then(|plan| plan.notches[channel]);
            state.spectral.apply(channel, notch, &mut state.noise, &mut state.bins[channel]);
        }
    }

    /// Fills in the bins that a channel has of its own; the rest of them become silent.
    fn read_channel(&self, bits: &mut Bits, state: &mut State, channel: usize, open: &mut Open) {
        let start = if channel == COUPLING { state.coupling.bins.start } else { 0 };
        let range = start..state.ends[channel].clamp(start, 253);
        let hybrid = self.plan.is_some_and(|plan| plan.hybrid[channel]);
        if std::mem::take(&mut state.stale[channel]) {
            let demand = Demand {
                shape: state.shape,
                rate_code: self.header.rate_code,
                // Only the halved rates of AC-3 (bsid 9 and 10) halve the curves.
                rate_shift: if self.plan.is_none() { self.header.rate_shift } else { 0 },
                bins: range.clone(),
                fast_gain: state.fast_gains[channel],
                leaks: (channel == COUPLING).then_some(state.leaks),
                snr_offset: snr_offset(state.coarse, state.fine[channel]),
                delta: &state.deltas[channel],
                hybrid,
            };
            allocate(&demand, &state.exponents[channel], &mut state.pointers[channel]);
        }
        let exponents = &state.exponents[channel][range.clone()];
        let pointers = &state.pointers[channel][range.clone()];
        let bins = &mut state.bins[channel];
        bins[..range.start].fill(0.0);
        bins[range.end..].fill(0.0);
        let bins = &mut bins[range.clone()];
        // The coupling channel's empty bins get noise where they are used, the LFE channel's never do.
        let dithered = state.dither.get(channel).copied().unwrap_or(false);
        if !hybrid {
            let noise = dithered.then_some(&mut state.noise);
            open.read(bits, pointers, exponents, noise, bins);
            return;
        }
        if self.number == 0 {
            hybrid::read(bits, pointers, &mut state.hybrid[channel], range.start);
        }
        let mantissas = &state.hybrid[channel][self.number][range];
        for (((bin, mantissa), pointer), exponent) in
            bins.iter_mut().zip(mantissas).zip(pointers).zip(exponents)
        {
            let empty = *pointer == 0 && dithered;
            let mantissa = if empty { state.noise.mantissa() } else { *mantissa };
            *bin = mantissa * SCALE[usize::from(*exponent) & 31];
        }
    }
}
