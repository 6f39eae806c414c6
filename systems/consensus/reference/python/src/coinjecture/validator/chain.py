"""Blocks: what they are made of, and which bytes are refused.

Written from the rules, beside the Go package ``chain`` and not after it.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..errors import EncodingError, InvalidInput, VerificationFailed
from ..interface import Backend
from ..types import RULES, HeaderGo208

WIRE_VERSION = 1
WIRE_SIZE = 1 + 208 + 32
DATA, UPDATE, SIGNED = 1, 2, 3
MAX_TRANSACTIONS = 10_000
MAX_TRANSACTION_BYTES = (1 << 20) + 1024
MAX_BLOCK_BYTES = 10 << 20
MAX_POWER = 1 << 60
UPDATE_SIZE = 1 + 32 + 8 + 8 + 64
GAS_LIMIT = 30_000_000_000
GAS_PER_TRANSACTION = 21_000
FIELDS = (
    ("number", 8), ("parent", 40), ("state_root", 72), ("tx_root", 104), ("timestamp", 112),
    ("validator", 144), ("difficulty", 152), ("nonce", 160), ("gas_limit", 168), ("gas_used", 176),
    ("extra", 208),
)  # fmt: skip
"""The fields of a header and where they end."""


class Refusal(Exception):
    """A verdict on a block: ``cause`` is shape, header, hash, transaction or limit."""

    def __init__(self, number: int, cause: str, detail: str) -> None:
        super().__init__(f"block {number} refused: {cause}: {detail}")
        self.number, self.cause, self.detail = number, cause, detail


class InvalidTransaction(Exception):
    """A verdict on one transaction."""


@dataclass(frozen=True)
class Rules:
    """The rule set of a chain, which stands in its genesis file."""

    merkle: str = "promote"
    header: str = "go208"
    signature: str = "zip215"

    def __post_init__(self) -> None:
        if self.merkle not in RULES:
            raise ValueError(f"rules: merkle: {self.merkle!r} is none of {', '.join(RULES)}")
        if self.header != "go208":
            raise ValueError(f"rules: header: {self.header!r}, only go208 exists")
        if self.signature != "zip215":
            raise ValueError(f"rules: signature: {self.signature!r}, only zip215 exists")

    def differ(self, other: "Rules") -> str:
        """Which rule of ``other`` is not ours, or nothing."""
        for name in ("merkle", "header", "signature"):
            mine, its = getattr(self, name), getattr(other, name)
            if mine != its:
                return f"{name} is {mine}, not {its}"
        return ""


@dataclass(frozen=True)
class State:
    """What the next block is built on."""

    chain_id: str
    rules: Rules
    admin: bytes
    number: int = 0
    hash: bytes = bytes(32)
    root: bytes = bytes(32)
    updates: int = 0
    validators: tuple[tuple[bytes, int], ...] = ()
    """Public keys and powers, in the order in which they joined."""


@dataclass
class Block:
    """One block."""

    header: HeaderGo208
    encoded: bytes
    hash: bytes
    transactions: list[bytes] = field(default_factory=list)

    def wire(self) -> bytes:
        """The block as transaction 0."""
        return bytes([WIRE_VERSION]) + self.encoded + self.hash


@dataclass(frozen=True)
class Update:
    """Another power for a validator; 0 removes it."""

    public_key: bytes
    power: int
    sequence: int

    def message(self, chain_id: str) -> bytes:
        """What the admin key signs."""
        return (
            b"coinjecture validator update\0"
            + chain_id.encode()
            + b"\0"
            + self.public_key
            + struct.pack("<QQ", self.power, self.sequence)
        )


def read_transaction(core: Backend, state: State, tx: bytes) -> Update | None:
    """Checks a transaction by itself and returns the update that it carries."""
    if not tx:
        raise InvalidTransaction("empty; the first byte is its kind")
    if len(tx) > MAX_TRANSACTION_BYTES:
        raise InvalidTransaction(f"{len(tx)} bytes, the limit is {MAX_TRANSACTION_BYTES}")
    try:
        if tx[0] == DATA:
            return None
        if tx[0] == UPDATE:
            return _read_update(core, state, tx)
        if tx[0] == SIGNED:
            return _check_signed(core, tx)
    except (InvalidInput, VerificationFailed, EncodingError) as error:
        raise InvalidTransaction(str(error)) from error
    raise InvalidTransaction(f"kind {tx[0]} does not exist")


def _read_update(core: Backend, state: State, tx: bytes) -> Update:
    if len(tx) != UPDATE_SIZE:
        raise InvalidTransaction(f"an update has {UPDATE_SIZE} bytes, not {len(tx)}")
    power, sequence = struct.unpack_from("<QQ", tx, 33)
    update = Update(tx[1:33], power, sequence)
    core.ed25519_verify(state.admin, update.message(state.chain_id), tx[49:])
    return update


def _check_signed(core: Backend, tx: bytes) -> None:
    if len(tx) < 33:
        raise InvalidTransaction(f"a public key has 32 bytes, not {len(tx) - 1}")
    key = tx[1:33]
    decoded = core.msgpack_decode_strict("tx", tx[33:])
    if decoded.from_ != core.address(key):
        raise InvalidTransaction("from: not the address of the public key")
    core.ed25519_verify(key, core.tx_signing_message(decoded), decoded.signature)


def check_transaction(core: Backend, state: State, tx: bytes) -> None:
    """Whether the transaction may wait for a block."""
    update = read_transaction(core, state, tx)
    if update is not None and update.sequence <= state.updates:
        raise InvalidTransaction(f"update {update.sequence} was made before")


def _apply(state: State, update: Update) -> State:
    powers = dict(state.validators)
    if update.sequence != state.updates + 1:
        raise InvalidTransaction(f"update {update.sequence}, the next one is {state.updates + 1}")
    if update.power == 0:
        if update.public_key not in powers:
            raise InvalidTransaction("removes what is not a validator")
        if len(powers) == 1:
            raise InvalidTransaction("removes the last validator")
        del powers[update.public_key]
    else:
        powers[update.public_key] = update.power
    if sum(powers.values()) > MAX_POWER:
        raise InvalidTransaction(f"more than {MAX_POWER} of all validators")
    return replace(state, updates=update.sequence, validators=tuple(powers.items()))


def _add(core: Backend, state: State, following: State, tx: bytes) -> State:
    update = read_transaction(core, state, tx)
    return following if update is None else _apply(following, update)


def _seal(
    core: Backend, state: State, following: State, seconds: int, proposer: bytes, txs: list[bytes]
) -> tuple[Block, State]:
    root = core.merkle_root(state.rules.merkle, [core.sha256(tx) for tx in txs])
    state_root = core.sha256(state.root + root + struct.pack("<Q", following.updates))
    header = HeaderGo208(
        number=state.number + 1,
        parent=state.hash,
        state_root=state_root,
        tx_root=root,
        timestamp=seconds,
        validator=proposer.ljust(32, b"\0"),
        difficulty=0,
        nonce=0,
        gas_limit=GAS_LIMIT,
        gas_used=GAS_PER_TRANSACTION * len(txs),
        extra=struct.pack("<Q24x", len(txs)),
    )
    digest = core.header_go208_hash(header)
    block = Block(header, core.header_go208_encode(header), digest, txs)
    return block, replace(following, number=header.number, hash=digest, root=state_root)


def build(
    core: Backend, state: State, seconds: int, proposer: bytes, txs: Iterable[bytes]
) -> tuple[Block, State]:
    """The next block; transactions that may not be in it are left out."""
    following, taken, room = state, [], MAX_BLOCK_BYTES
    for tx in txs:
        if len(taken) == MAX_TRANSACTIONS or len(tx) > room:
            break
        try:
            following = _add(core, state, following, tx)
        except InvalidTransaction:
            continue
        taken.append(tx)
        room -= len(tx)
    return _seal(core, state, following, seconds, proposer, taken)


def check(
    core: Backend, state: State, seconds: int, proposer: bytes, wire: bytes, txs: list[bytes]
) -> tuple[Block, State]:
    """The block that these transactions make, when ``wire`` is it byte for byte."""
    number = state.number + 1
    if len(wire) != WIRE_SIZE or wire[0] != WIRE_VERSION:
        raise Refusal(number, "shape", f"transaction 0 has {len(wire)} bytes, not {WIRE_SIZE}")
    if len(txs) > MAX_TRANSACTIONS:
        raise Refusal(number, "limit", f"{len(txs)} transactions")
    if sum(map(len, txs)) > MAX_BLOCK_BYTES:
        raise Refusal(number, "limit", f"more than {MAX_BLOCK_BYTES} bytes of transactions")
    following = state
    for place, tx in enumerate(txs, 1):
        try:
            following = _add(core, state, following, tx)
        except InvalidTransaction as error:
            raise Refusal(number, "transaction", f"transaction {place}: {error}") from error
    block, following = _seal(core, state, following, seconds, proposer, txs)
    start = 0
    for name, end in FIELDS:
        if wire[1 + start : 1 + end] != block.encoded[start:end]:
            detail = f"{name} differs; mine is {block.hash.hex()}, its is {wire[209:].hex()}"
            raise Refusal(number, "header", detail)
        start = end
    if wire[209:] != block.hash:
        detail = f"of the same header; mine is {block.hash.hex()}, its is {wire[209:].hex()}"
        raise Refusal(number, "hash", detail)
    return block, following
