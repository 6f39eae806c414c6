//! `arcsign` from outside: the lines of its protocol, and the places where its core runs.
#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

mod client;
mod lines;
mod modes;
mod people;
mod promises;
mod residue;
