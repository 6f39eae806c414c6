//! Safe calls between Rust and Go: one bridge module, both languages, one binary.
//!
//! A [`bridge`] module declares what crosses. The macro writes the Rust half of the glue; the `spandrel` command
//! writes the Go half from the same tokens, links both and checks that they belong together.
//!
//! ```
//! #[spandrel::bridge(package = "greeter")]
//! mod ffi {
//!     extern "Rust" {
//!         /// Greets whoever is named.
//!         fn greet(name: &str) -> String;
//!     }
//! }
//!
//! fn greet(name: &str) -> String {
//!     format!("Hello, {name}!")
//! }
//! # fn main() {}
//! ```
//!
//! From Go, after `spandrel build`: `greeting, err := greeter.Greet("world")`.
//!
//! **Panics** never cross. They come out as `*spandrel.PanicError` in Go; a function that has no error result stops
//! the process with a message that names function and panic.
//!
//! **Threads.** Functions are called on whatever thread the goroutine runs on. Objects are `Send`; those with `&self`
//! methods are `Sync`; both are asserted at compile time.

#[cfg(not(target_pointer_width = "64"))]
compile_error!("spandrel supports 64-bit targets only");

mod go_error;
mod secret;

pub use bytes::Bytes;
pub use go_error::{DeclaredError, GoError, GoErrorKind};
pub use secret::Secret;
pub use spandrel_macro::bridge;

#[doc(hidden)]
pub mod private;
