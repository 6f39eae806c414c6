//! Bridges that the checker accepts, put before the compilers: what is accepted compiles, in both languages.
//!
//! [`generated`] makes bridges of a seed, [`mutated`] changes the goldens. [`Lab`] writes all of them as the modules of
//! one crate, with the functions that they ask for, and their Go packages as those of one Go module, so that
//! one `cargo check`, one `gofmt` and one `go vet` judge all of them.

mod docs;
mod generator;
mod lab;
mod mutations;
mod names;
mod stubs;
mod types;

pub use lab::{Failure, Lab};

/// A bridge that the checker accepts.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it was made of, for a message: `generated 17`.
    pub origin: String,
    /// The bridge as Rust source.
    pub text: String,
}

/// Bridges made of seeds, as many as asked for. Of a few seeds nothing is accepted.
pub fn generated(first_seed: u64, count: usize) -> Vec<Case> {
    let made = |seed| Some(Case { origin: format!("generated {seed}"), text: generator::bridge(seed)? });
    (first_seed..).filter_map(made).take(count).collect()
}

/// Golden bridges with a few tokens changed, which are still accepted: as many as asked for.
pub fn mutated(first_seed: u64, count: usize) -> Vec<Case> {
    let made = |seed| Some(Case { origin: format!("mutated {seed}"), text: mutations::bridge(seed)? });
    (first_seed..).filter_map(made).take(count).collect()
}
