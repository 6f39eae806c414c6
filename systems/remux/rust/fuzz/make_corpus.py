#!/usr/bin/env python3
"""Makes the committed corpus from the sample: small streams that reach each part of the remuxer."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tests"))

from judge import media, ts  # noqa: E402


def some(data: bytes, count: int, *, video: int = 4) -> bytes:
    """The first packets, but of the picture only a few: audio and tables are what matters here."""
    out, pictures = [], 0
    for packet in ts.packets(data):
        pictures += packet.pid == media.VIDEO
        if packet.pid != media.VIDEO or pictures <= video:
            out.append(packet.raw)
    return b"".join(out[:count])


def main() -> None:
    sample = media.sample()
    german = media.stream_entry(0x03, media.GERMAN, media.language("deu"))
    other = media.stream_entry(0x06, 0x200, bytes([0x6A, 1, 0])) + media.stream_entry(0x81, 0x201)
    private = b"".join(media.stream_entry(5, 0x300 + n, bytes([0xC0, 40]) + bytes(40)) for n in range(6))
    short = some(sample, 40)
    seeds = {
        "audio": some(sample, 60),
        "timecode": media.with_prefix(short, b"\x10\x20\x30\x40"),
        "parity": media.with_suffix(short, bytes(16)),
        "middle": some(sample[188 * 2000 :], 40)[77:],
        "long_map": media.replace_tables(short, {media.MAP: [media.map_section(private + german + other)]}),
        "versions": media.replace_tables(
            some(sample, 70),
            {media.MAP: [media.map_section(german, version=1), media.map_section(other + german, version=2)]},
        ),
        "programs": media.replace_tables(short, {0: [media.association({n: 0x1000 + n - 1 for n in range(1, 9)})]}),
        "gap": short[: 188 * 12] + short[188 * 15 :],
    }
    folder = HERE / "corpus" / "remux"
    for index, (name, data) in enumerate(seeds.items()):
        (folder / name).write_bytes(bytes([index * 37 & 0x7F, 11 + index]) + data)


if __name__ == "__main__":
    main()
