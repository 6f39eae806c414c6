//! The heart: every packet is looked at once and passes, is replaced, or feeds a table (see `tables`).

use super::audio::begins_audio;
use super::audio_track::{Track, Voice};
use super::continuity::{Continuity, Follows};
use super::programs::Programs;
use super::slots::Policy;
use super::tables::{Doubt, MapPid};
use crate::aac::EncoderError;
use crate::config::Config;
use crate::stats::Stats;
use crate::ts::clock::ProgramClock;
use crate::ts::packet::{NULL_PID, PACKET_SIZE, PID_COUNT, Packet, SYNC_BYTE};
use crate::ts::section::SectionCollector;

/// PIDs whose clock is stored.
const MAX_CLOCKS: usize = 64;
/// Packets from one look for tracks that have ended to the next.
const EXPIRY: u64 = 8192;

/// What happens to the packets of a PID. Indices point into `Router`'s lists, which change only together with
/// the routes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    Pass,
    Null,
    Association,
    Map(u16),
    Track(u16),
    /// Audio that was converted, which no map names any more.
    Mute,
}

/// Routing state of one stream.
pub(crate) struct Router {
    pub(super) config: Config,
    pub(super) routes: Box<[Route; PID_COUNT]>,
    pub(super) continuity: Continuity,
    pub(super) association: SectionCollector,
    pub(super) doubt: Doubt,
    /// What left on each PID so far.
    pub(super) voices: Box<[Voice; PID_COUNT]>,
    /// PIDs whose next packet tells of a break.
    breaks: Box<[bool; PID_COUNT]>,
    pub(super) maps: Vec<MapPid>,
    pub(super) programs: Programs,
    pub(super) tracks: Vec<Track>,
    pub(super) clocks: Vec<(u16, ProgramClock)>,
    pub(super) counters: Stats,
    pub(super) error: Option<EncoderError>,
    pub(crate) out: Vec<u8>,
}

impl Router {
    pub(crate) fn new(config: Config) -> Self {
        let mut router = Self {
            config,
            routes: Box::new([Route::Pass; PID_COUNT]),
            continuity: Continuity::new(),
            association: SectionCollector::default(),
            doubt: Doubt::default(),
            voices: Box::new([Voice::Silent; PID_COUNT]),
            breaks: Box::new([false; PID_COUNT]),
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

    /// Back to the state of a new one; the output's memory is retained.
    pub(crate) fn reset(&mut self) {
        self.continuity.reset();
        self.association.interrupt();
        self.doubt = Doubt::default();
        self.voices.fill(Voice::Silent);
        self.breaks.fill(false);
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
            let passes = match route {
                Route::Map(_) | Route::Mute => false,
                Route::Track(index) => self.tracks[usize::from(index)].passes(),
                _ => true,
            };
            if passes {
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
            Route::Pass => self.pass_or_hold(packet, follows),
            Route::Null => self.null(packet),
            Route::Association => {
                self.associate(packet, follows);
                self.pass(packet);
            }
            Route::Map(index) => self.map(usize::from(index), packet, follows),
            Route::Track(index) => self.track(usize::from(index), packet, follows),
            Route::Mute => self.mute(packet),
        }
        if self.counters.packets_in.is_multiple_of(EXPIRY) {
            self.expire();
        }
    }

    /// The source was interrupted: what comes next does not follow what came.
    pub(crate) fn interrupted(&mut self) {
        self.continuity.interrupted();
        self.association.interrupt();
        self.maps.iter_mut().for_each(|map| map.collector.interrupt());
        self.breaks.fill(true);
        for track in &mut self.tracks {
            track.interrupted();
        }
    }

    /// Ends all tracks; what they still hold leaves.
    pub(crate) fn finish(&mut self) {
        for index in 0..self.tracks.len() {
            self.finish_stored(index);
            self.finish_track(index);
        }
    }

    pub(super) fn pass(&mut self, packet: Packet) {
        let counter = self.continuity.pass(packet);
        self.send(packet, counter);
    }

    pub(super) fn send(&mut self, packet: Packet, counter: u8) {
        let breaks = std::mem::take(&mut self.breaks[usize::from(packet.pid())]);
        if breaks && packet.adaptation().is_none() && packet.pid() != NULL_PID {
            self.tell_break(packet, counter);
        }
        let start = self.out.len();
        self.out.extend_from_slice(packet.bytes());
        if counter != packet.continuity() {
            self.out[start + 3] = packet.bytes()[3] & 0xF0 | counter;
        }
        if breaks && packet.adaptation().is_some() {
            self.out[start + 5] |= 0x80;
        }
        self.counters.packets_out += 1;
    }

    /// Sends a packet that only tells that `packet` comes after a break.
    fn tell_break(&mut self, packet: Packet, counter: u8) {
        let last = if packet.has_payload() { counter.wrapping_sub(1) & 0x0F } else { counter };
        let [_, high, low, ..] = *packet.bytes();
        let start = self.out.len();
        let length = (PACKET_SIZE - 5) as u8;
        self.out.extend_from_slice(&[SYNC_BYTE, high & 0x1F, low, 0x20 | last, length, 0x80]);
        self.out.resize(start + PACKET_SIZE, 0xFF);
        self.counters.packets_out += 1;
    }

    /// Lets a packet of a PID without a route through, unless it begins audio or a map.
    fn pass_or_hold(&mut self, packet: Packet, follows: Follows) {
        let pid = packet.pid();
        if packet.payload_unit_start() && !packet.scrambled() {
            if self.programs.list.is_empty() && begins_map(packet) {
                self.programs.find_map(pid, packet);
                self.route();
            } else if begins_audio(packet) && !self.programs.names(pid) {
                self.unnamed(pid);
            }
            match self.routes[usize::from(pid)] {
                Route::Map(index) => return self.map(usize::from(index), packet, follows),
                Route::Track(index) => return self.track(usize::from(index), packet, follows),
                _ => {}
            }
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
            if clock.update(pcr) {
                self.breaks[usize::from(pid)] = true;
            }
        } else if self.clocks.len() < MAX_CLOCKS {
            let mut clock = ProgramClock::default();
            clock.update(pcr);
            self.clocks.push((pid, clock));
        }
    }

    pub(super) fn policy(&self) -> Policy {
        if self.config.cbr { Policy::Constant } else { Policy::Variable }
    }
}

/// Whether a packet begins a program map.
fn begins_map(packet: Packet) -> bool {
    matches!(packet.payload(), Some([0, 2, 0xB0..=0xB3, _, ..]))
}
