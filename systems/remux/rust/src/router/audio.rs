//! Audio tracks: converted, passed, or stored until it is certain which.
//!
//! What a PID carried decides what it may carry (see [`Voice`]): a player that took a PID for MP2 never takes it for
//! AAC, and the other way round. So a track is converted from its first packet on, whether or not a map names it
//! yet, or waits, or stays as it is for good.

use super::audio_track::{Reason, Track, Voice};
use super::continuity::Follows;
use super::hold::{AWAITED, Hold, SOUGHT, without_clock};
use super::packets::{Route, Router};
use super::slots;
use crate::codec::identify::adts_is_slow;
use crate::config::{Config, Tracks};
use crate::track::{Converter, understands};
use crate::ts::packet::{PACKET_SIZE, Packet};
use crate::ts::pes::PesStatus;
use crate::ts::psi::AudioCodec;

/// Tracks at once.
pub(super) const MAX_TRACKS: usize = 128;
/// Packets of the stream that audio may wait for its map, and after which a PID without packets is not a track.
const PATIENCE: u64 = 20_000;
/// PES packets in which AAC is looked at for SBR.
const LOOKS: u64 = 4;
/// PES packets without a frame after which a converted track is looked at anew.
const IDLE_UNITS: u32 = 8;

/// Whether audio that no map names is converted: only where no choice of tracks depends on what the map says.
pub(super) fn converts_unnamed(config: &Config) -> bool {
    config.tracks == Tracks::All && config.program.is_none()
}

fn is_aac(codec: AudioCodec) -> bool {
    codec == AudioCodec::AacAdts
}

impl Router {
    /// A track that a map names.
    pub(super) fn declare(&mut self, pid: u16, codec: AudioCodec, wanted: bool, clock_pid: Option<u16>) {
        let mut track = Track::new(pid, Some(codec), wanted, clock_pid, self.counters.packets_in);
        let voice = self.voices[usize::from(pid)];
        // What left as AAC stays AAC, whatever is asked for.
        if understands(codec) && (voice == Voice::Aac || wanted && voice == Voice::Silent) {
            track.converter = Some(Box::new(Converter::new(&self.config, pid, codec)));
        } else {
            track.hold = None;
            track.reason = match (understands(codec), wanted) {
                (false, _) if is_aac(codec) => Reason::None,
                (false, _) => Reason::Codec,
                (true, false) => Reason::NotSelected,
                (true, true) => Reason::NoMap,
            };
        }
        self.tracks.push(track);
    }

    /// A map names a track that came before it.
    pub(super) fn adopt(&mut self, index: usize, codec: AudioCodec, wanted: bool, clock_pid: Option<u16>) {
        let track = &mut self.tracks[index];
        (track.declared, track.wanted, track.clock_pid) = (Some(codec), wanted, clock_pid);
        if track.codec == AudioCodec::Unknown {
            track.codec = codec;
        }
        if track.converter.is_some() || track.hold.is_none() {
            return;
        }
        // It waited for this.
        let codec = track.codec;
        self.become_codec(index, codec);
    }

    /// Audio that no map names begins on a PID.
    pub(super) fn unnamed(&mut self, pid: u16) -> bool {
        if self.tracks.len() >= MAX_TRACKS {
            return false;
        }
        let clock_pid = self.clocks.first().map(|(pid, _)| *pid);
        let wanted = converts_unnamed(&self.config);
        self.tracks.push(Track::new(pid, None, wanted, clock_pid, self.counters.packets_in));
        self.route();
        true
    }

    /// Takes one packet of a track.
    pub(super) fn track(&mut self, index: usize, packet: Packet, follows: Follows) {
        let now = self.counters.packets_in;
        let track = &mut self.tracks[index];
        track.seen = now;
        if track.declared.is_none() {
            self.counters.unclaimed_packets += 1;
        }
        let repeated = follows == Follows::Repeats && track.last[4..] == packet.bytes()[4..];
        track.last = *packet.bytes();
        if let Some(hold) = track.hold.as_mut().filter(|_| !repeated) {
            hold.push(packet, follows != Follows::InOrder);
        }
        if self.tracks[index].converter.is_some() {
            self.convert(index, packet, follows, repeated);
        } else {
            self.watch(index, packet);
        }
        if self.tracks[index].hold.is_some() {
            self.judge(index);
        }
    }

    /// The program clock of a track.
    fn clock_of(&self, index: usize) -> Option<u64> {
        let pid = self.tracks[index].clock_pid?;
        self.clocks.iter().find(|(clock_pid, _)| *clock_pid == pid)?.1.ticks()
    }

