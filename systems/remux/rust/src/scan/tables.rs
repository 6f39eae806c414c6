//! The tables of a stream: its programs, their tracks, and the packets that say so.

use super::table::{Account, Table};
use crate::router::{MAX_PROGRAMS, MAX_TRACKS};
use crate::ts::packet::{PID_COUNT, Packet};
use crate::ts::psi::{AudioCodec, Pat, Pmt, Stream};

const TABLE_PAT: u8 = 0x00;
const TABLE_PMT: u8 = 0x02;

/// How often the map of one program comes until those that did not come meanwhile count as absent. A sender repeats all maps
/// at about the same rate; one that passes a single program on often leaves the association table as it was.
pub(super) const ROUNDS: u32 = 4;

/// What the tables of a stream may make a program remember. What lies beyond is not looked at, and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableLimits {
    /// Programs of the association table, 1 to 256; 0 stands for the most.
    pub programs: usize,
    /// Tracks of each program, 1 to 32; 0 stands for the most.
    pub tracks: usize,
}

impl Default for TableLimits {
    /// As much as a [`Remuxer`](crate::Remuxer) follows, which is the most.
    fn default() -> Self {
        Self { programs: MAX_PROGRAMS, tracks: MAX_TRACKS }
    }
}

/// What a track carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    Other,
    Video,
    Audio(AudioCodec),
}

/// One track of a program map.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Track {
    pub(crate) pid: u16,
    pub(crate) stream_type: u8,
    pub(crate) kind: Kind,
    pub(crate) language: Option<[u8; 3]>,
}

impl Track {
    fn new(stream: &Stream) -> Self {
        let kind = match (stream.stream_type, stream.audio_codec()) {
            (_, Some(codec)) => Kind::Audio(codec),
            (0x01 | 0x02 | 0x10 | 0x1B | 0x20 | 0x24 | 0x33 | 0xD1 | 0xEA, None) => Kind::Video,
            _ => Kind::Other,
        };
        Self { pid: stream.pid, stream_type: stream.stream_type, kind, language: stream.language() }
    }
}

/// A program of the association table with its map.
pub(crate) struct Program {
    pub(crate) number: u16,
    /// In the order of the map; empty before the first.
    pub(crate) tracks: Vec<Track>,
    map_pid: u16,
    map: Table,
    known: bool,
    /// How often its map has come since the association table changed.
    rounds: u32,
}

/// A track with the number of programs that list it, 0 when there is none. When they disagree about it, what was read
/// last counts.
#[derive(Clone, Copy, Default)]
struct Shared {
    track: Track,
    users: u32,
}

/// The tables of one stream.
///
/// A packet costs the same whatever they say: tracks are looked up by their PID, and a table that comes again as it was
/// is compared and not read. One that changed is read when the packets since the last ones have paid for it; else the
/// one before counts until it comes again.
pub(crate) struct Tables {
    limits: TableLimits,
    stores: bool,
    account: Account,
    association: Table,
    /// In the order of the association table.
    programs: Vec<Program>,
    /// By PID, one more than the place of the program whose map it carries, or 0.
    places: Vec<u16>,
    /// By PID; empty before the first map.
    tracks: Vec<Shared>,
    /// Tracks of an earlier map, to be used again.
    spare: Vec<Track>,
    videos: usize,
    unknown: usize,
    /// How often the map that came most often has come since the association table changed.
    rounds: u32,
    beyond: u64,
}

impl Tables {
    /// Tables that have seen nothing. Without `stores` there is no prelude, and they cost less.
    pub(crate) fn new(limits: TableLimits, stores: bool) -> Self {
        let most = TableLimits::default();
        let within = |limit: usize, most: usize| if limit == 0 { most } else { limit.min(most) };
        Self {
            limits: TableLimits {
                programs: within(limits.programs, most.programs),
                tracks: within(limits.tracks, most.tracks),
            },
            stores,
            account: Account::default(),
            association: Table::default(),
            programs: Vec::new(),
            places: vec![0; PID_COUNT],
            tracks: Vec::new(),
            spare: Vec::new(),
            videos: 0,
            unknown: 0,
            rounds: 0,
            beyond: 0,
        }
    }

    /// Looks at one packet; `true` when it belongs to a table.
    pub(crate) fn observe(&mut self, packet: Packet) -> bool {
        self.account.pay();
        let (pid, stores) = (packet.pid(), self.stores);
        let place = self.places[usize::from(pid)];
        if pid != 0 && place == 0 {
            return false;
        }
        let mut account = std::mem::take(&mut self.account);
        match usize::from(place).checked_sub(1) {
            None => {
                let mut table = std::mem::take(&mut self.association);
                table.push(packet, TABLE_PAT, stores, &mut account, |section| self.set_programs(section));
                self.association = table;
            }
            Some(index) => {
                let mut table = std::mem::take(&mut self.programs[index].map);
                table
                    .push(packet, TABLE_PMT, stores, &mut account, |section| self.set_tracks(index, section));
                let program = &mut self.programs[index];
                program.map = table;
                if program.known && packet.payload_unit_start() {
                    program.rounds = program.rounds.saturating_add(1);
                    self.rounds = self.rounds.max(program.rounds);
                }
            }
        }
        self.account = account;
        true
    }

