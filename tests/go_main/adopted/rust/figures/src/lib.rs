//! Figures of streams. Nothing here depends on Spandrel.

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stats {
    pub name: String,
    pub bytes: u64,
    pub level: Level,
    pub tracks: Vec<Track>,
}

/// A size, laid out as in C.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub tag: u8,
    pub bytes: u64,
}

/// A span, laid out as the compiler likes: not in this order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    pub tag: u8,
    pub bytes: u64,
    pub level: Level,
}

/// How much happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    #[default]
    Quiet = 1,
    Busy = 4,
}

/// A part of a stream.
#[derive(Clone, Debug, PartialEq)]
pub enum Track {
    Silent,
    Audio(String, u32),
    Text { language: String, size: Option<Size> },
}

/// Why a stream has no figures.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Failure {
    /// There is none.
    #[error("there is no stream {name:?}")]
    Missing {
        /// Its name.
        name: String,
    },
    /// It ended.
    #[error("the stream ended at byte {at}")]
    Ended {
        /// Where.
        at: u64,
    },
    /// It did not start.
    #[error("the stream {name:?} did not start")]
    Start {
        /// Its name.
        name: String,
        /// Why.
        source: Cause,
    },
}

/// Why a stream did not start.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Cause {
    /// Nothing was there.
    #[error("no input within {seconds} s")]
    NoInput {
        /// How long it was waited for.
        seconds: u32,
    },
}

/// The figures of a stream of this name.
pub fn stats(name: &str) -> Result<Stats, Failure> {
    match name {
        "" => Err(Failure::Ended { at: 7 }),
        "late" => Err(Failure::Start { name: name.to_owned(), source: Cause::NoInput { seconds: 5 } }),
        name if name.starts_with("no ") => Err(Failure::Missing { name: name.to_owned() }),
        name => Ok(Stats {
            name: name.to_owned(),
            bytes: name.len() as u64,
            level: Level::Busy,
            tracks: vec![
                Track::Silent,
                Track::Audio(name.to_uppercase(), 48_000),
                Track::Text { language: "deu".to_owned(), size: Some(Size { tag: 1, bytes: 2 }) },
            ],
        }),
    }
}
