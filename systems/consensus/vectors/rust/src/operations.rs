//! Every operation: its inputs read, its answer written as JSON.

use std::borrow::Cow;
use std::fmt::Write as _;

use coinjecture::{
    Error, HeaderGo208, HeaderV1, HeaderV1Fields, Limits, Problem, ResultCode, Rule, Solution, Transaction,
    TransactionFields, merkle,
};

use crate::Plant;
use crate::fields::{Fault, Fields};

/// A refusal: its code and a text for people.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) code: ResultCode,
    pub(crate) text: String,
}

impl From<Fault> for Refusal {
    fn from(text: Fault) -> Self {
        Refusal { code: ResultCode::InvalidInput, text }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Refusal { code: error.code(), text: error.to_string() }
    }
}

type Answer = Result<String, Refusal>;

type Operation = fn(Fields<'_>, Plant) -> Answer;

const OPERATIONS: [(&str, Operation); 18] = [
    ("sha256", sha256),
    ("merkle_root", merkle_root),
    ("merkle_proof", merkle_proof),
    ("merkle_verify", merkle_verify),
    ("header_v1", header_v1),
    ("header_go208", header_go208),
    ("tx_hash", tx_hash),
    ("tx_signing_message", tx_signing_message),
    ("problem_hash", problem_hash),
    ("solution_hash", solution_hash),
    ("subset_sum_verify", subset_sum_verify),
    ("epoch_salt", epoch_salt),
    ("miner_salt", miner_salt),
    ("commitment", commitment),
    ("escrow_id", escrow_id),
    ("address", address),
    ("ed25519_verify", ed25519_verify),
    ("msgpack_decode_strict", msgpack_decode_strict),
];

/// The operation of that name.
pub(crate) fn find(name: &str) -> Option<Operation> {
    OPERATIONS.iter().find(|(known, _)| *known == name).map(|&(_, operation)| operation)
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(2 * bytes.len() + 2);
    out.push('"');
    for byte in bytes {
        for nibble in [byte >> 4, byte & 0xf] {
            out.push(char::from(b"0123456789abcdef"[usize::from(nibble)]));
        }
    }
    out.push('"');
    out
}

fn numbers(values: impl Iterator<Item = impl ToString>) -> String {
    let values: Vec<String> = values.map(|value| value.to_string()).collect();
    format!("[{}]", values.join(","))
}

fn sha256(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let data = inputs.bytes("data")?;
    inputs.end()?;
    Ok(hex(&coinjecture::sha256(&data)))
}

/// The rule that is computed for the rule that was asked for.
fn planted(rule: Rule, plant: Plant) -> Rule {
    match (plant, rule) {
        (Plant::OddNode, Rule::Promote) => Rule::Duplicate,
        (Plant::OddNode, Rule::Duplicate) => Rule::Promote,
        _ => rule,
    }
}

fn merkle_root(mut inputs: Fields<'_>, plant: Plant) -> Answer {
    let rule = inputs.rule()?;
    let mut scratch = Vec::new();
    if rule == Rule::Rfc6962 {
        let leaves = inputs.bytes_list("leaves")?;
        inputs.end()?;
        let leaves: Vec<&[u8]> = leaves.iter().map(Vec::as_slice).collect();
        return Ok(hex(&merkle::root_of_data(&leaves, &mut scratch)?));
    }
    let leaves = inputs.hash_list("leaves")?;
    inputs.end()?;
    let root = merkle::root(planted(rule, plant), &leaves, &mut scratch)?;
    Ok(hex(&root))
}

fn merkle_proof(mut inputs: Fields<'_>, plant: Plant) -> Answer {
    let rule = inputs.rule()?;
    let index = inputs.u64("index")?;
    let proof = if rule == Rule::Rfc6962 {
        let leaves = inputs.bytes_list("leaves")?;
        inputs.end()?;
        let leaves: Vec<&[u8]> = leaves.iter().map(Vec::as_slice).collect();
        merkle::proof_of_data(&leaves, index)?
    } else {
        let leaves = inputs.hash_list("leaves")?;
        inputs.end()?;
        merkle::proof(planted(rule, plant), &leaves, index)?
    };
    let entries: Vec<String> = proof
        .steps
        .iter()
        .map(|entry| {
            let sibling = hex(&entry.sibling);
            format!(r#"{{"sibling":{sibling},"is_right":{}}}"#, entry.is_right)
        })
        .collect();
    Ok(format!(
        r#"{{"root":{},"leaf_count":{},"proof":[{}]}}"#,
        hex(&proof.root),
        proof.leaf_count,
        entries.join(",")
    ))
}

fn merkle_verify(mut inputs: Fields<'_>, plant: Plant) -> Answer {
    let rule = inputs.rule()?;
    let index = inputs.u64("index")?;
    let leaf_count = inputs.u64("leaf_count")?;
    let proof = inputs.proof()?;
    let root = inputs.hash("root")?;
    if rule == Rule::Rfc6962 {
        let leaf = inputs.bytes("leaf")?;
        inputs.end()?;
        merkle::verify_data(&leaf, index, leaf_count, &proof, &root)?;
    } else {
        let leaf = inputs.hash("leaf")?;
        inputs.end()?;
        let rule = planted(rule, plant);
        merkle::verify(rule, &leaf, index, leaf_count, &proof, &root)?;
    }
    Ok("true".into())
}

fn header_v1(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let fields = HeaderV1Fields {
        codec_version: inputs.version()?,
        block_index: inputs.u64("block_index")?,
        timestamp: inputs.i64("timestamp")?,
        parent_hash: inputs.hash("parent_hash")?,
        merkle_root: inputs.hash("merkle_root")?,
        miner_address: inputs.hash("miner_address")?,
        commitment: inputs.hash("commitment")?,
        difficulty_target: inputs.u64("difficulty_target")?,
        nonce: inputs.u64("nonce")?,
    };
    let header = HeaderV1 { fields, extra_data: Cow::Owned(inputs.bytes("extra_data")?) };
    inputs.end()?;
    let encoded = hex(&header.encode()?);
    let hash = hex(&header.hash()?);
    Ok(format!(r#"{{"encoded":{encoded},"hash":{hash}}}"#))
}

fn header_go208(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let header = HeaderGo208 {
        number: inputs.u64("number")?,
        parent: inputs.hash("parent")?,
        state_root: inputs.hash("state_root")?,
        tx_root: inputs.hash("tx_root")?,
        timestamp: inputs.i64("timestamp")?,
        validator: inputs.hash("validator")?,
        difficulty: inputs.u64("difficulty")?,
        nonce: inputs.u64("nonce")?,
        gas_limit: inputs.u64("gas_limit")?,
        gas_used: inputs.u64("gas_used")?,
        extra: inputs.hash("extra")?,
    };
    inputs.end()?;
    let encoded = hex(&header.encode());
    let hash = hex(&header.hash());
    Ok(format!(r#"{{"encoded":{encoded},"hash":{hash}}}"#))
}

/// The inputs of a transaction; the signing message has no signature.
fn transaction(inputs: &mut Fields<'_>, signature: [u8; 64]) -> Result<Transaction<'static>, Fault> {
    let (codec_version, tx_type) = (inputs.version()?, inputs.tx_type()?);
    let fields = TransactionFields {
        codec_version,
        from: inputs.hash("from")?,
        to: inputs.hash("to")?,
        amount: inputs.u64("amount")?,
        nonce: inputs.u64("nonce")?,
        gas_limit: inputs.u64("gas_limit")?,
        gas_price: inputs.u64("gas_price")?,
        signature,
        timestamp: inputs.i64("timestamp")?,
    };
    Ok(Transaction { tx_type, fields, data: Cow::Owned(inputs.bytes("data")?) })
}

fn tx_hash(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let signature = inputs.array("signature")?;
    let tx = transaction(&mut inputs, signature)?;
    inputs.end()?;
    Ok(hex(&tx.hash()?))
}

fn tx_signing_message(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let tx = transaction(&mut inputs, [0; 64])?;
    inputs.end()?;
    Ok(hex(&tx.signing_message()?))
}

fn problem_hash(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let problem = Problem {
        problem_type: inputs.problem_type()?,
        tier: inputs.tier()?,
        elements: Cow::Owned(inputs.i64_list("elements")?),
        target: inputs.i64("target")?,
        timestamp: inputs.i64("timestamp")?,
    };
    inputs.end()?;
    Ok(hex(&problem.hash()?))
}

fn solution_hash(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let solution =
        Solution { indices: Cow::Owned(inputs.u32_list("indices")?), timestamp: inputs.i64("timestamp")? };
    inputs.end()?;
    Ok(hex(&solution.hash()?))
}

fn subset_sum_verify(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let tier = inputs.tier()?;
    let elements = inputs.i64_list("elements")?;
    let target = inputs.i64("target")?;
    let indices = inputs.u32_list("indices")?;
    let limits = Limits { max_ops: inputs.u64("max_ops")?, max_memory: inputs.u64("max_memory")? };
    inputs.end()?;
    coinjecture::subset_sum_verify(tier, &elements, target, &indices, limits)?;
    Ok("true".into())
}

fn epoch_salt(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let parent = inputs.hash("parent")?;
    let index = inputs.u64("index")?;
    inputs.end()?;
    Ok(hex(&coinjecture::epoch_salt(&parent, index)))
}

fn miner_salt(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let key = inputs.hash("key")?;
    let epoch_salt = inputs.hash("epoch_salt")?;
    let parent = inputs.hash("parent")?;
    let index = inputs.u64("index")?;
    inputs.end()?;
    let salt = coinjecture::miner_salt(&key, &epoch_salt, &parent, index);
    Ok(hex(&salt))
}

fn commitment(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let epoch_salt = inputs.hash("epoch_salt")?;
    let problem_hash = inputs.hash("problem_hash")?;
    let solution_hash = inputs.hash("solution_hash")?;
    let miner_salt = inputs.hash("miner_salt")?;
    inputs.end()?;
    let commitment = coinjecture::commitment(&epoch_salt, &problem_hash, &solution_hash, &miner_salt);
    Ok(hex(&commitment))
}

fn escrow_id(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let submitter = inputs.hash("submitter")?;
    let problem_hash = inputs.hash("problem_hash")?;
    let block = inputs.u64("block")?;
    inputs.end()?;
    let id = coinjecture::escrow_id(&submitter, &problem_hash, block);
    Ok(hex(&id))
}

fn address(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let pubkey = inputs.hash("pubkey")?;
    inputs.end()?;
    Ok(hex(&coinjecture::address(&pubkey)))
}

fn ed25519_verify(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let public_key = inputs.hash("public_key")?;
    let message = inputs.bytes("message")?;
    let signature = inputs.array("signature")?;
    inputs.end()?;
    coinjecture::ed25519_verify(&public_key, &message, &signature)?;
    Ok("true".into())
}

fn msgpack_decode_strict(mut inputs: Fields<'_>, _: Plant) -> Answer {
    let kind = inputs.text("type")?;
    let data = inputs.bytes("data")?;
    inputs.end()?;
    match kind {
        "header_v1" => Ok(header_json(&HeaderV1::decode(&data)?)),
        "tx" => Ok(transaction_json(&Transaction::decode(&data)?)),
        "problem" => Ok(problem_json(&Problem::decode(&data)?)),
        "solution" => Ok(solution_json(&Solution::decode(&data)?)),
        _ => Err(Fault::from("type: not one of header_v1, tx, problem, solution").into()),
    }
}

/// An object from keys and values that are JSON already.
fn object(entries: &[(&str, String)]) -> String {
    let mut out = String::from("{");
    for (i, (key, value)) in entries.iter().enumerate() {
        let comma = if i > 0 { "," } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(out, r#"{comma}"{key}":{value}"#);
    }
    out.push('}');
    out
}

fn name(name: &str) -> String {
    format!("\"{name}\"")
}

fn header_json(header: &HeaderV1<'_>) -> String {
    object(&[
        ("codec_version", header.fields.codec_version.to_string()),
        ("block_index", header.fields.block_index.to_string()),
        ("timestamp", header.fields.timestamp.to_string()),
        ("parent_hash", hex(&header.fields.parent_hash)),
        ("merkle_root", hex(&header.fields.merkle_root)),
        ("miner_address", hex(&header.fields.miner_address)),
        ("commitment", hex(&header.fields.commitment)),
        ("difficulty_target", header.fields.difficulty_target.to_string()),
        ("nonce", header.fields.nonce.to_string()),
        ("extra_data", hex(&header.extra_data)),
    ])
}

fn transaction_json(tx: &Transaction<'_>) -> String {
    object(&[
        ("codec_version", tx.fields.codec_version.to_string()),
        ("tx_type", name(tx.tx_type.name())),
        ("from", hex(&tx.fields.from)),
        ("to", hex(&tx.fields.to)),
        ("amount", tx.fields.amount.to_string()),
        ("nonce", tx.fields.nonce.to_string()),
        ("gas_limit", tx.fields.gas_limit.to_string()),
        ("gas_price", tx.fields.gas_price.to_string()),
        ("signature", hex(&tx.fields.signature)),
        ("data", hex(&tx.data)),
        ("timestamp", tx.fields.timestamp.to_string()),
    ])
}

fn problem_json(problem: &Problem<'_>) -> String {
    object(&[
        ("problem_type", name(problem.problem_type.name())),
        ("tier", name(problem.tier.name())),
        ("elements", numbers(problem.elements.iter())),
        ("target", problem.target.to_string()),
        ("timestamp", problem.timestamp.to_string()),
    ])
}

fn solution_json(solution: &Solution<'_>) -> String {
    object(&[("indices", numbers(solution.indices.iter())), ("timestamp", solution.timestamp.to_string())])
}

#[cfg(test)]
mod tests {
    use coinjecture::ResultCode;

    use super::*;
    use crate::json::{Document, Token, Value};

    const SCHEMA: &str = include_str!("../../schema/vectors.schema.json");

    fn member<'d>(value: Value<'d>, name: &str) -> Value<'d> {
        value.entries().unwrap().find(|&(key, _)| key == name).unwrap().1
    }

    #[test]
    fn issue_one_list_of_operations() {
        let schema = Document::parse(SCHEMA).unwrap();
        let list = member(member(member(schema.root(), "$defs"), "operation"), "enum");
        let listed: Vec<&str> = list.items().unwrap().map(|name| name.text().unwrap()).collect();
        assert_eq!(OPERATIONS.map(|(name, _)| name)[..], listed[..]);
    }

    #[test]
    fn issue_one_list_of_codes() {
        let schema = Document::parse(SCHEMA).unwrap();
        let list = member(member(member(schema.root(), "$defs"), "code"), "oneOf");
        let listed: Vec<(&Token, &str)> = list
            .items()
            .unwrap()
            .map(|code| (member(code, "const").token(), member(code, "title").text().unwrap()))
            .collect();
        let ours = ResultCode::ALL.map(|code| (Token::Number((code as i32).to_string()), code.name()));
        assert_eq!(ours.each_ref().map(|(number, name)| (number, *name))[..], listed[..]);
    }
}
