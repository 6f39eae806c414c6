//! Numbers and names that both halves of a bridge agree on.
//!
//! Generator, runtime and host read them here, and `cargo xtask generate` makes Go's copy and the lists of `docs/abi.md`
//! of them. The crate depends on nothing.

#![forbid(unsafe_code)]

pub mod lists;
pub mod manifest;
pub mod number;
pub mod symbols;

pub use lists::{
    call, code, cursor, kind, limit, owner, ring, ring_value, ring_word, state, status, tail, transfer,
    variant,
};

/// Version of the calling convention and of the flat encoding. Part of every symbol and of the contract.
pub const ABI: u32 = 2;
