//! Packetised elementary streams of audio: reading them packet by packet and writing them.
//!
//! The reader does not wait for the end of a PES packet: bytes are passed on as they arrive, and time stamps
//! become marks at positions of the elementary stream.

use std::collections::VecDeque;

/// A PES header at its longest.
const MAX_HEADER: usize = 9 + 255;
/// Time stamps waiting for their frame; more than a sane stream ever has.
const MAX_MARKS: usize = 64;

/// The bytes of an elementary stream not yet used, with their absolute position and the time stamps found.
#[derive(Default)]
pub struct EsBuffer {
    data: Vec<u8>,
    head: usize,
    position: u64,
    marks: VecDeque<Mark>,
}

/// A time stamp: it belongs to the first frame that starts at or after `position`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Place in the elementary stream, counted in bytes from the start.
    pub position: u64,
    /// The 33-bit presentation time stamp.
    pub pts: u64,
}

impl EsBuffer {
    /// Bytes waiting.
    pub fn data(&self) -> &[u8] {
        &self.data[self.head..]
    }

    /// The position of the first waiting byte.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Whether a time stamp lies exactly at `position`.
    pub fn marked_at(&self, position: u64) -> bool {
        self.marks.iter().any(|mark| mark.position == position)
    }

    /// Takes the latest mark at or before `position`; earlier ones are dropped.
    pub fn take_mark(&mut self, position: u64) -> Option<Mark> {
        let mut found = None;
        while let Some(mark) = self.marks.front().filter(|mark| mark.position <= position) {
            found = Some(*mark);
            self.marks.pop_front();
        }
        found
    }

    /// Drops the first `count` bytes.
    pub fn consume(&mut self, count: usize) {
        let count = count.min(self.data.len() - self.head);
        self.head += count;
        self.position += count as u64;
        if self.head == self.data.len() {
            self.data.clear();
            self.head = 0;
        }
    }

    /// Drops what waits and counts `lost` bytes that never came.
    pub fn skip_lost(&mut self, lost: u64) {
        self.consume(usize::MAX);
        self.position += lost;
    }

    fn append(&mut self, bytes: &[u8]) {
        if self.head > 0 {
            self.data.drain(..self.head);
            self.head = 0;
        }
        self.data.extend_from_slice(bytes);
    }

    fn mark(&mut self, pts: u64) {
        if self.marks.len() == MAX_MARKS {
            self.marks.pop_front();
        }
        let position = self.position + (self.data.len() - self.head) as u64;
        self.marks.push_back(Mark { position, pts });
    }
}

enum State {
    /// Between PES packets, or inside one that cannot be used.
    Idle,
    Header,
    /// Inside the payload; the announced rest of it, if the packet gave a length.
    Body(Option<usize>),
}

/// Reads the PES packets of one PID.
pub struct PesReader {
    state: State,
    header: Vec<u8>,
    stream_id: u8,
}

/// What a payload turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PesStatus {
    /// Read, or ignored as padding.
    Fine,
    /// No PES packet where one was announced, or a broken header.
    Damaged,
    /// A PES packet scrambled on the PES layer.
    Scrambled,
}

impl PesReader {
    /// A reader that waits for the first PES packet.
    pub fn new() -> Self {
        Self { state: State::Idle, header: Vec::with_capacity(MAX_HEADER), stream_id: 0xC0 }
    }

    /// The stream id of the last PES packet, or 0xC0 where that is not one of MPEG audio's.
    pub fn stream_id(&self) -> u8 {
        if matches!(self.stream_id, 0xC0..=0xDF) { self.stream_id } else { 0xC0 }
    }

    /// Packets of this PID were lost: an announced length can no longer be trusted.
    pub fn interrupt(&mut self) {
        match self.state {
            State::Body(_) => self.state = State::Body(None),
            State::Header => self.state = State::Idle,
            State::Idle => {}
        }
    }

    /// Takes a transport payload; elementary bytes and time stamps go to `es`.
    pub fn push(&mut self, payload: &[u8], unit_start: bool, es: &mut EsBuffer) -> PesStatus {
        if unit_start {
            self.header.clear();
            self.state = State::Header;
        }
        match self.state {
            State::Idle => PesStatus::Fine,
            State::Body(rest) => {
                self.body(payload, rest, es);
                PesStatus::Fine
            }
            State::Header => {
                let room = MAX_HEADER - self.header.len();
                let old = self.header.len();
                self.header.extend_from_slice(&payload[..payload.len().min(room)]);
                self.header_bytes(payload, old, es)
            }
        }
    }

