//! Async functions and streams that Go calls.
//!
//! | file | holds |
//! |---|---|
//! | `executor.rs` | the runtime that polls what is pending; one per linked object |
//! | `completion.rs` | how an answer that comes later reaches Go: a list in memory and an eventfd |
//! | `task.rs` | futures: polled once in the call, spawned if they are pending |
//! | `stream.rs` | streams: polled in batches by whoever pulls |

use super::{
    block::Block,
    fault::Fault,
    frame::Frame,
    wire::{Writer, Written},
};

mod completion;
mod executor;
mod stream;
mod task;

pub use completion::completed;
pub use stream::{Never, Streaming, plain_stream, pull, stream};
pub use task::{start, start_bytes, start_packed};

/// The frame that hands over what was written.
fn written(writer: Writer) -> Result<Frame, Fault> {
    match writer.finish() {
        Ok(Written::InScratch(len)) => Ok(Frame::in_scratch(len)),
        Ok(Written::Own(bytes)) => Ok(Frame::in_block(Block::new(bytes))),
        Err(refusal) => Err(Fault::refused("result", &refusal)),
    }
}
