//! Thousands of damaged streams, always the same ones: the remuxer must neither panic nor grow, and what it
//! writes itself must stay right. Each property has a canary: a broken stand-in that the same harness must
//! catch.

use std::panic::{AssertUnwindSafe, catch_unwind};

use remux::ts::section::seal;
use remux::{Config, Passthrough, Remuxer, Scanner, TableLimits};

static SAMPLE: &[u8] = include_bytes!("../../samples/sample.ts");
const PACKET: usize = 188;
const CONVERTED: [u16; 3] = [0x101, 0x102, 0x1000];

/// What the harness drives.
trait Subject {
    fn push(&mut self, input: &[u8]);
    fn finish(&mut self);
    fn take(&mut self) -> Vec<u8>;
}

struct Real(Remuxer);

impl Subject for Real {
    fn push(&mut self, input: &[u8]) {
        // The only error damage may cause is that no packets are found at all.
        if let Err(error) = self.0.push(input) {
            assert!(matches!(error, remux::Error::NotTransportStream { .. }), "{error}");
        }
    }

    fn finish(&mut self) {
        if let Err(error) = self.0.flush() {
            assert!(
                matches!(error, remux::Error::NotTransportStream { .. } | remux::Error::NoInput),
                "{error}"
            );
        }
    }

    fn take(&mut self) -> Vec<u8> {
        self.0.output()
    }
}

/// What serves a stream without decoding it: everything passes, and places to start are found in what passed.
struct Passing {
    passthrough: Passthrough,
    scanner: Scanner,
}

impl Subject for Passing {
    fn push(&mut self, input: &[u8]) {
        self.passthrough.push(input).expect("output is taken");
    }

    fn finish(&mut self) {
        self.passthrough.flush();
        assert!(self.passthrough.stats().programs.len() <= 256);
    }

    fn take(&mut self) -> Vec<u8> {
        let out = self.passthrough.output();
        let mut rest = out.as_slice();
        while let Some(at) = self.scanner.next_start(rest, 0, rest.len().is_multiple_of(5)) {
            rest = &rest[at + PACKET..];
            assert_eq!(self.scanner.prelude().len() % PACKET, 0);
        }
        out
    }
}

/// xorshift64*: small, seeded, the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % below.max(1)
    }
}

/// A stretch of the sample with a few changes.
fn mutated(dice: &mut Dice) -> Vec<u8> {
    let start = dice.roll(SAMPLE.len() / PACKET / 2) * PACKET * dice.roll(2);
    let length = (20 + dice.roll(140)) * PACKET;
    let mut data = SAMPLE[start..start + length].to_vec();
    for _ in 0..dice.roll(12) {
        mutate(&mut data, dice);
    }
    data
}

fn mutate(data: &mut Vec<u8>, dice: &mut Dice) {
    if data.len() < 2 * PACKET {
        return;
    }
    let at = dice.roll(data.len());
    let packet = at.min(data.len() - PACKET) / PACKET * PACKET;
    match dice.roll(10) {
        0 => data[at] ^= 1 << dice.roll(8),
        1 => data[at] = dice.roll(256) as u8,
        2 => data[packet + 1 + dice.roll(12)] = dice.roll(256) as u8,
        3 => {
            let count = dice.roll(400).min(data.len() - at);
            data.drain(at..at + count);
        }
        4 => {
            let junk: Vec<u8> = (0..dice.roll(300)).map(|_| dice.roll(256) as u8).collect();
            data.splice(at..at, junk);
        }
        5 => {
            let copy = data[packet..packet + PACKET].to_vec();
            let to = dice.roll(data.len() / PACKET) * PACKET;
            data.splice(to..to, copy);
        }
        6 => {
            // A packet moves to another PID, often one that means something.
            let pid = [0, 0x100, 0x101, 0x102, 0x1000, 0x1FFF, dice.roll(0x2000)][dice.roll(7)];
            data[packet + 1] = data[packet + 1] & 0xE0 | (pid >> 8) as u8;
            data[packet + 2] = pid as u8;
        }
        7 => table(&mut data[packet..packet + PACKET], dice),
        8 => data.truncate(at),
        _ => {
            // The clock or a time stamp jumps.
            let place = packet + 4 + dice.roll(24);
            data[place] = data[place].wrapping_add(dice.roll(256) as u8);
        }
    }
}

