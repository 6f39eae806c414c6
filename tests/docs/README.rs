// The code behind the bridge of README.md.

use std::sync::mpsc;

use ffi::{Hit, SearchError};
use spandrel::Stream;

pub struct Index {
    limit: u64,
    lines: Vec<String>,
    changes: Vec<mpsc::Sender<Hit>>,
}

impl Index {
    fn open(limit: u64) -> Index {
        Index { limit, lines: Vec::new(), changes: Vec::new() }
    }

    fn add(&mut self, line: &str) -> Result<(), SearchError> {
        let number = self.lines.len() as u64 + 1;
        if line.len() as u64 > self.limit {
            return Err(SearchError::LineTooLong { line: number, limit: self.limit });
        }
        self.lines.push(line.to_owned());
        self.changes.retain(|to| to.send(Hit { line: number, text: line.to_owned() }).is_ok());
        Ok(())
    }

    fn hits(&self) -> impl Iterator<Item = Hit> {
        (1..).zip(&self.lines).map(|(line, text)| Hit { line, text: text.clone() })
    }

    fn find(&self, term: &str) -> Vec<Hit> {
        self.hits().filter(|hit| hit.text.contains(term)).collect()
    }

    fn lines(&self) -> u64 {
        self.lines.len() as u64
    }

    async fn load(&self, url: &str) -> Result<u64, SearchError> {
        let text = ffi::fetch(url).unwrap_or_default();
        Ok(text.lines().count() as u64)
    }

    fn changes(&self) -> impl Stream<Item = Hit> + use<> {
        futures_util::stream::iter(self.hits().collect::<Vec<_>>())
    }
}
