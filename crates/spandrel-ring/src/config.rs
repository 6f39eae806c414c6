//! What a ring is made with.

use spandrel_abi::ring;

use crate::{error::Error, full::Full, shape::Shape};

/// Most bytes of a ring's data: 1 GiB.
const MOST_DATA: u64 = 1 << 30;

/// Most cursors of a ring: an end is passed as the page of the ring and the number of its cursor within a page.
const MOST_READERS: u32 = 4000;

/// Most rings that a reader reads from.
const MOST_RINGS: u32 = 65_536;

/// The shape of the memory of a reader of many rings.
pub(crate) fn merged(rings: u32) -> Result<Shape, Error> {
    if rings == 0 || rings > MOST_RINGS {
        return Err(Error::Config("a reader reads between 1 and 65536 rings"));
    }
    let capacity = u64::from(rings).next_power_of_two() * 8;
    let data = page(ring::CURSORS + spandrel_abi::cursor::SIZE);
    Ok(Shape {
        size: data + page(capacity),
        data,
        capacity,
        stride: 8,
        messages: u64::from(rings),
        bytes: u64::MAX,
        readers: 1,
        full: Full::Wait,
    })
}

fn page(at: u64) -> u64 {
    at.next_multiple_of(4096)
}

/// Bounds of a ring, and what happens at them.
///
/// The bounds are exact: as many messages as said fit, and not one more. Messages that a reader is reading count until its batch
/// ends.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    messages: u64,
    bytes: u64,
    full: Full,
    pub(crate) readers: u32,
}

impl Default for Config {
    fn default() -> Config {
        Config { messages: 1024, bytes: 256 << 10, full: Full::Wait, readers: 64 }
    }
}

impl Config {
    /// 1,024 messages, 256 KiB of records, up to 64 readers, a writer that waits.
    pub fn new() -> Config {
        Config::default()
    }

    /// The bound in messages.
    #[must_use]
    pub fn messages(self, messages: u64) -> Config {
        Config { messages, ..self }
    }

    /// The bound in bytes of records, which is also the largest record. Plain data is bounded by messages alone.
    #[must_use]
    pub fn bytes(self, bytes: u64) -> Config {
        Config { bytes, ..self }
    }

    /// What a writer does when the ring is full.
    #[must_use]
    pub fn full(self, full: Full) -> Config {
        Config { full, ..self }
    }

    /// How many readers a broadcast ring has at most at a time.
    #[must_use]
    pub fn readers(self, readers: u32) -> Config {
        Config { readers, ..self }
    }

    /// The shape of a ring for slots of `stride` bytes, or records if that is 0.
    pub(crate) fn shape(self, stride: u64, readers: u32) -> Result<Shape, Error> {
        if self.messages == 0 || (stride == 0 && self.bytes == 0) {
            return Err(Error::Config("a bound of 0"));
        }
        if readers == 0 || readers > MOST_READERS {
            return Err(Error::Config("a ring has between 1 and 4000 readers"));
        }
        if self.messages > MOST_DATA || (stride == 0 && self.bytes > MOST_DATA) {
            return Err(Error::Config("bounds that need more than 1 GiB"));
        }
        // As many positions as the bounds can take: for records, of whatever sizes, behind the largest gap before the end.
        let (capacity, len) = if stride > 0 {
            let slots = self.messages.next_power_of_two();
            (slots * 8, slots.saturating_mul(stride))
        } else {
            let most = (2 * self.bytes + 16 * self.messages + 32).next_power_of_two();
            (most, most)
        };
        if len > MOST_DATA {
            return Err(Error::Config("bounds that need more than 1 GiB"));
        }
        let data = page(ring::CURSORS + u64::from(readers) * spandrel_abi::cursor::SIZE);
        Ok(Shape {
            size: data + page(len),
            data,
            capacity,
            stride,
            messages: self.messages,
            bytes: if stride > 0 { u64::MAX } else { self.bytes },
            readers,
            full: self.full,
        })
    }
}
