//! AAC frames into PES packets, PES packets into transport packets, waiting for their places.

use crate::ts::clock::wrap;
use crate::ts::packet::{PACKET_SIZE, SYNC_BYTE};
use crate::ts::pes;

/// Gathers frames, then queues whole transport packets. Continuity counters are set when a packet leaves.
pub(super) struct Writer {
    pid: u16,
    frames_per_pes: u8,
    frames: u8,
    pts: i64,
    payload: Vec<u8>,
    queue: Vec<u8>,
    taken: usize,
    /// The next PES packet begins after a break.
    broken: bool,
}

impl Writer {
    pub(super) fn new(pid: u16, frames_per_pes: u8) -> Self {
        Self {
            pid,
            frames_per_pes,
            frames: 0,
            pts: 0,
            payload: Vec::new(),
            queue: Vec::new(),
            taken: 0,
            broken: false,
        }
    }

    /// The place the next frame's bytes go to.
    pub(super) fn payload(&mut self) -> &mut Vec<u8> {
        &mut self.payload
    }

    /// The frame just appended to `payload` is wanted; `pts` is its time. Queues the PES packet when it is
    /// full.
    pub(super) fn frame_done(&mut self, pts: i64, stream_id: u8) {
        if self.frames == 0 {
            self.pts = pts;
        }
        self.frames += 1;
        if self.frames >= self.frames_per_pes {
            self.finish(stream_id);
        }
    }

    /// The time line breaks before the next frame: its packet says so.
    pub(super) fn mark_break(&mut self) {
        self.broken = true;
    }

    /// Queues the PES packet begun, if any.
    pub(super) fn finish(&mut self, stream_id: u8) {
        if self.frames == 0 {
            return;
        }
        self.frames = 0;
        if self.taken == self.queue.len() {
            self.queue.clear();
            self.taken = 0;
        }
        let header = pes::write_header(stream_id, wrap(self.pts), self.payload.len());
        let mut rest = self.payload.as_slice();
        let mut first = true;
        while first || !rest.is_empty() {
            let lead: &[u8] = if first { &header } else { &[] };
            let broken = std::mem::take(&mut self.broken);
            let used = push_packet(self.pid, first, broken, lead, rest, &mut self.queue);
            rest = &rest[used..];
            first = false;
        }
        self.payload.clear();
    }

    /// Packets waiting.
    pub(super) fn waiting(&self) -> usize {
        (self.queue.len() - self.taken) / PACKET_SIZE
    }

    /// Moves the next packet to `out` under the next continuity counter; `false` when none waits.
    pub(super) fn take(&mut self, continuity: &mut u8, out: &mut Vec<u8>) -> bool {
        let Some(packet) = self.queue.get(self.taken..self.taken + PACKET_SIZE) else { return false };
        *continuity = (*continuity + 1) & 0x0F;
        let start = out.len();
        out.extend_from_slice(packet);
        out[start + 3] |= *continuity;
        self.taken += PACKET_SIZE;
        true
    }
}

/// Appends one packet with `lead` and as much of `rest` as fits; returns how much of `rest` that was. What is
/// left of the packet is an adaptation field of stuffing, which also tells of a break (`discontinuity_indicator`).
fn push_packet(
    pid: u16,
    unit_start: bool,
    broken: bool,
    lead: &[u8],
    rest: &[u8],
    out: &mut Vec<u8>,
) -> usize {
    let room = PACKET_SIZE - 4 - lead.len();
    let used = rest.len().min(if broken { room - 2 } else { room });
    let stuffing = room - used;
    let flags = (pid >> 8) as u8 | if unit_start { 0x40 } else { 0 };
    let control = if stuffing > 0 { 0x30 } else { 0x10 };
    out.extend_from_slice(&[SYNC_BYTE, flags, pid as u8, control]);
    if stuffing > 0 {
        out.push((stuffing - 1) as u8);
        if stuffing > 1 {
            out.push(if broken { 0x80 } else { 0 });
            out.resize(out.len() + stuffing - 2, 0xFF);
        }
    }
    out.extend_from_slice(lead);
    out.extend_from_slice(&rest[..used]);
    used
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ts::packet::Packet;
    use crate::ts::pes::{EsBuffer, PesReader, PesStatus};

    #[test]
    fn every_length_of_payload_comes_back() {
        let (mut writer, mut continuity) = (Writer::new(0x155, 2), 9);
        for length in 1..600 {
            let half: Vec<u8> = (0..length).map(|i| i as u8).collect();
            for part in 0..2 {
                writer.payload().extend_from_slice(&half);
                writer.frame_done(1000 + part, 0xC1);
                if part == 1 && length % 7 == 0 {
                    writer.mark_break();
                }
            }
            let mut out = Vec::new();
            while writer.take(&mut continuity, &mut out) {}
            let (mut reader, mut es) = (PesReader::new(), EsBuffer::default());
            let (packets, rest) = out.as_chunks::<PACKET_SIZE>();
            assert!(rest.is_empty());
            let breaks = packets.iter().filter(|bytes| Packet::new(bytes).discontinuity()).count();
            assert_eq!(
                breaks,
                usize::from(length % 7 == 1 && length > 1),
                "{length}: told with the next PES packet"
            );
            for bytes in packets {
                let packet = Packet::new(bytes);
                assert_eq!(packet.pid(), 0x155);
                let payload = packet.payload().unwrap();
                assert_eq!(reader.push(payload, packet.payload_unit_start(), &mut es), PesStatus::Fine);
            }
            assert_eq!(es.data(), half.repeat(2), "{length}");
            assert_eq!(es.take_mark(0).map(|mark| mark.pts), Some(1000));
        }
        assert_eq!(writer.waiting(), 0);
    }
}
