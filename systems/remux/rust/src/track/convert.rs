//! A converted track: PES packets in, decoded, put in time, concealed where lost, encoded, transport packets
//! out.

use super::decoder::{Decoder, decoder};
use super::segment::{Chain, Sink};
use super::timeline::{Correction, Timeline};
use super::writer::Writer;
use crate::aac::EncoderError;
use crate::codec::{Found, FrameFormat};
use crate::config::Config;
use crate::dsp::channels;
use crate::dsp::conceal::Concealer;
use crate::stats::TrackStats;
use crate::ts::pes::{EsBuffer, Mark, PesReader, PesStatus};
use crate::ts::psi::AudioCodec;

/// Elementary bytes in a transport packet, for guessing how much a lost one held.
const PAYLOAD: u64 = 184;
/// Samples per channel that are concealed at a time.
const CONCEALED: usize = 1152;

/// One track on its way from the source's codec to AAC. Memory is bounded by the longest frame; after the
/// first frames nothing is allocated.
pub(crate) struct Converter {
    config: Config,
    reader: PesReader,
    es: EsBuffer,
    decoder: Decoder,
    timeline: Timeline,
    concealer: Concealer,
    chain: Option<Chain>,
    writer: Writer,
    /// Where in the elementary stream the next frame should begin.
    expected: Option<u64>,
    /// So much was lost that only a time stamp can say where the next frame belongs.
    adrift: bool,
    failed: bool,
    pcm: Vec<f32>,
    filled: Vec<f32>,
    counters: Counters,
}

#[derive(Default)]
struct Counters {
    codec: Option<&'static str>,
    frames_in: u64,
    frames_out: u64,
    concealed: u64,
    late: u64,
    discontinuities: u64,
    seconds: f64,
}

impl Converter {
    pub(crate) fn new(config: &Config, pid: u16, codec: AudioCodec) -> Self {
        Self {
            config: config.clone(),
            reader: PesReader::new(),
            es: EsBuffer::default(),
            decoder: decoder(codec, config),
            timeline: Timeline::default(),
            concealer: Concealer::default(),
            chain: None,
            writer: Writer::new(pid, config.frames_per_pes),
            expected: None,
            adrift: false,
            failed: false,
            pcm: Vec::new(),
            filled: Vec::new(),
            counters: Counters::default(),
        }
    }

    /// Takes the payload of one packet of the track. `clock` is the program clock as a 33-bit stamp.
    pub(crate) fn push(
        &mut self,
        payload: &[u8],
        unit_start: bool,
        clock: Option<u64>,
    ) -> Result<PesStatus, EncoderError> {
        let status = self.reader.push(payload, unit_start, &mut self.es);
        loop {
            let (position, es) = (self.es.position(), &self.es);
            match self.decoder.find(es.data(), &|offset| es.marked_at(position + offset as u64)) {
                Found::NeedMore { skip } => {
                    self.es.consume(skip);
                    return Ok(status);
                }
                Found::Frame { skip, format } => {
                    self.es.consume(skip);
                    let result = self.frame(&format, clock);
                    self.es.consume(format.length);
                    result?;
                }
            }
        }
    }

    /// Packets of the track are missing before the next one.
    pub(crate) fn lost(&mut self, packets: u8) {
        self.reader.interrupt();
        self.es.skip_lost(PAYLOAD * u64::from(packets));
        self.decoder.interrupt();
    }

    /// The stream or the track ends: everything decoded leaves.
    pub(crate) fn finish(&mut self, clock: Option<u64>) -> Result<(), EncoderError> {
        let Some((chain, mut sink)) = self.sink(clock) else { return Ok(()) };
        chain.finish(&mut sink)
    }

    /// Packets ready to leave.
    pub(crate) fn waiting(&self) -> usize {
        self.writer.waiting()
    }

    /// Moves one packet to `out`; `false` when none is ready.
    pub(crate) fn take(&mut self, continuity: &mut u8, out: &mut Vec<u8>) -> bool {
        self.writer.take(continuity, out)
    }

    /// Seconds of source audio used so far.
    pub(crate) fn seconds(&self) -> f64 {
        self.counters.seconds
    }

    /// Fills in what the track knows about itself.
    pub(crate) fn describe(&self, stats: &mut TrackStats) {
        if let Some(codec) = self.counters.codec {
            stats.codec_in = codec.to_owned();
        }
        stats.codec_out = "aac".to_owned();
        if let Some(chain) = &self.chain {
            stats.sample_rate = chain.rate_out();
            stats.channels = self.config.channels;
        }
        stats.frames_in = self.counters.frames_in;
        stats.frames_out = self.counters.frames_out;
        stats.concealed = self.counters.concealed;
        stats.late = self.counters.late;
        stats.discontinuities = self.counters.discontinuities;
    }

    /// Uses the frame at the front of the elementary stream.
    fn frame(&mut self, format: &FrameFormat, clock: Option<u64>) -> Result<(), EncoderError> {
        let position = self.es.position();
        let lost = self.frames_before(position, format);
        let pts = self.es.take_mark(position).and_then(|mark| self.stamp(mark, position, lost, format));
        self.expected = Some(position + format.length as u64);
        self.counters.codec = Some(format.codec);
        if self.failed || !self.place(lost, pts, format, clock)? {
            return Ok(());
        }
        let cut = match pts.map(|pts| self.timeline.reconcile(pts)) {
            None | Some(Correction::None) => 0,
            Some(Correction::Cut(samples)) => samples,
            Some(Correction::Insert(samples)) => {
                self.counters.concealed += samples.div_ceil(format.samples) as u64;
                self.conceal(samples, clock)?;
                0
            }
            Some(Correction::Restart) => {
                self.counters.discontinuities += 1;
                self.restart(pts, format.sample_rate, clock)?;
                0
            }
        };
        self.decode(format, cut, clock)
    }

