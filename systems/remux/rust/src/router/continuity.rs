//! Continuity counters: checked on the way in, made right on the way out.

use crate::ts::packet::{NULL_PID, PID_COUNT, Packet};

/// No packet with a payload was seen on this PID.
const NONE: u8 = 0xFF;
/// Set on a counter whose packet already came twice.
const REPEATED: u8 = 0x10;

/// How a packet follows the last one of its PID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Follows {
    /// As it should (or it cannot be told).
    InOrder,
    /// The counter is that of the last packet: sent twice, or 16 packets later.
    Repeats,
    /// This many packets are missing.
    AfterGap(u8),
    /// An announced discontinuity.
    Break,
}

/// The next packet that passes decides how far the counters of its PID are moved.
const JOIN: u8 = 0xFF;

/// Counters of all PIDs.
pub(crate) struct Continuity {
    seen: Box<[u8; PID_COUNT]>,
    sent: Box<[u8; PID_COUNT]>,
    /// How far passing packets' counters are moved: not at all, except on PIDs that were converted before.
    moved: Box<[u8; PID_COUNT]>,
}

impl Continuity {
    pub(crate) fn new() -> Self {
        Self {
            seen: Box::new([NONE; PID_COUNT]),
            sent: Box::new([NONE; PID_COUNT]),
            moved: Box::new([0; PID_COUNT]),
        }
    }

    pub(crate) fn reset(&mut self) {
        self.seen.fill(NONE);
        self.sent.fill(NONE);
        self.moved.fill(0);
    }

    /// Whatever comes next is right.
    pub(crate) fn interrupted(&mut self) {
        self.seen.fill(NONE);
    }

    /// Looks at a packet's counter and remembers it.
    pub(crate) fn check(&mut self, packet: Packet) -> Follows {
        let pid = packet.pid();
        if pid == NULL_PID || !packet.has_payload() {
            return Follows::InOrder;
        }
        let counter = packet.continuity();
        let seen = &mut self.seen[usize::from(pid)];
        let last = std::mem::replace(seen, counter);
        if last == NONE {
            return Follows::InOrder;
        }
        if packet.discontinuity() {
            return Follows::Break;
        }
        match counter.wrapping_sub(last & 0x0F) & 0x0F {
            1 => Follows::InOrder,
            0 if last & REPEATED == 0 => {
                *seen |= REPEATED;
                Follows::Repeats
            }
            step => Follows::AfterGap(step.wrapping_sub(1) & 0x0F),
        }
    }

    /// Notes that a packet passes and gives the counter it must leave with.
    pub(crate) fn pass(&mut self, packet: Packet) -> u8 {
        let pid = usize::from(packet.pid());
        let (sent, moved) = (&mut self.sent[pid], &mut self.moved[pid]);
        if *moved == JOIN {
            let next = if packet.has_payload() { 1 } else { 0 };
            *moved = if *sent == NONE {
                0
            } else {
                sent.wrapping_add(next).wrapping_sub(packet.continuity()) & 0x0F
            };
        }
        let counter = (packet.continuity() + *moved) & 0x0F;
        if packet.has_payload() {
            *sent = counter;
        }
        counter
    }

    /// From now on packets of a PID pass that did not before: their counters must follow what left.
    pub(crate) fn join(&mut self, pid: u16) {
        self.moved[usize::from(pid & 0x1FFF)] = JOIN;
    }

    /// The counter of the last packet that left on a PID; before the first, the one before `source`'s, so
    /// that counters begin where the source's do.
    pub(crate) fn sent(&mut self, pid: u16, source: u8) -> &mut u8 {
        let sent = &mut self.sent[usize::from(pid & 0x1FFF)];
        if *sent == NONE {
            *sent = source.wrapping_sub(1) & 0x0F;
        }
        sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ts::packet::{PACKET_SIZE, SYNC_BYTE};

    fn packet(counter: u8) -> [u8; PACKET_SIZE] {
        let mut bytes = [0xFF; PACKET_SIZE];
        bytes[..4].copy_from_slice(&[SYNC_BYTE, 1, 0, 0x10 | counter]);
        bytes
    }

    #[test]
    fn gaps_repeats_and_order_are_told_apart() {
        let mut continuity = Continuity::new();
        let expected = [
            (14, Follows::InOrder),
            (15, Follows::InOrder),
            (0, Follows::InOrder),
            (0, Follows::Repeats),
            (1, Follows::InOrder),
            (1, Follows::Repeats),
            (1, Follows::AfterGap(15)),
            (3, Follows::AfterGap(1)),
            (2, Follows::AfterGap(14)),
        ];
        for (counter, follows) in expected {
            assert_eq!(continuity.check(Packet::new(&packet(counter))), follows, "{counter}");
        }
        assert_eq!(*continuity.sent(0x100, 5), 4);
        assert_eq!(continuity.pass(Packet::new(&packet(9))), 9);
        assert_eq!(*continuity.sent(0x100, 5), 9);
        continuity.join(0x100);
        assert_eq!(continuity.pass(Packet::new(&packet(3))), 10);
        assert_eq!(continuity.pass(Packet::new(&packet(5))), 12, "gaps of the source stay visible");
    }
}
