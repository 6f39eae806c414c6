//! Rust programs with a Go core.
//!
//! A bridge with `extern "Go"` is called from a Rust `main` as it is from a Go one: the Go package that implements it is
//! built as an archive and linked in, or as a shared library and loaded. This crate has what that needs on the Rust side:
//!
//! | | |
//! |---|---|
//! | [`start`] | waits until a core that is linked in is initialised |
//! | [`Core`] | verifies, loads and tests a core that is a shared library beside the program (feature `load`) |
//! | [`load`](fn@load) | the same for a path, without a signature (feature `load`) |
//! | [`worker`] | the core in a process of its own (feature `worker`) |
//! | [`signing`] | signs libraries and verifies signatures (feature `signature`) |
//! | [`build`] | builds the core, in the build script of the program (feature `build`) |
//!
//! ```no_run
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     spandrel_host::start()?;
//!     // Functions, interfaces and callbacks of the bridges can be called from here on, from any thread.
//!     Ok(())
//! }
//! ```
//!
//! Go's runtime starts with the program, on threads of its own, and lives as long as the process: a core is never
//! unloaded. A panic in Go is an error in Rust; what Go itself calls fatal (a concurrent map write, a deadlock of all
//! goroutines, exhausted memory) ends the process.

#[cfg(feature = "build")]
pub mod build;
mod core;
#[cfg(feature = "load")]
mod load;
#[cfg(feature = "signature")]
pub mod signing;
mod start;
#[cfg(all(feature = "worker", target_os = "linux"))]
pub mod worker;

#[cfg(feature = "load")]
pub use load::{Core, LoadError, find, find_for_tests, load};
pub use start::{StartError, start, start_within};
