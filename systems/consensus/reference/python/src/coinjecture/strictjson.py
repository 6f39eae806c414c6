"""Strict JSON over the standard library's reader: what it forgives is refused here.

Numbers become :class:`Number`, which keeps their text, so that integers are exact and ``1.0`` or
``-0`` are no integers. A key given twice, ``NaN``, and half a surrogate pair are errors.
"""

import json
import re

INTEGER = re.compile(r"0|-?[1-9][0-9]*")


class Number(str):
    """A JSON number as it was written."""

    __slots__ = ()


class NotJson(ValueError):
    """The text is not one strict JSON document."""


def _object(pairs: list[tuple[str, object]]) -> dict:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise NotJson("a key occurs twice in an object")
    return result


def _constant(name: str) -> object:
    raise NotJson(f"{name} is not JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=Number,
    parse_float=Number,
    parse_constant=_constant,
    strict=True,
)


def loads(data: bytes) -> object:
    """The document in ``data``, which is UTF-8."""
    try:
        text = data.decode()
        # Escaped halves of surrogate pairs come back as characters that UTF-8 cannot hold.
        value = _DECODER.decode(text)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise NotJson("nested too deeply") from None
    except ValueError as error:
        raise NotJson(f"not JSON: {error}") from None
    return value


def integer(value: object) -> int | None:
    """The integer that a number or a text writes, or None."""
    # The longest 64-bit integer has 20 characters; no more are converted.
    if isinstance(value, str) and INTEGER.fullmatch(value):
        return int(value) if len(value) <= 24 else (-1 if value[0] == "-" else 1) << 80
    return None
