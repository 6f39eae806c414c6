//! Safe calls between Rust and Go: one bridge module, both languages, one binary.
//!
//! A [`bridge`] module declares what Rust and Go share. The macro writes the Rust half of the glue; the `spandrel` command
//! writes the Go half from the same tokens, links both and checks that they belong together.
//!
//! ```
//! #[spandrel::bridge(package = "greeter")]
//! mod ffi {
//!     extern "Rust" {
//!         /// Greets a person by name.
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
//! **Panics** never unwind into the other side. They come out as `*spandrel.PanicError` in Go; a function that has no error result stops
//! the process with a message that names function and panic.
//!
//! **Threads.** Functions are called on whatever thread the goroutine runs on. Objects are `Send`; those with `&self`
//! methods are `Sync`; both are asserted at compile time.

#[cfg(not(target_pointer_width = "64"))]
compile_error!("spandrel supports 64-bit targets only");

#[cfg(all(feature = "async", not(target_os = "linux")))]
compile_error!("spandrel: async functions and streams work on Linux only");

pub use bytes::Bytes;
/// What a function of a bridge returns as `impl Stream<Item = T>`; futures-core's.
#[cfg(feature = "async")]
pub use futures_core::Stream;
pub use private::{DeclaredError, GoError, GoErrorKind, LostPanic, Secret, lost_panics, set_lost_panic_hook};
pub use spandrel_macro::bridge;
/// Rings: messages between Rust and Go through shared memory, without a call for each. The crate `spandrel-ring`.
///
/// A bridge passes ends of rings to Go: `fn samples(self: &Meter) -> ring::Receiver<Sample>;`.
#[cfg(feature = "ring")]
pub use spandrel_ring as ring;

/// The executor of this Rust side: the tokio runtime that polls futures and streams.
///
/// Constructors, functions that return a stream, destructors of objects, async functions and streams run inside its
/// context, where `tokio::spawn` works. Other functions do not, as that would cost each call more than the call itself:
///
/// ```no_run
/// spandrel::runtime().spawn(async { /* … */ });
/// ```
///
/// # Panics
/// If the system has no threads left for it when it is first needed.
#[cfg(feature = "async")]
pub fn runtime() -> &'static tokio::runtime::Handle {
    private::runtime()
}

/// Emits the glue of async functions and streams: the feature `async` is on.
#[cfg(feature = "async")]
#[doc(hidden)]
#[macro_export]
macro_rules! __async_glue {
    ($($glue:tt)*) => { $($glue)* };
}

/// Leaves out the glue that needs the feature, beside [`__async_required`].
#[cfg(not(feature = "async"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __async_glue {
    ($($glue:tt)*) => {};
}

/// Passes the body of an async function of Go's on.
#[cfg(feature = "async")]
#[doc(hidden)]
#[macro_export]
macro_rules! __async_body {
    ([$($param:ident),*] $($body:tt)*) => { $($body)* };
}

/// Leaves the body out. The function stays, so that nothing is said about its callers.
#[cfg(not(feature = "async"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __async_body {
    ([$($param:ident),*] $($body:tt)*) => {
        let _ = ($($param,)*);
        ::core::unreachable!()
    };
}

/// Stands once in each bridge that needs the feature.
#[cfg(feature = "async")]
#[doc(hidden)]
#[macro_export]
macro_rules! __async_required {
    () => {};
}

/// Says what is missing.
#[cfg(not(feature = "async"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __async_required {
    () => {
        compile_error!(
            "spandrel: this bridge has async functions or streams, and spandrel is built without them\n\
             hint: write `spandrel = { …, features = [\"async\"] }` in Cargo.toml"
        );
    };
}

/// Passes the glue of functions that return ends of rings on.
#[cfg(feature = "ring")]
#[doc(hidden)]
#[macro_export]
macro_rules! __ring_glue {
    ($($glue:tt)*) => { $($glue)* };
}

/// Leaves out the glue that needs the feature, beside [`__ring_required`].
#[cfg(not(feature = "ring"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __ring_glue {
    ($($glue:tt)*) => {};
}

/// Stands once in each bridge that needs the feature.
#[cfg(feature = "ring")]
#[doc(hidden)]
#[macro_export]
macro_rules! __ring_required {
    () => {};
}

/// Says what is missing.
#[cfg(not(feature = "ring"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __ring_required {
    () => {
        compile_error!(
            "spandrel: this bridge has rings, and spandrel is built without them\n\
             hint: write `spandrel = { …, features = [\"ring\"] }` in Cargo.toml"
        );
    };
}

pub mod hook;
#[doc(hidden)]
pub mod private;
