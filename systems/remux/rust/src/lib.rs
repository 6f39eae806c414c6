//! Replaces the audio of an MPEG transport stream by AAC and leaves everything else as it is.
//!
//! Broadcast streams carry MP2, AC-3 or E-AC-3; browsers and Apple devices want AAC. A [`Remuxer`] takes the
//! bytes of one stream as they arrive and gives packets back at once: video, subtitles, tables and clocks byte
//! for byte and in order, audio decoded, put in time by the source's own time stamps, and encoded to AAC in the
//! places its packets had.
//!
//! The layers, from the outside in:
//!
//! - [`Remuxer`], [`Config`], [`Error`], [`Stats`]: what a program uses.
//! - [`Scanner`]: where readers of a stream may start. [`Passthrough`]: a stream as it is, counted.
//! - `router`: routing, program tables, places of packets.
//! - `track`: one audio track's way from packets to packets.
//! - [`ts`]: the transport layer. [`codec`], [`dsp`], [`aac`]: decoders, signal work, encoders.

pub mod aac;
pub mod codec;
pub mod dsp;
pub mod ts;

mod config;
mod error;
mod passthrough;
mod remuxer;
mod router;
mod scan;
mod stats;
mod track;

pub use codec::{Downmix, DynamicRange};
pub use config::{Config, Tracks};
pub use dsp::channels::DualMono;
pub use error::Error;
pub use passthrough::Passthrough;
pub use remuxer::{OUTPUT_LIMIT, Remuxer};
pub use scan::{Scanner, TableLimits};
pub use stats::{ProgramStats, Stats, TrackStats};
