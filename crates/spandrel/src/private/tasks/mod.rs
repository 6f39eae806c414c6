//! Async functions and streams, both ways.
//!
//! | file | holds | in `go/glue` |
//! |---|---|---|
//! | `completion.rs` | how an answer that comes later reaches Go: a list in memory and an eventfd | `dispatcher.go`, `waiter.go` |
//! | `task.rs` | futures: polled in the call, once more by the waiter when they are woken, then spawned | `task.go` |
//! | `parking.rs` | where a future waits for its first wake-up, and who polls it then | |
//! | `stream.rs`, `signal.rs` | streams: polled in batches by the thread that pulls | `stream.go` |
//! | `chain.rs` | what waits for an answer of Go's | `wait/chain.go` |
//! | `promise.rs` | answers that Go owes Rust | `later.go` |
//! | `go_future.rs`, `go_stream.rs` | futures and streams that Go implements | `later.go`, `producer.go` |

use spandrel_abi::tail;

use crate::private::{
    call::{fault::Fault, frame::Frame},
    owned::block::Block,
    wire::{Writer, Written},
};

mod chain;
mod completion;
mod go_future;
mod go_stream;
mod parking;
pub(super) mod promise;
mod signal;
mod stream;
mod task;

pub use completion::{completed, listen};
pub use go_future::Begun;
pub use go_stream::GoStream;
pub use promise::fulfil;
pub use stream::{Never, Streaming, plain_stream, pull, stream};
pub use task::{resume, start, start_bytes, start_packed};

/// The frame that transfers what was written.
fn written(writer: Writer) -> Result<Frame, Fault> {
    match writer.finish() {
        Ok(Written::InScratch(len)) => Ok(Frame::in_scratch(len)),
        Ok(Written::Own(bytes)) => Ok(Frame::in_block(Block::new(bytes))),
        Err(refusal) => Err(Fault::refused("result", &refusal)),
    }
}
