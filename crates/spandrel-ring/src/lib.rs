//! Messages between Rust and Go, or between two threads of either, through shared memory.
//!
//! One writer, one reader ([`channel`]) or many ([`broadcast`]); plain data, or records of any size. The memory is outside both
//! heaps. No call is made for a message: ends look at each other's position, and only a sleeping one costs a system call.
//!
//! ```
//! use spandrel_ring::{Config, channel};
//!
//! let (mut tx, mut rx) = channel::<[u8]>(Config::new().messages(64))?;
//! let writer = std::thread::spawn(move || {
//!     for line in ["one", "two"] {
//!         tx.send(line.as_bytes())?;
//!     }
//!     Ok::<(), spandrel_ring::Error>(())
//! });
//! let mut read = Vec::new();
//! while let Ok(batch) = rx.batch() {
//!     read.extend(batch.map(<[u8]>::to_vec));
//! }
//! assert_eq!(read, [b"one", b"two"]);
//! # writer.join().unwrap()?;
//! # Ok::<(), spandrel_ring::Error>(())
//! ```
//!
//! **Bounds** in messages and bytes are exact. **When the ring is full** the writer waits, is refused, or the reader loses its
//! oldest messages and is told how many: [`Full`]. **Closing**: an end that is dropped is closed; a reader still gets what was
//! sent, then [`Error::Closed`].
//!
//! **Threads.** An end is [`Send`] and is used by one thread at a time, as its methods take `&mut self`.

#[cfg(not(target_pointer_width = "64"))]
compile_error!("spandrel-ring supports 64-bit targets only");

mod config;
#[cfg(not(all(test, spandrel_loom)))]
mod ends;
mod error;
mod event;
mod full;
mod memory;
mod merging;
#[cfg(all(test, spandrel_loom))]
mod modelled;
#[cfg(all(test, spandrel_loom))]
mod models;
mod park;
mod reading;
mod shape;
mod sync;
#[cfg(all(test, not(spandrel_loom)))]
mod tests;
mod writing;

pub use config::Config;
#[cfg(not(all(test, spandrel_loom)))]
pub use ends::*;
pub use error::Error;
pub use full::Full;
