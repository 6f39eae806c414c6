//! Types that exist already, under their names in the bridge or under others.

#[spandrel::bridge(package = "adopted")]
mod ffi {
    /// Counters of a stream.
    #[adopt(super::core::Stats)]
    pub(super) struct Stats {
        /// Bytes in and out.
        pub bytes: [u64; 2],
        pub packets: u32,
        /// Reached last.
        pub level: Level,
    }

    /// A programme and what is known of it.
    #[adopt(super::core::Programme)]
    pub(super) struct Show {
        pub name: String,
        pub stats: Option<Stats>,
        pub tracks: Vec<Track>,
    }

    #[adopt(super::core::Level)]
    pub(super) enum Level {
        Quiet = 1,
        Loud,
    }

    /// A track of a programme.
    #[adopt(super::core::Track)]
    pub(super) enum Track {
        Silent,
        Audio(u16, String),
        Text { language: String },
    }

    /// How two values compare.
    #[adopt(std::cmp::Ordering)]
    pub enum Ordering {
        Less = -1,
        Equal,
        Greater,
    }

    /// An own type beside adopted ones.
    #[derive(Clone, Debug)]
    pub struct Report {
        pub shows: Vec<Show>,
        pub loudest: Level,
    }

    #[error]
    #[adopt(super::core::Failure)]
    pub(super) enum Failure {
        /// no programme {name}
        NoProgramme { name: String },
        /// the stream ended
        Ended,
    }

    extern "Rust" {
        fn find(name: &str) -> Result<Show, Failure>;
        fn merged(stats: &[Stats]) -> Stats;
        fn ordered(first: Stats, second: Stats) -> Ordering;
        fn summed(shows: Vec<Show>) -> Report;
    }

    extern "Go" {
        fn publish(report: Report, stats: &[Stats]) -> Result<Track>;
    }
}

use core::{Failure, Level, Programme, Stats, Track};

/// What knows nothing of the bridge.
mod core {
    #[repr(C)]
    #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
    pub(super) struct Stats {
        pub(super) packets: u32,
        pub(super) bytes: [u64; 2],
        pub(super) level: Level,
    }

    #[derive(Clone, Debug)]
    pub(super) struct Programme {
        pub(super) name: String,
        pub(super) stats: Option<Stats>,
        pub(super) tracks: Vec<Track>,
    }

    #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
    pub(super) enum Level {
        Quiet = 1,
        Loud,
    }

    #[derive(Clone, Debug)]
    pub(super) enum Track {
        Silent,
        Audio(u16, String),
        Text { language: String },
    }

    #[derive(Debug)]
    pub(super) enum Failure {
        NoProgramme { name: String },
        Ended,
    }

    impl std::fmt::Display for Failure {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            match self {
                Failure::NoProgramme { name } => write!(f, "there is no programme called {name}"),
                Failure::Ended => f.write_str("the stream has ended"),
            }
        }
    }

    impl std::error::Error for Failure {}
}

fn find(name: &str) -> Result<Programme, Failure> {
    let track = match name {
        "" => return Err(Failure::Ended),
        "news" => Track::Text { language: "deu".to_owned() },
        "late" => Track::Audio(1, name.to_owned()),
        "test" => Track::Silent,
        _ => return Err(Failure::NoProgramme { name: name.to_owned() }),
    };
    Ok(Programme { name: name.to_owned(), stats: None, tracks: vec![track] })
}

fn merged(stats: &[Stats]) -> Stats {
    stats.first().copied().unwrap_or(Stats { packets: 0, bytes: [0, 0], level: Level::Quiet })
}

fn ordered(first: Stats, second: Stats) -> std::cmp::Ordering {
    first.partial_cmp(&second).unwrap_or(std::cmp::Ordering::Equal)
}

fn summed(shows: Vec<Programme>) -> ffi::Report {
    let report = ffi::Report { shows, loudest: Level::Loud };
    let known = ffi::publish(report.clone(), &[]).map_err(|error| error.adopted::<Failure, _>());
    let _ = known.is_ok_and(|track| matches!(track, ffi::Track::Silent));
    report
}
