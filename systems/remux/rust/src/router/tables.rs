//! Tables and what follows from them: programs, tracks, routes, rewritten maps.

use super::audio::{MAX_TRACKS, converts_unnamed};
use super::continuity::Follows;
use super::packets::{Route, Router};
use super::programs::Listed;
use super::slots;
use crate::ts::packet::{NULL_PID, PACKET_SIZE, PID_COUNT, Packet};
use crate::ts::psi::{Pat, Pmt};
use crate::ts::section::{Envelope, MAX_FIELD, SectionCollector, crc_ok, packetize};

/// Times a section with a wrong checksum must come, the same each time, before it counts as right.
const BELIEVED: u32 = 10;

/// A section with a wrong checksum, and how often it came in a row.
#[derive(Default)]
pub(super) struct Doubt {
    section: Vec<u8>,
    times: u32,
}

impl Doubt {
    /// Whether it came so often that its sender does not make the checksum right.
    fn believes(&mut self, section: &[u8]) -> bool {
        if self.section != section {
            self.section.clear();
            self.section.extend_from_slice(section);
            self.times = 0;
        }
        self.times = self.times.saturating_add(1);
        self.times >= BELIEVED
    }
}

/// A PID that carries maps.
#[derive(Default)]
pub(super) struct MapPid {
    pub(super) pid: u16,
    pub(super) collector: SectionCollector,
    doubt: Doubt,
    /// Of the packet that is being read: what the next packet to leave takes from it.
    priority: bool,
    field: Vec<u8>,
}

impl Router {
    pub(super) fn associate(&mut self, packet: Packet, follows: Follows) {
        let Some(payload) = packet.payload().filter(|_| follows != Follows::Repeats) else { return };
        let mut collector = std::mem::take(&mut self.association);
        if follows != Follows::InOrder {
            collector.interrupt();
        }
        collector.push(payload, packet.payload_unit_start(), |section| {
            if !crc_ok(section) {
                self.counters.crc_errors += 1;
                if !self.doubt.believes(section) {
                    return;
                }
            }
            let Some(pat) = Pat::parse(section).filter(|pat| pat.current) else { return };
            if self.programs.associate(&pat) {
                self.update_tracks();
            }
        });
        self.association = collector;
    }

    pub(super) fn map(&mut self, index: usize, packet: Packet, follows: Follows) {
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
        let mut at = std::mem::take(&mut self.maps[index]);
        at.priority = packet.transport_priority();
        at.field.clear();
        at.field.extend_from_slice(packet.adaptation_content().unwrap_or_default());
        if follows != Follows::InOrder {
            at.collector.interrupt();
        }
        let (mut collector, mut moved) = (std::mem::take(&mut at.collector), false);
        collector.push(payload, packet.payload_unit_start(), |section| {
            if crc_ok(section) {
                moved |= self.map_section(&mut at, section);
                return;
            }
            self.counters.crc_errors += 1;
            if at.doubt.believes(section) {
                moved |= self.map_section(&mut at, section);
            } else if self.programs.unmapped(pid) {
                // A player may accept it. Beside a right one it is damage.
                self.send_section(&mut at, section);
            }
        });
        at.collector = collector;
        if !at.field.is_empty() {
            // No section ended here: what the packet says besides leaves without one.
            let counter = *self.continuity.sent(pid, packet.continuity());
            slots::clock_only(packet, counter, &mut self.out);
            self.counters.packets_out += 1;
        }
        // The lists may have changed meanwhile; only then is its place looked up anew.
        let place = if moved { self.maps.iter().position(|map| map.pid == pid) } else { Some(index) };
        if let Some(map) = place.and_then(|place| self.maps.get_mut(place)) {
            *map = at;
        }
    }

    /// Sends a section of a map PID on, rewritten if it is a map; `true` when the lists changed.
    fn map_section(&mut self, at: &mut MapPid, section: &[u8]) -> bool {
        let (map, pid) = (Pmt::parse(section), at.pid);
        let Some((map, program)) = map.and_then(|map| self.programs.find(map.program, pid).map(|p| (map, p)))
        else {
            self.send_section(at, section);
            return false;
        };
        if !map.current {
            let (mut announced, versions) = (Vec::new(), program.versions);
            self.rewrite(&map, versions, &mut announced);
            self.send_section(at, &announced);
            return false;
        }
        let changed = program.map != section;
        if changed {
            self.apply(&map, pid, section);
        }
        let program = self.programs.find(map.program, pid);
        let rewritten = program.map(|program| std::mem::take(&mut program.rewritten)).unwrap_or_default();
        self.send_section(at, &rewritten);
        if let Some(program) = self.programs.find(map.program, pid) {
            program.rewritten = rewritten;
        }
        changed
    }

