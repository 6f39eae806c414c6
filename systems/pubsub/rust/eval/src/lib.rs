//! What `pubsub eval` does through the API of Rust: operations with `"side":"rust"`, and the handlers that they make.
//!
//! The program is in Go. It checks each line and passes those of this side on; the answer is JSON again. Only the public API of the hub is used.

#![forbid(unsafe_code)]

mod answer;
mod handler;
mod operation;
mod publish;
mod side;

pub use side::Side;
