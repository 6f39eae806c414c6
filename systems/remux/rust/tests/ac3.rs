//! AC-3 and E-AC-3: whole streams decode, damaged ones never panic. The streams in `streams/` were made for this
//! by ffmpeg (`five`, `two`) and ac3forge (the others: adaptive hybrid transform, spectral extension with
//! coupling, frames of one block in dual mono, a dependent substream).

use remux::codec::ac3::{Ac3, Damage, MAX_SAMPLES, Output, Settings};
use remux::codec::{AudioDecoder, Found, FrameFormat};

static STREAMS: [(&str, &[u8]); 7] = [
    ("five.ac3", include_bytes!("streams/five.ac3")),
    ("two.ac3", include_bytes!("streams/two.ac3")),
    ("five.eac3", include_bytes!("streams/five.eac3")),
    ("hybrid.eac3", include_bytes!("streams/hybrid.eac3")),
    ("extended.eac3", include_bytes!("streams/extended.eac3")),
    ("single.eac3", include_bytes!("streams/single.eac3")),
    ("seven.eac3", include_bytes!("streams/seven.eac3")),
];

/// Feeds a stream to a decoder and calls `each` with what became of each unit.
fn decode(decoder: &mut Ac3, data: &[u8], mut each: impl FnMut(&FrameFormat, Result<(), Damage>, &[f32])) {
    let data = [data, &[0; 8]].concat();
    let (mut at, mut pcm) = (0, vec![0.0; 8 * MAX_SAMPLES]);
    while let Found::Frame { skip, format } = decoder.find(&data[at..], &|offset| offset == 0) {
        at += skip;
        let result = decoder.decode_unit(&data[at..at + format.length], &format, &mut pcm);
        each(&format, result, &pcm[..format.samples * format.channels]);
        at += format.length;
    }
}

fn outputs(output: Output) -> Settings {
    Settings { output, ..Settings::default() }
}

#[test]
fn whole_streams_decode_without_a_fault() {
    let expected = [
        ("five.ac3", [6, 2, 6], 1536, 48_000, "ac3"),
        ("two.ac3", [2, 2, 2], 1536, 44_100, "ac3"),
        ("five.eac3", [6, 2, 6], 1536, 48_000, "eac3"),
        ("hybrid.eac3", [6, 2, 6], 1536, 48_000, "eac3"),
        ("extended.eac3", [6, 2, 6], 1536, 48_000, "eac3"),
        ("single.eac3", [2, 2, 2], 256, 48_000, "eac3"),
        ("seven.eac3", [8, 2, 6], 1536, 48_000, "eac3"),
    ];
    for ((name, data), (same, channels, samples, sample_rate, codec)) in STREAMS.into_iter().zip(expected) {
        assert_eq!(name, same);
        for (output, channels) in [Output::Source, Output::Stereo, Output::Surround].into_iter().zip(channels)
        {
            let (mut bytes, mut units, mut power) = (0, 0, 0.0);
            decode(&mut Ac3::new(outputs(output)), data, |format, result, pcm| {
                assert_eq!(result, Ok(()), "{name} {output:?}");
                assert_eq!((format.channels, format.samples), (channels, samples), "{name} {output:?}");
                assert_eq!((format.sample_rate, format.codec), (sample_rate, codec), "{name}");
                (bytes, units) = (bytes + format.length, units + 1);
                power += pcm.iter().map(|sample| f64::from(sample * sample)).sum::<f64>();
            });
            assert_eq!(bytes, data.len(), "{name}");
            let level = 10.0 * (power / (units * samples * channels) as f64).log10();
            assert!((-30.0..-5.0).contains(&level), "{name} {output:?}: {level} dB");
        }
    }
}

#[test]
fn output_is_the_same_in_every_run() {
    let run = || {
        let mut samples = Vec::new();
        decode(&mut Ac3::default(), STREAMS[4].1, |_, _, pcm| samples.extend_from_slice(pcm));
        samples
    };
    assert!(run() == run(), "noise differs from run to run");
}

#[test]
fn a_wrong_checksum_is_damage_until_it_is_always_wrong() {
    let mut data = STREAMS[0].1.repeat(4);
    let length = 768;
    // The last byte of a frame is part of its checksum alone.
    data.chunks_mut(length).skip(3).for_each(|frame| frame[length - 1] ^= 1);
    let mut results = Vec::new();
    decode(&mut Ac3::default(), &data, |_, result, _| results.push(result));
    assert_eq!(results.len(), 56);
    assert!(results[..3].iter().all(Result::is_ok));
    assert!(results[3..18].iter().all(|result| *result == Err(Damage::Checksum)), "{results:?}");
    assert!(results[18..].iter().all(Result::is_ok), "an encoder without checksums is heard all the same");
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

#[test]
fn damaged_frames_never_panic() {
    let rounds = std::env::var("REMUX_MUTATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(3000_u64);
    let choices = [Output::Source, Output::Stereo, Output::Surround].map(outputs);
    let mut decoders = choices.map(Ac3::new);
    let (mut fine, mut kinds, mut total) = (0, std::collections::BTreeSet::new(), 0);
    for round in 1..=rounds {
        let mut dice = Dice(round.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let (_, data) = STREAMS[dice.roll(STREAMS.len())];
        let mut data = data.to_vec();
        // Damage in every frame, so that checksums are soon not believed and the parser sees it; most of it where
        // the fields are.
        for start in (0..data.len()).step_by(200) {
            let reach = if dice.roll(3) == 0 { 200 } else { 40 };
            let at = (start + dice.roll(reach)).min(data.len() - 1);
            match dice.roll(4) {
                0 => data[at] = dice.roll(256) as u8,
                1 => data[at] ^= 0xFF,
                _ => data[at] ^= 1 << dice.roll(8),
            }
        }
        data.truncate(data.len() - dice.roll(2) * dice.roll(900));
        let decoder = &mut decoders[dice.roll(3)];
        if dice.roll(50) == 0 {
            decoder.interrupt();
        }
        decode(decoder, &data, |_, result, pcm| {
            total += 1;
            match result {
                Ok(()) => {
                    fine += 1;
                    assert!(pcm.iter().all(|sample| sample.is_finite()), "round {round}");
                }
                Err(damage) => {
                    kinds.insert(damage.to_string());
                }
            }
        });
    }
    // Canary: the damage gets past the checksums and through to where it can do harm.
    assert!(fine > total / 20, "{fine} of {total} frames decode");
    assert!(kinds.len() >= 8, "{kinds:?}");
}
