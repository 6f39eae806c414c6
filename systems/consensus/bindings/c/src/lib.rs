//! The C interface of the coinjecture rules. `include/coinjecture.h` is its documentation; the
//! functions here check pointers, call the core, and turn results into codes.
//!
//! Every function goes through one guard ([`fault::guard`]), which catches panics and writes the
//! caller's error. Nothing is stored between calls.

#[cfg(feature = "ffi")]
pub mod compat;
pub mod fault;
pub mod hashing;
pub mod header;
mod input;
pub mod merkle;
pub mod problem;
pub mod salts;
pub mod signature;
pub mod transaction;
pub mod types;

#[cfg(test)]
mod tests;
