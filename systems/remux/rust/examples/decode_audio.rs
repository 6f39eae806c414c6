//! Decodes an elementary stream with one of the crate's decoders: `decode_audio mpeg|ac3|adts|latm IN OUT [--output
//! source|stereo|surround] [--lt-rt] [--range off|line|heavy] [--dialogue DB]` writes interleaved 32-bit floats
//! and, per frame that cannot be decoded, a line on standard error. The tests compare them with other decoders'.

use std::error::Error;

use remux::codec::aac::{Aac, Packing};
use remux::codec::ac3::{Ac3, MAX_SAMPLES, Output, Settings};
use remux::codec::mpeg::MpegAudio;
use remux::codec::{AudioDecoder, Downmix, DynamicRange, Found, FrameFormat};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut words, mut settings) = (Vec::new(), Settings { output: Output::Source, ..Settings::default() });
    let mut arguments = std::env::args().skip(1);
    while let Some(word) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{word} needs a value"));
        match word.as_str() {
            "--output" => {
                settings.output = match value()?.as_str() {
                    "source" => Output::Source,
                    "stereo" => Output::Stereo,
                    "surround" => Output::Surround,
                    other => return Err(format!("unknown output {other}").into()),
                }
            }
            "--range" => {
                settings.range = match value()?.as_str() {
                    "off" => DynamicRange::Off,
                    "line" => DynamicRange::Line,
                    "heavy" => DynamicRange::Heavy,
                    other => return Err(format!("unknown range {other}").into()),
                }
            }
            "--lt-rt" => settings.downmix = Downmix::LtRt,
            "--dialogue" => settings.dialogue = Some(value()?.parse()?),
            _ => words.push(word),
        }
    }
    let [codec, input, output] = words.as_slice() else {
        return Err("usage: decode_audio CODEC IN OUT".into());
    };
    let data = std::fs::read(input)?;
    let bytes = match codec.as_str() {
        "mpeg" => decode(&data, MpegAudio::new(), |decoder, frame, format, pcm| {
            if decoder.decode(frame, format, pcm) { Ok(()) } else { Err("damaged".into()) }
        }),
        "ac3" => decode(&data, Ac3::new(settings), |decoder, unit, format, pcm| {
            decoder.decode_unit(unit, format, pcm).map_err(|damage| damage.to_string())
        }),
        "adts" | "latm" => {
            let packing = if codec == "adts" { Packing::Adts } else { Packing::Latm };
            decode(&data, Aac::new(packing, 2), |decoder, frame, format, pcm| {
                if decoder.decode(frame, format, pcm) { Ok(()) } else { Err("damaged".into()) }
            })
        }
        other => return Err(format!("unknown codec {other}").into()),
    };
    std::fs::write(output, bytes)?;
    Ok(())
}

fn decode<D: AudioDecoder>(
    data: &[u8],
    mut decoder: D,
    frame: impl Fn(&mut D, &[u8], &FrameFormat, &mut [f32]) -> Result<(), String>,
) -> Vec<u8> {
    let (mut at, mut bytes, mut pcm) = (0, Vec::new(), vec![0.0; 8 * MAX_SAMPLES]);
    // Lets the last unit end with the data.
    let data = [data, &[0; 8]].concat();
    while let Found::Frame { skip, format } = decoder.find(&data[at..], &|offset| offset == 0) {
        at += skip;
        let samples = &mut pcm[..format.samples * format.channels];
        if let Err(reason) = frame(&mut decoder, &data[at..at + format.length], &format, samples) {
            eprintln!("frame of {} bytes at {at}: {reason}", format.length);
            samples.fill(0.0);
        }
        bytes.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
        at += format.length;
    }
    bytes
}
