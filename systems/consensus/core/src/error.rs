//! What can go wrong, and the result code each fault has in every language.

use core::fmt;

/// The codes that every implementation and language shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(i32)]
pub enum ResultCode {
    /// Done.
    Ok = 0,
    /// The request itself is wrong: a length, a range, a limit, an unknown name.
    InvalidInput = 1,
    /// The machine has no memory for the work.
    OutOfMemory = 2,
    /// The request is well formed and does not verify.
    VerificationFailed = 3,
    /// Bytes are not the encoding of any valid value.
    Encoding = 4,
    /// A fault of this library or machine; never a verdict on the input.
    Internal = 5,
}

impl ResultCode {
    /// Every code, by number.
    pub const ALL: [ResultCode; 6] = [
        ResultCode::Ok,
        ResultCode::InvalidInput,
        ResultCode::OutOfMemory,
        ResultCode::VerificationFailed,
        ResultCode::Encoding,
        ResultCode::Internal,
    ];

    /// The name as the documents spell it.
    pub const fn name(self) -> &'static str {
        match self {
            ResultCode::Ok => "OK",
            ResultCode::InvalidInput => "INVALID_INPUT",
            ResultCode::OutOfMemory => "OUT_OF_MEMORY",
            ResultCode::VerificationFailed => "VERIFICATION_FAILED",
            ResultCode::Encoding => "ENCODING",
            ResultCode::Internal => "INTERNAL",
        }
    }
}

/// Any fault of this crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The caller's input is wrong.
    InvalidInput {
        /// Which input.
        field: &'static str,
        /// What is wrong with it, and what would be right.
        reason: &'static str,
    },
    /// An allocation was refused.
    OutOfMemory {
        /// Bytes that were asked for.
        bytes: usize,
    },
    /// A proof or a solution does not hold.
    VerificationFailed(Failure),
    /// Strict decoding refused the bytes.
    Encoding {
        /// Offset of the first byte that is wrong.
        offset: usize,
        /// What stands there instead.
        reason: &'static str,
    },
    /// A fault of this library or of the machine.
    Internal {
        /// What happened.
        what: &'static str,
    },
}

/// Why a verification says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The number of elements is outside the tier's range.
    TierSize {
        /// Elements given.
        elements: usize,
        /// The smallest number allowed.
        least: usize,
        /// The largest number allowed.
        most: usize,
    },
    /// There are more indices than elements.
    TooManyIndices {
        /// Indices given.
        indices: usize,
        /// Elements given.
        elements: usize,
    },
    /// The work would need more operations than allowed.
    Operations {
        /// The limit.
        limit: u64,
    },
    /// An index occurs twice.
    DuplicateIndex {
        /// The index.
        index: u32,
    },
    /// An index points past the elements.
    IndexOutOfBounds {
        /// The index.
        index: u32,
        /// Elements given.
        elements: usize,
    },
    /// The chosen elements do not add up to the target.
    Sum {
        /// What they add up to.
        sum: i128,
        /// What was wanted.
        target: i64,
    },
    /// The indices need more memory than allowed.
    Memory {
        /// The limit in bytes.
        limit: u64,
    },
    /// A Merkle proof has too many or too few entries for its place in the tree.
    ProofLength {
        /// Entries given.
        entries: usize,
    },
    /// A Merkle proof puts a sibling on the wrong side.
    ProofSide {
        /// The entry, counted from the leaf.
        entry: usize,
    },
    /// The entry for a duplicated odd node is not that node.
    ProofDuplicate {
        /// The entry, counted from the leaf.
        entry: usize,
    },
    /// A Merkle proof leads to another root.
    Root,
    /// A signature is not one of this message by this key.
    Signature,
}

impl Error {
    /// The code that every language reports for this error.
    pub const fn code(&self) -> ResultCode {
        match self {
            Error::InvalidInput { .. } => ResultCode::InvalidInput,
            Error::OutOfMemory { .. } => ResultCode::OutOfMemory,
            Error::VerificationFailed(_) => ResultCode::VerificationFailed,
            Error::Encoding { .. } => ResultCode::Encoding,
            Error::Internal { .. } => ResultCode::Internal,
        }
    }

    pub(crate) const fn invalid(field: &'static str, reason: &'static str) -> Error {
        Error::InvalidInput { field, reason }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::InvalidInput { field, reason } => write!(f, "{field}: {reason}"),
            Error::OutOfMemory { bytes } => {
                write!(f, "no memory for {bytes} bytes; use smaller inputs")
            }
            Error::VerificationFailed(failure) => write!(f, "verification failed: {failure}"),
            Error::Encoding { offset, reason } => write!(f, "encoding: byte {offset}: {reason}"),
            Error::Internal { what } => write!(f, "internal: {what}"),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::TierSize { elements, least, most } => {
                write!(f, "{elements} elements, but the tier takes {least} to {most}")
            }
            Failure::TooManyIndices { indices, elements } => {
                write!(f, "{indices} indices for {elements} elements")
            }
            Failure::Operations { limit } => write!(f, "more than {limit} operations"),
            Failure::DuplicateIndex { index } => write!(f, "index {index} occurs twice"),
            Failure::IndexOutOfBounds { index, elements } => {
                write!(f, "index {index} is past the {elements} elements")
            }
            Failure::Sum { sum, target } => write!(f, "the sum is {sum}, not {target}"),
            Failure::Memory { limit } => write!(f, "more than {limit} bytes of memory"),
            Failure::ProofLength { entries } => {
                write!(f, "{entries} entries do not fit the leaf's place in the tree")
            }
            Failure::ProofSide { entry } => {
                write!(f, "the sibling of entry {entry} is on the wrong side")
            }
            Failure::ProofDuplicate { entry } => {
                write!(f, "entry {entry} is not the odd node itself")
            }
            Failure::Root => f.write_str("the proof leads to another root"),
            Failure::Signature => f.write_str("not a signature of this message by this key"),
        }
    }
}

impl core::error::Error for Error {}