    fn convert(&mut self, index: usize, packet: Packet, follows: Follows, repeated: bool) {
        let (policy, clock) = (self.policy(), self.clock_of(index));
        let now = self.counters.packets_in;
        let track = &mut self.tracks[index];
        let Some(converter) = &mut track.converter else { return };
        match follows {
            Follows::AfterGap(packets) => converter.lost(packets),
            Follows::Break => converter.broken(),
            Follows::Repeats if !repeated => {
                self.counters.continuity_errors += 1;
                converter.lost(15);
            }
            Follows::Repeats | Follows::InOrder => {}
        }
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
        let found = converter.found();
        if found != track.frames {
            (track.frames, track.idle, track.hold) = (found, 0, None);
        } else if packet.payload_unit_start() {
            track.idle += 1;
            if track.idle >= IDLE_UNITS && track.hold.is_none() {
                track.hold = Some(Box::new(Hold::new(now)));
            }
        }
        if converter.waiting() > 0 {
            self.voices[usize::from(track.pid)] = Voice::Aac;
        }
        let before = self.out.len();
        slots::fill(packet, converter, policy, &mut self.continuity, &mut self.out);
        self.counters.packets_out += ((self.out.len() - before) / PACKET_SIZE) as u64;
    }

    /// A track that is not converted: it passes, or waits until more is known.
    fn watch(&mut self, index: usize, packet: Packet) {
        let track = &mut self.tracks[index];
        let voice = &mut self.voices[usize::from(track.pid)];
        let begins = packet.payload_unit_start() && !packet.scrambled();
        if track.hold.is_some() {
            self.keep_clock(packet);
            return;
        }
        if *voice == Voice::Aac && !is_aac(track.codec) {
            // The old codec on a PID that has become AAC.
            self.keep_clock(packet);
            return;
        }
        if begins
            && track.codec == AudioCodec::AacAdts
            && track.wanted
            && track.units < LOOKS
            && begins_slow(packet)
        {
            self.convert_from(index, packet, AudioCodec::HeAac);
            return;
        }
        if begins && track.reason == Reason::Scrambled && *voice == Voice::Silent {
            self.resume(index, packet);
            return;
        }
        track.units += u64::from(packet.payload_unit_start());
        if begins && !is_aac(track.codec) {
            *voice = Voice::Source;
        }
        self.pass(packet);
    }

    /// A track that was scrambled can be read.
    fn resume(&mut self, index: usize, packet: Packet) {
        let codec = self.tracks[index].codec;
        self.convert_from(index, packet, codec);
    }

    /// A track that passed so far is converted from this packet on.
    fn convert_from(&mut self, index: usize, packet: Packet, codec: AudioCodec) {
        let mut hold = Box::new(Hold::new(self.counters.packets_in));
        hold.push(packet, false);
        let track = &mut self.tracks[index];
        (track.hold, track.reason) = (Some(hold), Reason::None);
        self.continuity.join(track.pid);
        self.keep_clock(packet);
        if codec != AudioCodec::Unknown {
            self.become_codec(index, codec);
        }
    }

    /// Sends the clock of a packet that does not leave, in its place.
    fn keep_clock(&mut self, packet: Packet) {
        if packet.pcr().is_some() {
            let counter = *self.continuity.sent(packet.pid(), packet.continuity());
            slots::clock_only(packet, counter, &mut self.out);
            self.counters.packets_out += 1;
        }
    }

    /// Looks at what the stored packets of a track have told so far.
    fn judge(&mut self, index: usize) {
        let now = self.counters.packets_in;
        let track = &mut self.tracks[index];
        let Some(hold) = &track.hold else { return };
        let unnamed = track.declared.is_none();
        match hold.found() {
            Some(codec) if track.converter.is_some() => {
                if codec == track.codec || dolby(codec) && dolby(track.codec) {
                    // As declared; the converter finds its frames.
                    track.hold = None;
                } else {
                    self.become_codec(index, codec);
                }
            }
            // Whether it is wanted is not known before a map says so.
            Some(codec) if unnamed && !track.wanted && understands(codec) => {
                track.codec = codec;
                if hold.bytes() >= AWAITED || hold.age(now) >= PATIENCE {
                    self.pass_on(index, Reason::NoMap);
                }
            }
            Some(codec) => self.become_codec(index, codec),
            None if hold.bytes() >= SOUGHT => {
                let reason = if hold.scrambled() { Reason::Scrambled } else { Reason::NoFrame };
                self.pass_on(index, reason);
            }
            None => {}
        }
    }

    /// A track is of a codec, by its frames or its map: what waits is converted or passes.
    fn become_codec(&mut self, index: usize, codec: AudioCodec) {
        self.finish_track(index);
        let (pid, clock) = (self.tracks[index].pid, self.clock_of(index));
        let voice = self.voices[usize::from(pid)];
        let track = &mut self.tracks[index];
        track.codec = codec;
        track.converter = None;
        if !understands(codec) || voice == Voice::Source || !track.wanted && voice != Voice::Aac {
            let reason = match (understands(codec), voice) {
                (false, _) if is_aac(codec) => Reason::None,
                (false, _) => Reason::Codec,
                (true, Voice::Source) => Reason::NoMap,
                (true, _) => Reason::NotSelected,
            };
            self.pass_on(index, reason);
            return;
        }
        let mut converter = Box::new(Converter::new(&self.config, pid, codec));
        let mut last: Option<u8> = None;
        for bytes in track.hold.take().iter().flat_map(|hold| hold.packets()) {
            let packet = Packet::new(bytes);
            let Some(payload) = packet.payload().filter(|_| !packet.scrambled()) else { continue };
            let step = last.map_or(1, |last| packet.continuity().wrapping_sub(last) & 0x0F);
            if step != 1 {
                converter.lost(step.wrapping_sub(1) & 0x0F);
            }
            last = Some(packet.continuity());
            if let Err(error) = converter.push(payload, packet.payload_unit_start(), clock) {
                self.error = self.error.or(Some(error));
            }
        }
        (track.frames, track.idle, track.reason) = (converter.found(), 0, Reason::None);
        track.converter = Some(converter);
        self.programs.forget_maps_using(&[pid]);
    }

