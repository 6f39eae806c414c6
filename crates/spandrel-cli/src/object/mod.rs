//! From a Rust archive to one object in a Go package, and what an object says about itself.
//!
//! Two Rust archives cannot be linked into one Go program as they are: symbols of the standard library collide, or
//! worse, merge in silence. So the archive becomes one relocatable object whose only global symbols are those of the
//! bridges. It lies as a `.syso` file in a Go package of its own, which Go's linker takes in by itself and whose
//! changes Go's build cache sees.

pub mod cargo;
pub mod library;
pub mod link;
pub mod metadata;
mod paths;
pub mod place;
mod products;
pub mod program;
pub mod read;

pub use library::LibraryPlace;
pub use place::Place;
