//! What a writer does when the ring is full.

use spandrel_abi::ring_value;

/// What a writer does when the ring is full.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Full {
    /// It waits until there is room.
    #[default]
    Wait,
    /// The message is refused with [`Error::Full`].
    Refuse,
    /// Readers lose their oldest messages, and are told how many. They read a copy, so a reader that is slow with its batch does
    /// not stop the writer.
    Overwrite,
}

impl Full {
    pub(crate) fn of(number: u32) -> Full {
        match number {
            ring_value::OVERWRITE => Full::Overwrite,
            ring_value::REFUSE => Full::Refuse,
            _ => Full::Wait,
        }
    }

    pub(crate) fn number(self) -> u32 {
        match self {
            Full::Wait => ring_value::WAIT,
            Full::Refuse => ring_value::REFUSE,
            Full::Overwrite => ring_value::OVERWRITE,
        }
    }
}
