//! The checksums of frames (A/52, 7.10).

use crc::{CRC_16_UMTS, Crc, Table};

use super::header::{Header, Kind};

/// The polynomial 0x8005 from zero.
const CRC: Crc<u16, Table<16>> = Crc::<u16, Table<16>>::new(&CRC_16_UMTS);

/// Whether the checksums of a whole frame are right. AC-3 has one over the first five eighths as well.
pub(super) fn right(frame: &[u8], header: &Header) -> bool {
    let sum = |end: usize| frame.get(2..end).map(|part| CRC.checksum(part));
    let words = header.length / 2;
    let first = (words / 2 + words / 8) * 2;
    (header.kind != Kind::Ac3 || sum(first) == Some(0)) && sum(header.length) == Some(0)
}
