//! AC-3 and E-AC-3 (ATSC A/52, ETSI TS 102 366), written from the standard.
//!
//! A [`Ac3`] takes whole frames: of AC-3, or of E-AC-3 the frame of the first programme with the dependent
//! frames behind it. [`unit`] finds them, [`header`] and [`info`] read their beginnings, [`plan`] what holds for
//! a frame, [`block`] the fields of a block and [`spectrum`] its bins, with a file for each tool of the codec.
//! [`synthesis`] mixes and transforms.
//!
//! Left out: enhanced coupling, which no encoder in use is known to apply (such frames count as damaged), and
//! the smoothing before transients, which decoders may leave out.

mod allocation;
mod bits;
mod block;
mod checksum;
mod coupling;
mod damage;
mod downmix;
mod exponents;
mod header;
mod hybrid;
mod imdct;
mod info;
mod loudness;
mod mantissas;
mod noise;
mod places;
mod plan;
mod rematrix;
mod spectral;
mod spectrum;
mod state;
mod substream;
mod synthesis;
mod tables;
mod unit;
mod vectors;

pub use damage::Damage;
pub use downmix::Output;
pub use substream::Settings;

use self::bits::Bits;
use self::header::{Header, Kind};
use self::info::Info;
use self::places::Places;
use self::substream::Substream;
use self::synthesis::BLOCK;
use super::{AudioDecoder, Found, FrameFormat};

/// Samples per channel in the longest frame.
pub const MAX_SAMPLES: usize = 6 * BLOCK;
/// Frames in a row with a wrong checksum and sound content after which checksums are not believed: their
/// encoder does not make them right.
const DISTRUST: u32 = 16;

/// Length in bytes of the frame that `data` begins with, and whether it is E-AC-3.
pub fn frame(data: &[u8]) -> Option<(usize, bool)> {
    Header::parse(data).map(|header| (header.length, header.bsid > 10))
}

/// The decoder. About 150 KiB of state, and as much again for streams with dependent substreams when their
/// channels are asked for; nothing is allocated after the first frame.
pub struct Ac3 {
    settings: Settings,
    finder: unit::Finder,
    /// Made with the first frame: many streams are announced and never come.
    main: Option<Box<Substream>>,
    dependent: Option<Box<Substream>>,
    /// Frames in a row whose checksum is wrong.
    wrong: u32,
}

impl Ac3 {
    /// A decoder that has seen nothing yet.
    pub fn new(settings: Settings) -> Self {
        Self { settings, finder: unit::Finder::default(), main: None, dependent: None, wrong: 0 }
    }

    /// Decodes the frame (with those that belong to it) that `find` reported into interleaved samples.
    ///
    /// # Errors
    /// [`Damage`] says what is wrong with the frame; `pcm` then holds nothing of use.
    pub fn decode_unit(&mut self, unit: &[u8], format: &FrameFormat, pcm: &mut [f32]) -> Result<(), Damage> {
        let header = Header::parse(unit).ok_or(Damage::Header)?;
        let frame = unit.get(..header.length).ok_or(Damage::Header)?;
        if !checksum::right(frame, &header) {
            self.wrong = self.wrong.saturating_add(1);
            if self.wrong < DISTRUST {
                self.forget();
                return Err(Damage::Checksum);
            }
        } else {
            self.wrong = 0;
        }
        let channels = format.channels;
        if header.samples() != format.samples || pcm.len() < format.samples * channels || channels == 0 {
            return Err(Damage::Header);
        }
        let layout = Layout::of(unit, &header, self.settings.output);
        let places = layout.main;
        let (order, count) = downmix::sources(&places, layout.dependent.as_ref().map(|(places, _)| places));
        let source = self.settings.output == Output::Source;
        if channels != if source { count.min(downmix::MOST) } else { self.settings.output.channels(&places) }
        {
            return Err(Damage::Header);
        }
        // For each channel of the output: which substream, and which of its channels.
        let from = |output: usize| if source { order[output] } else { (0, output) };
        let main = self.main.get_or_insert_with(Substream::new);
        main.decode(frame, &self.settings, |block, synthesis| {
            write(pcm, block, channels, synthesis, |output| (from(output).0 == 0).then_some(from(output).1));
        })?;
        if let Some((_, frame)) = layout.dependent {
            let dependent = self.dependent.get_or_insert_with(Substream::new);
            dependent.decode(frame, &self.settings, |block, synthesis| {
                write(pcm, block, channels, synthesis, |output| {
                    (from(output).0 == 1).then_some(from(output).1)
                });
            })?;
        }
        Ok(())
    }
}

impl Ac3 {
    /// The next frame follows none.
    fn forget(&mut self) {
        for substream in self.main.iter_mut().chain(&mut self.dependent) {
            substream.synthesis.reset();
        }
    }
}

impl Default for Ac3 {
    fn default() -> Self {
        Self::new(Settings::default())
    }
}

impl AudioDecoder for Ac3 {
    fn find(&mut self, data: &[u8], marked: &dyn Fn(usize) -> bool) -> Found {
        let output = self.settings.output;
        self.finder.find(data, marked, |unit, header| FrameFormat {
            length: unit.len(),
            samples: header.samples(),
            sample_rate: header.sample_rate,
            channels: Layout::of(unit, header, output).channels(output),
            dual: header.mode == 0,
            codec: if header.kind == Kind::Ac3 { "ac3" } else { "eac3" },
        })
    }

    fn decode(&mut self, frame: &[u8], format: &FrameFormat, pcm: &mut [f32]) -> bool {
        self.decode_unit(frame, format, pcm).is_ok()
    }

    fn interrupt(&mut self) {
        self.finder.interrupt();
        self.forget();
    }
}

/// The channels of a unit and, if they are asked for, its dependent frame.
struct Layout<'a> {
    main: Places,
    dependent: Option<(Places, &'a [u8])>,
}

impl<'a> Layout<'a> {
    fn of(unit: &'a [u8], header: &Header, output: Output) -> Self {
        let mut layout = Self { main: places::of_frame(header, None), dependent: None };
        let mut rest = unit.get(header.length..).unwrap_or_default();
        // Outputs of up to 5.1 are those of the first frame, which is a whole programme by itself.
        while let Some(next) = Header::parse(rest).filter(|_| output == Output::Source) {
            let Some(frame) = rest.get(..next.length) else { break };
            if next.kind != Kind::Dependent || next.blocks != header.blocks {
                break;
            }
            let map = Info::parse(&mut Bits::new(frame), &next).channel_map;
            if layout.dependent.is_none() && map.is_some() {
                layout.dependent = Some((places::of_frame(&next, map), frame));
            }
            rest = rest.get(next.length..).unwrap_or_default();
        }
        layout
    }

    fn channels(&self, output: Output) -> usize {
        match (output, &self.dependent) {
            (Output::Source, dependent) => {
                downmix::sources(&self.main, dependent.as_ref().map(|(places, _)| places)).1
            }
            _ => output.channels(&self.main),
        }
    }
}

/// Puts the samples of a block in their places; `from` says which channel of the block an output is.
fn write(
    pcm: &mut [f32],
    block: usize,
    channels: usize,
    synthesis: &synthesis::Synthesis,
    from: impl Fn(usize) -> Option<usize>,
) {
    let Some(pcm) = pcm.get_mut(block * BLOCK * channels..(block + 1) * BLOCK * channels) else { return };
    for output in 0..channels {
        let Some(samples) = from(output).and_then(|channel| synthesis.samples.get(channel)) else { continue };
        pcm.iter_mut().skip(output).step_by(channels).zip(samples).for_each(|(to, sample)| *to = *sample);
    }
}
