//! Between the types of the bridge and those of the core.

use coinjecture::{self as core, ResultCode};

use crate::ffi::{CoreError, DecodedHeader, DecodedTx, Problem, Solution};

impl From<core::HeaderV1<'_>> for DecodedHeader {
    fn from(header: core::HeaderV1<'_>) -> DecodedHeader {
        DecodedHeader { header: header.fields, extra_data: header.extra_data.into_owned() }
    }
}

impl From<core::Transaction<'_>> for DecodedTx {
    fn from(tx: core::Transaction<'_>) -> DecodedTx {
        DecodedTx { kind: tx.tx_type, tx: tx.fields, data: tx.data.into_owned() }
    }
}

impl From<core::Problem<'_>> for Problem {
    fn from(problem: core::Problem<'_>) -> Problem {
        Problem {
            tier: problem.tier,
            elements: problem.elements.into_owned(),
            target: problem.target,
            timestamp: problem.timestamp,
        }
    }
}

impl From<core::Solution<'_>> for Solution {
    fn from(solution: core::Solution<'_>) -> Solution {
        Solution { indices: solution.indices.into_owned(), timestamp: solution.timestamp }
    }
}

impl From<core::Error> for CoreError {
    fn from(error: core::Error) -> CoreError {
        let reason = error.to_string();
        match error.code() {
            ResultCode::InvalidInput => CoreError::InvalidInput { reason },
            ResultCode::OutOfMemory => CoreError::OutOfMemory,
            ResultCode::VerificationFailed => CoreError::VerificationFailed { reason },
            ResultCode::Encoding => CoreError::Encoding { reason },
            // No error has the code of success.
            ResultCode::Internal | ResultCode::Ok => CoreError::Internal { reason },
        }
    }
}
