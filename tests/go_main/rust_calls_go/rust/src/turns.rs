//! An object that many want at once.

use std::{
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    thread,
    time::Duration,
};

/// Calls that have to wait for their turn.
#[spandrel::bridge(package = "turns")]
pub mod ffi {
    extern "Rust" {
        /// Holds a value that is read and written.
        type Board;
        #[constructor]
        fn new() -> Board;
        /// Reads the value, and takes that long.
        fn read(self: &Board, micros: u64) -> u64;
        /// Reads the value in no time.
        #[leaf]
        fn peek(self: &Board) -> u64;
        /// Reads the value while `visit` runs.
        fn read_beside(self: &Board, visit: &dyn Fn()) -> u64;
        /// Reads the value some time later.
        async fn read_later(self: &Board, micros: u64) -> u64;
        /// Adds one to the value.
        fn write(self: &mut Board) -> u64;
        /// Writes the value while `visit` runs.
        fn write_beside(self: &mut Board, visit: &dyn Fn());
        /// Adds the value of another board.
        fn merge(self: &mut Board, other: &Board) -> u64;
        /// Adds the values of both.
        fn sum(first: &Board, second: &Board) -> u64;
        /// Adds the values of both, and takes that long.
        fn sum_slowly(first: &Board, second: &Board, micros: u64) -> u64;
        /// How many boards were dropped.
        fn dropped_boards() -> u64;
    }
}

static DROPPED: AtomicU64 = AtomicU64::new(0);

/// A value of which half is written first.
pub struct Board {
    halves: [u64; 2],
}

impl Board {
    fn new() -> Board {
        Board { halves: [0; 2] }
    }

    fn value(&self) -> u64 {
        assert_eq!(self.halves[0], self.halves[1], "a write beside a read");
        self.halves[0]
    }

    fn read(&self, micros: u64) -> u64 {
        let before = self.value();
        thread::sleep(Duration::from_micros(micros));
        assert_eq!(before, self.value(), "a write beside a read");
        before
    }

    fn peek(&self) -> u64 {
        self.value()
    }

    fn read_beside(&self, visit: &dyn Fn()) -> u64 {
        let before = self.value();
        visit();
        assert_eq!(before, self.value(), "a write beside a read");
        before
    }

    async fn read_later(&self, micros: u64) -> u64 {
        let before = self.value();
        tokio::time::sleep(Duration::from_micros(micros)).await;
        assert_eq!(before, self.value(), "a write beside a read");
        before
    }

    fn write(&mut self) -> u64 {
        self.halves[0] += 1;
        self.halves[1] += 1;
        self.value()
    }

    fn write_beside(&mut self, visit: &dyn Fn()) {
        self.halves[0] += 1;
        visit();
        self.halves[1] += 1;
    }

    fn merge(&mut self, other: &Board) -> u64 {
        let more = other.value();
        self.halves = self.halves.map(|half| half + more);
        self.value()
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, Relaxed);
    }
}

fn sum(first: &Board, second: &Board) -> u64 {
    first.value() + second.value()
}

fn sum_slowly(first: &Board, second: &Board, micros: u64) -> u64 {
    thread::sleep(Duration::from_micros(micros));
    sum(first, second)
}

fn dropped_boards() -> u64 {
    DROPPED.load(Relaxed)
}