    fn header_bytes(&mut self, payload: &[u8], old: usize, es: &mut EsBuffer) -> PesStatus {
        let [0, 0, 1, stream_id, high, low, flags, stamps, extra, ..] = self.header[..] else {
            if self.header.len() >= 9 {
                self.state = State::Idle;
                return PesStatus::Damaged;
            }
            return PesStatus::Fine;
        };
        let is_audio = matches!(stream_id, 0xBD | 0xC0..=0xDF | 0xFD);
        if !is_audio || flags & 0xC0 != 0x80 {
            self.state = State::Idle;
            return PesStatus::Damaged;
        }
        if flags & 0x30 != 0 {
            self.state = State::Idle;
            return PesStatus::Scrambled;
        }
        let length = 9 + usize::from(extra);
        if self.header.len() < length {
            return PesStatus::Fine;
        }
        self.stream_id = stream_id;
        if stamps & 0x80 != 0
            && let Some(pts) = self.header[9..length].first_chunk::<5>().and_then(read_stamp)
        {
            es.mark(pts);
        }
        let announced = usize::from(high) << 8 | usize::from(low);
        let rest = (announced != 0).then(|| announced.saturating_sub(length - 6));
        self.state = State::Body(rest);
        self.body(&payload[length - old..], rest, es);
        PesStatus::Fine
    }

    fn body(&mut self, bytes: &[u8], rest: Option<usize>, es: &mut EsBuffer) {
        let take = rest.map_or(bytes.len(), |rest| rest.min(bytes.len()));
        es.append(&bytes[..take]);
        self.state = match rest {
            Some(rest) if rest == take => State::Idle,
            Some(rest) => State::Body(Some(rest - take)),
            None => State::Body(None),
        };
    }
}

impl Default for PesReader {
    fn default() -> Self {
        Self::new()
    }
}

/// Reads a 33-bit stamp; `None` when its marker bits are wrong.
fn read_stamp(bytes: &[u8; 5]) -> Option<u64> {
    let [a, b, c, d, e] = bytes.map(u64::from);
    (a & c & e & 1 == 1).then_some((a >> 1 & 7) << 30 | b << 22 | (c >> 1) << 15 | d << 7 | e >> 1)
}

/// Writes the header of an audio PES packet with a presentation time stamp (14 bytes).
pub fn write_header(stream_id: u8, pts: u64, payload: usize) -> [u8; 14] {
    let length = payload + 8;
    // Audio packets longer than the field can say may not leave it at 0; the callers' frames stay far below.
    let [high, low] = u16::try_from(length).unwrap_or(0).to_be_bytes();
    [
        0,
        0,
        1,
        stream_id,
        high,
        low,
        0x84,
        0x80,
        5,
        0x21 | (pts >> 29 & 0x0E) as u8,
        (pts >> 22) as u8,
        (pts >> 14) as u8 | 1,
        (pts >> 7) as u8,
        (pts << 1) as u8 | 1,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_headers_read_back_at_every_cut() {
        let pts = 0x1_2345_6789;
        let mut bytes = write_header(0xC3, pts, 20).to_vec();
        bytes.extend(0..20_u8);
        bytes.extend([0xEE; 5]);
        for cut in 0..=bytes.len() {
            let (mut reader, mut es) = (PesReader::new(), EsBuffer::default());
            assert_eq!(reader.push(&bytes[..cut], true, &mut es), PesStatus::Fine);
            assert_eq!(reader.push(&bytes[cut..], false, &mut es), PesStatus::Fine);
            assert_eq!(es.data(), (0..20).collect::<Vec<u8>>(), "cut {cut}");
            assert_eq!(es.take_mark(0), Some(Mark { position: 0, pts }));
            assert_eq!(reader.stream_id(), 0xC3);
        }
    }

    #[test]
    fn damage_and_scrambling_are_told_apart() {
        let mut es = EsBuffer::default();
        assert_eq!(PesReader::new().push(&[9; 184], true, &mut es), PesStatus::Damaged);
        let mut bytes = write_header(0xC0, 1, 170).to_vec();
        bytes[6] |= 0x10;
        assert_eq!(PesReader::new().push(&bytes, true, &mut es), PesStatus::Scrambled);
        assert!(es.data().is_empty());
    }

    #[test]
    fn marks_stay_bounded() {
        let (mut reader, mut es) = (PesReader::new(), EsBuffer::default());
        for pts in 0..10_000 {
            reader.push(&write_header(0xC0, pts, 1000), true, &mut es);
        }
        assert!(es.marks.len() <= MAX_MARKS);
    }
}
