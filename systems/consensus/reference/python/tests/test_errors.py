"""Wrong input: the same typed error with the same code from both backends, and never another."""

import pytest

import coinjecture
from coinjecture import (
    CoinjectureError,
    EncodingError,
    HeaderGo208,
    HeaderV1,
    InvalidInput,
    Problem,
    ProofEntry,
    Solution,
    Transaction,
    VerificationFailed,
)

ZERO = bytes(32)
ELEMENTS = list(range(1, 13))

INVALID = {
    "sha256_none": lambda core: core.sha256(None),
    "sha256_text": lambda core: core.sha256("abc"),
    "many_not_a_list": lambda core: core.sha256_many(b"abc"),
    "many_with_none": lambda core: core.sha256_many([b"a", None]),
    "rule_unknown": lambda core: core.merkle_root("Promote", []),
    "rule_none": lambda core: core.merkle_root(None, []),
    "leaf_short": lambda core: core.merkle_root("promote", [bytes(31)]),
    "leaf_long": lambda core: core.merkle_root("duplicate", [bytes(33)]),
    "leaves_torn": lambda core: core.merkle_root("promote", bytes(33)),
    "leaves_number": lambda core: core.merkle_root("promote", 5),
    "rfc6962_flat": lambda core: core.merkle_root("rfc6962", bytes(64)),
    "proof_index": lambda core: core.merkle_proof("promote", [ZERO], 1),
    "proof_index_negative": lambda core: core.merkle_proof("promote", [ZERO], -1),
    "proof_of_nothing": lambda core: core.merkle_proof("rfc6962", [], 0),
    "verify_index": lambda core: core.merkle_verify("promote", ZERO, 2, 2, [], ZERO),
    "verify_count_wide": lambda core: core.merkle_verify("promote", ZERO, 0, 2**64, [], ZERO),
    "verify_entry_kind": lambda core: core.merkle_verify("promote", ZERO, 0, 2, [ZERO], ZERO),
    "verify_side_kind": lambda core: core.merkle_verify(
        "promote", ZERO, 0, 2, [ProofEntry(ZERO, 1)], ZERO
    ),
    "verify_sibling": lambda core: core.merkle_verify(
        "promote", ZERO, 0, 2, [ProofEntry(b"", True)], ZERO
    ),
    "header_kind": lambda core: core.header_v1_hash(HeaderGo208()),
    "header_version": lambda core: core.header_v1_hash(HeaderV1(codec_version=2)),
    "header_version_wide": lambda core: core.header_v1_hash(HeaderV1(codec_version=257)),
    "header_index_negative": lambda core: core.header_v1_hash(HeaderV1(block_index=-1)),
    "header_index_wide": lambda core: core.header_v1_hash(HeaderV1(block_index=2**64)),
    "header_index_bool": lambda core: core.header_v1_hash(HeaderV1(block_index=True)),
    "header_index_float": lambda core: core.header_v1_hash(HeaderV1(block_index=1.0)),
    "header_time_wide": lambda core: core.header_v1_hash(HeaderV1(timestamp=2**63)),
    "header_extra_long": lambda core: core.header_v1_hash(HeaderV1(extra_data=bytes(257))),
    "go208_parent_short": lambda core: core.header_go208_hash(HeaderGo208(parent=b"")),
    "go208_encoded_short": lambda core: core.header_go208_hash_encoded(bytes(207)),
    "go208_batch_torn": lambda core: core.header_go208_hash_batch(bytes(209)),
    "tx_type_unknown": lambda core: core.tx_hash(Transaction(tx_type="transfer")),
    "tx_type_number": lambda core: core.tx_hash(Transaction(tx_type=1)),
    "tx_signature_short": lambda core: core.tx_hash(Transaction(signature=bytes(63))),
    "tx_data_long": lambda core: core.tx_hash(Transaction(data=bytes(2**20 + 1))),
    "tx_data_long_signing": lambda core: core.tx_signing_message(
        Transaction(data=bytes(2**20 + 1))
    ),
    "problem_tier_unknown": lambda core: core.problem_hash(Problem(tier="mobile")),
    "problem_tier_high": lambda core: core.problem_hash(Problem(tier=5)),
    "problem_tier_bool": lambda core: core.problem_hash(Problem(tier=True)),
    "problem_element_wide": lambda core: core.problem_hash(Problem(elements=[2**63])),
    "solution_index_wide": lambda core: core.solution_hash(Solution(indices=[2**32])),
    "verify_tier": lambda core: core.subset_sum_verify(9, ELEMENTS, 1, [0], 9, 99),
    "verify_elements_kind": lambda core: core.subset_sum_verify(0, 7, 1, [0], 9, 99),
    "verify_ops_negative": lambda core: core.subset_sum_verify(0, ELEMENTS, 1, [0], -1, 99),
    "salt_parent_long": lambda core: core.epoch_salt(bytes(33), 0),
    "salt_index_text": lambda core: core.epoch_salt(ZERO, "1"),
    "decode_type": lambda core: core.msgpack_decode_strict("header", b""),
    "decode_data": lambda core: core.msgpack_decode_strict("tx", "00"),
}

