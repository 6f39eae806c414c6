//! One transport packet: 188 bytes, read in place (ISO/IEC 13818-1, 2.4.3).

/// Bytes in a transport packet, without a timecode prefix (192) or parity (204).
pub const PACKET_SIZE: usize = 188;
/// The byte every transport packet begins with.
pub const SYNC_BYTE: u8 = 0x47;
/// The PID of stuffing packets.
pub const NULL_PID: u16 = 0x1FFF;
/// How many PIDs there are.
pub const PID_COUNT: usize = 0x2000;

/// A borrowed packet. All accessors are total: a damaged header gives `None`, never a panic.
#[derive(Clone, Copy)]
pub struct Packet<'a>(&'a [u8; PACKET_SIZE]);

impl<'a> Packet<'a> {
    /// Wraps 188 bytes.
    pub fn new(bytes: &'a [u8; PACKET_SIZE]) -> Self {
        Self(bytes)
    }

    /// The raw bytes.
    pub fn bytes(self) -> &'a [u8; PACKET_SIZE] {
        self.0
    }

    /// The packet identifier, 13 bits.
    pub fn pid(self) -> u16 {
        u16::from(self.0[1] & 0x1F) << 8 | u16::from(self.0[2])
    }

    /// Whether the demodulator marked this packet as damaged.
    pub fn transport_error(self) -> bool {
        self.0[1] & 0x80 != 0
    }

    /// Whether a PES packet or a section starts in the payload.
    pub fn payload_unit_start(self) -> bool {
        self.0[1] & 0x40 != 0
    }

    /// Whether the payload is scrambled.
    pub fn scrambled(self) -> bool {
        self.0[3] & 0xC0 != 0
    }

    /// The continuity counter, 4 bits.
    pub fn continuity(self) -> u8 {
        self.0[3] & 0x0F
    }

    /// Whether the header announces a payload.
    pub fn has_payload(self) -> bool {
        self.0[3] & 0x10 != 0
    }

    /// The adaptation field without its length byte; `None` when absent, empty or longer than the packet.
    pub fn adaptation(self) -> Option<&'a [u8]> {
        if self.0[3] & 0x20 == 0 {
            return None;
        }
        let length = usize::from(self.0[4]);
        if length == 0 {
            return None;
        }
        self.0.get(5..5 + length)
    }

    /// What the adaptation field says, without its stuffing; `None` when it says nothing.
    pub fn adaptation_content(self) -> Option<&'a [u8]> {
        let field = self.adaptation()?;
        let flags = field[0];
        if flags == 0 {
            return None;
        }
        let mut length = 1;
        for (flag, size) in [(0x10, 6), (0x08, 6), (0x04, 1)] {
            length += if flags & flag != 0 { size } else { 0 };
        }
        for flag in [0x02, 0x01] {
            if flags & flag != 0 {
                length += 1 + usize::from(*field.get(length)?);
            }
        }
        field.get(..length)
    }

    /// Whether the packet has priority over others of its PID.
    pub fn transport_priority(self) -> bool {
        self.0[1] & 0x20 != 0
    }

    /// The payload; `None` when there is none or the adaptation field overruns the packet.
    pub fn payload(self) -> Option<&'a [u8]> {
        if !self.has_payload() {
            return None;
        }
        let start = if self.0[3] & 0x20 == 0 { 4 } else { 5 + usize::from(self.0[4]) };
        self.0.get(start..).filter(|payload| !payload.is_empty())
    }

    /// Whether the adaptation field announces a break in continuity or in the clock.
    pub fn discontinuity(self) -> bool {
        self.adaptation().is_some_and(|field| field[0] & 0x80 != 0)
    }

    /// Whether the sender marked this packet as a place where a decoder may start.
    pub fn random_access(self) -> bool {
        self.adaptation().is_some_and(|field| field[0] & 0x40 != 0)
    }

    /// The program clock reference in 27 MHz units, if this packet carries one.
    pub fn pcr(self) -> Option<u64> {
        let field = self.adaptation()?;
        if field[0] & 0x10 == 0 || field.len() < 7 {
            return None;
        }
        let base = u64::from(field[1]) << 25
            | u64::from(field[2]) << 17
            | u64::from(field[3]) << 9
            | u64::from(field[4]) << 1
            | u64::from(field[5]) >> 7;
        let extension = u64::from(field[5] & 1) << 8 | u64::from(field[6]);
        Some(base * 300 + extension)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adaptation_longer_than_the_packet_is_refused() {
        let mut bytes = [0xFF; PACKET_SIZE];
        bytes[..5].copy_from_slice(&[SYNC_BYTE, 0x41, 0x00, 0x30, 200]);
        let packet = Packet::new(&bytes);
        assert_eq!(packet.pid(), 0x100);
        assert!(packet.adaptation().is_none());
        assert!(packet.payload().is_none());
        assert!(packet.pcr().is_none());
    }

    #[test]
    fn pcr_is_read_in_27_mhz_units() {
        let mut bytes = [0xFF; PACKET_SIZE];
        // base = 1, extension = 299
        bytes[..12].copy_from_slice(&[
            SYNC_BYTE,
            0x01,
            0x00,
            0x20,
            183,
            0x10,
            0,
            0,
            0,
            0,
            0x80 | 0x7E | 1,
            0x2B,
        ]);
        assert_eq!(Packet::new(&bytes).pcr(), Some(300 + 299));
    }
}
