"""The Rust core behind the interface of :class:`coinjecture.Backend`."""

from .loading import refuse_sub_interpreters

refuse_sub_interpreters()

from . import _core  # noqa: E402 (a sub-interpreter must not get so far)


class RustBackend:
    """See :class:`coinjecture.Backend`. Every operation is a function of the compiled module."""

    name = "rust"

    sha256 = staticmethod(_core.sha256)
    sha256_many = staticmethod(_core.sha256_many)
    merkle_root = staticmethod(_core.merkle_root)
    merkle_proof = staticmethod(_core.merkle_proof)
    merkle_verify = staticmethod(_core.merkle_verify)
    header_v1_encode = staticmethod(_core.header_v1_encode)
    header_v1_hash = staticmethod(_core.header_v1_hash)
    header_go208_encode = staticmethod(_core.header_go208_encode)
    header_go208_hash = staticmethod(_core.header_go208_hash)
    header_go208_hash_encoded = staticmethod(_core.header_go208_hash_encoded)
    header_go208_hash_batch = staticmethod(_core.header_go208_hash_batch)
    tx_hash = staticmethod(_core.tx_hash)
    tx_signing_message = staticmethod(_core.tx_signing_message)
    problem_hash = staticmethod(_core.problem_hash)
    solution_hash = staticmethod(_core.solution_hash)
    subset_sum_verify = staticmethod(_core.subset_sum_verify)
    epoch_salt = staticmethod(_core.epoch_salt)
    miner_salt = staticmethod(_core.miner_salt)
    commitment = staticmethod(_core.commitment)
    escrow_id = staticmethod(_core.escrow_id)
    address = staticmethod(_core.address)
    ed25519_verify = staticmethod(_core.ed25519_verify)
    msgpack_decode_strict = staticmethod(_core.msgpack_decode_strict)

    def __init__(self) -> None:
        # Hears of a wrong COINJECTURE_SHA256 now instead of hashing on with another kernel.
        _core.init()
        self.version = _core.__version__
        self.kernel = _core.kernel()
        self.kernel_choice, self.kernel_single, self.kernel_tree = _core.kernels()
