//! Async functions and streams that Go calls.
//!
//! | file | holds |
//! |---|---|
//! | `executor.rs` | the runtime that polls what is pending; one per linked object |
//! | `completion.rs` | how an answer that comes later reaches Go: a list in memory and an eventfd |
//! | `task.rs` | futures: polled once in the call, spawned if they are pending |
//! | `stream.rs` | streams: polled in batches by whoever pulls |

mod completion;
mod executor;
mod stream;
mod task;

pub(super) use completion::COMPLETED;
pub use stream::{Never, Streaming, plain_stream, pull, stream};
pub use task::{start, start_bytes, start_packed};
