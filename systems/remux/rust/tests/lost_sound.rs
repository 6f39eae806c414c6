//! Streams whose sound is easily lost: declared wrongly, named by no map or late, without checksums or time stamps.
//! What is right for each was measured with players; here the core has to keep it.

use remux::ts::section::{Envelope, crc_ok, packetize, seal};
use remux::{Config, Remuxer, Stats, Tracks};

/// The committed sample: H.264 and two MP2 tracks, 18 s.
static SAMPLE: &[u8] = include_bytes!("../../samples/sample.ts");

const PACKET: usize = 188;
const MAP: u16 = 0x1000;
const VIDEO: u16 = 0x100;
const GERMAN: u16 = 0x101;
const ENGLISH: u16 = 0x102;
const AUDIO: [u16; 2] = [GERMAN, ENGLISH];

type Packet = [u8; PACKET];

fn packets(data: &[u8]) -> Vec<Packet> {
    data.as_chunks().0.to_vec()
}

fn pid(packet: &[u8]) -> u16 {
    u16::from(packet[1] & 0x1F) << 8 | u16::from(packet[2])
}

fn starts(packet: &[u8]) -> bool {
    packet[1] & 0x40 != 0
}

fn payload(packet: &[u8]) -> &[u8] {
    match packet[3] & 0x30 {
        0x10 => &packet[4..],
        0x30 => &packet[(5 + usize::from(packet[4])).min(PACKET)..],
        _ => &[],
    }
}

fn remuxed(input: &[Packet], config: Config) -> (Vec<Packet>, Stats) {
    let mut remuxer = Remuxer::new(config).expect("the settings are valid");
    let mut out = Vec::new();
    for part in input.as_flattened().chunks(1316) {
        remuxer.push(part).expect("it is a transport stream");
        remuxer.drain_into(&mut out);
    }
    remuxer.flush().expect("it is a transport stream");
    remuxer.drain_into(&mut out);
    (packets(&out), remuxer.stats())
}

fn plain() -> (Vec<Packet>, Stats) {
    remuxed(&packets(SAMPLE), Config::default())
}

/// How the payloads of a PID's PES packets begin: `m` for MPEG audio, `a` for AAC, `?` for anything else, repeated
/// ones once.
fn sounds(out: &[Packet], of: u16) -> String {
    let mut kinds = String::new();
    for packet in out.iter().filter(|packet| pid(*packet) == of && starts(*packet) && packet[3] & 0xC0 == 0) {
        let payload = payload(packet);
        let begin = payload.get(9 + usize::from(payload[8])..).unwrap_or_default();
        let kind = match begin {
            [0xFF, second, ..] if second & 0xF6 == 0xF0 => 'a',
            [0xFF, second, ..] if second & 0xF0 == 0xF0 => 'm',
            _ => '?',
        };
        if !kinds.ends_with(kind) {
            kinds.push(kind);
        }
    }
    kinds
}

/// The elementary stream of a PID.
fn elementary(out: &[Packet], of: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    for packet in out.iter().filter(|packet| pid(*packet) == of) {
        let payload = payload(packet);
        bytes.extend_from_slice(if starts(packet) {
            &payload[9 + usize::from(payload[8])..]
        } else {
            payload
        });
    }
    bytes
}

/// A program map with the given version, of streams with type and PID.
fn map(program: u16, version: u8, streams: &[(u8, u16)]) -> Vec<u8> {
    let [high, low] = program.to_be_bytes();
    let mut section = vec![2, 0xB0, 0, high, low, 0xC1 | version << 1, 0, 0, 0xE1, 0x00, 0xF0, 0];
    for (kind, pid) in streams {
        section.extend_from_slice(&[*kind, 0xE0 | (pid >> 8) as u8, *pid as u8, 0xF0, 0]);
    }
    closed(section)
}

fn association(programs: &[(u16, u16)]) -> Vec<u8> {
    let mut section = vec![0, 0xB0, 0, 0, 1, 0xC1, 0, 0];
    for (number, pid) in programs {
        section.extend_from_slice(&number.to_be_bytes());
        section.extend_from_slice(&(pid | 0xE000).to_be_bytes());
    }
    closed(section)
}

fn closed(mut section: Vec<u8>) -> Vec<u8> {
    section.extend_from_slice(&[0; 4]);
    section[2] = (section.len() - 3) as u8;
    seal(&mut section);
    section
}

