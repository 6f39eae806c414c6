"""The msgpack subset: writing the one shortest form, reading any form.

Strictness comes from :func:`strictly`: what was read is written again and compared. So the reader
needs no rules of its own about shortest forms, and cannot get them wrong.
"""

import struct
from collections.abc import Callable, Iterable

from ..errors import CoinjectureError, EncodingError, InvalidInput


def integer(value: int) -> bytes:
    if value >= 0:
        if value <= 0x7F:
            return bytes([value])
        if value <= 0xFF:
            return b"\xcc" + struct.pack(">B", value)
        if value <= 0xFFFF:
            return b"\xcd" + struct.pack(">H", value)
        if value <= 0xFFFFFFFF:
            return b"\xce" + struct.pack(">I", value)
        return b"\xcf" + struct.pack(">Q", value)
    if value >= -0x20:
        return struct.pack(">b", value)
    if value >= -0x80:
        return b"\xd0" + struct.pack(">b", value)
    if value >= -0x8000:
        return b"\xd1" + struct.pack(">h", value)
    if value >= -0x80000000:
        return b"\xd2" + struct.pack(">i", value)
    return b"\xd3" + struct.pack(">q", value)


def text(value: str) -> bytes:
    data = value.encode()
    assert len(data) < 32, "the chain's keys and names are short"
    return bytes([0xA0 | len(data)]) + data


def fixed_bytes(value: bytes) -> bytes:
    return b"\xc4" + bytes([len(value)]) + value


def array(values: Iterable[int], count: int) -> bytes:
    if count <= 0xF:
        head = bytes([0x90 | count])
    elif count <= 0xFFFF:
        head = b"\xdc" + struct.pack(">H", count)
    elif count <= 0xFFFFFFFF:
        head = b"\xdd" + struct.pack(">I", count)
    else:
        raise InvalidInput("an array has more than 4294967295 entries")
    return head + b"".join(map(integer, values))


def mapping(fields: list[tuple[str, bytes]]) -> bytes:
    """A map whose values are encoded already, in the given order."""
    return bytes([0x80 | len(fields)]) + b"".join(text(key) + value for key, value in fields)


class _Reader:
    """Reads the types of the subset in any of their forms."""

    FIXED = {
        0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q",
        0xD0: ">b", 0xD1: ">h", 0xD2: ">i", 0xD3: ">q",
    }  # fmt: skip

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        if count > len(self.data) - self.at:
            raise EncodingError(f"the bytes end inside a value at byte {self.at}")
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self, form: str) -> int:
        return struct.unpack(form, self.take(struct.calcsize(form)))[0]

    def value(self, depth: int = 0) -> object:
        mark = self.take(1)[0]
        if mark <= 0x7F:
            return mark
        if mark >= 0xE0:
            return mark - 256
        if mark in self.FIXED:
            return self.number(self.FIXED[mark])
        if 0xA0 <= mark <= 0xBF:
            return self.take(mark & 0x1F).decode("utf-8", "surrogateescape")
        if mark == 0xC4:
            return self.take(self.number(">B"))
        if depth < 2:
            if 0x80 <= mark <= 0x8F:
                return [(self.value(depth + 1), self.value(depth + 1)) for _ in range(mark & 0xF)]
            if 0x90 <= mark <= 0x9F:
                return self.items(mark & 0xF, depth)
            if mark in (0xDC, 0xDD):
                return self.items(self.number(">H" if mark == 0xDC else ">I"), depth)
        raise EncodingError(f"byte {self.at - 1}: no such type in this encoding")

    def items(self, count: int, depth: int) -> list:
        # Every item takes a byte at least, so a count that cannot be true costs nothing.
        if count > len(self.data) - self.at:
            raise EncodingError(f"byte {self.at}: an array of {count} does not fit the bytes")
        return [self.value(depth + 1) for _ in range(count)]


def strictly(
    data: bytes, keys: tuple[str, ...], build: Callable[[dict], object], encode: Callable
) -> object:
    """Reads a map, builds a record of its values, and insists that it encodes to the same bytes."""
    pairs = _Reader(data).value()
    if not isinstance(pairs, list) or not all(isinstance(pair, tuple) for pair in pairs):
        raise EncodingError("not a map")
    if tuple(key for key, _ in pairs) != keys:
        raise EncodingError("not the expected keys in their order")
    try:
        record = build(dict(pairs))
        again = encode(record)
    except CoinjectureError as error:
        raise EncodingError(str(error)) from error
    if again != data:
        raise EncodingError("not the shortest form, or bytes follow the end")
    return record


def byte_array(name: str, values: object) -> bytes:
    """A variable byte field as it was read: a list of integers."""
    if not isinstance(values, list) or not all(type(v) is int and 0 <= v <= 255 for v in values):
        raise EncodingError(f"{name}: not an array of bytes")
    return bytes(values)
