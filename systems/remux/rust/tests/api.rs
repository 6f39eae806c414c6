//! The public face: states, errors, and output that does not depend on how the input was cut.

use remux::{Config, Error, OUTPUT_LIMIT, Remuxer};

/// The committed sample: H.264 and two MP2 tracks, 18 s.
static SAMPLE: &[u8] = include_bytes!("../../samples/sample.ts");

/// Remuxes with default settings, pushing so many bytes at a time.
fn remux(input: &[u8], chunk: usize) -> Vec<u8> {
    let mut remuxer = Remuxer::new(Config::default()).expect("defaults are valid");
    let mut out = Vec::new();
    for part in input.chunks(chunk) {
        remuxer.push(part).expect("the sample is a transport stream");
        remuxer.drain_into(&mut out);
    }
    remuxer.flush().expect("the sample is a transport stream");
    remuxer.drain_into(&mut out);
    out
}

/// So many stuffing packets.
fn null_packets(count: usize) -> Vec<u8> {
    [&[0x47, 0x1F, 0xFF, 0x10][..], &[0xFF; 184]].concat().repeat(count)
}

#[test]
fn output_does_not_depend_on_the_cut() {
    let input = &SAMPLE[..188 * 1500];
    let whole = remux(input, input.len());
    assert!(whole.len() > input.len());
    for chunk in [1, 7, 188, 1316, 4096, 65_536] {
        assert!(remux(input, chunk) == whole, "chunks of {chunk}");
    }
}

#[test]
fn output_is_whole_packets_at_every_moment() {
    let mut remuxer = Remuxer::new(Config::default()).unwrap();
    for part in SAMPLE[..188 * 1000].chunks(333) {
        remuxer.push(part).unwrap();
        assert_eq!(remuxer.pending() % 188, 0);
        assert_eq!(remuxer.output().len() % 188, 0);
        assert_eq!(remuxer.pending(), 0);
    }
}

#[test]
fn nothing_pushed_is_no_input() {
    let mut remuxer = Remuxer::new(Config::default()).unwrap();
    assert_eq!(remuxer.flush(), Err(Error::NoInput));
    remuxer.push(&[]).unwrap();
    assert_eq!(remuxer.flush(), Err(Error::NoInput));
    remuxer.push(&SAMPLE[..1880]).unwrap();
    remuxer.flush().unwrap();
}

#[test]
fn noise_is_no_transport_stream_after_a_bounded_amount() {
    let mut remuxer = Remuxer::new(Config::default()).unwrap();
    let mut pushed = 0;
    let error = loop {
        if let Err(error) = remuxer.push(&[0x11; 10_000]) {
            break error;
        }
        pushed += 10_000;
        assert!(pushed <= 300_000, "noise is taken for ever");
    };
    assert!(matches!(error, Error::NotTransportStream { scanned } if scanned > 200_000), "{error:?}");
    assert_eq!(remuxer.push(SAMPLE), Err(error.clone()), "the error stays");
    assert_eq!(remuxer.flush(), Err(error));
    remuxer.reset();
    remuxer.push(SAMPLE).unwrap();
    let mut short = Remuxer::new(Config::default()).unwrap();
    short.push(&[7; 50]).unwrap();
    assert_eq!(short.flush(), Err(Error::NotTransportStream { scanned: 50 }));
}

#[test]
fn after_the_flush_only_reset_opens_again() {
    let mut remuxer = Remuxer::new(Config::default()).unwrap();
    remuxer.push(SAMPLE).unwrap();
    remuxer.flush().unwrap();
    remuxer.flush().unwrap();
    assert_eq!(remuxer.push(SAMPLE), Err(Error::Finished));
    let first = remuxer.output();
    let before = remuxer.stats();
    remuxer.reset();
    assert_eq!(remuxer.stats(), Remuxer::new(Config::default()).unwrap().stats());
    remuxer.push(SAMPLE).unwrap();
    remuxer.flush().unwrap();
    assert!(remuxer.output() == first, "a reset remuxer works like a new one");
    assert_eq!(remuxer.stats(), before);
}

#[test]
fn output_that_nobody_takes_stops_the_input_without_loss() {
    let mut remuxer = Remuxer::new(Config::default()).unwrap();
    let part = null_packets(20_000);
    let mut pushed = 0;
    let error = loop {
        match remuxer.push(&part) {
            Ok(()) => pushed += part.len(),
            Err(error) => break error,
        }
    };
    assert!(matches!(error, Error::OutputFull { limit, .. } if limit == OUTPUT_LIMIT as u64), "{error:?}");
    let mut taken = remuxer.output().len();
    remuxer.push(&part).unwrap();
    remuxer.flush().unwrap();
    taken += remuxer.output().len();
    assert_eq!(taken, pushed + part.len());
}

#[test]
fn errors_say_what_where_and_cure() {
    let error = Remuxer::new(Config { bitrate: 9, ..Config::default() }).err().unwrap();
    assert_eq!(error.to_string(), "config field bitrate: 9 bit/s is not within 32000 to 512000");
    for error in [Error::NoInput, Error::Finished, Error::NotTransportStream { scanned: 1 }] {
        let text = error.to_string();
        assert!(text.contains([';', ':']), "{text}");
    }
}

#[test]
fn drained_output_is_appended() {
    let mut remuxer = Remuxer::new(Config::default()).unwrap();
    let mut out = vec![1, 2, 3];
    remuxer.push(&null_packets(8)).unwrap();
    remuxer.drain_into(&mut out);
    assert_eq!(out.len(), 3 + 8 * 188);
    assert_eq!(remuxer.pending(), 0);
}