/// The stream with each table of a PID replaced by what `make` gives for its number.
fn with_tables(input: &[Packet], of: u16, make: impl Fn(usize) -> Option<Vec<u8>>) -> Vec<Packet> {
    let (mut count, mut counter, mut out) = (0, 15, Vec::new());
    for packet in input {
        if pid(packet) != of {
            out.push(*packet);
        } else if starts(packet) {
            if let Some(section) = make(count) {
                let mut made = Vec::new();
                packetize(&section, of, Envelope::default(), &mut counter, &mut made);
                out.extend(packets(&made));
            }
            count += 1;
        }
    }
    out
}

fn without(input: &[Packet], pids: &[u16]) -> Vec<Packet> {
    input.iter().filter(|packet| !pids.contains(&pid(*packet))).copied().collect()
}

/// The sections of a PID that fit a packet.
fn sections(out: &[Packet], of: u16) -> Vec<Vec<u8>> {
    let starts = out.iter().filter(|packet| pid(*packet) == of && starts(*packet));
    let section = |packet: &Packet| {
        let payload = payload(packet);
        payload[1..4 + usize::from(payload[3])].to_vec()
    };
    starts.map(section).collect()
}

/// The stream types that a map gives to PIDs.
fn types(section: &[u8]) -> Vec<(u16, u8)> {
    let mut rest = &section[12 + usize::from(section[11])..section.len() - 4];
    let mut types = Vec::new();
    while let [kind, high, low, _, length, ..] = *rest {
        types.push((u16::from(high & 0x1F) << 8 | u16::from(low), kind));
        rest = &rest[5 + usize::from(length)..];
    }
    types
}

/// Every PES packet of the audio with its stamp as a 33-bit number.
fn each_stamp(input: &mut [Packet], mut change: impl FnMut(u16, usize, u64) -> Option<u64>) {
    let mut counts = [0; 2];
    for packet in input.iter_mut().filter(|packet| AUDIO.contains(&pid(*packet)) && starts(*packet)) {
        let pid = pid(packet);
        let at = PACKET - payload(packet).len();
        assert_eq!(packet[at + 7] & 0x80, 0x80, "each PES packet of the sample has a stamp");
        let field: [u64; 5] = std::array::from_fn(|index| u64::from(packet[at + 9 + index]));
        let [a, b, c, d, e] = field;
        let pts = (a >> 1 & 7) << 30 | b << 22 | (c >> 1) << 15 | d << 7 | e >> 1;
        let count = &mut counts[usize::from(pid - GERMAN)];
        match change(pid, *count, pts) {
            Some(pts) => {
                let bytes = [
                    0x21 | (pts >> 29 & 0x0E) as u8,
                    (pts >> 22) as u8,
                    (pts >> 14) as u8 | 1,
                    (pts >> 7) as u8,
                    (pts << 1) as u8 | 1,
                ];
                packet[at + 9..at + 14].copy_from_slice(&bytes);
            }
            None => {
                packet[at + 7] &= 0x3F;
                packet[at + 9..at + 14].fill(0xFF);
            }
        }
        *count += 1;
    }
}

fn frames_out(stats: &Stats) -> Vec<u64> {
    stats.programs.iter().flat_map(|program| &program.tracks).map(|track| track.frames_out).collect()
}

fn languages(code: &str) -> Config {
    Config { tracks: Tracks::Languages, languages: vec![code.to_owned()], ..Config::default() }
}

#[test]
fn issue_jitter_leaves_the_sound_as_it_is() {
    let (expected, _) = plain();
    let mut state = 7_u64;
    for (name, jitter) in [("1 ms", 90_i64), ("2 ms", 180), ("10 ms", 900), ("20 ms", 1800), ("40 ms", 3600)]
    {
        let mut input = packets(SAMPLE);
        each_stamp(&mut input, |_, index, pts| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let roll = (state >> 33) as i64 % (2 * jitter + 1) - jitter;
            Some(if index == 0 { pts } else { (pts as i64 + roll) as u64 })
        });
        let (out, stats) = remuxed(&input, Config::default());
        let tracks = &stats.programs[0].tracks;
        assert!(tracks.iter().all(|track| (track.concealed, track.discontinuities) == (0, 0)), "{name}");
        for pid in AUDIO {
            assert!(
                elementary(&out, pid) == elementary(&expected, pid),
                "{name}: the AAC of {pid:#x} differs"
            );
        }
    }
    let (mut input, mut last) = (packets(SAMPLE), [0; 2]);
    each_stamp(&mut input, |pid, index, pts| {
        let last = &mut last[usize::from(pid - GERMAN)];
        *last = if index % 5 == 4 { *last } else { pts };
        Some(*last)
    });
    let (out, stats) = remuxed(&input, Config::default());
    assert!(stats.programs[0].tracks.iter().all(|track| track.concealed == 0), "each fifth stamp repeated");
    assert!(elementary(&out, GERMAN) == elementary(&expected, GERMAN));
}

