"""Merkle trees, straight from the definitions.

RFC 6962 trees are built by its recursive split here, not level by level.
"""

from hashlib import sha256

from ..errors import InvalidInput, VerificationFailed
from ..types import Proof, ProofEntry
from . import checks


def _hash(data: bytes) -> bytes:
    return sha256(data).digest()


def _leaves(rule: str, leaves: object) -> list[bytes]:
    if rule != "rfc6962" and isinstance(leaves, (bytes, bytearray, memoryview)):
        flat = bytes(leaves)
        if len(flat) % 32:
            raise InvalidInput(f"leaves: {len(flat)} bytes are not whole leaves of 32")
        return [flat[at : at + 32] for at in range(0, len(flat), 32)]
    items = checks.sequence("leaves", leaves)
    if rule == "rfc6962":
        return [checks.any_bytes("leaves", leaf) for leaf in items]
    return [checks.fixed("leaves", leaf) for leaf in items]


def _levels(rule: str, leaves: list[bytes]) -> list[list[bytes]]:
    """All levels of a promote or duplicate tree, leaves first."""
    levels = [leaves]
    while len(levels[-1]) > 1:
        level = levels[-1]
        above = [_hash(level[at] + level[at + 1]) for at in range(0, len(level) - 1, 2)]
        if len(level) % 2:
            odd = level[-1]
            above.append(odd if rule == "promote" else _hash(odd + odd))
        levels.append(above)
    return levels


def _split(count: int) -> int:
    """The largest power of two below ``count``."""
    return 1 << (count - 1).bit_length() - 1


def _rfc6962(leaves: list[bytes]) -> bytes:
    if not leaves:
        return _hash(b"")
    if len(leaves) == 1:
        return _hash(b"\x00" + leaves[0])
    split = _split(len(leaves))
    return _hash(b"\x01" + _rfc6962(leaves[:split]) + _rfc6962(leaves[split:]))


def _rfc6962_path(leaves: list[bytes], index: int) -> list[ProofEntry]:
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        sibling = ProofEntry(_rfc6962(leaves[split:]), True)
        return [*_rfc6962_path(leaves[:split], index), sibling]
    sibling = ProofEntry(_rfc6962(leaves[:split]), False)
    return [*_rfc6962_path(leaves[split:], index - split), sibling]


def root(rule: object, leaves: object) -> bytes:
    rule = checks.rule(rule)
    nodes = _leaves(rule, leaves)
    if rule == "rfc6962":
        return _rfc6962(nodes)
    return _levels(rule, nodes)[-1][0] if nodes else bytes(32)


def proof(rule: object, leaves: object, index: object) -> Proof:
    rule = checks.rule(rule)
    nodes = _leaves(rule, leaves)
    index = checks.u64("index", index)
    if index >= len(nodes):
        raise InvalidInput("index: must be below the leaf count")
    if rule == "rfc6962":
        return Proof(_rfc6962(nodes), len(nodes), tuple(_rfc6962_path(nodes, index)))
    levels = _levels(rule, nodes)
    entries = []
    position = index
    for level in levels[:-1]:
        if position ^ 1 < len(level):
            entries.append(ProofEntry(level[position ^ 1], position % 2 == 0))
        elif rule == "duplicate":
            entries.append(ProofEntry(level[position], True))
        position //= 2
    return Proof(levels[-1][0], len(nodes), tuple(entries))


def _shape(rule: str, index: int, count: int) -> list[str]:
    """What the entries of a proof must be: ``right``, ``left``, or ``self`` for a duplicate."""
    shape = []
    while count > 1:
        if index ^ 1 < count:
            shape.append("left" if index % 2 else "right")
        elif rule == "duplicate":
            shape.append("self")
        index //= 2
        count = (count + 1) // 2
    return shape


def verify(
    rule: object, leaf: object, index: object, leaf_count: object, proof: object, root: object
) -> bool:
    rule = checks.rule(rule)
    leaf = checks.any_bytes("leaf", leaf) if rule == "rfc6962" else checks.fixed("leaf", leaf)
    index = checks.u64("index", index)
    leaf_count = checks.u64("leaf_count", leaf_count)
    root = checks.fixed("root", root)
    entries = checks.sequence("proof", proof)
    for entry in entries:
        if not isinstance(entry, ProofEntry) or type(entry.is_right) is not bool:
            raise InvalidInput("proof: not a list of ProofEntry")
        checks.fixed("sibling", entry.sibling)
    if index >= leaf_count:
        raise InvalidInput("index: must be below leaf_count")

    shape = _shape(rule, index, leaf_count)
    if len(shape) != len(entries):
        raise VerificationFailed(f"{len(entries)} entries, but the place needs {len(shape)}")
    prefix = b"\x01" if rule == "rfc6962" else b""
    node = _hash(b"\x00" + leaf) if rule == "rfc6962" else leaf
    for number, (side, entry) in enumerate(zip(shape, entries, strict=True)):
        if entry.is_right != (side != "left"):
            raise VerificationFailed(f"the sibling of entry {number} is on the wrong side")
        if side == "self" and entry.sibling != node:
            raise VerificationFailed(f"entry {number} is not the odd node itself")
        pair = node + entry.sibling if entry.is_right else entry.sibling + node
        node = _hash(prefix + pair)
    if node != root:
        raise VerificationFailed("the proof leads to another root")
    return True
