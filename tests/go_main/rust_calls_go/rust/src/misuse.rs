//! Safe Rust code behind a bridge that does what it should not: traits, destructors and thread-locals of the user's that
//! panic, and calls that come back to where they were made.

use std::{cell::RefCell, cmp::Ordering, thread, time::Duration};

/// What misbehaves when it is told to.
#[spandrel::bridge(package = "misuse")]
pub mod ffi {
    /// Keys that do not always compare.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Key {
        Good,
        Other,
        Bad,
    }

    /// Plain data with a destructor.
    pub struct Spark {
        pub burns: bool,
    }

    /// Data with text and a destructor.
    pub struct Fuse {
        pub burns: bool,
        pub label: String,
    }

    extern "Rust" {
        type Scale;
        #[constructor]
        fn new(weight: i64) -> Scale;
        fn weight(self: &Scale) -> i64;
        /// Counts the keys, comparing them on the way.
        fn sort(self: &mut Scale, keys: BTreeMap<Key, u32>) -> u32;
        fn touch(self: &Scale, spark: Spark) -> bool;
        fn light(self: &mut Scale, fuse: Fuse) -> u64;
        /// Takes from one, panics if told to, and adds to the other.
        fn shift(self: &mut Scale, to: &mut Scale, weight: i64, panics: bool);
        /// Changes the other one half, and panics.
        fn spoil(self: &Scale, other: &mut Scale);
        /// Calls `step` between two waits.
        async fn consider(self: &Scale, pause: Duration, step: Box<dyn Fn() + Send + Sync>);
        /// Waits for ever, and calls `step` when it is dropped.
        async fn regret(self: &Scale, step: Box<dyn Fn() + Send + Sync>);
        /// Makes what may panic when it has been transferred.
        fn make_fuse(burns: bool) -> Fuse;
        /// Runs a thread to its end, which calls Go, and again from the destructor of a thread-local.
        fn run_thread(text: &str);
        fn fail() -> Result<(), MisuseError>;
        /// An object whose destructor panics.
        type Grenade;
        #[constructor]
        fn unpin() -> Grenade;
        fn ticks(self: &Grenade) -> bool;
    }

    /// Why it failed.
    #[error]
    pub enum MisuseError {
        Never,
    }

    extern "Go" {
        /// Hears of a thread that ends.
        fn farewell(text: &str) -> Result<String>;
    }
}

use ffi::{Fuse, Key, MisuseError, Spark};

impl Ord for Key {
    fn cmp(&self, other: &Key) -> Ordering {
        assert!(*self != Key::Bad && *other != Key::Bad, "a key that does not compare");
        (*self as i32).cmp(&(*other as i32))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Drop for Spark {
    fn drop(&mut self) {
        assert!(!self.burns, "the spark burns");
    }
}

impl Drop for Fuse {
    fn drop(&mut self) {
        assert!(!self.burns, "the fuse burns");
    }
}

pub struct Scale {
    weight: i64,
}

type Step = Box<dyn Fn() + Send + Sync>;

impl Scale {
    fn new(weight: i64) -> Scale {
        Scale { weight }
    }

    fn weight(&self) -> i64 {
        self.weight
    }

    fn sort(&mut self, keys: std::collections::BTreeMap<Key, u32>) -> u32 {
        keys.values().sum()
    }

    fn touch(&self, spark: Spark) -> bool {
        spark.burns
    }

    fn light(&mut self, fuse: Fuse) -> u64 {
        fuse.label.len() as u64
    }

    fn shift(&mut self, to: &mut Scale, weight: i64, panics: bool) {
        self.weight -= weight;
        assert!(!panics, "told to panic half-way");
        to.weight += weight;
    }

    fn spoil(&self, other: &mut Scale) {
        other.weight = -1;
        panic!("spoilt");
    }

    async fn consider(&self, pause: Duration, step: Step) {
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
        step();
    }

    async fn regret(&self, step: Step) {
        let _regret = Regret(step);
        std::future::pending().await
    }
}

struct Regret(Step);

impl Drop for Regret {
    fn drop(&mut self) {
        (self.0)();
    }
}

fn make_fuse(burns: bool) -> Fuse {
    Fuse { burns, label: "made".to_owned() }
}

struct Farewell(String);

impl Drop for Farewell {
    fn drop(&mut self) {
        drop(ffi::farewell(&self.0));
    }
}

thread_local! {
    static LEFT: RefCell<Vec<Farewell>> = const { RefCell::new(Vec::new()) };
}

fn run_thread(text: &str) {
    let text = text.to_owned();
    let thread = thread::spawn(move || {
        LEFT.with_borrow_mut(|left| left.push(Farewell(text.clone())));
        // What this uses of the runtime's thread-locals is gone when the destructor runs.
        drop(ffi::farewell(&text));
    });
    assert!(thread.join().is_ok(), "the thread panicked");
}

fn fail() -> Result<(), MisuseError> {
    panic!("told to fail");
}

pub struct Grenade;

impl Grenade {
    fn unpin() -> Grenade {
        Grenade
    }

    fn ticks(&self) -> bool {
        true
    }
}

impl Drop for Grenade {
    fn drop(&mut self) {
        panic!("the grenade goes off");
    }
}
