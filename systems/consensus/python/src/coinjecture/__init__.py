"""The hashing rules of the coinjecture chain.

One interface, two backends that share no code: ``python`` is written from the rules, ``rust`` is
the compiled core. ::

    import coinjecture

    core = coinjecture.backend("rust")
    core.merkle_root("promote", [core.sha256(b"a"), core.sha256(b"b")])

Whatever is wrong is raised as a :class:`CoinjectureError` with the ``code`` that every language
reports. Backends keep no state and may be used from any thread.
"""

from typing import Protocol

from .errors import (
    CoinjectureError,
    EncodingError,
    InternalError,
    InvalidInput,
    OutOfMemory,
    VerificationFailed,
)
from .types import HeaderGo208, HeaderV1, Problem, Proof, ProofEntry, Solution, Transaction

__all__ = [
    "BACKENDS",
    "Backend",
    "CoinjectureError",
    "EncodingError",
    "HeaderGo208",
    "HeaderV1",
    "InternalError",
    "InvalidInput",
    "OutOfMemory",
    "Problem",
    "Proof",
    "ProofEntry",
    "Solution",
    "Transaction",
    "VerificationFailed",
    "backend",
]

BACKENDS = ("python", "rust")


class Backend(Protocol):
    """The operations. Hashes are ``bytes`` of 32; verifications return True or raise."""

    name: str

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

    def msgpack_decode_strict(
        self, type: str, data: bytes, /
    ) -> HeaderV1 | Transaction | Problem | Solution:
        """Reads exactly the bytes that the matching record encodes to."""


def backend(name: str = "python") -> Backend:
    """The backend of that name.

    Raises :class:`InvalidInput` for an unknown name and :class:`InternalError` when the Rust core
    is not there or cannot be used; nothing falls back silently.
    """
    if name == "python":
        from .reference import PythonBackend

        return PythonBackend()
    if name == "rust":
        try:
            from .rust import RustBackend
        except ImportError as error:
            raise InternalError(
                f"the Rust core cannot be loaded ({error}); build it with maturin or use 'python'"
            ) from error
        return RustBackend()
    raise InvalidInput(f"backend: {name!r} is neither 'python' nor 'rust'")
