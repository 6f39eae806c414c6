//! The heart: every packet is looked at once and passes, is replaced, or feeds a table.

use super::continuity::{Continuity, Follows};
use super::programs::{Program, Programs, select};
use super::slots::{self, Policy};
use crate::aac::EncoderError;
use crate::codec::mpeg;
use crate::config::Config;
use crate::stats::{ProgramStats, Stats, TrackStats};
use crate::track::Converter;
use crate::ts::clock::ProgramClock;
use crate::ts::packet::{NULL_PID, PACKET_SIZE, PID_COUNT, Packet};
use crate::ts::pes::PesStatus;
use crate::ts::psi::{AudioCodec, Pat, Pmt};
use crate::ts::section::{SectionCollector, crc_ok, packetize};

/// PIDs whose clock is kept.
const MAX_CLOCKS: usize = 64;
/// Tracks converted or watched at once.
const MAX_TRACKS: usize = 128;
/// Packets after which audio without a program map is let through as it is.
const PATIENCE: u64 = 20_000;

/// What happens to the packets of a PID. Indices point into `Mux`'s lists, which change only together with
/// the routes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Route {
    Pass,
    Null,
    Association,
    Map(u16),
    Convert(u16),
    Watch(u16),
    /// MPEG audio that no program map has named yet.
    Unclaimed,
}

struct MapPid {
    pid: u16,
    collector: SectionCollector,
}

struct Track {
    pid: u16,
    codec: AudioCodec,
    clock_pid: Option<u16>,
    units: u64,
    converter: Option<Box<Converter>>,
    /// The last packet, to tell a packet sent twice from a wrapped counter.
    last: [u8; PACKET_SIZE],
}

/// Routing state of one stream.
pub(crate) struct Mux {
    config: Config,
    routes: Box<[Route; PID_COUNT]>,
    continuity: Continuity,
    association: SectionCollector,
    maps: Vec<MapPid>,
    programs: Programs,
    tracks: Vec<Track>,
    clocks: Vec<(u16, ProgramClock)>,
    counters: Stats,
    error: Option<EncoderError>,
    pub(crate) out: Vec<u8>,
}

