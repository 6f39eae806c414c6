//! Every identifier leaves through here, one file a language.

pub mod c;
pub mod files;
pub mod go;
pub mod reserved;
pub mod rust;
pub mod scope;
mod table;

pub use table::{Names, resolve};
