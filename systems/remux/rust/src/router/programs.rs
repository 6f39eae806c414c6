//! Programs and their tracks as the tables describe them, and what to convert.

use crate::config::{Config, Tracks};
use crate::track;
use crate::ts::packet::{PID_COUNT, Packet};
use crate::ts::psi::{AudioCodec, Pat, Pmt};

/// Programs stored; an association table that names more is cut off here.
pub(crate) const MAX_PROGRAMS: usize = 256;
/// Audio tracks stored per program.
pub(crate) const MAX_TRACKS: usize = 32;

/// One program of the association table.
#[derive(Default)]
pub(super) struct Program {
    pub(super) number: u16,
    pub(super) map_pid: u16,
    /// Section of the association table that names it.
    section: u8,
    pub(super) pcr_pid: Option<u16>,
    pub(super) tracks: Vec<ProgramTrack>,
    /// Every PID that the map names.
    pids: Vec<u16>,
    /// The map as it came, for recognising its repetition, and as it leaves.
    pub(super) map: Vec<u8>,
    pub(super) rewritten: Vec<u8>,
    /// By how many versions the map that leaves is ahead of the one that came.
    pub(super) versions: u8,
}

/// One audio track of a program map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ProgramTrack {
    pub(super) pid: u16,
    pub(super) codec: AudioCodec,
    pub(super) language: Option<[u8; 3]>,
    /// Whether the configuration asks to convert it.
    pub(super) wanted: bool,
}

/// All programs, in the order of the association table.
#[derive(Default)]
pub(super) struct Programs {
    pub(super) list: Vec<Program>,
    /// PIDs that maps say to hold something certain.
    named: Vec<bool>,
}

impl Programs {
    /// Takes a section of the association table; `true` when programs came, went or moved.
    pub(super) fn associate(&mut self, pat: &Pat) -> bool {
        let known = self.list.iter().filter(|program| program.section == pat.section);
        if known.map(|program| (program.number, program.map_pid)).eq(pat.programs()) {
            return false; // the usual case, which must not cost more than its length
        }
        let mut changed = false;
        self.list.retain(|program| {
            let stays = program.section != pat.section
                || pat.programs().any(|(number, pid)| (number, pid) == (program.number, program.map_pid));
            changed |= !stays;
            stays
        });
        for (number, map_pid) in pat.programs() {
            let known =
                self.list.iter().any(|program| (program.number, program.map_pid) == (number, map_pid));
            if !known && self.list.len() < MAX_PROGRAMS {
                self.list.push(Program { number, map_pid, section: pat.section, ..Program::default() });
                changed = true;
            }
        }
        changed
    }

    /// The program a map on `pid` belongs to.
    pub(super) fn find(&mut self, number: u16, pid: u16) -> Option<&mut Program> {
        self.list.iter_mut().find(|program| program.number == number && program.map_pid == pid)
    }

    /// A map before any association table, which may never come, makes its program known.
    pub(super) fn find_map(&mut self, map_pid: u16, packet: Packet) {
        let Some(&[_, _, _, _, high, low, ..]) = packet.payload() else { return };
        let number = u16::from_be_bytes([high, low]);
        self.list.push(Program { number, map_pid, ..Program::default() });
    }

    /// Takes what a map says.
    pub(super) fn apply(&mut self, map: &Pmt, pid: u16, section: &[u8], config: &Config) {
        let Some(program) = self.find(map.program, pid) else { return };
        program.tracks = select(map, config);
        program.pids = map.streams().map(|stream| stream.pid).collect();
        program.pcr_pid = Some(map.pcr_pid);
        program.map.clear();
        program.map.extend_from_slice(section);
        self.named = vec![false; PID_COUNT];
        for program in &self.list {
            let Some(map) = Pmt::parse(&program.map) else { continue };
            // Private data without a descriptor of its codec may be anything.
            for stream in map.streams().filter(|s| s.stream_type != 0x06 || s.descriptors().next().is_some())
            {
                self.named[usize::from(stream.pid)] = true;
            }
        }
    }

    /// Whether no map of this PID was used yet.
    pub(super) fn unmapped(&self, map_pid: u16) -> bool {
        self.list.iter().filter(|program| program.map_pid == map_pid).all(|program| program.map.is_empty())
    }

    /// Whether a map says what a PID holds.
    pub(super) fn names(&self, pid: u16) -> bool {
        self.named.get(usize::from(pid)).copied().unwrap_or(false)
    }

    /// Forgets what maps looked like, so that each is read and rewritten anew.
    pub(super) fn forget_maps_using(&mut self, pids: &[u16]) {
        if pids.is_empty() {
            return;
        }
        let mut named = vec![false; PID_COUNT];
        pids.iter().for_each(|pid| named[usize::from(*pid)] = true);
        let uses = |program: &&mut Program| program.pids.iter().any(|pid| named[usize::from(*pid)]);
        // A map of no bytes counts as unseen; one byte differs from every real map and counts as seen.
        self.list.iter_mut().filter(uses).for_each(|program| program.map.truncate(1));
    }

    /// Every track by its PID: wanted if any program that carries it wants it, with the clock of the first
    /// of those programs. Made once for a change, because a search per track costs the square of their number.
    pub(super) fn listed(&self) -> Vec<Option<Listed>> {
        let mut listed: Vec<Option<Listed>> = vec![None; PID_COUNT];
        for program in &self.list {
            for track in &program.tracks {
                match &mut listed[usize::from(track.pid)] {
                    Some(known) => known.track.wanted |= track.wanted,
                    none => *none = Some(Listed { track: *track, clock_pid: program.pcr_pid }),
                }
            }
        }
        listed
    }

    /// PIDs of all tracks, repeated where programs share them.
    pub(super) fn track_pids(&self) -> impl Iterator<Item = u16> + '_ {
        self.list.iter().flat_map(|program| program.tracks.iter().map(|track| track.pid))
    }
}

/// A track as all programs together list it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listed {
    pub(super) track: ProgramTrack,
    pub(super) clock_pid: Option<u16>,
}

/// The audio tracks of a map and which of them the configuration wants converted.
fn select(map: &Pmt, config: &Config) -> Vec<ProgramTrack> {
    let program_wanted = config.program.is_none_or(|number| number == map.program);
    let mut first = true;
    let mut tracks = Vec::new();
    for stream in map.streams() {
        let Some(codec) = stream.audio_codec() else { continue };
        if tracks.len() == MAX_TRACKS || tracks.iter().any(|track: &ProgramTrack| track.pid == stream.pid) {
            continue;
        }
        let language = stream.language();
        let understood = track::understands(codec);
        let named = |code: [u8; 3]| config.languages.iter().any(|named| named.as_bytes() == code);
        let chosen = match config.tracks {
            Tracks::All => true,
            Tracks::First => first,
            Tracks::Languages => language.is_some_and(named),
        };
        first &= !understood;
        tracks.push(ProgramTrack {
            pid: stream.pid,
            codec,
            language,
            // AAC is converted if it proves to be HE-AAC.
            wanted: program_wanted && chosen && (understood || codec == AudioCodec::AacAdts),
        });
    }
    tracks
}
