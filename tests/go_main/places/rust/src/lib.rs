//! Async calls, leaves and destructors in unusual places, for end-to-end tests.

mod bombs;
mod leaves;
mod spawns;
mod waits;
mod wakes;

use bombs::*;
use leaves::*;
use spawns::*;
use waits::*;
use wakes::*;

/// Async calls, leaves and destructors in unusual places.
#[spandrel::bridge(package = "places")]
pub mod ffi {
    /// Why a chore failed.
    #[error]
    pub enum ChoreError {
        /// go said: {message}
        Go { message: String },
    }

    extern "Go" {
        fn answer() -> Result<u64>;
        /// Sleeps for this long, or until Rust cancels it.
        async fn wait(time: Duration) -> Result<u64>;
        /// Numbers from 0, each behind a pause.
        fn numbers(count: u64, pause: Duration) -> impl Stream<Item = Result<u64>>;
    }

    // waits.rs
    extern "Rust" {
        async fn nap(time: Duration) -> u64;
        async fn never() -> u64;
        /// Numbers from 0, each behind a pause.
        fn ticks(count: u64, pause: Duration) -> impl Stream<Item = u64>;
        /// Calls `wait`.
        async fn go_wait(time: Duration) -> Result<u64, ChoreError>;
        /// Adds up `numbers`.
        async fn go_numbers(count: u64, pause: Duration) -> Result<u64, ChoreError>;
        /// Takes one of `numbers` and drops the others.
        async fn go_first(count: u64, pause: Duration) -> Result<u64, ChoreError>;

        type Gate;
        #[constructor]
        fn new() -> Gate;
        /// Holds the gate for a while, in a future.
        async fn hold(self: &Gate, time: Duration) -> u64;
        /// Changes it, alone.
        fn shut(self: &mut Gate) -> u64;
    }

    // leaves.rs
    extern "Rust" {
        /// Calls Go from a leaf: 0 if it could be called, else what kind of error came back.
        #[leaf]
        fn leaf_asks() -> u64;
        #[leaf]
        fn leaf_seven() -> u64;
        /// The same from a function that is none.
        fn asks() -> u64;
        /// The same from a leaf that starts an async function of Go's.
        #[leaf]
        fn leaf_waits() -> u64;
        /// Makes a Go call of a thread of its own.
        #[leaf]
        fn leaf_thread_asks() -> u64;
        /// Calls back, from a function that is not a leaf.
        fn between(step: &dyn Fn());

        type Desk;
        #[constructor]
        fn open(notify: Box<dyn Fn() -> Result<u64> + Send + Sync>) -> Desk;
        #[leaf]
        fn leaf_notify(self: &Desk) -> u64;
        /// The same, and waits while the desk is in use.
        #[leaf]
        fn leaf_notify_alone(self: &mut Desk) -> u64;
        /// Calls back while the desk is in use.
        fn occupy(self: &Desk, step: &dyn Fn());
    }

    // spawns.rs
    extern "Rust" {
        /// A stream whose items a task sends.
        fn feed(count: u64) -> impl Stream<Item = u64>;
        /// Spawns a task in a function that is not async.
        fn spawn_here() -> Result<u64, ChoreError>;
        /// Spawns a task through the executor's handle and waits for it.
        fn spawn_by_handle() -> u64;
        /// Tasks that have run.
        fn tasks_run() -> u64;

        /// Spawns a task when it is made and when it is dropped.
        type Worker;
        #[constructor]
        fn start() -> Worker;
        fn feed(self: &Worker, count: u64) -> impl Stream<Item = u64>;
    }

    // wakes.rs
    extern "Rust" {
        /// Waits so often for a thread that wakes it with a lock taken, and says which thread it goes on.
        async fn rung(times: u64) -> String;
        /// The same once, woken by the executor.
        async fn rung_by_worker() -> String;
        /// Fails, panics, or panics in a destructor, once it is woken.
        async fn rung_and_fails(how: u8) -> Result<u64, ChoreError>;
        /// Wakes itself while it is polled.
        async fn rung_at_once() -> u64;
    }

    // bombs.rs
    extern "Rust" {
        /// Waits for ever, and panics when it is dropped.
        async fn bomb_wait() -> u64;
        /// The same, woken now and then.
        async fn bomb_wait_woken() -> u64;
        /// Items, and a panic when it is dropped.
        fn bomb_stream(count: u64) -> impl Stream<Item = u64>;
        /// Panics at its first item, and again when it is dropped.
        fn bomb_twice() -> impl Stream<Item = u64>;
        /// Bytes whose owner panics when it is dropped.
        fn bomb_bytes() -> Result<Bytes, ChoreError>;
        /// How many calls of `hold` have begun.
        fn holds_begun() -> u64;
        /// From here on a hook in Rust hears of lost panics.
        fn hook_in_rust();
        /// What the hook has heard last, and how many panics were lost.
        fn heard_in_rust() -> Result<(String, u64), ChoreError>;
        /// Panics with a payload that panics when it is dropped.
        fn bomb_payload() -> Result<(), ChoreError>;

        /// Panics when it is dropped.
        type Bomb;
        #[constructor]
        fn new() -> Bomb;
        async fn hold(self: &Bomb, time: Duration) -> u64;
        /// Makes a gate while `visit` runs.
        fn gate_beside(self: &Bomb, visit: &dyn Fn()) -> Gate;
    }
}
