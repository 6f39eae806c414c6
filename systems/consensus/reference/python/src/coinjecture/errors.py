"""Typed errors, one for every result code that the implementations share."""


class CoinjectureError(Exception):
    """Any refusal or fault; ``code`` is the result code that every language reports."""

    code = 5


class InvalidInput(CoinjectureError):
    """The input is wrong: a length, a range, a limit, a kind, an unknown name."""

    code = 1


class OutOfMemory(CoinjectureError):
    """The machine has no memory for the work."""

    code = 2


class VerificationFailed(CoinjectureError):
    """The request is well formed and does not verify."""

    code = 3


class EncodingError(CoinjectureError):
    """The bytes are not the encoding of any valid value."""

    code = 4


class InternalError(CoinjectureError):
    """A fault of the library or of the machine; never a verdict on the input."""

    code = 5


BY_CODE = {
    error.code: error
    for error in (InvalidInput, OutOfMemory, VerificationFailed, EncodingError, InternalError)
}
"""The error of each code above 0."""