/// Overwrites a packet with a table whose checksum is right and whose content need not be.
fn table(packet: &mut [u8], dice: &mut Dice) {
    let length = 16 + dice.roll(160);
    let map = dice.roll(3) > 0;
    let pid: u16 = if map { 0x1000 } else { 0 };
    packet[..5].copy_from_slice(&[0x47, 0x40 | (pid >> 8) as u8, pid as u8, 0x10 | dice.roll(16) as u8, 0]);
    let section = &mut packet[5..5 + length];
    section[..8].copy_from_slice(&[if map { 2 } else { 0 }, 0xB0, (length - 3) as u8, 0, 1, 0xC1, 0, 0]);
    if map && length > 40 {
        // A plausible beginning: clock PID, no program descriptors, then streams of any type and length.
        section[8..12].copy_from_slice(&[0xE1, dice.roll(4) as u8, 0xF0, 0]);
        for entry in section[12..].chunks_mut(9) {
            let kind = [3, 4, 6, 0x0F, 0x1B, 0x81][dice.roll(6)];
            let bytes = [kind, 0xE0 | dice.roll(2) as u8, dice.roll(6) as u8, 0xF0, 4, 0x0A, 2, b'x', b'y'];
            entry.copy_from_slice(&bytes[..entry.len()]);
        }
    }
    for _ in 0..dice.roll(4) {
        section[8 + dice.roll(length - 8)] = dice.roll(256) as u8;
    }
    seal(section);
}

/// Runs one damaged stream; what is wrong with the subject, if anything.
fn fault(subject: &mut dyn Subject, data: &[u8], dice: &mut Dice) -> Option<String> {
    let mut out = Vec::new();
    let mut rest = data;
    let run = catch_unwind(AssertUnwindSafe(|| {
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(1 + dice.roll(3000)));
            subject.push(now);
            out.append(&mut subject.take());
            rest = later;
        }
        subject.finish();
        out.append(&mut subject.take());
    }));
    if let Err(panic) = run {
        return Some(format!("panicked: {:?}", panic.downcast_ref::<String>()));
    }
    if out.len() % PACKET != 0 || out.chunks(PACKET).any(|packet| packet[0] != 0x47) {
        return Some("output is no row of packets".into());
    }
    // The AAC of 192 kb/s may outgrow its source, but never by more than concealing a second for each jump.
    if out.len() > 3 * data.len() + (1 << 20) {
        return Some(format!("{} bytes out of {}", out.len(), data.len()));
    }
    broken_counter(&out)
}

/// The first PID the remuxer writes on whose counters do not follow each other.
fn broken_counter(out: &[u8]) -> Option<String> {
    let mut last = [None; 3];
    for packet in out.chunks(PACKET) {
        let pid = u16::from(packet[1] & 0x1F) << 8 | u16::from(packet[2]);
        let Some(index) = CONVERTED.iter().position(|own| *own == pid) else { continue };
        let counter = packet[3] & 0x0F;
        if packet[3] & 0x10 != 0 {
            // A PID that no map names (any more) passes with the gaps of its source: only AAC and maps are
            // judged.
            let own = starts_own(packet, pid);
            if let (Some(last), true) = (last[index], own)
                && counter != (last + 1) & 15u8
            {
                return Some(format!("pid {pid:#x}: counter {counter} after {last}"));
            }
            last[index] = Some(counter);
        }
    }
    None
}

/// Whether a packet begins something that only the remuxer writes: a PES packet of AAC in its own header.
fn starts_own(packet: &[u8], pid: u16) -> bool {
    let start = if packet[3] & 0x20 != 0 { 5 + usize::from(packet[4]) } else { 4 };
    let Some(payload) = packet.get(start..).filter(|_| packet[1] & 0x40 != 0) else { return false };
    pid != 0x1000
        && payload.len() > 16
        && payload[..3] == [0, 0, 1]
        && payload[14] == 0xFF
        && payload[15] & 0xF6 == 0xF0
}

