//! Audio packets that are not sent on before it is certain what they hold.

use crate::track::Probe;
use crate::ts::packet::{PACKET_SIZE, Packet};
use crate::ts::psi::AudioCodec;

/// Bytes of packets in which frames must be found: about a second of the fastest audio, several of most.
pub(super) const SOUGHT: usize = 348 * PACKET_SIZE;
/// Bytes of packets that may wait for their map.
pub(super) const AWAITED: usize = 5000 * PACKET_SIZE;

/// Packets of one PID in their order, and what was found in them.
pub(super) struct Hold {
    packets: Vec<u8>,
    probe: Probe,
    found: Option<AudioCodec>,
    /// Whether any packet could be read.
    clear: bool,
    since: u64,
}

impl Hold {
    /// An empty one; `now` counts packets of the stream.
    pub(super) fn new(now: u64) -> Self {
        Self { packets: Vec::new(), probe: Probe::new(), found: None, clear: false, since: now }
    }

    /// Takes a packet. `broken` says that packets are missing before it.
    pub(super) fn push(&mut self, packet: Packet, broken: bool) {
        if broken {
            self.probe.interrupt();
        }
        self.packets.extend_from_slice(packet.bytes());
        if packet.scrambled() {
            return;
        }
        self.clear = true;
        if self.found.is_none()
            && let Some(payload) = packet.payload()
        {
            self.found = self.probe.push(payload, packet.payload_unit_start());
        }
    }

    /// The codec, once frames have told it.
    pub(super) fn found(&self) -> Option<AudioCodec> {
        self.found
    }

    /// Whether nothing but scrambled packets came.
    pub(super) fn scrambled(&self) -> bool {
        !self.clear
    }

    /// Bytes that wait.
    pub(super) fn bytes(&self) -> usize {
        self.packets.len()
    }

    /// Packets of the stream since it began to hold.
    pub(super) fn age(&self, now: u64) -> u64 {
        now - self.since
    }

    /// The packets, in order.
    pub(super) fn packets(&self) -> &[[u8; PACKET_SIZE]] {
        self.packets.as_chunks().0
    }
}

/// A packet that left its place without its clock, which stayed there: the clock is taken out of it.
pub(super) fn without_clock(bytes: &[u8; PACKET_SIZE]) -> [u8; PACKET_SIZE] {
    let mut bytes = *bytes;
    // Only where nothing follows the clock: what remains of it is then stuffing.
    if Packet::new(&bytes).pcr().is_some() && bytes[5] & 0x0F == 0 {
        bytes[5] &= 0xEF;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_taken_out() {
        let mut bytes = [0xFF; PACKET_SIZE];
        bytes[..12].copy_from_slice(&[0x47, 1, 0, 0x30, 7, 0x50, 0, 0, 0, 1, 0xFE, 0]);
        assert!(Packet::new(&bytes).pcr().is_some());
        let taken = without_clock(&bytes);
        assert!(Packet::new(&taken).pcr().is_none());
        assert_eq!(Packet::new(&taken).payload(), Packet::new(&bytes).payload());
    }
}
