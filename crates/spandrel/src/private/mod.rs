//! The API for generated code. Semantic versioning does not cover it: only the macro may use it.

mod adopted;
mod block;
mod borrow;
mod bridge;
mod call;
mod code;
mod copy;
mod fault;
mod frame;
mod go_value;
mod imports;
mod kept;
mod leaf;
mod locked;
mod lost;
mod panics;
mod plain;
mod refusal;
mod returns;
mod secret;
mod table;
#[cfg(feature = "async")]
mod tasks;
mod wire;

pub use adopted::{Adopted, AdoptedError};
pub use block::Block;
pub use borrow::{Slice, Text, owned_slice, owned_text, packed, slice, text};
pub use bridge::{Start, counters, drain, start};
#[cfg(not(feature = "async"))]
pub use call::context;
pub use call::{
    answer, answer_bytes, answer_held, answer_packed, answer_plain, infallible, infallible_bytes,
    infallible_kept, infallible_packed,
};
pub use fault::Fault;
pub use frame::{ByValue, Frame, FrameOf, LeafWord};
pub use go_value::{GoValue, released};
pub use imports::{Call, Import, Imports, address, memory};
pub use kept::{Handover, Keep, keep, keep_given, lent_bytes, lent_secret};
pub use leaf::ordinary_leaf;
pub use lost::{LostPanic, lost_panics, set_lost_panic_hook};
pub use plain::{Plain, Word};
pub use refusal::Refusal;
pub use returns::Returns;
pub use secret::{Content, Secret};
#[cfg(feature = "async")]
pub use table::{HeldSlot, Hold, Holding, hold, holding};
pub use table::{Object, close, insert, with_exclusive, with_shared};
#[cfg(feature = "async")]
pub use tasks::{
    Begun, GoStream, Never, Streaming, completed, context, fulfil, listen, plain_stream, pull, resume,
    runtime, start as start_word, start_bytes, start_packed, stream,
};
pub use wire::{Decode, Encode, Reader, Writer};
