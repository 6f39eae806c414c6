//! The JSON Lines protocol of the coinjecture rules: one request line in, one answer line out, and a runner
//! for the vector files that every implementation shares.
//!
//! ```
//! let answer = coinjecture_vectors::eval(br#"{"op":"sha256","id":7,"data":"616263"}"#);
//! assert!(answer.starts_with(r#"{"id":7,"ok":true,"code":0,"value":"ba7816bf"#));
//! ```

#![forbid(unsafe_code)]

mod answer;
mod command;
mod fields;
mod json;
mod jsonl;
mod operations;
mod runner;

pub use answer::{Evaluator, eval};
pub use command::command;
pub use jsonl::serve;
pub use runner::{Failure, Report, run};

/// A wrong rule planted on purpose, to show that the vectors find it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Plant {
    /// No fault.
    #[default]
    None,
    /// The odd Merkle node is duplicated where it should go up unchanged, and the other way round.
    OddNode,
}

impl Plant {
    /// The fault of that name.
    pub fn from_name(name: &str) -> Option<Plant> {
        (name == "odd-node").then_some(Plant::OddNode)
    }
}
