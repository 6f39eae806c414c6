//! Rings with each end in either language: `Peer` has the Rust end on a thread of its own, and passes the other one to Go as a number.

mod peer;

use peer::Peer;

/// Rings with each end in either language.
#[spandrel::bridge(package = "rings")]
pub mod ffi {
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
        /// Sends plain data to Go and to a reader of Rust's, by one broadcast ring that loses the oldest.
        #[constructor]
        fn broadcasting(count: u64, messages: u64) -> Peer;
        /// Receives plain data, of which each is its number in three words.
        #[constructor]
        fn counting(messages: u64) -> Peer;
        /// Both ends are for Go.
        #[constructor]
        fn passing(messages: u64) -> Peer;
        /// Go's end, the second time its second one. 0 if there is none left.
        fn end(self: &Peer) -> u64;
        /// Waits for the thread: how many messages were as they should be, and how many were lost.
        fn result(self: &Peer) -> (u64, u64);
    }
}
