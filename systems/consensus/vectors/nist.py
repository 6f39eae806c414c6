#!/usr/bin/env python3
"""Writes nist_*.json from the SHA-256 test vectors of NIST's CAVP.

The vectors come with the PyPI package cryptography_vectors:

    python -m pip install cryptography_vectors
    python systems/consensus/vectors/nist.py [--check]

ShortMsg and LongMsg are messages with their digests. Monte gives a seed and a
hundred checkpoints; between two of them a thousand digests are chained, each
over the three before it. A vector is one question, so every checkpoint becomes
the last step of its thousand: the three digests before it, which this script
computes by the chain, and the digest that NIST gives. A wrong step anywhere
would not lead to the next checkpoint.
"""

import argparse
import hashlib
import json
import pathlib
import sys

import cryptography_vectors

FOLDER = pathlib.Path(__file__).resolve().parent
STEPS = 1000  # digests from one Monte checkpoint to the next


def fields(name):
    """Yields the entries of a response file: one dict for each MD line."""
    entry = {}
    with cryptography_vectors.open_vector_file(f"hashes/SHA2/{name}.rsp", "r") as lines:
        for line in lines:
            key, equals, value = (part.strip() for part in line.partition("="))
            if line.startswith(("#", "[")) or not equals:
                continue
            entry[key] = value
            if key == "MD":
                yield entry
                entry = {}


def vector(name, data, digest, source):
    """Returns one vector, after hashlib has confirmed it."""
    if hashlib.sha256(data).hexdigest() != digest:
        sys.exit(f"{name}: hashlib does not agree with the published digest")
    return {
        "name": name,
        "op": "sha256",
        "inputs": {"data": data.hex()},
        "expected": {"code": 0, "value": digest},
        "source": source,
    }


def messages(name, prefix):
    """Returns the vectors of a file of messages."""
    vectors = []
    for entry in fields(name):
        bits = int(entry["Len"])
        # The empty message is written as one zero byte of which 0 bits count.
        data = bytes.fromhex(entry["Msg"])[: bits // 8]
        vectors.append(vector(f"{prefix}_{bits}_bits", data, entry["MD"], f"NIST CAVP {name}"))
    return vectors


def monte():
    """Returns the last step to each checkpoint of the Monte Carlo test."""
    vectors = []
    seed = None
    for entry in fields("SHA256Monte"):
        if seed is None:
            seed = bytes.fromhex(entry["Seed"])
        last = [seed, seed, seed]
        for _ in range(STEPS - 1):
            last = [last[1], last[2], hashlib.sha256(b"".join(last)).digest()]
        name = f"nist_monte_{int(entry['COUNT']):02d}"
        vectors.append(vector(name, b"".join(last), entry["MD"], "NIST CAVP SHA256Monte"))
        seed = bytes.fromhex(entry["MD"])
    return vectors


def render(vectors):
    """Returns the text of a vector file: one vector a line."""
    lines = ",\n".join(json.dumps(v, separators=(",", ":")) for v in vectors)
    return f"[\n{lines}\n]\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, and fail when a file differs")
    check = parser.parse_args().check
    files = {
        "nist_short.json": messages("SHA256ShortMsg", "nist_short"),
        "nist_long.json": messages("SHA256LongMsg", "nist_long"),
        "nist_monte.json": monte(),
    }
    stale = []
    for name, vectors in files.items():
        path, text = FOLDER / name, render(vectors)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                path.write_text(text, encoding="utf-8")
        print(f"{name}: {len(vectors)} vectors")
    if check and stale:
        sys.exit(f"these differ: {', '.join(stale)}; run {pathlib.Path(__file__).name} without --check")


if __name__ == "__main__":
    main()
