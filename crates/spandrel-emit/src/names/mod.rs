//! Every identifier leaves through here, one file a language.

pub mod c;
mod collisions;
pub mod files;
pub mod go;
pub mod rust;
pub mod scope;
mod words;

pub use collisions::collisions;
