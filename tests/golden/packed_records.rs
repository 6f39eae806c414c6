//! Records with text and lists inside: flat-encoded into one block per call.

#[spandrel::bridge(package = "packedrecords")]
mod ffi {
    /// What is known of a stream.
    #[derive(Clone, Debug)]
    struct Channel {
        /// Its name in the listing.
        name: String,
        /// Every program on it.
        programs: Vec<Program>,
        active: bool,
    }

    #[derive(Clone, Debug)]
    struct Program {
        number: u16,
        title: String,
        tracks: Vec<Track>,
        raw: Vec<u8>,
        rate: f64,
    }

    #[derive(Clone, Copy, Debug)]
    struct Track {
        pid: u16,
        channels: u8,
    }

    #[derive(Clone, Debug)]
    struct Nothing {}

    extern "Rust" {
        /// Renames a stream.
        fn renamed(stream: Channel, name: &str) -> Channel;
        fn all(streams: &[Channel], only_active: bool) -> Vec<Channel>;
        fn tracks(stream: Channel) -> Vec<Track>;
        fn weight(stream: Channel) -> u64;
        fn forget(stream: Channel);
        fn keep(nothing: Nothing) -> Nothing;
    }
}

use ffi::{Channel, Nothing, Program, Track};

fn renamed(stream: Channel, name: &str) -> Channel {
    Channel { name: name.to_owned(), ..stream }
}

fn all(streams: &[Channel], only_active: bool) -> Vec<Channel> {
    streams.iter().filter(|stream| stream.active || !only_active).cloned().collect()
}

fn tracks(stream: Channel) -> Vec<Track> {
    stream.programs.iter().flat_map(|program| program.tracks.clone()).collect()
}

fn weight(stream: Channel) -> u64 {
    let weigh = |program: &Program| program.raw.len() as u64 + u64::from(program.number);
    stream.programs.iter().map(weigh).sum()
}

fn forget(_stream: Channel) {}

fn keep(nothing: Nothing) -> Nothing {
    nothing
}
