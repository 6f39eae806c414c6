//! The heart: every packet is looked at once and passes, is replaced, or feeds a table (see `tables`).

use super::continuity::{Continuity, Follows};
use super::programs::Programs;
use super::slots::{self, Policy};
use crate::aac::EncoderError;
use crate::codec::{ac3, mpeg};
use crate::config::Config;
use crate::stats::Stats;
use crate::track::Converter;
use crate::ts::clock::ProgramClock;
use crate::ts::packet::{NULL_PID, PACKET_SIZE, PID_COUNT, Packet};
use crate::ts::pes::PesStatus;
use crate::ts::psi::AudioCodec;
use crate::ts::section::SectionCollector;

/// PIDs whose clock is kept.
const MAX_CLOCKS: usize = 64;
/// Packets after which audio without a program map is let through as it is.
const PATIENCE: u64 = 20_000;

/// What happens to the packets of a PID. Indices point into `Router`'s lists, which change only together with
/// the routes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    Pass,
    Null,
    Association,
    Map(u16),
    Convert(u16),
    Watch(u16),
    /// Audio of a codec that is converted, which no program map has named yet.
    Unclaimed,
}

pub(super) struct MapPid {
    pub(super) pid: u16,
    pub(super) collector: SectionCollector,
}

pub(super) struct Track {
    pub(super) pid: u16,
    pub(super) codec: AudioCodec,
    pub(super) clock_pid: Option<u16>,
    pub(super) units: u64,
    pub(super) converter: Option<Box<Converter>>,
    /// The last packet, to tell a packet sent twice from a wrapped counter.
    pub(super) last: [u8; PACKET_SIZE],
}

/// Routing state of one stream.
pub(crate) struct Router {
    pub(super) config: Config,
    pub(super) routes: Box<[Route; PID_COUNT]>,
    pub(super) continuity: Continuity,
    pub(super) association: SectionCollector,
    pub(super) maps: Vec<MapPid>,
    pub(super) programs: Programs,
    pub(super) tracks: Vec<Track>,
    pub(super) clocks: Vec<(u16, ProgramClock)>,
    pub(super) counters: Stats,
    error: Option<EncoderError>,
    pub(crate) out: Vec<u8>,
}

impl Router {
    pub(crate) fn new(config: Config) -> Self {
        let mut router = Self {
            config,
            routes: Box::new([Route::Pass; PID_COUNT]),
            continuity: Continuity::new(),
            association: SectionCollector::default(),
            maps: Vec::new(),
            programs: Programs::default(),
            tracks: Vec::new(),
            clocks: Vec::new(),
            counters: Stats::default(),
            error: None,
            out: Vec::new(),
        };
        router.route();
        router
    }

    /// Back to the state of a new one; the output's memory is kept.
    pub(crate) fn reset(&mut self) {
        self.continuity.reset();
        self.association.interrupt();
        self.maps.clear();
        self.programs = Programs::default();
        self.tracks.clear();
        self.clocks.clear();
        self.counters = Stats::default();
        self.error = None;
        self.out.clear();
        self.routes.fill(Route::Pass);
        self.route();
    }

    /// The first encoder failure since the last call.
    pub(crate) fn take_error(&mut self) -> Option<EncoderError> {
        self.error.take()
    }

    /// Takes one packet.
    pub(crate) fn packet(&mut self, bytes: &[u8; PACKET_SIZE]) {
        let packet = Packet::new(bytes);
        let pid = packet.pid();
        let route = self.routes[usize::from(pid)];
        self.counters.packets_in += 1;
        if packet.transport_error() {
            // Not even the PID can be trusted; a gap in the counter will tell of the loss.
            self.counters.transport_errors += 1;
            if !matches!(route, Route::Convert(_) | Route::Map(_) | Route::Unclaimed) {
                self.pass(packet);
            }
            return;
        }
        let follows = self.continuity.check(packet);
        if let Follows::AfterGap(_) = follows {
            self.counters.continuity_errors += 1;
        }
        if packet.scrambled() && pid != NULL_PID {
            self.counters.scrambled_packets += 1;
        }
        if let Some(pcr) = packet.pcr() {
            self.clock(pid, pcr);
        }
        match route {
            Route::Pass => self.pass_or_hold(packet),
            Route::Null => self.null(packet),
            Route::Association => {
                self.associate(packet, follows);
                self.pass(packet);
            }
            Route::Map(index) => self.map(usize::from(index), packet, follows),
            Route::Convert(index) => self.convert(usize::from(index), packet, follows),
            Route::Watch(index) => {
                let starts = packet.payload_unit_start();
                self.tracks[usize::from(index)].units += u64::from(starts);
                self.pass(packet);
            }
            Route::Unclaimed => self.counters.unclaimed_packets += 1,
        }
    }

