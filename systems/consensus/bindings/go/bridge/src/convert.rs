//! Between the types of the bridge and those of the core.

use std::borrow::Cow;

use coinjecture::{self as core, ResultCode, merkle};

use crate::ffi::{
    CoreError, DecodedHeader, DecodedTx, HeaderGo208, HeaderV1, Problem, Proof, ProofStep, Rule, Solution,
    Tier, Tx, TxType,
};

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
        tx_type: match tx.kind {
            TxType::Transfer => core::TxType::Transfer,
            TxType::ProblemSubmission => core::TxType::ProblemSubmission,
            TxType::BountyPayment => core::TxType::BountyPayment,
        },
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

pub(crate) fn entries(steps: &[ProofStep]) -> Vec<merkle::ProofEntry> {
    steps.iter().map(|step| merkle::ProofEntry { sibling: step.sibling, is_right: step.is_right }).collect()
}

impl From<Rule> for core::Rule {
    fn from(rule: Rule) -> core::Rule {
        match rule {
            Rule::Promote => core::Rule::Promote,
            Rule::Duplicate => core::Rule::Duplicate,
            Rule::Rfc6962 => core::Rule::Rfc6962,
        }
    }
}

impl From<Tier> for core::Tier {
    fn from(tier: Tier) -> core::Tier {
        match tier {
            Tier::Mobile => core::Tier::Mobile,
            Tier::Desktop => core::Tier::Desktop,
            Tier::Workstation => core::Tier::Workstation,
            Tier::Server => core::Tier::Server,
            Tier::Cluster => core::Tier::Cluster,
        }
    }
}

impl From<core::Tier> for Tier {
    fn from(tier: core::Tier) -> Tier {
        match tier {
            core::Tier::Mobile => Tier::Mobile,
            core::Tier::Desktop => Tier::Desktop,
            core::Tier::Workstation => Tier::Workstation,
            core::Tier::Server => Tier::Server,
            core::Tier::Cluster => Tier::Cluster,
        }
    }
}

impl From<HeaderGo208> for core::HeaderGo208 {
    fn from(header: HeaderGo208) -> core::HeaderGo208 {
        core::HeaderGo208 {
            number: header.number,
            parent: header.parent,
            state_root: header.state_root,
            tx_root: header.tx_root,
            timestamp: header.timestamp,
            validator: header.validator,
            difficulty: header.difficulty,
            nonce: header.nonce,
            gas_limit: header.gas_limit,
            gas_used: header.gas_used,
            extra: header.extra,
        }
    }
}

impl From<merkle::Proof> for Proof {
    fn from(proof: merkle::Proof) -> Proof {
        let steps = proof
            .entries
            .iter()
            .map(|entry| ProofStep { sibling: entry.sibling, is_right: entry.is_right })
            .collect();
        Proof { root: proof.root, leaf_count: proof.leaf_count, steps }
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
                kind: match tx.tx_type {
                    core::TxType::Transfer => TxType::Transfer,
                    core::TxType::ProblemSubmission => TxType::ProblemSubmission,
                    core::TxType::BountyPayment => TxType::BountyPayment,
                },
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
            tier: problem.tier.into(),
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
