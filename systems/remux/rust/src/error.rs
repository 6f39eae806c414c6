//! What can go wrong for the caller. Damage inside a stream is not here: it is counted and survived.

use crate::aac::EncoderError;

/// Why a remuxer refused or stopped. The bridge adopts it: its messages and those of the bridge are the same.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A setting is out of range. The caller's fault.
    #[error("config field {field}: {reason}")]
    InvalidConfig {
        /// The field's name.
        field: String,
        /// What is wrong and what would be right.
        reason: String,
    },
    /// The input shows no transport packets. The input's fault; the remuxer takes no more until `reset`.
    #[error(
        "not a transport stream: no packets of 188, 192 or 204 bytes in {scanned} bytes; \
         check that the source is MPEG-TS and not a playlist, MP4 or an error page"
    )]
    NotTransportStream {
        /// Bytes looked at.
        scanned: u64,
    },
    /// The input ended before its first byte.
    #[error("no input: the source ended before its first byte; check that it is running")]
    NoInput,
    /// Output was not taken. Nothing of the refused input was used: take the output and push again.
    #[error(
        "{pending} bytes of output wait to be taken (limit {limit}); take them and push the same input again"
    )]
    OutputFull {
        /// Bytes waiting.
        pending: u64,
        /// Bytes that may wait.
        limit: u64,
    },
    /// Input after `flush`. The caller's fault; `reset` makes the remuxer ready again.
    #[error("the stream was already flushed; reset the remuxer before another stream")]
    Finished,
    /// The encoder failed. The input was used up to its end; the track concerned passes no audio any more.
    #[error("AAC encoder: {reason}")]
    Encoder {
        /// What the encoder said.
        reason: String,
    },
}

impl From<EncoderError> for Error {
    fn from(error: EncoderError) -> Error {
        Error::Encoder { reason: error.to_string() }
    }
}
