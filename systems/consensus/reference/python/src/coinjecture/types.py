"""The records that are hashed. They hold what they are given; the backends check it.

Hashes, addresses and keys are ``bytes`` of 32; timestamps are seconds since 1970.
"""

from dataclasses import dataclass, field

ZERO = bytes(32)

RULES = ("promote", "duplicate", "rfc6962")
TIERS = ("Mobile", "Desktop", "Workstation", "Server", "Cluster")
TX_TYPES = ("Transfer", "ProblemSubmission", "BountyPayment")


@dataclass(slots=True)
class HeaderV1:
    """A header in the msgpack encoding."""

    codec_version: int = 1
    block_index: int = 0
    timestamp: int = 0
    parent_hash: bytes = ZERO
    merkle_root: bytes = ZERO
    miner_address: bytes = ZERO
    commitment: bytes = ZERO
    difficulty_target: int = 0
    nonce: int = 0
    extra_data: bytes = b""


@dataclass(slots=True)
class HeaderGo208:
    """A header in the fixed layout of 208 bytes."""

    number: int = 0
    parent: bytes = ZERO
    state_root: bytes = ZERO
    tx_root: bytes = ZERO
    timestamp: int = 0
    validator: bytes = ZERO
    difficulty: int = 0
    nonce: int = 0
    gas_limit: int = 0
    gas_used: int = 0
    extra: bytes = ZERO


@dataclass(slots=True)
class Transaction:
    """A transaction; ``signature`` is not part of the signing message."""

    codec_version: int = 1
    tx_type: str = "Transfer"
    from_: bytes = ZERO
    to: bytes = ZERO
    amount: int = 0
    nonce: int = 0
    gas_limit: int = 0
    gas_price: int = 0
    signature: bytes = bytes(64)
    data: bytes = b""
    timestamp: int = 0


@dataclass(slots=True)
class Problem:
    """A subset-sum problem. ``tier`` is a name or a number from 0 to 4."""

    problem_type: str = "SubsetSum"
    tier: str | int = "Mobile"
    elements: list[int] = field(default_factory=list)
    target: int = 0
    timestamp: int = 0


@dataclass(slots=True)
class Solution:
    """A claimed solution: the places of the elements to add."""

    indices: list[int] = field(default_factory=list)
    timestamp: int = 0


@dataclass(slots=True, frozen=True)
class ProofEntry:
    """One step of a Merkle proof; ``is_right`` says on which side the sibling is."""

    sibling: bytes
    is_right: bool


@dataclass(slots=True, frozen=True)
class Proof:
    """A Merkle proof from leaf to root."""

    root: bytes
    leaf_count: int
    entries: tuple[ProofEntry, ...]
