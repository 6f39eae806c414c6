//! A file that is made of the matrix.

use std::path::PathBuf;

/// Where it lies, below the repository, and its text.
pub(super) struct Output {
    pub(super) path: PathBuf,
    pub(super) text: String,
    /// Whether it is committed: docs and ui cases are, what only tests read is not.
    pub(super) committed: bool,
}
