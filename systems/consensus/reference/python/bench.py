"""Measures the backends from Python and prints rows in the shape of the benchmark results.

Rounds run every alternative in turn on CPU time of the thread; ``ns`` is the median, ``speedup``
the median over the rounds of base ÷ this. The base is hashlib, used as a Python program would.
"""

import hashlib
import json
import statistics
import struct
import time

import coinjecture

ROUNDS = 41
SLICE = 400_000


def rows(group: str, alternatives: dict) -> list[dict]:
    """Times the alternatives, of which the first is the base."""
    expected = next(iter(alternatives.values()))()
    repeats = {}
    for name, run in alternatives.items():
        assert run() == expected, f"{group}: {name} gives another hash"
        start = time.thread_time_ns()
        for _ in range(20):
            run()
        repeats[name] = max(1, SLICE * 20 // max(1, time.thread_time_ns() - start))
    times = {name: [] for name in alternatives}
    for _ in range(ROUNDS):
        for name, run in alternatives.items():
            # An untimed slice first, so that caches and the processor's clock are its own.
            for timed in (False, True):
                start = time.thread_time_ns()
                for _ in range(repeats[name]):
                    run()
                taken = (time.thread_time_ns() - start) / repeats[name]
                if timed:
                    times[name].append(taken)
    base = next(iter(alternatives))
    return [
        {
            "group": group,
            "name": name,
            "base": base,
            "ns": round(statistics.median(taken), 1),
            "least_ns": round(min(taken), 1),
            "speedup": round(statistics.median(b / t for b, t in zip(times[base], taken)), 3),
            "rounds": ROUNDS,
        }
        for name, taken in times.items()
    ]


def hashlib_root(leaves: list[bytes]) -> bytes:
    """A promote root as it is written with hashlib."""
    sha256 = hashlib.sha256
    while len(leaves) > 1:
        above = [sha256(leaves[i] + leaves[i + 1]).digest() for i in range(0, len(leaves) - 1, 2)]
        if len(leaves) % 2:
            above.append(leaves[-1])
        leaves = above
    return leaves[0]


def main() -> None:
    """Prints the rows of both groups."""
    rust = coinjecture.backend("rust")
    encoded = struct.pack("<Q", 123456) + bytes(range(200))
    leaves = [hashlib.sha256(b"tx_%04d" % i).digest() for i in range(1000)]
    flat = b"".join(leaves)
    sha256, header, root = hashlib.sha256, rust.header_go208_hash_encoded, rust.merkle_root
    result = rows(
        "python_header",
        {"hashlib": lambda: sha256(encoded).digest(), "rust": lambda: header(encoded)},
    ) + rows(
        "python_merkle_1000",
        {
            "hashlib": lambda: hashlib_root(leaves),
            "rust": lambda: root("promote", leaves),
            "rust_flat": lambda: root("promote", flat),
        },
    )
    print(json.dumps({"suite": "consensus", "rows": result}, indent=1))


if __name__ == "__main__":
    main()
