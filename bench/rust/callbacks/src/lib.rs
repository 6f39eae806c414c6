//! The benchmarked functions that call back, behind a bridge of their own: an object in which one bridge calls Go loses
//! `nocallback` for all of them, which the other benchmarks shall not pay for.

use ffi::{Timed, Visitor};

/// Every way in which Rust calls Go.
#[spandrel::bridge(package = "callbacks")]
pub mod ffi {
    /// What a thread of Rust's did, and how long it took.
    #[derive(Clone, Copy, Debug)]
    pub struct Timed {
        /// The sum of the answers.
        pub sum: u64,
        /// The CPU time of the thread, in nanoseconds, without its start and its first call.
        pub nanos: u64,
    }

    extern "Go" {
        /// Answers a number with a number.
        fn answer(value: u64) -> u64;

        /// Answers numbers and bytes.
        type Visitor;
        /// Answers a number with a number.
        fn visit(self: &Visitor, value: u64) -> u64;
        /// Looks at bytes where they lie.
        fn look(self: &Visitor, #[view] bytes: &[u8]) -> u64;
    }

    extern "Rust" {
        /// Calls back with 0, 1, … and returns the sum of the answers.
        fn each_number(count: u64, visit: &dyn Fn(u64) -> u64) -> u64;
        /// The same through the method of a Go value.
        fn each_visitor(count: u64, visitor: &Visitor) -> u64;
        /// The same through a free function of Go.
        fn each_answer(count: u64) -> u64;
        /// The same from a thread of Rust's, after one call more.
        fn each_number_in_thread(count: u64, visit: Box<dyn Fn(u64) -> u64 + Send + Sync>) -> Timed;
        /// Calls back with 64 bytes, of which the first changes.
        fn each_packet(count: u64, visit: &dyn Fn(&[u8]) -> u64) -> u64;
        /// The same through a method that looks at the bytes where they lie.
        fn each_packet_viewed(count: u64, visitor: &Visitor) -> u64;
    }
}

fn each_number(count: u64, visit: &dyn Fn(u64) -> u64) -> u64 {
    work::each_number(count, visit)
}

fn each_visitor(count: u64, visitor: &Visitor) -> u64 {
    work::each_number(count, |value| visitor.visit(value))
}

fn each_answer(count: u64) -> u64 {
    work::each_number(count, ffi::answer)
}

fn each_number_in_thread(count: u64, visit: Box<dyn Fn(u64) -> u64 + Send + Sync>) -> Timed {
    let (sum, nanos) = work::each_number_in_thread(count, visit);
    Timed { sum, nanos }
}

fn each_packet(count: u64, visit: &dyn Fn(&[u8]) -> u64) -> u64 {
    work::each_packet(count, visit)
}

fn each_packet_viewed(count: u64, visitor: &Visitor) -> u64 {
    work::each_packet(count, |bytes| visitor.look(bytes))
}
