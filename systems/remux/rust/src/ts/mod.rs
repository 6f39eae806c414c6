//! The transport layer (ISO/IEC 13818-1): packets, synchronisation, tables, PES and clocks.
//!
//! Everything here is written by hand and looks only at bytes it was given; nothing allocates per packet.

pub mod clock;
pub mod packet;
pub mod pes;
pub mod psi;
pub mod section;
pub mod sync;
