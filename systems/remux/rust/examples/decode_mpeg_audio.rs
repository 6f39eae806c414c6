//! Decodes an elementary stream of MPEG audio with the crate's decoder: `decode_mpeg_audio IN OUT` writes
//! interleaved 32-bit floats. The tests compare them with another decoder's.

use std::error::Error;

use remux::codec::mpeg::MpegAudio;
use remux::codec::{AudioDecoder, Found};

fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let [input, output] = files.as_slice() else { return Err("usage: decode_mpeg_audio IN OUT".into()) };
    let data = std::fs::read(input)?;
    let mut decoder = MpegAudio::new();
    let (mut at, mut bytes, mut pcm) = (0, Vec::new(), vec![0.0; 2304]);
    while let Found::Frame { skip, format } = decoder.find(&data[at..], &|offset| offset == 0) {
        at += skip;
        if decoder.decode(&data[at..at + format.length], &format, &mut pcm) {
            let samples = &pcm[..format.samples * format.channels];
            bytes.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
        }
        at += format.length;
    }
    std::fs::write(output, bytes)?;
    Ok(())
}
