//! The bridge of the documentation, for the lines of docs/modes.md that call it with curl.

use futures_util::stream;
use spandrel::Stream;

#[spandrel::bridge(package = "search")]
pub mod ffi {
    pub struct Hit {
        pub line: u64,
        pub text: String,
    }

    #[error]
    pub enum SearchError {
        /// line {line} is longer than {limit} bytes
        LineTooLong { line: u64, limit: u64 },
    }

    extern "Rust" {
        fn words(line: &str) -> Vec<String>;

        type Index;
        #[constructor]
        fn open(limit: u64) -> Index;
        fn add(self: &mut Index, line: &str) -> Result<(), SearchError>;
        fn find(self: &Index, term: &str) -> Vec<Hit>;
        fn changes(self: &Index) -> impl Stream<Item = Hit>;
    }
}

use ffi::{Hit, SearchError};

/// Lines of text.
pub struct Index {
    limit: u64,
    lines: Vec<String>,
}

impl Index {
    fn open(limit: u64) -> Index {
        Index { limit, lines: Vec::new() }
    }

    fn add(&mut self, line: &str) -> Result<(), SearchError> {
        if line.len() as u64 > self.limit {
            return Err(SearchError::LineTooLong { line: self.lines.len() as u64 + 1, limit: self.limit });
        }
        self.lines.push(line.to_owned());
        Ok(())
    }

    fn hits(&self) -> impl Iterator<Item = Hit> {
        (1..).zip(&self.lines).map(|(line, text)| Hit { line, text: text.clone() })
    }

    fn find(&self, term: &str) -> Vec<Hit> {
        self.hits().filter(|hit| hit.text.contains(term)).collect()
    }

    fn changes(&self) -> impl Stream<Item = Hit> + use<> {
        stream::iter(self.hits().collect::<Vec<_>>())
    }
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}
