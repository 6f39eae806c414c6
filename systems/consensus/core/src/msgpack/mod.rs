//! The subset of msgpack that the chain hashes: one shortest form for every value.
//!
//! Maps and keys are short (`0x80|n`, `0xa0|len`), integers take the smallest form of their sign,
//! fixed byte fields are `c4 len bytes`, and byte fields of variable length are arrays of integers.

mod decode;
mod encode;

pub(crate) use decode::Decoder;
pub(crate) use encode::{Encoder, Sink, SliceSink};

#[cfg(test)]
mod tests;
