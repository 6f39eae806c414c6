//! One converted audio track, from packets to packets.

mod convert;
mod decoder;
mod follow;
mod probe;
mod segment;
mod timeline;
mod writer;

pub(crate) use convert::Converter;
pub(crate) use decoder::understands;
pub(crate) use probe::Probe;
