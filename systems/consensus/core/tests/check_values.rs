//! The check values that define the encodings, and the order of the subset-sum checks.

use std::borrow::Cow;

use coinjecture::{
    Error, Failure, Hash, HeaderGo208, HeaderV1, HeaderV1Fields, Limits, Problem, ProblemType, ResultCode,
    Solution, Tier, Transaction, TransactionFields, TxType, commitment, epoch_salt, header, miner_salt,
    sha256, subset_sum_verify,
};

fn hex(hash: Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn problem() -> Problem<'static> {
    Problem {
        problem_type: ProblemType::SubsetSum,
        tier: Tier::Desktop,
        elements: Cow::Borrowed(&[1, -1, 200, -40, 70_000, -5_000_000_000]),
        target: 9,
        timestamp: 1000,
    }
}

fn transaction() -> Transaction<'static> {
    Transaction {
        tx_type: TxType::ProblemSubmission,
        fields: TransactionFields {
            codec_version: 1,
            from: [1; 32],
            to: [2; 32],
            amount: u64::MAX,
            nonce: 0,
            gas_limit: 21_000,
            gas_price: 200,
            signature: [3; 64],
            timestamp: -1,
        },
        data: Cow::Owned((0..=255).collect()),
    }
}

#[test]
fn header_v1() {
    let fields =
        HeaderV1Fields { timestamp: 1_704_067_200, difficulty_target: 100, ..HeaderV1Fields::default() };
    let header = HeaderV1 { fields, ..HeaderV1::default() };
    assert_eq!(
        hex(header.hash().unwrap()),
        "9e28bebb26c909a59795061a5e1f71abfe29874a4e8e7afedfba453cf87285dc"
    );
    for extra in [0, 1, 15, 16, 32, 33, 255, 256] {
        let fields = HeaderV1Fields {
            block_index: u64::MAX,
            timestamp: i64::MIN,
            parent_hash: [0xaa; 32],
            difficulty_target: u64::MAX,
            nonce: u64::MAX,
            ..HeaderV1Fields::default()
        };
        let header = HeaderV1 { fields, extra_data: Cow::Owned(vec![0xff; extra]) };
        let encoded = header.encode().unwrap();
        assert!(encoded.len() <= header::MAX_V1_BYTES);
        assert_eq!(header.hash().unwrap(), sha256(&encoded));
        let mut buffer = [0; header::MAX_V1_BYTES];
        assert_eq!(header.encode_into(&mut buffer), Ok(encoded.len()));
        assert_eq!(buffer[..encoded.len()], encoded);
        assert!(header.encode_into(&mut buffer[..encoded.len() - 1]).is_err());
        assert_eq!(HeaderV1::decode(&encoded), Ok(header));
        for length in 0..encoded.len() {
            let error = HeaderV1::decode(&encoded[..length]).unwrap_err();
            assert_eq!(error.code(), ResultCode::Encoding);
        }
        assert!(HeaderV1::decode(&[&encoded[..], &[0]].concat()).is_err());
    }
    let other = HeaderV1Fields { codec_version: 2, ..HeaderV1Fields::default() };
    let refused = [
        HeaderV1 { fields: other, ..HeaderV1::default() },
        HeaderV1 { extra_data: Cow::Owned(vec![0; 257]), ..HeaderV1::default() },
    ];
    for header in refused {
        assert_eq!(header.hash().unwrap_err().code(), ResultCode::InvalidInput);
    }
}

#[test]
fn header_go208_one_and_many() {
    let headers: Vec<HeaderGo208> = (0..40u64)
        .map(|number| HeaderGo208 {
            number,
            parent: [7; 32],
            timestamp: -5,
            gas_used: u64::MAX - number,
            extra: [number as u8; 32],
            ..HeaderGo208::default()
        })
        .collect();
    for count in [0, 1, 2, 3, 15, 16, 17, 40] {
        let mut out = vec![[0; 32]; count];
        header::go208_hash_batch(&headers[..count], &mut out).unwrap();
        let encoded: Vec<u8> = headers[..count].iter().flat_map(HeaderGo208::encode).collect();
        let mut again = vec![[0; 32]; count];
        header::go208_hash_encoded_batch(&encoded, &mut again).unwrap();
        assert_eq!(out, again);
        for (header, hash) in headers.iter().zip(out) {
            assert_eq!(hash, sha256(&header.encode()));
            assert_eq!(hash, header.hash());
        }
    }
    let mut out = [[0; 32]; 2];
    assert!(header::go208_hash_batch(&headers[..3], &mut out).is_err());
    assert!(header::go208_hash_encoded_batch(&[0; 417], &mut out).is_err());
}

