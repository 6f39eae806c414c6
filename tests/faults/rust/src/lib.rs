//! A bridge that fails in every way it can, for the reliability figures.

mod memory;
mod panics;
mod signals;
mod victim;

use memory::{allocations_left, fail_allocation, pieces, repack};
use panics::{lock_is_free, made_and_dropped, panic_bare, panic_free, panic_later};
use signals::{claim_signal, nap, spin};
use victim::Victim;

/// Panics, failing allocations and interrupted calls.
#[spandrel::bridge(package = "faults")]
pub mod ffi {
    /// In which way a panic happens.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum How {
        /// Not at all.
        Calm,
        /// With a literal.
        Literal,
        /// With formatted text.
        Formatted,
        /// With a payload that is not text.
        NotText,
        /// In a destructor.
        InDestructor,
        /// While a mutex is locked.
        LockHeld,
        /// Caught and thrown again, three levels deep.
        Nested,
        /// On a thread of Rust's, joined by the call.
        OnThread,
        /// With a payload whose destructor panics.
        PayloadBomb,
        /// After the code under call has caught a panic of its own.
        AfterCaught,
        /// Seeded bug: it forgets what it holds.
        Forgetful,
    }

    /// A parcel: text, a list and numbers.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Parcel {
        /// What is written on it.
        pub label: String,
        /// What is in it.
        pub lines: Vec<String>,
        /// How heavy each piece is.
        pub weights: Vec<u64>,
    }

    /// Why a call failed as it should.
    #[error]
    pub enum FaultError {
        /// told to fail: {reason}
        Told {
            /// Why.
            reason: String,
        },
    }

    extern "Rust" {
        /// Panics as told.
        fn panic_free(how: How) -> Result<u32, FaultError>;
        /// Panics as told after so many turns of the executor.
        async fn panic_later(how: How, turns: u32) -> u32;
        /// Panics as told, with no error result to say so.
        fn panic_bare(number: u8);
        /// Whether the mutex of [`How::LockHeld`] is free.
        fn lock_is_free() -> bool;
        /// How many guards were made and how many dropped since the start.
        fn made_and_dropped() -> (u64, u64);

        /// An object to panic in.
        type Victim;
        /// Makes one, or panics as told.
        #[constructor]
        fn make(how: How) -> Result<Victim, FaultError>;
        fn look(self: &Victim, how: How) -> u32;
        fn change(self: &mut Victim, how: How) -> u32;
        /// Makes its destructor panic as told.
        fn rig(self: &Victim, how: How);

        /// Lets the `nth` allocation from here on fail, counted on this thread; 0 switches it off.
        fn fail_allocation(nth: u64);
        /// How many allocations are to go until one fails.
        fn allocations_left() -> u64;
        /// Gives a parcel back with one line more.
        fn repack(parcel: Parcel, fail: bool) -> Result<Parcel, FaultError>;
        /// Text in that many pieces.
        fn pieces(count: u32, text: &str) -> Vec<String>;

        /// Computes for so long without a system call.
        fn spin(time: Duration) -> u64;
        /// Sleeps so long; returns how many times the sleep was interrupted and went on.
        fn nap(time: Duration) -> u64;
        /// Seeded bug: installs the handler of SIGUSR1 again and loses the flag for the signal stack.
        fn claim_signal();
    }
}