#[test]
fn issue_sound_before_its_map_is_aac_from_the_start() {
    let (_, expected) = plain();
    let input = with_tables(&packets(SAMPLE), MAP, |count| {
        let all = [(0x1B, VIDEO), (3, GERMAN), (4, ENGLISH)];
        Some(map(1, u8::from(count >= 20), if count < 20 { &all[..1] } else { &all }))
    });
    let (out, stats) = remuxed(&input, Config::default());
    for pid in AUDIO {
        assert_eq!(sounds(&out, pid), "a", "{pid:#x}");
    }
    assert_eq!(frames_out(&stats), frames_out(&expected));
    assert!(stats.unclaimed_packets > 100, "counted");
    let maps = sections(&out, MAP);
    assert!(maps.iter().all(|map| crc_ok(map)));
    assert_eq!(types(&maps[19]), [(VIDEO, 0x1B)]);
    assert_eq!(types(&maps[20]), [(VIDEO, 0x1B), (GERMAN, 0x0F), (ENGLISH, 0x0F)]);
}

#[test]
fn issue_sound_that_no_map_names_is_converted_and_shown() {
    let (_, expected) = plain();
    let input = without(&packets(SAMPLE), &[0, MAP]);
    let (out, stats) = remuxed(&input, Config::default());
    for pid in AUDIO {
        assert_eq!(sounds(&out, pid), "a", "{pid:#x}");
    }
    assert_eq!(without(&out, &AUDIO), without(&input, &AUDIO));
    assert_eq!(stats.programs.iter().map(|program| program.number).collect::<Vec<_>>(), [0]);
    assert_eq!(frames_out(&stats), frames_out(&expected));
    let heard = input.iter().filter(|packet| AUDIO.contains(&pid(*packet))).count();
    assert_eq!(stats.unclaimed_packets, heard as u64);
    // A program of the association table whose map never comes.
    let first = [(0x1B, VIDEO), (3, GERMAN)];
    let input = with_tables(&packets(SAMPLE), MAP, |_| Some(map(1, 0, &first)));
    let input = with_tables(&input, 0, |_| Some(association(&[(1, MAP), (2, 0x1001)])));
    let (out, stats) = remuxed(&input, Config::default());
    assert_eq!((sounds(&out, GERMAN), sounds(&out, ENGLISH)), ("a".to_owned(), "a".to_owned()));
    assert_eq!(stats.programs.iter().map(|program| program.number).collect::<Vec<_>>(), [1, 2, 0]);
    assert_eq!(stats.programs[2].tracks[0].pid, ENGLISH);
}

#[test]
fn issue_maps_without_an_association_table_are_used() {
    let input = without(&packets(SAMPLE), &[0]);
    let (out, stats) = remuxed(&input, languages("deu"));
    assert_eq!((sounds(&out, GERMAN), sounds(&out, ENGLISH)), ("a".to_owned(), "m".to_owned()));
    assert_eq!(stats.programs[0].number, 1);
    assert!(types(&sections(&out, MAP)[0]).contains(&(GERMAN, 0x0F)));
}

#[test]
fn issue_what_cannot_be_chosen_without_a_map_passes_whole() {
    let input = without(&packets(SAMPLE), &[0, MAP]);
    let (out, stats) = remuxed(&input, languages("deu"));
    for pid in AUDIO {
        let mine =
            |list: &[Packet]| list.iter().filter(|p| self::pid(*p) == pid).copied().collect::<Vec<_>>();
        assert_eq!(mine(&out), mine(&input), "{pid:#x}");
    }
    let tracks = &stats.programs[0].tracks;
    assert!(tracks.iter().all(|track| track.passthrough && track.passthrough_reason.contains("no map")));
    // With its map in time it is converted from the start, or passes from the start.
    let input = with_tables(&packets(SAMPLE), MAP, |count| {
        let section = sections(&packets(SAMPLE), MAP)[0].clone();
        (count >= 10).then_some(section)
    });
    let (out, stats) = remuxed(&input, languages("deu"));
    assert_eq!((sounds(&out, GERMAN), sounds(&out, ENGLISH)), ("a".to_owned(), "m".to_owned()));
    assert_eq!(frames_out(&stats)[0], frames_out(&plain().1)[0]);
    assert_eq!(stats.programs[0].tracks[1].passthrough_reason, "not selected");
}

