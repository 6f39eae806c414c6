use super::{tables::ROUNDS, *};
use crate::ts::section::{Envelope, packetize, seal};

const VIDEO: u16 = 0x100;
const MAPS: u16 = 0x1000;

/// Writes a stream, with right continuity counters.
struct Writer {
    counters: Vec<u8>,
    out: Vec<u8>,
}

impl Writer {
    fn new() -> Self {
        Self { counters: vec![0x0F; 0x2000], out: Vec::new() }
    }

    fn section(&mut self, table: u8, id: u16, version: u8, body: &[u8], pid: u16) {
        let length = ((5 + body.len() + 4) as u16 | 0xB000).to_be_bytes();
        let [high, low] = id.to_be_bytes();
        let head = [table, length[0], length[1], high, low, 0xC1 | version << 1, 0, 0];
        let mut section = [&head[..], body, &[0; 4]].concat();
        seal(&mut section);
        packetize(&section, pid, Envelope::default(), &mut self.counters[usize::from(pid)], &mut self.out);
    }

    /// An association table of so many programs.
    fn association(&mut self, programs: u16, version: u8) {
        let entry = |i: u16| [(i + 1).to_be_bytes(), (0xE000 | (MAPS + i)).to_be_bytes()].concat();
        let body: Vec<u8> = (0..programs).flat_map(entry).collect();
        self.section(0, 1, version, &body, 0);
    }

    /// A map of tracks, each with type, PID and descriptors.
    fn map(&mut self, program: u16, version: u8, tracks: &[(u8, u16, &[u8])]) {
        let mut body = [(0xE000 | VIDEO).to_be_bytes(), [0xF0, 0]].concat();
        for (kind, pid, descriptors) in tracks {
            let [high, low] = (0xE000 | pid).to_be_bytes();
            body.extend_from_slice(&[*kind, high, low, 0xF0, descriptors.len() as u8]);
            body.extend_from_slice(descriptors);
        }
        self.section(2, program + 1, version, &body, MAPS + program);
    }

    /// Tables of many programs, which share the PIDs of their tracks; the first has a video track.
    fn programs(&mut self, programs: u16, tracks: u16, version: u8) {
        self.association(programs, version);
        for program in 0..programs {
            let track = |i: u16| match (program, i) {
                (0, 0) => (0x1B, VIDEO, &[][..]),
                _ => (0x81, 0x200 + (program * 7 + i) % 0xC00, &[][..]),
            };
            self.map(program, version, &(0..tracks).map(track).collect::<Vec<_>>());
        }
    }

    /// A packet that begins an access unit, marked or not.
    fn picture(&mut self, pid: u16, marked: bool) {
        let counter = &mut self.counters[usize::from(pid)];
        *counter = (*counter + 1) & 0x0F;
        let [high, low] = (0x4000 | pid).to_be_bytes();
        let start = self.out.len();
        self.out.extend_from_slice(&[0x47, high, low, 0x30 | *counter, 1, if marked { 0x40 } else { 0 }]);
        self.out.resize(start + PACKET_SIZE, 0xFF);
    }

    fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }
}

fn observe(tables: &mut Tables, packets: &[u8]) {
    for bytes in packets.as_chunks::<PACKET_SIZE>().0 {
        tables.observe(Packet::new(bytes));
    }
}

fn tables() -> Tables {
    Tables::new(TableLimits::default(), true)
}

#[test]
fn the_prelude_is_the_newest_packets_of_each_table() {
    let (mut writer, mut scanner) = (Writer::new(), Scanner::new(TableLimits::default()));
    for version in 0..3 {
        writer.programs(3, 30 + u16::from(version), version); // maps of two packets
        let sent = writer.take();
        assert_eq!(scanner.next_start(&sent, 0, false), None);
        assert_eq!(scanner.prelude(), sent, "version {version}");
    }
}

#[test]
fn starts_are_marked_pictures_or_any_unit() {
    let (mut writer, mut scanner) = (Writer::new(), Scanner::new(TableLimits::default()));
    writer.picture(VIDEO, true);
    writer.programs(1, 2, 0);
    let tables = writer.out.len();
    writer.picture(0x201, true);
    writer.picture(VIDEO, false);
    writer.picture(VIDEO, true);
    writer.picture(VIDEO, true);
    let sent = writer.take();
    let mut before = Scanner::new(TableLimits::default());
    assert_eq!(before.next_start(&sent[..PACKET_SIZE], 0, false), None, "before the tables");
    assert_eq!(before.next_start(&sent[..PACKET_SIZE], 0, true), Some(0), "any, before the tables");
    assert_eq!(scanner.next_start(&sent, 0, false), Some(tables + 2 * PACKET_SIZE));
    assert_eq!(
        scanner.next_start(&sent, tables + 2 * PACKET_SIZE + 1, false),
        Some(tables + 3 * PACKET_SIZE)
    );
    assert_eq!(scanner.next_start(&sent[tables..], 0, true), Some(PACKET_SIZE), "any unit of the video");
}

#[test]
fn without_video_each_sound_is_a_start() {
    let (mut writer, mut scanner) = (Writer::new(), Scanner::new(TableLimits::default()));
    writer.association(1, 0);
    writer.map(0, 0, &[(0x03, 0x101, &[]), (0x06, 0x102, &[])]);
    writer.picture(0x102, true);
    writer.picture(0x101, false);
    let sent = writer.take();
    assert_eq!(scanner.next_start(&sent, 0, false), Some(sent.len() - PACKET_SIZE));
}

