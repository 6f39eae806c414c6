"""Checks that turn a wrong kind, length or range into :class:`InvalidInput`."""

from ..errors import InvalidInput
from ..types import RULES, TIERS, TX_TYPES


def _integer(name: str, value: object, low: int, high: int, kind: str) -> int:
    if type(value) is not int:
        raise InvalidInput(f"{name}: {type(value).__name__} is not an integer")
    if not low <= value <= high:
        raise InvalidInput(f"{name}: not a {kind}")
    return value


def u64(name: str, value: object) -> int:
    return _integer(name, value, 0, 2**64 - 1, "u64")


def u32(name: str, value: object) -> int:
    return _integer(name, value, 0, 2**32 - 1, "u32")


def i64(name: str, value: object) -> int:
    return _integer(name, value, -(2**63), 2**63 - 1, "i64")


def version(value: object) -> int:
    if u64("codec_version", value) != 1:
        raise InvalidInput("codec_version: must be 1")
    return 1


def any_bytes(name: str, value: object) -> bytes:
    if not isinstance(value, (bytes, bytearray, memoryview)):
        raise InvalidInput(f"{name}: {type(value).__name__} is not bytes")
    return bytes(value)


def fixed(name: str, value: object, length: int = 32) -> bytes:
    data = any_bytes(name, value)
    if len(data) != length:
        raise InvalidInput(f"{name}: {len(data)} bytes, not {length}")
    return data


def limited(name: str, value: object, most: int) -> bytes:
    data = any_bytes(name, value)
    if len(data) > most:
        raise InvalidInput(f"{name}: {len(data)} bytes, at most {most} are allowed")
    return data


def sequence(name: str, value: object) -> list:
    if not isinstance(value, (list, tuple)):
        raise InvalidInput(f"{name}: {type(value).__name__} is not a list")
    return list(value)


def _one_of(name: str, value: object, known: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in known:
        raise InvalidInput(f"{name}: not one of {', '.join(known)}")
    return value


def rule(value: object) -> str:
    return _one_of("rule", value, RULES)


def tx_type(value: object) -> str:
    return _one_of("tx_type", value, TX_TYPES)


def tier(value: object) -> str:
    if type(value) is int and 0 <= value < len(TIERS):
        return TIERS[value]
    return _one_of("tier", value, TIERS)


def problem_type(value: object) -> str:
    return _one_of("problem_type", value, ("SubsetSum",))
