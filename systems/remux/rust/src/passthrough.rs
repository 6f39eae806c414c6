//! A stream as it is: every packet passes, and is counted.

use crate::error::Error;
use crate::remuxer::OUTPUT_LIMIT;
use crate::router::continuity::{Continuity, Follows};
use crate::scan::{Kind, TableLimits, Tables, Track};
use crate::stats::{ProgramStats, Stats, TrackStats};
use crate::ts::clock::ProgramClock;
use crate::ts::packet::{NULL_PID, PACKET_SIZE, PID_COUNT, Packet};
use crate::ts::sync::Sync;

/// Passes one transport stream on unchanged. Bytes that belong to no packet are dropped, because what follows is
/// promised whole packets. It decodes nothing, so that it can stand in for a [`Remuxer`](crate::Remuxer) that failed.
///
/// **Units** and **ownership** are those of a remuxer. **Memory.** Bounded whatever the input.
pub struct Passthrough {
    sync: Sync,
    counting: Counting,
}

/// What is counted of the packets, and the packets.
struct Counting {
    continuity: Continuity,
    tables: Tables,
    /// PES packets of audio, by PID.
    units: Vec<u64>,
    /// The first clock that came, with its PID.
    clock: Option<(u16, ProgramClock)>,
    counters: Stats,
    out: Vec<u8>,
}

impl Passthrough {
    /// Opens one that has seen nothing.
    pub fn new(limits: TableLimits) -> Self {
        Self {
            sync: Sync::new(),
            counting: Counting {
                continuity: Continuity::new(),
                tables: Tables::new(limits, false),
                units: vec![0; PID_COUNT],
                clock: None,
                counters: Stats::default(),
                out: Vec::new(),
            },
        }
    }

    /// Takes all of `input`. Damage in the stream is counted, not reported.
    ///
    /// # Errors
    /// [`Error::OutputFull`] leaves the input unused.
    pub fn push(&mut self, input: &[u8]) -> Result<(), Error> {
        let (pending, limit) = (self.counting.out.len() as u64, OUTPUT_LIMIT as u64);
        if pending >= limit {
            return Err(Error::OutputFull { pending, limit });
        }
        self.counting.out.reserve(input.len() + PACKET_SIZE); // with what the synchroniser still has
        self.sync.push(input, |packet| self.counting.packet(packet));
        Ok(())
    }

    /// Takes the packets that are ready.
    pub fn output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.counting.out)
    }

    /// Says that the source was interrupted, for example opened anew: what is pushed next does not follow what was
    /// pushed before, and no packet in between counts as lost.
    pub fn interrupted(&mut self) {
        self.sync.interrupted();
        self.counting.continuity.interrupted();
    }

    /// Ends the input: the last packets no longer wait for a confirmation, and a cut one is dropped.
    pub fn flush(&mut self) {
        self.sync.flush(|packet| self.counting.packet(packet));
    }

    /// A snapshot of the counters. All audio tracks of all programs are in it.
    pub fn stats(&self) -> Stats {
        let mut stats = self.counting.stats();
        let sync = self.sync.stats();
        stats.bytes_in = sync.bytes;
        stats.packet_stride = sync.stride as u32;
        stats.resyncs = sync.resyncs;
        stats.junk_bytes = sync.junk_bytes;
        stats
    }
}

impl Counting {
    fn packet(&mut self, bytes: &[u8; PACKET_SIZE]) {
        let packet = Packet::new(bytes);
        let pid = packet.pid();
        self.out.extend_from_slice(bytes);
        self.counters.packets_in += 1;
        self.counters.packets_out += 1;
        if packet.transport_error() {
            // Not even the PID can be trusted; a gap in the counter will tell of the loss.
            self.counters.transport_errors += 1;
            return;
        }
        if pid == NULL_PID {
            return;
        }
        self.counters.continuity_errors +=
            u64::from(matches!(self.continuity.check(packet), Follows::AfterGap(_)));
        self.counters.scrambled_packets += u64::from(packet.scrambled());
        self.tables.observe(packet);
        if packet.payload_unit_start()
            && self.tables.track(pid).is_some_and(|track| matches!(track.kind, Kind::Audio(_)))
        {
            // Without looking into the payload, one PES packet is one frame.
            self.units[usize::from(pid)] += 1;
        }
        if let Some(pcr) = packet.pcr() {
            let (chosen, clock) = self.clock.get_or_insert((pid, ProgramClock::default()));
            if *chosen == pid {
                clock.update(pcr);
            }
        }
    }

    fn stats(&self) -> Stats {
        let programs = self.tables.programs().map(|program| ProgramStats {
            number: program.number,
            tracks: program.tracks.iter().filter_map(|track| self.describe(track)).collect(),
        });
        Stats {
            crc_errors: self.tables.crc_errors(),
            media_seconds: self.clock.map_or(0.0, |(_, clock)| clock.seconds()),
            programs: programs.collect(),
            ..self.counters.clone()
        }
    }

    fn describe(&self, track: &Track) -> Option<TrackStats> {
        let Kind::Audio(codec) = track.kind else { return None };
        let frames = self.units[usize::from(track.pid)];
        Some(TrackStats {
            pid: track.pid,
            codec_in: codec.name().to_owned(),
            codec_out: codec.name().to_owned(),
            language: track.language.map(|code| code.map(char::from).iter().collect()).unwrap_or_default(),
            frames_in: frames,
            frames_out: frames,
            passthrough: true,
            ..TrackStats::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ts::packet::SYNC_BYTE;

    fn packets(counters: std::ops::Range<u8>) -> Vec<u8> {
        counters.flat_map(|counter| [&[SYNC_BYTE, 1, 0, 0x10 | counter][..], &[0; 184]].concat()).collect()
    }

    #[test]
    fn issue_what_follows_an_interruption_is_not_a_loss() {
        for (interrupted, lost) in [(true, 0), (false, 1)] {
            let mut passthrough = Passthrough::new(TableLimits::default());
            passthrough.push(&packets(0..7)).unwrap();
            if interrupted {
                passthrough.push(&packets(7..8)[..100]).unwrap();
                passthrough.interrupted();
            }
            passthrough.push(&packets(9..15)).unwrap();
            passthrough.flush();
            assert_eq!(passthrough.stats().continuity_errors, lost);
            assert_eq!(passthrough.output(), [packets(0..7), packets(9..15)].concat());
        }
    }
}
