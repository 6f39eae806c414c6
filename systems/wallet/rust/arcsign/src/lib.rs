//! The Rust side of the wallet: what its Go core can do, where the core runs, and the lines of the machine protocol.
//!
//! [`contract`] declares what the core does and the one table of errors. [`Host`] runs the core in this process, in a worker,
//! or in a process for each call, behind one API; the place changes no answer. [`eval`] answers lines of requests.

pub mod contract;
mod errors;
pub mod eval;
mod host;
mod packed;

pub use contract::ffi::{Code, WalletError};
pub use host::{Host, Mode};
pub use packed::Packed;
