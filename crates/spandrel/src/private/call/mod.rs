//! Calls from Go: parameters where they lie, and what comes back.
//!
//! | file | has | in `go/glue` |
//! |---|---|---|
//! | `borrow.rs` | parameters that a call borrows | `owned/borrow.go` |
//! | `answer.rs` | the entry points, by the shape of what they return | `answers.go` |
//! | `frame.rs` | the frame of a result | `frame.go` |
//! | `fault.rs`, `code.rs` | failures | `errors.go` |
//! | `leaf.rs` | leaf functions that are called through cgo | `leaf` |

pub(super) mod answer;
pub(super) mod borrow;
pub(super) mod code;
mod copy;
pub(super) mod fault;
pub(super) mod frame;
pub(super) mod leaf;
pub(super) mod returns;
