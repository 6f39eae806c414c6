//! Calls into Go.
//!
//! | file | has | in `go/glue` |
//! |---|---|---|
//! | `call.rs` | a call, its arguments and its answer | `calls` |
//! | `go_value.rs` | Go values that Rust owns or borrows | `values` |
//! | `go_error.rs` | what is answered instead of a value | |

pub(super) mod call;
pub(super) mod go_error;
pub(super) mod go_value;