/// Runs so many damaged streams through subjects made by `make`; the first fault.
fn campaign(rounds: u64, mut make: impl FnMut() -> Box<dyn Subject>) -> Option<String> {
    for round in 1..=rounds {
        let mut dice = Dice(round.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let data = mutated(&mut dice);
        if let Some(fault) = fault(make().as_mut(), &data, &mut dice) {
            return Some(format!("round {round}: {fault}"));
        }
    }
    None
}

fn real(config: Config) -> Box<dyn Subject> {
    Box::new(Real(Remuxer::new(config).expect("the configuration is valid")))
}

#[test]
fn damaged_streams_never_panic_and_what_is_written_stays_right() {
    let rounds = std::env::var("REMUX_MUTATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(3000);
    let mut turn = 0;
    let found = campaign(rounds, || {
        turn += 1;
        real(Config {
            cbr: turn % 5 == 0,
            frames_per_pes: if turn % 3 == 0 { 3 } else { 1 },
            sample_rate: if turn % 7 == 0 { 44_100 } else { 0 },
            afterburner: false,
            ..Config::default()
        })
    });
    assert_eq!(found, None);
}

#[test]
fn damaged_streams_pass_and_starts_are_found_in_them() {
    let found = campaign(3000, || {
        let limits = TableLimits { programs: 3, tracks: 2 };
        Box::new(Passing { passthrough: Passthrough::new(limits), scanner: Scanner::new(limits) })
    });
    assert_eq!(found, None);
}

/// A subject spoiled on purpose.
struct Spoiled {
    inner: Box<dyn Subject>,
    spoil: fn(&[u8], Vec<u8>) -> Vec<u8>,
    seen: Vec<u8>,
}

impl Subject for Spoiled {
    fn push(&mut self, input: &[u8]) {
        self.seen.extend_from_slice(input);
        self.inner.push(input);
    }

    fn finish(&mut self) {
        self.inner.finish();
    }

    fn take(&mut self) -> Vec<u8> {
        let out = self.inner.take();
        (self.spoil)(&self.seen, out)
    }
}

#[test]
fn the_harness_sees_seeded_bugs() {
    let spoiled = |spoil| {
        move || {
            Box::new(Spoiled { inner: real(Config::default()), spoil, seen: Vec::new() }) as Box<dyn Subject>
        }
    };
    // Trusts an adaptation field's length.
    let panics = campaign(
        3000,
        spoiled(|seen, out| {
            if let Some(packet) =
                seen.chunks_exact(PACKET).find(|packet| packet[3] & 0x20 != 0 && packet[4] > 183)
            {
                let end = 5 + usize::from(packet[4]);
                assert!(packet.len() >= end, "index {end} out of range");
            }
            out
        }),
    );
    assert!(panics.is_some_and(|fault| fault.contains("panicked")));
    // Loses the last byte of a packet now and then.
    let cut = campaign(
        50,
        spoiled(|_, mut out| {
            if out.len() > 10 * PACKET {
                out.pop();
            }
            out
        }),
    );
    assert!(cut.is_some_and(|fault| fault.contains("no row of packets")));
    // Drops an AAC packet.
    let dropped = campaign(
        50,
        spoiled(|_, out| {
            let keep = |packet: &&[u8]| !(packet[1] & 0x1F == 1 && packet[2] == 1 && packet[3] & 0x0F == 9);
            out.chunks(PACKET).filter(keep).flatten().copied().collect()
        }),
    );
    assert!(dropped.is_some_and(|fault| fault.contains("counter")));
    // Never stops writing.
    let grows = campaign(
        50,
        spoiled(|seen, mut out| {
            if seen.len() > 20_000 {
                let packet = [&[0x47, 0x1F, 0xFF, 0x10][..], &[0xFF; 184]].concat();
                out.extend(packet.repeat(2000));
            }
            out
        }),
    );
    assert!(grows.is_some_and(|fault| fault.contains("bytes out of")));
}
