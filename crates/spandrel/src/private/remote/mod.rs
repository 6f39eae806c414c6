//! Both ends of calls between processes, for `spandrel-host`: the program's, where answers arrive that come later, and the
//! worker's, which calls Go for the program.
//!
//! | file | has |
//! |---|---|
//! | `serve.rs` | calls that are answered at once, and Go values that the program has |
//! | `later.rs` | async functions and streams, at both ends |

#[cfg(feature = "async")]
mod later;
mod serve;

#[cfg(feature = "async")]
pub use later::{answered, serve_later};
pub use serve::{release_value, serve};

/// What has been asked for and is not there without the feature: nothing of a bridge without async functions asks.
#[cfg(not(feature = "async"))]
pub fn answered(_: u64, _: Result<super::Reply, super::Failure>) -> bool {
    false
}

/// As [`answered`].
#[cfg(not(feature = "async"))]
pub fn serve_later(_: super::Request, _: impl Fn(u64, super::Reply) + Clone + Send + Sync + 'static) {}
