//! The API for generated code. Semantic versioning does not cover it: only the macro may use it.
//!
//! Each folder uses those above it in this list:
//!
//! | folder | has |
//! |---|---|
//! | `wire` | the flat encoding, plain data, why a value is refused |
//! | `panics.rs` | panics of user code |
//! | `owned` | blocks, `Bytes`, secrets |
//! | `call` | calls from Go |
//! | `executor.rs` | the runtime that polls what is pending |
//! | `object` | the table of objects |
//! | `upcall` | calls into Go |
//! | `tasks` | async functions and streams, both ways |
//! | `remote` | both ends of calls between processes |
//! | `start.rs` | what each bridge offers once |

mod adopted;
mod call;
#[cfg(feature = "async")]
mod executor;
mod object;
mod owned;
mod panics;
mod remote;
mod start;
#[cfg(feature = "async")]
mod tasks;
mod upcall;
mod wire;

pub use adopted::{Adopted, AdoptedError};
#[cfg(not(feature = "async"))]
pub use call::answer::context;
pub use call::{
    answer::{
        answer, answer_bytes, answer_inside, answer_packed, answer_plain, infallible, infallible_bytes,
        infallible_packed, infallible_retained,
    },
    borrow::{Slice, Text, borrowed_bytes, borrowed_secret, owned_slice, owned_text, packed, slice, text},
    fault::Fault,
    frame::{ByValue, Frame, FrameOf, LeafWord},
    leaf::ordinary_leaf,
    returns::Returns,
};
#[cfg(feature = "async")]
pub use executor::{context, runtime};
#[cfg(feature = "async")]
pub use object::{Hold, Holding, UsedSlot, hold, holding};
pub use object::{Object, close, insert, with_exclusive, with_shared};
pub use owned::{
    block::Block,
    retain::{Retain, Transfer, retain, retain_given},
    secret::{Content, Secret},
};
pub use panics::{LostPanic, lost_panics, set_lost_panic_hook};
pub use remote::{answered, release_value, serve, serve_later};
pub use start::{Start, counters, drain, start};
#[cfg(feature = "async")]
pub use tasks::{
    Begun, GoStream, Never, Streaming, completed, fulfil, listen, plain_stream, pull, resume,
    start as start_word, start_bytes, start_packed, stream,
};
pub use upcall::{
    body::{Body, Owned},
    call::{Call, Declared, Import, Imports, address, memory},
    elsewhere::{Failure, RELEASE, Reply, Request, Route, Transport, anywhere, set_route, with_route},
    go_error::{DeclaredError, GoError, GoErrorKind},
    go_value::{GoValue, released},
    hook::{Decision, Hook, HookCall, Judge, Outcome, Verdict, Watch, set_hook},
    shape::{Back, Pass, Shape},
    typed::{
        Arguments, Fails, FailsDeclared, FailsOther, Given, Part, Same, SameNot, SameValues, Typed,
        TypedItems, TypedPacked, TypedPlain,
    },
};
pub use wire::{
    Decode, Encode, Reader, Writer,
    plain::{Plain, Word},
    refusal::Refusal,
};
