//! Remuxes a file: `remux_file IN OUT [--chunk BYTES] [--sample-rate HZ] [--channels N] [--bitrate BITS]
//! [--program N] [--tracks all|first|deu,eng] [--frames-per-pes N] [--cbr] [--fast] [--dynamic-range
//! off|line|heavy] [--dialogue-level DB] [--downmix lo-ro|lt-rt] [--dual-mono both|left|right]`. `-` is stdin or
//! stdout.
//!
//! Prints one JSON object of statistics on stdout (on stderr when OUT is `-`), with the processor time the
//! process used.

#![expect(clippy::print_stdout, reason = "a command-line program")]

use std::error::Error;
use std::fs::File;
use std::io::{Read, Write};
use std::process::ExitCode;

use remux::{Config, Downmix, DualMono, DynamicRange, Remuxer, Stats, Tracks};
use serde_json::{Value, json};

fn main() -> ExitCode {
    let arguments = match Arguments::parse(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let mut input: Box<dyn Read> = if arguments.input == "-" {
        Box::new(std::io::stdin())
    } else {
        Box::new(File::open(&arguments.input)?)
    };
    let to_stdout = arguments.output == "-";
    // Standard output buffers lines, so what is written is flushed at once.
    let mut output: Box<dyn Write> =
        if to_stdout { Box::new(std::io::stdout()) } else { Box::new(File::create(&arguments.output)?) };
    let mut remuxer = Remuxer::new(arguments.config)?;
    let mut chunk = vec![0; arguments.chunk];
    let mut ready = Vec::new();
    loop {
        let count = input.read(&mut chunk)?;
        if count == 0 {
            break;
        }
        remuxer.push(&chunk[..count])?;
        remuxer.drain_into(&mut ready);
        output.write_all(&ready)?;
        output.flush()?;
        ready.clear();
    }
    remuxer.flush()?;
    output.write_all(&remuxer.output())?;
    output.flush()?;
    let report = report(&remuxer.stats());
    if to_stdout {
        eprintln!("{report}");
    } else {
        println!("{report}");
    }
    Ok(())
}

struct Arguments {
    input: String,
    output: String,
    chunk: usize,
    config: Config,
}

impl Arguments {
    fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut files = Vec::new();
        let (mut chunk, mut config) = (64 * 1024, Config::default());
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(format!("{word} needs a value"));
            match word.as_str() {
                "--chunk" => chunk = value()?.parse::<usize>()?.max(1),
                "--sample-rate" => config.sample_rate = value()?.parse()?,
                "--channels" => config.channels = value()?.parse()?,
                "--bitrate" => config.bitrate = value()?.parse()?,
                "--program" => config.program = Some(value()?.parse()?),
                "--frames-per-pes" => config.frames_per_pes = value()?.parse()?,
                "--tracks" => (config.tracks, config.languages) = tracks(&value()?),
                "--cbr" => config.cbr = true,
                "--fast" => config.afterburner = false,
                "--dynamic-range" => {
                    let choices = [
                        ("off", DynamicRange::Off),
                        ("line", DynamicRange::Line),
                        ("heavy", DynamicRange::Heavy),
                    ];
                    config.dynamic_range = choose(&value()?, &choices)?;
                }
                "--dialogue-level" => config.dialogue_level = Some(value()?.parse()?),
                "--downmix" => {
                    config.downmix =
                        choose(&value()?, &[("lo-ro", Downmix::LoRo), ("lt-rt", Downmix::LtRt)])?;
                }
                "--dual-mono" => {
                    let choices =
                        [("both", DualMono::Both), ("left", DualMono::Left), ("right", DualMono::Right)];
                    config.dual_mono = choose(&value()?, &choices)?;
                }
                option if option.starts_with("--") => return Err(format!("unknown option {option}").into()),
                _ => files.push(word),
            }
        }
        let [input, output] =
            <[String; 2]>::try_from(files).map_err(|_| "usage: remux_file IN OUT [options]")?;
        Ok(Self { input, output, chunk, config })
    }
}

fn choose<T: Copy>(word: &str, choices: &[(&str, T)]) -> Result<T, Box<dyn Error>> {
    let found = choices.iter().find(|(name, _)| *name == word);
    found.map(|(_, choice)| *choice).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        format!("{word} is none of {}", names.join(", ")).into()
    })
}

fn tracks(value: &str) -> (Tracks, Vec<String>) {
    match value {
        "all" => (Tracks::All, Vec::new()),
        "first" => (Tracks::First, Vec::new()),
        list => (Tracks::Languages, list.split(',').map(str::to_owned).collect()),
    }
}

fn report(stats: &Stats) -> Value {
    let programs = stats.programs.iter().map(|program| {
        let tracks = program.tracks.iter().map(|track| {
            json!({
                "pid": track.pid, "codec_in": track.codec_in, "codec_out": track.codec_out,
                "language": track.language, "sample_rate": track.sample_rate, "channels": track.channels,
                "frames_in": track.frames_in, "frames_out": track.frames_out, "concealed": track.concealed,
                "late": track.late, "discontinuities": track.discontinuities, "passthrough": track.passthrough, "passthrough_reason": track.passthrough_reason,
            })
        });
        json!({ "number": program.number, "tracks": tracks.collect::<Vec<_>>() })
    });
    let cpu = processor_seconds().unwrap_or(0.0);
    json!({
        "engine": "embedded",
        "bytes_in": stats.bytes_in, "packets_in": stats.packets_in, "packets_out": stats.packets_out,
        "packet_stride": stats.packet_stride, "resyncs": stats.resyncs, "junk_bytes": stats.junk_bytes,
        "continuity_errors": stats.continuity_errors, "transport_errors": stats.transport_errors,
        "crc_errors": stats.crc_errors, "pes_errors": stats.pes_errors,
        "scrambled_packets": stats.scrambled_packets, "unclaimed_packets": stats.unclaimed_packets,
        "programs": programs.collect::<Vec<_>>(),
        "media_seconds": stats.media_seconds, "cpu_seconds": cpu,
        "times_realtime": if cpu > 0.0 { stats.media_seconds / cpu } else { 0.0 },
    })
}

/// User and system time of this process, from the kernel's own account (Linux).
fn processor_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    // USER_HZ is 100 on every Linux that Rust supports.
    Some(ticks as f64 / 100.0)
}
