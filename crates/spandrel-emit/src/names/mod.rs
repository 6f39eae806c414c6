//! Every identifier leaves through here, one file a language.

pub mod c;
mod collisions;
pub mod go;

pub use collisions::collisions;
