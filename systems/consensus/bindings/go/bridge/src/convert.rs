//! Between the types of the bridge and those of the core.

use std::borrow::Cow;

use coinjecture::{self as core, ResultCode};

use crate::ffi::{CoreError, DecodedHeader, DecodedTx, HeaderV1, Problem, Solution, Tx};

pub(crate) fn header(header: HeaderV1, extra_data: &[u8]) -> core::HeaderV1<'_> {
    core::HeaderV1 {
        codec_version: header.codec_version,
        block_index: header.block_index,
        timestamp: header.timestamp,
        parent_hash: header.parent_hash,
        merkle_root: header.merkle_root,
        miner_address: header.miner_address,
        commitment: header.commitment,
        difficulty_target: header.difficulty_target,
        nonce: header.nonce,
        extra_data: Cow::Borrowed(extra_data),
    }
}

pub(crate) fn transaction(tx: Tx, data: &[u8]) -> core::Transaction<'_> {
    core::Transaction {
        codec_version: tx.codec_version,
        tx_type: tx.kind,
        from: tx.from,
        to: tx.to,
        amount: tx.amount,
        nonce: tx.nonce,
        gas_limit: tx.gas_limit,
        gas_price: tx.gas_price,
        signature: tx.signature,
        data: Cow::Borrowed(data),
        timestamp: tx.timestamp,
    }
}

impl From<core::HeaderV1<'_>> for DecodedHeader {
    fn from(header: core::HeaderV1<'_>) -> DecodedHeader {
        DecodedHeader {
            header: HeaderV1 {
                codec_version: header.codec_version,
                block_index: header.block_index,
                timestamp: header.timestamp,
                parent_hash: header.parent_hash,
                merkle_root: header.merkle_root,
                miner_address: header.miner_address,
                commitment: header.commitment,
                difficulty_target: header.difficulty_target,
                nonce: header.nonce,
            },
            extra_data: header.extra_data.into_owned(),
        }
    }
}

impl From<core::Transaction<'_>> for DecodedTx {
    fn from(tx: core::Transaction<'_>) -> DecodedTx {
        DecodedTx {
            tx: Tx {
                codec_version: tx.codec_version,
                kind: tx.tx_type,
                from: tx.from,
                to: tx.to,
                amount: tx.amount,
                nonce: tx.nonce,
                gas_limit: tx.gas_limit,
                gas_price: tx.gas_price,
                signature: tx.signature,
                timestamp: tx.timestamp,
            },
            data: tx.data.into_owned(),
        }
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
