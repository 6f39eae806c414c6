"""The check values that define the rules, and Merkle trees of every small size."""

import random

import pytest

from coinjecture import (
    HeaderGo208,
    HeaderV1,
    Problem,
    Proof,
    ProofEntry,
    Solution,
    Transaction,
    VerificationFailed,
    backend,
)


def repeated(value):
    return bytes([value]) * 32


def test_header_v1(core):
    header = HeaderV1(timestamp=1704067200, difficulty_target=100)
    expected = "9e28bebb26c909a59795061a5e1f71abfe29874a4e8e7afedfba453cf87285dc"
    assert core.header_v1_hash(header).hex() == expected
    assert core.header_v1_hash(header) == core.sha256(core.header_v1_encode(header))


def test_problem_and_solution(core):
    problem = Problem("SubsetSum", "Desktop", [1, -1, 200, -40, 70000, -5000000000], 9, 1000)
    expected = "77b73c37868fb2b371e8727b3ee421a0ddf35fa4d0829030bb03bc4691c3c763"
    assert core.problem_hash(problem).hex() == expected
    problem.tier = 1
    assert core.problem_hash(problem).hex() == expected
    expected = "2f284db71af59b472810c0cf365d7e67184907d33b7f677eedaf54440e5d472b"
    assert core.solution_hash(Solution([1, 3, 300], -1)).hex() == expected


def test_salts(core):
    assert (
        core.epoch_salt(repeated(7), 258).hex()
        == "e0b19e3a684a5305975ef70aee6c93cb7d241f5dae9aa27f22d0f3eb137f76b3"
    )
    assert (
        core.miner_salt(repeated(1), repeated(2), repeated(3), 258).hex()
        == "223300135b5c75372f3aa6619573d467b4712c7cc1c0a0e6d77498a841537bfd"
    )
    assert (
        core.commitment(repeated(1), repeated(2), repeated(3), repeated(4)).hex()
        == "fefe0b60760d09ad6bc1add63edfb27b3fd077d1237a807c768a8e20416d1151"
    )


def test_merkle_thousand(core):
    leaves = [core.sha256(b"tx_%04d" % i) for i in range(1000)]
    expected = "4bce718601d6c6a2544cd997fe48f26e636eb54c4d6bd3866281cacadf66e584"
    assert core.merkle_root("promote", leaves).hex() == expected
    assert core.merkle_root("promote", b"".join(leaves)).hex() == expected
    assert core.merkle_root("promote", bytearray(b"".join(leaves))).hex() == expected


@pytest.mark.parametrize("rule", ["promote", "duplicate", "rfc6962"])
def test_proofs_hold_in_their_place_only(core, rule):
    leaves = [core.sha256(bytes([i])) for i in range(20)]
    for count in (1, 2, 3, 7, 8, 13, 20):
        tree = leaves[:count]
        root = core.merkle_root(rule, tree)
        for index in range(count):
            proof = core.merkle_proof(rule, tree, index)
            assert isinstance(proof, Proof)
            assert (proof.root, proof.leaf_count) == (root, count)
            entries = list(proof.entries)
            assert core.merkle_verify(rule, tree[index], index, count, entries, root)
            wrong = [
                (leaves[-1] if index != 19 else leaves[0], index, entries, root),
                (tree[index], index, [*entries, ProofEntry(root, True)], root),
                (tree[index], index, entries, repeated(9)),
            ]
            if entries:
                first = entries[0]
                flipped = ProofEntry(first.sibling, not first.is_right)
                wrong.append((tree[index], index, entries[1:], root))
                wrong.append((tree[index], index, [flipped, *entries[1:]], root))
            for leaf, place, steps, goal in wrong:
                with pytest.raises(VerificationFailed):
                    core.merkle_verify(rule, leaf, place, count, steps, goal)


def test_backends_agree_on_random_records():
    python, rust = backend("python"), backend("rust")
    source = random.Random(5)
    edges = [0, 1, 127, 128, 255, 256, 65535, 65536, 2**32 - 1, 2**32, 2**63 - 1]

    def unsigned():
        return source.choice([*edges, 2**63, 2**64 - 1, source.getrandbits(64)])

    def signed():
        value = source.choice([*edges, source.getrandbits(63)])
        return source.choice([value, -value, -(2**63)])

    for _ in range(300):
        header = HeaderV1(
            1, unsigned(), signed(), *(source.randbytes(32) for _ in range(4)),
            unsigned(), unsigned(), source.randbytes(source.choice([0, 15, 16, 33, 256])),
        )  # fmt: skip
        encoded = python.header_v1_encode(header)
        assert rust.header_v1_encode(header) == encoded
        assert rust.header_v1_hash(header) == python.header_v1_hash(header)
        assert rust.msgpack_decode_strict("header_v1", encoded) == header
        assert python.msgpack_decode_strict("header_v1", encoded) == header

        fixed = HeaderGo208(
            unsigned(), *(source.randbytes(32) for _ in range(3)), signed(), source.randbytes(32),
            unsigned(), unsigned(), unsigned(), unsigned(), source.randbytes(32),
        )  # fmt: skip
        assert rust.header_go208_encode(fixed) == python.header_go208_encode(fixed)
        assert rust.header_go208_hash(fixed) == python.header_go208_hash(fixed)
        flat = python.header_go208_encode(fixed) * 5
        assert rust.header_go208_hash_batch(flat) == python.header_go208_hash_batch(flat)

        tx = Transaction(
            1, source.choice(["Transfer", "ProblemSubmission", "BountyPayment"]),
            source.randbytes(32), source.randbytes(32), *(unsigned() for _ in range(4)),
            source.randbytes(64), source.randbytes(source.randrange(300)), signed(),
        )  # fmt: skip
        assert rust.tx_hash(tx) == python.tx_hash(tx)
        assert rust.tx_signing_message(tx) == python.tx_signing_message(tx)
