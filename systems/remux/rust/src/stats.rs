//! Counters of one remuxer, as a snapshot. The bridge adopts these types: Go sees each counter under its name here.

/// Everything counted since the start or the last reset.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stats {
    /// Bytes pushed.
    pub bytes_in: u64,
    /// Transport packets read.
    pub packets_in: u64,
    /// Transport packets written.
    pub packets_out: u64,
    /// Packet stride of the input: 188, 192, 204, or 0 before it is known.
    pub packet_stride: u32,
    /// Times synchronisation was lost and searched anew.
    pub resyncs: u64,
    /// Bytes that belonged to no packet.
    pub junk_bytes: u64,
    /// Breaks of a continuity counter in the input that no discontinuity flag announced.
    pub continuity_errors: u64,
    /// Packets the sender marked as damaged.
    pub transport_errors: u64,
    /// Association and map sections with a wrong CRC.
    pub crc_errors: u64,
    /// PES packets of converted tracks with a broken header.
    pub pes_errors: u64,
    /// Packets (or PES packets of converted tracks) whose payload was scrambled.
    pub scrambled_packets: u64,
    /// Audio packets that no program map named when they came. Their tracks stand under program 0.
    pub unclaimed_packets: u64,
    /// Programs in the order of the association table, then as program 0 the audio that no map names.
    pub programs: Vec<ProgramStats>,
    /// Seconds of media by the first program clock, or by the audio when there is no clock.
    pub media_seconds: f64,
}

/// One program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgramStats {
    /// The program number.
    pub number: u16,
    /// Its audio tracks in the order of its map.
    pub tracks: Vec<TrackStats>,
}

/// One audio track.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrackStats {
    /// The PID it is carried on.
    pub pid: u16,
    /// The source's codec, such as `mp2` or `ac3`.
    pub codec_in: String,
    /// `aac`, or the source's codec when it passes through.
    pub codec_out: String,
    /// Three-letter language code, empty when the map names none.
    pub language: String,
    /// Sample rate of the output in Hz; 0 before the first frame and for tracks that pass through.
    pub sample_rate: u32,
    /// Channels of the output; 0 before the first frame and for tracks that pass through.
    pub channels: u8,
    /// Source frames decoded. Tracks that pass through count PES packets.
    pub frames_in: u64,
    /// AAC frames written. Tracks that pass through count PES packets.
    pub frames_out: u64,
    /// Source frames lost or damaged and filled in.
    pub concealed: u64,
    /// AAC frames that left after their time by the program clock.
    pub late: u64,
    /// Breaks in the track's time line (jumps of its time stamps).
    pub discontinuities: u64,
    /// Whether the track passes through untouched.
    pub passthrough: bool,
    /// Why it does, or why a converted track gives no frames; empty for AAC, which needs no conversion.
    pub passthrough_reason: String,
}
