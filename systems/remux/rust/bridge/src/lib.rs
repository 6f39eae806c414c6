//! What the remux daemon uses of the remux core.
//!
//! The core is plain Rust and knows nothing of Go. This crate declares the part of it that Go sees. The bridge adopts the
//! core's types, so that nothing is translated.

use remux::{Config, Error, Stats, TableLimits};

/// The remux core: MPEG transport streams in, the same streams with AAC audio out.
#[spandrel::bridge(package = "remux")]
pub mod ffi {
    /// Settings of one remuxer, fixed for its life.
    #[adopt(remux::Config)]
    pub struct Config {
        /// Sample rate of the AAC in Hz, one of those AAC knows from 8000 to 96000; 0 follows the source.
        pub sample_rate: u32,
        /// Channels of the AAC: 1, 2 or 6.
        pub channels: u8,
        /// Bit rate of the AAC in bits per second, 32000 to 512000.
        pub bitrate: u32,
        /// Number of the one program whose audio is converted; nil converts every program.
        pub program: Option<u16>,
        /// Which audio tracks are converted.
        pub tracks: Selection,
        /// Three-letter ISO 639-2 codes for SelectionLanguages, lower case.
        pub languages: Vec<String>,
        /// AAC frames in one PES packet, 1 to 8.
        pub frames_per_pes: u8,
        /// Whether null packets fill what the packet rate of the source needs.
        pub cbr: bool,
        /// Whether the encoder spends more time on quality.
        pub afterburner: bool,
        /// Which compression of AC-3's and E-AC-3's dynamic range is applied.
        pub dynamic_range: DynamicRange,
        /// How far below full scale speech in AC-3 and E-AC-3 is to be, in dB, 1 to 31; nil leaves it where it is.
        pub dialogue_level: Option<u8>,
        /// How two channels are made of more.
        pub downmix: Downmix,
        /// Which of two programmes in one track is heard.
        pub dual_mono: DualMono,
    }

    /// Which compression of a stream's dynamic range is applied.
    #[adopt(remux::DynamicRange)]
    pub enum DynamicRange {
        /// None: the full range.
        Off,
        /// That for listening at home, as the stream has it.
        Line,
        /// The strong one for small loudspeakers and late hours, where the stream has it.
        Heavy,
    }

    /// How two channels are made of more.
    #[adopt(remux::Downmix)]
    pub enum Downmix {
        /// For two loudspeakers or headphones, with the levels that the stream names.
        LoRo,
        /// For a matrix decoder behind: the surround channels in opposite phase.
        LtRt,
    }

    /// Which of two programmes in one track (dual mono) is heard.
    #[adopt(remux::DualMono)]
    pub enum DualMono {
        /// Both, one in each ear.
        Both,
        /// The first alone.
        Left,
        /// The second alone.
        Right,
    }

    /// Which audio tracks of a program become AAC; the others pass through untouched.
    #[adopt(remux::Tracks)]
    pub enum Selection {
        /// Every track whose codec is understood.
        All,
        /// The first such track of each program.
        First,
        /// Tracks in one of the languages named.
        Languages,
    }

    /// Counters of one remuxer since it was opened or reset.
    #[adopt(remux::Stats)]
    pub struct Stats {
        pub bytes_in: u64,
        pub packets_in: u64,
        pub packets_out: u64,
        /// Bytes of one input packet: 188, 192 or 204; 0 before the first.
        pub packet_stride: u32,
        /// Times the packet boundary was lost and found again.
        pub resyncs: u64,
        /// Bytes between packets that belonged to none.
        pub junk_bytes: u64,
        pub continuity_errors: u64,
        /// Packets that arrived with the transport error indicator set.
        pub transport_errors: u64,
        pub crc_errors: u64,
        pub pes_errors: u64,
        pub scrambled_packets: u64,
        /// Audio packets that no program map named when they came; their tracks stand under program 0.
        pub unclaimed_packets: u64,
        pub programs: Vec<Program>,
        /// Length of the audio or of the program clock, whichever is longer.
        pub media_seconds: f64,
    }

    /// A program of the stream.
    #[adopt(remux::ProgramStats)]
    pub struct Program {
        pub number: u16,
        /// Its audio tracks.
        pub tracks: Vec<Track>,
    }

    /// An audio track.
    #[adopt(remux::TrackStats)]
    pub struct Track {
        pub pid: u16,
        /// Codec of the source, such as mp2 or ac3.
        pub codec_in: String,
        /// Codec that is sent on.
        pub codec_out: String,
        /// Three-letter language code; empty if the stream names none.
        pub language: String,
        /// Hz; 0 before the first frame.
        pub sample_rate: u32,
        pub channels: u8,
        pub frames_in: u64,
        pub frames_out: u64,
        /// Frames that were lost or damaged and made up for.
        pub concealed: u64,
        /// Frames that left later than their presentation time.
        pub late: u64,
        /// Jumps of the track's clock.
        pub discontinuities: u64,
        /// Whether the track is sent on untouched.
        pub passthrough: bool,
        /// Why it is, or why a converted track gives no frames; empty for AAC, which needs no conversion.
        pub passthrough_reason: String,
    }

    /// Why a remuxer refused or stopped. Damage inside a stream is counted, not returned.
    #[error]
    #[adopt(remux::Error)]
    pub enum RemuxError {
        /// config field {field}: {reason}
        InvalidConfig { field: String, reason: String },
        /// not a transport stream: no packets of 188, 192 or 204 bytes in {scanned} bytes; check that the source is MPEG-TS and not a playlist, MP4 or an error page
        NotTransportStream { scanned: u64 },
        /// no input: the source ended before its first byte; check that it is running
        NoInput,
        /// {pending} bytes of output wait to be taken (limit {limit}); take them and push the same input again
        OutputFull { pending: u64, limit: u64 },
        /// the stream was already flushed; reset the remuxer before another stream
        Finished,
        /// AAC encoder: {reason}
        Encoder { reason: String },
    }

