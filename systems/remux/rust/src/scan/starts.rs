//! Key pictures, told by the packet in which they begin.

use crate::ts::packet::Packet;

/// Whether a decoder may start at this packet of a video track: the sender marked it, or the first bytes of the
/// access unit hold a sequence header (MPEG-2) or a parameter set or key picture (H.264, HEVC).
///
/// Only this one packet is searched, so an encoder that neither marks its key pictures nor begins them with
/// parameter sets is not recognised.
pub(super) fn picture(stream_type: u8, packet: Packet) -> bool {
    if packet.random_access() {
        return true;
    }
    if !packet.payload_unit_start() || packet.scrambled() || packet.transport_error() {
        return false;
    }
    let payload = packet.payload().unwrap_or_default();
    payload.windows(4).any(|unit| unit[..3] == [0, 0, 1] && key_unit(stream_type, unit[3]))
}

/// Whether a unit with this code is where decoding may start.
fn key_unit(stream_type: u8, code: u8) -> bool {
    match stream_type {
        0x01 | 0x02 => code == 0xB3,
        0x1B => code & 0x80 == 0 && matches!(code & 0x1F, 5 | 7),
        0x24 => code & 0x80 == 0 && matches!(code >> 1 & 0x3F, 16..=21 | 32 | 33),
        _ => false,
    }
}
