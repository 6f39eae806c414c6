"""Encodings of headers, transactions, problems and solutions."""

import struct

from ..errors import EncodingError, InvalidInput
from ..types import TX_TYPES, HeaderGo208, HeaderV1, Problem, Solution, Transaction
from . import checks, msgpack

MAX_EXTRA_DATA = 256
MAX_DATA = 1 << 20


def _unsigned(name: str, value: object) -> bytes:
    return msgpack.integer(checks.u64(name, value))


def _signed(name: str, value: object) -> bytes:
    return msgpack.integer(checks.i64(name, value))


def _hash(name: str, value: object, length: int = 32) -> bytes:
    return msgpack.fixed_bytes(checks.fixed(name, value, length))


def encode_header_v1(header: HeaderV1) -> bytes:
    extra = checks.limited("extra_data", header.extra_data, MAX_EXTRA_DATA)
    return msgpack.mapping(
        [
            ("codec_version", msgpack.integer(checks.version(header.codec_version))),
            ("block_index", _unsigned("block_index", header.block_index)),
            ("timestamp", _signed("timestamp", header.timestamp)),
            ("parent_hash", _hash("parent_hash", header.parent_hash)),
            ("merkle_root", _hash("merkle_root", header.merkle_root)),
            ("miner_address", _hash("miner_address", header.miner_address)),
            ("commitment", _hash("commitment", header.commitment)),
            ("difficulty_target", _unsigned("difficulty_target", header.difficulty_target)),
            ("nonce", _unsigned("nonce", header.nonce)),
            ("extra_data", msgpack.array(extra, len(extra))),
        ]
    )


def encode_header_go208(header: HeaderGo208) -> bytes:
    return struct.pack(
        "<Q32s32s32sq32sQQQQ32s",
        checks.u64("number", header.number),
        checks.fixed("parent", header.parent),
        checks.fixed("state_root", header.state_root),
        checks.fixed("tx_root", header.tx_root),
        checks.i64("timestamp", header.timestamp),
        checks.fixed("validator", header.validator),
        checks.u64("difficulty", header.difficulty),
        checks.u64("nonce", header.nonce),
        checks.u64("gas_limit", header.gas_limit),
        checks.u64("gas_used", header.gas_used),
        checks.fixed("extra", header.extra),
    )


def encode_tx(tx: Transaction) -> bytes:
    data = checks.limited("data", tx.data, MAX_DATA)
    return msgpack.mapping(
        [
            ("codec_version", msgpack.integer(checks.version(tx.codec_version))),
            ("tx_type", msgpack.text(checks.tx_type(tx.tx_type))),
            ("from", _hash("from", tx.from_)),
            ("to", _hash("to", tx.to)),
            ("amount", _unsigned("amount", tx.amount)),
            ("nonce", _unsigned("nonce", tx.nonce)),
            ("gas_limit", _unsigned("gas_limit", tx.gas_limit)),
            ("gas_price", _unsigned("gas_price", tx.gas_price)),
            ("signature", _hash("signature", tx.signature, 64)),
            ("data", msgpack.array(data, len(data))),
            ("timestamp", _signed("timestamp", tx.timestamp)),
        ]
    )


def signing_message(tx: Transaction) -> bytes:
    data = checks.limited("data", tx.data, MAX_DATA)
    kind = 1 + TX_TYPES.index(checks.tx_type(tx.tx_type))
    head = struct.pack(
        "<BB32s32sQQQQI",
        checks.version(tx.codec_version),
        kind,
        checks.fixed("from", tx.from_),
        checks.fixed("to", tx.to),
        checks.u64("amount", tx.amount),
        checks.u64("nonce", tx.nonce),
        checks.u64("gas_limit", tx.gas_limit),
        checks.u64("gas_price", tx.gas_price),
        len(data),
    )
    return head + data + struct.pack("<q", checks.i64("timestamp", tx.timestamp))


def encode_problem(problem: Problem) -> bytes:
    elements = [checks.i64("elements", e) for e in checks.sequence("elements", problem.elements)]
    return msgpack.mapping(
        [
            ("problem_type", msgpack.text(checks.problem_type(problem.problem_type))),
            ("tier", msgpack.text(checks.tier(problem.tier))),
            ("elements", msgpack.array(elements, len(elements))),
            ("target", _signed("target", problem.target)),
            ("timestamp", _signed("timestamp", problem.timestamp)),
        ]
    )


def encode_solution(solution: Solution) -> bytes:
    indices = [checks.u32("indices", i) for i in checks.sequence("indices", solution.indices)]
    return msgpack.mapping(
        [
            ("indices", msgpack.array(indices, len(indices))),
            ("timestamp", _signed("timestamp", solution.timestamp)),
        ]
    )


def _fixed_fields(values: dict, names: tuple[str, ...]) -> None:
    # A list of integers would pass for bytes nowhere, but say so before the record is built.
    for name in names:
        if not isinstance(values[name], bytes):
            raise EncodingError(f"{name}: not a byte field")


def _build_header(values: dict) -> HeaderV1:
    _fixed_fields(values, ("parent_hash", "merkle_root", "miner_address", "commitment"))
    values["extra_data"] = msgpack.byte_array("extra_data", values["extra_data"])
    return HeaderV1(**values)


def _build_tx(values: dict) -> Transaction:
    _fixed_fields(values, ("from", "to", "signature"))
    values["from_"] = values.pop("from")
    values["data"] = msgpack.byte_array("data", values["data"])
    return Transaction(**values)


def _build_problem(values: dict) -> Problem:
    if not isinstance(values["tier"], str):
        raise EncodingError("tier: not a name")
    return Problem(**values)


def decode(kind: object, data: object) -> HeaderV1 | Transaction | Problem | Solution:
    """Reads exactly the bytes that the matching encoder writes."""
    data = checks.any_bytes("data", data)
    tx_keys = ("codec_version", "tx_type", "from", "to", "amount", "nonce", "gas_limit", "gas_price",
               "signature", "data", "timestamp")  # fmt: skip
    decoders = {
        "header_v1": (HeaderV1.__slots__, _build_header, encode_header_v1),
        "tx": (tx_keys, _build_tx, encode_tx),
        "problem": (Problem.__slots__, _build_problem, encode_problem),
        "solution": (Solution.__slots__, lambda values: Solution(**values), encode_solution),
    }
    if not isinstance(kind, str) or kind not in decoders:
        raise InvalidInput("type: not one of header_v1, tx, problem, solution")
    keys, build, encode = decoders[kind]
    return msgpack.strictly(data, tuple(keys), build, encode)