    extern "Rust" {
        /// Remuxes one stream. It holds no threads and little memory: a few frames of each track.
        type Remuxer;

        /// Opens a remuxer.
        #[constructor]
        fn open(config: Config) -> Result<Remuxer, RemuxError>;

        /// Takes input of any length, cut anywhere. It is used completely, or not at all when an error is returned.
        fn push(self: &mut Remuxer, input: &[u8]) -> Result<(), RemuxError>;

        /// Returns the whole packets that are ready, empty when there are none.
        fn output(self: &mut Remuxer) -> Vec<u8>;

        /// Returns how many bytes of output are ready.
        fn pending(self: &Remuxer) -> u64;

        /// Says that the source was interrupted, for example opened anew: what comes next does not follow what came
        /// before. The output goes on and tells players of the break.
        fn interrupted(self: &mut Remuxer);

        /// Ends the stream: what still waits becomes output.
        fn flush(self: &mut Remuxer) -> Result<(), RemuxError>;

        /// Makes the remuxer ready for another stream with the same settings.
        fn reset(self: &mut Remuxer);

        /// Returns what was counted so far.
        fn stats(self: &Remuxer) -> Stats;

        /// Passes one stream on unchanged and counts it, also when a remuxer failed: it decodes nothing.
        type Passthrough;

        /// Opens one that follows so many programs and tracks of each; 0 stands for as many as a remuxer does, which is the most.
        #[constructor]
        fn open_passthrough(programs: u32, tracks: u32) -> Passthrough;

        /// Takes input of any length, cut anywhere. It is used completely, or not at all when an error is returned.
        fn push(self: &mut Passthrough, input: &[u8]) -> Result<(), RemuxError>;

        /// Returns the whole packets that are ready, empty when there are none.
        fn output(self: &mut Passthrough) -> Vec<u8>;

        /// Says that the source was interrupted: what comes next does not follow what came before, and no packet in
        /// between counts as lost.
        fn interrupted(self: &mut Passthrough);

        /// Ends the input, so that its last packets become output.
        fn flush(self: &mut Passthrough);

        /// Returns what was counted so far.
        fn stats(self: &Passthrough) -> Stats;

        /// Finds the places of one stream where a decoder may start, and the tables it needs. It decodes nothing.
        type Scanner;

        /// Opens a scanner that follows so many programs and tracks of each; 0 stands for as many as a remuxer does, which is the most.
        #[constructor]
        fn open_scanner(programs: u32, tracks: u32) -> Scanner;

        /// Looks at whole packets up to and including the next one where a decoder may start, and returns its offset;
        /// their length when there is none. Places before from do not count; with any, each access unit is one.
        fn next_start(self: &mut Scanner, packets: &[u8], from: u64, any: bool) -> u64;

        /// Returns the packets of the newest tables, for a reader that starts now.
        fn prelude(self: &Scanner) -> Vec<u8>;

        /// Returns how many programs and tracks lay beyond the limits, and how many tables changed too often to be read.
        fn ignored(self: &Scanner) -> u64;

        /// Returns the settings that fit most streams: stereo AAC at 192 kb/s for all tracks.
        fn default_config() -> Config;
    }
}

/// One stream's remuxer.
pub struct Remuxer(remux::Remuxer);

impl Remuxer {
    fn open(config: Config) -> Result<Remuxer, Error> {
        remux::Remuxer::new(config).map(Remuxer)
    }

    fn push(&mut self, input: &[u8]) -> Result<(), Error> {
        self.0.push(input)
    }

    fn output(&mut self) -> Vec<u8> {
        self.0.output()
    }

    fn interrupted(&mut self) {
        self.0.interrupted();
    }

    fn pending(&self) -> u64 {
        self.0.pending() as u64
    }

    fn flush(&mut self) -> Result<(), Error> {
        self.0.flush()
    }

    fn reset(&mut self) {
        self.0.reset();
    }

    fn stats(&self) -> Stats {
        self.0.stats()
    }
}

/// One stream that passes unchanged.
pub struct Passthrough(remux::Passthrough);

impl Passthrough {
    fn open_passthrough(programs: u32, tracks: u32) -> Passthrough {
        Passthrough(remux::Passthrough::new(limits(programs, tracks)))
    }

    fn push(&mut self, input: &[u8]) -> Result<(), Error> {
        self.0.push(input)
    }

    fn output(&mut self) -> Vec<u8> {
        self.0.output()
    }

    fn interrupted(&mut self) {
        self.0.interrupted();
    }

    fn flush(&mut self) {
        self.0.flush();
    }

    fn stats(&self) -> Stats {
        self.0.stats()
    }
}

/// One stream's scanner.
pub struct Scanner(remux::Scanner);

impl Scanner {
    fn open_scanner(programs: u32, tracks: u32) -> Scanner {
        Scanner(remux::Scanner::new(limits(programs, tracks)))
    }

    fn next_start(&mut self, packets: &[u8], from: u64, any: bool) -> u64 {
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        self.0.next_start(packets, from, any).unwrap_or(packets.len()) as u64
    }

    fn prelude(&self) -> Vec<u8> {
        self.0.prelude()
    }

    fn ignored(&self) -> u64 {
        self.0.ignored()
    }
}

fn limits(programs: u32, tracks: u32) -> TableLimits {
    TableLimits { programs: programs as usize, tracks: tracks as usize }
}

fn default_config() -> Config {
    Config::default()
}