impl Mux {
    pub(crate) fn new(config: Config) -> Self {
        let mut mux = Self {
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
        mux.route();
        mux
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

    /// The counters and a description of every track.
    pub(crate) fn stats(&self) -> Stats {
        let mut stats = self.counters.clone();
        stats.programs = self.programs.list.iter().map(|program| self.describe(program)).collect();
        let converters = self.tracks.iter().filter_map(|track| track.converter.as_ref());
        let audio = converters.map(|converter| converter.seconds()).fold(0.0, f64::max);
        stats.media_seconds = self.clocks.first().map_or(0.0, |(_, clock)| clock.seconds());
        if stats.media_seconds == 0.0 {
            stats.media_seconds = audio;
        }
        stats
    }

    fn describe(&self, program: &Program) -> ProgramStats {
        let tracks = program.tracks.iter().map(|listed| {
            let mut stats = TrackStats {
                pid: listed.pid,
                codec_in: listed.codec.name(),
                codec_out: listed.codec.name(),
                language: listed.language.map(|code| code.map(char::from).iter().collect()).unwrap_or_default(),
                passthrough: true,
                ..TrackStats::default()
            };
            if let Some(track) = self.tracks.iter().find(|track| track.pid == listed.pid) {
                (stats.frames_in, stats.frames_out) = (track.units, track.units);
                if let Some(converter) = &track.converter {
                    stats.passthrough = false;
                    converter.describe(&mut stats);
                }
            }
            stats
        });
        ProgramStats { number: program.number, tracks: tracks.collect() }
    }

    fn pass(&mut self, packet: Packet) {
        let counter = self.continuity.pass(packet);
        self.send(packet, counter);
    }

    fn send(&mut self, packet: Packet, counter: u8) {
        let start = self.out.len();
        self.out.extend_from_slice(packet.bytes());
        if counter != packet.continuity() {
            self.out[start + 3] = packet.bytes()[3] & 0xF0 | counter;
        }
        self.counters.packets_out += 1;
    }

    /// Lets a packet through unless it begins MPEG audio that a coming program map will declare as AAC: a
    /// player would take it for damage.
    fn pass_or_hold(&mut self, packet: Packet) {
        let unsettled = self.counters.packets_in < PATIENCE && !self.programs.complete();
        if unsettled && packet.payload_unit_start() && begins_mpeg_audio(packet) {
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

    fn associate(&mut self, packet: Packet, follows: Follows) {
        let Some(payload) = packet.payload().filter(|_| follows != Follows::Repeats) else { return };
        let mut collector = std::mem::take(&mut self.association);
        if follows != Follows::InOrder {
            collector.interrupt();
        }
        collector.push(payload, packet.payload_unit_start(), |section| {
            if !crc_ok(section) {
                self.counters.crc_errors += 1;
                return;
            }
            let Some(pat) = Pat::parse(section).filter(|pat| pat.current) else { return };
            if self.programs.associate(&pat) {
                self.settle();
            }
        });
        self.association = collector;
    }

    fn map(&mut self, index: usize, packet: Packet, follows: Follows) {
        let pid = packet.pid();
        let counter = *self.continuity.sent(pid, packet.continuity());
        // Maps are never scrambled: a packet that says so is damaged.
        if packet.scrambled() || follows == Follows::Repeats {
            return;
        }
        let Some(payload) = packet.payload() else {
            if !packet.has_payload() {
                self.send(packet, counter);
            }
            return;
        };
        let mut collector = std::mem::take(&mut self.maps[index].collector);
        if follows != Follows::InOrder {
            collector.interrupt();
        }
        let mut moved = false;
        collector.push(payload, packet.payload_unit_start(), |section| {
            if crc_ok(section) {
                moved |= self.map_section(pid, section);
            } else {
                self.counters.crc_errors += 1;
            }
        });
        // The lists may have changed under the collector; only then is its place looked up anew.
        let place = if moved { self.maps.iter().position(|map| map.pid == pid) } else { Some(index) };
        if let Some(map) = place.and_then(|place| self.maps.get_mut(place)) {
            map.collector = collector;
        }
    }

    /// Sends a section of a map PID on, rewritten if it is a map; `true` when the lists changed.
    fn map_section(&mut self, pid: u16, section: &[u8]) -> bool {
        let map = Pmt::parse(section);
        let Some((map, program)) = map.and_then(|map| self.programs.find(map.program, pid).map(|p| (map, p))) else {
            self.send_section(pid, section);
            return false;
        };
        if !map.current {
            let mut announced = Vec::new();
            self.rewrite(&map, &mut announced);
            self.send_section(pid, &announced);
            return false;
        }
        let changed = program.map != section;
        if changed {
            self.apply(&map, pid, section);
        }
        let program = self.programs.find(map.program, pid);
        let rewritten = program.map(|program| std::mem::take(&mut program.rewritten)).unwrap_or_default();
        self.send_section(pid, &rewritten);
        if let Some(program) = self.programs.find(map.program, pid) {
            program.rewritten = rewritten;
        }
        changed
    }

    fn send_section(&mut self, pid: u16, section: &[u8]) {
        let before = self.out.len();
        packetize(section, pid, self.continuity.sent(pid, 0), &mut self.out);
        self.counters.packets_out += ((self.out.len() - before) / PACKET_SIZE) as u64;
    }

    /// A new or changed map: tracks come and go, the map is rewritten.
    fn apply(&mut self, map: &Pmt, pid: u16, section: &[u8]) {
        let tracks = select(map, &self.config);
        let Some(program) = self.programs.find(map.program, pid) else { return };
        program.tracks = tracks;
        program.pcr_pid = Some(map.pcr_pid);
        program.map.clear();
        program.map.extend_from_slice(section);
        self.settle();
        let mut rewritten = Vec::new();
        self.rewrite(map, &mut rewritten);
        if let Some(program) = self.programs.find(map.program, pid) {
            program.rewritten = rewritten;
            // Settling may have forgotten this map together with others that share its tracks.
            program.map.clear();
            program.map.extend_from_slice(section);
        }
    }

    fn rewrite(&self, map: &Pmt, out: &mut Vec<u8>) {
        let converted = |pid| self.tracks.iter().any(|track| track.pid == pid && track.converter.is_some());
        map.rewrite_into(|stream| stream.audio_codec() == Some(AudioCodec::MpegAudio) && converted(stream.pid), out);
    }

    /// Brings tracks and routes in line with the programs.
    fn settle(&mut self) {
        let mut changed = Vec::new();
        let mut index = 0;
        while index < self.tracks.len() {
            let track = &self.tracks[index];
            let listed = self.programs.track(track.pid);
            let stays = listed.is_some_and(|l| l.codec == track.codec && l.wanted == track.converter.is_some());
            if stays {
                index += 1;
                continue;
            }
            self.finish_track(index);
            let gone = self.tracks.remove(index);
            if gone.converter.is_some() {
                self.continuity.join(gone.pid);
            }
            changed.push(gone.pid);
        }
        let pids: Vec<u16> = self.programs.track_pids().collect();
        for pid in pids {
            let clock_pid = self.programs.clock_of(pid);
            if let Some(track) = self.tracks.iter_mut().find(|track| track.pid == pid) {
                track.clock_pid = clock_pid;
                continue;
            }
            let Some(listed) = self.programs.track(pid).filter(|_| self.tracks.len() < MAX_TRACKS) else { continue };
            let converter = listed.wanted.then(|| Box::new(Converter::new(&self.config, pid)));
            changed.push(pid);
            self.tracks.push(Track {
                pid,
                codec: listed.codec,
                clock_pid,
                units: 0,
                converter,
                last: [0; PACKET_SIZE],
            });
        }
        self.programs.forget_maps_using(&changed);
        self.route();
    }

    fn route(&mut self) {
        let settled = self.programs.complete();
        for route in self.routes.iter_mut() {
            if *route != Route::Unclaimed || settled {
                *route = Route::Pass;
            }
        }
        for (index, track) in self.tracks.iter().enumerate() {
            let index = index as u16;
            self.routes[usize::from(track.pid)] =
                if track.converter.is_some() { Route::Convert(index) } else { Route::Watch(index) };
        }
        let programs = &self.programs.list;
        self.maps.retain(|map| programs.iter().any(|program| program.map_pid == map.pid));
        for program in programs {
            if !self.maps.iter().any(|map| map.pid == program.map_pid) {
                self.maps.push(MapPid { pid: program.map_pid, collector: SectionCollector::default() });
            }
        }
        for (index, map) in self.maps.iter().enumerate() {
            self.routes[usize::from(map.pid)] = Route::Map(index as u16);
        }
        self.routes[0] = Route::Association;
        self.routes[usize::from(NULL_PID)] = Route::Null;
    }

    fn convert(&mut self, index: usize, packet: Packet, follows: Follows) {
        let policy = self.policy();
        let track = &mut self.tracks[index];
        let Some(converter) = &mut track.converter else { return };
        let clock = track.clock_pid.and_then(|pid| self.clocks.iter().find(|(clock_pid, _)| *clock_pid == pid));
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

    fn finish_track(&mut self, index: usize) {
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

/// Whether a packet begins a PES packet of MPEG audio whose first byte of payload begins a frame.
fn begins_mpeg_audio(packet: Packet) -> bool {
    let Some(payload) = packet.payload() else { return false };
    let [0, 0, 1, 0xC0..=0xDF, _, _, _, _, extra, ..] = *payload else { return false };
    payload.get(9 + usize::from(extra)..).is_some_and(mpeg::starts_frame)
}
