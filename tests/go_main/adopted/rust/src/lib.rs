//! Two bridges over the types of the crate `figures`. No value is copied into another of the same fields.

use figures::{Failure, Size, Span, Stats};
use futures_util::{StreamExt, stream};
use spandrel::{GoError, Stream};

#[spandrel::bridge(package = "figures")]
pub mod ffi {
    /// What was counted.
    #[adopt(figures::Stats)]
    pub struct Stats {
        pub name: String,
        pub bytes: u64,
        pub level: Level,
        pub tracks: Vec<Track>,
    }

    #[adopt(figures::Size)]
    pub struct Size {
        pub tag: u8,
        pub bytes: u64,
    }

    #[adopt(figures::Span)]
    pub struct Span {
        pub tag: u8,
        pub bytes: u64,
        pub level: Level,
    }

    #[adopt(figures::Level)]
    pub enum Level {
        Quiet = 1,
        Busy = 4,
    }

    #[adopt(::figures::Track)]
    pub enum Track {
        Silent,
        Audio(String, u32),
        Text { language: String, size: Option<Size> },
    }

    /// Why a stream has no figures.
    #[error]
    #[adopt(figures::Failure)]
    pub enum Failure {
        /// no stream is called {name}
        Missing { name: String },
        /// the stream ended
        Ended { at: u64 },
        /// {name} did not start
        Start { name: String, source: Cause },
    }

    #[error]
    #[adopt(figures::Cause)]
    pub enum Cause {
        /// no input for {seconds} seconds
        NoInput { seconds: u32 },
    }

    /// Why Go did not do what it was asked to.
    #[error]
    #[derive(Clone, PartialEq)]
    pub enum AskError {
        /// Go found: {reason}
        Found { reason: String },
        /// Go failed: {reason}
        Unknown { reason: String },
    }

    extern "Rust" {
        type Meter;
        #[constructor]
        fn open(name: &str) -> Result<Meter, Failure>;
        fn stats(self: &Meter) -> Stats;

        fn stats_of(name: &str) -> Result<Stats, Failure>;
        async fn later(name: &str) -> Result<Stats, Failure>;
        fn all(names: Vec<String>) -> impl Stream<Item = Result<Stats, Failure>>;
        fn sizes(count: u64) -> impl Stream<Item = Size>;
        fn same(stats: Stats) -> Stats;
        fn total(sizes: &[Size]) -> u64;
        fn total_of_spans(spans: &[Span]) -> u64;
        #[leaf]
        fn louder(level: Level) -> Level;
        fn widest(first: Span, second: Span) -> Span;
        /// Asks Go, and says which failure it returned.
        fn ask(name: &str) -> Result<Stats, AskError>;
    }

    extern "Go" {
        fn find(name: &str, sizes: &[Size], span: Span) -> Result<Stats>;
        fn tracks(name: &str) -> impl Stream<Item = Result<Track>>;
    }
}

/// Adopts a type that another bridge of the crate has adopted, too.
#[spandrel::bridge(package = "summary")]
pub mod summary {
    #[adopt(figures::Size)]
    pub struct Extent {
        pub tag: u8,
        pub bytes: u64,
    }

    #[error]
    #[adopt(figures::Cause)]
    pub enum Cause {
        /// silence for {seconds} seconds
        NoInput { seconds: u32 },
    }

    extern "Rust" {
        fn summed(sizes: Vec<Extent>) -> Result<Extent, Cause>;
    }
}

pub struct Meter(Stats);

impl Meter {
    fn open(name: &str) -> Result<Meter, Failure> {
        figures::stats(name).map(Meter)
    }

    fn stats(&self) -> Stats {
        self.0.clone()
    }
}

// The library's own function, whose types are those of the bridge.
use figures::stats as stats_of;

async fn later(name: &str) -> Result<Stats, Failure> {
    figures::stats(name)
}

fn all(names: Vec<String>) -> impl Stream<Item = Result<Stats, Failure>> + Send {
    stream::iter(names).map(|name| figures::stats(&name))
}

fn sizes(count: u64) -> impl Stream<Item = Size> + Send {
    stream::iter((0..count).map(|bytes| Size { tag: bytes as u8, bytes }))
}

fn same(stats: Stats) -> Stats {
    stats
}

fn total(sizes: &[Size]) -> u64 {
    sizes.iter().map(|size| size.bytes).sum()
}

fn total_of_spans(spans: &[Span]) -> u64 {
    spans.iter().map(|span| span.bytes).sum()
}

fn louder(_: figures::Level) -> figures::Level {
    figures::Level::Busy
}

fn widest(first: Span, second: Span) -> Span {
    if first.bytes < second.bytes { second } else { first }
}

fn ask(name: &str) -> Result<Stats, ffi::AskError> {
    let span = Span { tag: 3, bytes: 9, level: figures::Level::Busy };
    let found = ffi::find(name, &[Size { tag: 1, bytes: 2 }, Size { tag: 3, bytes: 4 }], span);
    found.map_err(|error| match failure(&error) {
        Some(failure) => ffi::AskError::Found { reason: format!("{failure:?}: {failure}") },
        None => ffi::AskError::Unknown { reason: error.message().to_owned() },
    })
}

/// The failure that an error of Go's is, or wraps.
fn failure(error: &GoError) -> Option<Failure> {
    error.adopted::<Failure, _>()
}

fn summed(sizes: Vec<Size>) -> Result<Size, figures::Cause> {
    let bytes = sizes.iter().map(|size| size.bytes).sum();
    if bytes == 0 { Err(figures::Cause::NoInput { seconds: 1 }) } else { Ok(Size { tag: 0, bytes }) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_type_of_the_bridge_is_the_adopted_type() {
        let level: super::ffi::Level = figures::Level::Busy;
        let size: super::summary::Extent = super::ffi::Size { tag: 1, bytes: 2 };
        assert_eq!((level as i32, size.bytes), (4, 2));
    }
}
