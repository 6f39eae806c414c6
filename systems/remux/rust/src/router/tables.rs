//! Tables and what follows from them: programs, tracks, routes, rewritten maps.

use super::continuity::Follows;
use super::packets::{MapPid, Route, Router, Track};
use super::programs::select;
use crate::track::{Converter, understands};
use crate::ts::packet::{NULL_PID, PACKET_SIZE, PID_COUNT, Packet};
use crate::ts::psi::{Pat, Pmt};
use crate::ts::section::{SectionCollector, crc_ok, packetize};

/// Tracks converted or watched at once.
const MAX_TRACKS: usize = 128;

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
                return;
            }
            let Some(pat) = Pat::parse(section).filter(|pat| pat.current) else { return };
            if self.programs.associate(&pat) {
                self.settle();
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
        let Some((map, program)) = map.and_then(|map| self.programs.find(map.program, pid).map(|p| (map, p)))
        else {
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
        map.rewrite_into(
            |stream| stream.audio_codec().is_some_and(understands) && converted(stream.pid),
            out,
        );
    }

    /// Brings tracks and routes in line with the programs.
    fn settle(&mut self) {
        let listed = self.programs.listed();
        let mut known = vec![false; PID_COUNT];
        let mut changed = Vec::new();
        let mut index = 0;
        while index < self.tracks.len() {
            let track = &mut self.tracks[index];
            let stays = listed[usize::from(track.pid)].filter(|listed| {
                listed.track.codec == track.codec && listed.track.wanted == track.converter.is_some()
            });
            if let Some(listed) = stays {
                track.clock_pid = listed.clock_pid;
                known[usize::from(track.pid)] = true;
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
        for pid in self.programs.track_pids() {
            if self.tracks.len() >= MAX_TRACKS {
                break;
            }
            let Some(listed) = listed[usize::from(pid)].filter(|_| !known[usize::from(pid)]) else {
                continue;
            };
            known[usize::from(pid)] = true;
            let converter =
                listed.track.wanted.then(|| Box::new(Converter::new(&self.config, pid, listed.track.codec)));
            changed.push(pid);
            self.tracks.push(Track {
                pid,
                codec: listed.track.codec,
                clock_pid: listed.clock_pid,
                units: 0,
                converter,
                last: [0; PACKET_SIZE],
            });
        }
        self.programs.forget_maps_using(&changed);
        self.route();
    }

    pub(super) fn route(&mut self) {
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
        let mut missing = vec![false; PID_COUNT];
        self.programs.list.iter().for_each(|program| missing[usize::from(program.map_pid)] = true);
        self.maps.retain(|map| std::mem::take(&mut missing[usize::from(map.pid)]));
        for program in &self.programs.list {
            if std::mem::take(&mut missing[usize::from(program.map_pid)]) {
                self.maps.push(MapPid { pid: program.map_pid, collector: SectionCollector::default() });
            }
        }
        for (index, map) in self.maps.iter().enumerate() {
            self.routes[usize::from(map.pid)] = Route::Map(index as u16);
        }
        self.routes[0] = Route::Association;
        self.routes[usize::from(NULL_PID)] = Route::Null;
    }
}
