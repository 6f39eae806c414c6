//! Any bytes through the whole remuxer, and through what serves a stream without decoding it. The first byte chooses the settings, the second how the rest is cut.
//!
//! Asserts what must hold for every input: no panic, only the errors the documentation names, whole packets,
//! and output in proportion to input.

#![no_main]

use libfuzzer_sys::fuzz_target;
use remux::{Config, Error, Passthrough, Remuxer, Scanner, TableLimits, Tracks};

fuzz_target!(|data: &[u8]| {
    let [settings, cut, stream @ ..] = data else { return };
    let config = Config {
        cbr: settings & 1 != 0,
        frames_per_pes: 1 + (settings >> 1 & 3),
        sample_rate: if settings & 8 != 0 { 44_100 } else { 0 },
        channels: if settings & 16 != 0 { 1 } else { 2 },
        bitrate: 64_000,
        tracks: if settings & 32 != 0 { Tracks::First } else { Tracks::All },
        afterburner: false,
        program: (settings & 64 != 0).then_some(1),
        ..Config::default()
    };
    let mut remuxer = Remuxer::new(config).expect("the settings are valid");
    let mut written = 0;
    for part in stream.chunks(1 + usize::from(*cut) * 16) {
        match remuxer.push(part) {
            Ok(()) | Err(Error::NotTransportStream { .. }) => {}
            Err(error) => panic!("{error}"),
        }
        written += packets(&remuxer.output());
    }
    match remuxer.flush() {
        Ok(()) | Err(Error::NotTransportStream { .. } | Error::NoInput) => {}
        Err(error) => panic!("{error}"),
    }
    written += packets(&remuxer.output());
    // A packet of a few bytes per frame may cause a second of concealment; that is the most it may cause.
    assert!(written <= 200 * (stream.len() / 188 + 2), "{written} packets out of {} bytes", stream.len());
    drop(remuxer.stats());
    pass(stream, 1 + usize::from(*cut) * 16);
});

fn pass(stream: &[u8], cut: usize) {
    let mut passthrough = Passthrough::new(TableLimits::default());
    let mut scanner = Scanner::new(TableLimits::default());
    let mut written = 0;
    let mut scan = |out: &[u8]| {
        written += packets(out);
        let mut rest = out;
        while let Some(at) = scanner.next_start(rest, 0, cut % 2 == 0) {
            rest = &rest[at + 188..];
            packets(&scanner.prelude());
        }
    };
    for part in stream.chunks(cut) {
        passthrough.push(part).expect("output is taken");
        scan(&passthrough.output());
    }
    passthrough.flush();
    scan(&passthrough.output());
    assert!(written <= stream.len() / 188, "{written} packets out of {} bytes", stream.len());
    drop(passthrough.stats());
}

fn packets(out: &[u8]) -> usize {
    let (packets, rest) = out.as_chunks::<188>();
    assert!(rest.is_empty(), "output is not whole packets");
    assert!(packets.iter().all(|packet| packet[0] == 0x47), "a packet without its sync byte");
    packets.len()
}
