//! The counters and tracks of a stream as statistics.

use super::packets::{Route, Router};
use super::programs::Program;
use crate::stats::{ProgramStats, Stats, TrackStats};

impl Router {
    /// The counters and a description of every track.
    pub(crate) fn stats(&self) -> Stats {
        let mut stats = self.counters.clone();
        stats.programs = self.programs.list.iter().map(|program| self.describe(program)).collect();
        let converters = self.tracks.iter().filter_map(|track| track.converter.as_ref());
        let audio = converters.map(|converter| converter.seconds()).fold(0.0, f64::max);
        stats.media_seconds = self.clocks.first().map_or(0.0, |(_, clock)| clock.seconds());
        if stats.media_seconds == 0.0 {
            stats.media_seconds = audio;
        }
        stats
    }

    fn describe(&self, program: &Program) -> ProgramStats {
        let tracks = program.tracks.iter().map(|listed| {
            let mut stats = TrackStats {
                pid: listed.pid,
                codec_in: listed.codec.name().to_owned(),
                codec_out: listed.codec.name().to_owned(),
                language: listed
                    .language
                    .map(|code| code.map(char::from).iter().collect())
                    .unwrap_or_default(),
                passthrough: true,
                ..TrackStats::default()
            };
            let track = match self.routes[usize::from(listed.pid)] {
                Route::Convert(index) | Route::Watch(index) => self.tracks.get(usize::from(index)),
                _ => None,
            };
            if let Some(track) = track {
                (stats.frames_in, stats.frames_out) = (track.units, track.units);
                if let Some(converter) = &track.converter {
                    stats.passthrough = false;
                    converter.describe(&mut stats);
                }
            }
            stats
        });
        ProgramStats { number: program.number, tracks: tracks.collect() }
    }
}