    /// Ends all tracks; what they still hold leaves.
    pub(crate) fn finish(&mut self) {
        for index in 0..self.tracks.len() {
            self.finish_track(index);
        }
    }

    pub(super) fn pass(&mut self, packet: Packet) {
        let counter = self.continuity.pass(packet);
        self.send(packet, counter);
    }

    pub(super) fn send(&mut self, packet: Packet, counter: u8) {
        let start = self.out.len();
        self.out.extend_from_slice(packet.bytes());
        if counter != packet.continuity() {
            self.out[start + 3] = packet.bytes()[3] & 0xF0 | counter;
        }
        self.counters.packets_out += 1;
    }

    /// Lets a packet through unless it begins audio that a coming program map will declare as AAC: a player would
    /// take it for damage.
    fn pass_or_hold(&mut self, packet: Packet) {
        let unsettled = self.counters.packets_in < PATIENCE && !self.programs.complete();
        if unsettled && packet.payload_unit_start() && begins_audio(packet) {
            self.routes[usize::from(packet.pid())] = Route::Unclaimed;
            self.counters.unclaimed_packets += 1;
            return;
        }
        self.pass(packet);
    }

    fn null(&mut self, packet: Packet) {
        if self.policy() == Policy::Constant {
            for track in &mut self.tracks {
                let Some(converter) = &mut track.converter else { continue };
                let counter = self.continuity.sent(track.pid, 0);
                if converter.take(counter, &mut self.out) {
                    self.counters.packets_out += 1;
                    return;
                }
            }
        }
        self.pass(packet);
    }

    fn clock(&mut self, pid: u16, pcr: u64) {
        if let Some((_, clock)) = self.clocks.iter_mut().find(|(clock_pid, _)| *clock_pid == pid) {
            clock.update(pcr);
        } else if self.clocks.len() < MAX_CLOCKS {
            let mut clock = ProgramClock::default();
            clock.update(pcr);
            self.clocks.push((pid, clock));
        }
    }

    fn convert(&mut self, index: usize, packet: Packet, follows: Follows) {
        let policy = self.policy();
        let track = &mut self.tracks[index];
        let Some(converter) = &mut track.converter else { return };
        let clock =
            track.clock_pid.and_then(|pid| self.clocks.iter().find(|(clock_pid, _)| *clock_pid == pid));
        let clock = clock.and_then(|(_, clock)| clock.ticks());
        let repeated = follows == Follows::Repeats && track.last[4..] == packet.bytes()[4..];
        match follows {
            Follows::AfterGap(packets) => converter.lost(packets),
            Follows::Break => converter.lost(0),
            Follows::Repeats if !repeated => {
                self.counters.continuity_errors += 1;
                converter.lost(15);
            }
            Follows::Repeats | Follows::InOrder => {}
        }
        track.last = *packet.bytes();
        if packet.scrambled() {
            converter.lost(1);
        } else if let Some(payload) = packet.payload().filter(|_| !repeated) {
            match converter.push(payload, packet.payload_unit_start(), clock) {
                Ok(PesStatus::Fine) => {}
                Ok(PesStatus::Damaged) => self.counters.pes_errors += 1,
                Ok(PesStatus::Scrambled) => self.counters.scrambled_packets += 1,
                Err(error) => self.error = self.error.or(Some(error)),
            }
        }
        let before = self.out.len();
        slots::fill(packet, converter, policy, &mut self.continuity, &mut self.out);
        self.counters.packets_out += ((self.out.len() - before) / PACKET_SIZE) as u64;
    }

    pub(super) fn finish_track(&mut self, index: usize) {
        let track = &mut self.tracks[index];
        let Some(converter) = &mut track.converter else { return };
        if let Err(error) = converter.finish(None) {
            self.error = self.error.or(Some(error));
        }
        let counter = self.continuity.sent(track.pid, 0);
        while converter.take(counter, &mut self.out) {
            self.counters.packets_out += 1;
        }
    }

    fn policy(&self) -> Policy {
        if self.config.cbr { Policy::Constant } else { Policy::Variable }
    }
}

/// Whether a packet begins a PES packet of MPEG audio, AC-3 or E-AC-3 whose first byte of payload begins a frame.
fn begins_audio(packet: Packet) -> bool {
    let Some(payload) = packet.payload() else { return false };
    let [0, 0, 1, stream_id, _, _, _, _, extra, ..] = *payload else { return false };
    payload.get(9 + usize::from(extra)..).is_some_and(|data| match stream_id {
        0xC0..=0xDF => mpeg::starts_frame(data) || ac3::starts_frame(data),
        0xBD | 0xFD => ac3::starts_frame(data),
        _ => false,
    })
}
