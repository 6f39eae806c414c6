//! What Go implements and Rust calls, for end-to-end tests.
//!
//! The functions of `extern "Rust"` are the tests' way in: each makes Rust call Go in one way and answers what came of it.

mod circles;
mod given;
mod later;
mod misuse;
mod shelf;
mod supply;
mod turns;
mod wallet;

use given::*;
use later::*;
use shelf::Shelf;
use supply::*;

/// What Go implements and Rust calls.
#[spandrel::bridge(package = "supplied")]
pub mod ffi {
    /// Plain data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Point {
        pub x: i32,
        pub y: i32,
        pub visible: bool,
    }

    /// Data with text in it.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Jar {
        pub label: String,
        pub grams: Option<u32>,
        pub tags: Vec<String>,
        pub at: Point,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Level {
        Low = 1,
        High = 5,
    }

    /// Why something in the supplied failed.
    #[error]
    pub enum SuppliedError {
        /// {what} is missing ({left} left)
        Missing {
            what: String,
            left: u32,
        },
        Locked,
        /// the shelf broke
        Broken {
            source: WoodError,
        },
        /// go said: {message}
        Go {
            message: String,
        },
    }

    /// Why wood breaks.
    #[error]
    pub enum WoodError {
        /// rot in plank {plank}
        Rot { plank: u8 },
    }

    extern "Go" {
        /// Adds numbers.
        fn add(a: i64, b: i32, c: u8) -> i64;
        fn scale(v: f64, by: f32, up: bool) -> f64;
        fn mirror(point: Point) -> Point;
        fn upper(text: &str) -> String;
        fn join(parts: Vec<String>, separator: &str) -> Result<String>;
        fn relabel(jar: Jar, label: String) -> Result<Jar>;
        fn find(label: &str) -> Result<Option<Jar>>;
        fn reverse(bytes: &[u8]) -> Result<Vec<u8>>;
        fn sum(values: &[u64]) -> u64;
        fn sum_wide(values: &[u128]) -> u128;
        fn points(points: &[Point]) -> Result<Vec<Point>>;
        fn level(level: Level) -> Level;
        fn wait(time: Duration) -> Result<Duration>;
        fn letter(letter: char) -> Result<char>;
        fn length(#[view] text: &str, #[view] bytes: &[u8], #[view] values: &[u32]) -> u64;
        /// Fails in the way that is asked for.
        fn fail(how: &str) -> Result<()>;
        /// Panics in the way that is asked for, and has no error to return.
        fn explode(how: &str);
        /// Opens a sink by name.
        fn open(name: &str) -> Result<Sink>;
        /// Tells whether a sink is still open.
        fn is_open(sink: &Sink) -> bool;

        /// Where packets go.
        type Sink;
        /// Writes a packet and returns how much of it was taken.
        fn write(self: &Sink, packet: &[u8]) -> Result<u32>;
        fn name(self: &Sink) -> String;
        fn close(self: &Sink) -> Result<()>;
    }

    extern "Rust" {
        /// Calls every free function and compares what comes back. Answers how many were compared.
        fn call_all() -> Result<u32, SuppliedError>;
        /// Asks Go for bytes of this length and says how many came back reversed as they should.
        fn reverse_many(len: u64) -> Result<u64, SuppliedError>;
        /// Calls `fail`, and answers kind, message, type and whether a stack came.
        fn call_fail(how: &str) -> Vec<String>;
        /// Calls `explode` inside this call.
        fn call_explode(how: &str);
        /// Calls `fail` and answers the declared error that is found in what comes back.
        fn find_declared(how: &str) -> Result<(), SuppliedError>;
        /// Fails with an error of the Rust side.
        fn fail_declared(how: u8) -> Result<(), SuppliedError>;
        fn panic_in_rust(text: &str);
        /// Opens a sink in Go, writes to it, closes it.
        fn use_sink(name: &str) -> Result<u32, SuppliedError>;
        fn write_to(sink: &Sink, packet: &[u8]) -> Result<u32, SuppliedError>;
        fn each(items: &[u32], visit: &dyn Fn(u32) -> bool) -> u32;
        fn fold(items: &[String], step: &dyn Fn(&str, Jar) -> Result<Jar>) -> Result<Jar, SuppliedError>;
        /// Calls back from this many threads of Rust's own, this often each, and answers how many calls were made.
        fn from_threads(
            threads: u32,
            calls: u32,
            visit: Box<dyn Fn(u64) -> u64 + Send + Sync>,
        ) -> Result<u64, SuppliedError>;
        /// Counts the values that destructors of Rust frames have counted: none may be skipped.
        fn destroyed() -> u64;
        /// Calls Go from within a leaf function, which must be refused.
        #[leaf]
        fn leaf_calls_go() -> Result<u32, SuppliedError>;

        /// Holds Go values for as long as it lives.
        type Shelf;
        #[constructor]
        fn new() -> Shelf;
        fn keep_sink(self: &mut Shelf, sink: Sink);
        fn subscribe(self: &mut Shelf, deliver: Box<dyn Fn(&str, &[u8]) -> Result<u32> + Send + Sync>);
        fn publish(self: &Shelf, topic: &str, packet: &[u8]) -> Result<u32, SuppliedError>;
        /// Calls back while the object is in use.
        fn change(self: &mut Shelf, step: &dyn Fn());
        fn look(self: &Shelf, step: &dyn Fn());
        fn clear(self: &mut Shelf);
        /// Drops the Go values in a leaf call, where Go cannot be called.
        #[leaf]
        fn leaf_clear(self: &mut Shelf) -> Result<u64, SuppliedError>;
    }

    extern "Go" {
        /// Returns the address behind a name.
        async fn resolve(name: &str) -> Result<String>;
        async fn tally(values: &[u64], extra: Option<u64>) -> u64;
        async fn recall(jar: Jar) -> Result<Jar>;
        async fn spot(point: Point) -> Result<Point>;
        async fn copy(bytes: &[u8]) -> Result<Vec<u8>>;
        /// Waits for this long, or until Rust cancels.
        async fn pause(time: Duration) -> Result<()>;
        /// Fails in the way that is asked for.
        async fn misbehave(how: &str) -> Result<u32>;
        /// Panics, and has no error to return.
        async fn blow(how: &str);

        /// Lines, and what is asked for behind them.
        fn lines(count: u32, how: &str) -> impl Stream<Item = Result<String>>;
        fn spots(count: u32) -> impl Stream<Item = Result<Point>>;
        /// Numbers, each behind a pause.
        fn ticks(count: u32, pause: Duration) -> impl Stream<Item = Result<u64>>;
        /// Numbers without end.
        fn endless() -> impl Stream<Item = Result<u64>>;
        fn letters(text: &str) -> impl Stream<Item = Result<char>>;

        /// Waits until everything is written and returns how much that was.
        async fn flush(self: &Sink) -> Result<u32>;
        fn packets(self: &Sink, size: u64) -> impl Stream<Item = Result<Vec<u8>>>;
    }

    extern "Go" {
        /// Returns the length, and keeps nothing.
        fn weigh(bytes: Bytes) -> u64;
        /// Returns what it was given.
        fn echo(bytes: Bytes) -> Result<Bytes>;
        /// Keeps what it was given.
        fn stow(bytes: Bytes) -> Result<()>;
        /// Returns bytes of the kind that is asked for.
        fn pour(how: &str) -> Result<Bytes>;
        /// Takes what it was given, after a Go value and encoded data.
        fn label(sink: &Sink, tags: Vec<String>, bytes: Bytes) -> Result<u32>;
        fn sign(key: Secret<[u8]>, message: &[u8]) -> Result<u64>;
        fn is_strong(password: Secret<str>) -> bool;
        fn renew(key: Secret<[u8]>) -> Result<Secret<[u8]>>;
        fn make_key(how: &str) -> Result<Secret<[u8]>>;
        fn passphrase(how: &str) -> Result<Secret<str>>;
        async fn echo_later(bytes: Bytes, pause: Duration) -> Result<Bytes>;
        async fn pour_later(how: &str) -> Result<Bytes>;
        async fn make_key_later(how: &str, pause: Duration) -> Result<Secret<[u8]>>;
        async fn passphrase_later(how: &str) -> Result<Secret<str>>;
        async fn open_later(name: &str, pause: Duration) -> Result<Sink>;

        fn splice(self: &Sink, bytes: Bytes) -> Result<Bytes>;
        async fn seal(self: &Sink, key: Secret<[u8]>) -> Result<Secret<[u8]>>;
    }

    extern "Rust" {
        /// Calls every async function and compares what comes back. Answers how many were compared.
        async fn await_all() -> Result<u32, SuppliedError>;
        /// Has this many calls in flight at once and adds up what they answer.
        async fn await_many(count: u32, pause: Duration) -> Result<u64, SuppliedError>;
        /// Calls `misbehave`, and answers kind, message, type and whether a stack came.
        async fn await_misbehave(how: &str) -> Vec<String>;
        async fn await_declared(how: &str) -> Result<u32, SuppliedError>;
        async fn await_blow(how: &str);
        /// Gives a pause of an hour up after this time.
        async fn give_up(after: Duration) -> bool;
        /// Gives pauses up at about the moment they end; answers how many had ended.
        async fn give_up_late(count: u32, pause: Duration) -> u32;
        /// Waits in a thread for one answer.
        fn block_on(name: &str) -> Result<String, SuppliedError>;
        async fn flush_sink(sink: Sink) -> Result<u32, SuppliedError>;
        /// Calls a Go function from the executor.
        async fn report(count: u32, heard: Box<dyn Fn(u32) -> u32 + Send + Sync>) -> u32;
        #[leaf]
        fn leaf_begins() -> Result<u32, SuppliedError>;

        /// Reads lines to their end; an error comes as the last line.
        async fn read_lines(count: u32, how: &str) -> Vec<String>;
        async fn sum_spots(count: u32) -> Result<i64, SuppliedError>;
        async fn sum_ticks(count: u32, pause: Duration) -> Result<u64, SuppliedError>;
        /// Takes some of an endless stream and drops it.
        async fn take(count: u32) -> Result<u64, SuppliedError>;
        async fn spell(text: &str) -> Result<String, SuppliedError>;
        async fn read_packets(sink: Sink, size: u64) -> Result<u64, SuppliedError>;
        /// Hands Go's lines back to Go.
        fn forward(count: u32, how: &str) -> impl Stream<Item = Result<String, SuppliedError>>;

        /// Hands memory over to Go and takes it back, in every way there is; answers how many answers were compared.
        fn hand_over(in_place: bool) -> Result<u32, SuppliedError>;
        async fn hand_over_later(in_place: bool) -> Result<u32, SuppliedError>;
        /// Asks Go for bytes, a key, a password or a sink of a kind, and answers what came: `! …` for an error.
        fn ask(what: &str, how: &str) -> String;
        async fn ask_later(what: &str, how: &str) -> String;
        /// Hands a key to Go and back by every way there is, and returns it.
        async fn pass_round(key: Secret<[u8]>) -> Result<Secret<[u8]>, SuppliedError>;
        /// Lets Go keep bytes of this length.
        fn stow_away(len: u64) -> Result<(), SuppliedError>;
        /// The number of blocks of bytes that nobody has any more.
        fn freed() -> u64;
        /// Gives answers that hand something over up at about the moment they come; answers how many came in time.
        async fn give_up_handed(count: u32, pause: Duration) -> u32;

        /// A call that has begun and is not waited for.
        type Parked;
        #[constructor]
        fn park() -> Parked;
        #[leaf]
        fn leaf_drop(self: &mut Parked) -> bool;
    }
}

#[cfg(test)]
mod tests {
    use std::{
        future::Future,
        task::{Context, Poll, Waker},
    };

    use spandrel::GoErrorKind;

    use super::{ffi, given};

    #[test]
    fn without_a_go_side_calls_are_answered() {
        let error = ffi::fail("any").unwrap_err();
        assert_eq!(error.kind(), GoErrorKind::Missing);
        assert_eq!(error.function(), "supplied.Fail");
        assert!(error.to_string().contains("has no Go implementation"), "{error}");
    }

    #[test]
    fn what_nobody_takes_over_is_freed() {
        let before = given::freed();
        assert_eq!(ffi::echo(given::counted(10)).unwrap_err().kind(), GoErrorKind::Missing);
        let mut later = std::pin::pin!(ffi::echo_later(given::counted(10), std::time::Duration::ZERO));
        let answer = later.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(answer, Poll::Ready(Err(_))));
        assert_eq!(given::freed() - before, 2);
    }
}
