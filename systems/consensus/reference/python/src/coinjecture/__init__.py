"""The hashing rules of the coinjecture chain.

One interface, two backends that share no code: ``python`` is written from the rules, ``rust`` is
the compiled core. ::

    import coinjecture

    core = coinjecture.backend("rust")
    core.merkle_root("promote", [core.sha256(b"a"), core.sha256(b"b")])

Whatever is wrong is raised as a :class:`CoinjectureError` with the ``code`` that every language
reports. Backends keep no state and may be used from any thread.
"""

import sys

if sys.version_info < (3, 11):
    raise ImportError(
        "coinjecture requires Python 3.11 or later; this is Python %d.%d (%s)"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )

from ._version import __version__
from .choice import Choice, choose
from .errors import (
    CoinjectureError,
    EncodingError,
    InternalError,
    InvalidInput,
    OutOfMemory,
    VerificationFailed,
)
from .interface import Backend
from .loading import cause
from .types import HeaderGo208, HeaderV1, Problem, Proof, ProofEntry, Solution, Transaction

__all__ = [
    "BACKENDS",
    "Backend",
    "Choice",
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
    "__version__",
    "backend",
    "choose",
]

BACKENDS = ("python", "rust")


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
            raise InternalError(f"the Rust core cannot be loaded: {cause(error)}") from error
        return RustBackend()
    raise InvalidInput(f"backend: {name!r} is neither 'python' nor 'rust'")