    /// Whether the map of every program is known that is in the stream (and there is one).
    pub(crate) fn complete(&self) -> bool {
        self.unknown < self.programs.len() && (self.unknown == 0 || self.rounds >= ROUNDS)
    }

    /// The track with this PID, if a known program has one.
    pub(crate) fn track(&self, pid: u16) -> Option<&Track> {
        self.tracks.get(usize::from(pid)).filter(|shared| shared.users > 0).map(|shared| &shared.track)
    }

    /// Whether any known program has a video track.
    pub(crate) fn has_video(&self) -> bool {
        self.videos > 0
    }

    /// The programs whose map is known.
    pub(crate) fn programs(&self) -> impl Iterator<Item = &Program> {
        self.programs.iter().filter(|program| program.known)
    }

    /// The packets of the newest association table and of each newest map.
    pub(crate) fn prelude(&self) -> Vec<u8> {
        let maps = self.programs.iter().map(|program| program.map.packets.as_slice());
        std::iter::once(self.association.packets.as_slice()).chain(maps).collect::<Vec<_>>().concat()
    }

    /// Programs and tracks beyond the limits, and tables that changed too often to be read.
    pub(crate) fn ignored(&self) -> u64 {
        self.account.ignored + self.beyond
    }

    /// Tables with a wrong checksum.
    pub(crate) fn crc_errors(&self) -> u64 {
        self.account.crc_errors
    }

    /// How many tables were read.
    #[cfg(test)]
    pub(super) fn read(&self) -> u64 {
        self.account.read
    }

    /// Keeps the programs that are still announced and drops the rest. Networks with more than 253 programs split
    /// their association table into several sections; only the one seen last counts here. Of programs whose maps share
    /// a PID the first counts; PID 0 carries none.
    fn set_programs(&mut self, section: &[u8]) -> bool {
        let Some(pat) = Pat::parse(section).filter(|pat| pat.current) else { return false };
        let mut before: Vec<_> = std::mem::take(&mut self.programs).into_iter().map(Some).collect();
        let places = &mut self.places;
        let named: Vec<_> =
            pat.programs().map(|(number, pid)| (number, pid, places[usize::from(pid)])).collect();
        before.iter().flatten().for_each(|program| places[usize::from(program.map_pid)] = 0);
        for (number, map_pid, place) in named {
            if map_pid == 0 || places[usize::from(map_pid)] != 0 {
                continue;
            }
            if self.programs.len() >= self.limits.programs {
                self.beyond += 1;
                continue;
            }
            let known = usize::from(place).checked_sub(1).and_then(|index| {
                before[index].take_if(|program| program.number == number && program.map_pid == map_pid)
            });
            let new = || Program {
                number,
                map_pid,
                tracks: Vec::new(),
                map: Table::default(),
                known: false,
                rounds: 0,
            };
            self.programs.push(known.unwrap_or_else(new));
            places[usize::from(map_pid)] = self.programs.len() as u16;
        }
        self.unknown = self.programs.iter().filter(|program| !program.known).count();
        self.rounds = 0;
        self.programs.iter_mut().for_each(|program| program.rounds = 0);
        before.iter().flatten().for_each(|program| self.forget(&program.tracks));
        true
    }

    /// Reads the map of one program; `false` for one that is malformed or of another program.
    fn set_tracks(&mut self, index: usize, section: &[u8]) -> bool {
        let program = &mut self.programs[index];
        let map = Pmt::parse(section).filter(|map| map.current && map.program == program.number);
        let Some(map) = map else { return false };
        if !std::mem::replace(&mut program.known, true) {
            self.unknown -= 1;
        }
        if self.tracks.is_empty() {
            self.tracks = vec![Shared::default(); PID_COUNT];
        }
        let mut tracks = std::mem::take(&mut self.spare);
        let mut streams = map.streams();
        tracks.extend(streams.by_ref().take(self.limits.tracks).map(|stream| Track::new(&stream)));
        self.beyond += streams.count() as u64;
        for track in &tracks {
            self.videos += usize::from(track.kind == Kind::Video);
            let shared = &mut self.tracks[usize::from(track.pid)];
            shared.track = *track;
            shared.users += 1;
        }
        let mut before = std::mem::replace(&mut program.tracks, tracks);
        self.forget(&before);
        before.clear();
        self.spare = before;
        true
    }

    /// Takes the tracks of a program out of the look-up.
    fn forget(&mut self, tracks: &[Track]) {
        for track in tracks {
            self.videos -= usize::from(track.kind == Kind::Video);
            self.tracks[usize::from(track.pid)].users -= 1;
        }
    }
}
