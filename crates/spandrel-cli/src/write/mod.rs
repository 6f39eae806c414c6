//! What the command writes: inside the project's folder, never over a file that it did not write, all or nothing.
//!
//! | module | holds |
//! |---|---|
//! | [`bounds`] | the folders that may be written |
//! | [`ours`] | whether Spandrel wrote a file |
//! | [`changes`] | files to write and to remove, as one change |
//! | [`named`] | single files at a place that the user has named: keys and signatures |
//!
//! No other module of the command writes, renames or removes a file of a project.

pub mod bounds;
pub mod changes;
pub mod named;
pub mod ours;

pub use bounds::Bounds;
pub use changes::{Changed, Changes};
