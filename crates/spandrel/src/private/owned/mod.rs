//! Memory with an owner: blocks, in which answers lie until the Go side releases them, and what is inside of some: `Bytes` and
//! secrets.
//!
//! | file | has | in `go/glue` |
//! |---|---|---|
//! | `block.rs` | blocks and the list of released ones | `block/block.go` |
//! | `retain.rs` | values that one side retains in a block, and blocks on their way | `owned/owned.go` |
//! | `secret.rs`, `locked.rs` | secrets, and the pages that they lie in | |

pub(super) mod block;
pub(super) mod locked;
pub(super) mod retain;
pub(super) mod secret;
