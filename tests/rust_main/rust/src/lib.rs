//! A Rust program over a Go core, for end-to-end tests under a Rust main.

pub mod risk;
mod shelf;

use shelf::{Shelf, count, double, double_async, leaf_sum, report, visit};

/// What the core does for this program, and what it finds here.
#[spandrel::bridge(package = "guest")]
pub mod ffi {
    /// Something on a shelf.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Item {
        pub label: String,
        pub grams: Option<u32>,
        pub tags: Vec<String>,
    }

    /// Why the guest refuses.
    #[error]
    pub enum GuestError {
        /// shelf is full: {limit} items
        Full { limit: u32 },
    }

    extern "Go" {
        fn add(a: i64, b: i32) -> i64;
        fn relabel(item: Item, label: &str) -> Result<Item>;
        /// Reverses bytes of any length.
        fn reverse(bytes: &[u8]) -> Result<Vec<u8>>;
        /// Fails: "error", "wrapped" with an error of the Rust side in it, or "panic".
        fn fail(how: &str) -> Result<()>;
        /// Calls `double` of the Rust side, and this again, until depth is 0.
        fn relay(depth: u32) -> Result<u64>;
        /// Fills a shelf of the Rust side and reads it back through a callback, on goroutines of its own.
        fn stock(goroutines: u32, each: u32) -> Result<u64>;
        /// Calls leaf functions of the Rust side.
        fn leaves(count: u32) -> Result<u64>;
        /// Whether they take the short way.
        fn leaves_are_short() -> bool;
        /// Records a profile of the processor while it works for so long, and returns its size.
        fn profile(milliseconds: u32) -> Result<u64>;
        /// Sleeps.
        fn sleep(milliseconds: u32) -> Result<()>;
        /// What is live on either side.
        fn live() -> u64;

        /// Returns the content, turned over by the bytes of the key.
        fn seal(key: Secret<[u8]>, content: Bytes) -> Result<Bytes>;
        /// Makes a key of a password.
        fn unlock(password: Secret<str>) -> Result<Secret<[u8]>>;
        /// Returns what it was given.
        async fn fetch(frame: Bytes) -> Result<Bytes>;

        /// Doubles through the Rust side, after a pause.
        async fn double_later(v: u64, milliseconds: u32) -> Result<u64>;
        /// Numbers from 0, each through a stream of the Rust side.
        fn numbers(count: u32) -> impl Stream<Item = Result<u64>>;

        /// Where items go.
        type Sink;
        fn open(name: &str) -> Result<Sink>;
        fn put(self: &Sink, item: Item) -> Result<u32>;
        fn name(self: &Sink) -> String;
    }

    extern "Rust" {
        fn double(v: u64) -> u64;
        async fn double_async(v: u64) -> u64;
        fn count(to: u32) -> impl Stream<Item = u64>;
        fn visit(count: u32, step: &dyn Fn(u32) -> bool) -> u32;
        #[leaf]
        fn leaf_sum(v: &[u32]) -> u64;
        fn report() -> Result<(), GuestError>;

        type Shelf;
        #[constructor]
        fn new(limit: u32) -> Shelf;
        fn push(self: &mut Shelf, label: &str) -> Result<u32, GuestError>;
        fn len(self: &Shelf) -> u32;
    }
}

/// A bridge whose Go side nobody implements.
#[spandrel::bridge(package = "bare")]
pub mod bare {
    extern "Go" {
        fn answer() -> Result<u32>;
    }
}

/// Starts the core, however it gets into the program.
pub fn start() -> Result<(), Box<dyn std::error::Error>> {
    if cfg!(spandrel_link = "shared") {
        static LOADED: std::sync::Mutex<bool> = std::sync::Mutex::new(false);
        let mut loaded = LOADED.lock()?;
        if !*loaded {
            // Programs of tests lie one folder below the library. One that is shipped would call `find`.
            spandrel_host::load(spandrel_host::find_for_tests("libguest_core.so")?)?;
            *loaded = true;
        }
    } else {
        spandrel_host::start()?;
    }
    Ok(())
}
