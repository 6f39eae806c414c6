//! What the benchmarked functions do, the same behind every kind of glue.
//!
//! The functions do next to nothing: what is measured is the way to them and back.

mod callbacks;
mod later;

pub use callbacks::{each_number, each_number_in_thread, each_packet};
pub use later::{ask, hold, packets, release};

/// Adds two numbers.
#[must_use]
pub fn add(a: u64, b: u64) -> u64 {
    a.wrapping_add(b)
}

/// Length, first and last byte in one number: proves that the bytes arrived without reading them all.
#[must_use]
pub fn probe(data: &[u8]) -> u64 {
    let ends = data.first().zip(data.last()).map_or(0, |(first, last)| u64::from(*first) + u64::from(*last));
    data.len() as u64 + ends
}

/// `count` bytes of one value, in memory of their own.
#[must_use]
pub fn fill(count: u64, value: u8) -> Vec<u8> {
    vec![value; usize::try_from(count).unwrap_or(0)]
}

/// A number that changes with each text of a record: length and first byte of each.
#[must_use]
pub fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> u64 {
    texts
        .into_iter()
        .map(|text| text.len() as u64 + text.as_bytes().first().copied().map_or(0, u64::from))
        .sum()
}

/// A chain of dependent shifts, some two nanoseconds a round: work of known length.
///
/// Never inlined, so that it is the same machine code behind every entry point of a library.
#[must_use]
#[inline(never)]
pub fn spin(rounds: u64, seed: u64) -> u64 {
    let mut state = seed | 1;
    for _ in 0..rounds {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
    }
    state
}

/// Something with a state, for methods.
#[derive(Debug, Default)]
pub struct Counter {
    total: u64,
}

impl Counter {
    /// A counter that stands at `start`.
    #[must_use]
    pub fn new(start: u64) -> Counter {
        Counter { total: start }
    }

    /// Adds to it and returns the sum.
    pub fn add(&mut self, step: u64) -> u64 {
        self.total = self.total.wrapping_add(step);
        self.total
    }

    /// What [`Counter::add`] would return, without changing anything.
    #[must_use]
    pub fn peek(&self, step: u64) -> u64 {
        self.total.wrapping_add(step)
    }

    /// Sleeps for so many microseconds, on the thread of the call, and returns the sum.
    #[must_use]
    pub fn rest(&self, micros: u64) -> u64 {
        std::thread::sleep(std::time::Duration::from_micros(micros));
        self.total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_function_does_its_work() {
        assert_eq!(add(u64::MAX, 2), 1);
        assert_eq!(probe(&[]), 0);
        assert_eq!(probe(&[3, 4, 5]), 11);
        assert_eq!(fill(3, 9), [9, 9, 9]);
        assert_eq!(texts(["a", "", "bc"]), 1 + 97 + 2 + 98);
        assert_eq!(spin(0, 6), 7);
        assert_ne!(spin(1, 6), spin(2, 6));
        let mut counter = Counter::new(4);
        assert_eq!((counter.peek(1), counter.add(1), counter.peek(0)), (5, 5, 5));
    }
}
