//! A bridge whose Go side does what ends a process, for the tests of workers.

/// A core that is not to be trusted.
#[spandrel::bridge(package = "risk")]
pub mod ffi {
    /// A point, as plain memory.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Point {
        pub x: u128,
        pub y: i32,
    }

    /// Why the core refuses.
    #[error]
    pub enum RiskError {
        /// {what} is refused, {times} times
        Refused { what: String, times: u32 },
        /// the core failed: {message}
        Core { message: String },
    }

    extern "Go" {
        /// Fails with an error of this bridge, one that wraps it, one of Go's, or a panic; or answers 7.
        fn decline(how: &str) -> Result<u32, RiskError>;
        /// As `decline`.
        async fn later_decline(how: &str) -> Result<u32, RiskError>;
        fn sum(a: i64, b: i64) -> i64;
        /// Ends the process as `kind` says, or hangs.
        fn crash(kind: &str) -> Result<()>;
        /// Fails: with what `twice` of the Rust side returns, or a panic.
        fn refuse(what: &str, panics: bool) -> Result<()>;
        /// Sleeps.
        fn sleep(milliseconds: u32) -> Result<()>;
        /// Moves a point by others: a struct, a slice of structs, text.
        fn walk(from: Point, steps: &[Point], name: &str) -> Result<Point>;
        /// Joins: packed parameters between others, and a packed answer.
        fn join(
            a: &str,
            words: BTreeMap<String, Vec<u16>>,
            sep: Option<String>,
            n: u8,
        ) -> Result<BTreeMap<String, u64>>;
        /// Repeats bytes.
        fn repeat(bytes: &[u8], times: u32) -> Result<Vec<u8>>;
        /// Turns the bytes over by the key.
        fn seal(key: Secret<[u8]>, content: Bytes) -> Result<Bytes>;
        /// A key of two passwords.
        fn derive(password: Secret<str>, salt: &str, pepper: Secret<[u8]>) -> Result<Secret<[u8]>>;
        /// What the process is: a line each for descriptors, limits, standard input, environment.
        fn describe() -> Result<String>;
        /// What a static of the Rust side holds in the process of the core, after adding to it.
        fn count(add: u64) -> Result<u64>;

        /// Doubles, after a pause; the number of contexts that were cancelled in `cancelled`.
        async fn later(v: u64, milliseconds: u32) -> Result<u64>;
        async fn later_bytes(content: Bytes) -> Result<Bytes>;
        async fn later_secret(key: Secret<[u8]>) -> Result<Secret<[u8]>>;
        async fn later_refuse(what: &str) -> Result<()>;
        async fn later_crash(kind: &str) -> Result<u64>;
        fn cancelled() -> Result<u64>;
        /// From 0, with a pause between them; `fail` is where it fails.
        fn numbers(count: u32, milliseconds: u32, fail: u32) -> impl Stream<Item = Result<u64>>;

        /// Counts in the core.
        type Counter;
        fn counter(name: &str) -> Result<Counter>;
        async fn later_counter(name: &str) -> Result<Counter>;
        fn add(self: &Counter, n: u64) -> Result<u64>;
        fn name(self: &Counter) -> String;
        /// What another counter of the core has.
        fn read(other: &Counter) -> Result<u64>;
        /// How many the core knows of and nobody has released.
        fn counters() -> Result<u64>;
    }

    extern "Rust" {
        fn twice(what: &str) -> Result<(), RiskError>;
        fn tally(add: u64) -> u64;
    }
}

use std::sync::atomic::{AtomicU64, Ordering};

impl From<spandrel::GoError> for ffi::RiskError {
    fn from(error: spandrel::GoError) -> ffi::RiskError {
        ffi::RiskError::Core { message: format!("{:?} {}", error.kind(), error.message()) }
    }
}

fn twice(what: &str) -> Result<(), ffi::RiskError> {
    Err(ffi::RiskError::Refused { what: what.to_owned(), times: 2 })
}

/// A static: each process has its own.
fn tally(add: u64) -> u64 {
    static TALLY: AtomicU64 = AtomicU64::new(0);
    TALLY.fetch_add(add, Ordering::Relaxed) + add
}
