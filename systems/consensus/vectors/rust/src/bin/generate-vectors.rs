//! `generate-vectors`: writes `network_b_vectors.json`, the golden vectors of the migration from
//! coinjecture-core 4 in the shape that its tools read.
//!
//! Tests of Go and Python hold the committed file to their own implementations.

#![forbid(unsafe_code)]

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;

use coinjecture::{Hash, HeaderV1, HeaderV1Fields, Limits, Rule, Tier, merkle, sha256, subset_sum_verify};

const USAGE: &str = "\
usage: generate-vectors [--check] [FILE]
       generate-vectors --version

Writes FILE, network_b_vectors.json without one. With --check it writes nothing, and the status is 1
when FILE differs. A file that this program has not written is not overwritten.";

const FILE: &str = "network_b_vectors.json";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let result = match words[..] {
        ["--version"] => writeln!(io::stdout(), "generate-vectors {}", coinjecture::VERSION),
        ["--help"] => writeln!(io::stdout(), "{USAGE}"),
        [] => write(FILE),
        ["--check"] => check(FILE),
        ["--check", file] if !file.starts_with('-') => check(file),
        [file] if !file.starts_with('-') => write(file),
        _ => {
            eprintln!("generate-vectors: cannot do {words:?}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate-vectors: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(file: &str) -> io::Result<()> {
    match std::fs::read_to_string(file) {
        Ok(old) if !old.starts_with(HEAD) => {
            return Err(io::Error::other(format!(
                "{file} is not a file of this program; move it away or name another file"
            )));
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(named(file, error)),
        _ => {}
    }
    std::fs::write(file, all()).map_err(|error| named(file, error))?;
    writeln!(io::stdout(), "{file} written")
}

fn check(file: &str) -> io::Result<()> {
    if std::fs::read_to_string(file).map_err(|error| named(file, error))? == all() {
        return writeln!(io::stdout(), "{file} is up to date");
    }
    Err(io::Error::other(format!("{file} differs; run generate-vectors {file}")))
}

fn named(file: &str, error: io::Error) -> io::Error {
    io::Error::other(format!("{file}: {error}"))
}

/// How a file of this program begins.
const HEAD: &str = "{\n  \"version\": \"";

fn all() -> String {
    let mut text = format!("{HEAD}{}\",\n", coinjecture::VERSION);
    text.push_str("  \"generator\": \"generate-vectors\",\n");
    list(&mut text, "test_vectors", &hashes(), false);
    list(&mut text, "merkle_vectors", &roots(), false);
    list(&mut text, "block_header_vectors", &headers(), false);
    list(&mut text, "subset_sum_vectors", &subset_sums(), true);
    text.push_str("}\n");
    text
}

fn list(text: &mut String, name: &str, vectors: &[String], last: bool) {
    text.push_str(&format!("  \"{name}\": [\n    {}\n  ]", vectors.join(",\n    ")));
    text.push_str(if last { "\n" } else { ",\n" });
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn hashes() -> Vec<String> {
    let mut inputs: Vec<(String, Vec<u8>)> = vec![
        ("empty_input_sha256".into(), vec![]),
        ("hello_world_sha256".into(), b"hello world".to_vec()),
        ("abc_sha256".into(), b"abc".to_vec()),
        ("coinjecture_sha256".into(), b"COINjecture".to_vec()),
        ("zeros_32_sha256".into(), vec![0; 32]),
        ("ones_32_sha256".into(), vec![0xff; 32]),
    ];
    // Around the ends of blocks, where padding changes.
    for length in [1, 55, 56, 63, 64, 65, 119, 120, 127, 128, 208, 1000] {
        inputs.push((format!("pattern_{length}_sha256"), (0..length).map(|i| (i * 7 % 251) as u8).collect()));
    }
    inputs
        .iter()
        .map(|(name, input)| {
            let hash = hex(&sha256(input));
            format!(r#"{{"name": "{name}", "input": "{}", "expected_hash": "{hash}"}}"#, hex(input))
        })
        .collect()
}

fn roots() -> Vec<String> {
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100]
        .iter()
        .map(|&count| {
            let mut leaves: Vec<Hash> = (0..count).map(|i| sha256(format!("tx_{i:04}").as_bytes())).collect();
            let texts: Vec<String> = leaves.iter().map(|leaf| format!("\"{}\"", hex(leaf))).collect();
            let root = hex(&merkle::root_in_place(Rule::Promote, &mut leaves));
            let hashes = texts.join(", ");
            format!(r#"{{"name": "merkle_{count}", "tx_hashes": [{hashes}], "expected_root": "{root}"}}"#)
        })
        .collect()
}

/// All numbers of a header but the nonce have 32 bits in coinjecture-core 4.
fn headers() -> Vec<String> {
    let most = u64::from(u32::MAX);
    let genesis = HeaderV1Fields {
        codec_version: 1,
        block_index: 0,
        timestamp: 1_704_067_200,
        parent_hash: [0; 32],
        merkle_root: [0; 32],
        miner_address: [0; 32],
        commitment: [0; 32],
        difficulty_target: 100,
        nonce: 0,
    };
    let mut cases = Vec::new();
    let mut add = |name, fields| cases.push((name, HeaderV1 { fields, extra_data: Cow::Borrowed(&[]) }));
    add("genesis", genesis);
    add("timestamp_0", HeaderV1Fields { timestamp: 0, ..genesis });
    add("timestamp_before_1970", HeaderV1Fields { timestamp: -1, ..genesis });
    add("timestamp_least", HeaderV1Fields { timestamp: i64::MIN, ..genesis });
    add("timestamp_most", HeaderV1Fields { timestamp: i64::MAX, ..genesis });
    for (name, index) in
        [("index_127", 127), ("index_128", 128), ("index_65535", 65_535), ("index_65536", 65_536)]
    {
        add(name, HeaderV1Fields { block_index: index, ..genesis });
    }
    add("index_most", HeaderV1Fields { block_index: most, ..genesis });
    add("difficulty_most", HeaderV1Fields { difficulty_target: most, ..genesis });
    add("nonce_most", HeaderV1Fields { nonce: u64::MAX, ..genesis });
    add("parent_set", HeaderV1Fields { parent_hash: [1; 32], ..genesis });
    add("merkle_root_set", HeaderV1Fields { merkle_root: [2; 32], ..genesis });
    add("miner_set", HeaderV1Fields { miner_address: [3; 32], ..genesis });
    add("commitment_set", HeaderV1Fields { commitment: [4; 32], ..genesis });
    for (name, length) in [("extra_1", 1), ("extra_15", 15), ("extra_16", 16), ("extra_256", 256)] {
        cases.push((name, HeaderV1 { fields: genesis, extra_data: Cow::Owned(vec![0xe5; length]) }));
    }
    cases.iter().map(|(name, header)| header_vector(name, header)).collect()
}

fn header_vector(name: &str, h: &HeaderV1<'_>) -> String {
    let hash = h.hash().map(|hash| hex(&hash)).unwrap_or_default();
    let [parent, root, miner, commitment] =
        [h.fields.parent_hash, h.fields.merkle_root, h.fields.miner_address, h.fields.commitment]
            .map(|hash| hex(&hash));
    format!(
        concat!(
            r#"{{"name": "{}", "header": {{"codec_version": {}, "block_index": {}, "timestamp": {}, "#,
            r#""parent_hash": "{}", "merkle_root": "{}", "miner_address": "{}", "commitment": "{}", "#,
            r#""difficulty_target": {}, "nonce": {}, "extra_data": "{}"}}, "expected_hash": "{}"}}"#
        ),
        name,
        h.fields.codec_version,
        h.fields.block_index,
        h.fields.timestamp,
        parent,
        root,
        miner,
        commitment,
        h.fields.difficulty_target,
        h.fields.nonce,
        hex(&h.extra_data),
        hash
    )
}

/// Name, elements, target, indices, operations, bytes.
type Sum<'a> = (&'a str, &'a [i64], i64, &'a [u32], u64, u64);

fn subset_sums() -> Vec<String> {
    let eight = [1, 2, 3, 4, 5, 6, 7, 8];
    let mut wide = [0; 8];
    wide[..2].copy_from_slice(&[i64::MAX, i64::MAX]);
    let cases: [Sum; 10] = [
        ("holds", &eight, 3, &[0, 1], 4, 16),
        ("no_index", &eight, 0, &[], 0, 0),
        ("wrong_sum", &eight, 4, &[0, 1], 4, 16),
        ("too_few_operations", &eight, 3, &[0, 1], 3, 16),
        ("too_little_memory", &eight, 3, &[0, 1], 4, 15),
        ("index_twice", &eight, 2, &[0, 0], 9, 99),
        ("index_past_the_end", &eight, 1, &[8], 9, 99),
        ("too_few_elements", &eight[..7], 1, &[0], 9, 99),
        ("sum_that_wraps", &wide, -2, &[0, 1], 9, 99),
        ("all", &eight, 36, &[7, 6, 5, 4, 3, 2, 1, 0], 16, 64),
    ];
    cases
        .iter()
        .map(|(name, elements, target, indices, max_ops, max_memory)| {
            let limits = Limits { max_ops: *max_ops, max_memory: *max_memory };
            let valid = subset_sum_verify(Tier::Mobile, elements, *target, indices, limits).is_ok();
            format!(
                concat!(
                    r#"{{"name": "{}", "problem": {{"problem_type": "SubsetSum", "tier": "Mobile", "#,
                    r#""elements": {:?}, "target": {}, "timestamp": 0}}, "#,
                    r#""solution": {{"indices": {:?}, "timestamp": 0}}, "#,
                    r#""budget": {{"max_ops": {}, "max_duration_ms": 0, "max_memory_bytes": {}}}, "valid": {}}}"#
                ),
                name, elements, target, indices, max_ops, max_memory, valid
            )
        })
        .collect()
}
