//! The newest table of one PID, and the packets it came in.

use crate::ts::packet::Packet;
use crate::ts::section::{SectionCollector, crc_ok};

/// Bytes of changed tables that are read before any packet has paid for them: a full set.
const ADVANCE: usize = 257 * 1024;
/// Bytes of tables that a packet pays for: a sixteenth of the stream.
const PAID: usize = crate::ts::packet::PACKET_SIZE / 16;
/// Packets that the longest section takes.
const MAX_PACKETS: usize = 24;

/// What reading tables has cost, so that a stream of tables that keep changing costs no more than its length.
#[derive(Default)]
pub(super) struct Account {
    /// Bytes of tables that were read and not paid for yet.
    spent: usize,
    /// Tables that were not read because they changed too often.
    pub(super) ignored: u64,
    /// Tables that were read; those that come again as they were are not.
    pub(super) read: u64,
    /// Tables with a wrong checksum.
    pub(super) crc_errors: u64,
}

impl Account {
    /// Takes the payment of one packet.
    pub(super) fn pay(&mut self) {
        self.spent = self.spent.saturating_sub(PAID);
    }

    /// Whether a changed section may be read now, and is sound.
    fn reads(&mut self, section: &[u8]) -> bool {
        if self.spent + section.len() > ADVANCE {
            self.ignored += 1;
            return false;
        }
        self.spent += section.len();
        if !crc_ok(section) {
            self.crc_errors += 1;
            return false;
        }
        self.read += 1;
        true
    }
}

/// One PID's newest table.
#[derive(Default)]
pub(super) struct Table {
    collector: SectionCollector,
    /// Counter of the last packet.
    last: u8,
    /// Packets of the section that is being collected, and their number.
    gathered: Vec<u8>,
    count: usize,
    /// The section that was read last, its checksum included.
    section: Vec<u8>,
    /// The packets that it came in last.
    pub(super) packets: Vec<u8>,
}

impl Table {
    /// Takes one packet of the PID. A section of this kind that is not the one before is read, if the account allows
    /// it; `read` says whether it is of use. With `stores`, the packets are there for those who start later.
    pub(super) fn push(
        &mut self,
        packet: Packet,
        kind: u8,
        stores: bool,
        account: &mut Account,
        mut read: impl FnMut(&[u8]) -> bool,
    ) {
        let Some(payload) = packet.payload() else { return };
        let (starts, repeats) = (packet.payload_unit_start(), packet.continuity() == self.last);
        if packet.transport_error() || packet.scrambled() || repeats && !starts {
            return;
        }
        let follows = packet.continuity() == (self.last + 1) & 0x0F;
        self.last = packet.continuity();
        if !follows || self.count >= MAX_PACKETS {
            self.collector.interrupt();
        }
        if self.collector.idle() || starts && payload[0] == 0 {
            self.begin();
        }
        self.count += 1;
        if stores {
            self.gathered.extend_from_slice(packet.bytes());
        }
        let Self { collector, gathered, section, packets, .. } = self;
        collector.push(payload, starts, |found| {
            if found[0] != kind {
                return;
            }
            if found != section.as_slice() {
                if !account.reads(found) || !read(found) {
                    return;
                }
                section.clear();
                section.extend_from_slice(found);
            }
            packets.clear();
            packets.extend_from_slice(gathered);
        });
        if starts && self.count > 1 {
            // What is collected now began in this packet.
            self.begin();
            self.count = 1;
            if stores {
                self.gathered.extend_from_slice(packet.bytes());
            }
        }
    }

    /// Forgets the packets of what was collected before.
    fn begin(&mut self) {
        self.gathered.clear();
        self.count = 0;
    }
}
