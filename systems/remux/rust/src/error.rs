//! What can go wrong for the caller. Damage inside a stream is not here: it is counted and survived.

use crate::aac::EncoderError;

/// Why a remuxer refused or stopped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A setting is out of range. The caller's fault.
    #[error("remux: config field {field}: {reason}")]
    InvalidConfig {
        /// The field's name.
        field: &'static str,
        /// What is wrong and what would be right.
        reason: String,
    },
    /// The input shows no transport packets. The input's fault; the remuxer takes no more until `reset`.
    #[error(
        "remux: not a transport stream: no packets of 188, 192 or 204 bytes found in {scanned} bytes; \
         check that the source is MPEG-TS and not a playlist, MP4 or an error page"
    )]
    NotTransportStream {
        /// Bytes looked at.
        scanned: u64,
    },
    /// The input ended before its first byte.
    #[error("remux: no input: the source ended before its first byte; check that it is running")]
    NoInput,
    /// Output was not taken. Nothing of the refused input was used: take the output and push again.
    #[error(
        "remux: {pending} bytes of output wait to be taken (limit {limit}); take them and push the same input again"
    )]
    OutputFull {
        /// Bytes waiting.
        pending: usize,
        /// Bytes that may wait.
        limit: usize,
    },
    /// Input after `flush`. The caller's fault; `reset` makes the remuxer ready again.
    #[error("remux: the stream was already flushed; reset before pushing another")]
    Finished,
    /// The encoder failed. The input was used up to its end; the track concerned passes no audio any more.
    #[error("remux: AAC encoder: {0}")]
    Encoder(#[from] EncoderError),
}
