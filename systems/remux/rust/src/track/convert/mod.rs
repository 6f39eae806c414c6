//! A converted track: PES packets in, decoded, put in time, concealed where lost, encoded, transport packets
//! out.

mod early;
mod place;
mod sound;

use super::decoder::{Decoder, decoder};
use super::segment::{Chain, Sink};
use super::timeline::{Evidence, Timeline};
use super::writer::Writer;
use crate::aac::EncoderError;
use crate::codec::{Found, FrameFormat};
use crate::config::Config;
use crate::dsp::conceal::Concealer;
use crate::stats::TrackStats;
use crate::ts::pes::{EsBuffer, PesReader, PesStatus};
use crate::ts::psi::AudioCodec;

/// Elementary bytes in a transport packet, for guessing how much was in a lost one.
const PAYLOAD: u64 = 184;

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