    /// Makes sure there is a time line and an encoder for this frame, and fills in `lost` frames before it if
    /// only the count of bytes tells of them.
    /// `false` when the frame cannot be placed in time yet.
    fn place(
        &mut self,
        lost: u64,
        pts: Option<u64>,
        format: &FrameFormat,
        clock: Option<u64>,
    ) -> Result<bool, EncoderError> {
        if !self.timeline.anchored() {
            let Some(pts) = pts else { return Ok(false) };
            self.timeline.start(pts, format.sample_rate);
        }
        match self.chain.as_ref().map(Chain::rate_in) {
            None => self.open(format.sample_rate)?,
            Some(rate) if rate == format.sample_rate => {}
            Some(_) => {
                let Some(pts) = pts else { return Ok(false) };
                self.restart(Some(pts), format.sample_rate, clock)?;
                self.open(format.sample_rate)?;
            }
        }
        // A time stamp tells exactly what is missing, and whether the stream jumped instead: no need to guess
        // then.
        let samples = if pts.is_some() { 0 } else { lost * format.samples as u64 };
        if samples > u64::from(format.sample_rate) {
            self.adrift = true;
        } else if samples > 0 && !self.adrift {
            self.counters.concealed += lost;
            self.conceal(samples as usize, clock)?;
        }
        self.adrift &= pts.is_none();
        Ok(!self.adrift)
    }

    fn decode(&mut self, format: &FrameFormat, cut: usize, clock: Option<u64>) -> Result<(), EncoderError> {
        let count = format.samples * format.channels;
        let Some(frame) = self.es.data().get(..format.length) else { return Ok(()) };
        if self.pcm.len() < count {
            self.pcm.resize(count, 0.0);
        }
        if self.decoder.decode(frame, format, &mut self.pcm) {
            self.counters.frames_in += 1;
            if format.dual {
                channels::choose(&mut self.pcm[..count], self.config.dual_mono);
            }
            self.concealer.good(&mut self.pcm[..count], format.channels);
        } else {
            self.counters.concealed += 1;
            return self.conceal(format.samples.saturating_sub(cut), clock);
        }
        let cut = cut.min(format.samples);
        let pcm = std::mem::take(&mut self.pcm);
        let result = self.feed(&pcm[cut * format.channels..count], format.channels, clock);
        self.pcm = pcm;
        result
    }

    /// Puts substitute sound in for `samples` missing ones.
    fn conceal(&mut self, samples: usize, clock: Option<u64>) -> Result<(), EncoderError> {
        let mut left = samples;
        while left > 0 {
            let now = left.min(CONCEALED);
            let mut filled = std::mem::take(&mut self.filled);
            filled.clear();
            let channels = self.concealer.fill(now, &mut filled);
            let result = self.feed(&filled, channels, clock);
            self.filled = filled;
            result?;
            left -= now;
        }
        Ok(())
    }

    fn feed(&mut self, samples: &[f32], channels: usize, clock: Option<u64>) -> Result<(), EncoderError> {
        let frames = samples.len() / channels;
        let Some((chain, mut sink)) = self.sink(clock) else { return Ok(()) };
        let rate = f64::from(chain.rate_in());
        let result = chain.push(samples, channels, &mut sink);
        self.timeline.advance(frames);
        self.counters.seconds += frames as f64 / rate;
        self.failed |= result.is_err();
        result
    }

    /// Ends the stretch of time so far and begins one at `pts`.
    fn restart(
        &mut self,
        pts: Option<u64>,
        sample_rate: u32,
        clock: Option<u64>,
    ) -> Result<(), EncoderError> {
        self.finish(clock)?;
        self.concealer.reset();
        if let Some(pts) = pts {
            self.timeline.start(pts, sample_rate);
        }
        Ok(())
    }

    fn open(&mut self, sample_rate: u32) -> Result<(), EncoderError> {
        let chain = Chain::new(&self.config, sample_rate);
        self.failed |= chain.is_err();
        self.chain = Some(chain?);
        Ok(())
    }

    /// How many whole frames are missing before the one at `position`.
    fn frames_before(&self, position: u64, format: &FrameFormat) -> u64 {
        let length = format.length as u64;
        self.expected.map_or(0, |expected| (position.saturating_sub(expected) + length / 2) / length)
    }

    /// The time of the frame at `position` by a mark that may belong to one of the `lost` frames before it.
    fn stamp(&self, mark: Mark, position: u64, lost: u64, format: &FrameFormat) -> Option<u64> {
        let length = format.length as u64;
        let first = match self.expected {
            // Padding makes frames differ by a byte or four; a quarter of a frame is more than they can add
            // up to.
            Some(expected) => mark.position.saturating_sub(expected + length / 4).div_ceil(length).min(lost),
            None if position - mark.position < length => lost,
            None => return None,
        };
        let samples = (lost - first) * format.samples as u64;
        Some(mark.pts + samples * 90_000 / u64::from(format.sample_rate))
    }

    fn sink(&mut self, clock: Option<u64>) -> Option<(&mut Chain, Sink<'_>)> {
        let sink = Sink {
            writer: &mut self.writer,
            stream_id: self.reader.stream_id(),
            origin: self.timeline.origin(),
            clock,
            frames_out: &mut self.counters.frames_out,
            late: &mut self.counters.late,
        };
        self.chain.as_mut().map(|chain| (chain, sink))
    }
}
