//! Replaces Go code under a Rust program by Rust code while the program runs.
//!
//! A [`Kit`] is a hook around the calls of functions in `extern "Go"`. The Go code is the primary: the implementation that is trusted.
//! A [`candidate!`] is Rust code in its place. The plan has a policy for each function, and can be replaced at any time: the next call
//! follows it. Nothing is known of what the functions do: answers are compared in the encoding of the bridge.
//!
//! ```
//! mod search {
//!     #[spandrel::bridge(package = "search")]
//!     pub mod ffi {
//!         extern "Go" {
//!             fn words(line: &str) -> Result<u64>;
//!         }
//!     }
//! }
//!
//! use spandrel::hook::set_hook;
//! use spandrel_migrate::{Kit, Mode, Plan, Policy, candidate};
//!
//! fn main() -> Result<(), spandrel_migrate::PlanError> {
//!     let plan = Plan::new(Policy { mode: Mode::Shadow, sample: Some(1.0), ..Policy::default() });
//!     let kit = Kit::builder()
//!         .candidate("search.Words", candidate!(search::ffi, |line: String| -> u64 {
//!             line.split_whitespace().count() as u64
//!         }))
//!         .on_divergence(|divergence| eprintln!("{divergence}"))
//!         .build(plan)?;
//!     set_hook(Some(kit.hook()));
//!     Ok(())
//! }
//! ```
//!
//! **Which calls.** Functions whose arguments and answers are data. Methods of Go values, and functions that take or answer with a Go value, a
//! secret or a stream pass to Go, and are counted as `skipped`. An async function can be compared by a shadow; other policies skip it, as
//! its candidate would block the executor.
//!
//! **Threads.** A candidate is called on the thread of the caller, by a shadow on a thread of the kit. A panic of it never reaches the
//! caller, unless the policy is [`Mode::Candidate`] without an order: then the call fails with an error of kind `Panicked`.

mod breaker;
mod candidate;
mod compare;
mod draw;
mod gate;
mod kit;
mod plan;
mod queue;
mod rollback;
mod serve;
mod status;
mod window;

pub use candidate::Candidate;
pub use compare::{Class, Difference};
pub use draw::with_key;
pub use kit::{Builder, Kit, is_diverged, is_halted};
pub use plan::{Action, Breaker, Core, Key, Mode, Plan, PlanError, Policy, Rollback};
pub use status::{Divergence, Event, EventKind, Status};

/// For [`candidate!`] alone.
#[doc(hidden)]
pub mod __private {
    pub use spandrel::{
        GoError,
        private::{
            Arguments, Fails, FailsDeclared, FailsOther, Same, SameNot, SameValues, Typed, TypedItems,
            TypedPacked, TypedPlain,
        },
    };
}
