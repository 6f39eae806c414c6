//! Sections (tables) spread over packets: collecting them and cutting them into packets again.

use crc::{CRC_32_MPEG_2, Crc, Table};

use super::packet::{PACKET_SIZE, SYNC_BYTE};

/// The longest section a table may have, header included.
pub const MAX_SECTION: usize = 4096;

/// Sixteen bytes at a time: streams may be all tables.
static CRC: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_MPEG_2);

/// Whether a whole section, its CRC included, checks out.
pub fn crc_ok(section: &[u8]) -> bool {
    section.len() >= 4 && CRC.checksum(section) == 0
}

/// Writes the right CRC into the last four bytes. Sections too short to hold one are left alone.
pub fn seal(section: &mut [u8]) {
    if let Some((body, crc)) = section.split_last_chunk_mut::<4>() {
        *crc = CRC.checksum(body).to_be_bytes();
    }
}

/// Collects the sections of one PID.
#[derive(Default)]
pub struct SectionCollector {
    buffer: Vec<u8>,
    collecting: bool,
}

impl SectionCollector {
    /// Forgets a section that lost one of its packets.
    pub fn interrupt(&mut self) {
        self.buffer.clear();
        self.collecting = false;
    }

    /// Whether the next section begins in a packet of its own.
    pub fn idle(&self) -> bool {
        !self.collecting
    }

    /// Takes a payload and calls `sink` with every section it completes, CRC unchecked.
    pub fn push(&mut self, payload: &[u8], unit_start: bool, mut sink: impl FnMut(&[u8])) {
        if !unit_start {
            self.append(payload, &mut sink);
            return;
        }
        let Some((pointer, rest)) = payload.split_first() else { return };
        let Some((tail, head)) = rest.split_at_checked(usize::from(*pointer)) else {
            self.interrupt();
            return;
        };
        self.append(tail, &mut sink);
        self.buffer.clear();
        self.collecting = true;
        self.append(head, &mut sink);
    }

    fn append(&mut self, bytes: &[u8], sink: &mut impl FnMut(&[u8])) {
        if !self.collecting {
            return;
        }
        self.buffer.extend_from_slice(bytes);
        let mut at = 0;
        while let [table, high, low, ..] = self.buffer[at..] {
            let length = 3 + (usize::from(high & 0x0F) << 8 | usize::from(low));
            // 0xFF is stuffing to the end of the packet; a longer section than allowed is damage.
            if table == 0xFF || length > MAX_SECTION {
                self.interrupt();
                return;
            }
            let Some(section) = self.buffer.get(at..at + length) else { break };
            sink(section);
            at += length;
        }
        self.buffer.drain(..at);
        // A section can only begin in a packet with a pointer, so nothing may follow an exact end.
        self.collecting = !self.buffer.is_empty();
    }
}

/// What packets of a section have besides it.
#[derive(Clone, Copy, Default)]
pub struct Envelope<'a> {
    /// Whether they have the bit of transport priority.
    pub priority: bool,
    /// The adaptation field of the first one, without its length and stuffing; empty for none.
    pub field: &'a [u8],
}

/// The longest adaptation field that leaves room for a section beside it.
pub const MAX_FIELD: usize = 160;

/// Cuts one section into packets appended to `out`, each with the next continuity counter.
pub fn packetize(section: &[u8], pid: u16, envelope: Envelope, continuity: &mut u8, out: &mut Vec<u8>) {
    let priority = if envelope.priority { 0x20 } else { 0 };
    let mut rest = section;
    let mut first = true;
    while !rest.is_empty() {
        *continuity = (*continuity + 1) & 0x0F;
        let start = out.len();
        let unit_start = if first { 0x40 } else { 0 };
        let field = if first { envelope.field } else { &[] };
        let control = if field.is_empty() { 0x10 } else { 0x30 };
        let second = unit_start | priority | (pid >> 8) as u8;
        out.extend_from_slice(&[SYNC_BYTE, second, pid as u8, control | *continuity]);
        if !field.is_empty() {
            out.push(field.len() as u8);
            out.extend_from_slice(field);
        }
        if first {
            out.push(0);
        }
        let room = PACKET_SIZE - (out.len() - start);
        let (now, later) = rest.split_at(rest.len().min(room));
        out.extend_from_slice(now);
        out.resize(start + PACKET_SIZE, 0xFF);
        rest = later;
        first = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ts::packet::Packet;

    fn section(length: usize) -> Vec<u8> {
        let mut bytes: Vec<u8> = (0..length).map(|i| i as u8).collect();
        let field = (length - 3) as u16 | 0xB000;
        bytes[0] = 2;
        bytes[1..3].copy_from_slice(&field.to_be_bytes());
        seal(&mut bytes);
        bytes
    }

    #[test]
    fn sections_of_every_length_survive_cutting_and_collecting() {
        for length in [12, 183, 184, 185, 367, 368, 1024, 4096] {
            let original = section(length);
            assert!(crc_ok(&original));
            let (mut out, mut continuity) = (Vec::new(), 14);
            let field = [0x02, 3, 7, 8, 9];
            let envelope = Envelope { priority: true, field: &field[..length % 2 * 5] };
            packetize(&original, 0x1234, envelope, &mut continuity, &mut out);
            let first = Packet::new(out.first_chunk().unwrap());
            assert!(first.transport_priority());
            assert_eq!(first.adaptation_content().unwrap_or_default(), envelope.field);
            let mut collector = SectionCollector::default();
            let mut seen = Vec::new();
            for bytes in out.as_chunks::<PACKET_SIZE>().0 {
                let packet = Packet::new(bytes);
                assert_eq!(packet.pid(), 0x1234);
                collector.push(packet.payload().unwrap(), packet.payload_unit_start(), |found| {
                    seen.push(found.to_vec())
                });
            }
            assert_eq!(seen, [original], "length {length}");
        }
    }

    #[test]
    fn two_sections_in_one_packet_and_a_tail_before_the_pointer() {
        let (one, two, three) = (section(20), section(30), section(200));
        let mut collector = SectionCollector::default();
        let mut seen = Vec::new();
        let head = [&[0][..], &one, &two, &three[..100]].concat();
        collector.push(&head, true, |found| seen.push(found.to_vec()));
        let tail = [&[100][..], &three[100..], &one, &[0xFF; 10]].concat();
        collector.push(&tail, true, |found| seen.push(found.to_vec()));
        collector.push(&[0; 184], false, |found| seen.push(found.to_vec()));
        assert_eq!(seen, [one.clone(), two, three, one]);
    }
}
