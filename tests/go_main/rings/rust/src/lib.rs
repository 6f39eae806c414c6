//! Rings with each end in either language: `Peer` has the Rust ends on threads of its own, and Go takes the others from it.

mod ended;
mod given;
mod hub;
mod peer;

use peer::{Peer, counted};

/// Rings with each end in either language.
#[spandrel::bridge(package = "rings")]
pub mod ffi {
    /// Plain data with everything that a message may consist of: a number, what is made of it, and padding.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Sample {
        pub number: u64,
        pub odd: bool,
        pub half: f64,
        pub corners: [Corner; 2],
        pub last: u8,
    }

    /// Plain data in plain data.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Corner {
        pub x: i16,
        pub y: i32,
    }

    #[error]
    pub enum Error {
        /// another call has taken the end
        Taken,
    }

    extern "Rust" {
        type Peer;
        /// Sends records with their numbers, then closes. With `panics` it panics behind them.
        #[constructor]
        fn sending(count: u64, messages: u64, panics: bool) -> Peer;
        /// Receives records and checks their numbers and bytes.
        #[constructor]
        fn receiving(messages: u64) -> Peer;
        /// [`receiving`] in a task of tokio's.
        #[constructor]
        fn receiving_in_a_task(messages: u64) -> Peer;
        /// Receives a few records, then closes.
        #[constructor]
        fn receiving_few(messages: u64) -> Peer;
        /// Sends samples to Go and to a reader of Rust's, by one broadcast ring that loses the oldest.
        #[constructor]
        fn broadcasting(count: u64, messages: u64) -> Peer;
        /// Receives samples, each made of its number.
        #[constructor]
        fn counting(messages: u64) -> Peer;
        /// Both ends are for Go.
        #[constructor]
        fn passing(messages: u64) -> Peer;
        /// Reads what Go broadcasts, twice.
        #[constructor]
        fn listening(messages: u64) -> Peer;
        /// Go's reading end of records.
        fn records(self: &Peer) -> Result<ring::Receiver<[u8]>, Error>;
        /// Go's writing end of records.
        fn input(self: &Peer) -> Result<ring::Sender<[u8]>, Error>;
        /// Go's reading end of samples.
        fn samples(self: &Peer) -> Result<ring::Reader<Sample>, Error>;
        /// Go's writing end of samples.
        fn counter(self: &Peer) -> Result<ring::Sender<Sample>, Error>;
        /// Go's writer of a ring with many readers.
        fn bus(self: &Peer) -> Result<ring::Writer<[u8]>, Error>;
        /// Waits for the threads: how many messages were as they should be, and how many were lost.
        fn result(self: &Peer) -> (u64, u64);
        /// Numbers that are there already.
        fn counted(count: u64) -> ring::Receiver<u16>;
    }
}