#[test]
fn problem_and_solution() {
    assert_eq!(
        hex(problem().hash().unwrap()),
        "77b73c37868fb2b371e8727b3ee421a0ddf35fa4d0829030bb03bc4691c3c763"
    );
    let solution = Solution { indices: Cow::Borrowed(&[1, 3, 300]), timestamp: -1 };
    assert_eq!(
        hex(solution.hash().unwrap()),
        "2f284db71af59b472810c0cf365d7e67184907d33b7f677eedaf54440e5d472b"
    );
    assert_eq!(Problem::decode(&problem().encode().unwrap()), Ok(problem()));
    assert_eq!(Solution::decode(&solution.encode().unwrap()), Ok(solution));
}

#[test]
fn transactions() {
    let tx = transaction();
    let encoded = tx.encode().unwrap();
    assert_eq!(tx.hash().unwrap(), sha256(&encoded));
    assert_eq!(Transaction::decode(&encoded), Ok(tx.clone()));
    let message = tx.signing_message().unwrap();
    assert_eq!(message.len(), 2 + 64 + 32 + 4 + 256 + 8);
    assert_eq!(message[..2], [1, 2]);
    assert_eq!(message[98..102], [0, 1, 0, 0]);
    assert_eq!(message[message.len() - 8..], [0xff; 8]);
    let large = Transaction { data: Cow::Owned(vec![0; (1 << 20) + 1]), ..tx };
    assert_eq!(large.hash().unwrap_err().code(), ResultCode::InvalidInput);
    assert!(large.signing_message().is_err());
}

#[test]
fn one_changed_byte_never_decodes_to_other_bytes() {
    let encoded = transaction().encode().unwrap();
    for place in 0..encoded.len() {
        for bit in 0..8 {
            let mut changed = encoded.clone();
            changed[place] ^= 1 << bit;
            if let Ok(tx) = Transaction::decode(&changed) {
                assert_eq!(tx.encode().unwrap(), changed, "byte {place} bit {bit}");
            }
        }
    }
}

#[test]
fn salts() {
    assert_eq!(
        hex(epoch_salt(&[7; 32], 258)),
        "e0b19e3a684a5305975ef70aee6c93cb7d241f5dae9aa27f22d0f3eb137f76b3"
    );
    assert_eq!(
        hex(miner_salt(&[1; 32], &[2; 32], &[3; 32], 258)),
        "223300135b5c75372f3aa6619573d467b4712c7cc1c0a0e6d77498a841537bfd"
    );
    assert_eq!(
        hex(commitment(&[1; 32], &[2; 32], &[3; 32], &[4; 32])),
        "fefe0b60760d09ad6bc1add63edfb27b3fd077d1237a807c768a8e20416d1151"
    );
}

#[test]
fn subset_sum_says_what_fails_first() {
    let elements: Vec<i64> = (1..=14).collect();
    let verify = |tier, indices: &[u32], target, max_ops, max_memory| {
        let limits = Limits { max_ops, max_memory };
        match subset_sum_verify(tier, &elements, target, indices, limits) {
            Ok(()) => None,
            Err(Error::VerificationFailed(failure)) => Some(failure),
            Err(other) => panic!("{other}"),
        }
    };
    let desktop = Tier::Desktop;
    assert_eq!(verify(desktop, &[0, 13], 15, 4, 16), None);
    assert_eq!(verify(desktop, &[], 0, 0, 0), None);
    assert_eq!(verify(desktop, &[0, 13], 15, 3, 16), Some(Failure::Operations { limit: 3 }));
    assert_eq!(verify(desktop, &[0, 13], 15, 1, 16), Some(Failure::Operations { limit: 1 }));
    assert_eq!(verify(desktop, &[0, 13], 15, 4, 15), Some(Failure::Memory { limit: 15 }));
    assert_eq!(verify(desktop, &[0, 13], 16, 4, 16), Some(Failure::Sum { sum: 15, target: 16 }));
    assert_eq!(verify(desktop, &[3, 3], 8, 99, 99), Some(Failure::DuplicateIndex { index: 3 }));
    assert_eq!(verify(desktop, &[40, 7, 40], 8, 99, 99), Some(Failure::DuplicateIndex { index: 40 }));
    assert_eq!(
        verify(desktop, &[0, u32::MAX], 8, 99, 99),
        Some(Failure::IndexOutOfBounds { index: u32::MAX, elements: 14 })
    );
    assert_eq!(
        verify(Tier::Mobile, &[0], 1, 99, 99),
        Some(Failure::TierSize { elements: 14, least: 8, most: 12 })
    );
    assert_eq!(
        verify(desktop, &[0; 15], 1, 99, 99),
        Some(Failure::TooManyIndices { indices: 15, elements: 14 })
    );
    let extreme = [i64::MAX; 8];
    let limits = Limits { max_ops: 99, max_memory: 99 };
    let result = subset_sum_verify(Tier::Mobile, &extreme, -2, &[0, 1], limits);
    assert_eq!(
        result,
        Err(Error::VerificationFailed(Failure::Sum { sum: 2 * i128::from(i64::MAX), target: -2 }))
    );
}
