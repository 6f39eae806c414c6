//! What a server that hands one stream to many readers has to know of it: where a decoder may start, and which
//! packets of tables it needs first. Nothing here decodes, so that it goes on working when a decoder has failed.

mod starts;
mod table;
mod tables;

pub use tables::TableLimits;
pub(crate) use tables::{Kind, Tables, Track};

use crate::ts::packet::{NULL_PID, PACKET_SIZE, Packet};

/// Follows the tables of one stream and finds the places where readers may start.
///
/// **Units.** Input is whole packets of 188 bytes; offsets are in bytes. **Memory.** Bounded by the limits; nothing is
/// allocated for tables that come again, and a packet costs the same whatever they say.
pub struct Scanner {
    tables: Tables,
}

impl Scanner {
    /// A scanner that has seen nothing.
    pub fn new(limits: TableLimits) -> Self {
        Self { tables: Tables::new(limits, true) }
    }

    /// Looks at packets up to and including the next one where a decoder may start, and returns its offset; without
    /// one, at all of them. What follows that packet was not looked at yet.
    ///
    /// Places before `from` do not count. With `any`, each access unit is a place to start, also in a stream whose
    /// tables are not known: for streams without key pictures.
    pub fn next_start(&mut self, packets: &[u8], from: usize, any: bool) -> Option<usize> {
        for (index, bytes) in packets.as_chunks::<PACKET_SIZE>().0.iter().enumerate() {
            let (packet, at) = (Packet::new(bytes), index * PACKET_SIZE);
            if !self.tables.observe(packet) && at >= from && self.starts(packet, any) {
                return Some(at);
            }
        }
        None
    }

    /// The packets of the newest association table and of each program's newest map, for a reader that starts now.
    pub fn prelude(&self) -> Vec<u8> {
        self.tables.prelude()
    }

    /// Programs and tracks beyond the limits, and tables that changed too often to be read.
    pub fn ignored(&self) -> u64 {
        self.tables.ignored()
    }

    fn starts(&self, packet: Packet, any: bool) -> bool {
        if packet.pid() == NULL_PID || !packet.has_payload() {
            return false;
        }
        let any = any && packet.payload_unit_start();
        if !self.tables.complete() {
            return any;
        }
        match self.tables.track(packet.pid()) {
            Some(track) if track.kind == Kind::Video => any || starts::picture(track.stream_type, packet),
            Some(track) if matches!(track.kind, Kind::Audio(_)) => {
                !self.tables.has_video() && packet.payload_unit_start()
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