    /// A track passes from now on; what was stored leaves first.
    fn pass_on(&mut self, index: usize, reason: Reason) {
        self.finish_track(index);
        let track = &mut self.tracks[index];
        let (pid, codec) = (track.pid, track.codec);
        let Some(hold) = track.hold.take() else { return };
        if self.voices[usize::from(pid)] == Voice::Aac && !is_aac(codec) {
            // It cannot pass on a PID that has become AAC: its frames are sought anew.
            (track.idle, track.reason) = (0, reason);
            return;
        }
        let converted = track.converter.take().is_some();
        track.reason = reason;
        if converted {
            self.continuity.join(pid);
        }
        for bytes in hold.packets() {
            let packet = Packet::new(bytes);
            let begins = packet.payload_unit_start();
            self.tracks[index].units += u64::from(begins);
            if begins && !packet.scrambled() && !is_aac(codec) {
                self.voices[usize::from(pid)] = Voice::Source;
            }
            self.pass(Packet::new(&without_clock(bytes)));
        }
        self.programs.forget_maps_using(&[pid]);
    }

    /// Tracks that no map names end when no packets come.
    pub(super) fn expire(&mut self) {
        let now = self.counters.packets_in;
        let over = |track: &Track| track.declared.is_none() && now - track.seen > PATIENCE;
        let mut index = 0;
        let before = self.tracks.len();
        while index < self.tracks.len() {
            if over(&self.tracks[index]) {
                self.finish_track(index);
                self.tracks.remove(index);
            } else {
                index += 1;
            }
        }
        if self.tracks.len() != before {
            self.route();
        }
    }

    pub(super) fn finish_track(&mut self, index: usize) {
        let clock = self.clock_of(index);
        let track = &mut self.tracks[index];
        let Some(converter) = &mut track.converter else { return };
        if let Err(error) = converter.finish(clock) {
            self.error = self.error.or(Some(error));
        }
        if converter.waiting() > 0 {
            self.voices[usize::from(track.pid)] = Voice::Aac;
        }
        let counter = self.continuity.sent(track.pid, 0);
        while converter.take(counter, &mut self.out) {
            self.counters.packets_out += 1;
        }
    }

    /// At the end of the stream: what a track holds leaves as it is.
    pub(super) fn finish_stored(&mut self, index: usize) {
        let track = &self.tracks[index];
        if track.converter.is_some() {
            return;
        }
        let Some(hold) = &track.hold else { return };
        match hold.found() {
            Some(codec) if track.wanted && understands(codec) => self.become_codec(index, codec),
            _ => self.pass_on(index, Reason::NoMap),
        }
    }
}

/// Whether a PES packet begins with AAC of such a rate that it must be HE-AAC.
fn begins_slow(packet: Packet) -> bool {
    let Some([0, 0, 1, _, _, _, _, _, extra, rest @ ..]) = packet.payload() else { return false };
    rest.get(usize::from(*extra)..).is_some_and(adts_is_slow)
}

fn dolby(codec: AudioCodec) -> bool {
    matches!(codec, AudioCodec::Ac3 | AudioCodec::Eac3)
}

/// Whether a packet begins a PES packet of audio: of the stream ids of MPEG audio, or of private data that begins
/// with a frame of AC-3.
pub(super) fn begins_audio(packet: Packet) -> bool {
    let Some([0, 0, 1, stream_id, _, _, flags, _, extra, rest @ ..]) = packet.payload() else { return false };
    match stream_id {
        0xC0..=0xDF => flags & 0xC0 == 0x80,
        0xBD | 0xFD => {
            rest.get(usize::from(*extra)..).is_some_and(|data| crate::codec::ac3::frame(data).is_some())
        }
        _ => false,
    }
}

impl Router {
    /// What becomes of a PID that no map names (any more), when its audio cannot be converted: nothing may follow
    /// AAC.
    pub(super) fn muted(&self, pid: usize) -> bool {
        self.voices[pid] == Voice::Aac && !self.programs.names(pid as u16)
    }

    /// A packet of such a PID.
    pub(super) fn mute(&mut self, packet: Packet) {
        if packet.payload_unit_start() && begins_audio(packet) && converts_unnamed(&self.config) {
            // It goes on.
            if self.unnamed(packet.pid())
                && let Route::Track(index) = self.routes[usize::from(packet.pid())]
            {
                self.track(usize::from(index), packet, Follows::InOrder);
                return;
            }
        }
        self.counters.unclaimed_packets += 1;
        self.keep_clock(packet);
    }
}
