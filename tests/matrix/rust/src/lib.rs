//! Every type that can be passed: the bridge is written from `../matrix.toml`.

mod adopted;
mod make;
#[rustfmt::skip]
mod matrix;
mod samples;
