//! A converted track: PES packets in, decoded, put in time, concealed where lost, encoded, transport packets
//! out.

use super::decoder::{Decoder, decoder};
use super::segment::{Chain, Sink};
use super::timeline::{Correction, Evidence, Timeline};
use super::writer::Writer;
use crate::aac::EncoderError;
use crate::codec::{Found, FrameFormat};
use crate::config::Config;
use crate::dsp::channels;
use crate::dsp::conceal::Concealer;
use crate::stats::TrackStats;
use crate::ts::clock::{TICKS_PER_SECOND, unwrap, wrap};
use crate::ts::pes::{EsBuffer, Mark, PesReader, PesStatus};
use crate::ts::psi::AudioCodec;

/// Elementary bytes in a transport packet, for guessing how much was in a lost one.
const PAYLOAD: u64 = 184;
/// Samples per channel that are concealed at a time.
const CONCEALED: usize = 1152;
/// How long a track may sound without any time stamp before the program clock tells its time instead: ticks.
const PATIENCE: i64 = TICKS_PER_SECOND / 2;
/// How far behind the program clock such sound is played, as broadcasts do: ticks. More than `PATIENCE`, so that
/// nothing is late.
const LEAD: i64 = TICKS_PER_SECOND * 7 / 10;

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
    /// What is known of the packets since the last time stamp.
    evidence: Evidence,
    /// Samples per channel that overlap with what was sent already.
    overlap: usize,
    /// Sound before the first time stamp, and its rate and channels.
    early: Vec<f32>,
    early_shape: (u32, usize),
    /// The program clock tells the time, for want of stamps.
    unstamped: bool,
    failed: bool,
    pcm: Vec<f32>,
    filled: Vec<f32>,
    counters: Counters,
}