#[test]
fn issue_aac_declared_as_mpeg_audio_passes_as_aac() {
    let (aac, _) = plain();
    for kind in [3, 4] {
        let input =
            with_tables(&aac, MAP, |_| Some(map(1, 0, &[(0x1B, VIDEO), (kind, GERMAN), (kind, ENGLISH)])));
        let (out, stats) = remuxed(&input, Config::default());
        for pid in AUDIO {
            assert!(elementary(&out, pid) == elementary(&aac, pid), "{pid:#x}");
        }
        for map in sections(&out, MAP) {
            assert_eq!(types(&map), [(VIDEO, 0x1B), (GERMAN, 0x0F), (ENGLISH, 0x0F)]);
        }
        let track = &stats.programs[0].tracks[0];
        assert_eq!((track.codec_in.as_str(), track.passthrough), ("aac", true));
        assert!(track.frames_in > 500);
    }
}

#[test]
fn issue_what_has_no_frames_passes_as_it_came() {
    let mut input = packets(SAMPLE);
    for packet in input.iter_mut().filter(|packet| pid(*packet) == ENGLISH) {
        // Not a sync byte of any codec left; headers of PES packets stay.
        let at = PACKET - payload(packet).len() + if starts(packet) { 14 } else { 0 };
        packet[at..].iter_mut().for_each(|byte| *byte &= 0x3D);
    }
    let (out, stats) = remuxed(&input, Config::default());
    let mine = |list: &[Packet]| list.iter().filter(|p| pid(*p) == ENGLISH).copied().collect::<Vec<_>>();
    assert_eq!(mine(&out), mine(&input));
    let track = &stats.programs[0].tracks[1];
    assert_eq!((track.passthrough, track.passthrough_reason.as_str()), (true, "no frame found"));
    let maps = sections(&out, MAP);
    assert_eq!(types(&maps[0])[2], (ENGLISH, 0x0F));
    let last = maps.last().unwrap();
    assert_ne!(types(last)[2], (ENGLISH, 0x0F), "declared as what it is");
    assert_ne!(maps[0][5], last[5], "under another version");
    assert_eq!(sounds(&out, GERMAN), "a");
}

#[test]
fn issue_scrambled_sound_passes_and_is_converted_once_it_is_clear() {
    let mut input = packets(SAMPLE);
    let half = input.len() / 2;
    for packet in input[..half].iter_mut().filter(|packet| pid(*packet) == ENGLISH) {
        packet[3] |= 0x80;
    }
    let (out, stats) = remuxed(&input, Config::default());
    let scrambled = |packet: &&Packet| pid(*packet) == ENGLISH && packet[3] & 0xC0 != 0;
    assert_eq!(out.iter().filter(scrambled).count(), input.iter().filter(scrambled).count());
    assert_eq!(sounds(&out, ENGLISH), "a");
    assert!(stats.programs[0].tracks[1].frames_out > 300, "{:?}", stats.programs[0].tracks[1]);
}

#[test]
fn issue_wrong_checksums_are_believed_in_the_end() {
    let right = map(1, 0, &[(0x1B, VIDEO), (3, GERMAN), (4, ENGLISH)]);
    let mut wrong = right.clone();
    *wrong.last_mut().unwrap() ^= 0x55;
    let input = with_tables(&packets(SAMPLE), MAP, |_| Some(wrong.clone()));
    let (out, stats) = remuxed(&input, Config::default());
    let maps = sections(&out, MAP);
    assert!(maps[..9].iter().all(|map| *map == wrong), "passed on");
    for map in &maps[9..] {
        assert_eq!(types(map), [(VIDEO, 0x1B), (GERMAN, 0x0F), (ENGLISH, 0x0F)]);
        assert!(crc_ok(map));
    }
    assert_eq!(stats.crc_errors, maps.len() as u64);
    assert_eq!(frames_out(&stats), frames_out(&plain().1));
    assert_eq!(sounds(&out, GERMAN), "a");
}

#[test]
fn issue_sound_without_time_stamps_is_played_by_the_clock() {
    let (expected, _) = plain();
    let mut input = packets(SAMPLE);
    each_stamp(&mut input, |_, _, _| None);
    let (out, stats) = remuxed(&input, Config::default());
    for pid in AUDIO {
        assert!(elementary(&out, pid) == elementary(&expected, pid), "the AAC of {pid:#x} differs");
    }
    assert!(
        stats.programs[0].tracks.iter().all(|track| track.late == 0 && track.concealed == 0),
        "{stats:?}"
    );
    // Stamps that begin late place the sound before them as well.
    let mut input = packets(SAMPLE);
    each_stamp(&mut input, |_, index, pts| (index >= 2).then_some(pts));
    let (out, _) = remuxed(&input, Config::default());
    for pid in AUDIO {
        assert!(elementary(&out, pid) == elementary(&expected, pid));
    }
    let first =
        |list: &[Packet]| *list.iter().find(|packet| pid(*packet) == GERMAN && starts(*packet)).unwrap();
    assert_eq!(payload(&first(&out))[9..14], payload(&first(&expected))[9..14], "and at its time");
}

