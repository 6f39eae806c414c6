//! From packets to packets: routing by PID, tables, clocks, and the places audio packets leave at.

mod audio;
mod audio_track;
pub(crate) mod continuity;
mod hold;
mod packets;
mod programs;
mod report;
mod slots;
mod tables;

pub(crate) use packets::Router;
pub(crate) use programs::{MAX_PROGRAMS, MAX_TRACKS};
