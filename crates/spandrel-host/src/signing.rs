//! Signed libraries: what a signature says, and the keys that make and verify it.
//!
//! The signature of `libapp_core.so` is the text file `libapp_core.so.sig` beside it:
//!
//! ```text
//! spandrel signature 1
//! name libapp_core.so
//! version 1.4.0
//! contract app 5f0c6be2f8a97d13
//! sha512 9b71d224bd62f3785d96d46ad3ea3d73…
//! key 3b6a27bcceb6a42d62a3a8d02a6f0d73…
//! ed25519 9cf56c1b4e9e70a5…
//! ```
//!
//! A bridge has a line `contract` each. Ed25519 signs everything before the last line. `spandrel sign` writes it.

mod keys;
mod text;

pub use keys::{KeyError, PublicKey, SecretKey};
pub use semver::Version;
pub use text::{Contract, Invalid, Signature, Statement, is_name, is_signature};

/// What the name of a signature's file ends with, behind that of the library.
pub const EXTENSION: &str = ".sig";

/// The largest file that is read as a signature, in bytes.
pub const LARGEST: u64 = 64 << 10;