#[derive(Default)]
struct Counters {
    codec: Option<&'static str>,
    /// Frames found, whole or not.
    found: u64,
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
            evidence: Evidence::default(),
            overlap: 0,
            early: Vec::new(),
            early_shape: (0, 0),
            unstamped: false,
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
        if self.evidence == Evidence::Whole {
            self.evidence = Evidence::Loss;
        }
    }

    /// The stream breaks before the next packet, and says so.
    pub(crate) fn broken(&mut self) {
        self.lost(0);
        self.evidence = Evidence::Break;
        self.writer.mark_break();
    }

    /// Frames found so far, whole or not.
    pub(crate) fn found(&self) -> u64 {
        self.counters.found
    }

    /// The stream or the track ends: everything decoded leaves.
    pub(crate) fn finish(&mut self, clock: Option<u64>) -> Result<(), EncoderError> {
        if !self.early.is_empty() {
            self.begin(clock)?;
        }
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
        self.counters.found += 1;
        if self.failed {
            return Ok(());
        }
        if !self.timeline.anchored() {
            match pts {
                None => return self.wait(format, clock),
                Some(pts) => self.begin_at(pts, format, clock)?,
            }
        }
        if !self.place(lost, pts, format, clock)? {
            return Ok(());
        }
        self.reconcile(pts, format, clock)?;
        self.decode(format, clock)
    }

    /// Moves the time line to where a stamp says it is.
    fn reconcile(
        &mut self,
        pts: Option<u64>,
        format: &FrameFormat,
        clock: Option<u64>,
    ) -> Result<(), EncoderError> {
        let correction = match pts {
            Some(pts) => {
                let evidence = std::mem::take(&mut self.evidence);
                self.timeline.reconcile(pts, evidence, format.samples)
            }
            None => Correction::None,
        };
        match correction {
            Correction::None => {}
            Correction::Cut(samples) => self.overlap = samples,
            Correction::Insert(samples) => {
                self.counters.concealed += samples.div_ceil(format.samples) as u64;
                self.conceal(samples, clock)?;
            }
            Correction::Restart => {
                self.counters.discontinuities += 1;
                self.restart(pts, format.sample_rate, clock)?;
            }
        }
        self.unstamped &= pts.is_none();
        let Some(guess) = self.guess(clock).filter(|_| self.unstamped) else { return Ok(()) };
        let now = self.timeline.now();
        if (unwrap(guess, now) - now).abs() > TICKS_PER_SECOND {
            self.counters.discontinuities += 1;
            self.restart(Some(guess), format.sample_rate, clock)?;
        }
        Ok(())
    }

    /// Decodes a frame that comes before any time stamp and waits for one, not for ever.
    fn wait(&mut self, format: &FrameFormat, clock: Option<u64>) -> Result<(), EncoderError> {
        let shape = (format.sample_rate, format.channels);
        if self.early_shape != shape {
            self.early.clear();
            self.early_shape = shape;
        }
        let Some(count) = self.samples(format) else { return Ok(()) };
        self.early.extend_from_slice(&self.pcm[..count]);
        if self.early_ticks() < PATIENCE { Ok(()) } else { self.begin(clock) }
    }

    /// How long the sound before the first time stamp is.
    fn early_ticks(&self) -> i64 {
        let (rate, channels) = self.early_shape;
        self.early.len() as i64 * TICKS_PER_SECOND / (i64::from(rate) * channels as i64).max(1)
    }

    /// Begins without a stamp, by the program clock.
    fn begin(&mut self, clock: Option<u64>) -> Result<(), EncoderError> {
        self.unstamped = true;
        let end = self.guess(clock).unwrap_or_else(|| wrap(self.early_ticks()));
        self.play_early(end, clock)
    }

    /// Begins at the first stamp, with the sound that came before it.
    fn begin_at(&mut self, pts: u64, format: &FrameFormat, clock: Option<u64>) -> Result<(), EncoderError> {
        if self.early_shape == (format.sample_rate, format.channels) {
            self.play_early(pts, clock)
        } else {
            self.timeline.start(pts, format.sample_rate);
            Ok(())
        }
    }

    /// Feeds the sound before the first stamp, which ends at `end`.
    fn play_early(&mut self, end: u64, clock: Option<u64>) -> Result<(), EncoderError> {
        let (rate, channels) = self.early_shape;
        self.timeline.start(wrap(end as i64 - self.early_ticks()), rate);
        if self.chain.as_ref().is_none_or(|chain| chain.rate_in() != rate) {
            self.open(rate)?;
        }
        let early = std::mem::take(&mut self.early);
        self.feed(&early, channels, clock)
    }

    /// When sound that comes now is to be played, by the program clock.
    fn guess(&self, clock: Option<u64>) -> Option<u64> {
        clock.map(|clock| wrap(clock as i64 + LEAD))
    }

    /// Makes sure there is an encoder for this frame, and fills in `lost` frames before it if only the count of
    /// bytes tells of them.
    /// `false` when the frame cannot be placed in time yet.
    fn place(
        &mut self,
        lost: u64,
        pts: Option<u64>,
        format: &FrameFormat,
        clock: Option<u64>,
    ) -> Result<bool, EncoderError> {
        match self.chain.as_ref().map(Chain::rate_in) {
            None => self.open(format.sample_rate)?,
            Some(rate) if rate == format.sample_rate => {}
            Some(_) => {
                let pts = pts.unwrap_or_else(|| wrap(self.timeline.now()));
                self.restart(Some(pts), format.sample_rate, clock)?;
                self.open(format.sample_rate)?;
            }
        }
        // A time stamp tells exactly what is missing, and whether the stream jumped instead: no need to guess
        // then.
        let samples = if pts.is_some() { 0 } else { lost * format.samples as u64 };
        if samples > u64::from(format.sample_rate) {
            // Without stamps the program clock tells how long it was.
            self.adrift = !self.unstamped;
        } else if samples > 0 && !self.adrift {
            self.counters.concealed += lost;
            self.conceal(samples as usize, clock)?;
        }
        self.adrift &= pts.is_none();
        Ok(!self.adrift)
    }

    /// Decodes the frame at the front into `pcm` and returns how many samples it holds in all channels; `None`
    /// when it is damaged.
    fn samples(&mut self, format: &FrameFormat) -> Option<usize> {
        let count = format.samples * format.channels;
        let frame = self.es.data().get(..format.length)?;
        if self.pcm.len() < count {
            self.pcm.resize(count, 0.0);
        }
        if !self.decoder.decode(frame, format, &mut self.pcm) {
            self.counters.concealed += 1;
            return None;
        }
        self.counters.frames_in += 1;
        if format.dual {
            channels::choose(&mut self.pcm[..count], self.config.dual_mono);
        }
        self.concealer.good(&mut self.pcm[..count], format.channels);
        Some(count)
    }

    fn decode(&mut self, format: &FrameFormat, clock: Option<u64>) -> Result<(), EncoderError> {
        let decoded = self.samples(format);
        let cut = self.overlap.min(format.samples);
        self.overlap -= cut;
        let Some(count) = decoded else {
            return self.conceal(format.samples - cut, clock);
        };
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
        self.overlap = 0;
        self.writer.mark_break();
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
