//! How soon output comes, in terms of the input: bytes until the first packet, media time until the first
//! AAC.

use remux::{Config, Remuxer};

static SAMPLE: &[u8] = include_bytes!("../../samples/sample.ts");

const AUDIO: [u16; 2] = [0x101, 0x102];

fn pid(packet: &[u8]) -> u16 {
    u16::from(packet[1] & 0x1F) << 8 | u16::from(packet[2])
}

fn clock(packet: &[u8]) -> Option<f64> {
    if packet[3] & 0x20 == 0 || packet[4] < 7 || packet[5] & 0x10 == 0 {
        return None;
    }
    let base = u64::from(u32::from_be_bytes([packet[6], packet[7], packet[8], packet[9]])) << 1;
    Some((base | u64::from(packet[10] >> 7)) as f64 / 90_000.0)
}

#[test]
fn the_first_output_needs_five_packets_of_input() {
    let mut remuxer = Remuxer::new(Config::default()).unwrap();
    let first = SAMPLE.iter().position(|byte| {
        remuxer.push(std::slice::from_ref(byte)).unwrap();
        remuxer.pending() > 0
    });
    assert_eq!(first, Some(4 * 188), "five sync bytes make a lock");
    let out = remuxer.output();
    assert_eq!(out.len(), 4 * 188);
    assert!(out[..2 * 188] == SAMPLE[..2 * 188], "the third packet is the rewritten map");
}

#[test]
fn every_packet_that_passes_leaves_with_its_last_byte() {
    let mut remuxer = Remuxer::new(Config::default()).unwrap();
    for (index, packet) in SAMPLE[..188 * 2000].chunks(188).enumerate() {
        remuxer.push(packet).unwrap();
        let out = remuxer.output();
        if index >= 5 && pid(packet) == 0x100 {
            assert_eq!(out, packet, "packet {index}");
        }
    }
}

#[test]
fn the_first_aac_leaves_within_150_ms_after_the_first_audio() {
    let mut remuxer = Remuxer::new(Config::default()).unwrap();
    let (mut now, mut heard, mut left) = (0.0, [None; 2], [None; 2]);
    for packet in SAMPLE.chunks(188) {
        now = clock(packet).unwrap_or(now);
        if let Some(track) = AUDIO.iter().position(|audio| *audio == pid(packet)) {
            heard[track].get_or_insert(now);
        }
        remuxer.push(packet).unwrap();
        for packet in remuxer.output().chunks(188) {
            if let Some(track) = AUDIO.iter().position(|audio| *audio == pid(packet)) {
                left[track].get_or_insert(now);
            }
        }
    }
    for track in 0..2 {
        let wait = left[track].unwrap() - heard[track].unwrap();
        assert!((0.0..=0.150).contains(&wait), "track {track}: {wait} s");
    }
}
