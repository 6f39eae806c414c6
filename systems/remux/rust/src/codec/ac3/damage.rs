//! Why a frame cannot be decoded.

/// A frame breaks a rule of the standard, or needs what this decoder does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The beginning is none of a frame, or the frame is shorter than its header says.
    #[error("no frame of this length begins here")]
    Header,
    /// The checksum is wrong.
    #[error("the checksum is wrong")]
    Checksum,
    /// The fields need more bits than the frame has.
    #[error("the frame ends within its fields")]
    Cut,
    /// A field has a value that the standard reserves or that contradicts another.
    #[error("{0} is out of range")]
    Reserved(&'static str),
    /// A first block relies on one before it.
    #[error("the first block has no {0}")]
    Missing(&'static str),
    /// A tool that no encoder in use is known to apply.
    #[error("{0} is not supported")]
    Unsupported(&'static str),
}
