//! The counters and tracks of a stream as statistics.

use super::audio_track::Track;
use super::packets::{Route, Router};
use super::programs::Program;
use crate::stats::{ProgramStats, Stats, TrackStats};

impl Router {
    /// The counters and a description of every track.
    pub(crate) fn stats(&self) -> Stats {
        let mut stats = self.counters.clone();
        stats.programs = self.programs.list.iter().map(|program| self.describe(program)).collect();
        let unnamed = self.tracks.iter().filter(|track| track.declared.is_none());
        let unnamed: Vec<TrackStats> = unnamed.map(|track| describe(track, None)).collect();
        if !unnamed.is_empty() {
            stats.programs.push(ProgramStats { number: 0, tracks: unnamed });
        }
        let converters = self.tracks.iter().filter_map(|track| track.converter.as_ref());
        let audio = converters.map(|converter| converter.seconds()).fold(0.0, f64::max);
        stats.media_seconds = self.clocks.first().map_or(0.0, |(_, clock)| clock.seconds());
        if stats.media_seconds == 0.0 {
            stats.media_seconds = audio;
        }
        stats
    }

    fn describe(&self, program: &Program) -> ProgramStats {
        let tracks = program.tracks.iter().map(|listed| match self.routes[usize::from(listed.pid)] {
            Route::Track(index) => describe(&self.tracks[usize::from(index)], listed.language),
            _ => TrackStats {
                pid: listed.pid,
                codec_in: listed.codec.name().to_owned(),
                codec_out: listed.codec.name().to_owned(),
                language: spelled(listed.language),
                passthrough: true,
                ..TrackStats::default()
            },
        });
        ProgramStats { number: program.number, tracks: tracks.collect() }
    }
}

fn describe(track: &Track, language: Option<[u8; 3]>) -> TrackStats {
    let mut stats = TrackStats {
        pid: track.pid,
        codec_in: track.codec.name().to_owned(),
        codec_out: track.codec.name().to_owned(),
        language: spelled(language),
        frames_in: track.units,
        frames_out: track.units,
        passthrough: track.converter.is_none(),
        passthrough_reason: track.reason.name().to_owned(),
        ..TrackStats::default()
    };
    if let Some(converter) = &track.converter {
        converter.describe(&mut stats);
    }
    stats
}

fn spelled(language: Option<[u8; 3]>) -> String {
    language.map(|code| code.map(char::from).iter().collect()).unwrap_or_default()
}
