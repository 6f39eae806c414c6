//! Calls into Go.
//!
//! | file | has | in `go/glue` |
//! |---|---|---|
//! | `call` | a call, its arguments and its answer; `remote.rs`: one that belongs in another process | `calls` |
//! | `go_value.rs` | Go values that Rust owns or borrows | `values` |
//! | `go_error.rs` | what is answered instead of a value | |
//! | `hook.rs` | what stands around calls | |
//! | `elsewhere.rs` | where calls go: here, or to a core in another process | |
//! | `typed.rs` | arguments and answers as values again, for hooks that answer | |
//! | `shape.rs`, `body.rs` | arguments on their way to another process | |

pub(super) mod body;
pub(super) mod call;
pub(super) mod elsewhere;
pub(super) mod go_error;
pub(super) mod go_value;
pub(super) mod hook;
pub(super) mod shape;
pub(super) mod typed;
