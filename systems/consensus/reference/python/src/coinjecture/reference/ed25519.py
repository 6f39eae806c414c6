"""Ed25519 verification under ZIP 215, from RFC 8032's definitions in integers.

Not constant in time: everything that a verifier sees is public.
"""

from hashlib import sha512

from ..errors import VerificationFailed

P = 2**255 - 19
"""The field."""
L = 2**252 + 27742317777372353535851937790883648493
"""The order of the base point."""
D = -121665 * pow(121666, -1, P) % P
SQRT_MINUS_ONE = pow(2, (P - 1) // 4, P)

Point = tuple[int, int, int, int]
"""Extended coordinates: x = X/Z, y = Y/Z, T = XY/Z."""
NEUTRAL: Point = (0, 1, 1, 0)


def _decode(encoded: bytes) -> Point:
    """The point of 32 bytes; y may be any number below 2^255, and -0 is 0."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, (number & (2**255 - 1)) % P
    # x^2 = (y^2 - 1) / (d y^2 + 1); the candidate root is right, or right times the root of -1.
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x - u) % P:
        x = x * SQRT_MINUS_ONE % P
    if (v * x * x - u) % P:
        raise VerificationFailed("not the encoding of a point")
    if x & 1 != sign:
        x = -x % P
    return x, y, 1, x * y % P


def _add(p: Point, q: Point) -> Point:
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _multiply(scalar: int, point: Point) -> Point:
    result = NEUTRAL
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point = _add(point, point)
        scalar >>= 1
    return result


def _negative(point: Point) -> Point:
    return -point[0] % P, point[1], point[2], -point[3] % P


BASE = _decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """True, or :class:`VerificationFailed`: [8][s]B = [8]R + [8][k]A."""
    s = int.from_bytes(signature[32:], "little")
    if s >= L:
        raise VerificationFailed("s is not below the order of the group")
    a, r = _decode(public_key), _decode(signature[:32])
    k = int.from_bytes(sha512(signature[:32] + public_key + message).digest(), "little") % L
    difference = _add(_multiply(s, BASE), _negative(_add(r, _multiply(k, a))))
    x, y, z, _ = _multiply(8, difference)
    if x % P or (y - z) % P:
        raise VerificationFailed("not a signature of this message by this key")
    return True