REFUSED = {
    "elements_too_few": lambda core: core.subset_sum_verify("Server", ELEMENTS, 1, [0], 9, 99),
    "indices_too_many": lambda core: core.subset_sum_verify(0, ELEMENTS, 1, [0] * 13, 99, 999),
    "index_twice": lambda core: core.subset_sum_verify(0, ELEMENTS, 2, [0, 0], 99, 99),
    "index_past": lambda core: core.subset_sum_verify(0, ELEMENTS, 2, [12], 99, 99),
    "ops": lambda core: core.subset_sum_verify(0, ELEMENTS, 1, [0], 1, 99),
    "memory": lambda core: core.subset_sum_verify(0, ELEMENTS, 1, [0], 2, 7),
    "sum": lambda core: core.subset_sum_verify(0, ELEMENTS, 2, [0], 2, 8),
    "proof": lambda core: core.merkle_verify("promote", ZERO, 0, 1, [], bytes([1]) * 32),
}

NOT_ENCODED = {
    "empty": ("header_v1", ""),
    "not_a_map": ("tx", "01"),
    "long_integer": ("solution", "82a7696e646963657390a974696d657374616d70cc01"),
    "rest": ("solution", "82a7696e646963657390a974696d657374616d700100"),
    "keys_swapped": ("solution", "82a974696d657374616d7001a7696e646963657390"),
    "key_twice": ("solution", "82a7696e646963657390a7696e646963657390"),
    "nested": ("solution", "82a7696e64696365739191919100a974696d657374616d7001"),
    "claimed_length": ("solution", "82a7696e6469636573ddffffffff"),
    "text_not_utf8": ("problem", "85ac70726f626c656d5f74797065a1ff"),
    "bool": ("solution", "82a7696e646963657390a974696d657374616d70c3"),
}


@pytest.mark.parametrize("case", INVALID)
def test_invalid_input(core, case):
    with pytest.raises(InvalidInput) as caught:
        INVALID[case](core)
    assert caught.value.code == 1
    assert str(caught.value)


@pytest.mark.parametrize("case", REFUSED)
def test_verification_failed(core, case):
    with pytest.raises(VerificationFailed) as caught:
        REFUSED[case](core)
    assert caught.value.code == 3


@pytest.mark.parametrize("case", NOT_ENCODED)
def test_not_encoded(core, case):
    kind, data = NOT_ENCODED[case]
    with pytest.raises(EncodingError) as caught:
        core.msgpack_decode_strict(kind, bytes.fromhex(data))
    assert caught.value.code == 4


def test_limits_are_met_exactly(core):
    assert core.subset_sum_verify("Mobile", ELEMENTS, 1, [0], 2, 8)
    assert core.subset_sum_verify(0, ELEMENTS, 0, [], 0, 0)
    assert core.tx_hash(Transaction(data=bytes(2**20)))
    assert core.header_v1_hash(HeaderV1(extra_data=bytes(256), block_index=2**64 - 1))


def test_unknown_backend():
    with pytest.raises(InvalidInput):
        coinjecture.backend("fortran")
    assert issubclass(InvalidInput, CoinjectureError)