    fn send_section(&mut self, at: &mut MapPid, section: &[u8]) {
        let before = self.out.len();
        let field = if at.field.len() <= MAX_FIELD { at.field.as_slice() } else { &[] };
        let envelope = Envelope { priority: at.priority, field };
        packetize(section, at.pid, envelope, self.continuity.sent(at.pid, 0), &mut self.out);
        if !field.is_empty() {
            at.field.clear();
        }
        self.counters.packets_out += ((self.out.len() - before) / PACKET_SIZE) as u64;
    }

    /// A new or changed map: tracks come and go, the map is rewritten.
    fn apply(&mut self, map: &Pmt, pid: u16, section: &[u8]) {
        let before = self.programs.find(map.program, pid).map(|program| program.rewritten.clone());
        self.programs.apply(map, pid, section, &self.config);
        self.update_tracks();
        let Some(mut versions) = self.programs.find(map.program, pid).map(|program| program.versions) else {
            return;
        };
        let mut rewritten = Vec::new();
        self.rewrite(map, versions, &mut rewritten);
        let version = |section: &[u8]| section.get(5).copied();
        if before.is_some_and(|before| before != rewritten && version(&before) == version(&rewritten)) {
            // What is declared has changed under the same version; players look at nothing else.
            versions = (versions + 1) & 0x1F;
            self.rewrite(map, versions, &mut rewritten);
        }
        if let Some(program) = self.programs.find(map.program, pid) {
            (program.rewritten, program.versions) = (rewritten, versions);
            // The update may have dropped this map together with others that share its tracks.
            program.map.clear();
            program.map.extend_from_slice(section);
        }
    }

    fn rewrite(&self, map: &Pmt, versions: u8, out: &mut Vec<u8>) {
        let declared = |pid| self.tracks.iter().find(|track| track.pid == pid)?.stream_type();
        map.rewrite_into(|stream| declared(stream.pid), versions, out);
    }

    /// Brings tracks and routes in line with the programs.
    fn update_tracks(&mut self) {
        let listed = self.programs.listed();
        let mut known = vec![false; PID_COUNT];
        let mut changed = Vec::new();
        let mut index = 0;
        while index < self.tracks.len() {
            let track = &mut self.tracks[index];
            let pid = track.pid;
            let stays = match listed[usize::from(pid)] {
                Some(listed) if track.declared.is_none() => {
                    self.adopt(index, listed.track.codec, listed.track.wanted, listed.clock_pid);
                    changed.push(pid);
                    true
                }
                Some(listed) => {
                    track.clock_pid = listed.clock_pid;
                    track.declared == Some(listed.track.codec) && track.wanted == listed.track.wanted
                }
                // Audio goes on as what it is, whether a map names it or not.
                None if track.converter.is_some() && converts_unnamed(&self.config) => {
                    track.declared = None;
                    !self.programs.names(pid)
                }
                None => track.declared.is_none() && !self.programs.names(pid),
            };
            if stays {
                known[usize::from(pid)] = true;
                index += 1;
                continue;
            }
            self.finish_track(index);
            let gone = self.tracks.remove(index);
            if gone.converter.is_some() {
                self.continuity.join(pid);
            }
            changed.push(pid);
        }
        for pid in self.programs.track_pids().collect::<Vec<_>>() {
            if self.tracks.len() >= MAX_TRACKS {
                break;
            }
            let Some(Listed { track, clock_pid }) =
                listed[usize::from(pid)].filter(|_| !std::mem::replace(&mut known[usize::from(pid)], true))
            else {
                continue;
            };
            self.declare(pid, track.codec, track.wanted, clock_pid);
            changed.push(pid);
        }
        self.programs.forget_maps_using(&changed);
        self.route();
    }

    pub(super) fn route(&mut self) {
        for pid in 0..PID_COUNT {
            self.routes[pid] = if self.muted(pid) { Route::Mute } else { Route::Pass };
        }
        for (index, track) in self.tracks.iter().enumerate() {
            self.routes[usize::from(track.pid)] = Route::Track(index as u16);
        }
        let mut missing = vec![false; PID_COUNT];
        self.programs.list.iter().for_each(|program| missing[usize::from(program.map_pid)] = true);
        self.maps.retain(|map| std::mem::take(&mut missing[usize::from(map.pid)]));
        for program in &self.programs.list {
            if std::mem::take(&mut missing[usize::from(program.map_pid)]) {
                self.maps.push(MapPid { pid: program.map_pid, ..MapPid::default() });
            }
        }
        for (index, map) in self.maps.iter().enumerate() {
            self.routes[usize::from(map.pid)] = Route::Map(index as u16);
        }
        self.routes[0] = Route::Association;
        self.routes[usize::from(NULL_PID)] = Route::Null;
    }
}
