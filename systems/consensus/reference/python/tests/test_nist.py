"""NIST CAVP: the SHA-256 byte vectors, short, long and Monte Carlo."""

import cryptography_vectors


def responses(name):
    """The entries of a response file, one dict for each MD line."""
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


def check_messages(core, name, expected_count):
    count = 0
    messages, digests = [], []
    for entry in responses(name):
        message = bytes.fromhex(entry["Msg"])[: int(entry["Len"]) // 8]
        assert core.sha256(message).hex() == entry["MD"], f"{name} Len = {entry['Len']}"
        messages.append(message)
        digests.append(bytes.fromhex(entry["MD"]))
        count += 1
    assert count == expected_count
    assert core.sha256_many(messages) == digests


def test_short_messages(core):
    check_messages(core, "SHA256ShortMsg", 65)


def test_long_messages(core):
    check_messages(core, "SHA256LongMsg", 64)


def test_monte_carlo(core):
    with cryptography_vectors.open_vector_file("hashes/SHA2/SHA256Monte.rsp", "r") as lines:
        seed = next(line.split("=")[1].strip() for line in lines if line.startswith("Seed"))
    seed = bytes.fromhex(seed)
    checkpoints = list(responses("SHA256Monte"))
    assert len(checkpoints) == 100
    for checkpoint in checkpoints:
        three = [seed, seed, seed]
        for _ in range(1000):
            three = [three[1], three[2], core.sha256(b"".join(three))]
        seed = three[2]
        assert seed.hex() == checkpoint["MD"], f"COUNT = {checkpoint['COUNT']}"