#[test]
fn a_table_with_a_wrong_checksum_or_a_lost_packet_is_not_read() {
    let mut writer = Writer::new();
    writer.programs(1, 100, 0); // a map of three packets
    let sent = writer.take();
    let mut damaged = sent.clone();
    damaged[20] ^= 1;
    let mut lost = sent.clone();
    lost.drain(2 * PACKET_SIZE..3 * PACKET_SIZE);
    for (stream, crc_errors) in [(damaged, 1), (lost, 0)] {
        let mut tables = tables();
        observe(&mut tables, &stream);
        assert_eq!((tables.complete(), tables.crc_errors()), (false, crc_errors));
        observe(&mut tables, &sent);
        assert!(tables.complete());
    }
}

/// A sender that passes on one program of many often leaves the association table as it was. Its readers do not wait for maps that
/// never come, and those of a sender that is only slow wait for all.
#[test]
fn issue_maps_of_absent_programs_hold_nobody_up() {
    let (mut writer, mut scanner) = (Writer::new(), Scanner::new(TableLimits::default()));
    let mut round = |writer: &mut Writer, maps: std::ops::Range<u16>| {
        writer.association(3, 0);
        for program in maps {
            writer.map(program, 0, &[(0x1B, VIDEO + program, &[])]);
        }
        writer.picture(VIDEO + 1, true);
        scanner.next_start(&writer.take(), 0, false).is_some()
    };
    assert!(!round(&mut writer, 0..0), "without any map");
    for _ in 1..ROUNDS {
        assert!(!round(&mut writer, 1..2), "after a map or two");
    }
    assert!(round(&mut writer, 1..2), "program 2 is the only one there");
    writer.association(2, 1);
    assert!(!round(&mut writer, 0..0), "another association table");
    assert!(round(&mut writer, 0..3), "all are there");
}

#[test]
fn issue_tables_that_come_again_are_not_read() {
    let (mut writer, mut tables) = (Writer::new(), tables());
    for _ in 0..20 {
        writer.programs(253, 190, 0);
        observe(&mut tables, &writer.take());
    }
    assert_eq!((tables.read(), tables.complete()), (254, true));
    writer.programs(253, 190, 1);
    observe(&mut tables, &writer.take());
    assert_eq!(tables.read(), 508);
}

#[test]
fn issue_tables_that_keep_changing_are_read_now_and_then() {
    let (mut writer, mut tables) = (Writer::new(), tables());
    let mut size = 0;
    for i in 0..80 {
        writer.programs(253, 190 - i % 4, i as u8 % 4);
        (0..10).for_each(|_| writer.picture(VIDEO, true));
        let sent = writer.take();
        size += sent.len() as u64;
        observe(&mut tables, &sent);
    }
    let read = tables.read() * 900;
    assert!(read >= 254 * 900 && read <= 257 * 1024 + size / 16, "{read} bytes of tables read of {size}");
    assert!(tables.ignored() > 70 * 200, "{} ignored", tables.ignored());
    assert_eq!(tables.programs().count(), 253);
    for _ in 0..10 {
        writer.programs(253, 5, 9);
        observe(&mut tables, &writer.take());
    }
    assert!(tables.programs().all(|program| program.tracks.len() == 5));
}

#[test]
fn issue_tables_are_bounded() {
    let mut writer = Writer::new();
    writer.programs(253, 190, 0);
    let sent = writer.take();
    for (limits, programs, tracks, ignored) in [
        (TableLimits { programs: 0, tracks: 0 }, 253, 32, 253 * (190 - 32)),
        (TableLimits { programs: 1000, tracks: 1000 }, 253, 32, 253 * (190 - 32)),
        (TableLimits { programs: 3, tracks: 2 }, 3, 2, 250 + 3 * 188),
    ] {
        let mut tables = Tables::new(limits, true);
        observe(&mut tables, &sent);
        assert_eq!(tables.programs().count(), programs);
        assert!(tables.programs().all(|program| program.tracks.len() == tracks));
        assert_eq!(tables.ignored(), ignored);
    }
}

/// The look-up answers what a search through the newest maps would.
#[test]
fn issue_the_look_up_follows_the_tables() {
    let (mut writer, mut tables) = (Writer::new(), tables());
    for (version, (programs, tracks)) in [(5, 9), (2, 30), (40, 1), (1, 1), (3, 3)].into_iter().enumerate() {
        writer.programs(programs, tracks, version as u8);
        observe(&mut tables, &writer.take());
        let mut listed = vec![false; 0x2000];
        for program in tables.programs() {
            program.tracks.iter().for_each(|track| listed[usize::from(track.pid)] = true);
        }
        for (pid, listed) in listed.into_iter().enumerate() {
            assert_eq!(tables.track(pid as u16).is_some(), listed, "version {version}, PID {pid:#x}");
        }
        assert!(tables.has_video() && tables.complete(), "version {version}");
    }
    writer.association(1, 6);
    writer.map(0, 6, &[(0x03, 0x101, &[])]);
    observe(&mut tables, &writer.take());
    assert!(!tables.has_video() && tables.complete());
}

#[test]
fn issue_languages_are_letters() {
    let (mut writer, mut tables) = (Writer::new(), tables());
    writer.association(1, 0);
    let escape: &[u8] = &[0x0A, 4, 0x1B, b'c', 0xFF, 0];
    writer.map(0, 0, &[(0x03, 0x101, escape), (0x03, 0x102, &[0x0A, 4, b'D', b'e', b'u', 0])]);
    observe(&mut tables, &writer.take());
    let languages: Vec<_> = [0x101, 0x102].iter().map(|pid| tables.track(*pid).unwrap().language).collect();
    assert_eq!(languages, [None, Some(*b"deu")]);
}