#[test]
fn issue_nothing_follows_aac_on_its_pid() {
    let all = [(0x1B, VIDEO), (3, GERMAN), (4, ENGLISH)];
    let change =
        |count: usize| Some(map(1, u8::from(count >= 30), if count < 30 { &all } else { &all[..2] }));
    let input = with_tables(&packets(SAMPLE), MAP, change);
    for config in [Config::default(), Config { tracks: Tracks::First, ..Config::default() }] {
        let first = config.tracks == Tracks::First;
        let (out, _) = remuxed(&input, config);
        assert_eq!(sounds(&out, ENGLISH), if first { "m" } else { "a" });
        assert_eq!(sounds(&out, GERMAN), "a");
    }
    // The first track leaves the map: it was AAC, and its MP2 is of no use to anyone.
    let change =
        |count: usize| Some(map(1, u8::from(count >= 30), if count < 30 { &all } else { &all[..1] }));
    let input = with_tables(&packets(SAMPLE), MAP, change);
    let (out, stats) = remuxed(&input, Config { tracks: Tracks::First, ..Config::default() });
    assert_eq!(sounds(&out, GERMAN), "a");
    assert!(stats.unclaimed_packets > 100, "counted");
}

#[test]
fn issue_map_packets_keep_priority_and_adaptation() {
    let mut input = packets(SAMPLE);
    for packet in input.iter_mut().filter(|packet| pid(*packet) == MAP) {
        packet[1] |= 0x20;
        packet.copy_within(4..PACKET - 6, 10);
        packet[3] |= 0x20;
        packet[4..10].copy_from_slice(&[5, 0x02, 3, 1, 2, 3]);
    }
    let (out, _) = remuxed(&input, Config::default());
    let maps: Vec<&Packet> = out.iter().filter(|packet| pid(*packet) == MAP).collect();
    assert_eq!(maps.len(), input.iter().filter(|packet| pid(*packet) == MAP).count());
    for packet in maps {
        assert_eq!((packet[1] & 0x60, packet[3] & 0x30), (0x60, 0x30));
        assert_eq!(packet[4..10], [5, 0x02, 3, 1, 2, 3]);
        assert!(crc_ok(&sections(&[*packet], MAP)[0]));
    }
}

fn tells_break(packet: &Packet) -> bool {
    packet[3] & 0x20 != 0 && packet[4] > 0 && packet[5] & 0x80 != 0
}

#[test]
fn issue_a_break_upstream_is_told() {
    // The clock jumps back where the sample begins anew.
    let twice = [packets(SAMPLE), packets(SAMPLE)].concat();
    let (out, _) = remuxed(&twice, Config::default());
    let told: Vec<u16> = out.iter().filter(|packet| tells_break(packet)).map(|packet| pid(packet)).collect();
    for pid in [VIDEO, GERMAN, ENGLISH] {
        assert_eq!(told.iter().filter(|told| **told == pid).count(), 1, "{pid:#x}: {told:x?}");
    }
    // The caller knows of a break that the stream does not show.
    let mut remuxer = Remuxer::new(Config::default()).unwrap();
    let half = SAMPLE.len() / PACKET / 2;
    remuxer.push(&SAMPLE[..half * PACKET - 50]).unwrap();
    let before = remuxer.output().len() / PACKET;
    remuxer.interrupted();
    remuxer.push(&SAMPLE[(half + 40) * PACKET..]).unwrap();
    remuxer.flush().unwrap();
    let out = packets(&remuxer.output());
    assert_eq!(remuxer.stats().continuity_errors, 0);
    for pid in [VIDEO, GERMAN, ENGLISH] {
        let mine: Vec<&Packet> = out.iter().filter(|packet| self::pid(*packet) == pid).collect();
        let at = mine.iter().position(|packet| tells_break(packet)).expect("told");
        assert!(at < 30, "{pid:#x}: {at}");
        assert!(mine[at + 1..].iter().all(|packet| !tells_break(packet)));
    }
    assert!(before > 100);
}
