"""The rules in pure Python, written from their definitions and independent of the Rust core.

Only the SHA-2 and HMAC primitives come from the standard library.
"""

import hmac
from collections.abc import Iterable
from hashlib import sha256

from .._version import __version__
from ..errors import InvalidInput
from ..types import HeaderGo208, HeaderV1, Problem, Proof, Solution, Transaction
from . import checks, ed25519, merkle, records, subset_sum


def _record(kind: type, value: object) -> object:
    if not isinstance(value, kind):
        raise InvalidInput(f"{type(value).__name__} is not a {kind.__name__}")
    return value


class PythonBackend:
    """See :class:`coinjecture.Backend`."""

    name = "python"
    version = __version__
    # What Python's own module calls, it does not say.
    kernel = kernel_single = kernel_tree = "hashlib"
    kernel_choice = "auto"

    def sha256(self, data: bytes) -> bytes:
        return sha256(checks.any_bytes("data", data)).digest()

    def sha256_many(self, messages: Iterable[bytes]) -> list[bytes]:
        return [self.sha256(message) for message in checks.sequence("messages", messages)]

    def merkle_root(self, rule: str, leaves: list[bytes] | bytes) -> bytes:
        return merkle.root(rule, leaves)

    def merkle_proof(self, rule: str, leaves: list[bytes] | bytes, index: int) -> Proof:
        return merkle.proof(rule, leaves, index)

    def merkle_verify(
        self, rule: str, leaf: bytes, index: int, leaf_count: int, proof: list, root: bytes
    ) -> bool:
        return merkle.verify(rule, leaf, index, leaf_count, proof, root)

    def header_v1_encode(self, header: HeaderV1) -> bytes:
        return records.encode_header_v1(_record(HeaderV1, header))

    def header_v1_hash(self, header: HeaderV1) -> bytes:
        return sha256(self.header_v1_encode(header)).digest()

    def header_go208_encode(self, header: HeaderGo208) -> bytes:
        return records.encode_header_go208(_record(HeaderGo208, header))

    def header_go208_hash(self, header: HeaderGo208) -> bytes:
        return sha256(self.header_go208_encode(header)).digest()

    def header_go208_hash_encoded(self, encoded: bytes) -> bytes:
        return sha256(checks.fixed("encoded", encoded, 208)).digest()

    def header_go208_hash_batch(self, encoded: bytes) -> bytes:
        flat = checks.any_bytes("encoded", encoded)
        if len(flat) % 208:
            raise InvalidInput("encoded: not a multiple of 208 bytes")
        return b"".join(
            sha256(flat[at : at + 208]).digest() for at in range(0, len(flat), 208)
        )

    def tx_hash(self, tx: Transaction) -> bytes:
        return sha256(records.encode_tx(_record(Transaction, tx))).digest()

    def tx_signing_message(self, tx: Transaction) -> bytes:
        return records.signing_message(_record(Transaction, tx))

    def problem_hash(self, problem: Problem) -> bytes:
        return sha256(records.encode_problem(_record(Problem, problem))).digest()

    def solution_hash(self, solution: Solution) -> bytes:
        return sha256(records.encode_solution(_record(Solution, solution))).digest()

    def subset_sum_verify(
        self,
        tier: str | int,
        elements: list[int],
        target: int,
        indices: list[int],
        max_ops: int,
        max_memory: int,
    ) -> bool:
        return subset_sum.verify(tier, elements, target, indices, max_ops, max_memory)

    def epoch_salt(self, parent: bytes, index: int) -> bytes:
        message = checks.fixed("parent", parent) + checks.u64("index", index).to_bytes(8, "little")
        return sha256(message).digest()

    def miner_salt(self, key: bytes, epoch_salt: bytes, parent: bytes, index: int) -> bytes:
        message = (
            checks.fixed("epoch_salt", epoch_salt)
            + checks.fixed("parent", parent)
            + checks.u64("index", index).to_bytes(8, "little")
        )
        return hmac.digest(checks.fixed("key", key), message, "sha256")

    def commitment(
        self, epoch_salt: bytes, problem_hash: bytes, solution_hash: bytes, miner_salt: bytes
    ) -> bytes:
        message = (
            checks.fixed("epoch_salt", epoch_salt)
            + checks.fixed("problem_hash", problem_hash)
            + checks.fixed("solution_hash", solution_hash)
            + checks.fixed("miner_salt", miner_salt)
        )
        return sha256(message).digest()

    def escrow_id(self, submitter: bytes, problem_hash: bytes, block: int) -> bytes:
        message = (
            checks.fixed("submitter", submitter)
            + checks.fixed("problem_hash", problem_hash)
            + checks.u64("block", block).to_bytes(8, "little")
        )
        return sha256(message).digest()

    def address(self, pubkey: bytes) -> bytes:
        return sha256(checks.fixed("pubkey", pubkey)).digest()

    def ed25519_verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        return ed25519.verify(
            checks.fixed("public_key", public_key),
            checks.any_bytes("message", message),
            checks.fixed("signature", signature, 64),
        )

    def msgpack_decode_strict(
        self, type: str, data: bytes
    ) -> HeaderV1 | Transaction | Problem | Solution:
        return records.decode(type, data)
