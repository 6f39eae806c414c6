"""Verifying a subset-sum solution. The order of the checks is part of the rule."""

from ..errors import VerificationFailed
from ..types import TIERS
from . import checks

RANGES = dict(zip(TIERS, ((8, 12), (12, 16), (16, 20), (20, 24), (24, 32)), strict=True))


def verify(
    tier: object,
    elements: object,
    target: object,
    indices: object,
    max_ops: object,
    max_memory: object,
) -> bool:
    least, most = RANGES[checks.tier(tier)]
    elements = [checks.i64("elements", e) for e in checks.sequence("elements", elements)]
    target = checks.i64("target", target)
    indices = [checks.u32("indices", i) for i in checks.sequence("indices", indices)]
    max_ops = checks.u64("max_ops", max_ops)
    max_memory = checks.u64("max_memory", max_memory)

    if not least <= len(elements) <= most:
        raise VerificationFailed(f"{len(elements)} elements, but the tier takes {least} to {most}")
    if len(indices) > len(elements):
        raise VerificationFailed(f"{len(indices)} indices for {len(elements)} elements")
    ops = 0
    seen = set()
    for index in indices:
        ops += 1
        if ops > max_ops:
            raise VerificationFailed(f"more than {max_ops} operations")
        if index in seen:
            raise VerificationFailed(f"index {index} occurs twice")
        seen.add(index)
    total = 0
    for index in indices:
        ops += 1
        if ops > max_ops:
            raise VerificationFailed(f"more than {max_ops} operations")
        if index >= len(elements):
            raise VerificationFailed(f"index {index} is past the {len(elements)} elements")
        total += elements[index]
    if total != target:
        raise VerificationFailed(f"the sum is {total}, not {target}")
    if 8 * len(indices) > max_memory:
        raise VerificationFailed(f"more than {max_memory} bytes of memory")
    return True
