"""Blocks: built alike by both backends and by Go, and refused byte by byte."""

import struct

import pytest

from coinjecture import backend
from coinjecture.validator import chain
from coinjecture.validator.chain import Refusal, Rules, State, Update

ADMIN = bytes.fromhex("cecc1507dc1ddd7295951c290888f095adb9044d1b73d696e6df065d683bd4fc")
"""The public key of the seed 01 00 … 00, as in the tests of Go."""
UPDATE = bytes.fromhex(
    "020c000000000000000000000000000000000000000000000000000000000000000700000000"
    "00000001000000000000002e86945528cc096918b10abac8b91e9a6957c06e0366d2c7454bee"
    "490c6796567ff234cadb914e8c994a1c02f19662a39016087ae22835c5e27146faf17cb809"
)
"""Update 1 of the chain "test": key 0c 00 … 00, power 7, signed with that key's seed."""
PROPOSER = b"\x0a"
NOW = 1704067200


def genesis(merkle="promote"):
    validators = ((b"\x0a" + bytes(31), 10), (b"\x0b" + bytes(31), 10))
    return State("test", Rules(merkle), ADMIN, validators=validators)


def data(count):
    return [b"\x01tx_%04d" % i for i in range(count)]


def test_check_value(core):
    state = genesis()
    for number in range(10):
        txs = data(number) + ([UPDATE] if number == 4 else [])
        _, state = chain.build(core, state, NOW + number, bytes([number]), txs)
    assert state.hash.hex() == "4becd7daeab8b86a9f47c74f23f7a8ebf1dd217e052388f54a47fed7f6e67025"
    assert (state.updates, len(state.validators), state.number) == (1, 3, 10)


def test_wrong_bytes_are_refused(core):
    _, state = chain.build(core, genesis(), NOW, PROPOSER, data(4))
    block, _ = chain.build(core, state, NOW, PROPOSER, data(5))
    wire = block.wire()
    assert chain.check(core, state, NOW, PROPOSER, wire, data(5))[1].hash == block.hash
    for place in range(len(wire)):
        spoilt = bytearray(wire)
        spoilt[place] ^= 1
        with pytest.raises(Refusal) as refusal:
            chain.check(core, state, NOW, PROPOSER, bytes(spoilt), data(5))
        expected = "shape" if place == 0 else "header" if place < 209 else "hash"
        assert refusal.value.cause == expected, place
        assert refusal.value.number == 2


@pytest.mark.parametrize(
    ("cause", "wire", "txs"),
    [
        ("shape", lambda w: b"", data(5)),
        ("shape", lambda w: w[:-1], data(5)),
        ("header", lambda w: w, data(4)),
        ("header", lambda w: w, data(5)[::-1]),
        ("transaction", lambda w: w, [b""]),
        ("transaction", lambda w: w, [b"\x09"]),
        ("transaction", lambda w: w, [bytes([1]) * (chain.MAX_TRANSACTION_BYTES + 1)]),
        ("transaction", lambda w: w, [UPDATE[:-1] + bytes([UPDATE[-1] ^ 1])]),
        ("transaction", lambda w: w, [UPDATE, UPDATE]),
        ("transaction", lambda w: w, [b"\x03" + bytes(20)]),
        ("transaction", lambda w: w, [b"\x03" + bytes(100)]),
        ("limit", lambda w: w, [b"\x01"] * (chain.MAX_TRANSACTIONS + 1)),
    ],
)
def test_causes(core, cause, wire, txs):
    block, _ = chain.build(core, genesis(), NOW, PROPOSER, data(5))
    with pytest.raises(Refusal) as refusal:
        chain.check(core, genesis(), NOW, PROPOSER, wire(block.wire()), txs)
    assert refusal.value.cause == cause


def test_updates_that_cannot_be_are_left_out():
    core = backend("rust")
    block, state = chain.build(core, genesis(), NOW, PROPOSER, [UPDATE, UPDATE, *data(1)])
    assert (len(block.transactions), state.updates) == (2, 1)
    for update in (
        Update(b"\x0d" + bytes(31), 0, 2),
        Update(b"\x0a" + bytes(31), chain.MAX_POWER, 2),
        Update(b"\x0a" + bytes(31), 1, 3),
    ):
        with pytest.raises(chain.InvalidTransaction):
            chain._apply(state, update)
    alone = State("test", Rules(), ADMIN, validators=genesis().validators[:1])
    with pytest.raises(chain.InvalidTransaction, match="last validator"):
        chain._apply(alone, Update(alone.validators[0][0], 0, 1))


def test_leaf_count_is_part_of_the_header():
    core = backend("rust")
    three, _ = chain.build(core, genesis("duplicate"), NOW, PROPOSER, data(3))
    four, _ = chain.build(core, genesis("duplicate"), NOW, PROPOSER, [*data(3), data(3)[2]])
    assert three.header.tx_root == four.header.tx_root
    assert three.header.extra == struct.pack("<Q24x", 3)
    assert three.hash != four.hash


@pytest.mark.parametrize("rules", [("bitcoin",), ("promote", "v1"), ("promote", "go208", "rfc8032")])
def test_rules(rules):
    with pytest.raises(ValueError, match="rules"):
        Rules(*rules)
