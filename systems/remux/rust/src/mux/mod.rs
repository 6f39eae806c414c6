//! From packets to packets: routing by PID, tables, clocks, and the places audio packets leave at.

mod continuity;
mod demux;
mod programs;
mod slots;

pub(crate) use demux::Mux;
