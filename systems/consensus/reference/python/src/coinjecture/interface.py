"""What a backend does."""

from typing import Protocol

from .types import HeaderGo208, HeaderV1, Problem, Proof, Solution, Transaction


class Backend(Protocol):
    """The operations. Hashes are ``bytes`` of 32; verifications return True or raise."""

    name: str
    version: str
    kernel: str
    """What hashes: ``single+tree``, or one name when both are the same."""
    kernel_single: str
    """What hashes single messages."""
    kernel_tree: str
    """What hashes the larger levels of Merkle trees."""

    def sha256(self, data: bytes, /) -> bytes:
        """The SHA-256 digest of any bytes."""

    def sha256_many(self, messages: list[bytes], /) -> list[bytes]:
        """One digest for every message."""

    def merkle_root(self, rule: str, leaves: list[bytes] | bytes, /) -> bytes:
        """The root of leaves in block order.

        Under ``promote`` and ``duplicate`` leaves are hashes and may come as one bytes object;
        under ``rfc6962`` they are leaf data of any lengths.
        """

    def merkle_proof(self, rule: str, leaves: list[bytes] | bytes, index: int, /) -> Proof:
        """Proves the leaf at ``index``."""

    def merkle_verify(
        self, rule: str, leaf: bytes, index: int, leaf_count: int, proof: list, root: bytes, /
    ) -> bool:
        """Checks that ``leaf`` is in its place in the tree of this root and leaf count."""

    def header_v1_encode(self, header: HeaderV1, /) -> bytes:
        """The msgpack encoding."""

    def header_v1_hash(self, header: HeaderV1, /) -> bytes:
        """SHA-256 of the encoding."""

    def header_go208_encode(self, header: HeaderGo208, /) -> bytes:
        """The 208 bytes."""

    def header_go208_hash(self, header: HeaderGo208, /) -> bytes:
        """SHA-256 of the 208 bytes."""

    def header_go208_hash_encoded(self, encoded: bytes, /) -> bytes:
        """The hash of a header that is encoded already."""

    def header_go208_hash_batch(self, encoded: bytes, /) -> bytes:
        """The hashes, 32 bytes each, of encoded headers that follow each other."""

    def tx_hash(self, tx: Transaction, /) -> bytes:
        """SHA-256 of the msgpack encoding."""

    def tx_signing_message(self, tx: Transaction, /) -> bytes:
        """The bytes that Ed25519 signs."""

    def problem_hash(self, problem: Problem, /) -> bytes:
        """SHA-256 of the msgpack encoding; the tier's range is not looked at."""

    def solution_hash(self, solution: Solution, /) -> bytes:
        """SHA-256 of the msgpack encoding."""

    def subset_sum_verify(
        self,
        tier: str | int,
        elements: list[int],
        target: int,
        indices: list[int],
        max_ops: int,
        max_memory: int,
        /,
    ) -> bool:
        """Checks a solution; two operations and eight bytes for every index."""

    def epoch_salt(self, parent: bytes, index: int, /) -> bytes:
        """SHA256(parent ‖ LE64 index)."""

    def miner_salt(self, key: bytes, epoch_salt: bytes, parent: bytes, index: int, /) -> bytes:
        """HMAC-SHA256(key, epoch_salt ‖ parent ‖ LE64 index)."""

    def commitment(
        self, epoch_salt: bytes, problem_hash: bytes, solution_hash: bytes, miner_salt: bytes, /
    ) -> bytes:
        """SHA256(epoch_salt ‖ problem_hash ‖ solution_hash ‖ miner_salt)."""

    def escrow_id(self, submitter: bytes, problem_hash: bytes, block: int, /) -> bytes:
        """SHA256(submitter ‖ problem_hash ‖ LE64 block)."""

    def address(self, pubkey: bytes, /) -> bytes:
        """SHA256(pubkey)."""

    def ed25519_verify(self, public_key: bytes, message: bytes, signature: bytes, /) -> bool:
        """Checks an Ed25519 signature under ZIP 215."""

    def msgpack_decode_strict(
        self, type: str, data: bytes, /
    ) -> HeaderV1 | Transaction | Problem | Solution:
        """Reads exactly the bytes that the matching record encodes to."""
