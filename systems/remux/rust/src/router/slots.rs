//! The places at which a converted track's packets leave: where the source's audio packets were.

use super::continuity::Continuity;
use crate::track::Converter;
use crate::ts::packet::{NULL_PID, PACKET_SIZE, Packet, SYNC_BYTE};

/// With a constant packet rate, waiting packets beyond this are inserted all the same (half a second at
/// 192 kb/s): better a swelling rate than growing delay.
const MAX_WAITING: usize = 72;

/// What a freed place is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Policy {
    /// Everything that is ready leaves at once; places without anything to fill them vanish.
    Variable,
    /// One packet for each place; null packets for places without any.
    Constant,
}

/// Fills the place of `packet`, an audio packet of the source, and notes what left.
pub(super) fn fill(
    packet: Packet,
    converter: &mut Converter,
    policy: Policy,
    continuity: &mut Continuity,
    out: &mut Vec<u8>,
) {
    let counter = continuity.sent(packet.pid(), packet.continuity());
    let keeps_place = packet.pcr().is_some();
    if keeps_place {
        clock_only(packet, *counter, out);
    }
    match policy {
        Policy::Variable => while converter.take(counter, out) {},
        Policy::Constant => {
            if !keeps_place && !converter.take(counter, out) {
                null_packet(out);
            }
            while converter.waiting() > MAX_WAITING && converter.take(counter, out) {}
        }
    }
}

/// Appends a packet without payload that carries the adaptation field of `packet`, so that its clock stays
/// exactly where it was.
pub(super) fn clock_only(packet: Packet, counter: u8, out: &mut Vec<u8>) {
    let field = packet.adaptation().unwrap_or_default();
    let start = out.len();
    let [_, high, low, ..] = *packet.bytes();
    out.extend_from_slice(&[SYNC_BYTE, high & 0x1F, low, 0x20 | counter, (PACKET_SIZE - 5) as u8]);
    out.extend_from_slice(field);
    out.resize(start + PACKET_SIZE, 0xFF);
}

fn null_packet(out: &mut Vec<u8>) {
    let start = out.len();
    out.extend_from_slice(&[SYNC_BYTE, (NULL_PID >> 8) as u8, NULL_PID as u8, 0x10]);
    out.resize(start + PACKET_SIZE, 0xFF);
}
