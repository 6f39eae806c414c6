//! One substream: frames in, blocks of samples out.

use super::bits::Bits;
use super::block::Block;
use super::damage::Damage;
use super::downmix::{Matrix, Output};
use super::header::{Header, Kind};
use super::info::Info;
use super::loudness;
use super::places;
use super::plan::Plan;
use super::state::State;
use super::synthesis::Synthesis;
use crate::codec::{Downmix, DynamicRange};

/// What becomes of the sound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Channels of the output.
    pub output: Output,
    /// How two channels are made of more.
    pub downmix: Downmix,
    /// Which compression is applied.
    pub range: DynamicRange,
    /// How far below full scale speech is to be, in dB, 1 to 31; `None` leaves it where it is.
    pub dialogue: Option<u8>,
}

/// A decoder for the frames of one substream.
pub(super) struct Substream {
    state: State,
    pub(super) synthesis: Synthesis,
}

impl Substream {
    pub(super) fn new() -> Box<Self> {
        Box::new(Self { state: State::new(), synthesis: Synthesis::new() })
    }

    /// Decodes a frame and passes on each of its blocks as soon as it is made, with its number. After damage
    /// nothing of the frames before is left to overlap with the next.
    pub(super) fn decode(
        &mut self,
        frame: &[u8],
        settings: &Settings,
        each: impl FnMut(usize, &Synthesis),
    ) -> Result<(), Damage> {
        let result = self.blocks(frame, settings, each);
        if result.is_err() {
            self.synthesis.reset();
        }
        result
    }

    fn blocks(
        &mut self,
        frame: &[u8],
        settings: &Settings,
        mut each: impl FnMut(usize, &Synthesis),
    ) -> Result<(), Damage> {
        let header = Header::parse(frame).ok_or(Damage::Header)?;
        let frame = frame.get(..header.length).ok_or(Damage::Header)?;
        let mut bits = Bits::new(frame);
        let info = Info::parse(&mut bits, &header);
        let plan = (header.kind != Kind::Ac3).then(|| Plan::parse(&mut bits, &header));
        let places = places::of_frame(&header, info.channel_map);
        let matrix = settings.output.matrix(&places, settings.downmix, &info.levels);
        self.state.start_frame();
        for number in 0..header.blocks {
            let block = Block { header: &header, plan: plan.as_ref(), number };
            block.read_side(&mut bits, &mut self.state)?;
            if bits.overrun() {
                return Err(Damage::Cut);
            }
            block.read_bins(&mut bits, &mut self.state);
            if bits.overrun() {
                return Err(Damage::Cut);
            }
            self.synthesise(&header, &info, settings, &matrix);
            each(number, &self.synthesis);
        }
        Ok(())
    }

    fn synthesise(&mut self, header: &Header, info: &Info, settings: &Settings, matrix: &Matrix) {
        let state = &self.state;
        let gain = |programme: usize| {
            loudness::gain(settings.range, settings.dialogue, info, programme, state.ranges[programme])
        };
        let mut gains = [gain(0); 6];
        if header.mode == 0 {
            gains[1] = gain(1);
        }
        self.synthesis.block(&state.bins, gains, state.short, matrix);
    }
}
